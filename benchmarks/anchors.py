"""What one "not me" is worth: false alarms of a look-alike with and without it, and its price.

    python benchmarks/anchors.py FACES_DIR [--draws 3] [--seed 3]

Only people of three pictures and more take part. Each with six clear ones or more is enrolled with
three of them by lot. Their look-alike is the stranger with the picture most like them that would be
shown; that picture is set aside, as the vault keeps it, and everything else is compared again. And
the other way round: one of the subject's own pictures is set aside by mistake.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from exposure_app.domain.faces import Embedding, SubjectId
from exposure_app.domain.findings import Band, Note
from exposure_app.faces.models.pack import default_pack
from exposure_app.faces.recognition.quality import MIN_ENROLLED_NORM
from exposure_app.faces.recognition.recogniser import Recogniser, open_recogniser
from exposure_app.gallery.calibration.threshold import Calibration, rate_interval
from exposure_app.gallery.index.search import ExactGallery
from exposure_app.gallery.matching.identifier import Identifier
from exposure_app.gallery.matching.references import centroid
from exposure_app.session.identification.identifier import calibration_of
from seen import Everybody, as_kept, everybody_in, templates_of

ENROLLED = 3
SUBJECT = SubjectId("subject")
_WORTH_A_LOOK = 0.30  # far below every band: what is lower is not compared one by one


@dataclass
class Counts:
    """What happened over all draws."""

    draws: int = 0
    look_alikes: int = 0
    doubtful: int = 0
    before: Counter[Band] = field(default_factory=Counter)
    after: Counter[Band] = field(default_factory=Counter)
    others_before: Counter[Band] = field(default_factory=Counter)
    others_after: Counter[Band] = field(default_factory=Counter)
    own: int = 0
    own_lowered: int = 0
    mistaken: int = 0
    mistaken_lowered: int = 0


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("faces", type=Path)
    parser.add_argument("--draws", type=int, default=3)
    parser.add_argument("--seed", type=int, default=3)
    args = parser.parse_args()
    pack = default_pack()
    calibration = calibration_of(pack)
    with tempfile.TemporaryDirectory() as cache:
        recogniser = open_recogniser(pack, Path(cache))
        everybody = everybody_in(args.faces, recogniser, least=ENROLLED)
        counts = Counts()
        lot = random.Random(args.seed)
        for person, theirs in everybody.of.items():
            clear = [at for at in theirs if is_clear(everybody, at)]
            if len(clear) >= 2 * ENROLLED:
                for _ in range(args.draws):
                    enrolled = lot.sample(clear, ENROLLED)
                    Trial(everybody, recogniser, calibration, person, enrolled).run(lot, counts)
    print(f"pictures {len(everybody.seen)}, people {len(everybody.of)}")
    say(counts)
    return 0


def is_clear(everybody: Everybody, at: int) -> bool:
    """Whether the picture would be accepted as a photo."""
    return everybody.seen[at].embedding.norm >= MIN_ENROLLED_NORM


class Trial:
    """One subject, enrolled with three photos."""

    def __init__(
        self,
        everybody: Everybody,
        recogniser: Recogniser,
        calibration: Calibration,
        person: str,
        enrolled: Sequence[int],
    ) -> None:
        self._all = everybody
        self._recogniser = recogniser
        self._calibration = calibration
        self._templates = templates_of(everybody, enrolled)
        centre = centroid([one.embedding for one in self._templates])
        scores = everybody.vectors @ centre.vector
        is_near = scores >= _WORTH_A_LOOK
        near: NDArray[np.intp] = np.flatnonzero(is_near)
        self._scores = scores
        self._own = [int(at) for at in near if at in set(everybody.of[person]) - set(enrolled)]
        names = everybody.names
        self._strangers = [int(at) for at in near if names[at] != person]

    def run(self, lot: random.Random, counts: Counts) -> None:
        """Add what happens to `counts`."""
        counts.draws += 1
        free = self._identifier([])
        shown = self._bands(free, self._strangers)
        if (worst := self._look_alike(shown)) is not None:
            anchor = as_kept(self._all.seen[worst], self._recogniser)
            if anchor is not None:
                self._set_aside(worst, anchor, shown, counts)
        own = [at for at in self._own if at in self._bands(free, self._own)]
        if len(own) >= 2:
            mistake = lot.choice(own)
            anchor = as_kept(self._all.seen[mistake], self._recogniser)
            if anchor is not None:
                others = [at for at in own if at != mistake]
                counts.mistaken += len(others)
                counts.mistaken_lowered += self._lowered([anchor], others)

    def _set_aside(
        self, worst: int, anchor: Embedding, shown: dict[int, Band], counts: Counts
    ) -> None:
        person = self._all.seen[worst].person
        counts.look_alikes += 1
        counts.doubtful += shown[worst] is Band.VERY_LIKELY
        after = self._bands(self._identifier([anchor]), self._strangers)
        for at, band in shown.items():
            if at == worst:
                continue
            is_theirs = self._all.seen[at].person == person
            (counts.before if is_theirs else counts.others_before)[band] += 1
            (counts.after if is_theirs else counts.others_after)[after[at]] += 1
        own = self._bands(self._identifier([]), self._own)
        counts.own += len(own)
        counts.own_lowered += self._lowered([anchor], own)

    def _look_alike(self, shown: dict[int, Band]) -> int | None:
        """The most similar stranger's picture."""
        return max(shown, key=lambda at: float(self._scores[at]), default=None)

    def _lowered(self, anchors: Sequence[Embedding], pictures: Iterable[int]) -> int:
        identifier = self._identifier(anchors)
        matches = [identifier.compare(self._all.seen[at].embedding).match for at in pictures]
        return sum(Note.LOOK_ALIKE in one.notes for one in matches if one)

    def _identifier(self, anchors: Sequence[Embedding]) -> Identifier:
        return Identifier(
            self._templates,
            self._calibration,
            known_others={SUBJECT: anchors},
            gallery=ExactGallery,
        )

    def _bands(self, identifier: Identifier, pictures: Iterable[int]) -> dict[int, Band]:
        matches = {at: identifier.compare(self._all.seen[at].embedding).match for at in pictures}
        return {at: match.band for at, match in matches.items() if match}


def say(counts: Counts) -> None:
    """Print the counts with their intervals (Clopper and Pearson)."""
    print(f"draws {counts.draws}; with a look-alike of several pictures {counts.look_alikes}")
    print(
        f"look-alikes whose set-aside picture looked very much like the subject {counts.doubtful}"
    )
    for title, before, after in (
        ("the look-alike's other pictures", counts.before, counts.after),
        ("other strangers' pictures", counts.others_before, counts.others_after),
    ):
        said = ", ".join(f"{one.value} {before[one]} -> {after[one]}" for one in reversed(Band))
        print(f"{title}: {said}")
    for title, lowered, all_of_them in (
        ("own pictures lowered", counts.own_lowered, counts.own),
        ("own pictures lowered by a mistake", counts.mistaken_lowered, counts.mistaken),
    ):
        low, high = rate_interval(lowered, all_of_them)
        print(
            f"{title}: {lowered}/{all_of_them} = {lowered / all_of_them:.4f} "
            f"[{low:.4f}, {high:.4f}]"
        )


if __name__ == "__main__":
    sys.exit(main())
