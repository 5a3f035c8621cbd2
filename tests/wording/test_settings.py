"""Every setting has its words: a sentence for what is chosen, and what the window and the command
line need to let one choose."""

import pytest

from exposure_app.settings import OnBattery, OnClose, SettingCard, Settings, known
from exposure_app.settings.values import Switch
from exposure_app.wording import (
    allowed_words,
    card_words,
    choice_words,
    label_words,
    option_words,
)
from exposure_app.wording.settings import table


def lacking():
    """What settings leave unsaid, as "name" or "name value"."""
    for name, setting in known().items():
        if name not in table.WORDS:
            yield name
            continue
        values = dict.fromkeys([*setting.values.offered(), getattr(Settings(), name)])
        for value in values:
            try:
                said = [table.WORDS[name]().meaning(value)]
                if setting.card and not isinstance(setting.values, Switch):
                    said.append(option_words(name, value))
            except KeyError:
                said = [""]
            if not all(said):
                yield f"{name} {setting.values.write(value)}"
        if not allowed_words(name) and not setting.has_own_verb:
            yield f"{name}: what is allowed"
        if setting.card and not label_words(name):
            yield f"{name}: its label"


def test_no_setting_and_no_value_of_one_is_without_words():
    assert list(lacking()) == []


def test_no_words_are_of_a_setting_that_is_gone():
    assert list(table.WORDS) == list(known())
    assert list(table.CARDS) == list(SettingCard)


def test_a_setting_without_words_would_be_told_and_never_borrows_anothers(monkeypatch):
    monkeypatch.delitem(table.WORDS, "on_close")
    assert list(lacking()) == ["on_close"]
    with pytest.raises(KeyError, match="on_close"):
        choice_words(Settings(), "on_close")
    with pytest.raises(KeyError, match="on_close"):
        label_words("on_close")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"meaning": {OnBattery.PAUSE: "It waits."}.__getitem__}, "on_battery one_core"),
        ({"option": lambda _value: ""}, "on_battery pause"),
        ({"label": ""}, "on_battery: its label"),
    ],
)
def test_a_value_or_a_label_without_words_would_be_told(monkeypatch, words, told):
    whole = {"meaning": str, "option": str, "label": "On battery"} | words
    monkeypatch.setitem(table.WORDS, "on_battery", lambda: table.SettingWords(**whole))
    assert told in list(lacking())


def test_every_card_has_a_name_and_says_what_it_is_about():
    assert all(all(card_words(card)) for card in SettingCard)


def test_a_choice_is_said_as_it_stands():
    settings = Settings(cores=3, on_close=OnClose.TRAY, lock_after=1, language="de")
    assert choice_words(settings, "cores") == (
        "An audit uses 3 cores, if this computer has as many."
    )
    assert choice_words(settings, "is_gentle") == "An audit lets other programs go first."
    assert choice_words(settings, "on_close") == (
        "Work goes on in the tray when the window is closed."
    )
    assert choice_words(settings, "lock_after") == (
        "The window locks after 1 minute without a key or a click."
    )
    assert choice_words(settings, "language") == "The language is Deutsch."


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("cores", "a number of cores, or 0 for half of them"),
        ("is_gentle", "yes, no"),
        ("on_battery", "as_usual, one_core, pause"),
        ("air_gap", "on, off"),
        ("ledger_paths", "full, hashed"),
        ("lock_after", "a number of minutes, or 0 for never"),
        ("language", "system, en, pt_BR, es, fr, de, ar"),
        ("on_close", "ask, tray, leave"),
    ],
)
def test_what_is_allowed_is_listed_as_it_is_typed(name, allowed):
    assert allowed_words(name) == allowed
