"""A file is believed when the maker's key signed all of it, and in no other case."""

import shutil
import subprocess
from base64 import b64decode, b64encode

import pytest

from exposure_app.domain.errors import NoticeNotSigned
from exposure_app.newer.signed_file import MakersKey, joined, opened
from tests.newer.notices import KEY, MAKER, SOMEBODY, file_of, notice

SIGNIFY = shutil.which("signify-openbsd") or shutil.which("signify")


def with_second_line(change):
    first, second, rest = file_of().split(b"\n", 2)
    return b"\n".join([first, change(second), rest])


def test_what_the_maker_signed_is_read_as_it_was_written():
    assert opened(file_of(), KEY) == notice().written()


def test_no_bit_of_what_is_signed_or_of_the_signature_can_be_another():
    whole = file_of()
    begins = whole.index(b"\n") + 1
    for place in range(begins, len(whole)):
        other = bytearray(whole)
        other[place] ^= 1
        with pytest.raises(NoticeNotSigned):
            opened(bytes(other), KEY)


def test_the_comment_is_untrusted_and_may_say_anything():
    whole = file_of()
    assert opened(whole.replace(b"verify with", b"do not verify"), KEY) == notice().written()


@pytest.mark.parametrize(
    "untrusted",
    [
        b"",
        b"<!doctype html><title>Welcome to our hotel</title>",
        notice().written(),
        file_of()[:60],
        file_of()[:-1],
        file_of() + b" ",
        b"\n" + file_of(),
        file_of().replace(b"\n", b"\r\n"),
        file_of().replace(b"untrusted comment: ", b""),
        b"untrusted comment: x\n" + b"A" * 3000 + b"\nmessage",
        with_second_line(lambda _line: b"AAAA"),
        with_second_line(lambda line: line[:-1]),
        with_second_line(lambda line: b64encode(b"Es" + b64decode(line)[2:])),
        with_second_line(lambda line: b64encode(b64decode(line) + b"\0")),
        file_of(by=SOMEBODY),
        joined(notice().written(), SOMEBODY.sign(notice().written()), KEY.number),
        joined(notice().written(), MAKER.sign(notice().written()), b"another!"),
        joined(notice().written(), bytes(64), KEY.number),
    ],
)
def test_nothing_else_is_believed(untrusted):
    with pytest.raises(NoticeNotSigned):
        opened(untrusted, KEY)


def test_a_key_is_read_back_as_it_is_written_and_nothing_else_is_a_key():
    assert MakersKey.read(KEY.written()) == KEY
    for text in ("", "x", "AAAA", KEY.written()[:-4], b64encode(b"Es" + bytes(40)).decode()):
        with pytest.raises(ValueError, match=r"key|base64|padding|characters"):
            MakersKey.read(text)


@pytest.mark.skipif(SIGNIFY is None, reason="needs OpenBSD's signify (Debian: signify-openbsd)")
def test_signify_checks_our_files_and_we_check_those_of_signify(tmp_path):
    def signify(*arguments):
        return subprocess.run(
            [SIGNIFY, *arguments], cwd=tmp_path, capture_output=True, check=True
        ).stdout

    (tmp_path / "ours.txt").write_bytes(file_of())
    (tmp_path / "ours.pub").write_text(f"untrusted comment: for tests\n{KEY.written()}\n")
    signify("-V", "-e", "-q", "-p", "ours.pub", "-x", "ours.txt", "-m", "read")
    assert (tmp_path / "read").read_bytes() == notice().written()
    (tmp_path / "message").write_bytes(notice().written())
    signify("-G", "-n", "-p", "theirs.pub", "-s", "theirs.sec")
    signify("-S", "-e", "-s", "theirs.sec", "-m", "message", "-x", "theirs.txt")
    theirs = MakersKey.read((tmp_path / "theirs.pub").read_text().splitlines()[1])
    assert opened((tmp_path / "theirs.txt").read_bytes(), theirs) == notice().written()
