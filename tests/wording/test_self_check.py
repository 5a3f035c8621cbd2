"""Each part of the self-check has words; so has its trouble, and a remedy."""

import pytest

from exposure_app import wording
from exposure_app.domain.self_check import Check

WELL = {
    "weights": ({"pack": "small"}, "small: SHA-256 as pinned"),
    "models": ({"model": "small:1", "n": 128}, "small:1: 128 numbers a face"),
    "key": ({"place": "Keychain"}, "Keychain"),
    "vault": ({}, "every page authenticates"),
    "index": ({"index": "hnsw"}, "hnsw"),
    "formats": ({"found": "Pillow 12, libjxl", "missing": ""}, "Pillow 12, libjxl"),
    "guard": ({}, "refuses, as it should"),
    "sandbox": (
        {"holds": "no-new-privileges seccomp", "lacks": "landlock-0"},
        "no file, connection or program can be opened; no second wall around files on this system",
    ),
    "telemetry": ({}, "off"),
    "folders": ({}, "writable"),
    "room": ({"n": 1234}, "1234 MB free"),
    "clock": ({"now": "2026-11-30 20:00 +0000"}, "2026-11-30 20:00 +0000"),
    "resources": ({"folder": "icons"}, "icons"),
}


@pytest.mark.parametrize("name", WELL)
def test_every_part_has_a_name_a_sentence_and_for_its_trouble_a_remedy(name):
    assert wording.check_name(name) != name.capitalize() or name in ("vault", "guard", "telemetry",
        "folders", "clock")  # fmt: skip
    facts, _detail = WELL[name]
    well = wording.check_words(Check(name, is_ok=True, facts=facts))
    amiss = wording.check_words(Check(name, is_ok=False, trouble="y"))
    fallback = wording.check_words(Check("no such part", is_ok=False))
    assert well.what.endswith(".")
    assert well.remedy == ""
    assert amiss.what.endswith(".")
    assert amiss.remedy.endswith(".")
    assert amiss.what != fallback.what.replace("No such part", wording.check_name(name))


@pytest.mark.parametrize("name", WELL)
def test_what_was_found_out_is_said_in_a_few_words(name):
    facts, detail = WELL[name]
    assert wording.check_detail(Check(name, is_ok=True, facts=facts)) == detail


@pytest.mark.parametrize(
    ("check", "detail"),
    [
        (Check("clock", is_ok=False, trouble="went_back"), "went back"),
        (Check("weights", is_ok=False, facts={"error": "PackUnusable"}), "PackUnusable"),
    ],
)
def test_of_a_part_that_fails_the_trouble_is_said(check, detail):
    assert wording.check_detail(check) == detail


def test_parts_that_are_not_installed_are_said():
    check = Check("formats", is_ok=True, facts={"found": "Pillow 12", "missing": "pdf, video"})
    assert wording.check_detail(check) == "Pillow 12, not installed: pdf, video"
    assert wording.check_words(check).what.endswith("Pillow 12, not installed: pdf, video.")


def test_the_two_troubles_of_a_clock_are_told_apart():
    told = {
        wording.check_words(Check("clock", is_ok=False, trouble=trouble)).what
        for trouble in ("old", "went_back")
    }
    assert len(told) == 2
