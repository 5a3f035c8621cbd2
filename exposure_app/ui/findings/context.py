"""What others can learn from where a found picture stands, and how exposing that makes it."""

from PySide6.QtWidgets import QWidget

from exposure_app.domain.context import NO_CONTEXT, Context
from exposure_app.domain.findings import Finding, Location
from exposure_app.domain.severity import Severity, exposure_of
from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import Fold, Sign, Words, button, column, muted, row
from exposure_app.ui.kit.theme import GRID
from exposure_app.wording import context_lines, exposure_words, taken_words, where_words

_LONG = 300
"""Characters of one thing that a place says: the pane is for looking, the report for reading."""


class FindingContext(QWidget):
    """A line that says how exposing, and what the chosen place says of the picture."""

    def __init__(self) -> None:
        super().__init__()
        self._finding: Finding | None = None
        self._context: Context = NO_CONTEXT
        self._sign = Sign("attention", factor=1.25)
        self.exposure = Words()
        self.said = Words()
        self.said.setAccessibleName(_("What stands beside the picture"))
        self.fold = Fold(_("&Beside it"), self.said)
        self.taken = muted()
        self.show_where = button(
            _("Where ta&ken"),
            self._show_where,
            role="quiet",
            description=_("Shows where it was taken, as the picture or its page has it"),
        )
        self.where = Words()
        self.where.setAccessibleName(_("Where it was taken"))
        line = row(self._sign, self.exposure, gap=GRID)
        line.setStretch(1, 1)
        self.setLayout(column(line, self.fold, self.taken, row(self.show_where, None), self.where))

    def show_finding(self, finding: Finding, place: Location | None) -> None:
        """Show what is known of `finding` as it stands at `place`."""
        is_other = self._finding is None or self._finding.id != finding.id
        self._finding = finding
        exposure = exposure_of(finding)
        self.exposure.setText(exposure_words(exposure))
        self._sign.setVisible(exposure.severity is Severity.HIGH)
        self._context = place.context if place else NO_CONTEXT
        lines = [f"{name}: {_cut(said)}" for name, said in context_lines(self._context)]
        self.said.setText("\n".join(lines))
        self.fold.setVisible(bool(lines))
        self.taken.setText(taken_words(finding.taken))
        self.taken.setVisible(finding.taken.at is not None)
        places = self._places()
        is_told = bool(places) and self.where.text() == "\n".join(places) and not is_other
        self.where.setVisible(is_told)
        self.show_where.setVisible(bool(places) and not is_told)
        if not is_told:
            self.where.clear()

    def _places(self) -> list[str]:
        told = []
        if self._finding and (where := self._finding.taken.where):
            told.append(
                _("As the file of the picture has it: {where}").format(where=where_words(where))
            )
        if where := self._context.where:
            told.append(_("As the page or export has it: {where}").format(where=where_words(where)))
        return told

    def _show_where(self) -> None:
        # Only when asked: somebody may be looking on.
        self.where.setText("\n".join(self._places()))
        self.where.show()
        self.show_where.hide()
        self.where.setFocus()


def _cut(said: str) -> str:
    return said if len(said) <= _LONG else said[: _LONG - 1] + "…"
