"""What a notice says is read strictly, also when the right key signed it."""

import json
from datetime import date, timedelta

import pytest

from exposure_app.domain.errors import NoticeUnreadable
from exposure_app.newer.notice import LONGEST, MOST_BYTES, read_notice
from tests.newer.notices import file_of, notice

DAY = date(2026, 12, 1)


def said(**other):
    """A notice's text, with some of what it says put in another way; None leaves a key out."""
    document = {**json.loads(notice(DAY).written()), **other}
    return json.dumps({k: v for k, v in document.items() if v is not None}).encode()


def test_what_is_written_is_read_back():
    assert read_notice(notice(DAY).written()) == notice(DAY)
    assert len(file_of(DAY)) < MOST_BYTES / 4


def test_what_a_later_maker_adds_is_let_be():
    assert read_notice(said(languages=["en"], more={"a": [1]})) == notice(DAY)


@pytest.mark.parametrize(
    "untrusted",
    [
        b"",
        b"9.1.0",
        b"[]",
        b"null",
        b"[" * 4000,
        b"\xff\xfe{}",
        said()[:-1],
        said() + b"{}",
        said().replace(b'"version"', b'"version": "9.2.0", "version"'),
        said(about=None),
        said(about="newest version of another program"),
        said(version=None),
        said(version=9.1),
        said(version=["9.1.0"]),
        said(version="newest"),
        said(version="v9.1"),
        said(version="9.01"),
        said(version=" 9.1.0"),
        said(version="9" * 300),
        said(safe_since=None),
        said(safe_since="9.1.1"),
        said(released="2026-13-01"),
        said(released="20261127"),
        said(released="2026-W48-5"),
        said(released="".join(chr(0x660 + int(c)) if c.isdigit() else c for c in "2026-11-27")),
        said(released="2026-12-02"),
        said(until="2026-11-30"),
        said(until=(DAY + LONGEST + timedelta(days=1)).isoformat()),
        said(page=None),
        said(page="http://releases.example.org/"),
        said(page="https://releases.example.org@elsewhere.example/"),
        said(page="https://releases.example.org:8443/"),
        said(page="https://releases.example.org/?from=0.3.0"),
        said(page="https://releases.example.org/\nRun this"),
        said(page="https://rele\u0430ses.example.org/"),
        said(page="file:///etc/passwd"),
        said(page="https://releases.example.org/" + "a" * 200),
    ],
)
def test_what_is_missing_twice_or_cannot_be_is_not_read(untrusted):
    with pytest.raises(NoticeUnreadable):
        read_notice(untrusted)
