"""Deciding whom a probe resembles: one face, at most one person, with the band it earned."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping

from exposure_app.domain.faces import Embedding, SubjectId, Template, TemplateId
from exposure_app.domain.findings import Comparison, Match
from exposure_app.gallery.reference import references
from exposure_app.gallery.search import ExactGallery, Gallery, make_gallery
from exposure_app.gallery.threshold import Calibration

MakeGallery = Callable[[Mapping[int, Embedding]], Gallery[int]]


class Identifier:
    """The gallery of everyone enrolled, with what its scores are worth.

    Built once per audit and then only read, so threads may share it.

    Args:
        templates: every enrolled photo of every subject, all of one model; a ValueError
            otherwise. None at all is allowed, and resembles nobody.
    """

    def __init__(
        self,
        templates: Iterable[Template],
        calibration: Calibration,
        *,
        gallery: MakeGallery = make_gallery,
    ) -> None:
        enrolled = list(templates)
        self._calibration = calibration
        self._references = references(enrolled)
        self._gallery = gallery({n: r.embedding for n, r in enumerate(self._references)})
        photos: dict[SubjectId, dict[TemplateId, Embedding]] = {}
        for template in enrolled:
            photos.setdefault(template.subject, {})[template.id] = template.embedding
        self._photos = {subject: ExactGallery(theirs) for subject, theirs in photos.items()}
        self._fingerprint = _fingerprint(enrolled, calibration)

    @property
    def references(self) -> int:
        """How many references each probe is compared with: one per era of each subject."""
        return len(self._references)

    @property
    def fingerprint(self) -> str:
        """64 hex digits that change when an enrolled photo, a model or the calibration does.

        A picture looked at under the same fingerprint need not be looked at again. It is made
        from names and digests; no embedding goes into it.
        """
        return self._fingerprint

    def compare(self, probe: Embedding) -> Comparison:
        """How near the probe comes to anybody, and whom it resembles if closely enough.

        The nearest reference alone decides, because one face is one person: where two subjects
        look alike, the face goes to the more similar.

        Raises:
            ValueError: the probe comes from another model than the templates.
        """
        nearest = self._gallery.nearest(probe)
        if not nearest:
            return Comparison(None, None)
        position, score = nearest[0]
        reference = self._references[position]
        band = self._calibration.band(score, len(reference.templates))
        if band is None:
            return Comparison(score, None)
        [(template, _)] = self._photos[reference.subject].nearest(probe)
        return Comparison(score, Match(reference.subject, template, score, band))


def _fingerprint(templates: list[Template], calibration: Calibration) -> str:
    enrolled = sorted(
        [t.id, t.subject, t.era, t.photo_sha256, t.embedding.model] for t in templates
    )
    told = json.dumps([calibration.digest, enrolled])
    return hashlib.sha256(told.encode()).hexdigest()
