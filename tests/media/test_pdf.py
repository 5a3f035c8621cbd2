"""Documents written here, of which it is known what they show where."""

import io
import sys

import numpy as np
import pytest
from PIL import Image

from exposure_app.domain import errors
from exposure_app.media import pdf
from exposure_app.media.pdf import pictures
from tests.media.documents import A4, Document, locked_document
from tests.pictures import coffee, portrait

URL = "file:///a.pdf"
WHOLE = (0, 0, *A4)


def seen(document):
    body = document if isinstance(document, bytes) else document.body()
    return [(facts["page"], pixels) for facts, pixels in pictures(io.BytesIO(body), URL)]


def apart(pixels, picture):
    expected = np.asarray(picture.convert("RGB").resize(pixels.shape[1::-1]), int)
    return np.abs(pixels.astype(int) - expected).mean()


def test_photos_are_taken_out_at_their_own_size_with_their_page():
    document = Document()
    me, cup = document.keep(portrait()), document.keep(coffee(), kind="flate")
    document.page(text="Nothing but words")
    document.page((me, (50, 500, 100, 100)), (cup, (300, 500, 150, 100)), text="Two photos")
    (first, mine), (second, cups) = seen(document)
    assert (first, second) == (2, 2)
    assert mine.shape[:2] == (512, 512)
    assert apart(mine, portrait()) < 5
    assert apart(cups, coffee()) < 5


def test_a_photo_that_many_pages_show_is_taken_out_once():
    document = Document()
    me = document.keep(portrait())
    for _ in range(3):
        document.page((me, (50, 500, 100, 100)))
    [(page, _)] = seen(document)
    assert page == 1


def test_a_scanned_page_is_looked_at_once():
    document = Document()
    for picture in (portrait(), coffee()):
        document.page((document.keep(picture.resize(A4)), WHOLE))
    assert [page for page, _ in seen(document)] == [1, 2]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_page_that_is_turned_shows_its_photo_turned(rotate):
    document = Document()
    document.page((document.keep(portrait()), (50, 500, 100, 100)), rotate=rotate)
    [(_, pixels)] = seen(document)
    assert apart(pixels, portrait().rotate(-rotate)) < 5


@pytest.mark.parametrize(
    ("matrix", "turned"),
    [
        ((0, 200, -200, 0, 400, 100), Image.Transpose.ROTATE_90),
        ((-200, 0, 0, -200, 400, 400), Image.Transpose.ROTATE_180),
        ((-200, 0, 0, 200, 400, 400), Image.Transpose.FLIP_LEFT_RIGHT),
        ((200, 0, 0, -200, 100, 400), Image.Transpose.FLIP_TOP_BOTTOM),
    ],
    ids=["a quarter", "half", "mirrored", "upside down"],
)
def test_a_photo_that_lies_turned_on_its_page_is_taken_out_as_it_lies(matrix, turned):
    document = Document()
    document.page((document.keep(portrait()), matrix))
    [(_, pixels)] = seen(document)
    assert apart(pixels, portrait().transpose(turned)) < 5


def test_a_photo_that_was_cut_into_strips_is_seen_as_a_whole_on_its_page():
    document = Document()
    strips = [document.keep(portrait().crop((0, y, 512, y + 64))) for y in range(0, 512, 64)]
    shown = [(strip, (50, 700 - 40 * row, 320, 40)) for row, strip in enumerate(strips)]
    document.page(*shown)
    [(page, pixels)] = seen(document)
    assert page == 1
    assert pixels.shape[:2] == (1755, 1240)
    scale = pdf.DPI / 72
    top, left, side = (round(one * scale) for one in (842 - 740, 50, 320))
    assert apart(pixels[top : top + side, left : left + side], portrait()) < 8


def test_what_a_form_draws_is_seen_on_its_page():
    document = Document()
    form = document.form(document.keep(portrait()), (200, 200))
    document.page((form, (100, 100, 200, 200)))
    [(_, pixels)] = seen(document)
    assert pixels.shape[:2] == (1755, 1240)
    assert 0.01 < (pixels < 200).mean() < 0.3


