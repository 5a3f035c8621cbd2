"""Blocks as HTML, one function for each kind."""

from collections.abc import Iterable
from functools import singledispatch

from exposure_app.report.charts.canvas import PAGE_INK, Drawing
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
    ReportSection,
    TitledItem,
    TitledList,
    Tone,
)
from exposure_app.report.html.cards import card_markup
from exposure_app.report.html.words import words_markup
from exposure_app.report.markup import Markup, element, joined, listed


def blocks_markup(blocks: Iterable[Block], level: int) -> Markup:
    """Blocks one after the other; a heading among them is of `level`."""
    return joined(*(block_markup(block, level) for block in blocks))


@singledispatch
def block_markup(block: Block, level: int) -> Markup:
    """One block; a heading in it is of `level`.

    Raises:
        NotImplementedError: a kind of block that nobody has taught this writer.
    """
    raise NotImplementedError(type(block).__name__)


@block_markup.register
def _paragraph(block: Paragraph, _level: int) -> Markup:
    if block.tone is Tone.PLAIN:
        return element("p", words_markup(block.words))
    return element("p", words_markup(block.words), class_=block.tone.value)


@block_markup.register
def _bullets(block: BulletList, _level: int) -> Markup:
    left_out = [element("em", block.left_out)] if block.left_out else []
    return listed(*(words_markup(item) for item in block.items), *left_out)


@block_markup.register
def _facts(block: FactList, _level: int) -> Markup:
    told = (
        joined(element("dt", name), element("dd", words_markup(said))) for name, said in block.facts
    )
    return element("dl", *told)


@block_markup.register
def _table(block: FigureTable, _level: int) -> Markup:
    heads = (element("th", head, scope="col") for head in block.heads)
    rows = (
        element("tr", element("th", head, scope="row"), *(element("td", cell) for cell in cells))
        for head, *cells in block.rows
    )
    table = element("table", element("thead", element("tr", *heads)), element("tbody", *rows))
    return element(
        "div", table, class_="scroll", tabindex="0", role="region", aria_label=block.label
    )


@block_markup.register
def _charts(block: ChartRow, level: int) -> Markup:
    return element("div", *(_chart(draw, level) for draw in block.charts), class_="charts")


def _chart(draw: Drawing, level: int) -> Markup:
    chart = draw(PAGE_INK)
    return element(
        "figure",
        element(f"h{level}", chart.title),
        chart.svg(),
        element("figcaption", chart.words),
        class_="chart",
    )


@block_markup.register
def _folded(block: Folded, level: int) -> Markup:
    return element("details", element("summary", block.handle), blocks_markup(block.blocks, level))


@block_markup.register
def _titled_list(block: TitledList, level: int) -> Markup:
    kind = "places roomy" if block.is_roomy else "places"
    return listed(*(_titled_item(item, level) for item in block.items), class_=kind)


def _titled_item(item: TitledItem, level: int) -> Markup:
    return joined(
        words_markup(item.title),
        *(element("span", words_markup(aside), class_="aside") for aside in item.asides),
        block_markup(item.folded, level) if item.folded else Markup(),
    )


@block_markup.register
def _cards(block: CardList, level: int) -> Markup:
    return element(
        "ul",
        *(element("li", _card(card, level), class_="card") for card in block.cards),
        class_="cards",
    )


def _card(card: FindingCard, level: int) -> Markup:
    particulars = block_markup(card.particulars, level) if card.particulars else Markup()
    return card_markup(card, blocks_markup(card.places, level), particulars, level)


@block_markup.register
def _section(block: ReportSection, level: int) -> Markup:
    heading = element(f"h{level}", words_markup(block.heading))
    return joined(heading, blocks_markup(block.blocks, level + 1))
