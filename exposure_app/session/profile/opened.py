"""An opened profile: its vault, its models, and a way out for a few requests."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from exposure_app.domain.errors import NoSuchSource, NoSuchSubject, VaultError
from exposure_app.domain.sources import Source, SourceId
from exposure_app.domain.subjects import Subject
from exposure_app.faces.models.pack import ModelPack
from exposure_app.faces.recognition.recogniser import Recogniser
from exposure_app.net.fetcher import Fetcher
from exposure_app.paths import Home
from exposure_app.session.identification.chosen_pack import ChosenPack
from exposure_app.session.identification.known_others import KnownOthersOf
from exposure_app.session.profile.air_gap import AirGap
from exposure_app.session.profile.setting_verbs import SettingVerbs
from exposure_app.session.work.ledger import LedgerWriter
from exposure_app.session.work.user_agent import USER_AGENT
from exposure_app.vault.vault import Vault

TOTAL_S = 30.0
"""The longest one page or picture may take, headers and body, in seconds."""


class OpenProfile:
    """What every part of a session stands on. Only they hold it; who calls them does not.

    known_others: faces known to be somebody else's.
    """

    def __init__(self, home: Home, vault: Vault) -> None:
        self.home = home
        self.vault = vault
        self._air_gap = AirGap()
        self.settings = SettingVerbs(home, vault, self._air_gap)
        self.chosen_pack = ChosenPack(home, vault)
        self.known_others = KnownOthersOf(vault)

    def close(self) -> None:
        """Let go of the vault. Safe to call twice."""
        with suppress(VaultError, ValueError):  # no room; or closed already, and nothing is lost
            self.recording().keep()
        self._air_gap.end()
        self.vault.close()

    def pack(self) -> ModelPack:
        """The pack of face models in use.

        Raises:
            PackGone: it is missing or damaged.
        """
        return self.chosen_pack.pack()

    def recogniser(self) -> Recogniser:
        """Its models, opened at first need.

        Raises:
            PackGone, ModelMissing, ModelDamaged, DiskFull: see `ChosenPack.open`.
        """
        return self.chosen_pack.recogniser()

    def source(self, source: SourceId) -> Source:
        """One source as it stands.

        Raises:
            NoSuchSource: no source has this id.
        """
        found = self.vault.sources.get(source)
        if found is None:
            raise NoSuchSource(source)
        return found

    def subject(self, name: str) -> Subject:
        """Somebody enrolled.

        Raises:
            NoSuchSubject: nobody of this name.
        """
        subject = self.vault.subjects.named(name)
        if subject is None:
            raise NoSuchSubject(name)
        return subject

    @contextmanager
    def asking(self, user_agent: str = USER_AGENT) -> Iterator[tuple[Fetcher, LedgerWriter]]:
        """A way out for a few requests, which are in the ledger when it closes."""
        recording = self.recording()
        try:
            with self.fetcher(recording, user_agent) as fetcher:
                yield fetcher, recording
        finally:
            recording.keep()

    def recording(self) -> LedgerWriter:
        """What writes requests down, as was chosen."""
        return LedgerWriter(self.vault.ledger, self.settings.current().ledger_paths)

    def fetcher(self, recording: LedgerWriter, user_agent: str = USER_AGENT) -> Fetcher:
        """A way out whose requests `recording` hears of; it heeds the air gap from then on."""
        return Fetcher(
            user_agent=user_agent,
            record=recording.record,
            announce=recording.announce,
            is_air_gapped=lambda: self._air_gap.is_on,
            total_s=TOTAL_S,
        )
