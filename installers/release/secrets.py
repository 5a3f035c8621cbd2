"""Stops unless everything for signing on a system is here: secrets SYSTEM.

Asked for a signed release, we do not hand out an unsigned one: what is missing is named.
"""

import os
from collections.abc import Mapping, Sequence

NEEDED = {
    "windows": (
        "AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_SUBSCRIPTION_ID",
        "AZURE_SIGNING_ENDPOINT", "AZURE_SIGNING_ACCOUNT", "AZURE_SIGNING_PROFILE",
    ),
    "macos": (
        "EXPOSURE_MACOS_IDENTITY", "MACOS_CERTIFICATE_P12", "MACOS_CERTIFICATE_PASSWORD",
        "NOTARY_KEY_P8", "NOTARY_KEY_ID", "NOTARY_ISSUER_ID",
    ),
    "linux": ("EXPOSURE_GPG_PRIVATE_KEY",),
}  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Return 1 if something is missing."""
    (system,) = arguments
    missing = missing_for(system, os.environ)
    if missing:
        print(f"release: Signing for {system} was asked for; not there: {', '.join(missing)}.")
    return 1 if missing else 0


def missing_for(system: str, environment: Mapping[str, str]) -> list[str]:
    """What signing for a system needs and the environment lacks; an empty secret is none."""
    return [name for name in NEEDED[system] if not environment.get(name, "").strip()]
