"""A report is one document: both writers lay out all of it, in its order."""

import dataclasses
import io
from collections.abc import Iterator
from itertools import pairwise
from typing import get_args

import pypdfium2 as pdfium
import pytest

from exposure_app import i18n
from exposure_app.domain.context import Context, Coordinates, Taken
from exposure_app.domain.languages import named
from exposure_app.domain.sources import Footing, Kind, Source, SourceId
from exposure_app.gallery.calibration.threshold import Calibration
from exposure_app.paper.report_pdf import lay, pdf
from exposure_app.report.document.blocks import Block, CardPicture, Folded
from exposure_app.report.document.compose import compose
from exposure_app.report.document.words import AddressWords
from exposure_app.report.html.blocks import block_markup
from exposure_app.report.html.page import page
from exposure_app.report.redaction import redacted
from exposure_app.resources import resource
from tests.report.reading import Page
from tests.report.samples import NOW, ColouredPictures, audit, finding, place

pytestmark = pytest.mark.usefixtures("qapp")

BESIDE = Context(page_title="Our club", caption="At sea", where=Coordinates(50.95, 1.85))


def rich():
    """An audit of which every part of a report has something to say."""
    there = [dataclasses.replace(place(f"https://h.test/{n}"), context=BESIDE) for n in range(5)]
    found = [
        *audit().findings,
        finding("g1", subject="Bea", places=there, taken=Taken(NOW, Coordinates(1.5, 2.5))),
    ]
    folder = Source(SourceId("s"), "/home/ada/photos", Kind.FOLDER, Footing.MY_EXPORT, NOW)
    return audit(found, sources=(folder,), is_complete=False, bystanders={5: 3})


def told(part) -> Iterator[str]:
    """Every text of a document, in its order, save those that only offer to unfold something."""
    if isinstance(part, AddressWords):
        yield part.text
    elif isinstance(part, Folded) and part.is_only_a_handle:
        yield from told(part.blocks)
    elif isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from told(one)
    elif dataclasses.is_dataclass(part):
        # Said to whoever cannot see, or where a picture is missing, or to machines.
        silent = {"language", "label", "missing"} | (
            {"words"} if isinstance(part, CardPicture) else set()
        )
        for field in dataclasses.fields(part):
            if field.name not in silent:
                yield from told(getattr(part, field.name))


def squeezed(text):
    """Without white space and marks of direction: where lines break is the writer's affair."""
    return "".join(c for c in text if not c.isspace() and c not in "\u2068\u2069\u200b\ufffe\x02")


def on_paper(document):
    shown = pdfium.PdfDocument(io.BytesIO(pdf(document)))
    try:
        return squeezed("".join(one.get_textpage().get_text_range() for one in shown))
    finally:
        shown.close()


@pytest.fixture(params=[False, True], ids=["whole", "to share"])
def document(request):
    calibration = Calibration.load(resource("models/yunet-sface/calibration.json"))
    if request.param:
        return compose(redacted(rich()), None, calibration)
    return compose(rich(), ColouredPictures(), calibration)


def test_both_writers_say_everything_that_the_document_says(document):
    texts = [squeezed(text) for text in told(document)]
    assert len(texts) > 150
    html, paper = squeezed(Page(page(document)).text), on_paper(document)
    assert [text for text in texts if text not in html] == []
    assert [text for text in texts if text not in paper] == []


def test_both_writers_keep_the_order_of_the_sections(document):
    headings = [squeezed("".join(section.heading)) for section in document.sections]
    assert len(headings) == 7
    for written in (squeezed(Page(page(document)).text), on_paper(document)):
        assert all(written.index(a) < written.rindex(b) for a, b in pairwise(headings))


@pytest.mark.parametrize("kind", get_args(Block), ids=lambda kind: kind.__name__)
def test_both_writers_know_every_kind_of_block(kind):
    for writer in (block_markup, lay):
        assert writer.dispatch(kind) is not writer.dispatch(object)


def test_what_no_writer_knows_is_not_passed_over():
    for writer, rest in ((block_markup, (2,)), (lay, (None, 2))):
        with pytest.raises(NotImplementedError):
            writer(object(), *rest)


def test_a_document_says_which_language_it_is_in_and_both_writers_run_its_way(monkeypatch):
    monkeypatch.setattr(i18n, "_spoken", named("ar"))
    document = compose(rich(), ColouredPictures())
    assert (document.language, document.is_rtl) == ("ar", True)
    assert 'dir="rtl"' in page(document)
