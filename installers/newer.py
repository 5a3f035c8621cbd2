"""The maker's side of *Look for a newer version*: makes the key, and the signed file.

    python -m installers.newer key NEW_KEY.pem
    python -m installers.newer make newest.txt --page https://... --safe-since 0.4.0 [--days 60]

`make` signs with the key of `--key FILE`, or of the variable EXPOSURE_NEWER_KEY that holds the text
of such a file. Where the key has a passphrase it is asked for, or taken from
EXPOSURE_NEWER_PASSPHRASE. What was written is read back by the program's own code, and by the
public key that the build names (resources/newer/place.toml), before this says that it is done.
"""

import argparse
import getpass
import hashlib
import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from exposure_app import RELEASED, __version__
from exposure_app.domain.errors import NewestNotTold
from exposure_app.newer.news import news_of
from exposure_app.newer.notice import MOST_BYTES, VersionNotice, read_notice
from exposure_app.newer.place import place_of_build
from exposure_app.newer.signed_file import NUMBER_BYTES, MakersKey, joined, opened

KEY_VARIABLE = "EXPOSURE_NEWER_KEY"
PASSPHRASE_VARIABLE = "EXPOSURE_NEWER_PASSPHRASE"


def main(arguments: Sequence[str] | None = None) -> int:
    """Do as was asked; return 0 once it was done and proved."""
    args = _grammar().parse_args(arguments)
    code: int = args.run(args)
    return code


def make_key(args: argparse.Namespace) -> int:
    """Write a new private key, which must not be there yet, and print its public half."""
    private = Ed25519PrivateKey.generate()
    passphrase = _passphrase("Passphrase of the new key (empty for none): ")
    text = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(passphrase)
        if passphrase
        else serialization.NoEncryption(),
    )
    with os.fdopen(os.open(args.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(text)
    print(f'public_key = "{public_key(private).written()}"')
    return 0


def make_file(args: argparse.Namespace) -> int:
    """Write the signed file of this version; 1 if it does not read back as what was meant."""
    private = _private_key(args.key)
    notice = VersionNotice(
        version=args.version,
        released=args.released,
        signed=args.today,
        until=args.today + timedelta(days=args.days),
        safe_since=args.safe_since,
        page=args.page,
    )
    draft = args.file.with_name(f"{args.file.name}.draft")
    draft.write_bytes(signed(notice, private))
    place = place_of_build()
    key = place.key if place else public_key(private)
    if not place:
        print("newer: resources/newer/place.toml names no place yet; checked by the key's own half")
    try:
        read = read_notice(opened(_read_back(draft), key))
        news_of(read, args.version, args.today)
    except NewestNotTold as why:
        draft.unlink()
        print(f"newer: not done: {type(why).__name__}", file=sys.stderr)
        return 1
    draft.replace(args.file)
    print(f"newer: {args.file}: version {read.version}, believed until {read.until.isoformat()}")
    return 0


def public_key(private: Ed25519PrivateKey) -> MakersKey:
    """The public half; its number is made of itself, so that none has to be kept."""
    half = private.public_key().public_bytes_raw()
    return MakersKey(hashlib.sha256(half).digest()[:NUMBER_BYTES], half)


def signed(notice: VersionNotice, private: Ed25519PrivateKey) -> bytes:
    """The file as it is put on the server."""
    message = notice.written()
    return joined(message, private.sign(message), public_key(private).number)


def _read_back(path: Path) -> bytes:
    whole = path.read_bytes()
    return whole if len(whole) <= MOST_BYTES else b""


def _private_key(path: Path | None) -> Ed25519PrivateKey:
    text = path.read_bytes() if path else os.environ.get(KEY_VARIABLE, "").encode()
    if not text:
        raise SystemExit(f"newer: name a key by --key or {KEY_VARIABLE}")
    is_locked = b"ENCRYPTED" in text
    key = serialization.load_pem_private_key(
        text, _passphrase("Passphrase of the key: ") if is_locked else None
    )
    if not isinstance(key, Ed25519PrivateKey):
        raise SystemExit("newer: the key is of another kind than Ed25519")
    return key


def _passphrase(question: str) -> bytes:
    named = os.environ.get(PASSPHRASE_VARIABLE)
    return (getpass.getpass(question) if named is None else named).encode()


def _grammar() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="python -m installers.newer", description=(__doc__ or "").partition("\n")[0]
    )
    verbs = top.add_subparsers(metavar="VERB", required=True)
    key = verbs.add_parser("key", help="make a key, and print what goes into place.toml")
    key.add_argument("file", type=Path, metavar="NEW_KEY.pem")
    key.set_defaults(run=make_key)
    make = verbs.add_parser("make", help="write the signed file of the newest version")
    make.add_argument("file", type=Path, metavar="FILE")
    make.add_argument("--page", required=True, help="https address of the page to get it from")
    make.add_argument(
        "--safe-since", required=True, metavar="VERSION",
        help="the oldest version without a security fault that is known and mended",
    )  # fmt: skip
    make.add_argument("--days", type=int, default=60, help="how long it is believed, at most 100")
    make.add_argument("--version", default=__version__, help="default: this checkout's")
    make.add_argument("--released", type=date.fromisoformat, default=date.fromisoformat(RELEASED))
    make.add_argument(
        "--today", type=date.fromisoformat, default=datetime.now(UTC).date(),
        help="the day it is signed",
    )  # fmt: skip
    make.add_argument("--key", type=Path, metavar="KEY.pem", help=f"default: {KEY_VARIABLE}")
    make.set_defaults(run=make_file)
    return top


if __name__ == "__main__":
    sys.exit(main())
