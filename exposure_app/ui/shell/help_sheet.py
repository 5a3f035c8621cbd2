"""Help, offline: how to begin, how sure is sure, what is never done, and the keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import Words, button, column, heading, row
from exposure_app.ui.kit.sheet import Sheet
from exposure_app.ui.kit.theme import GRID
from exposure_app.wording import false_alarms_explained, limits_explained


class HelpSheet(Sheet):
    """What a person asks first, answered in the program's own words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, characters=72, lines=36)
        self.setWindowTitle(_("Help"))
        close = button(_("Close"), self.accept)
        close.setDefault(True)
        parts: list[QWidget] = []
        for title, points in help_topics():
            parts.append(heading(title))
            parts += [_point(point) for point in points]
        keys = heading(_("Keys"))
        self.lay_out(column(*parts, keys, _table(key_words()), gap=GRID), close)


def help_topics() -> list[tuple[str, list[str]]]:
    """Titles, and what is said under each, point by point."""
    return [
        (
            _("How to begin"),
            [
                _("You: add three to five clear photos of your face, from different days."),
                _("Places: add your own site, a page you may check, or data you exported."),
                _("Audit: every picture there is looked at once, and gently."),
                _("Findings: say of each whether it is you. The program never decides that."),
            ],
        ),
        (
            _("How sure is sure"),
            [
                false_alarms_explained(),
                _(
                    "“Possibly you” is the loosest, “looks very much like you” the strictest of "
                    "three steps. Before and after an audit it says how many mistakes to expect."
                ),
                *limits_explained(),
            ],
        ),
        (
            _("What could not be looked at"),
            [
                _(
                    "A page behind a sign-in, a picture that a script loads, a site that forbids "
                    "programs: each is counted and listed with what to do. Finding nothing is "
                    "never an all-clear."
                ),
                _(
                    "Where a page shows more to you than to a program, save it in your browser as "
                    "a HAR file, or ask the service for an export of your data, and add that."
                ),
            ],
        ),
        (
            _("What is never done"),
            [
                _("No face, photo, or number made from a face leaves this computer."),
                _("Nothing is searched but the places you add. There is no search of the web."),
                _("Other people's faces are compared once and forgotten, unless you chose else."),
                _("No account, no telemetry. A newer version is looked for only when you ask."),
            ],
        ),
    ]


def key_words() -> list[tuple[str, str]]:
    """Keys, and what each does."""
    return [
        ("Ctrl+1 … Ctrl+5", _("go to a page")),
        ("Ctrl+R · Ctrl+P · Ctrl+.", _("start, pause and stop an audit")),
        ("J · K", _("next and previous finding")),
        ("Y · N · U", _("me, not me, unsure")),
        ("Ctrl+Z · H", _("take back the newest answer; list all your answers")),
        ("Ctrl+S", _("save a report")),
        ("F1", _("this help")),
    ]


def _point(words: str) -> QWidget:
    """A point of a list: what does not fit in its first line goes on under the words."""
    made = QWidget()
    mark = QLabel("\N{BULLET}")
    line = row(mark, Words(words))
    line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    line.setStretch(1, 1)
    made.setLayout(line)
    return made


def _table(lines: list[tuple[str, str]]) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(3 * GRID)
    for place, (key, words) in enumerate(lines):
        grid.addWidget(QLabel(key), place, 0)
        grid.addWidget(Words(words), place, 1)
    grid.setColumnStretch(1, 1)
    return made
