"""What stands beside a picture, out of a row: as it was kept; where it was not, nothing worse."""

import json
from datetime import UTC, datetime

import pytest

from exposure_app.domain.context import NO_CONTEXT, Context, Coordinates
from exposure_app.vault.records.context_codec import context_of, context_text

WHOLE = Context(
    page_title="A page",
    alt="Ada",
    caption="at sea",
    nearby="and on land",
    author="bo",
    album="Summer",
    people=("Ada", "Bo"),
    date=datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC),
    where=Coordinates(50.95, 1.85),
    where_name="Calais",
    other_sizes=("https://a.example/small.jpg",),
)


@pytest.mark.parametrize("context", [WHOLE, NO_CONTEXT, Context(alt="Ada")])
def test_what_is_kept_is_read_again(context):
    assert context_of(context_text(context)) == context


@pytest.mark.parametrize("text", ["null", "[]", "3", '"alt"', "{", "nonsense", "[" * 9_000])
def test_what_is_no_context_says_nothing(text):
    assert context_of(text) == NO_CONTEXT


@pytest.mark.parametrize(
    "damage",
    [
        {"alt": 3, "caption": None, "people": "Bo", "other_sizes": [1, {}]},
        {"date": "today", "where": "here"},
        {"date": 5, "where": [1]},
        {"date": "0001-01-01T00:00:00-23:59", "where": [91, 0]},
        {"where": [10**400, "x"]},
        {"where": [1, 2, 3]},
    ],
)
def test_a_value_of_another_kind_costs_only_itself(damage):
    kept = json.dumps({"page_title": "A page", **damage})
    assert context_of(kept) == Context(page_title="A page")
