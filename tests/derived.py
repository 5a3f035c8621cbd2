"""Keys that passphrases make, remembered.

Argon2id takes a good quarter of a second of work by design, and copies of one vault, in test after
test, ask for the same key of the same passphrase and salt. Only the first time is it derived; the
tests of `tests/vault` derive it each time.
"""

from functools import cache

from exposure_app.vault.keys.passphrase import Derivation

_remembered = cache(Derivation.key)


def remember_keys(patch):
    """Derive each key once in this run, for as long as `patch` is in force."""
    patch.setattr(Derivation, "key", _remembered)
