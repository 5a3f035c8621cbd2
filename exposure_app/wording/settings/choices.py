"""What can be chosen, in words: what each choice means, and which there are."""

from typing import Any

from exposure_app.settings import SettingCard, Settings, known
from exposure_app.wording.settings.table import CARDS, WORDS


def choice_words(settings: Settings, name: str) -> str:
    """What a setting as it stands means: a sentence."""
    return WORDS[name]().meaning(getattr(settings, name))


def allowed_words(name: str) -> str:
    """What a setting may be set to, as it is typed."""
    return ", ".join(known()[name].values.words()) or WORDS[name]().allowed


def label_words(name: str) -> str:
    """What stands before a setting in the window, or on its switch."""
    return WORDS[name]().label


def option_words(name: str, value: Any) -> str:
    """One value of a setting among those to choose from in the window."""
    return WORDS[name]().option(value)


def card_words(card: SettingCard) -> tuple[str, str]:
    """The name of a card of settings, and what it is about."""
    return CARDS[card]()
