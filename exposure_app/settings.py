"""What the user may choose, with its defaults. Kept as words, in the vault; but for the language.

The language is needed before the vault is open, to ask for its passphrase: it stands beside it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from enum import Enum
from pathlib import Path

from exposure_app.domain.languages import named, offered

_SYSTEM = "system"
_LANGUAGE_FILE = "language"


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


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be chosen.

    pack: name of the model pack in use; "" for the one that ships.
    cores: how many cores an audit may use; 0 for half of them.
    is_gentle: whether an audit lets other programs go first.
    air_gap: whether nothing may be asked of the outside at all.
    ledger_paths: of requests from now on; what was written before stays as it is.
    lock_after: after how many minutes without a key or a click the window locks the vault; 0 for
        never.
    language: tag of the language of all words; "" for the system's.
    """

    pack: str = ""
    cores: int = 0
    is_gentle: bool = True
    on_battery: OnBattery = OnBattery.ONE_CORE
    air_gap: bool = False
    ledger_paths: LedgerPaths = LedgerPaths.FULL
    lock_after: int = 0
    language: str = ""
    on_close: OnClose = OnClose.ASK

    def words(self) -> dict[str, str]:
        """Names and values as text, for keeping."""
        return {
            "pack": self.pack,
            "cores": str(self.cores),
            "is_gentle": "yes" if self.is_gentle else "no",
            "on_battery": self.on_battery.value,
            "air_gap": "on" if self.air_gap else "off",
            "ledger_paths": self.ledger_paths.value,
            "lock_after": str(self.lock_after),
            "language": self.language or _SYSTEM,
            "on_close": self.on_close.value,
        }

    @classmethod
    def of_words(cls, words: Mapping[str, str]) -> "Settings":
        """What `words` said; a name that is missing or a value that makes no sense is the default.

        A setting is not worth refusing to start for, and a newer program may have written it.
        """
        chosen: dict[str, object] = {}
        for field in fields(cls):
            if field.name in words:
                try:
                    chosen[field.name] = _READ[field.name](words[field.name])
                except (ValueError, KeyError):
                    continue
        return cls(**chosen)  # type: ignore[arg-type]  # each reader gives its field's type

    def changed(self, name: str, word: str) -> "Settings":
        """These with one changed.

        Args:
            name: a field's. word: its value as `words` would say it; blanks, capitals and "-" for
                "_" are forgiven.

        Raises:
            ValueError: no such setting, or no such value of it.
        """
        plain = word.strip() if name == "pack" else word.strip().lower().replace("-", "_")
        try:
            return replace(self, **{name: _READ[name](plain)})  # type: ignore[arg-type]  # as above
        except KeyError as cause:
            raise ValueError(name) from cause


def chosen_language(data: Path) -> str:
    """The tag of the language chosen for the profile in the folder `data`; "" for the system's."""
    try:
        return _language((data / _LANGUAGE_FILE).read_text("utf-8"))
    except (OSError, ValueError, KeyError):  # ValueError: no UTF-8
        return ""


def keep_language(data: Path, tag: str) -> None:
    """Remember `tag` for the profile in the folder `data`; "" for the system's.

    Raises:
        OSError: it cannot be written.
    """
    file = data / _LANGUAGE_FILE
    if not tag:
        file.unlink(missing_ok=True)
    elif tag != chosen_language(data):
        file.write_text(tag + "\n", "utf-8")


def _language(text: str) -> str:
    if text.strip().lower() == _SYSTEM:
        return ""
    tag = named(text).tag
    if tag not in {one.tag for one in offered()}:
        raise KeyError(text)
    return tag


def _count(text: str) -> int:
    return max(0, int(text))


_READ: dict[str, Callable[[str], object]] = {
    "pack": str,
    "cores": _count,
    "is_gentle": {"yes": True, "no": False}.__getitem__,
    "on_battery": OnBattery,
    "air_gap": {"on": True, "off": False}.__getitem__,
    "ledger_paths": LedgerPaths,
    "lock_after": _count,
    "language": _language,
    "on_close": OnClose,
}
