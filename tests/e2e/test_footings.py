"""By what right: permissions, what removal takes with it, and the reach that is told beforehand."""

import datetime
import io

import pytest

from tests.e2e.sources import add, site
from tests.pictures import jpeg_bytes, portrait
from tests.site import Answer


def opted_in(exposure, *more):
    said = exposure("source", "add", "https://example.org/", "--footing", "opted-in", *more)
    return said, exposure("sources", "--json").document["sources"]


def test_somebody_else_s_place_needs_a_name(exposure):
    said, sources = opted_in(exposure)
    assert (said.code, sources) == (1, [])
    assert "--permitted-by" in said.err


def test_a_permission_is_kept_with_its_day_and_words(exposure):
    said, [source] = opted_in(
        exposure, "--permitted-by", "J. Miller", "--permitted-on", "2026-03-01",
        "--words", "yes, go ahead", "--permitted-until", "2026-12-31",
    )  # fmt: skip
    assert said.code == 0, said.err
    assert source["permission"] == {
        "by": "J. Miller", "on": "2026-03-01", "words": "yes, go ahead", "until": "2026-12-31",
    }  # fmt: skip
    for told in (said.out, exposure("sources").out):
        assert "leave given by J. Miller, 2026-03-01; “yes, go ahead”" in told


def test_a_note_alone_is_a_permission_by_whom_it_names(exposure):
    said, [source] = opted_in(exposure, "--note", "J. Miller agreed by post")
    assert said.code == 0, said.err
    today = datetime.datetime.now().astimezone().date().isoformat()
    assert source["note"] == "J. Miller agreed by post"
    assert source["permission"] == {
        "by": "J. Miller agreed by post", "on": today, "words": "", "until": None,
    }  # fmt: skip


def test_a_day_that_is_none_is_wrong_usage(exposure):
    said, sources = opted_in(exposure, "--permitted-by", "A", "--permitted-on", "last May")
    assert (said.code, sources) == (2, [])


def test_reach_and_limits_are_told_before_the_first_audit(exposure):
    said = exposure(
        "source", "add", "https://example.org/", "--footing", "owned", "--depth", "3",
        "--max-pages", "20", "--max-images", "100", "--max-bytes", "5000000",
        "--max-host-bytes", "1000000", "--max-minutes", "7", "--delay", "2",
    )  # fmt: skip
    assert said.code == 0, said.err
    for fact in (
        "Pages of example.org are visited, and those of no other host.",
        "At most 20 pages, 100 pictures and 5 MB of data.",
        "From any other host at most 1 MB.",
        "Links are followed 3 steps from the first page.",
        "these pauses take at most about 4 minutes",
        "It ends after 7 minutes at the latest.",
    ):
        assert fact in said.out
    [source] = exposure("sources", "--json").document["sources"]
    assert (source["max_host_bytes"], source["max_minutes"]) == (1_000_000, 7)


def test_of_a_folder_it_is_said_that_nobody_is_asked(exposure, tmp_path):
    folder = tmp_path / "album"
    folder.mkdir()
    said = exposure("source", "add", str(folder), "--footing", "my-export")
    assert "nothing is asked of anybody" in said.out


def test_a_removal_without_a_terminal_goes_ahead_and_leaves_a_receipt(enrolled):
    with site() as web:
        source = add(enrolled, web.url)
        [found] = enrolled("audit", "--json").document["findings"]
        enrolled("judge", found["id"], "me")
    receipt = enrolled("source", "remove", source, "--json").document
    assert receipt["removed"] == source
    assert receipt["findings"] == [found["id"]]
    assert (receipt["places"], receipt["findings_staying"], receipt["verdicts_staying"]) == (
        2,
        0,
        1,
    )
    assert datetime.datetime.fromisoformat(receipt["removed_at"]).tzinfo is not None
    assert enrolled("findings", "--json").document["findings"] == []


class _Person(io.StringIO):
    """Somebody at a terminal."""

    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("answer", "yes", "is_removed"),
    [("remove\n", (), True), ("\n", (), False), ("", ("--yes",), True)],
)
def test_at_a_terminal_what_goes_is_shown_and_asked(
    enrolled, tmp_path, monkeypatch, answer, yes, is_removed
):
    folder = tmp_path / "album"
    folder.mkdir()
    (folder / "me.jpg").write_bytes(jpeg_bytes(portrait()))
    source = add(enrolled, folder)
    enrolled("audit")
    monkeypatch.setattr("sys.stdin", _Person(answer))
    said = enrolled("source", "revoke", source, *yes)
    assert said.code == (0 if is_removed else 1)
    assert "1 finding goes: it was found there and nowhere else." in said.out
    if not yes:
        assert str(folder.resolve() / "me.jpg") in said.out
    left = enrolled("sources", "--json").document["sources"]
    assert len(left) == (0 if is_removed else 1)


def test_why_a_picture_is_gone_is_told_in_words(enrolled, tmp_path):
    with site() as web:
        add(enrolled, web.url)
        enrolled("audit")
        web.pages["/me.jpg"] = Answer(status=410)
        document = enrolled("audit", "--json").document
        assert {p["gone_because"] for f in document["findings"] for p in f["places"]} == {
            "HTTP 410"
        }
        words = "its address was asked for, and nothing is there (HTTP 410)"
        assert words in enrolled("findings").out
        for suffix in ("html", "csv"):
            path = tmp_path / f"r.{suffix}"
            assert enrolled("report", str(path)).code == 0
            assert "HTTP 410" in path.read_text(encoding="utf-8-sig")
