"""Hands each part of an audit the other's output: the only place where they meet."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from exposure_app.audit.pipeline import Steps
from exposure_app.crawl.files.file_kind import file_kinds
from exposure_app.crawl.untrusted.items import Item
from exposure_app.crawl.untrusted.media_frames import MediaFrames
from exposure_app.crawl.web.crawler import SiteCrawler
from exposure_app.crawl.web.frontier import Remembered
from exposure_app.crawl.web.politeness import Politeness
from exposure_app.crawl.web.robots import Robots
from exposure_app.decoder.decoder import Decoder
from exposure_app.domain.coverage import Looked
from exposure_app.domain.days import today
from exposure_app.domain.errors import PermissionEnded
from exposure_app.domain.faces import Face, Probe
from exposure_app.domain.findings import Comparison, Match, Sighting
from exposure_app.domain.images import DecodedImage, FetchedImage, UnchangedImage
from exposure_app.domain.sources import Source, SourceId
from exposure_app.domain.work import CancelToken, Skipped
from exposure_app.faces.pictures.crops import context_jpeg, crop_jpeg
from exposure_app.faces.pictures.exif import taken
from exposure_app.faces.recognition.quality import is_usable
from exposure_app.faces.recognition.recogniser import Recogniser
from exposure_app.gallery.matching.identifier import Identifier
from exposure_app.net.fetcher import Fetcher
from exposure_app.session.audit.kept_faces_writer import KeptFacesWriter
from exposure_app.session.audit.media import inside_of
from exposure_app.session.identification.identifier import compared_with
from exposure_app.vault.vault import Vault

Reader = Callable[[Source], Iterator[Item]]
"""What yields the pictures of one source."""


def audit_steps(
    vault: Vault,
    recogniser: Recogniser,
    identifier: Identifier,
    fetcher: Fetcher,
    keeping: KeptFacesWriter,
    decoder: Decoder,
    cancel: CancelToken,
) -> Steps:
    """The skills of one audit, over one vault, one recogniser, one way out and one decoder."""
    politeness = Politeness()

    def remembered(source: SourceId) -> dict[str, Remembered]:
        known = vault.validators.of(source, identifier.fingerprint)
        return {
            url: Remembered(*one)
            for url, one in known.items()
            if not keeping.is_due(source, one[0])
        }

    inside = inside_of(vault, identifier.fingerprint, keeping.is_due)
    robots = Robots(fetcher, politeness)
    crawler = SiteCrawler(fetcher, robots, politeness, remembered=remembered, inside=inside)

    met = vault.pictures.looked_at(identifier.fingerprint)

    def known(image: FetchedImage | UnchangedImage) -> Looked | None:
        head = int(image.sha256[:16], 16)
        if head not in met:
            met.add(head)  # kept by the time that a copy of it comes, or looked at twice
            return None
        if keeping.is_due(image.ref.source, image.sha256):
            return None
        before = vault.pictures.known(image.sha256, identifier.fingerprint)
        if before is None:
            return None
        size, faces_found, faces_too_small = before
        return Looked(image.ref, image.sha256, size, faces_found, faces_too_small, unchanged=True)

    def embed(faces: Sequence[Face]) -> list[Probe]:
        embeddings = recogniser.embed([face.crop for face in faces])
        return [Probe(face, embedding) for face, embedding in zip(faces, embeddings, strict=True)]

    def compare(probe: Probe) -> Comparison:
        return compared_with(identifier, probe.embedding, probe.face.box)

    return Steps(
        crawl=partial(_crawl, inside, cancel, partial(crawler.crawl, cancel=cancel)),
        known=known,
        decode=partial(decode, decoder),
        detect=lambda picture: recogniser.detect(picture.raster),
        is_usable=is_usable,
        embed=embed,
        compare=compare,
        portray=portray,
        taken=lambda image: taken(image.untrusted_body),
        keeps=keeping.keeps,
    )


def decode(decoder: Decoder, image: FetchedImage) -> DecodedImage:
    """A picture's pixels, and those of an animation's later frames.

    Raises:
        DecodeError: see `Decoder.frames_of`.
    """
    first, *later = decoder.frames_of(image.untrusted_body, image.url)
    return DecodedImage(image.ref, image.sha256, first, tuple(later))


def _crawl(
    inside: MediaFrames, cancel: CancelToken, on_the_web: Reader, source: Source
) -> Iterator[Item]:
    if not source.may_be_audited_on(today()):
        return iter([Skipped(source.locator, PermissionEnded(source.locator), source.id)])
    if of_files := file_kinds().get(source.kind):
        return of_files.read(source, inside=inside, cancel=cancel)
    return on_the_web(source)


def portray(picture: DecodedImage, probe: Probe, match: Match, faces: Sequence[Face]) -> Sighting:
    """The pictures that show a match; everybody else on them is blurred."""
    bystanders = [face.box for face in faces if face is not probe.face]
    return Sighting(
        match=match,
        box=probe.face.box,
        crop_jpeg=crop_jpeg(picture.raster, probe.face.box, bystanders),
        context_jpeg=context_jpeg(picture.raster, probe.face.box, bystanders),
    )
