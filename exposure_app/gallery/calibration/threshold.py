"""What a score is worth: bands whose false match rates were measured, never round cosines.

The measurement is data beside the weights (`calibration.json`, made by
`gallery.calibration.measure`), with the counts and intervals it came from, because a threshold
means nothing without the model, the pictures and the people it was measured on.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from pathlib import Path

from exposure_app.domain.errors import ModelDamaged, ModelMissing
from exposure_app.domain.findings import Band
from exposure_app.gallery.calibration.bystanders import shift
from exposure_app.gallery.calibration.calibration_form import (
    Curve,
    Document,
    GroupRates,
    OperatingPoint,
    parsed,
    point_at,
)
from exposure_app.gallery.calibration.non_mated import NonMatedScores
from exposure_app.gallery.calibration.rates import count_interval, rate_interval

__all__ = ["Calibration", "Curve", "GroupRates", "OperatingPoint", "rate_interval"]

_UNREADABLE = (
    ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError,
)  # fmt: skip
_NOBODY: Mapping[int, int] = {}


@dataclass(frozen=True, slots=True)
class Calibration:
    """The measured meaning of scores for one model pack.

    band_rates: the false match rate each band stands for, loosest first.
    curves: by the number of templates averaged into a reference; 1 is always there.
    non_mated_scores: how high strangers score, by the same numbers.
    enrolment_norm: an embedding's norm below which a photo makes a poor reference, or None.
    poor_norm: below which a face in a picture often goes unnoticed, or None.
    groups: how unevenly wrong matches fall, or None where it was not measured.
    data_set, pictures, people: what it was measured on.
    digest: SHA-256 (hex) of the file, so that whoever keeps results can tell when it changed.
    """

    pack: str
    band_rates: Mapping[Band, float]
    curves: Mapping[int, Curve]
    non_mated_scores: Mapping[int, NonMatedScores]
    enrolment_norm: float | None
    poor_norm: float | None
    groups: GroupRates | None
    data_set: str
    pictures: int
    people: int
    digest: str

    @classmethod
    def load(cls, path: Path) -> "Calibration":
        """Read and check a calibration file.

        Raises:
            ModelMissing: there is no such file.
            ModelDamaged: it is not a calibration, or contradicts itself.
        """
        try:
            body = path.read_bytes()
        except OSError as cause:
            raise ModelMissing(path.name) from cause
        try:
            return cls._of(parsed(json.loads(body)), hashlib.sha256(body).hexdigest())
        except _UNREADABLE as cause:
            raise ModelDamaged(path.name) from cause

    @classmethod
    def _of(cls, document: Document, digest: str) -> "Calibration":
        return cls(
            pack=document.pack,
            band_rates=document.band_rates,
            curves=document.curves,
            non_mated_scores=document.non_mated_scores,
            enrolment_norm=document.enrolment_norm,
            poor_norm=document.poor_norm,
            groups=document.groups,
            data_set=document.data_set,
            pictures=document.pictures,
            people=document.people,
            digest=digest,
        )

    def threshold(self, band: Band, templates: int = 1) -> float:
        """The cosine from which `band` applies to a reference averaged from `templates` photos."""
        return self._point(band, templates).threshold

    def band(self, score: float, templates: int = 1) -> Band | None:
        """The strongest band that `score` reaches; None below the loosest.

        Args:
            score: cosine between a probe and a reference, in [-1, 1].
            templates: how many photos the reference was averaged from. The measurement for the
                nearest number at or below it is used.
        """
        reached = (b for b in Band if score >= self.threshold(b, templates))
        return max(reached, key=lambda b: b.rank, default=None)

    def false_match_rate(self, band: Band) -> float:
        """The share of comparisons of two different people that reach `band` or a stronger one."""
        return self.band_rates[band]

    @property
    def uneven(self) -> tuple[float, float, float] | None:
        """False match rates at `LOOKS_LIKE_YOU` between women, between men, and across; or None."""
        groups = self.groups
        return (groups.women, groups.men, groups.across) if groups else None

    def times_raised(
        self, bystanders: Mapping[int, int], references: Sequence[int] = (1,)
    ) -> dict[Band, float]:
        """How many times as many false alarms this audit's own strangers make likely; at least 1.

        Where they score higher than those measured did, surely and not by chance, the whole
        distribution is taken to lie that much higher, and the table is read that much further
        left. Nobody scores lower than measured by that reasoning: it only ever raises.

        Args:
            bystanders: as in `AuditSummary`.
            references: of how many photos each reference of the gallery was averaged.
        """
        gallery = [self.non_mated_scores[self._measured_count(n)] for n in references]
        hidden_from = min((self.threshold(Band.POSSIBLY, n) for n in references), default=1.0)
        by = shift(bystanders, gallery, hidden_from)
        if by == 0.0:
            return dict.fromkeys(Band, 1.0)
        return {
            band: sum(self._times(band, n, by) for n in references) / len(references)
            for band in Band
        }

    def expected_false_alarms(
        self,
        comparisons: int,
        bystanders: Mapping[int, int] = _NOBODY,
        references: Sequence[int] = (1,),
    ) -> dict[Band, float]:
        """How many strangers' faces to expect in each band *and the stronger ones together*.

        Args:
            comparisons: probes times references searched. Each probe can raise one alarm at most,
                and the references of one person are alike, so this is an upper bound.
            bystanders, references: see `times_raised`; without bystanders nothing is raised.
        """
        times = self.times_raised(bystanders, references)
        return {band: rate * comparisons * times[band] for band, rate in self.band_rates.items()}

    def expected_interval(
        self, comparisons: float, references: int = 1, times: Mapping[Band, float] | None = None
    ) -> dict[Band, tuple[int, int]]:
        """Between which counts the false alarms of each band and stronger ones should lie.

        Covers that the rate itself is an estimate, that some faces are like many others and some
        like few (the spread measured between references), and that rare events vary. Still, one
        look-alike who is in many of the pictures can pass it.

        Args:
            comparisons: as for `expected_false_alarms`.
            references: how many references share them: many are less uneven than one.
            times: as `times_raised` tells; the upper end is raised by it, the lower is not.
        """
        told: dict[Band, tuple[int, int]] = {}
        for band in Band:
            rows = [point_at(curve, self.band_rates[band]) for curve in self.curves.values()]
            low = min(row.fmr_interval[0] for row in rows)
            high = max(row.fmr_interval[1] for row in rows) * (times[band] if times else 1.0)
            spread = max(row.spread for row in rows) / max(1, references)
            told[band] = count_interval(low * comparisons, high * comparisons, spread)
        return told

    def _point(self, band: Band, templates: int) -> OperatingPoint:
        return point_at(self.curve(templates), self.band_rates[band])

    def curve(self, templates: int = 1) -> Curve:
        """The measured rows for a reference averaged from `templates` photos, as `band` uses it."""
        return self.curves[self._measured_count(templates)]

    def _measured_count(self, templates: int) -> int:
        return max((n for n in self.curves if n <= templates), default=1)

    def _times(self, band: Band, templates: int, by: float) -> float:
        point = self._point(band, templates)
        return rate_at(self.curve(templates), point.threshold - by) / point.fmr


def rate_at(curve: Curve, threshold: float) -> float:
    """The table read log-linearly between its rows, and beyond its ends as in the last step."""
    passed = sum(point.threshold <= threshold for point in curve)
    looser, stricter = curve[min(max(passed - 1, 0), len(curve) - 2) :][:2]
    share = (threshold - looser.threshold) / (stricter.threshold - looser.threshold)
    return min(1.0, exp((1 - share) * log(looser.fmr) + share * log(stricter.fmr)))
