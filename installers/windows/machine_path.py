"""Everybody's PATH gets the folder of the program, by Windows Installer itself.

It appends the folder, whatever PATH's length, and takes out just that on uninstalling. With WiX 3
this is an element of the source. wixl does not know that element; the same rows are added to the
finished package by msibuild, of the same makers.
"""

import tempfile
from pathlib import Path

from installers.release import run

PROGRAM = "exposure.exe"
"""The file whose component brings the entry along."""

ELEMENT = {
    "Id": "Path",
    "Name": "PATH",
    "Action": "set",
    "Part": "last",
    "System": "yes",
    "Permanent": "no",
    "Value": "[INSTALLDIR]",
}

# The table in the form in which Windows Installer exports it: names, types, key; then rows. `=`
# sets on installing, `-` removes on uninstalling, `*` is the machine's environment, `[~]` is what
# was there.
TABLE = (
    "Environment\tName\tValue\tComponent_\r\n"
    "s72\tl255\tL255\ts72\r\n"
    "Environment\tEnvironment\r\n"
    "Path\t=-*PATH\t[~];[INSTALLDIR]\t{component}\r\n"
)
# Where the documentation of Windows Installer recommends them.
ACTIONS = {"RemoveEnvironmentStrings": 3300, "WriteEnvironmentStrings": 5200}


def add_rows(package: Path, component: str) -> None:
    """Add to a finished .msi what `ELEMENT` would have become."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "Environment.idt")
        table.write_text(TABLE.format(component=component), "utf-8", newline="")
        run(["msibuild", package, "-i", table])
    for action, sequence in ACTIONS.items():
        columns = "(`Action`, `Condition`, `Sequence`)"
        row = f"INSERT INTO `InstallExecuteSequence` {columns} VALUES ('{action}', '', {sequence})"
        run(["msibuild", package, "-q", row])
