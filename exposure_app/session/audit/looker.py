"""Looks at the pictures of an audit: one method a step, each handed what the one before gave."""

from collections.abc import Sequence

from exposure_app.audit.pipeline import PictureSteps
from exposure_app.decoder.decoder import Decoder
from exposure_app.domain.context import Taken
from exposure_app.domain.coverage import Looked
from exposure_app.domain.faces import Face, Probe
from exposure_app.domain.findings import Comparison, Match, Sighting
from exposure_app.domain.images import DecodedImage, FetchedImage, UnchangedImage
from exposure_app.domain.sources import SourceId
from exposure_app.faces.pictures.crops import context_jpeg, crop_jpeg
from exposure_app.faces.recognition import quality
from exposure_app.faces.recognition.recogniser import Recogniser
from exposure_app.gallery.matching.identifier import Identifier
from exposure_app.session.audit.kept_faces_writer import KeptFacesWriter
from exposure_app.session.identification.identifier import compared_with
from exposure_app.vault.vault import Vault


class Looker(PictureSteps):
    """Serves one audit, over one vault, one recogniser and one decoder; any thread may ask.

    `audit.pipeline.look` has the order in which its methods are called, and what each is for.
    """

    def __init__(
        self,
        vault: Vault,
        recogniser: Recogniser,
        identifier: Identifier,
        keeping: KeptFacesWriter,
        decoder: Decoder,
    ) -> None:
        self._vault = vault
        self._recogniser = recogniser
        self._identifier = identifier
        self._keeping = keeping
        self._decoder = decoder
        self._met = vault.pictures.looked_at(identifier.fingerprint)

    def known(self, image: FetchedImage | UnchangedImage) -> Looked | None:
        """What the vault knows of it; None too if its faces are to be kept and are not yet."""
        head = int(image.sha256[:16], 16)
        if head not in self._met:
            self._met.add(head)  # kept by the time that a copy of it comes, or looked at twice
            return None
        if self._keeping.is_due(image.ref.source, image.sha256):
            return None
        before = self._vault.pictures.known(image.sha256, self._identifier.fingerprint)
        if before is None:
            return None
        size, faces_found, faces_too_small = before
        return Looked(image.ref, image.sha256, size, faces_found, faces_too_small, unchanged=True)

    def decode(self, image: FetchedImage) -> DecodedImage:
        """A picture's pixels, and those of an animation's later frames.

        Raises:
            DecodeError: see `Decoder.frames_of`.
        """
        first, *later = self._decoder.frames_of(image.untrusted_body, image.url)
        return DecodedImage(image.ref, image.sha256, first, tuple(later))

    def detect(self, picture: DecodedImage) -> list[Face]:
        """All faces on it, those that are too small to be compared as well."""
        return self._recogniser.detect(picture.raster)

    def is_usable(self, face: Face) -> bool:
        """Whether a face is large enough to be compared at all."""
        return quality.is_usable(face)

    def embed(self, faces: Sequence[Face]) -> list[Probe]:
        """Each of the faces with its embedding, in the same order."""
        embeddings = self._recogniser.embed([face.crop for face in faces])
        return [Probe(face, embedding) for face, embedding in zip(faces, embeddings, strict=True)]

    def compare(self, probe: Probe) -> Comparison:
        """The enrolled person whom it resembles most; a small face is never more than possibly."""
        return compared_with(self._identifier, probe.embedding, probe.face.box)

    def portray(
        self, picture: DecodedImage, probe: Probe, match: Match, faces: Sequence[Face]
    ) -> Sighting:
        """The pictures that show a match; everybody else on them is blurred."""
        bystanders = [face.box for face in faces if face is not probe.face]
        return Sighting(
            match=match,
            box=probe.face.box,
            crop_jpeg=crop_jpeg(picture.raster, probe.face.box, bystanders),
            context_jpeg=context_jpeg(picture.raster, probe.face.box, bystanders),
        )

    def taken(self, image: FetchedImage) -> Taken:
        """What a found picture's file says of when and where it was taken."""
        return self._decoder.taken_of(image.untrusted_body, image.url)

    def keeps(self, source: SourceId) -> bool:
        """Whether the user asked that faces met at this source are kept for re-search."""
        return self._keeping.keeps(source)
