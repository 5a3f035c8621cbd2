"""A translator's file is read as gettext's own tools read it."""

import gettext
import io

import pytest

from exposure_app.i18n.catalogue import NOTHING, read_catalogue

babel_po = pytest.importorskip("babel.messages.pofile", reason="comes with the extra 'check'")
babel_mo = pytest.importorskip("babel.messages.mofile")

HEADER = r"""
msgid ""
msgstr ""
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);\n"
"Content-Type: text/plain; charset=utf-8\n"
"""
BODY = r"""
# a translator's remark
#. Translators: ours
#: exposure_app/a.py
msgid "one"
msgstr "eins"
#, python-brace-format
msgid "a \"quoted\" {name}\nand\ta \\ line"
msgstr "ein \"zitiertes\" {name}\n"
"und\teine \\ Zeile"

msgctxt "a feeling"
msgid "blue"
msgstr "traurig"

msgid "blue"
msgstr "blau"

msgid "{n} day"
msgid_plural "{n} days"
msgstr[0] "{n} Tag"
msgstr[1] "{n} Tage"
msgstr[2] "{n} Tagen"

msgid "not translated"
msgstr ""

#, fuzzy
msgid "a guess"
msgstr "geraten"

msgid "half"
msgid_plural "halves"
msgstr[0] "halb"
msgstr[1] ""
msgstr[2] ""

#~ msgid "gone"
#~ msgstr "weg"

msgid "last"
msgstr "zuletzt"
"""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "exposure.po"
    path.write_text(HEADER + BODY, "utf-8")
    return path


def test_every_text_is_what_gettext_would_say(path):
    catalogue = read_catalogue(path)
    compiled = io.BytesIO()
    with path.open("rb") as file:
        babel_mo.write_mo(compiled, babel_po.read_po(file))
    compiled.seek(0)
    reference = gettext.GNUTranslations(compiled)
    texts = ["one", 'a "quoted" {name}\nand\ta \\ line', "blue", "last", "a guess", "gone"]
    texts += ["not translated", "never heard of"]
    for text in texts:
        assert catalogue.one(text) == reference.gettext(text)
    assert catalogue.one("blue", "a feeling") == reference.pgettext("a feeling", "blue")
    for n in range(201):
        assert catalogue.counted("{n} day", "{n} days", n) == reference.ngettext(
            "{n} day", "{n} days", n
        )


def test_what_is_half_done_stays_english(path):
    catalogue = read_catalogue(path)
    assert [catalogue.counted("half", "halves", n) for n in (1, 2)] == ["half", "halves"]


def test_without_a_catalogue_everything_is_english():
    assert NOTHING.one("one") == "one"
    assert [NOTHING.counted("day", "days", n) for n in (0, 1, 2)] == ["days", "day", "days"]


@pytest.mark.parametrize("text", ['msgid "open\n', '"of nothing"\nmsgid "a"\nmsgstr "b"\n'])
def test_what_is_no_catalogue_is_refused(tmp_path, text):
    path = tmp_path / "exposure.po"
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError, match="no line of a catalogue"):
        read_catalogue(path)
