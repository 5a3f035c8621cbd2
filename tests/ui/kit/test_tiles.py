"""The words below a tile: in as many rows as there are, and never cut off without a sign of it."""

import pytest
from PySide6.QtGui import QFont, QFontMetrics

from exposure_app.ui.kit.tiles import _rows_of


@pytest.fixture
def rows(qapp):
    font = QFont(qapp.font())
    metrics = QFontMetrics(font)

    def of(text, most, like):
        return _rows_of(text, font, metrics, metrics.horizontalAdvance(like) + 1.0, most)

    return of


def test_what_has_room_is_in_one_row(rows):
    assert rows("Looks like you", 2, "Looks like you") == ["Looks like you"]


def test_what_is_longer_goes_on_in_the_next_row(rows):
    assert rows("Looks very much like you", 2, "Looks very much") == ["Looks very much", "like you"]


def test_what_is_longer_than_all_rows_says_so(rows):
    first, last = rows("Looks very much like a friend of yours", 2, "Looks very much")
    assert first == "Looks very much"
    assert last.startswith("like a")
    assert last.endswith("…")


def test_a_word_too_long_to_break_keeps_to_one_row(rows):
    [row] = rows("on a-name-without-any-blank.example", 3, "a-name-without")
    assert row.endswith("…")


def test_nothing_is_one_empty_row(rows):
    assert rows("", 2, "a") == [""]
