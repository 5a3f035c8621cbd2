"""Deciding whom a probe resembles: one face, at most one person, with the band it earned."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from exposure_app.domain.faces import Embedding, SubjectId, Template, TemplateId
from exposure_app.domain.findings import Band, Comparison, Match, Note
from exposure_app.gallery.calibration.threshold import Calibration
from exposure_app.gallery.index.search import ExactGallery, Gallery, make_gallery
from exposure_app.gallery.matching.known_others import KnownOthers
from exposure_app.gallery.matching.references import Reference, references

MakeGallery = Callable[[Mapping[int, Embedding]], Gallery[int]]

_NO_OTHERS: Mapping[SubjectId, Sequence[Embedding]] = MappingProxyType({})


class Identifier:
    """The gallery of everyone enrolled, with what its scores are worth.

    Built once per audit and then only read, so threads may share it.

    Args:
        templates: every enrolled photo of every subject, all of one model; a ValueError
            otherwise. None at all is allowed, and resembles nobody.
        known_others: by subject, faces known to be somebody else's, of the same model.
        children: subjects whose matches stand one band lower than the score alone would put
            them: these models are wrong about twice as often for children.
    """

    def __init__(
        self,
        templates: Iterable[Template],
        calibration: Calibration,
        *,
        known_others: Mapping[SubjectId, Sequence[Embedding]] = _NO_OTHERS,
        children: Collection[SubjectId] = (),
        gallery: MakeGallery = make_gallery,
    ) -> None:
        enrolled = list(templates)
        self._calibration = calibration
        self._children = frozenset(children)
        self._references = references(enrolled)
        self._gallery = gallery({n: r.embedding for n, r in enumerate(self._references)})
        self._photos = [_photos(reference) for reference in self._references]
        self._reference_of = {
            template.id: n for n, r in enumerate(self._references) for template in r.templates
        }
        self._known_others = KnownOthers(known_others, self._references, calibration)
        self._fingerprint = _fingerprint(enrolled, calibration, self._children)

    @property
    def references(self) -> int:
        """How many references each probe is compared with: one per era of each subject."""
        return len(self._references)

    @property
    def fusions(self) -> list[int]:
        """Of how many photos each reference was averaged."""
        return [len(reference.templates) for reference in self._references]

    @property
    def reaches(self) -> list[tuple[Embedding, float]]:
        """Each reference, and the least score at which a face can be a match of it."""
        return [
            (one.embedding, self._calibration.threshold(Band.POSSIBLY, len(one.templates)))
            for one in self._references
        ]

    @property
    def fingerprint(self) -> str:
        """64 hex digits that change when an enrolled photo, a model or the calibration does.

        A picture looked at under the same fingerprint need not be looked at again. It is made
        from names and digests; no embedding goes into it. Known others do not change it: what
        they change is worked out from kept scores, see `judge_again`.
        """
        return self._fingerprint

    def compare(self, probe: Embedding) -> Comparison:
        """How near the probe comes to anybody, and whom it resembles if closely enough.

        The nearest reference alone decides, because one face is one person: where two subjects
        look alike, the face goes to the more similar. The template named is the closest photo of
        that reference.

        Raises:
            ValueError: the probe comes from another model than the templates.
        """
        nearest = self._gallery.nearest(probe)
        if not nearest:
            return Comparison(None, None)
        position, score = nearest[0]
        [(template, _)] = self._photos[position].nearest(probe)
        match = self._match(position, template, score, probe)
        poor_norm = self._calibration.poor_norm
        if match and poor_norm is not None and probe.norm < poor_norm:
            match = match.noted(Note.POOR_PICTURE)
        return Comparison(score, match)

    def judge_again(
        self, template: TemplateId, score: float, probe: Embedding | None
    ) -> Match | None:
        """What a match of an earlier `compare` is worth now; None if it is none any more.

        Nothing but the score counts, as it was then, and what is known about the subject now: so
        what is taken back leaves no trace.

        Args:
            template, score: of the earlier match; the template is still enrolled.
            probe: the same face; None leaves out the known others.

        Raises:
            ValueError: the probe comes from another model than they.
        """
        return self._match(self._reference_of[template], template, score, probe)

    def knows(self, subject: SubjectId) -> bool:
        """Whether any photo of this subject is among the references."""
        return any(subject == one.subject for one in self._references)

    def has_photo(self, template: TemplateId) -> bool:
        """Whether this photo is part of a reference."""
        return template in self._reference_of

    def has_known_others(self, subject: SubjectId) -> bool:
        """Whether any face is known to be somebody else's than this subject's."""
        return self._known_others.has(subject)

    def _match(
        self, position: int, template: TemplateId, score: float, probe: Embedding | None
    ) -> Match | None:
        reference = self._references[position]
        band = self._calibration.band(score, len(reference.templates))
        if band is None:
            return None
        match = Match(reference.subject, template, score, band)
        if reference.subject in self._children:
            match = match.one_band_lower(Note.CHILD)
        if probe is not None and self._known_others.is_nearer(reference.subject, probe, score):
            match = match.one_band_lower(Note.LOOK_ALIKE)
        return match


def _photos(reference: Reference) -> ExactGallery[TemplateId]:
    return ExactGallery({template.id: template.embedding for template in reference.templates})


def _fingerprint(
    templates: list[Template], calibration: Calibration, children: Collection[SubjectId]
) -> str:
    enrolled = sorted(
        [t.id, t.subject, t.era, t.photo_sha256, t.embedding.model] for t in templates
    )
    told = json.dumps([calibration.digest, enrolled, sorted(children)])
    return hashlib.sha256(told.encode()).hexdigest()
