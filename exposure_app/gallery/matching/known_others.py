"""Faces known to be somebody else's: a probe nearer to one of them than to the subject says less.

They come from pictures the user set aside and from pictures of known look-alikes.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from exposure_app.domain.faces import Embedding, SubjectId
from exposure_app.domain.findings import Band
from exposure_app.gallery.calibration.threshold import Calibration
from exposure_app.gallery.matching.references import Reference

DOUBTFUL_MARGIN = 0.10
"""By how much a probe must be nearer to a known other who looks very much like the subject: a
twin, or the subject set aside by mistake. In LFW, one of a subject's own pictures set aside by
mistake would have lowered 12 % of their others, and lowers 1.2 % with this margin; of the
look-alikes' other pictures, all 15 that looked like the subject were lowered
(`benchmarks/anchors.py`; the margin was chosen on the same people)."""


class KnownOthers:
    """By subject, what their probes are held against; compared exactly. Threads may share it.

    Args:
        known_others: of the references' model; a ValueError otherwise.
        references: of every subject.
    """

    def __init__(
        self,
        known_others: Mapping[SubjectId, Sequence[Embedding]],
        references: Iterable[Reference],
        calibration: Calibration,
    ) -> None:
        of: dict[SubjectId, list[Reference]] = {}
        for reference in references:
            of.setdefault(reference.subject, []).append(reference)
        self._of = {
            subject: _Rows(theirs, of[subject], calibration)
            for subject, theirs in known_others.items()
            if theirs and subject in of
        }

    def has(self, subject: SubjectId) -> bool:
        """Whether there are any for this subject."""
        return subject in self._of

    def is_nearer(self, subject: SubjectId, probe: Embedding, score: float) -> bool:
        """Whether the probe is more similar to one of them than `score`, its cosine to the subject.

        Raises:
            ValueError: the probe comes from another model.
        """
        return subject in self._of and self._of[subject].passes(probe, score)


class _Rows:
    """The known others of one subject, and how much nearer than the subject each has to be."""

    def __init__(
        self,
        others: Sequence[Embedding],
        references: Sequence[Reference],
        calibration: Calibration,
    ) -> None:
        self._model = references[0].embedding.model
        self._vectors: NDArray[np.float32] = np.array([one.vector for one in others])
        self._margins = np.array(
            [
                DOUBTFUL_MARGIN if _is_doubtful(one, references, calibration) else 0.0
                for one in others
            ]
        )

    def passes(self, probe: Embedding, score: float) -> bool:
        if probe.model != self._model:
            raise ValueError(f"cannot compare {probe.model} with {self._model}")
        return bool(np.any(self._vectors @ probe.vector > score + self._margins))


def _is_doubtful(
    other: Embedding, references: Sequence[Reference], calibration: Calibration
) -> bool:
    return any(
        calibration.band(other.similarity(one.embedding), len(one.templates)) is Band.VERY_LIKELY
        for one in references
    )
