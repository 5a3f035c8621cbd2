"""Requests per second of our guarded fetcher, next to plain `requests`, to one loopback server.

    python benchmarks/fetch_speed.py [--requests 400] [--rounds 5]

The server runs in a process of its own. Both sides keep their connection; rounds alternate, and
the medians count. Ours also resolves, checks and pins the address, watches the deadline at every
read and writes the ledger's line.
"""

import argparse
import statistics
import subprocess
import sys
from collections.abc import Callable
from time import perf_counter
from urllib.parse import urlsplit

import requests

from exposure_app.domain.requests import RequestRecord
from exposure_app.domain.work import CancelToken
from exposure_app.net.fetcher import Fetcher

SIZES = (2_000, 60_000)
SERVER = """
import sys
from threading import Event
from exposure_app.net.loopback import LoopbackSite
files = {f"/{size}": ("image/jpeg", bytes(int(size))) for size in sys.argv[1:]}
with LoopbackSite(files) as site:
    print(site.url, flush=True)
    Event().wait()
"""


def main() -> int:
    """Measure and print; 1 if ours is slower than 0.8 of plain requests."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, *map(str, SIZES)], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    try:
        url = server.stdout.readline().strip()
        ratios = [compare(f"{url}{size}", size, args.requests, args.rounds) for size in SIZES]
    finally:
        server.kill()
        server.wait()
    return 0 if min(ratios) >= 0.8 else 1


def compare(url: str, size: int, count: int, rounds: int) -> float:
    """Print both rates for one size of body; return ours over theirs."""
    records: list[RequestRecord] = []
    cancel = CancelToken()
    with requests.Session() as plain, Fetcher(user_agent="bench", record=records.append) as ours:

        def guarded() -> bytes:
            return ours.get(
                url,
                purpose="image",
                source="bench",
                max_bytes=10 * size,
                check=lambda _url: None,
                private_host=urlsplit(url).netloc,
                cancel=cancel,
            ).untrusted_body

        both = {"ours": guarded, "requests": lambda: plain.get(url, timeout=10).content}
        rates: dict[str, list[float]] = {name: [] for name in both}
        for _ in range(rounds):
            for name, ask in both.items():
                rates[name].append(rate(ask, size, count))
    medians = {name: statistics.median(some) for name, some in rates.items()}
    ratio = medians["ours"] / medians["requests"]
    print(
        f"{size:7,} bytes: ours {medians['ours']:6.0f}/s, requests {medians['requests']:6.0f}/s, "
        f"ratio {ratio:.2f}"
    )
    return ratio


def rate(ask: Callable[[], bytes], size: int, count: int) -> float:
    """Requests per second over `count` of them."""
    assert len(ask()) == size
    began = perf_counter()
    for _ in range(count):
        ask()
    return count / (perf_counter() - began)


if __name__ == "__main__":
    sys.exit(main())
