"""Choices are kept as words, and a word that makes no sense costs only itself."""

import pytest

from exposure_app.settings import OnBattery, Settings

CHOSEN = Settings(pack="other", cores=3, is_gentle=False, on_battery=OnBattery.PAUSE)


def test_what_was_chosen_comes_back():
    assert Settings.of_words(CHOSEN.words()) == CHOSEN


def test_nothing_chosen_is_the_default():
    assert Settings.of_words({}) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [("cores", "many"), ("is_gentle", "perhaps"), ("on_battery", "explode"), ("newer", "1")],
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
    ],
)
def test_one_choice_is_changed_and_the_others_stay(name, word, value):
    changed = CHOSEN.changed(name, word)
    assert getattr(changed, name) == value
    assert changed.words() == CHOSEN.words() | {name: changed.words()[name]}


@pytest.mark.parametrize(
    ("name", "word"),
    [("cores", "many"), ("is_gentle", "perhaps"), ("on_battery", "explode"), ("newer", "1")],
)
def test_a_choice_that_makes_no_sense_is_refused(name, word):
    with pytest.raises(ValueError, match=r".+"):
        CHOSEN.changed(name, word)
