"""Builds this system's wheel."""

import sys
from pathlib import Path

from installers.wheels.native import build

ROOT = Path(__file__).resolve().parents[2]

if __name__ == "__main__":
    made = build(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "build" / "wheels")
    print(made)
