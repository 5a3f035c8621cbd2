"""Choices are kept as words, and a word that makes no sense costs only itself."""

import pytest

from exposure_app.settings import OnBattery, Settings
from exposure_app.settings.language import chosen_language, keep_language

CHOSEN = Settings(pack="other", cores=3, is_gentle=False, on_battery=OnBattery.PAUSE, language="en")


def test_what_was_chosen_comes_back():
    assert Settings.of_words(CHOSEN.words()) == CHOSEN


def test_nothing_chosen_is_the_default():
    assert Settings.of_words({}) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cores", "many"),
        ("is_gentle", "perhaps"),
        ("on_battery", "explode"),
        ("language", "tlh"),
        ("newer", "1"),
    ],
)
def test_a_word_that_makes_no_sense_costs_only_itself(name, value):
    read = Settings.of_words(CHOSEN.words() | {name: value})
    kept = set(CHOSEN.words().items()) & set(read.words().items())
    assert len(kept) >= len(CHOSEN.words()) - 1


def test_fewer_than_no_cores_are_none_chosen():
    assert Settings.of_words({"cores": "-2"}).cores == 0


@pytest.mark.parametrize(
    ("name", "word", "value"),
    [
        ("cores", "3", 3),
        ("is_gentle", "No", False),
        ("on_battery", "one-core", OnBattery.ONE_CORE),
        ("on_battery", " pause ", OnBattery.PAUSE),
        ("pack", "Other-Pack", "Other-Pack"),
        ("language", "EN", "en"),
        ("language", "System", ""),
        ("cores", " 12 ", 12),
        ("lock_after", "7", 7),
        ("lock_after", "1440", 1440),
    ],
)
def test_one_choice_is_changed_and_the_others_stay(name, word, value):
    changed = CHOSEN.changed(name, word)
    assert getattr(changed, name) == value
    assert changed.words() == CHOSEN.words() | {name: changed.words()[name]}


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("cores", "many"),
        ("cores", "-2"),
        ("cores", " "),
        ("is_gentle", "perhaps"),
        ("on_battery", "explode"),
        ("language", "tlh"),
        ("newer", "1"),
        ("lock_after", "1-5"),
        ("lock_after", "1_5"),
        ("lock_after", "+5"),
        ("lock_after", "\u0665"),
        ("lock_after", "²"),
        ("lock_after", "1441"),
        ("lock_after", "99999999999"),
    ],
)
def test_a_choice_that_makes_no_sense_is_refused(name, word):
    with pytest.raises(ValueError, match=r".+"):
        CHOSEN.changed(name, word)


def test_the_language_is_kept_beside_the_vault_and_read_without_it(tmp_path):
    assert chosen_language(tmp_path) == ""
    keep_language(tmp_path, "en")
    assert chosen_language(tmp_path) == "en"
    keep_language(tmp_path, "")
    assert not (tmp_path / "language").exists()


@pytest.mark.parametrize("kept", [b"tlh", b"\xff\xfe", b"", b"ar" * 5000])
def test_a_kept_language_that_makes_no_sense_is_the_systems(tmp_path, kept):
    (tmp_path / "language").write_bytes(kept)
    assert chosen_language(tmp_path) == ""
