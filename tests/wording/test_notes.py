"""Why a finding is less sure, and what moved, in words a person understands."""

from dataclasses import replace

import pytest

from exposure_app.domain.findings import Band, BandChange, Note
from exposure_app.wording import change_words, changes_summary, note_words, poor_photo_words
from tests.ui.scripted import finding

FOUND = finding("one").finding
POSSIBLY, LOOKS, VERY = Band.POSSIBLY, Band.LOOKS_LIKE_YOU, Band.VERY_LIKELY


def change(before, after, subject="me"):
    return BandChange(replace(FOUND, subject=subject), before, after)


@pytest.mark.parametrize("note", list(Note))
def test_every_note_is_a_sentence_without_a_number(note):
    for said in (note_words(note), note_words(note, "Ada")):
        assert said.endswith(".")
        assert not any(letter.isdigit() for letter in said)
    assert len({note_words(each) for each in Note}) == len(Note)


def test_a_note_names_whom_the_finding_was_compared_with():
    assert "is not you" in note_words(Note.LOOK_ALIKE)
    assert "is not Ada" in note_words(Note.LOOK_ALIKE, "Ada")


def test_one_move_says_from_what_to_what():
    assert change_words(change(LOOKS, POSSIBLY)) == "Looks like you → possibly you"
    assert change_words(change(POSSIBLY, None, "Ada")) == "Possibly Ada → no longer shown"
    assert change_words(change(None, VERY)) == "Not found → looks very much like you"


def test_nothing_moved_is_no_sentence():
    assert changes_summary([]) == ""


def test_the_most_frequent_move_comes_first():
    said = changes_summary([change(LOOKS, None), *[change(LOOKS, POSSIBLY)] * 2])
    assert said == (
        "3 other findings moved: 2 from “looks like you” to “possibly you”, 1 is no longer shown."
    )


def test_what_would_move_is_not_said_to_have_moved():
    said = changes_summary([change(LOOKS, None), change(LOOKS, VERY)], is_preview=True)
    assert said.startswith("2 findings would move: ")
    assert "1 would no longer be shown" in said
    assert changes_summary([change(LOOKS, VERY)], is_about_all=True).startswith("1 finding moved: ")


def test_with_several_people_nobody_is_called_you():
    said = changes_summary([change(LOOKS, POSSIBLY), change(LOOKS, POSSIBLY, "Ada")])
    assert said == "2 other findings moved: 2 from “looks like” to “possibly”."


@pytest.mark.parametrize("reason", ["small", "blurred", "turned", "dark", "unclear"])
def test_a_poor_photo_says_why_in_few_words(reason):
    assert len(poor_photo_words(reason).split()) <= 5
