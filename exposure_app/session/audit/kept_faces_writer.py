"""What an audit keeps of the faces it meets, of sources for which the user turned that on."""

from collections.abc import Iterable
from datetime import UTC, datetime

from exposure_app.domain.coverage import Looked
from exposure_app.domain.images import ImageRef
from exposure_app.domain.kept_faces import MAX_FACES
from exposure_app.domain.sources import Source, SourceId
from exposure_app.vault.vault import Vault


class KeptFacesWriter:
    """Serves one audit. `is_due` is asked from any thread, the rest by the one that writes.

    Of sources that do not keep faces it does nothing at all.

    Args:
        sources: those that are audited, as they stood when it began.
        looked_with, model: as in `KeptFaces.not_held`.
    """

    def __init__(
        self, vault: Vault, sources: Iterable[Source], looked_with: str, model: str
    ) -> None:
        self._vault = vault
        keeping = [source.id for source in sources if source.keep_faces_days]
        if keeping:
            vault.kept_faces.expire(datetime.now(UTC))
        counts = vault.kept_faces.counts(model, datetime.now(UTC)) if keeping else {}
        held = {one: count.faces + count.others for one, count in counts.items()}
        self._room = {one: max(0, MAX_FACES - held.get(one, 0)) for one in keeping}
        # Where there is no room for them, looking again would be for nothing.
        self._due = {
            one: vault.kept_faces.not_held(one, looked_with, model)
            for one, room in self._room.items()
            if room > 0
        }

    def keeps(self, source: SourceId) -> bool:
        """Whether faces met at this source are kept."""
        return source in self._room

    def is_due(self, source: SourceId, sha256: str) -> bool:
        """Whether a picture is to be looked at though it is known: its faces are not kept yet."""
        return sha256 in self._due.get(source, ())

    def take(self, looked: Looked, refs: Iterable[ImageRef]) -> None:
        """Keep the faces of a picture that was looked at, and where it was."""
        source = looked.ref.source
        if not self.keeps(source):
            return
        self._due.get(source, set()).discard(looked.sha256)
        self._room[source] -= self._vault.kept_faces.put(
            source,
            looked.sha256,
            looked.size,
            looked.kept,
            datetime.now(UTC),
            room=self._room[source],
        )
        for ref in refs:
            self.meet_again(looked.sha256, ref)

    def meet_again(self, sha256: str, ref: ImageRef) -> None:
        """A picture that was dealt with was seen at one more place."""
        if self.keeps(ref.source):
            self._vault.kept_faces.meet_again(
                ref.source, sha256, ref.page_url, ref.url, datetime.now(UTC)
            )
