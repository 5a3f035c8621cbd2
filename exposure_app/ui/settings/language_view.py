"""Which language everything is said in: kept as soon as it is chosen."""

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy

from exposure_app.domain.languages import offered
from exposure_app.i18n import _
from exposure_app.settings import Settings
from exposure_app.ui.kit.blocks import Card, heading, muted
from exposure_app.ui.kit.jobs import SHORT, Jobs
from exposure_app.ui.kit.problems import Problems

if TYPE_CHECKING:
    from exposure_app.session import Session


class LanguageView(Card):
    """A choice of the languages that are complete, each by its own name.

    Signals:
        chosen(str): the tag of another language, "" for the system's, is kept now.
    """

    chosen = Signal(str)

    def __init__(self, session: "Session", jobs: Jobs, problems: Problems) -> None:
        super().__init__()
        self._session = session
        self._jobs = jobs
        self._problems = problems
        self._is_showing = False
        self.language = QComboBox()
        self.language.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.language.addItem(_("As this computer is set"), "")
        for one in offered():
            self.language.addItem(one.own_name, one.tag)
        label = QLabel(_("Lan&guage"))
        label.setBuddy(self.language)
        self.body.addWidget(heading(_("Language")))
        self.body.addWidget(
            muted(_("Of this window and of reports. It changes once nothing is under way."))
        )
        self.body.addWidget(label)
        self.body.addWidget(self.language)
        self.language.currentIndexChanged.connect(self._keep)

    def refresh(self) -> None:
        """Read what is chosen."""
        job = self._jobs.call(self._session.settings, lane=SHORT)
        job.arrived.connect(self._show)
        job.failed.connect(self._problems.show_error)

    def _show(self, items: list[object]) -> None:
        (settings,) = cast("list[Settings]", items)
        self._is_showing = True
        self.language.setCurrentIndex(max(0, self.language.findData(settings.language)))
        self._is_showing = False

    def _keep(self, _row: int) -> None:
        if self._is_showing:
            return
        tag = str(self.language.currentData())

        def keep() -> None:
            self._session.change_settings(replace(self._session.settings(), language=tag))

        job = self._jobs.call(keep, lane=SHORT)
        job.completed.connect(lambda: self.chosen.emit(tag))
        job.failed.connect(self._problems.show_error)