def test_a_photo_that_is_taken_out_is_not_seen_on_its_page_again():
    document = Document()
    me, cup = document.keep(portrait()), document.keep(coffee())
    form = document.form(cup, (200, 200))
    document.page((me, (50, 500, 200, 200)), (form, (300, 100, 200, 200)))
    (_, mine), (_, rest) = seen(document)
    assert mine.shape[:2] == (512, 512)
    scale = pdf.DPI / 72
    top, left, side = (round(one * scale) for one in (842 - 700, 50, 200))
    assert rest[top : top + side, left : left + side].min() == 255


def test_icons_lines_and_words_are_not_looked_at():
    document = Document()
    icon = document.keep(portrait().resize((32, 32)))
    document.page((icon, (10, 10, 20, 20)), text="words", more=b"0 0 m 500 500 l S")
    assert seen(document) == []


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_gray_and_inks_come_out_as_colours(mode):
    document = Document()
    picture = Image.new("RGB", (64, 64), (200, 200, 200)).convert(mode)
    document.page((document.keep(picture, kind="flate"), (50, 500, 100, 100)))
    [(_, pixels)] = seen(document)
    np.testing.assert_allclose(pixels[32, 32], (200, 200, 200), atol=25)


def test_what_is_transparent_shows_white():
    document = Document()
    black = Image.new("RGB", (64, 64))
    half = document.keep(black, mask=Image.new("L", (64, 64), 128))
    document.page((half, (50, 500, 100, 100)))
    [(_, pixels)] = seen(document)
    np.testing.assert_allclose(pixels[32, 32], (127, 127, 127), atol=3)


def test_a_huge_page_is_rendered_reduced():
    document = Document()
    form = document.form(document.keep(portrait()), (200, 200))
    document.page((form, (0, 0, 14_000, 14_000)), size=(14_400, 7_200))
    [(_, pixels)] = seen(document)
    assert pixels.shape[:2] == (pdf.MAX_SIDE // 2, pdf.MAX_SIDE)


def test_a_photo_with_too_many_pixels_is_seen_on_its_page(monkeypatch):
    monkeypatch.setattr(pdf, "MAX_PIXELS", 512 * 512 - 1)
    document = Document()
    document.page((document.keep(portrait()), (50, 500, 200, 200)))
    [(_, pixels)] = seen(document)
    assert pixels.shape[:2] == (1755, 1240)


def reason(body):
    with pytest.raises(errors.GapError) as caught:
        seen(body)
    assert caught.value.url == URL
    return caught.value


def test_a_document_with_a_password_is_locked():
    assert reason(locked_document()).detail == "locked"


@pytest.mark.parametrize("body", [b"", b"%PDF-1.7\n" + bytes(500), Document().body()])
def test_what_only_begins_like_a_document_is_damaged(body):
    assert reason(body).detail == "damaged"


def test_of_a_damaged_document_the_pages_that_are_well_are_seen():
    document = Document()
    for picture in (portrait(), coffee()):
        document.page((document.keep(picture), (50, 500, 100, 100)))
    body = document.body()
    # The second page is announced and not there.
    broken = body.replace(b"/Count 2", b"/Count 3").replace(b"] /Count", b" 99 0 R] /Count")
    found = []
    with pytest.raises(errors.Unreadable) as caught:
        found.extend(one for one in pictures(io.BytesIO(broken), URL))
    assert caught.value.detail == "damaged"


def test_more_pages_than_are_looked_at_are_told(monkeypatch):
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    document = Document()
    for _ in range(3):
        document.page(text="words")
    assert reason(document.body()).detail == "pages"


def test_without_its_part_a_document_says_which_one_it_needs(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    assert reason(Document().body()).detail == "needs the part pdf"


def test_a_reader_can_be_tried_before_a_file_comes(monkeypatch):
    pdf.warm_up()
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(errors.PartMissing):
        pdf.warm_up()
