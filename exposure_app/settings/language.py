"""The language of all words, kept beside the vault: it is needed to ask for the passphrase."""

from pathlib import Path

from exposure_app.domain.languages import named, offered
from exposure_app.settings.values import SettingValues, plain

_SYSTEM = "system"
_FILE = "language"


class LanguageTag(SettingValues[str]):
    """The tag of a language that is offered, or "" for the system's."""

    def read(self, word: str) -> str:
        """See `SettingValues`."""
        if plain(word) == _SYSTEM:
            return ""
        try:
            tag = named(word).tag
        except KeyError as cause:
            raise ValueError(word) from cause
        if tag not in self.offered():
            raise ValueError(word)
        return tag

    def write(self, value: str) -> str:
        """See `SettingValues`."""
        return value or _SYSTEM

    def offered(self) -> tuple[str, ...]:
        """See `SettingValues`."""
        return ("", *(one.tag for one in offered()))


def chosen_language(data: Path) -> str:
    """The tag of the language chosen for the profile in the folder `data`; "" for the system's."""
    try:
        return LanguageTag().read((data / _FILE).read_text("utf-8"))
    except (OSError, ValueError):  # ValueError: no UTF-8, or no language
        return ""


def keep_language(data: Path, tag: str) -> None:
    """Remember `tag` for the profile in the folder `data`; "" for the system's.

    Raises:
        OSError: it cannot be written.
    """
    file = data / _FILE
    if not tag:
        file.unlink(missing_ok=True)
    elif tag != chosen_language(data):
        file.write_text(tag + "\n", "utf-8")
