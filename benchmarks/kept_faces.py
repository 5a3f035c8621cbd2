"""Faces kept for instant re-search: how long a new photo takes, next to crawling again.

    python benchmarks/kept_faces.py FACES_DIR [--faces 100000] [--pictures 400]

First a site on loopback shows PICTURES pictures of FACES_DIR (`Person_Name/*.jpg`) and is audited
with its faces kept. Then photos of a second person are enrolled, and answered twice: by a search of
the kept faces, and by an audit without a pause between requests, as no real site is asked. Both
must name the same pictures. Then the vault is given FACES faces besides, made up (`made_up_faces`),
four to a picture, and the search is timed again, with what it consists of. Times are the clock's;
medians of five.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from exposure_app.domain.faces import Box, Embedding
from exposure_app.domain.kept_faces import MetFace
from exposure_app.domain.sources import Budget, Footing, SourceId
from exposure_app.domain.subjects import Consent
from exposure_app.domain.work import CancelToken, Progress
from exposure_app.gallery.index.search import make_gallery
from exposure_app.net.loopback import LoopbackSite
from exposure_app.paths import Home
from exposure_app.session import Session, throw_away_keys
from exposure_app.vault.vault import Vault
from made_up_faces import DEFAULT_PACK, faces

A_PICTURE = 4
TIMES = 5


def main() -> int:
    """Measure and print; 1 if a search and an audit do not find the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("faces_dir", type=Path)
    parser.add_argument("--faces", type=int, default=100_000)
    parser.add_argument("--pictures", type=int, default=400)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        home = Home.at(Path(place))
        home.create()
        with Session.open(
            home, ask_passphrase=lambda _new: None, keys=throw_away_keys()
        ) as session:
            is_same = against_an_audit(session, args.faces_dir, args.pictures)
            with_many(session, home, args.faces)
    return 0 if is_same else 1


def against_an_audit(session: Session, faces_dir: Path, pictures: int) -> bool:
    """A person found by a search and by an audit of a small site."""
    people = sorted(faces_dir.iterdir(), key=lambda one: (-len(list(one.glob("*.jpg"))), one.name))
    first, second = (sorted(one.glob("*.jpg")) for one in people[:2])
    shown = [*second[3:], *(one for person in people[2:] for one in sorted(person.glob("*.jpg")))]
    files = {
        f"/{n}.jpg": ("image/jpeg", one.read_bytes()) for n, one in enumerate(shown[:pictures])
    }
    page = "".join(f"<img src={path}>" for path in files)
    with LoopbackSite({**files, "/": ("text/html", page.encode())}) as site:
        session.sources.add(
            site.url, Footing.OWNED, budget=Budget(delay_s=0), allow_private=True,
            keep_faces_days=30,
        )  # fmt: skip
        enrol(session, first[:3], "first")
        audit(session)
        enrol(session, second[:3], "second")
        search_s = [timed(lambda: search(session)) for _ in range(TIMES)]
        by_search = {one.image_sha256 for one in session.findings.all(subject="second")}
        audit_s = timed(lambda: audit(session))
        by_audit = {one.image_sha256 for one in session.findings.all(subject="second")}
    first_s, again_s = search_s[0], statistics.median(search_s)
    print(
        f"{pictures} pictures, {sum(c.faces for c in session.kept.counts().values())} faces kept: "
        f"search {first_s:.2f} s (median of {TIMES}: {again_s:.2f}), audit {audit_s:.1f} s, "
        f"{audit_s / first_s:.0f} times as long; found {len(by_search)} and {len(by_audit)}"
    )
    return by_search == by_audit


def with_many(session: Session, home: Home, count: int) -> None:
    """The search once the vault is full of other people's faces."""
    vault, model = session._profile.vault, session.models.active().model
    source = session.sources.all()[0].id
    before = database_bytes(home)
    filled_s = timed(lambda: fill(vault, source, model, count))
    grown = (database_bytes(home) - before) / count
    found: list[int] = []
    whole = median(lambda: found.append(search(session)))
    now = datetime.now(UTC)
    read = median(lambda: vault.kept_faces.vectors(model, now))
    kept = vault.kept_faces.vectors(model, now)
    build = median(lambda: make_gallery({n: one for n, _, one in kept}))
    gallery = make_gallery({n: one for n, _, one in kept})
    ask = median(lambda: gallery.above(kept[0][2], 0.367))
    print(
        f"{found[-1]:,} faces kept ({grown:.0f} bytes of the vault each, written in {filled_s:.0f} "
        f"s): search {whole:.2f} s; of it reading {read:.2f}, making the index {build:.2f}, asking "
        f"it once {ask:.4f}; forgetting all {timed(lambda: session.kept.forget(source)):.2f} s"
    )


def fill(vault: Vault, source: SourceId, model: str, count: int) -> None:
    """Keep made-up faces."""
    vectors, _people = faces(count, DEFAULT_PACK, seed=1)
    with vault.transaction():
        now = datetime.now(UTC)
        for start in range(0, count, A_PICTURE):
            sha256 = f"{start:064x}"
            met = [
                MetFace(Box(0.0, 0.0, 80.0, 80.0), Embedding(vector, model, 12.0))
                for vector in vectors[start : start + A_PICTURE]
            ]
            vault.kept_faces.put(source, sha256, (640, 480), met, now, room=count)
            vault.kept_faces.meet_again(
                source, sha256, f"https://a.example/{start}", f"https://a.example/{start}.jpg", now
            )


def enrol(session: Session, photos: list[Path], name: str) -> None:
    """Enrol photos of one person."""
    for _one in session.people.enrol(
        photos, subject=name, consent=Consent.ADULT, report=unheard, cancel=CancelToken()
    ):
        pass


def audit(session: Session) -> None:
    """Audit every place."""
    for _one in session.audits.run(report=unheard, cancel=CancelToken()):
        pass


def search(session: Session) -> int:
    """Search the kept faces; how many were compared."""
    return session.kept.search(report=unheard, cancel=CancelToken()).faces


def unheard(_progress: Progress) -> None:
    """A report nobody listens to."""


def timed(work: Callable[[], object]) -> float:
    """Seconds of the clock."""
    began = monotonic()
    work()
    return monotonic() - began


def median(work: Callable[[], object]) -> float:
    """Seconds of the clock, the median of five."""
    return statistics.median(timed(work) for _ in range(TIMES))


def database_bytes(home: Home) -> int:
    """Of the vault's files."""
    return sum(one.stat().st_size for one in home.data.glob("vault.db*"))


if __name__ == "__main__":
    sys.exit(main())
