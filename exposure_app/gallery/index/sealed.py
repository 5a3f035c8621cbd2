"""Bytes that only the key's holder can read, and nobody can change unseen.

AES-256-GCM in pieces, after the STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizar
2015): each piece's nonce holds its number and whether it is the last, so that pieces cannot be
swapped, dropped or cut off. A fresh salt gives each seal a key of its own (HKDF, RFC 5869), so a
nonce is never used twice. In pieces, because GCM as we have it ends at 2 GiB and a million faces
do not.

Layout: a mark of 16 bytes, the salt (32), then pieces of `PIECE` bytes, the last one shorter, each
followed by its tag (16). What `label` says is bound in and not stored.
"""

import os
from collections.abc import Iterable
from io import BytesIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from exposure_app.domain.errors import GalleryDamaged

PIECE = 1 << 24

_MARK = b"exposure/gallery"
_SALT = 32
_TAG = 16


def sealed(body: Iterable[bytes | memoryview], key: bytes, label: bytes) -> bytes:
    """The bytes of `body`, one after another, sealed.

    Args:
        key: 32 bytes; a ValueError otherwise.
        label: what these bytes are; they open under the same label only.
    """
    salt = os.urandom(_SALT)
    cipher = _cipher(key, salt)
    out = BytesIO()
    out.write(_MARK + salt)
    waiting = bytearray()
    number = 0
    for part in body:
        view = memoryview(part).cast("B")
        while len(view):
            # A full piece is written only when more follows: the last one must know it is.
            if len(waiting) == PIECE:
                out.write(cipher.encrypt(_nonce(number, last=False), bytes(waiting), label))
                waiting.clear()
                number += 1
            taken = view[: PIECE - len(waiting)]
            waiting += taken
            view = view[len(taken) :]
    out.write(cipher.encrypt(_nonce(number, last=True), bytes(waiting), label))
    return out.getvalue()


def unsealed(untrusted: bytes, key: bytes, label: bytes) -> memoryview:
    """What was sealed, once every piece of it has proved to be whole.

    Raises:
        GalleryDamaged: other bytes, another key, another label, or not sealed by us.
    """
    head = len(_MARK) + _SALT
    if len(untrusted) < head + _TAG or untrusted[: len(_MARK)] != _MARK:
        raise GalleryDamaged
    cipher = _cipher(key, untrusted[len(_MARK) : head])
    view = memoryview(untrusted)
    starts = range(head, len(untrusted), PIECE + _TAG)
    body = bytearray(len(untrusted) - head - _TAG * len(starts))
    for number, start in enumerate(starts):
        piece = view[start : start + PIECE + _TAG]
        at = number * PIECE
        try:
            opened = cipher.decrypt(_nonce(number, last=number == len(starts) - 1), piece, label)
        except InvalidTag:
            # `from None`: the traceback's frames would hold the pieces that did open.
            raise GalleryDamaged from None
        body[at : at + len(opened)] = opened
    return memoryview(body).toreadonly()


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    if len(key) != 32:
        raise ValueError(f"a key has 32 bytes, not {len(key)}")
    return AESGCM(HKDF(SHA256(), length=32, salt=salt, info=_MARK).derive(key))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
