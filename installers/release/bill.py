"""Writes what is inside this system's bundle: bill OUT [--payload FOLDER].

A bill of materials in CycloneDX's JSON, made from the very environment that was frozen: the
packages that are handed out, Python itself, and every file of native code with its SHA-256, as
the bundle has them. A package that is listed was installed when the bundle was made, and is
required by the program or by a part of it; not every one of its files is inside.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.utils import canonicalize_name

from installers.packagers import release_here
from installers.release.handed_out import PYPROJECT, packages
from installers.release.materials import Bill, native_files, only, python

ENDING = ".cdx.json"
VERSION = SchemaVersion.V1_6


def main(arguments: Sequence[str]) -> int:
    """Write it; return 1 if it is not what the standard asks for."""
    parser = argparse.ArgumentParser(prog="release bill")
    parser.add_argument("out", type=Path)
    parser.add_argument("--payload", type=Path, help="default: what was frozen last")
    args = parser.parse_args(arguments)
    release = release_here(args.out)
    payload = args.payload or release.payload
    names = [str(canonicalize_name(package.metadata["Name"])) for package in packages()]
    bill = only(environment(), names)
    bill["components"] += [python(), *native_files(payload)]
    text = json.dumps(bill, indent=1, sort_keys=True) + "\n"
    if error := JsonStrictValidator(VERSION).validate_str(text):
        print(f"release: The bill is no valid CycloneDX: {error}")
        return 1
    release.out.mkdir(parents=True, exist_ok=True)
    # Nobody signs a bill by itself, so that its name does not say so either.
    path = release.file(ENDING, is_signed=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"release: {path.name}: {len(bill['components'])} parts")
    return 0


def environment() -> Bill:
    """What CycloneDX's own tool says of everything that is installed here."""
    done = subprocess.run(
        [
            sys.executable, "-m", "cyclonedx_py", "environment", "--pyproject", str(PYPROJECT),
            "--mc-type", "application", "--spec-version", VERSION.to_version(),
            "--output-reproducible", "--output-format", "JSON", sys.executable,
        ],
        capture_output=True, check=True,
    )  # fmt: skip
    bill: Bill = json.loads(done.stdout)
    return bill
