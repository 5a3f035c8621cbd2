"""The languages the program can speak, and what is known of each besides its words."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """One language.

    tag: as catalogues and systems name it, "pt_BR".
    own_name: its name in itself, for whoever looks for their own.
    is_rtl: written from right to left.
    group, point: what stands between thousands, and before a fraction.
    day: the order of a date in figures, as `strftime` has it.
    The last three are those of CLDR 47, with Western digits.
    """

    tag: str
    own_name: str
    is_rtl: bool = False
    group: str = ","
    point: str = "."
    day: str = "%Y-%m-%d"

    @property
    def code(self) -> str:
        """As BCP 47 spells it, for the `lang` attribute of a page: "pt-BR"."""
        return self.tag.replace("_", "-")


ENGLISH = Language("en", "English")
"""The language the program is written in. Its dates are ISO's: no two readers differ on them."""

LANGUAGES = (
    ENGLISH,
    Language("pt_BR", "Português (Brasil)", group=".", point=",", day="%d/%m/%Y"),
    Language("es", "Español", group=".", point=",", day="%d/%m/%Y"),
    Language("fr", "Français", group="\u202f", point=",", day="%d/%m/%Y"),
    Language("de", "Deutsch", group=".", point=",", day="%d.%m.%Y"),
    Language("ar", "العربية", is_rtl=True, day="%d/%m/%Y"),
)

COMPLETE = ("en", "pt_BR", "es", "fr", "de", "ar")
"""Tags of those whose catalogue says everything. Only these are offered, and a test holds each of
them to it: translators add theirs here as the last step."""


def offered() -> tuple[Language, ...]:
    """Those that can be chosen."""
    return tuple(one for one in LANGUAGES if one.tag in COMPLETE)


def named(tag: str) -> Language:
    """The language with this tag, however it is spelled: "pt-br", "pt_BR.UTF-8".

    Raises:
        KeyError: there is none.
    """
    plain = _plain(tag)
    try:
        return next(one for one in LANGUAGES if _plain(one.tag) == plain)
    except StopIteration as cause:
        raise KeyError(tag) from cause


def first_offered(wanted: Iterable[str]) -> Language:
    """The first of `wanted` that is offered; English, the language of the source, if none is.

    "de_AT" is served by "de", and "pt" or "pt_PT" by "pt_BR": a near relative is read more
    easily than a foreign language.
    """
    for tag in wanted:
        plain = _plain(tag)
        same = [one for one in offered() if _plain(one.tag) == plain]
        root = plain.partition("_")[0]
        related = [one for one in offered() if _plain(one.tag).partition("_")[0] == root]
        for one in (*same, *related):
            return one
    return ENGLISH


def _plain(tag: str) -> str:
    return tag.strip().partition(".")[0].partition("@")[0].replace("-", "_").lower()
