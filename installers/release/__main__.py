"""The steps of a release, one command each: what release.yml runs, anyone can run and try.

    python3 dev.py release STEP ...             with all that a step needs
    python -m installers.release STEP ...       the same; all but `bill` and `audit` need no package

The steps beside a secret or on a stranger's machine use the standard library and this folder alone.
"""

import sys
from collections.abc import Sequence
from importlib import import_module

STEPS = {
    "ready": "whether this commit may be released; with a tag, whether the tag is right and signed",
    "bill": "write what is inside this system's bundle (CycloneDX)",
    "audit": "stop at what is known to be vulnerable among what we hand out",
    "stow": "put what was frozen into one file, for another machine",
    "unstow": "take it out again",
    "package": "package what was frozen before",
    "secrets": "stop unless everything for signing on a system is here",
    "keychain": "open a keychain that holds the certificate alone, or close it (macOS)",
    "sign": "sign the app, or the files around it",
    "signed": "check each signature, and only then take `unsigned` out of the name",
    "newcomer": "install, use and remove as somebody would who never saw Exposure",
    "collect": "gather what all systems made, insist that all is there, write the sums",
    "notes": "write what the changelog says of this version",
    "manifests": "fill in what winget, Homebrew and Flathub are given",
}


def main(arguments: Sequence[str]) -> int:
    """Do the step in `arguments`; return its exit code."""
    step, *rest = arguments or [""]
    if step not in STEPS:
        print("python3 dev.py release STEP\n")
        for name, words in STEPS.items():
            print(f"  {name:<10} {words}")
        return 0 if step in ("", "-h", "--help") else 2
    return int(import_module(f"installers.release.{step}").main(rest))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
