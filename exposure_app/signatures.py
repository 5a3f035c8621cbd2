"""Which files besides pictures are looked into, told by content: containers of videos, and PDF.

FFmpeg reads some hundreds of containers, playlists that name files to open among them. Only what
cameras, phones and programs for people write is let through, and its reader is named for it.
"""

import re
from enum import Enum

HEAD_BYTES = 1_024


class Medium(Enum):
    """What holds pictures without being one; the value names the part that reads it."""

    VIDEO = "video"
    PDF = "pdf"


_ISO = "mov,mp4,m4a,3gp,3g2,mj2"
_ISO_BOXES = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
_STILL = (
    b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1",
    b"jxl ", b"jp2 ", b"crx ",
)  # fmt: skip
_SOUND = (b"M4A ", b"M4B ", b"M4P ")
_MAGIC = {
    b"\x1a\x45\xdf\xa3": "matroska,webm",
    b"FLV\x01": "flv",
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11": "asf",
    b"\x00\x00\x01\xba": "mpeg",
}
_AVI = re.compile(rb"RIFF.{4}AVI ", re.DOTALL)
_TS_PACKETS = (188, 192)  # of broadcasts, and of cameras (M2TS), whose packets begin 4 bytes later


def demuxer(untrusted_head: bytes) -> str | None:
    """FFmpeg's name for the container that begins like this; None if it is none of ours."""
    head = untrusted_head
    for magic, name in _MAGIC.items():
        if head.startswith(magic):
            return name
    if _AVI.match(head):
        return "avi"
    if head.startswith(b"OggS") and b"\x80theora" in head:
        return "ogg"
    if head[4:8] in _ISO_BOXES:
        is_other = head[4:8] == b"ftyp" and head[8:12] in (*_STILL, *_SOUND)
        return None if is_other else _ISO
    return "mpegts" if _is_transport_stream(head) else None


def is_pdf(untrusted_head: bytes) -> bool:
    """Whether a file that begins like this is one (ISO 32000-1, 7.5.2), blanks before it or not."""
    return untrusted_head.lstrip(b"\0\t\n\f\r \xef\xbb\xbf").startswith(b"%PDF-")


def medium(untrusted_head: bytes) -> Medium | None:
    """What a file is that begins like this, `HEAD_BYTES` of it; None if it is neither."""
    if demuxer(untrusted_head) is not None:
        return Medium.VIDEO
    return Medium.PDF if is_pdf(untrusted_head) else None


def _is_transport_stream(head: bytes) -> bool:
    for length in _TS_PACKETS:
        first = length - 188
        marks = head[first::length]
        if len(marks) >= 3 and set(marks) == {0x47}:
            return True
    return False
