"""An export from file to finding: counted once, and on the page that shows it."""

import zipfile

from exposure_app.domain.sources import Footing, Kind
from tests.pictures import crowd, jpeg_bytes, portrait
from tests.session.profiles import audit, enrol_portrait, opened


def test_a_picture_of_an_export_is_counted_once_and_found_on_its_page(tmp_path):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("posts/me.jpg", jpeg_bytes(portrait().resize((300, 300))))
        archive.writestr("posts/crowd.jpg", jpeg_bytes(crowd().resize((300, 200))))
        archive.writestr("posts/index.html", "<title>Posts</title><img src=me.jpg>")
    with opened(tmp_path / "profile") as session:
        enrol_portrait(session, tmp_path)
        source = session.sources.add(str(path), Footing.MY_EXPORT)
        assert source.kind is Kind.EXPORT
        audit(session)
        coverage = session.audits.last().coverage
        assert (coverage.pages_fetched, coverage.images_referenced) == (1, 2)
        assert (coverage.images_fetched, coverage.images_decoded) == (2, 2)
        [finding] = session.findings.all()
        [place] = finding.locations
        assert place.page_url == f"{path.resolve().as_uri()}#posts/index.html"
        audit(session)
        assert session.audits.last().coverage.images_unchanged == 2
        [finding] = session.findings.all()
        assert finding.locations[0].gone_at is None
