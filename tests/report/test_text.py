import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposure_app.report.text import in_order, readable, shortened


@pytest.mark.parametrize(
    ("untrusted", "shown"),
    [
        ("plain", "plain"),
        ("a\tb\nc", "a b c"),
        ("a\u202egpj.exe", "a\ufffdgpj.exe"),
        ("\ud800", "\ufffd"),
        ("\x00\x1b", "\ufffd\ufffd"),
        ("\u0645\u06cc\u200c\u062e\u0648", "\u0645\u06cc\u200c\u062e\u0648"),
        ("日本語", "日本語"),
    ],
)
def test_text_is_made_readable(untrusted, shown):
    assert readable(untrusted) == shown


@given(st.text())
def test_readable_text_can_be_written_and_is_one_line(text):
    shown = readable(text)
    shown.encode()
    assert len(shown.splitlines()) <= 1
    assert readable(shown) == shown


def test_shortening_keeps_both_ends():
    assert shortened("abc", 10) == "abc"
    assert shortened("a" * 50 + "b" * 50, 10) == "aaaaa … bbbbb"


def test_a_sentence_keeps_the_marks_that_hold_its_parts_together():
    told = "\u2068https://a.test/\u2069 \u05d0"
    assert in_order(told) == told
    assert in_order(told + "\u2069") == readable(told + "\u2069")
    assert "\u2067" not in in_order("\u2067a\u2069")
    assert "\u202e" not in in_order("\u2068a\u202eb\u2069")
