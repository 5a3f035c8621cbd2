"""The user's language.

gettext rather than Qt's `tr`, so that the command line, the reports and the window share one
catalogue and nothing below the window needs Qt. `_` looks its text up when called: call it when
showing, never at import time, when the language is not yet known.
"""

import gettext
from pathlib import Path

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use(languages: list[str], locale_dir: Path) -> None:
    """Switch to the first of `languages` we have; English, the language of the source, if none."""
    global _catalogue  # noqa: PLW0603 - one language per process, set once at start
    _catalogue = gettext.translation("exposure_app", locale_dir, languages, fallback=True)


def _(text: str) -> str:
    """`text` in the user's language."""
    return _catalogue.gettext(text)


def ngettext(one: str, many: str, n: int) -> str:
    """Pick the plural form for `n`; languages have between one and six."""
    return _catalogue.ngettext(one, many, n)
