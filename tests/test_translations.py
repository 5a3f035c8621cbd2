"""Nothing is left out: every text of the code is marked, and said in every complete language."""

import ast
import re
from pathlib import Path

import pytest

from exposure_app.domain.languages import COMPLETE, ENGLISH, LANGUAGES, named
from exposure_app.i18n.catalogue import read_catalogue

pytest.importorskip("babel", reason="comes with the extra 'check'")

from babel.messages.catalog import Catalog

from translations.catalogues import LOCALE, extracted, path_of, problems, read

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "exposure_app"
OTHERS = [language for language in LANGUAGES if language is not ENGLISH]

SPEAKING = ("cli", "demo", "paper", "report", "session", "ui", "wording")
"""Rooms whose texts people read. Those below state facts, and these put them into words."""

MARKING = {"_", "ngettext", "pgettext"}
NO_WORDS_IN = {
    "getLogger", "debug", "info", "warning", "exception", "TypeVar", "cast", "setObjectName",
    "setProperty", "execute",
}  # fmt: skip
"""Calls whose texts nobody reads."""

NAMES = re.compile(
    r"""
    Exposure | Exposure/.* | ProposedPhoto | Host | Pillow[ ] | Marker[ ] | WebP
    | (Ctrl|Alt|Shift)\+.* | Fusion | Inter | Inter-\w+\.otf | Session | AskPassphrase
    | (list|tuple|dict)\[.* | LicenseRef-.* | (\*\.\w+[ ]?)+ | d\.?[ ]MMM[ ]yyyy | yyyy[ ]MMM[ ]d
    | Vazirmatn[ ].* | Segoe[ ].* | Helvetica[ ].* | Content-.* | noreferrer[ ].* | noindex.*
    | [ ]\(checks[ ]where[ ]its[ ]user's[ ]own[ ]face[ ]appears\)
    | C[cfos] | Z[lp] | width=device-width.* | QListView.* | Q[A-Z]\w+ | Mozilla.*
    """,
    re.VERBOSE | re.DOTALL,
)
"""Of programs, files, fonts, keys, types and protocols: the same in all languages."""

NOT_PROSE = re.compile(r"[<;]|\w:\w|^\s*[a-z-]+[ ]\S+$|^default-src")
"""Style sheets, HTML and the like."""

READS_LIKE_WORDS = re.compile(r"[A-Za-z]{2,} [a-z]|^[A-Z][a-z]+")


