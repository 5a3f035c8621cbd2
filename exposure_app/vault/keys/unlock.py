"""A vault's key: made for a new vault, found for one that is there. Never replaced."""

import os
from collections.abc import Callable
from dataclasses import replace

from exposure_app.domain.errors import (
    KeychainUnavailable,
    KeyMissing,
    PassphraseNeeded,
    VaultDamaged,
    WrongPassphrase,
)
from exposure_app.vault.keys.header import Header, KeyMode
from exposure_app.vault.keys.key_store import KEY_BYTES, KeyStore, MemoryKeys, check_value, matches
from exposure_app.vault.keys.keychain import KeychainKeys
from exposure_app.vault.keys.passphrase import Derivation, unwrapped, wrapped

AskPassphrase = Callable[[bool], str | None]
"""Called with True when a new vault needs its passphrase chosen; None means the user declined."""


def header_for_store(store: KeyStore, key: bytes) -> Header:
    """How a new vault will say that its key is in `store`."""
    return Header(
        vault_id=Header.new_id(),
        mode=KeyMode.MEMORY if store.name == MemoryKeys.name else KeyMode.KEYCHAIN,
        backend=store.name,
        derivation=None,
        check=check_value(key),
    )


def choose_passphrase(ask: AskPassphrase) -> tuple[Header, bytes]:
    """The header and key of a new vault with a passphrase.

    Raises:
        PassphraseNeeded: none was given.
    """
    key = os.urandom(KEY_BYTES)
    header = Header(Header.new_id(), KeyMode.PASSPHRASE, "", None, check_value(key))
    return with_passphrase(header, key, _asked(ask, is_new=True)), key


def with_passphrase(header: Header, key: bytes, passphrase: str) -> Header:
    """`header`, saying that this passphrase opens the vault, and nothing else does.

    Raises:
        PassphraseNeeded: it is empty.
    """
    if not passphrase:
        raise PassphraseNeeded
    derivation = Derivation.new()
    return replace(
        header,
        mode=KeyMode.PASSPHRASE,
        backend="",
        derivation=derivation,
        wrapped=wrapped(key, derivation.key(passphrase), header.vault_id),
    )


def find_key(header: Header, keys: KeyStore | None, ask: AskPassphrase) -> bytes:
    """The key of a vault that is there.

    Raises:
        PassphraseNeeded, WrongPassphrase: for a vault with a passphrase.
        KeychainUnavailable: the keychain does not answer, or another than the one it names does.
        KeyMissing: the keychain answers, and has no key for this vault, or not the one.
    """
    if header.mode is KeyMode.PASSPHRASE:
        return _from_passphrase(header, ask)
    if header.mode is KeyMode.MEMORY and keys is None:
        raise KeyMissing
    try:
        store = keys or KeychainKeys()
        key = store.get(header.vault_id)
    except KeychainUnavailable as problem:
        raise KeychainUnavailable(problem.reason, header.backend) from problem
    if key is not None and matches(key, header.check):
        return key
    if store.name != header.backend:
        raise KeychainUnavailable("none", header.backend)
    raise KeyMissing


def _from_passphrase(header: Header, ask: AskPassphrase) -> bytes:
    if header.derivation is None:
        raise VaultDamaged
    key: bytes | None = header.derivation.key(_asked(ask, is_new=False))
    if key and header.wrapped:
        key = unwrapped(header.wrapped, key, header.vault_id)
    if key is None or not matches(key, header.check):
        raise WrongPassphrase
    return key


def _asked(ask: AskPassphrase, *, is_new: bool) -> str:
    passphrase = ask(is_new)
    if not passphrase:
        raise PassphraseNeeded
    return passphrase
