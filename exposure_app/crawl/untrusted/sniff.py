"""What bytes are, by their beginning: a picture, an HTML page, text or binary.

Names and Content-Types are claims. This decides only what is worth handing on; whether a picture
can be decoded is found out where it is decoded.
"""

import codecs
import re

HEAD_BYTES = 1_445
"""What has to be looked at: the resource header of the MIME Sniffing Standard."""

_MAGIC = (
    b"\xff\xd8\xff",  # JPEG
    b"\x89PNG\r\n\x1a\n",
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",  # TIFF
    b"MM\x00*",
    b"\x00\x00\x00\x0cJXL \r\n\x87\n",
    b"\xff\x0a",  # JPEG XL, bare
    b"\x00\x00\x00\x0cjP  \r\n\x87\n",  # JPEG 2000
    b"\xff\x4f\xff\x51",
    b"8BPS",
    b"\x00\x00\x01\x00",  # ICO
)
_WEBP = re.compile(rb"RIFF.{4}WEBP", re.DOTALL)
_BMP = re.compile(rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\x00\x00\x00", re.DOTALL)
_ISO_BRANDS = (b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")

# MIME Sniffing Standard, 7.1, and what old pages begin with besides.
_HTML = re.compile(
    rb"[\t\n\f\r ]*<(?:!doctype html|html|head|script|iframe|h[1-6]|div|font|table|a|style|title|b"
    rb"|body|br|p|meta|link|base|main|section|article|img|ul|span|center"
    rb"|\?xml[^>]*>\s*<!doctype html|\?xml[^>]*>\s*<html)[\s>/]|[\t\n\f\r ]*<!--",
    re.IGNORECASE,
)
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_BYTE_ORDER_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)


def is_picture(untrusted_head: bytes) -> bool:
    """Whether these bytes begin like a raster picture, of a format we decode or not."""
    head = untrusted_head[:64]
    return (
        head.startswith(_MAGIC)
        or _WEBP.match(head) is not None
        or _BMP.match(head) is not None
        or (head[4:8] == b"ftyp" and head[8:12] in _ISO_BRANDS)
    )


def is_html(untrusted_head: bytes) -> bool:
    """Whether these bytes begin like an HTML page, whatever they were announced as."""
    head = untrusted_head[:HEAD_BYTES].removeprefix(codecs.BOM_UTF8)
    return _HTML.match(head) is not None


def is_binary(untrusted_head: bytes) -> bool:
    """Whether these bytes are no text: MIME Sniffing Standard, "binary data byte"."""
    if untrusted_head.startswith(_BYTE_ORDER_MARKS):
        return False
    return _BINARY.search(untrusted_head[:HEAD_BYTES]) is not None
