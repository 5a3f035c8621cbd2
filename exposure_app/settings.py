"""What the user may choose, with its defaults. Kept in the vault, as words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import Enum


class OnBattery(Enum):
    """What an audit does while the computer runs on its battery."""

    AS_USUAL = "as_usual"
    ONE_CORE = "one_core"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be chosen.

    pack: name of the model pack in use; "" for the one that ships.
    cores: how many cores an audit may use; 0 for half of them.
    is_gentle: whether an audit lets other programs go first.
    """

    pack: str = ""
    cores: int = 0
    is_gentle: bool = True
    on_battery: OnBattery = OnBattery.ONE_CORE

    def words(self) -> dict[str, str]:
        """Names and values as text, for keeping."""
        return {
            "pack": self.pack,
            "cores": str(self.cores),
            "is_gentle": "yes" if self.is_gentle else "no",
            "on_battery": self.on_battery.value,
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


def _count(text: str) -> int:
    return max(0, int(text))


_READ: dict[str, Callable[[str], object]] = {
    "pack": str,
    "cores": _count,
    "is_gentle": {"yes": True, "no": False}.__getitem__,
    "on_battery": OnBattery,
}
