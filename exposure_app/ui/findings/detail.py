"""One finding, looked at closely: what was found beside what it was compared with."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from exposure_app.domain.findings import Finding
from exposure_app.i18n import _
from exposure_app.i18n.figures import decimal
from exposure_app.report.charts.rates import Row, rates
from exposure_app.ui.findings.context import FindingContext
from exposure_app.ui.findings.locations import FindingLocationsView
from exposure_app.ui.findings.model import band_title
from exposure_app.ui.kit import icons
from exposure_app.ui.kit.blocks import Fold, Sign, Words, button, column, heading, muted, row
from exposure_app.ui.kit.chart_view import ChartView
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.jobs import Lane
from exposure_app.ui.kit.mirroring import margins
from exposure_app.ui.kit.pictures import Picture
from exposure_app.ui.kit.theme import GRID
from exposure_app.wording import no_picture_words, note_words, verdict_words


class FindingDetail(QScrollArea):
    """The pane beside the grid. Its pictures are read off the window's thread."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pair_reads, self._curve_reads = Lane(newest_only=True), Lane(newest_only=True)
        self._context_reads = Lane(newest_only=True)
        self._shown: Finding | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sign = Sign()
        self.band = heading()
        self.verdict = muted()
        self.notes = _Notes()
        self.found = Picture(_("The face that was found"))
        self.enrolled = Picture(_("The closest enrolled photo"))
        pair = QGridLayout()
        pair.setHorizontalSpacing(2 * GRID)
        pair.setVerticalSpacing(GRID // 2)
        for place, (name, picture) in enumerate(
            [(_("Found"), self.found), (_("Closest enrolled photo"), self.enrolled)]
        ):
            pair.addWidget(picture, 0, place, Qt.AlignmentFlag.AlignTop)
            pair.addWidget(muted(name), 1, place)
            pair.setColumnStretch(place, 1)
        self.unseen = muted(no_picture_words())
        self.unseen.hide()
        self.locations = FindingLocationsView()
        self.beside = FindingContext()
        self.locations.chosen.connect(self._show_beside)
        self.show_context = button(
            _("Whole pi&cture"), self._read_context, icon="photo", role="quiet"
        )
        self.context = Picture(_("The whole picture, other faces blurred"), is_cut=False)
        self.blurred = muted(_("Other faces are blurred."))
        self.numbers = Words()
        self.worth = ChartView()
        details = QWidget()
        details.setLayout(column(self.numbers, self.worth, gap=2 * GRID))
        self.fold = Fold(_("Deta&ils"), details)
        self.fold.switch.clicked.connect(self._read_curve)
        title = row(self._sign, self.band, gap=GRID)
        title.setStretch(1, 1)
        inner = QWidget()
        inner.setProperty("role", "page")
        body = column(
            column(title, self.verdict, gap=GRID // 2),
            self.notes,
            pair,
            self.unseen,
            self.locations,
            self.beside,
            row(self.show_context, None),
            self.context,
            self.blurred,
            self.fold,
            gap=2 * GRID,
        )
        body.setContentsMargins(margins(0, 0, GRID, 0))
        body.addStretch(1)
        inner.setLayout(body)
        self.setWidget(inner)
        # It scrolls up and down only, so it is never narrower than what stands in it.
        bar = self.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(inner.minimumSizeHint().width() + bar + GRID)

    @property
    def finding(self) -> Finding | None:
        """What the pane shows."""
        return self._shown

    def show_finding(self, finding: Finding) -> None:
        """Show `finding`; its pictures follow."""
        is_other = self._shown is None or self._shown.id != finding.id
        self._shown = finding
        self._sign.show_drawing(icons.band_icon(finding.band))
        self.band.setText(band_title(finding))
        self.verdict.setText(
            _("Your answer: {verdict}.").format(verdict=verdict_words(finding.verdict))
            if finding.verdict
            else _("Only you can say who it is.")
        )
        self.notes.show_notes([note_words(note, finding.subject) for note in finding.notes])
        self.numbers.setText(_numbers(finding))
        if is_other:
            self.locations.show_places(finding.locations)
        self._show_beside()
        if is_other:
            self._read_curve()
            self._read_pictures(finding)

    def _show_beside(self) -> None:
        if self._shown:
            self.beside.show_finding(self._shown, self.locations.place)

    def _read_pictures(self, finding: Finding) -> None:
        for picture in (self.found, self.enrolled, self.context):
            picture.show_jpeg(b"")
        self.context.hide()
        self.blurred.hide()
        self.show_context.show()
        self.unseen.hide()
        self._desk.jobs.ask(
            lambda: (
                self._desk.session.findings.crop_jpeg(finding.id),
                self._desk.session.people.template_jpeg(finding.template),
            ),
            then=partial(self._show_pair, finding),
            lane=self._pair_reads,
        )

    def _show_pair(self, finding: Finding, read: tuple[bytes, bytes]) -> None:
        if self._shown and self._shown.id == finding.id:
            found, enrolled = read
            self.found.show_jpeg(found)
            self.unseen.setVisible(not found)
            self.show_context.setVisible(bool(found))
            self.enrolled.show_jpeg(enrolled)

    def _read_curve(self) -> None:
        finding = self._shown
        if finding and self.fold.switch.isChecked():
            self._desk.jobs.ask(
                lambda: self._desk.session.findings.curve(finding),
                then=partial(self._show_curve, finding),
                lane=self._curve_reads,
            )

    def _show_curve(self, finding: Finding, curve: Sequence[Row]) -> None:
        if self._shown and self._shown.id == finding.id:
            self.worth.show_chart(partial(rates, curve, score=finding.score))

    def _read_context(self) -> None:
        if finding := self._shown:
            self._desk.jobs.ask(
                lambda: self._desk.session.findings.context_jpeg(finding.id),
                then=partial(self._show_context, finding),
                lane=self._context_reads,
            )

    def _show_context(self, finding: Finding, jpeg: bytes) -> None:
        if self._shown and self._shown.id == finding.id:
            self.context.show_jpeg(jpeg)
            self.context.show()
            self.blurred.show()
            self.show_context.hide()
            # Below what can be seen, perhaps; and not laid out before this is over.
            QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.context))


class _Notes(QWidget):
    """A line per note; out of sight when there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(GRID)
        self.said: list[str] = []

    def show_notes(self, said: list[str]) -> None:
        """Say these and nothing else."""
        self.setVisible(bool(said))
        if said == self.said:
            return
        self.said = said
        while (old := self._lines.takeAt(0)) is not None:
            if widget := old.widget():
                widget.deleteLater()
        for words in said:
            sign = Sign("info", factor=1.25, role=QPalette.ColorRole.WindowText)
            made = QWidget()
            line = row(sign, Words(words))
            line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
            line.setStretch(1, 1)
            made.setLayout(line)
            self._lines.addWidget(made)


def _numbers(finding: Finding) -> str:
    width, height = finding.picture_size
    return "\n".join(
        [
            _("Comparison score: {score}, on a scale from -1 to 1. It is no percentage.").format(
                score=decimal(finding.score, ".2f")
            ),
            _("The picture has {width} by {height} pixels; the face in it is {side} wide.").format(
                width=width, height=height, side=round(finding.box.width)
            ),
        ]
    )
