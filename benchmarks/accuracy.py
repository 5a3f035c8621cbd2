"""How many of a person's pictures an audit finds, and how many of others it takes for theirs.

    python benchmarks/accuracy.py FACES_DIR [--subjects 40] [--pictures 3000] [--seed 1]

Everything goes the product's own way: photos are enrolled through `session.people.enrol`, the
pictures stand on a site on loopback, and an audit crawls it. The labels are read only to count.
"""

import argparse
import os
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from exposure_app.domain.faces import Template
from exposure_app.domain.findings import Band, Finding
from exposure_app.domain.sources import Budget, Footing
from exposure_app.domain.work import CancelToken
from exposure_app.gallery.calibration.threshold import rate_interval
from exposure_app.net.loopback import LoopbackSite
from exposure_app.paths import Home
from exposure_app.session import Session, throw_away_keys
from exposure_app.session.identification.identifier import calibration_of
from labelled import Deal, deal

ENROLLED = 3
RECALL = 0.98
"""The promise, at "looks like you" and stronger."""
A_PAGE = 50


def main() -> int:
    """Measure and print; 1 if the promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("faces", type=Path)
    parser.add_argument("--subjects", type=int, default=40)
    parser.add_argument("--pictures", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    dealt = deal(args.faces, subjects=args.subjects, enrolled=ENROLLED, seed=args.seed)
    with tempfile.TemporaryDirectory() as folder:
        home = Home.at(Path(folder))
        home.create()
        with Session.open(
            home, ask_passphrase=lambda _new: None, keys=throw_away_keys()
        ) as session:
            hurried = replace(
                session.settings.current(), cores=os.cpu_count() or 1, is_gentle=False
            )
            session.settings.change(hurried)
            shown, refused = enrol(session, dealt)
            room = args.pictures - len(shown)
            shown |= dict(list(dealt.strangers.items())[:room])
            truth = {f"/{i}.jpg": person for i, person in enumerate(shown.values())}
            with LoopbackSite(site_of(list(shown))) as site:
                session.sources.add(
                    site.url,
                    Footing.OWNED,
                    budget=Budget(delay_s=0, max_images=len(truth) + 1),
                    allow_private=True,
                )
                for _finding in session.audits.run(report=lambda _p: None, cancel=CancelToken()):
                    pass
            return say(session, truth, dealt, refused)


def enrol(session: Session, dealt: Deal) -> tuple[dict[Path, str], Counter[str]]:
    """Enrol the first three photos of each subject that are accepted; the rest are to be shown."""
    refused: Counter[str] = Counter()
    shown: dict[Path, str] = {}
    for name, photos in dealt.photos.items():
        accepted = 0
        for photo in photos:
            if accepted == ENROLLED:
                shown[photo] = name
                continue
            for item in session.people.enrol(
                [photo], subject=name, report=lambda _p: None, cancel=CancelToken()
            ):
                if isinstance(item, Template):
                    accepted += 1
                else:
                    refused[type(item.why).__name__] += 1
                    shown[photo] = name
        if accepted < ENROLLED:
            print(f"only {accepted} photos of one subject were accepted")
    return shown, refused


def site_of(pictures: list[Path]) -> dict[str, tuple[str, bytes]]:
    """Pages of fifty pictures, each linked from the first."""
    files: dict[str, tuple[str, bytes]] = {}
    for i, picture in enumerate(pictures):
        files[f"/{i}.jpg"] = ("image/jpeg", picture.read_bytes())
    pages = range(0, len(pictures), A_PAGE)
    for start in pages:
        shown = range(start, min(start + A_PAGE, len(pictures)))
        body = "".join(f'<img src="/{i}.jpg">' for i in shown)
        files[f"/page{start}.html"] = ("text/html", f"<!doctype html>{body}".encode())
    links = "".join(f'<a href="/page{start}.html">{start}</a>' for start in pages)
    files["/"] = ("text/html", f"<!doctype html>{links}".encode())
    return files


def say(session: Session, truth: dict[str, str], dealt: Deal, refused: Counter[str]) -> int:
    """Print the counts; whether recall and false alarms are as promised."""
    summary = session.audits.last()
    assert summary is not None
    mated = sum(person in dealt.photos for person in truth.values())
    print(f"subjects {len(dealt.photos)}, {ENROLLED} photos each; refused first: {dict(refused)}")
    print(f"pictures {len(truth)}, of them {mated} of the subjects; {summary.coverage}")
    print(f"not looked at: {dict(Counter(gap.why for gap in summary.gaps))}")
    compared = summary.coverage.faces_found - summary.coverage.faces_too_small
    subjects = len(dealt.photos)
    interval = calibration_of(session.models.active()).expected_interval(
        compared * subjects, subjects, summary.times_raised
    )
    is_kept = True
    for band in Band:
        found = [f for f in summary.findings if f.band.rank >= band.rank]
        right = {(f.subject, path) for f in found for path in paths(f) if truth[path] == f.subject}
        wrong = [f for f in found if not any(truth[path] == f.subject for path in paths(f))]
        low, high = rate_interval(len(right), mated)
        announced = summary.expected_false_alarms[band]
        print(
            f"{band.value:15} recall {len(right)}/{mated} = {len(right) / mated:.4f} "
            f"[{low:.4f}, {high:.4f}]   false alarms {len(wrong)}, "
            f"announced {announced:.1f} {list(interval[band])}, "
            f"raised {summary.times_raised[band]:.2f} times"
        )
        if band is Band.LOOKS_LIKE_YOU:
            is_kept = len(right) / mated >= RECALL and len(wrong) <= interval[band][1]
    print("promise kept" if is_kept else "PROMISE NOT KEPT")
    return 0 if is_kept else 1


def paths(finding: Finding) -> list[str]:
    """The site's paths under which a finding's picture stands."""
    return [urlsplit(place.image_url).path for place in finding.locations]


if __name__ == "__main__":
    sys.exit(main())
