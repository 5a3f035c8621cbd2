from datetime import UTC, datetime

import pytest

from exposure_app.net.headers import media_type_and_charset, retry_after_s

NOW = datetime(2026, 1, 1, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], ("", "")),
        (["Image/JPEG; q=1"], ("image/jpeg", "")),
        (["text/html; charset=UTF-8"], ("text/html", "utf-8")),
        (['text/html;charset="ISO-8859-1"; x=y'], ("text/html", "iso-8859-1")),
        (["text/plain ;  charset = koi8-r"], ("text/plain", "koi8-r")),
        (["text/plain", "image/png"], ("image/png", "")),
        (["nonsense"], ("", "")),
        (["text/<script>"], ("", "")),
        (["a" * 500 + "/b"], ("", "")),
        ([";charset=utf-8"], ("", "")),
    ],
)
def test_a_content_type_is_two_words_or_nothing(values, expected):
    assert media_type_and_charset(values) == expected


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("", None),
        ("0", 0.0),
        (" 120 ", 120.0),
        ("-5", None),
        ("1.5", None),
        ("9" * 5000, None),
        ("soon", None),
        ("Thu, 01 Jan 2026 12:01:00 GMT", 60.0),
        ("Thu, 01 Jan 2026 12:01:00 -0000", 60.0),
        ("Wed, 31 Dec 2025 12:00:00 GMT", 0.0),
        ("Thu, 99 Jan 2026 12:01:00 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value, seconds):
    assert retry_after_s(value, now=NOW) == seconds
