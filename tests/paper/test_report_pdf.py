import io
from dataclasses import replace

import numpy as np
import pypdfium2 as pdfium
import pytest
from PySide6.QtSvg import QSvgRenderer

from exposure_app import i18n
from exposure_app.domain.context import Context
from exposure_app.domain.coverage import Gap
from exposure_app.domain.findings import Band
from exposure_app.domain.gap_reasons import GapReason
from exposure_app.domain.languages import named
from exposure_app.gallery.calibration.threshold import Calibration
from exposure_app.paper.report_pdf import lay, pdf
from exposure_app.paper.sheets import MARGIN, PAPER_INK, Sheets
from exposure_app.paper.words import PlainText
from exposure_app.report.charts.bars import places
from exposure_app.report.charts.glance import drawings_of
from exposure_app.report.charts.rates import rates
from exposure_app.report.document.blocks import CardList, FigureTable
from exposure_app.report.document.cards import finding_card
from exposure_app.report.document.compose import compose
from exposure_app.report.document.coverage import GAPS_LISTED
from exposure_app.report.redaction import redacted
from exposure_app.resources import resource
from exposure_app.wording import headline
from tests.report.hostile import TEXTS
from tests.report.samples import ColouredPictures, NeverAsked, NoPicturesKept, audit, finding, place

# One process has one Qt application, and the tests of the window need this kind of it.
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def calibration():
    return Calibration.load(resource("models/yunet-sface/calibration.json"))


def written(*facts):
    """A report on paper; the facts are those of `compose`."""
    return pdf(compose(*facts))


def coloured_columns(page):
    """Where a page shows a bar, in points from the left: it is the one thing of a colour."""
    shown = np.asarray(page.render().to_pil().convert("RGB")).astype(int)
    return np.nonzero((shown[:, :, 2] - shown[:, :, 0] > 60).any(axis=0))[0]


class Read:
    """A PDF read back: its words, and how many pictures each page shows."""

    def __init__(self, body):
        document = pdfium.PdfDocument(io.BytesIO(body))
        self.pages = len(document)
        texts, self.pictures = [], 0
        for page in document:
            texts.append(page.get_textpage().get_text_range())
            kinds = [one.type for one in page.get_objects(max_depth=3)]
            self.pictures += kinds.count(pdfium.raw.FPDF_PAGEOBJ_IMAGE)
        self.text = " ".join(" ".join(texts).split())
        document.close()


def test_it_says_what_the_page_says_in_the_same_words(calibration):
    summary = audit()
    shown = Read(written(summary, ColouredPictures(), calibration))
    assert headline(summary.findings, 3) in shown.text
    for words in (
        "https://club.example/0",
        "At a glance",
        "1 in 10,000",
        "comparisons of two women",
    ):
        assert words in shown.text
    assert "https://club.example/gone2.jpg" in shown.text
    assert shown.pictures == 3 * len(summary.findings)


def test_addresses_and_days_can_be_copied_to_the_letter():
    found = [finding(places=[place("http://192.168.0.7:8080/a-b?c=(1)")])]
    text = Read(written(audit(found, []), None)).text
    assert "http://192.168.0.7:8080/a-b?c=(1) Picture: https://" in text
    assert "First seen 2026-03-01, last seen 2026-" in text
    assert "\N{BULLET} It cannot tell twins apart" in text


def test_what_stands_beside_a_picture_is_there():
    said = Context(page_title="Our club", caption="Ada Lovelace " * 20)
    there = replace(place(), context=said)
    text = Read(written(audit([finding(places=[there])]), ColouredPictures())).text
    assert "Page title: Our club · Caption: Ada Lovelace Ada" in text
    assert text.count("Ada Lovelace") == 20
    assert "Our club" not in Read(written(redacted(audit([finding(places=[there])])), None)).text


def test_a_redacted_report_asks_for_no_face_and_names_no_place(calibration):
    shown = Read(written(redacted(audit()), None, calibration))
    assert shown.pictures == 0
    assert "club.example" not in shown.text
    Read(written(redacted(audit()), None))
    with pytest.raises(AssertionError):
        written(audit(), NeverAsked())


