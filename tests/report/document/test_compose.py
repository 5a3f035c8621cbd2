"""What a report says, in which order and how much of it, before anybody lays it out."""

import dataclasses
from datetime import date

import pytest

from exposure_app.domain.coverage import Coverage, Gap
from exposure_app.domain.findings import Band, Verdict
from exposure_app.domain.gap_reasons import GapReason
from exposure_app.domain.sources import Footing, Kind, Permission, Source, SourceId
from exposure_app.report.document.blocks import (
    CardList,
    CardPicture,
    FindingCard,
    Folded,
    ReportSection,
    TitledList,
)
from exposure_app.report.document.cards import PLACES_SHOWN, WHOLE_PICTURES_AT_MOST
from exposure_app.report.document.compose import compose
from exposure_app.report.document.coverage import GAPS_LISTED
from exposure_app.report.document.words import AddressWords
from exposure_app.report.redaction import redacted
from tests.report.samples import NOW, ColouredPictures, NeverAsked, audit, finding, place


def of_kind(kind, part):
    """Every part of a document that is of a kind, in order."""
    if isinstance(part, kind):
        yield part
    inner = part if isinstance(part, tuple) else ()
    if dataclasses.is_dataclass(part):
        inner = [getattr(part, field.name) for field in dataclasses.fields(part)]
    for one in inner:
        yield from of_kind(kind, one)


def cards(document):
    return list(of_kind(FindingCard, document))


def test_the_order_is_that_of_the_questions():
    permission = Permission("Bo", date(2026, 3, 1))
    source = Source(
        SourceId("s"), "https://club.example/", Kind.WEB_SITE, Footing.OPTED_IN, NOW,
        permission=permission,
    )  # fmt: skip
    document = compose(audit(sources=(source,)), ColouredPictures())
    assert ["".join(section.heading) for section in document.sections] == [
        "What was found",
        "At a glance",
        "Where, and by what right",
        "What was looked at",
        "What could not be looked at",
        "How sure is sure",
        "What stays private",
    ]


def test_findings_go_by_person_then_band_then_score_and_what_was_set_aside_is_last():
    found = [
        finding("a", subject="Bea", score=0.5),
        finding("b", verdict=Verdict.NOT_ME, band=Band.VERY_LIKELY, score=0.9),
        finding("c", band=Band.POSSIBLY, score=0.3),
        finding("d", score=0.41),
        finding("e", score=0.42),
        finding("f", subject="Bea", band=Band.VERY_LIKELY, score=0.8),
    ]
    names = [dict(card.particulars.blocks[0].facts)["Id"][0] for card in cards(whole(found))]
    assert names == ["f", "a", "e", "d", "c", "b"]
    assert [card.title for card in cards(whole(found))] == [f"Finding {n}" for n in range(1, 7)]


def whole(found, gaps=(), **facts):
    return compose(audit(found, gaps, **facts), ColouredPictures())


def test_one_person_alone_needs_no_heading_of_their_own():
    section = whole([finding()]).sections[0]
    assert [type(block) for block in section.blocks] == [ReportSection]
    assert isinstance(section.blocks[0].blocks[0], CardList)


def test_no_place_is_left_out_and_only_a_few_are_met_at_once():
    found = [finding(places=[place(f"https://h.test/{n}") for n in range(PLACES_SHOWN + 700)])]
    first, folded = cards(whole(found))[0].places
    assert len(first.items) == PLACES_SHOWN
    assert folded.handle == "700 more places"
    [rest] = of_kind(TitledList, folded)
    assert len(rest.items) == 700


def test_every_finding_is_there_and_so_many_whole_pictures():
    found = [finding(f"f{n}") for n in range(WHOLE_PICTURES_AT_MOST + 20)]
    shown = cards(whole(found))
    assert len(shown) == len(found)
    assert sum(card.whole is not None for card in shown) == WHOLE_PICTURES_AT_MOST


@pytest.mark.parametrize(("gaps", "said"), [(0, ""), (1, "and 1 more"), (700, "and 700 more")])
def test_of_many_gaps_it_says_how_many_are_not_listed(gaps, said):
    met = [Gap(f"https://a.test/{n}", GapReason.BLOCKED) for n in range(GAPS_LISTED + gaps)]
    [group] = [one for one in of_kind(Folded, whole([], met)) if one.handle == "Which ones"]
    assert len(group.blocks[0].items) == GAPS_LISTED
    assert group.blocks[0].left_out.startswith(said)
    assert bool(group.blocks[0].left_out) == bool(said)


def test_nothing_found_and_nothing_missed_are_said_too():
    texts = list(of_kind(str, whole([], coverage=Coverage())))
    assert "No face that was compared is alike enough to be shown." in texts
    assert "Every page and picture that was met could be opened." in texts


def test_no_picture_is_read_before_it_is_laid_out():
    document = compose(audit(), NeverAsked())
    pictures = list(of_kind(CardPicture, document))
    assert len(pictures) == 3 * len(audit().findings)
    with pytest.raises(AssertionError):
        pictures[0].read()


def test_a_copy_to_share_has_no_picture_no_link_and_nothing_that_tells_of_them():
    document = compose(redacted(audit()), None)
    assert list(of_kind(CardPicture, document)) == []
    assert list(of_kind(AddressWords, document)) == []
    assert all(card.exposure == "" and card.particulars is None for card in cards(document))
