"""What can be chosen, in words: what each choice means, and which there are."""

from exposure_app.domain.languages import named, offered
from exposure_app.i18n import _, ngettext
from exposure_app.settings import LedgerPaths, OnBattery, OnClose, Settings


def choice_words(settings: Settings, name: str) -> str:
    """What a setting as it stands means: a sentence."""
    if name == "pack":
        return _pack_words(settings.pack)
    if name == "cores":
        return _cores_words(settings.cores)
    if name == "is_gentle":
        if settings.is_gentle:
            return _("An audit lets other programs go first.")
        return _("An audit competes with other programs.")
    if name == "air_gap":
        return air_gap_words(settings.air_gap)
    if name == "ledger_paths":
        return _ledger_paths_words(settings.ledger_paths)
    if name == "lock_after":
        return lock_after_words(settings.lock_after)
    if name == "language":
        return language_words(settings.language)
    if name == "on_close":
        return on_close_words(settings.on_close)
    return on_battery_words(settings.on_battery)


def allowed_words(name: str) -> str:
    """What a setting may be set to, as it is typed."""
    if name == "cores":
        return _("a number of cores, or 0 for half of them")
    if name == "is_gentle":
        return "yes, no"
    if name == "air_gap":
        return "on, off"
    if name == "ledger_paths":
        return ", ".join(one.value for one in LedgerPaths)
    if name == "lock_after":
        return _("a number of minutes, or 0 for never")
    if name == "language":
        return ", ".join(["system", *(one.tag for one in offered())])
    if name == "on_close":
        return ", ".join(one.value for one in OnClose)
    return ", ".join(one.value for one in OnBattery)


def lock_after_words(minutes: int) -> str:
    """When the window locks the vault by itself: a sentence."""
    if not minutes:
        return _("The window stays open until you close or lock it.")
    return ngettext(
        "The window locks after {n} minute without a key or a click.",
        "The window locks after {n} minutes without a key or a click.",
        minutes,
    ).format(n=minutes)


def air_gap_words(is_on: bool) -> str:
    """What the air-gap switch means as it stands: a sentence."""
    if is_on:
        return _("Nothing is asked of the network; files and folders are looked at as usual.")
    return _("Places on the network are asked when you audit them.")


def _ledger_paths_words(choice: LedgerPaths) -> str:
    return {
        LedgerPaths.FULL: _("The record of requests keeps whole addresses."),
        LedgerPaths.HASHED: _(
            "The record of requests keeps the site of an address; the rest as a hash."
        ),
    }[choice]


def language_words(tag: str) -> str:
    """Which language everything is said in: a sentence, in the language in use."""
    if not tag:
        return _("The language is that of your system, if the program speaks it.")
    return _("The language is {name}.").format(name=named(tag).own_name)


def on_close_words(choice: OnClose) -> str:
    """What closing the window does while there is work: a sentence."""
    return {
        OnClose.ASK: _("Closing the window while there is work asks what to do."),
        OnClose.TRAY: _("Work goes on in the tray when the window is closed."),
        OnClose.LEAVE: _("Closing the window stops the work."),
    }[choice]


def on_battery_words(choice: OnBattery) -> str:
    """What an audit does on battery: a sentence."""
    return {
        OnBattery.AS_USUAL: _("On battery an audit goes on as usual."),
        OnBattery.ONE_CORE: _("On battery an audit uses one core."),
        OnBattery.PAUSE: _("On battery an audit waits until the computer is plugged in."),
    }[choice]


def _pack_words(pack: str) -> str:
    if not pack:
        return _("Faces are compared with the models that came with this program.")
    return _("Faces are compared with the models named {name}.").format(name=pack)


def _cores_words(cores: int) -> str:
    if not cores:
        return _("An audit uses half of this computer's cores.")
    words = ngettext(
        "An audit uses {count} core.",
        "An audit uses {count} cores, if this computer has as many.",
        cores,
    )
    return words.format(count=cores)