def sentences_outside_marks(path):
    """Texts of a file that read like words and are given to none of the marking functions."""
    tree = ast.parse(path.read_text("utf-8"))
    passed = {id(inner) for node in ast.walk(tree) for inner in not_said_by(node)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in passed and READS_LIKE_WORDS.search(node.value):
            is_exempt = NAMES.fullmatch(node.value) or NOT_PROSE.search(node.value)
            if not is_exempt:
                yield f"{path.relative_to(ROOT)}:{node.lineno}: {node.value}"


def not_said_by(node):
    """All below `node` of which no person is told, or only through a catalogue."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return [node.value]
    if isinstance(node, ast.Raise):
        return ast.walk(node)  # for whoever reads the code; people are told by `wording`
    if isinstance(node, ast.Call):
        called = getattr(node.func, "id", getattr(node.func, "attr", ""))
        return ast.walk(node) if called in MARKING | NO_WORDS_IN else []
    if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
        return ast.walk(node.annotation)
    if isinstance(node, ast.FunctionDef) and node.returns:
        return ast.walk(node.returns)
    if isinstance(node, ast.Assign) and "__all__" in {getattr(t, "id", "") for t in node.targets}:
        return ast.walk(node)
    return []


def test_every_text_that_people_read_is_marked_for_translation():
    found = [
        text
        for room in SPEAKING
        for path in sorted((PACKAGE / room).rglob("*.py"))
        for text in sentences_outside_marks(path)
    ]
    assert found == []


def test_a_text_that_is_not_marked_would_be_found(tmp_path):
    path = ROOT / "exposure_app" / "ui" / "shell" / "window.py"
    planted = tmp_path / "planted.py"
    planted.write_text('label.setText("Nothing was found.")\n', "utf-8")

    class Planted(type(planted)):
        def relative_to(self, *_other):
            return self.name

    assert list(sentences_outside_marks(Planted(planted))) == ["planted.py:1: Nothing was found."]
    assert list(sentences_outside_marks(path)) == []


def test_no_text_is_looked_up_while_a_module_is_imported():
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for top in ast.parse(path.read_text("utf-8")).body:
            found += [f"{path.relative_to(ROOT)}:{node.lineno}" for node in at_import(top)]
    assert found == []


def at_import(node):
    """The calls of marking functions that run when `node`, of a module or class, is imported."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        return
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKING:
        yield node
    for child in ast.iter_child_nodes(node):
        yield from at_import(child)


def test_every_text_looked_up_stands_in_the_code_as_it_is():
    """Whoever gathers the texts reads the code and does not run it."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent.name == "i18n":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_marking = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if not is_marking or node.func.id not in MARKING:
                continue
            texts = node.args[: {"_": 1, "ngettext": 2, "pgettext": 2}[node.func.id]]
            if not all(isinstance(text, ast.Constant) for text in texts):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []


# --- the languages -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def template():
    return extracted()


def test_the_texts_of_the_whole_program_are_gathered(template):
    assert len(template) > 900
    rooms = {place[0].split("/")[1] for message in template for place in message.locations}
    assert rooms >= {"cli", "report", "ui", "wording"}


def test_no_text_of_the_code_escapes_whoever_gathers_them(template):
    """A text inside an f-string that has other gaps too is one that Babel passes over."""
    gathered = {m.id if isinstance(m.id, str) else m.id[0] for m in template}
    first = {"_": 0, "ngettext": 0, "pgettext": 1}
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in first:
                text = node.args[first[node.func.id]]
                if isinstance(text, ast.Constant) and text.value not in gathered:
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}: {text.value}")
    assert found == []


@pytest.mark.parametrize("tag", [tag for tag in COMPLETE if tag != ENGLISH.tag] or [None])
def test_a_language_that_is_offered_says_everything(template, tag):
    if tag is None:
        pytest.skip("only English is offered")
    left = list(problems(read(named(tag)), template))
    assert left == [], f"{len(left)} texts; `dev.py catalogues` brings the files up to date"


@pytest.mark.parametrize("language", OTHERS, ids=lambda one: one.tag)
def test_what_is_translated_so_far_is_sound(template, language):
    not_begun = ("missing", "fuzzy", "not translated")
    left = [one for one in problems(read(language), template) if not one.startswith(not_begun)]
    assert left == []


@pytest.mark.parametrize("language", OTHERS, ids=lambda one: one.tag)
def test_the_program_reads_a_language_as_the_translators_tools_do(language):
    reference, ours = read(language), read_catalogue(path_of(language))
    for message in reference:
        if isinstance(message.id, str) and message.id and message.string and not message.fuzzy:
            assert ours.one(message.id, message.context or "") == message.string


def test_every_catalogue_belongs_to_a_language():
    folders = {path.name for path in LOCALE.iterdir() if path.is_dir()}
    assert folders == {language.tag for language in OTHERS}


# --- the checks themselves -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("translated", "fault"),
    [
        ("", "not translated"),
        ("Fertig", "other {gaps}"),
        ("{anzahl} von {name}", "other {gaps}"),
        ("{n} von {name} ", "other blanks"),
        ("{n}% von {name}", ""),
        ("{name}: {n}", ""),
    ],
)
def test_a_translation_that_would_break_is_told(translated, fault):
    wanted, catalog = Catalog(), Catalog(locale="de")
    wanted.add("{n} of {name}")
    catalog.add("{n} of {name}", translated)
    told = list(problems(catalog, wanted))
    assert told == [] if not fault else fault in told[0]


@pytest.mark.parametrize(
    ("locale", "forms", "is_sound"),
    [
        ("de", ("ein Tag", "{n} Tage"), True),
        ("de", ("{n} Tag", "Tage"), False),
        ("de", ("{n} Tag",), False),
        ("ar", ("لا أيام", "يوم", "يومان", "{n} أيام", "{n} يومًا", "{n} يوم"), True),
        ("ar", ("{n} يوم", "{n} يوم"), False),
    ],
)
def test_all_forms_of_a_count_are_asked_for_and_only_one_may_leave_out_its_number(
    locale, forms, is_sound
):
    wanted, catalog = Catalog(), Catalog(locale=locale)
    wanted.add(("{n} day", "{n} days"))
    catalog.add(("{n} day", "{n} days"), forms)
    assert (list(problems(catalog, wanted)) == []) is is_sound


def test_a_letter_to_press_is_asked_for_where_english_has_one():
    wanted, catalog = Catalog(), Catalog(locale="de")
    wanted.add("&Stop")
    catalog.add("&Stop", "Halt")
    assert "letter to press" in next(problems(catalog, wanted))


def test_a_guess_counts_as_not_done():
    wanted, catalog = Catalog(), Catalog(locale="de")
    wanted.add("Stop")
    catalog.add("Stop", "Halt", flags=["fuzzy"])
    assert list(problems(catalog, wanted)) == ["fuzzy: Stop"]
