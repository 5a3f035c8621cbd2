"""Everything the user may choose: each setting with its values, its default, where it is chosen.

The command line, the window's page of settings and what the vault keeps are made from what stands
here and from the words in `wording/settings/table.py`. All are kept as words, in the vault; but for
the language, which stands beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import Enum
from typing import Any, Generic

from exposure_app.settings.computer import cores as cores_here
from exposure_app.settings.language import LanguageTag
from exposure_app.settings.values import (
    FreeText,
    OneOf,
    SettingValues,
    Steps,
    Switch,
    UpTo,
    Value,
)

_SETTING = "setting"
_MINUTES = (0, 1, 5, 15, 30, 60)
_A_DAY = 24 * 60  # minutes


class OnBattery(Enum):
    """What an audit does while the computer runs on its battery."""

    AS_USUAL = "as_usual"
    ONE_CORE = "one_core"
    PAUSE = "pause"


class OnClose(Enum):
    """What closing the window does while an audit runs or places are looked at again."""

    ASK = "ask"
    TRAY = "tray"
    LEAVE = "leave"


class LedgerPaths(Enum):
    """What the record of requests keeps of an address: all of it, or a hash behind the host."""

    FULL = "full"
    HASHED = "hashed"


class SettingCard(Enum):
    """The cards of the window's page of settings, in their order."""

    EFFORT = "effort"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Setting(Generic[Value]):
    """What is known of a setting besides its name and its words.

    values: which it can have, and how they are typed and kept.
    card: where the window lets one choose; None where a part of the window made for it does.
    has_own_verb: whether another verb than `settings` changes it: `models`, for the pack, as
        photos are looked at again.
    """

    values: SettingValues[Value]
    card: SettingCard | None
    has_own_verb: bool = False


def _known(
    values: SettingValues[Value], card: SettingCard | None, *, has_own_verb: bool = False
) -> dict[str, Setting[Value]]:
    return {_SETTING: Setting(values, card, has_own_verb=has_own_verb)}


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be chosen, in the order it is listed.

    pack: name of the model pack in use; "" for the one that ships.
    cores: how many cores an audit may use; 0 for half of them.
    is_gentle: whether an audit lets other programs go first.
    on_battery: what an audit does while the computer runs on its battery.
    air_gap: whether nothing may be asked of the outside at all.
    ledger_paths: of requests from now on; what was written before stays as it is.
    lock_after: after how many minutes without a key or a click the window locks the vault, at most
        a day's; 0 for never.
    language: tag of the language of all words; "" for the system's.
    on_close: what closing the window does while there is work under way.
    """

    pack: str = field(default="", metadata=_known(FreeText(), None, has_own_verb=True))
    cores: int = field(default=0, metadata=_known(UpTo(cores_here), SettingCard.EFFORT))
    is_gentle: bool = field(default=True, metadata=_known(Switch(), SettingCard.EFFORT))
    on_battery: OnBattery = field(
        default=OnBattery.ONE_CORE, metadata=_known(OneOf(OnBattery), SettingCard.EFFORT)
    )
    air_gap: bool = field(default=False, metadata=_known(Switch("on", "off"), None))
    ledger_paths: LedgerPaths = field(
        default=LedgerPaths.FULL, metadata=_known(OneOf(LedgerPaths), None)
    )
    lock_after: int = field(default=0, metadata=_known(Steps(_MINUTES, _A_DAY), None))
    language: str = field(default="", metadata=_known(LanguageTag(), SettingCard.LANGUAGE))
    on_close: OnClose = field(
        default=OnClose.ASK, metadata=_known(OneOf(OnClose), SettingCard.EFFORT)
    )

    def words(self) -> dict[str, str]:
        """Names and values as text, for keeping."""
        return {name: one.values.write(getattr(self, name)) for name, one in known().items()}

    @classmethod
    def of_words(cls, words: Mapping[str, str]) -> "Settings":
        """What `words` said; a name that is missing or a value that makes no sense is the default.

        A setting is not worth refusing to start for, and a newer program may have written it.
        """
        settings = cls()
        for name, word in words.items():
            try:
                settings = settings.changed(name, word)
            except ValueError:
                continue
        return settings

    def changed(self, name: str, word: str) -> "Settings":
        """These with one changed.

        Args:
            name: a field's. word: its value as `words` would say it; blanks, capitals and "-" for
                "_" are forgiven.

        Raises:
            ValueError: no such setting, or no such value of it.
        """
        setting = known().get(name)
        if setting is None:
            raise ValueError(name)
        return replace(self, **{name: setting.values.read(word)})


def known() -> dict[str, Setting[Any]]:
    """Every setting there is by its name, in the order they are listed."""
    return {one.name: one.metadata[_SETTING] for one in fields(Settings)}
