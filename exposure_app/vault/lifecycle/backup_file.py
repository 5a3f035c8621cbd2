"""The one file of a backup: sealed under a passphrase, told apart from damage before it is read.

    16  mark, "exposure/backup" and a zero
     2  format, big-endian
    16  salt, and three numbers of four bytes: memory in KiB, iterations, lanes (Argon2id)
    32  check value of the key that the passphrase makes: a wrong one is told from damage
    32  SHA-256 of all that, so that a flipped bit in it is damage, not another passphrase
    ..  pieces of `PIECE` bytes, the last one shorter, each followed by its tag of 16 bytes

The pieces are AES-256-GCM after the STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizar
2015): each nonce holds the piece's number and whether it is the last, so that pieces cannot be
swapped, dropped or cut off; all that stands before them is bound in. The salt is fresh for each
backup, hence so is the key, and no nonce is used twice.

What is sealed is the key of the copy (32 bytes), then the copy: a whole database, encrypted itself,
so that on its way in or out nothing is ever on a disk in the clear.
"""

import hashlib
import struct
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from exposure_app.domain.errors import BackupDamaged, BackupTooNew, WrongBackupPassphrase
from exposure_app.vault.keys.key_store import check_value, matches
from exposure_app.vault.keys.passphrase import SALT_BYTES, Derivation

FORMAT = 1
PIECE = 1 << 20

_MARK = b"exposure/backup\0"
_FIELDS = struct.Struct(f">{len(_MARK)}sH{SALT_BYTES}sIII32s")
_DIGEST = 32
_TAG = 16


def seal(file: BinaryIO, passphrase: str, body: Iterable[bytes]) -> None:
    """Write a backup of what `body` holds, in whatever parts it comes.

    Raises:
        OSError: no room, or no leave.
    """
    derivation = Derivation.new()
    key = derivation.key(passphrase)
    fields = _FIELDS.pack(
        _MARK,
        FORMAT,
        derivation.salt,
        derivation.memory_kib,
        derivation.iterations,
        derivation.lanes,
        bytes.fromhex(check_value(key)),
    )
    head = fields + hashlib.sha256(fields).digest()
    file.write(head)
    cipher = AESGCM(key)
    waiting = bytearray()
    number = 0
    for part in body:
        waiting += part
        # A full piece is written only when more follows: the last one must know it is.
        while len(waiting) > PIECE:
            file.write(cipher.encrypt(_nonce(number, last=False), bytes(waiting[:PIECE]), head))
            del waiting[:PIECE]
            number += 1
    file.write(cipher.encrypt(_nonce(number, last=True), bytes(waiting), head))


def unseal(file: BinaryIO, passphrase: str, path: str) -> Iterator[bytes]:
    """What was sealed, a piece at a time, each once it has proved to be whole and in its place.

    Args:
        path: names the file in errors.

    Raises:
        BackupDamaged, BackupTooNew: it is not a backup of ours, not whole, or a later one.
        WrongBackupPassphrase: before any piece.
        OSError: it cannot be read.
    """
    untrusted_head = file.read(_FIELDS.size + _DIGEST)
    cipher = AESGCM(_key(untrusted_head, passphrase, path))
    number = 0
    piece = file.read(PIECE + _TAG)
    while True:
        following = file.read(PIECE + _TAG)
        try:
            yield cipher.decrypt(_nonce(number, last=not following), piece, untrusted_head)
        except InvalidTag:
            # `from None`: the traceback's frames would hold the pieces that did open.
            raise BackupDamaged(path) from None
        if not following:
            return
        piece = following
        number += 1


def _key(untrusted_head: bytes, passphrase: str, path: str) -> bytes:
    fields, digest = untrusted_head[: _FIELDS.size], untrusted_head[_FIELDS.size :]
    if not fields.startswith(_MARK) or hashlib.sha256(fields).digest() != digest:
        raise BackupDamaged(path)
    _mark, version, salt, memory_kib, iterations, lanes, check = _FIELDS.unpack(fields)
    if version > FORMAT:
        raise BackupTooNew(path)
    try:
        key = Derivation(salt, memory_kib, iterations, lanes).key(passphrase)
    except ValueError as cause:
        raise BackupDamaged(path) from cause
    if not matches(key, check.hex()):
        raise WrongBackupPassphrase(path)
    return key


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
