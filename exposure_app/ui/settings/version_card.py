"""The version: how old it is; and a button that looks for a newer one, and never by itself."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPalette
from PySide6.QtWidgets import QWidget

from exposure_app.domain.days import today
from exposure_app.domain.work import CancelToken, Report
from exposure_app.i18n import _
from exposure_app.newer.news import VersionNews
from exposure_app.ui.kit.asking import ask_to_open
from exposure_app.ui.kit.blocks import Card, Sign, Words, button, heading, muted, row
from exposure_app.ui.kit.dates import day
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.flow import Flow
from exposure_app.ui.kit.jobs import SHORT
from exposure_app.wording import (
    explain,
    looking_words,
    news_words,
    own_version_words,
    unsafe_words,
    where_from_words,
)


class VersionCard(Card):
    """Words, a button where this build knows a place to look, and what came of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._page = ""
        self._is_looking = False
        self.own = Words(own_version_words(today(), day))
        self.about = muted()
        self.look = button(_("Look for a &newer version"), self._look, icon="page")
        self.look.setVisible(False)
        self.open = button(
            _("Open its &page…"),
            lambda: ask_to_open(self, self._page),
            icon="open",
            description=_("Opens the page of the newer version in your browser, after asking"),
        )
        self._buttons = QWidget()
        self._buttons.setLayout(Flow(self.look, self.open))
        self._sign = Sign(factor=1.25, role=QPalette.ColorRole.WindowText)
        self.outcome = Words(is_strong=True)
        self.more = muted()
        line = row(self._sign, self.outcome)
        line.setStretch(1, 1)
        self._told = QWidget()
        self._told.setLayout(line)
        for part in (
            heading(_("Version")),
            self.own,
            self.about,
            self._told,
            self.more,
            self._buttons,
        ):
            self.body.addWidget(part)
        self._forget()

    def refresh(self) -> None:
        """Read whether this build can look, and whether the air gap is on; asks nobody."""

        def read() -> tuple[bool, bool]:
            session = self._desk.session
            return session.newer.can_look(), session.settings.current().air_gap

        self._desk.jobs.ask(read, then=self._show, lane=SHORT)

    def _show(self, known: tuple[bool, bool]) -> None:
        can_look, is_air_gapped = known
        self.own.setText(own_version_words(today(), day))
        said = looking_words(can_look=can_look, is_air_gapped=is_air_gapped)
        self.about.setText(said)
        self.look.setAccessibleDescription(said)
        self.look.setVisible(can_look)
        self.look.setEnabled(can_look and not is_air_gapped and not self._is_looking)
        self._buttons.setVisible(can_look)  # else no room is kept for what is not there

    def _look(self) -> None:
        self._forget()
        self._is_looking = True
        self.look.setEnabled(False)
        self.more.setText(_("Asking…"))
        self.more.setVisible(True)

        def asked(_report: Report, cancel: CancelToken) -> list[VersionNews]:
            return [self._desk.session.newer.look(cancel=cancel)]

        self._desk.jobs.follow(
            asked,
            each=self._show_news,
            stopped=self._forget,
            failed=self._show_why,
            ended=self._end,
        )

    def _end(self) -> None:
        self._is_looking = False
        self.refresh()

    def _show_news(self, news: VersionNews) -> None:
        self._page = news.notice.page
        what = f"{news_words(news, day)} {unsafe_words(news)}".strip()
        drawing = "attention" if news.is_newer_there else "done"
        self._say(drawing, what, where_from_words(news))
        self.open.setVisible(news.is_newer_there)

    def _show_why(self, problem: Exception) -> None:
        said = explain(problem)
        self._say("attention", said.what, said.remedy)

    def _say(self, drawing: str, what: str, more: str) -> None:
        self._sign.show_drawing(drawing)
        self.outcome.setText(what)
        self.more.setText(more)
        self._told.setVisible(True)
        self.more.setVisible(bool(more))
        if self.isVisible():
            said = QAccessibleAnnouncementEvent(self.outcome, f"{what} {more}".rstrip())
            QAccessible.updateAccessibility(said)

    def _forget(self) -> None:
        """Show no answer: none was asked for, or another is on its way."""
        for part in (self._told, self.more, self.open):
            part.setVisible(False)
