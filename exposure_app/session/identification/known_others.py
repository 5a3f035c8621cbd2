"""Faces known to be somebody else's, as embeddings: made when needed, never kept on disk.

The vault keeps small pictures only: of findings the user set aside, and of known look-alikes.
"""

import hashlib
from threading import Lock

from exposure_app.domain.faces import Embedding, SubjectId
from exposure_app.domain.work import CancelToken
from exposure_app.faces.recognition.recogniser import Recogniser
from exposure_app.session.identification.kept_pictures import probe_in
from exposure_app.vault.vault import Vault

MAX_SET_ASIDE = 200
"""Findings of one subject, newest first, that count as known others. Each costs some 30 ms once."""


class KnownOthersOf:
    """Of every subject. What was worked out once is remembered until the session ends."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._seen: dict[tuple[bytes, str], Embedding | None] = {}
        self._guard = Lock()

    def of(
        self, subject: SubjectId, recogniser: Recogniser, *, cancel: CancelToken | None = None
    ) -> list[Embedding]:
        """Faces that are not this subject's: of look-alikes, and of findings set aside.

        A picture in which the face is not found again gives none.

        Raises:
            Cancelled: between two pictures.
        """
        pictures = [one.picture_jpeg for one in self._vault.look_alikes.of(subject)]
        pictures += [
            self._vault.findings.crop(finding)
            for finding in self._vault.findings.set_aside(subject, MAX_SET_ASIDE)
        ]
        seen = []
        for picture in pictures:
            if cancel is not None:
                cancel.check()
            seen.append(self.embedding(picture, recogniser))
        return [one for one in seen if one is not None]

    def embedding(self, kept_jpeg: bytes, recogniser: Recogniser) -> Embedding | None:
        """The face of a kept picture; None if it is not found again."""
        key = (hashlib.sha256(kept_jpeg).digest(), recogniser.model)
        with self._guard:
            if key not in self._seen:
                probe = probe_in(kept_jpeg, recogniser)
                self._seen[key] = probe.embedding if probe else None
            return self._seen[key]
