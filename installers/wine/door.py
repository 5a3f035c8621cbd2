"""What `dev.py` calls for `--windows`."""

from collections.abc import Sequence

from installers.wine import frozen, kit, run
from installers.wine.folders import LEFT_OUT
from installers.wine.places import PYTEST_CACHE, windows_path
from installers.wine.steps import say

FROZEN = frozen.PROGRAM.parent
"""Where the bundle is once it was built."""


def test(words: Sequence[str], lane: Sequence[str]) -> int:
    """The tests under Wine: a whole lane, in parallel as `lane` says, or pytest with `words`."""
    kit.ready()
    for folder, why in LEFT_OUT.items() if lane else ():
        say(f"Left out: {folder}: {why}")
    ignored = [f"--ignore={folder}" for folder in LEFT_OUT] if lane else []
    # A worker that dies fails the run: with another in its place it may never end.
    lane = [*lane, "--max-worker-restart=0"] if lane else []
    cache = ["-o", f"cache_dir={windows_path(PYTEST_CACHE)}"]
    return run.python("-m", "pytest", *cache, *lane, *ignored, *words)


def demo(words: Sequence[str]) -> int:
    """The demo under Wine, with `--frozen` by the frozen program."""
    kit.ready()
    rest = [word for word in words if word != "--frozen"]
    if "--frozen" not in words:
        return run.python("-m", "exposure_app", "demo", *rest)
    return frozen.ready() or run.program([str(frozen.PROGRAM), "demo", *rest])


def build() -> int:
    """Freeze the bundle for Windows and try it; what is handed out is built on Windows itself."""
    kit.ready()
    return frozen.ready()
