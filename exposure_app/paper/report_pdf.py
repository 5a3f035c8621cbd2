"""The report on paper, as a PDF. What is folded on a screen lies open here."""

from collections.abc import Iterable, Sequence
from functools import partial, singledispatch

from exposure_app.paper.cards import CardOnPaper
from exposure_app.paper.sheets import BODY, PAPER_INK, SMALL, Sheets, room_of
from exposure_app.paper.words import plain
from exposure_app.report.document.blocks import (
    Block,
    BulletList,
    CardList,
    ChartRow,
    FactList,
    FigureTable,
    FindingCard,
    Folded,
    Paragraph,
    ReportDocument,
    ReportSection,
    TitledItem,
    TitledList,
    Tone,
)
from exposure_app.report.document.words import Piece

_HEADINGS = {2: 14.0, 3: 11.5, 4: 10.5}
"""Sizes, by level."""

_DOT = " \N{MIDDLE DOT} "


def pdf(document: ReportDocument) -> bytes:
    """The whole file."""
    with Sheets(document.title, is_rtl=document.is_rtl) as sheets:
        sheets.words(plain((document.title,)), is_soft=True)
        sheets.words(plain((document.headline,)), size=18, is_strong=True)
        _lay_all(document.opening, sheets, 2)
        _lay_all(document.sections, sheets, 2)
        sheets.gap(10)
        sheets.words(plain(document.closing), is_soft=True)
        return sheets.finished()


def _lay_all(blocks: Iterable[Block], sheets: Sheets, level: int) -> None:
    for block in blocks:
        lay(block, sheets, level)


@singledispatch
def lay(block: Block, _sheets: Sheets, _level: int) -> None:
    """Lay one block out where we are; a heading in it is of `level`.

    Raises:
        NotImplementedError: a kind of block that nobody has taught this writer.
    """
    raise NotImplementedError(type(block).__name__)


@lay.register
def _paragraph(block: Paragraph, sheets: Sheets, _level: int) -> None:
    sheets.words(
        plain(block.words),
        is_strong=block.tone is Tone.NOTICE,
        is_soft=block.tone is Tone.ASIDE,
    )


@lay.register
def _bullets(block: BulletList, sheets: Sheets, _level: int) -> None:
    for item in block.items:
        sheets.words(plain(("\N{BULLET} ", *item)))
    if block.left_out:
        sheets.words(plain((block.left_out,)))


@lay.register
def _facts(block: FactList, sheets: Sheets, _level: int) -> None:
    """Run on in a paragraph: a line for each would be half a page for every finding."""
    pieces: list[Piece] = []
    for name, said in block.facts:
        pieces += [_DOT if pieces else "", f"{name}: ", *said]
    sheets.words(plain(tuple(pieces)), size=SMALL, is_soft=True)


@lay.register
def _table(block: FigureTable, sheets: Sheets, _level: int) -> None:
    sheets.gap(4)
    share = sheets.width / (len(block.heads) + 0.5)
    widths = [1.5 * share, *(share for _head in block.heads[1:])]
    with sheets.trial():
        _page, top = sheets.here
        _rows(block, sheets, widths)
        height = sheets.here[1] - top
    sheets.room_for(height)
    _rows(block, sheets, widths)
    sheets.gap(6)


def _rows(block: FigureTable, sheets: Sheets, widths: Sequence[float]) -> None:
    sheets.row(block.heads, widths, is_head=True)
    for row in block.rows:
        sheets.row(row, widths)


@lay.register
def _charts(block: ChartRow, sheets: Sheets, _level: int) -> None:
    sheets.gap(4)
    for draw in block.charts:
        sheets.chart(draw(PAPER_INK))


@lay.register
def _folded(block: Folded, sheets: Sheets, level: int) -> None:
    if not block.is_only_a_handle:
        sheets.room_for(2 * BODY + _beginning(block.blocks, sheets, level))
        sheets.words(plain((block.handle,)), is_strong=True)
    with sheets.in_small():
        _lay_all(block.blocks, sheets, level)


@lay.register
def _titled_list(block: TitledList, sheets: Sheets, level: int) -> None:
    for item in block.items:
        if block.is_roomy:
            sheets.gap(4)
        _titled_item(item, sheets, level)


def _titled_item(item: TitledItem, sheets: Sheets, level: int) -> None:
    sheets.room_for((1 + len(item.asides)) * BODY * 1.5)
    sheets.words(plain(item.title))
    with sheets.in_small():
        for aside in item.asides:
            sheets.words(plain(aside), is_soft=True)
    if item.folded:
        lay(item.folded, sheets, level)
    sheets.gap(2)


@lay.register
def _cards(block: CardList, sheets: Sheets, level: int) -> None:
    for card in block.cards:
        _card(card, sheets, level).put()


def _card(card: FindingCard, sheets: Sheets, level: int) -> CardOnPaper:
    return CardOnPaper(sheets, card, partial(_rest, card, sheets, level))


def _rest(card: FindingCard, sheets: Sheets, level: int) -> None:
    blocks: Sequence[Block] = card.places
    _lay_all(blocks, sheets, level)
    if card.particulars:
        lay(card.particulars, sheets, level)


@lay.register
def _section(block: ReportSection, sheets: Sheets, level: int) -> None:
    followed_by = _beginning(block.blocks, sheets, level + 1)
    sheets.heading(plain(block.heading), size=_HEADINGS[level], followed_by=followed_by)
    _lay_all(block.blocks, sheets, level + 1)


def _beginning(blocks: Sequence[Block], sheets: Sheets, level: int) -> float:
    """How much room the beginning of blocks needs, which has to stand with what is above them."""
    match blocks[0]:
        case CardList() as cards:
            return _card(cards.cards[0], sheets, level).room
        case ChartRow() as row:
            return room_of(row.charts[0](PAPER_INK))
        case ReportSection() | Folded() as outer:
            return 30 + _beginning(outer.blocks, sheets, level + 1)
        case _:
            return 5 * BODY
