"""`--keep-faces`: a new photo is answered from faces that were kept, and forgetting forgets."""

import pytest

from tests.e2e.sources import add, site
from tests.pictures import crowd, jpeg_bytes


@pytest.fixture
def ada(tmp_path):
    path = tmp_path / "ada.jpg"
    path.write_bytes(jpeg_bytes(crowd()))
    return str(path)


def enrol_ada(exposure, photo, *more):
    return exposure(
        "enrol", photo, "--subject", "Ada", "--consent", "adult", "--face", "2", *more
    )  # fmt: skip


def test_a_new_person_is_found_by_enrolling_and_nothing_is_asked(enrolled, ada):
    with site() as web:
        source = add(enrolled, web.url, "--keep-faces", "30")
        enrolled("audit")
        before, asked = enrolled("ledger", "--json").document, len(web.asked)
        told = enrol_ada(enrolled, ada, "--json").document["kept_faces"]
        assert len(web.asked) == asked
    assert told["faces"] == 7
    [change] = told["changes"]
    assert (change["subject"], change["before"]) == ("Ada", None)
    [finding] = enrolled("findings", "--subject", "Ada", "--json").document["findings"]
    assert finding["places"][0]["image_url"].endswith("/crowd.jpg")
    assert enrolled("ledger", "--json").document == before
    [listed] = enrolled("sources", "--json").document["sources"]
    assert (listed["id"], listed["keep_faces_days"]) == (source, 30)
    assert listed["kept_faces"]["faces"] == 7


def test_a_search_tells_what_it_compared_and_what_takes_an_audit(enrolled, ada):
    with site() as web:
        add(enrolled, web.url, "--keep-faces", "30")
        enrolled("audit")
    said = enrol_ada(enrolled, ada)
    assert "7 faces kept of 1 place were compared. Nothing was asked of anybody." in said.out
    assert "takes an audit to see" in said.out
    assert "1 new finding." in said.out
    again = enrolled("search-kept")
    assert again.code == 0
    assert "Nothing new was found among them." in again.out


def test_a_report_is_written_though_a_finding_has_no_picture_yet(enrolled, ada, tmp_path):
    with site() as web:
        add(enrolled, web.url, "--keep-faces", "30")
        enrolled("audit")
    enrol_ada(enrolled, ada)
    page = tmp_path / "report.html"
    assert enrolled("report", str(page)).code == 0
    assert "No picture kept" in page.read_text()


def test_without_it_there_is_nothing_to_search(enrolled, ada):
    with site() as web:
        add(enrolled, web.url)
        enrolled("audit")
    assert "compared" not in enrol_ada(enrolled, ada).out
    said = enrolled("search-kept", "--json")
    assert (said.code, said.document["faces"], said.document["changes"]) == (0, 0, [])


@pytest.mark.parametrize("verb", [("forget-faces",), ("keep-faces", "0")])
def test_forgetting_and_turning_off_leave_nothing_to_search(enrolled, verb):
    with site() as web:
        source = add(enrolled, web.url, "--keep-faces", "30")
        enrolled("audit")
    action, *rest = verb
    assert enrolled("source", action, source, *rest).code == 0
    assert enrolled("search-kept", "--json").document["faces"] == 0
    [listed] = enrolled("sources", "--json").document["sources"]
    assert listed["kept_faces"] is None
    assert listed["keep_faces_days"] == (30 if action == "forget-faces" else 0)


def test_the_receipt_of_a_place_that_is_removed_counts_the_faces_kept_of_it(enrolled):
    with site() as web:
        source = add(enrolled, web.url, "--keep-faces", "30")
        enrolled("audit")
    said = enrolled("source", "remove", source, "--yes", "--json")
    assert (said.code, said.document["kept_faces"]) == (0, 7)
    assert enrolled("search-kept", "--json").document["faces"] == 0


@pytest.mark.parametrize("days", ["366", "-1", "soon", "1.5"])
def test_a_number_of_days_that_cannot_be_is_wrong_usage(exposure, days):
    said = exposure(
        "source", "add", "https://example.org/", "--footing", "owned", f"--keep-faces={days}"
    )
    assert said.code == 2
    assert "0 to 365" in said.err


def test_a_place_that_is_not_there_is_said_so(exposure):
    said = exposure("source", "forget-faces", "nowhere")
    assert said.code == 1
    assert "nowhere" in said.err
