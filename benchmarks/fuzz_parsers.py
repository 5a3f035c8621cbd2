"""Fuzzes every parser of ours with hypothesis: nothing may escape but what a parser says it raises.

    python -m benchmarks.fuzz_parsers [EXAMPLES] [NAME...]

EXAMPLES (10,000) for each parser of `benchmarks/fuzzing`. Each example may take a second, and the
program a gigabyte more than it began with. Prints a line for each parser; ends with 1 if anything
escaped. What is not tried, and why not, stands in `benchmarks/fuzzing/left_out.py`.
"""

import signal
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from hypothesis import HealthCheck, Phase, given, settings

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.fuzzing import of_answers, of_files, of_own, of_pages, of_pictures
from benchmarks.fuzzing.parser import Parser

EXAMPLES = 10_000
DEADLINE_MS = 1_000
HANGS_AFTER_S = 60
ROOM_BYTES = 1_000_000_000

FLOORS = (of_pages, of_files, of_pictures, of_answers, of_own)
PARSERS: dict[str, Parser] = {
    name: parser for floor in FLOORS for name, parser in floor.PARSERS.items()
}


class Hangs(BaseException):
    """One example has not come to its end. No parser may catch this."""


def _hangs(_signal: int, _frame: FrameType | None) -> None:
    raise Hangs


@contextmanager
def _watched() -> Iterator[None]:
    """Ends what hangs, where the system can."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, HANGS_AFTER_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def bound_memory() -> None:
    """From here on, what takes a gigabyte more fails, where the system can see to it."""
    try:
        import resource
    except ImportError:
        return
    pages = Path("/proc/self/statm")
    if pages.exists():
        used = int(pages.read_text("ascii").split()[0]) * resource.getpagesize()
        _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (used + ROOM_BYTES, hard))


def fuzz(name: str, examples: int) -> str:
    """Try one parser; what escaped, or ""."""
    parser = PARSERS[name]

    @settings(
        max_examples=examples,
        deadline=DEADLINE_MS,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(parser.given)
    def run(untrusted: object) -> None:
        with _watched(), suppress(*parser.raises):
            parser.parse(untrusted)

    try:
        run()
    except (Exception, Hangs) as escaped:  # noqa: BLE001 - that is what is looked for
        return "; ".join(map(_told, getattr(escaped, "exceptions", (escaped,))))
    return ""


def _told(escaped: BaseException) -> str:
    where = traceback.extract_tb(escaped.__traceback__)
    ours = [
        f"{Path(one.filename).name}:{one.lineno}" for one in where if "exposure_app" in one.filename
    ]
    notes = " ".join(getattr(escaped, "__notes__", []))
    return f"{type(escaped).__name__} {ours[-1:]}: {str(escaped)[:200]} {notes[:400]}"


def main(arguments: list[str]) -> int:
    """Try them all, or those named."""
    examples = int(arguments[0]) if arguments else EXAMPLES
    names = arguments[1:] or list(PARSERS)
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, _hangs)
    escaped = 0
    for name in names:
        bound_memory()
        began = time.monotonic()
        what = fuzz(name, examples)
        escaped += bool(what)
        outcome = f"ESCAPED {what}" if what else "none escaped"
        print(f"{name:26} {examples:,}: {outcome} ({time.monotonic() - began:.0f} s)", flush=True)
    print(f"{len(names)} parsers, {escaped} from which something escaped")
    return 1 if escaped else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
