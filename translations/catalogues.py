"""Brings the translators' files up to date with the code, and says what they lack.

Run by `dev.py catalogues`. Each language is one file, which the program reads as it is;
exposure.pot beside them lists every text, for a new language.
"""

import re
import string
import sys
from collections.abc import Iterator
from gettext import c2py
from pathlib import Path

from babel.core import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from exposure_app.domain.languages import ENGLISH, LANGUAGES, Language

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
TEMPLATE = LOCALE / "exposure.pot"

KEYWORDS = {"_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
"""Which arguments of the functions of `exposure_app.i18n` are texts."""

TWO_FORMS = {"pt_BR": "(n > 1)", "es": "(n != 1)", "fr": "(n > 1)"}
"""Their rules without the third form of CLDR, which is for whole millions only."""

_OF_THE_DAY = re.compile(
    r'^"(Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date'
    r"|Last-Translator|Language-Team|Generated-By):.*\n",
    re.MULTILINE,
)
"""Lines of a header that say nothing, or would differ each time though nothing else did."""

_PERCENT = re.compile(r"%(?:\(\w+\))?[a-z%]")
_NUMBERS = range(201)
_MNEMONIC = re.compile(r"&(?=\w)")


def path_of(language: Language) -> Path:
    """Where the texts of a language are."""
    return LOCALE / language.tag / "LC_MESSAGES" / "exposure.po"


def extracted(package: Path = ROOT / "exposure_app") -> Catalog:
    """Every text of the code, each with its files and the remarks written above it."""
    catalog = Catalog(project="Exposure", charset="utf-8", fuzzy=False)
    found = extract_from_dir(
        package,
        method_map=[("**.py", "python")],
        options_map={"**.py": {"encoding": "utf-8"}},
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
    )
    for file, line, text, remarks, context in sorted(found, key=lambda one: one[:2]):
        catalog.add(
            text,
            locations=[(f"{package.name}/{Path(file).as_posix()}", line)],
            auto_comments=remarks,
            context=context,
        )
    return catalog


def read(language: Language) -> Catalog:
    """The file of a language; a new one if there is none."""
    path = path_of(language)
    if not path.is_file():
        catalog = Catalog(locale=Locale.parse(language.tag), project="Exposure", fuzzy=False)
        if rule := TWO_FORMS.get(language.tag):
            catalog.mime_headers = [("Plural-Forms", f"nplurals=2; plural={rule};")]
        return catalog
    with path.open("rb") as file:
        return read_po(file, locale=language.tag)


def write(catalog: Catalog, path: Path) -> None:
    """Write `catalog` so that a second time changes nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog.header_comment = "# Exposure, AGPL-3.0-or-later. See translations/README.md."
    with path.open("wb") as file:
        write_po(file, catalog, width=0, sort_by_file=True, include_lineno=False)
    path.write_text(_OF_THE_DAY.sub("", path.read_text("utf-8")), "utf-8", newline="\n")


def update(language: Language, template: Catalog) -> Catalog:
    """Give the file of a language the texts of the code, and set aside those that are gone.

    A text that changed a little keeps its old translation as a guess, marked fuzzy.
    """
    catalog = read(language)
    catalog.update(template)
    write(catalog, path_of(language))
    return catalog


def problems(catalog: Catalog, template: Catalog) -> Iterator[str]:
    """What a translator has still to do, a line each, with the text it is about."""
    form = c2py(catalog.plural_expr)
    for wanted in template:
        if not wanted.id:
            continue
        message = catalog.get(_key(wanted), wanted.context)
        text = _key(wanted)
        if message is None:
            yield f"missing: {text}"
        elif message.fuzzy:
            yield f"fuzzy: {text}"
        else:
            yield from (f"{what}: {text}" for what in _faults(wanted, message, catalog, form))


def _faults(wanted: Message, message: Message, catalog: Catalog, form) -> Iterator[str]:  # noqa: ANN001
    if isinstance(wanted.id, str):
        texts = [message.string]
        if not isinstance(message.string, str) or not message.string:
            yield "not translated"
            return
        yield from _differences(wanted.id, message.string, may_omit=frozenset())
    else:
        texts = message.string
        if not isinstance(texts, tuple) or len(texts) != catalog.num_plurals or not all(texts):
            yield f"not translated in all {catalog.num_plurals} forms"
            return
        for number, text in enumerate(texts):
            # "a day" will do for the form that only 1 takes, not where 21 takes it too.
            is_of_one = sum(form(n) == number for n in _NUMBERS) <= 1
            yield from _differences(
                wanted.id[1], text, may_omit=gaps(wanted.id[1]) if is_of_one else frozenset()
            )
    if catalog.locale_identifier != "ar" and any(
        bool(_MNEMONIC.search(_key(wanted))) != bool(_MNEMONIC.search(text)) for text in texts
    ):
        yield "one has a letter to press (&), the other not"


def _differences(source: str, text: str, *, may_omit: frozenset[str]) -> Iterator[str]:
    if not gaps(source) - may_omit <= gaps(text) <= gaps(source):
        yield "other {gaps}"
    if sorted(_PERCENT.findall(source)) != sorted(_PERCENT.findall(text)):
        yield "other %-gaps"
    if (source[:1].isspace(), source[-1:].isspace()) != (text[:1].isspace(), text[-1:].isspace()):
        yield "other blanks at its ends"


def gaps(text: str) -> frozenset[str]:
    """The `{named}` gaps of a text."""
    return frozenset(name for _before, name, _spec, _how in string.Formatter().parse(text) if name)


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def main() -> int:
    """Bring every file up to date; say how much each lacks."""
    template = extracted()
    write(template, TEMPLATE)
    for language in LANGUAGES:
        if language is not ENGLISH:
            left = list(problems(update(language, template), template))
            print(f"{language.tag}: {len(left)} of {len(template)} to do", *left[:20], sep="\n  ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
