"""What the user chose, kept in the vault; the language beside it, to be read before it opens."""

from dataclasses import replace

from exposure_app.domain.errors import CannotWrite
from exposure_app.paths import Home
from exposure_app.session.profile.air_gap import AirGap
from exposure_app.settings import Settings
from exposure_app.settings.language import chosen_language, keep_language
from exposure_app.vault.vault import Vault


class SettingVerbs:
    """See `Session.settings`."""

    def __init__(self, home: Home, vault: Vault, air_gap: AirGap) -> None:
        self._home = home
        self._vault = vault
        self._air_gap = air_gap
        self._air_gap.heed(is_on=self.current().air_gap)

    def current(self) -> Settings:
        """What is chosen now."""
        kept = Settings.of_words(self._vault.settings.all())
        return replace(kept, language=chosen_language(self._home.data))

    def change(self, settings: Settings) -> None:
        """Keep these choices. An audit that runs goes on as it began, but for the air gap.

        The pack stays as it is: `models.use` changes it, with all that hangs on it.

        Raises:
            CannotWrite: the language cannot be kept beside the vault; nothing was changed.
        """
        try:
            keep_language(self._home.data, settings.language)
        except OSError as cause:
            raise CannotWrite(str(self._home.data)) from cause
        words = replace(settings, pack=self.current().pack).words()
        del words["language"]
        self._vault.settings.put(words)
        self._air_gap.heed(is_on=settings.air_gap)