def test_pictures_that_are_not_kept_leave_the_words(calibration):
    shown = Read(written(audit(), NoPicturesKept(), calibration))
    assert shown.pictures == 0
    assert "Looks very much like you" in shown.text


def test_a_long_report_goes_on_over_pages_with_every_finding():
    found = [finding(f"f{n}", places=[place(f"https://h{n}.example/")]) for n in range(400)]
    shown = Read(written(audit(found, []), None))
    assert shown.pages > 20
    for n in range(400):
        assert f"https://h{n}.example/" in shown.text


def test_it_says_what_it_leaves_out():
    gaps = [Gap(f"https://a.test/{n}", GapReason.BLOCKED) for n in range(GAPS_LISTED + 100)]
    text = Read(written(audit([], gaps), None)).text
    assert "and 100 more, listed in the CSV and JSON reports" in text
    assert f"https://a.test/{GAPS_LISTED - 1} " in text
    assert f"https://a.test/{GAPS_LISTED} " not in text


def test_a_finding_on_many_pages_goes_on_over_sheets_and_loses_none():
    found = [finding("f1", places=[place(f"https://h{n}.example/") for n in range(90)])]
    shown = Read(written(audit(found, []), ColouredPictures()))
    assert shown.pages > 5
    assert shown.pictures == 3
    for n in range(90):
        assert f"https://h{n}.example/" in shown.text


def test_a_stopped_audit_says_so_first():
    text = Read(written(audit(is_complete=False), None)).text
    assert text.index("stopped before its end") < text.index("What was found")


@pytest.mark.parametrize("text", TEXTS)
def test_words_from_outside_cannot_break_it(text):
    found = [finding(subject=text or "x", places=[place(text), place("x" * 5_000)])]
    assert Read(written(audit(found), ColouredPictures())).pages >= 2


def test_every_chart_can_be_drawn_by_qt(calibration):
    drawings = [*drawings_of(audit()), *drawings_of(audit([], []))]
    charts = [draw(PAPER_INK) for draw in drawings]
    charts.append(rates(calibration.curves[1], PAPER_INK, score=0.5))
    for chart in charts:
        assert QSvgRenderer(str(chart.svg()).encode()).isValid(), chart.title


def test_all_bands_stand_strongest_first():
    found = [finding(band.value, band=band) for band in Band]
    text = Read(written(audit(found), None)).text
    order = [text.index(f" {words} Not") for words in ("like you", "Possibly you")]
    assert order == sorted(order)


def test_a_trial_within_a_trial_puts_nothing_either():
    with Sheets("Trials") as sheets:
        before = sheets.here
        with sheets.trial():
            with sheets.trial():
                sheets.words(PlainText("within"))
            sheets.words(PlainText("after"))
        assert sheets.here == before
        text = Read(sheets.finished()).text
    assert text == "1"


def test_a_chart_on_trial_takes_its_room_and_is_not_drawn():
    with Sheets("A bar") as sheets:
        with sheets.trial():
            top = sheets.here[1]
            sheets.chart(places([finding()], PAPER_INK))
            assert sheets.here[1] - top > 30
        document = pdfium.PdfDocument(io.BytesIO(sheets.finished()))
    assert coloured_columns(document[0]).size == 0


def test_a_table_within_a_card_is_there_once():
    table = FigureTable("Counts", ("Where", "How many"), (("here", "seven"),))
    card = replace(finding_card(finding(), None, 1), places=(table,))
    with Sheets("Cards") as sheets:
        lay(CardList((card,)), sheets, 2)
        text = Read(sheets.finished()).text
    assert text.count("seven") == 1


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_chart_stands_where_lines_begin(monkeypatch, tag):
    language = named(tag)
    monkeypatch.setattr(i18n, "_spoken", language)
    with Sheets("A bar", is_rtl=language.is_rtl) as sheets:
        sheets.chart(places([finding()], PAPER_INK))
        document = pdfium.PdfDocument(io.BytesIO(sheets.finished()))
    columns = coloured_columns(document[0])
    begins = columns[0] if tag == "en" else document[0].get_width() - columns[-1]
    assert begins == pytest.approx(MARGIN, abs=2)
    assert columns[-1] - columns[0] > 100
