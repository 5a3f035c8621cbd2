from tests.e2e.conftest import (
    _remembered_keys,
    enrolled,
    enrolled_profile,
    exposure,
    photo,
    profile,
    spawn,
)

__all__ = [
    "_remembered_keys", "enrolled", "enrolled_profile", "exposure", "photo", "profile", "spawn",
]  # fmt: skip
