"""Looks for instructions that processors of the same kind may lack: AVX and later, on x86-64.

A program that meets one it does not know is ended at once. Where objdump is missing, and on other
kinds of processors, nothing is looked at, and the former is said.
"""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

DISASSEMBLERS = ("objdump", "llvm-objdump", "x86_64-w64-mingw32-objdump")
# From AVX on every vector instruction's name begins with v, and takes xmm, ymm or zmm registers.
BEYOND = re.compile(r"\s(v[a-z0-9]+ .*[xyz]mm\d+)")
X86_64 = re.compile(r"file format \S*x86[-_]64", re.IGNORECASE)


class BeyondBaseline(Exception):
    """A compiled file that ends on an older processor, by the first such instruction."""


def check(compiled: bytes) -> None:
    """Look through a compiled file.

    Raises:
        BeyondBaseline: it has an instruction of AVX or later.
    """
    tool = next(filter(None, map(shutil.which, DISASSEMBLERS)), None)
    if tool is None:
        print("No objdump here: the compiled file is not looked through for AVX.")
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "compiled")
        file.write_bytes(compiled)
        command = [tool, "-d", "--no-show-raw-insn", str(file)]
        listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if X86_64.search(listed) and (found := BEYOND.search(listed)):
        raise BeyondBaseline(found[1].strip())
