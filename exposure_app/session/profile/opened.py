"""An opened profile: its vault, its models, and a way out for a few requests."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from threading import Lock
from types import TracebackType
from typing import Self

from exposure_app.domain.errors import (
    CannotWrite,
    NoSuchSource,
    NoSuchSubject,
    NothingToAudit,
    VaultError,
)
from exposure_app.domain.sources import Source, SourceId
from exposure_app.domain.subjects import Subject
from exposure_app.faces.recognition.recogniser import Recogniser
from exposure_app.guard import close_off, reopen
from exposure_app.net.fetcher import Fetcher
from exposure_app.paths import Home
from exposure_app.session.identification.known_others import KnownOthersOf
from exposure_app.session.models.packs import Packs
from exposure_app.session.profile.storage import Storage
from exposure_app.session.work.ledger import LedgerWriter
from exposure_app.session.work.user_agent import USER_AGENT
from exposure_app.settings import Settings
from exposure_app.settings.language import chosen_language, keep_language
from exposure_app.vault.keys.key_store import KeyStore
from exposure_app.vault.vault import Vault

TOTAL_S = 30.0
"""The longest one page or picture may take, headers and body, in seconds."""

AskPassphrase = Callable[[bool], str | None]
"""Called with True when a new vault needs its passphrase chosen; None means the user declined."""


class OpenProfile:
    """What every verb of a session stands on. Close it, or use it in a `with` statement."""

    def __init__(self, home: Home, vault: Vault) -> None:
        self._home = home
        self._vault = vault
        self._opened: Recogniser | None = None
        self._opening = Lock()
        self._anchors = KnownOthersOf(vault)
        self.packs = Packs(home, vault, self._anchors)
        self.storage = Storage(vault)
        self._is_air_gapped = False
        self._heed_air_gap(self.settings())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @classmethod
    def open(
        cls, home: Home, *, ask_passphrase: AskPassphrase, keys: KeyStore | None = None
    ) -> Self:
        """Open the vault of `home`, making one if there is none.

        Args:
            keys: where the vault's key lives; None means this computer's keychain if it has one
                we trust, else a passphrase.

        Raises:
            VaultError: any of its kinds; nothing was changed.
        """
        vault = Vault.open(home.data, keys=keys, ask_passphrase=ask_passphrase)
        return cls(home, vault)

    def close(self) -> None:
        """Let go of the vault. Safe to call twice."""
        with suppress(VaultError, ValueError):  # no room; or closed already, and nothing is lost
            self._recording().keep()
        reopen(self)
        self._vault.close()

    # --- choices -------------------------------------------------------------------------------

    def settings(self) -> Settings:
        """What is chosen now."""
        kept = Settings.of_words(self._vault.settings.all())
        return replace(kept, language=chosen_language(self._home.data))

    def change_settings(self, settings: Settings) -> None:
        """Keep these choices. An audit that runs goes on as it began, but for the air gap.

        The pack stays as it is: `packs.use` changes it, with all that hangs on it.

        Raises:
            CannotWrite: the language cannot be kept beside the vault; nothing was changed.
        """
        try:
            keep_language(self._home.data, settings.language)
        except OSError as cause:
            raise CannotWrite(str(self._home.data)) from cause
        words = replace(settings, pack=self.settings().pack).words()
        del words["language"]
        self._vault.settings.put(words)
        self._heed_air_gap(settings)

    def _heed_air_gap(self, settings: Settings) -> None:
        # Twice: `net` refuses with the word for it, and the guard even what `net` forgot.
        self._is_air_gapped = settings.air_gap
        (close_off if settings.air_gap else reopen)(self)

    # --- for the verbs -------------------------------------------------------------------------

    def _recogniser(self) -> Recogniser:
        """The models, opened at first need: the window's first paint does not wait for them."""
        with self._opening:
            pack = self.packs.active()
            if self._opened is None or self._opened.pack != pack:
                self._opened = self.packs.open(pack)
            return self._opened

    @contextmanager
    def _asking(self) -> Iterator[tuple[Fetcher, LedgerWriter]]:
        """A way out for a few requests, which are in the ledger when it closes."""
        recording = self._recording()
        try:
            with self._fetcher(recording) as fetcher:
                yield fetcher, recording
        finally:
            recording.keep()

    def _recording(self) -> LedgerWriter:
        return LedgerWriter(self._vault.ledger, self.settings().ledger_paths)

    def _fetcher(self, recording: LedgerWriter) -> Fetcher:
        return Fetcher(
            user_agent=USER_AGENT,
            record=recording.record,
            announce=recording.announce,
            is_air_gapped=lambda: self._is_air_gapped,
            total_s=TOTAL_S,
        )

    def _source(self, source: SourceId) -> Source:
        found = self._vault.sources.get(source)
        if found is None:
            raise NoSuchSource(source)
        return found

    def _subject(self, name: str) -> Subject:
        subject = self._vault.subjects.named(name)
        if subject is None:
            raise NoSuchSubject(name)
        return subject

    def _wanted(self, named: Sequence[SourceId]) -> list[Source]:
        known = {source.id: source for source in self._vault.sources.all()}
        if missing := [one for one in named if one not in known]:
            raise NoSuchSource(missing[0])
        if not known:
            raise NothingToAudit
        return [known[one] for one in named] or list(known.values())
