"""What was chosen in the fake session, in memory."""

from exposure_app.settings import Settings


class FakeSettings:
    """The same verbs as `exposure_app.session.profile.setting_verbs.SettingVerbs`."""

    def __init__(self) -> None:
        self._settings = Settings()

    def current(self) -> Settings:
        return self._settings

    def change(self, settings: Settings) -> None:
        self._settings = settings
