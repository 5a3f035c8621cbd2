"""What the window counts on about choices."""

from dataclasses import replace

from exposure_app.settings import OnBattery, Settings
from tests.ui.contracts.part import PartContract


class SettingsContract(PartContract):
    """Of `session.settings`."""

    def test_choices_are_kept(self, session):
        assert session.settings.current() == Settings()
        chosen = replace(
            session.settings.current(), cores=1, is_gentle=False, on_battery=OnBattery.PAUSE
        )
        session.settings.change(chosen)
        assert session.settings.current() == chosen
