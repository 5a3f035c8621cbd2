"""What a report is made of. A writer lays blocks out; it adds nothing and leaves nothing out.

Where nothing can be folded, as on paper, what is folded lies open.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from exposure_app.domain.findings import Band
from exposure_app.report.charts.canvas import Drawing
from exposure_app.report.document.words import Words


class Tone(Enum):
    """How loud a paragraph is."""

    PLAIN = "plain"
    ASIDE = "aside"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that stand by themselves."""

    words: Words
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class BulletList:
    """Points of equal weight. left_out: how many more there are, in words; "" if none."""

    items: tuple[Words, ...]
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class FactList:
    """Names, and what is so of each."""

    facts: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Figures in rows and columns.

    label: what it shows. heads: one for each column. rows: each begins with its own head.
    """

    label: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ChartRow:
    """Charts side by side, or below one another where there is no room."""

    charts: tuple[Drawing, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """Blocks that are out of the way until they are asked for.

    handle: what is asked for. is_only_a_handle: it says nothing more where all lies open.
    """

    handle: str
    blocks: tuple["Block", ...]
    is_only_a_handle: bool = False


@dataclass(frozen=True, slots=True)
class TitledItem:
    """One of several things that are told of in a few lines each."""

    title: Words
    asides: tuple[Words, ...] = ()
    folded: Folded | None = None


@dataclass(frozen=True, slots=True)
class TitledList:
    """Things below one another, each with its lines. is_roomy: each is a group of its own."""

    items: tuple[TitledItem, ...]
    is_roomy: bool = False


@dataclass(frozen=True, slots=True)
class CardPicture:
    """A picture inside the report.

    caption: what stands below it. words: what it shows, for whoever cannot see it.
    missing: what stands in its place if it is not kept.
    read: its bytes, a JPEG of our own making; empty if it is not kept.
    """

    caption: str
    words: str
    missing: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class FindingCard:
    """One finding.

    faces: the found one and the closest enrolled photo; none in a copy to share.
    whole: the picture it was found in; None in a copy to share, and beyond a number of findings.
    like: how alike it is, as `band` says. standing: what the person said of it.
    exposure: how exposing it is; "" in a copy to share. particulars: None there.
    places: where it is.
    """

    title: str
    faces: tuple[CardPicture, ...]
    band: Band
    like: str
    standing: str
    exposure: str
    places: tuple["Block", ...]
    whole: CardPicture | None
    particulars: Folded | None


@dataclass(frozen=True, slots=True)
class CardList:
    """Findings, in order."""

    cards: tuple[FindingCard, ...]


@dataclass(frozen=True, slots=True)
class ReportSection:
    """Blocks below a heading; sections within it have lower ones."""

    heading: Words
    blocks: tuple["Block", ...]


Block = (
    Paragraph
    | BulletList
    | FactList
    | FigureTable
    | ChartRow
    | Folded
    | TitledList
    | CardList
    | ReportSection
)


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """A whole report.

    headline: the answer in a sentence. opening: what has to be known before anything else.
    language: its tag. is_rtl: whether it runs from right to left.
    """

    title: str
    headline: str
    opening: tuple[Paragraph, ...]
    sections: tuple[ReportSection, ...]
    closing: Words
    language: str
    is_rtl: bool
