"""What stands beside a picture is told in every format, escaped, and cut nowhere it matters."""

import csv
import io
from dataclasses import replace

import pytest

from exposure_app.contract.context import context_document
from exposure_app.contract.findings import finding_document
from exposure_app.domain.context import Context, Coordinates, Taken
from exposure_app.domain.severity import Reason, Severity
from exposure_app.report.document.compose import compose
from exposure_app.report.html.page import page
from exposure_app.report.tables.audit_table import audit_table
from exposure_app.report.tables.context_columns import CONTEXT_COLUMNS
from exposure_app.wording import context_lines
from exposure_app.wording.findings.context import reason_words, severity_words
from tests.report.hostile import TEXTS
from tests.report.reading import Page
from tests.report.samples import NOW, ColouredPictures, audit, finding, place

BESIDE = Context(
    page_title="Summer", alt="Two people", caption="Ada at sea", nearby="and on",
    author="@bo", album="Sea", people=("Ada Lovelace", "Bo"), date=NOW,
    where=Coordinates(50.95, -1.85), where_name="Calais", other_sizes=("https://club.example/s.jpg",),
)  # fmt: skip


def found(context=BESIDE, **facts):
    return finding("f1", subject="Ada Lovelace", places=[replace(place(), context=context)],
                   **{"taken": Taken(NOW, Coordinates(-33.5, 70.0)), **facts})  # fmt: skip


def test_the_document_tells_all_that_is_known():
    told = finding_document(found())
    assert told["places"][0]["context"] == {
        "page_title": "Summer",
        "alt": "Two people",
        "caption": "Ada at sea",
        "nearby": "and on",
        "author": "@bo",
        "album": "Sea",
        "people": ["Ada Lovelace", "Bo"],
        "date": NOW.isoformat(),
        "where": [50.95, -1.85],
        "where_name": "Calais",
        "other_sizes": ["https://club.example/s.jpg"],
    }
    assert told["taken"] == {"at": NOW.isoformat(), "where": [-33.5, 70.0]}
    assert told["severity"] == {"level": "high", "reasons": ["named", "located", "public"]}


def test_every_fact_of_a_context_has_a_key_and_a_column():
    assert tuple(context_document(BESIDE)) == CONTEXT_COLUMNS
    assert set(CONTEXT_COLUMNS) == set(Context.__dataclass_fields__)


def test_the_table_tells_it_in_columns_of_its_own():
    [row] = csv.DictReader(io.StringIO(audit_table(audit([found()], []))[1:]))
    assert (row["caption"], row["people"]) == ("Ada at sea", "Ada Lovelace; Bo")
    assert (row["where"], row["taken_where"]) == ("50.9500, -1.8500", "'-33.5000, 70.0000")
    assert (row["severity"], row["reasons"]) == ("high", "named located public")


def test_the_page_tells_it_folded_away_and_says_how_exposing_it_is():
    shown = Page(page(compose(audit([found()]), ColouredPictures())))
    for said in (
        "Ada at sea",
        "Ada Lovelace, Bo",
        "in 1 more size",
        "50.9500, -1.8500",
        "Very exposing: the name stands beside the picture",
        "-33.5000, 70.0000",
    ):
        assert said in shown.text


def test_a_place_that_says_nothing_has_nothing_to_unfold():
    html = page(compose(audit([found(Context())]), ColouredPictures()))
    assert "What stands beside it" not in html


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_what_strangers_write_beside_a_picture_stays_text(text):
    context = Context(page_title=text, alt=text, caption=text, nearby=text, author=text,
                      album=text, people=(text,), where_name=text)  # fmt: skip
    shown = Page(page(compose(audit([found(context)]), ColouredPictures())))
    assert shown.all("script") == []
    rows = list(csv.DictReader(io.StringIO(audit_table(audit([found(context)], []))[1:])))
    assert not rows[0]["caption"].startswith("=")


def test_every_reason_and_step_has_words_of_its_own():
    assert len({reason_words(reason) for reason in Reason}) == len(Reason)
    assert len({severity_words(severity) for severity in Severity}) == len(Severity)


def test_words_for_a_picture_s_whereabouts_are_not_among_its_context():
    told = dict(context_lines(BESIDE))
    assert told["Place"] == "Calais"
    assert not any("50.95" in said for said in told.values())
    assert list(context_lines(Context())) == []
