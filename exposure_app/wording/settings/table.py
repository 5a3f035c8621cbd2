"""The words of every setting: one function each, in one table by the settings' names."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic

from exposure_app.domain.languages import named
from exposure_app.i18n import _, ngettext
from exposure_app.settings import LedgerPaths, OnBattery, OnClose, SettingCard
from exposure_app.settings.computer import cores
from exposure_app.settings.values import Value


@dataclass(frozen=True, slots=True)
class SettingWords(Generic[Value]):
    """What is said of one setting.

    meaning: of a value that is chosen: a sentence.
    allowed: what can be typed, where the values are too many to list.
    label: what stands before it on a card of the window, or on its switch.
    option: of a value among those of its box on that card: a few words. A switch needs none.
    """

    meaning: Callable[[Value], str]
    allowed: str = ""
    label: str = ""
    option: Callable[[Value], str] = lambda _value: ""


def air_gap_words(is_on: bool) -> str:
    """What the air-gap switch means as it stands: a sentence."""
    if is_on:
        return _("Nothing is asked of the network; files and folders are looked at as usual.")
    return _("Places on the network are asked when you audit them.")


def _pack() -> SettingWords[str]:
    def meaning(pack: str) -> str:
        if not pack:
            return _("Faces are compared with the models that came with this program.")
        return _("Faces are compared with the models named {name}.").format(name=pack)

    return SettingWords(meaning)


def _cores() -> SettingWords[int]:
    half = max(1, cores() // 2)

    def meaning(chosen: int) -> str:
        if not chosen:
            return _("An audit uses half of this computer's cores.")
        return ngettext(
            "An audit uses {count} core.",
            "An audit uses {count} cores, if this computer has as many.",
            chosen,
        ).format(count=chosen)

    def option(n: int) -> str:
        if not n:
            return ngettext("Half of them ({n} core)", "Half of them ({n} cores)", half).format(
                n=half
            )
        return ngettext("{n} core", "{n} cores", n).format(n=n)

    return SettingWords(
        meaning,
        allowed=_("a number of cores, or 0 for half of them"),
        label=_("Co&res of this computer to use"),
        option=option,
    )


def _is_gentle() -> SettingWords[bool]:
    return SettingWords(
        {
            True: _("An audit lets other programs go first."),
            False: _("An audit competes with other programs."),
        }.__getitem__,
        label=_("Let &other programs go first"),
    )


def _on_battery() -> SettingWords[OnBattery]:
    return SettingWords(
        {
            OnBattery.AS_USUAL: _("On battery an audit goes on as usual."),
            OnBattery.ONE_CORE: _("On battery an audit uses one core."),
            OnBattery.PAUSE: _("On battery an audit waits until the computer is plugged in."),
        }.__getitem__,
        label=_("While it runs on &battery"),
        option={
            OnBattery.AS_USUAL: _("Work as usual"),
            OnBattery.ONE_CORE: _("Use one core only"),
            OnBattery.PAUSE: _("Pause until it is plugged in"),
        }.__getitem__,
    )


def _air_gap() -> SettingWords[bool]:
    return SettingWords(air_gap_words)


def _ledger_paths() -> SettingWords[LedgerPaths]:
    return SettingWords(
        {
            LedgerPaths.FULL: _("The record of requests keeps whole addresses."),
            LedgerPaths.HASHED: _(
                "The record of requests keeps the site of an address; the rest as a hash."
            ),
        }.__getitem__
    )


def _lock_after() -> SettingWords[int]:
    def meaning(minutes: int) -> str:
        if not minutes:
            return _("The window stays open until you close or lock it.")
        return ngettext(
            "The window locks after {n} minute without a key or a click.",
            "The window locks after {n} minutes without a key or a click.",
            minutes,
        ).format(n=minutes)

    return SettingWords(meaning, allowed=_("a number of minutes, or 0 for never"))


def _language() -> SettingWords[str]:
    def meaning(tag: str) -> str:
        if not tag:
            return _("The language is that of your system, if the program speaks it.")
        return _("The language is {name}.").format(name=named(tag).own_name)

    return SettingWords(
        meaning,
        label=_("Lan&guage"),
        option=lambda tag: named(tag).own_name if tag else _("As this computer is set"),
    )


def _on_close() -> SettingWords[OnClose]:
    return SettingWords(
        {
            OnClose.ASK: _("Closing the window while there is work asks what to do."),
            OnClose.TRAY: _("Work goes on in the tray when the window is closed."),
            OnClose.LEAVE: _("Closing the window stops the work."),
        }.__getitem__,
        label=_("When the &window is closed while there is work"),
        option={
            OnClose.ASK: _("Ask me"),
            OnClose.TRAY: _("Go on in the background"),
            OnClose.LEAVE: _("Stop and close"),
        }.__getitem__,
    )


WORDS: dict[str, Callable[[], SettingWords[Any]]] = {
    "pack": _pack,
    "cores": _cores,
    "is_gentle": _is_gentle,
    "on_battery": _on_battery,
    "air_gap": _air_gap,
    "ledger_paths": _ledger_paths,
    "lock_after": _lock_after,
    "language": _language,
    "on_close": _on_close,
}
"""Called when something is said, not before: the language may change."""


def _effort_card() -> tuple[str, str]:
    return _("How hard the computer may work"), _(
        "For audits, and for reading many photos. More cores are faster, warmer and "
        "louder. A choice counts from the next audit on."
    )


def _language_card() -> tuple[str, str]:
    return _("Language"), _("Of this window and of reports. It changes once nothing is under way.")


CARDS: dict[SettingCard, Callable[[], tuple[str, str]]] = {
    SettingCard.EFFORT: _effort_card,
    SettingCard.LANGUAGE: _language_card,
}
"""The name of each card of the window's page of settings, and what it is about."""
