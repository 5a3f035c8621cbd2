"""Hands each part of an audit the other's output: the only place where they meet."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace

from exposure_app import __version__
from exposure_app.audit.pipeline import Steps
from exposure_app.crawl.folder import crawl_folder
from exposure_app.crawl.politeness import Politeness
from exposure_app.crawl.robots import PRODUCT_TOKEN, Robots
from exposure_app.crawl.site import SiteCrawler
from exposure_app.domain.coverage import Looked
from exposure_app.domain.faces import Face, Probe
from exposure_app.domain.findings import Comparison, Match, Note, Sighting
from exposure_app.domain.images import DecodedImage, FetchedImage, Page
from exposure_app.domain.sources import Kind, Source
from exposure_app.domain.work import CancelToken, Skipped
from exposure_app.faces.decode import decode
from exposure_app.faces.pack import ModelPack
from exposure_app.faces.portrait import context_jpeg, crop_jpeg
from exposure_app.faces.quality import is_usable, strongest_band
from exposure_app.faces.recogniser import Recogniser
from exposure_app.gallery.identify import Identifier
from exposure_app.gallery.threshold import Calibration
from exposure_app.net.fetcher import Fetcher
from exposure_app.vault.vault import Vault

USER_AGENT = f"{PRODUCT_TOKEN}/{__version__} (checks where its user's own face appears)"


def audit_steps(
    vault: Vault,
    recogniser: Recogniser,
    identifier: Identifier,
    fetcher: Fetcher,
    cancel: CancelToken,
) -> Steps:
    """The skills of one audit, over one vault, one recogniser and one way out."""
    politeness = Politeness()
    crawler = SiteCrawler(fetcher, Robots(fetcher, politeness), politeness)

    def crawl(source: Source) -> Iterator[Page | FetchedImage | Skipped]:
        if source.kind is Kind.FOLDER:
            return crawl_folder(source, cancel=cancel)
        return crawler.crawl(source, cancel=cancel)

    def known(image: FetchedImage) -> Looked | None:
        before = vault.pictures.known(image.sha256, identifier.fingerprint)
        if before is None:
            return None
        size, faces_found, faces_too_small = before
        return Looked(image.ref, image.sha256, size, faces_found, faces_too_small, unchanged=True)

    def embed(faces: Sequence[Face]) -> list[Probe]:
        embeddings = recogniser.embed([face.crop for face in faces])
        return [Probe(face, embedding) for face, embedding in zip(faces, embeddings, strict=True)]

    def compare(probe: Probe) -> Comparison:
        compared = identifier.compare(probe.embedding)
        if compared.match is None:
            return compared
        strongest = strongest_band(probe.face)
        return replace(compared, match=compared.match.at_most(strongest, Note.SMALL_FACE))

    return Steps(
        crawl=crawl,
        known=known,
        decode=lambda image: DecodedImage(
            image.ref, image.sha256, decode(image.untrusted_body, image.url)
        ),
        detect=lambda picture: recogniser.detect(picture.pixels),
        is_usable=is_usable,
        embed=embed,
        compare=compare,
        portray=portray,
    )


def portray(picture: DecodedImage, probe: Probe, match: Match, faces: Sequence[Face]) -> Sighting:
    """The pictures that show a match; everybody else on them is blurred."""
    bystanders = [face.box for face in faces if face is not probe.face]
    return Sighting(
        match=match,
        box=probe.face.box,
        crop_jpeg=crop_jpeg(picture.pixels, probe.face.box, bystanders),
        context_jpeg=context_jpeg(picture.pixels, probe.face.box, bystanders),
    )


def calibration_of(pack: ModelPack) -> Calibration:
    """What scores of this pack are worth.

    Raises:
        ModelMissing, ModelDamaged: there is no such measurement beside the weights.
    """
    return Calibration.load(pack.folder / "calibration.json")


def workers() -> int:
    """One worker per core, each with one thread of the models': twice as fast as one with two."""
    return max(1, os.cpu_count() or 1)
