"""Somebody who looks like a subject: one small picture, kept so that the two are told apart."""

import uuid
from datetime import UTC, datetime
from pathlib import Path

from exposure_app.decoder.decoder import Decoder
from exposure_app.domain.subjects import LookAlike, LookAlikeId, Subject
from exposure_app.faces.recognition.enrolment import face_in
from exposure_app.faces.recognition.recogniser import Recogniser
from exposure_app.session.people.enrolment import read_photo
from exposure_app.vault.vault import Vault


def new_look_alike(
    vault: Vault, recogniser: Recogniser, of: Subject, photo: Path, face: int | None
) -> LookAlike:
    """See `PeopleVerbs.add_look_alike`."""
    untrusted_body = read_photo(photo)
    with Decoder() as decoder:
        seen = face_in(untrusted_body, photo.name, recogniser, decoder.decode, face=face)
    for known in vault.look_alikes.of(of.id):
        if known.photo_sha256 == seen.sha256:
            return known
    look_alike = LookAlike(
        id=LookAlikeId(uuid.uuid4().hex[:8]),
        subject=of.id,
        photo_sha256=seen.sha256,
        picture_jpeg=seen.picture_jpeg,
        added_at=datetime.now(UTC),
    )
    vault.look_alikes.add(look_alike)
    return look_alike
