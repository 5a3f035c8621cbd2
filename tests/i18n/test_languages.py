"""Which language is spoken, and how it writes figures and names from other scripts."""

import sys
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QLocale

from exposure_app import i18n
from exposure_app.domain import languages
from exposure_app.domain.languages import ENGLISH, LANGUAGES, first_offered, named
from exposure_app.i18n import figures
from exposure_app.i18n.bidi import FSI, PDI, Sentence, isolated
from exposure_app.i18n.system import languages_of_system, liked_on_windows

ARABIC = named("ar")


@pytest.fixture
def speak(tmp_path):
    yield lambda language: i18n.use_language(language, tmp_path)
    i18n.use_language(ENGLISH, tmp_path)


@pytest.fixture
def all_offered(monkeypatch):
    monkeypatch.setattr(languages, "COMPLETE", tuple(one.tag for one in LANGUAGES))


@pytest.mark.parametrize(
    ("wanted", "tag"),
    [
        (["de_AT.UTF-8", "fr"], "de"),
        (["nl", "fr-CA"], "fr"),
        (["pt-PT"], "pt_BR"),
        (["PT_br"], "pt_BR"),
        (["ar_EG@latin"], "ar"),
        (["", "tlh"], "en"),
        (["C"], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_that_is_offered_is_spoken(all_offered, wanted, tag):
    assert first_offered(wanted).tag == tag


def test_a_language_that_is_not_complete_is_not_spoken_by_itself(monkeypatch):
    monkeypatch.setattr(languages, "COMPLETE", ("en", "de"))
    assert first_offered(["ar", "de"]).tag == "de"


def test_a_language_is_named_however_it_is_spelled():
    assert named(" pt-br ") is named("pt_BR")
    with pytest.raises(KeyError):
        named("tlh")


def test_the_system_names_its_languages_in_order(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    monkeypatch.setenv("LANGUAGE", "de:en")
    assert languages_of_system() == ["de", "en"]
    monkeypatch.delenv("LANGUAGE")
    assert languages_of_system() == ["fr_FR.UTF-8"]


def test_words_come_from_the_catalogue_of_the_language(tmp_path, speak):
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "exposure.po").write_text('msgid "Stop"\nmsgstr "Halt"\n', "utf-8")
    speak(named("de"))
    assert (i18n._("Stop"), i18n.spoken().code) == ("Halt", "de")
    speak(named("pt_BR"))
    assert (i18n._("Stop"), i18n.spoken().code) == ("Stop", "pt-BR")


# --- figures -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.tag)
def test_figures_are_written_as_unicode_says_they_are(language, speak):
    numbers = pytest.importorskip("babel.numbers", reason="comes with the extra 'check'")
    speak(language)
    for n in (0, 7, 999, 1000, 9999, 10_000, 1_234_567):
        assert figures.grouped(n) == numbers.format_decimal(
            n, locale=language.tag, numbering_system="latn"
        )
    for x in (0.5, 2.25, 1234.5, 98_765.25):
        assert figures.decimal(x, ",.2f") == numbers.format_decimal(
            x, format="#,##0.00", locale=language.tag, numbering_system="latn"
        )


@pytest.mark.parametrize("language", LANGUAGES[1:], ids=lambda one: one.tag)
def test_the_parts_of_a_date_stand_in_the_order_unicode_says(language, speak):
    dates = pytest.importorskip("babel.dates", reason="comes with the extra 'check'")
    speak(language)
    ours = figures.day(date(2031, 12, 24))
    theirs = dates.format_skeleton("yMMdd", date(2031, 12, 24), locale=language.tag)
    assert ours == "".join(c for c in theirs if c not in "\u200f\u200e")


def test_a_moment_is_told_in_the_persons_time_zone(speak):
    at = datetime(2031, 12, 24, 11, 5, tzinfo=UTC)
    assert figures.minute(at) == f"{at.astimezone():%Y-%m-%d %H:%M}"


# --- the other direction -------------------------------------------------------------------------


def sentence(text, *, is_rtl):
    made = Sentence(text)
    made.is_rtl = is_rtl
    return made


def test_an_address_in_an_arabic_sentence_is_kept_in_one_piece():
    told = sentence("فُتح {url} الآن {n}", is_rtl=True).format(url="https://a.test/b", n=3)
    assert told == f"فُتح {FSI}https://a.test/b{PDI} الآن 3"


def test_an_arabic_name_in_an_english_sentence_is_kept_in_one_piece():
    told = sentence("{name} (3) of {place}", is_rtl=False).format(name="سارة", place="Köln")
    assert told == f"{FSI}سارة{PDI} (3) of Köln"


def test_ordinary_names_in_an_english_sentence_get_no_marks():
    assert isolated("Zoë.jpg", is_rtl=False) == "Zoë.jpg"
    assert isolated("", is_rtl=True) == ""


def test_what_is_escaped_already_is_left_as_it_is():
    class Html(str):
        __slots__ = ()

    assert sentence("{a}", is_rtl=True).format(a=Html("<bdi>x</bdi>")) == "<bdi>x</bdi>"


def test_sentences_know_which_way_their_language_runs(speak):
    speak(ARABIC)
    assert i18n._("{path}").format(path="/a") == f"{FSI}/a{PDI}"
    assert i18n.ngettext("{n} {x}", "{n} {x}", 2).format(n=2, x="b") == f"2 {FSI}b{PDI}"
    assert i18n.pgettext("c", "{x}").format(x="b") == f"{FSI}b{PDI}"
    speak(ENGLISH)
    assert i18n._("{path}").format(path="/a") == "/a"


@pytest.mark.parametrize("mark", ["\u2066", "\u2067", "\u2068", "\u2069"])
def test_a_mark_from_outside_cannot_end_or_outlast_ours(mark):
    assert isolated(f"a{mark}b", is_rtl=True) == f"{FSI}ab{PDI}"
    assert isolated(f"a{mark}b", is_rtl=False) == "ab"


def test_a_sentence_within_a_sentence_keeps_its_marks():
    inner = isolated("a", is_rtl=True)
    assert isolated(f"b {inner}", is_rtl=True) == f"{FSI}b {FSI}a{PDI}{PDI}"


def windows_liking(*tags):
    """What kernel32 answers where these are set: how long it is, then the text itself."""
    said = "".join(f"{tag}\0" for tag in tags) + "\0"

    def ask(_by_name, count, names, length):
        if names is not None:
            names[: len(said)] = said
        count._obj.value, length._obj.value = len(tags), len(said)
        return 1

    return ask


def test_on_windows_every_language_that_is_set_up_counts_in_its_order():
    assert liked_on_windows(windows_liking("es-419", "de-AT")) == ["es-419", "de-AT"]
    assert first_offered(liked_on_windows(windows_liking("es-419"))) is named("es")
    assert first_offered(liked_on_windows(windows_liking("nl-NL", "fr-CA"))) is named("fr")
    assert liked_on_windows(lambda *_asked: 0) == []


@pytest.mark.skipif(sys.platform != "win32", reason="asks Windows")
def test_windows_says_its_languages_where_no_variable_does(monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    liked = languages_of_system()
    assert liked
    assert set(liked) <= set(QLocale.system().uiLanguages())
