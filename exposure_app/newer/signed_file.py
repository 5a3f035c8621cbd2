"""A text that carries its own signature, in the form of OpenBSD's signify (`signify -S -e`).

    untrusted comment: verify with newest.pub
    base64 of "Ed", eight bytes that number the key, and an Ed25519 signature (RFC 8032)
    what is signed, to the end

So it can be checked by another program than this: `signify -V -e -p newest.pub -x FILE -m -`.
"""

import binascii
import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from exposure_app.domain.errors import NoticeNotSigned

NUMBER_BYTES = 8
COMMENT = b"untrusted comment: "

_ALGORITHM = b"Ed"
_KEY_BYTES = 32
_SIGNATURE_BYTES = 64
_SIGNED = re.compile(
    rb"untrusted comment: [^\n]{0,1024}\n([A-Za-z0-9+/]{1,200}={0,2})\n(.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class MakersKey:
    """The public half of the maker's key.

    number: which of the maker's keys it is; says nothing by itself.
    ed25519: its 32 bytes.
    """

    number: bytes
    ed25519: bytes

    @classmethod
    def read(cls, text: str) -> Self:
        """The key in the second line of a signify key file.

        Raises:
            ValueError: it is none.
        """
        data = b64decode(text, validate=True)
        if len(data) != len(_ALGORITHM) + NUMBER_BYTES + _KEY_BYTES or data[:2] != _ALGORITHM:
            raise ValueError("not an Ed25519 key in signify's form")
        return cls(data[2 : 2 + NUMBER_BYTES], data[2 + NUMBER_BYTES :])

    def written(self) -> str:
        """The same as text."""
        return b64encode(_ALGORITHM + self.number + self.ed25519).decode()


def joined(message: bytes, signature: bytes, number: bytes) -> bytes:
    """The whole file: `message` behind the signature that the key of that number made of it."""
    line = b64encode(_ALGORITHM + number + signature)
    return COMMENT + b"verify with newest.pub\n" + line + b"\n" + message


def opened(untrusted: bytes, key: MakersKey) -> bytes:
    """What is signed in a file, once its signature is found to be that key's.

    Raises:
        NoticeNotSigned: it has no such signature, or another form.
    """
    parts = _SIGNED.fullmatch(untrusted)
    if parts is None:
        raise NoticeNotSigned
    line, message = parts.groups()
    try:
        data = b64decode(line, validate=True)
        if len(data) != len(_ALGORITHM) + NUMBER_BYTES + _SIGNATURE_BYTES:
            raise NoticeNotSigned
        if data[: 2 + NUMBER_BYTES] != _ALGORITHM + key.number:
            raise NoticeNotSigned
        Ed25519PublicKey.from_public_bytes(key.ed25519).verify(data[2 + NUMBER_BYTES :], message)
    except (InvalidSignature, binascii.Error) as cause:
        raise NoticeNotSigned from cause
    return message
