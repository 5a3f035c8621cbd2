"""What the guard costs: audit events of the demo's audit, times the price of a look at each.

    python dev.py bench guard_cost

Prints the nanoseconds of processor time that the hook adds to one event (least of five), how many
events the demo's first audit has (with all that is imported for it) and its second, and the
products as shares of the processor time of each.
"""

import sys
import tempfile
import time
from pathlib import Path

from exposure_app import guard
from exposure_app.domain.work import CancelToken

ROUNDS, EVENTS = 5, 200_000
counted = 0


def price_ns() -> float:
    """Of raising one event that means nothing, in nanoseconds of processor time."""
    began = time.thread_time()
    for _ in range(EVENTS):
        sys.audit("import", "name", None, None, None, None)
    return (time.thread_time() - began) / EVENTS * 1e9


def count(_event: str, _args: tuple[object, ...]) -> None:
    """An audit hook."""
    global counted  # noqa: PLW0603 - a hook has nowhere else to count
    counted += 1


def demo() -> tuple[int, float]:
    """Events and seconds of processor time of one demo audit, with what it still imports."""
    before, began = counted, time.process_time()
    from exposure_app.demo.run import run_demo

    with tempfile.TemporaryDirectory() as folder:
        run_demo(Path(folder) / "r.html", report=lambda _: None, cancel=CancelToken())
    return counted - before, time.process_time() - began


def main() -> None:
    """Measure and print."""
    bare = min(price_ns() for _ in range(ROUNDS))
    guard.install()
    added = min(price_ns() for _ in range(ROUNDS)) - bare
    print(f"the guard adds {added:.0f} ns to an event")
    sys.addaudithook(count)
    for which in ("first", "second"):
        events, seconds = demo()
        share = events * added / 1e9 / seconds
        print(f"the {which} audit: {events} events, {seconds:.2f} s, the guard's share {share:.3%}")


if __name__ == "__main__":
    main()
