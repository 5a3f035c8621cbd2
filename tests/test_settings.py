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
