"""The parts of a bill of materials, as CycloneDX's JSON has them."""

import hashlib
import platform
from collections.abc import Collection
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from installers.release.native import is_native

Bill = dict[str, Any]


def only(bill: Bill, names: Collection[str]) -> Bill:
    """The bill without the components that are not named, and without what leads to them."""
    kept = [one for one in bill["components"] if str(canonicalize_name(one["name"])) in names]
    refs = {one["bom-ref"] for one in (*kept, bill["metadata"]["component"])}
    dependencies = [
        {**one, "dependsOn": [ref for ref in one.get("dependsOn", ()) if ref in refs]}
        for one in bill.get("dependencies", ())
        if one["ref"] in refs
    ]
    return {**bill, "components": kept, "dependencies": dependencies}


def python() -> Bill:
    """The interpreter that goes along."""
    version = platform.python_version()
    return {
        "type": "platform",
        "bom-ref": "python",
        "name": platform.python_implementation(),
        "version": version,
        "purl": f"pkg:generic/python@{version}",
    }


def native_files(payload: Path) -> list[Bill]:
    """Each program and library in a frozen folder, by its path inside."""
    files = sorted(path for path in payload.rglob("*") if not path.is_symlink())
    return [
        {
            "type": "file",
            "name": path.relative_to(payload).as_posix(),
            "hashes": [{"alg": "SHA-256", "content": sha256(path)}],
        }
        for path in files
        if is_native(path)
    ]


def sha256(path: Path) -> str:
    """Of a whole file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
