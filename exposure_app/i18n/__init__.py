"""The user's language.

gettext's catalogues rather than Qt's `tr`, so that the command line, the reports and the window
share one and nothing below the window needs Qt. `_` looks its text up when called: call it when
showing, never at import time, when the language is not yet known.
"""

from pathlib import Path

from exposure_app.domain.languages import ENGLISH, Language
from exposure_app.i18n.bidi import Sentence, isolated
from exposure_app.i18n.catalogue import NOTHING, MessageCatalogue, read_catalogue

_spoken: Language = ENGLISH
_catalogue: MessageCatalogue = NOTHING


def use_language(language: Language, locale_dir: Path) -> None:
    """Switch to `language`, whose words are in `locale_dir`/<tag>/LC_MESSAGES/exposure.po.

    What has no translation there stays English; all of it does where there is no such file.
    """
    global _spoken, _catalogue  # noqa: PLW0603 - one language per process, chosen by its user
    path = locale_dir / language.tag / "LC_MESSAGES" / "exposure.po"
    _catalogue = read_catalogue(path) if path.is_file() else NOTHING
    _spoken = language


def spoken() -> Language:
    """The language in use."""
    return _spoken


def _(text: str) -> str:
    """`text` in the user's language."""
    return _said(_catalogue.one(text))


def ngettext(one: str, many: str, n: int) -> str:
    """Pick the plural form for `n`; languages have between one and six."""
    return _said(_catalogue.counted(one, many, n))


def pgettext(context: str, text: str) -> str:
    """`text` in the user's language, where English has one word for two things.

    Args:
        context: which of them, for translators; a literal, like `text`.
    """
    return _said(_catalogue.one(text, context))


def standing_alone(untrusted_text: str) -> str:
    """A name or an address that is shown by itself: kept in its own direction."""
    return isolated(untrusted_text, is_rtl=_spoken.is_rtl)


def _said(text: str) -> str:
    if "{" not in text:
        return text
    sentence = Sentence(text)
    sentence.is_rtl = _spoken.is_rtl
    return sentence
