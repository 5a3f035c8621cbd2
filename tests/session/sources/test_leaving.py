"""A footing can end or be taken back: then nothing is asked, and what was found there goes."""

from datetime import date, timedelta

import pytest

from exposure_app.domain.days import today
from exposure_app.domain.findings import Verdict
from exposure_app.domain.sources import Budget, Footing, Permission
from tests.pictures import jpeg_bytes, portrait
from tests.session.profiles import audit, enrol_portrait, opened
from tests.site import Site, html, jpeg

ME = jpeg_bytes(portrait().resize((300, 300)))
ALSO_ME = jpeg_bytes(portrait().crop((60, 0, 400, 300)))
PAGES = {"/": html("<img src=/me.jpg><img src=/also.jpg>"), "/me.jpg": jpeg(ME),
         "/also.jpg": jpeg(ALSO_ME)}  # fmt: skip


@pytest.fixture
def session(tmp_path):
    with opened(tmp_path / "profile") as session:
        enrol_portrait(session, tmp_path)
        yield session


def permitted(session, site, until):
    said = Permission("Ada", date(2026, 3, 1), "go ahead", until)
    return session.sources.add(
        site.url, Footing.OPTED_IN, budget=Budget(delay_s=0), allow_private=True, permission=said
    )


def test_a_permission_holds_through_its_last_day(session):
    with Site(PAGES) as site:
        permitted(session, site, until=today())
        audit(session)
    assert len(session.findings.all()) == 2
    assert session.audits.last().gaps == ()


def test_after_its_last_day_nothing_is_asked_and_the_place_is_a_gap(session):
    with Site(PAGES) as site:
        source = permitted(session, site, until=today() - timedelta(days=1))
        audit(session)
        assert site.asked == []
    [gap] = session.audits.last().gaps
    assert (gap.url, gap.why, gap.detail) == (source.locator, "out_of_scope", "permission ended")


def test_a_removal_says_what_goes_and_what_stays(session, tmp_path):
    folder = tmp_path / "album"
    folder.mkdir()
    (folder / "me.jpg").write_bytes(ME)
    with Site(PAGES) as site:
        source = permitted(session, site, until=None)
        session.sources.add(str(folder), Footing.MY_EXPORT)
        audit(session)
        for finding in session.findings.all():
            session.findings.judge(finding.id, Verdict.ME)
        going = session.sources.what_goes(source.id)
        [found] = going.findings
        assert [place.image_url for place in found.locations] == [f"{site.url}also.jpg"]
        assert (going.staying, going.places, going.verdicts) == (1, 2, 1)
        session.sources.remove(source.id)
        [left] = session.findings.all()
        assert [place.image_url for place in left.locations] == [(folder / "me.jpg").as_uri()]
        permitted(session, site, until=None)
        audit(session)
    assert [one.verdict for one in session.findings.all()] == [Verdict.ME, Verdict.ME]


def test_faces_kept_for_re_search_are_counted_among_what_goes(session):
    with Site(PAGES) as site:
        source = session.sources.add(
            site.url, Footing.OWNED, budget=Budget(delay_s=0), allow_private=True, keep_faces_days=9
        )
        audit(session)
    kept = session.kept.counts()[source.id].faces
    assert kept > 0
    assert session.sources.what_goes(source.id).kept_faces == kept
    assert session.sources.remove(source.id).kept_faces == kept
    assert session.kept.counts() == {}
