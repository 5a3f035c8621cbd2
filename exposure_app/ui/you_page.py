"""You: whose face we look for, and the photos we know it by."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLabel, QSizePolicy

from exposure_app.domain.faces import Template
from exposure_app.domain.subjects import Consent
from exposure_app.i18n import _, ngettext
from exposure_app.ui.asking import ask
from exposure_app.ui.blocks import Page, button, column, headed, heading, muted
from exposure_app.ui.dates import day
from exposure_app.ui.enrolled import EnrolledModel
from exposure_app.ui.flow import Flow
from exposure_app.ui.jobs import SHORT, Jobs
from exposure_app.ui.person_dialog import PersonDialog
from exposure_app.ui.photo_intake import PhotoIntake
from exposure_app.ui.problems import Problems
from exposure_app.ui.theme import GRID
from exposure_app.ui.thumbnails import templates_of
from exposure_app.ui.tiles import grid
from exposure_app.wording import consent_words
from exposure_app.wording.terms import ME

if TYPE_CHECKING:
    from exposure_app.session import Session


class YouPage(Page):
    """Enrol photos, see what is enrolled, take it back.

    Signals:
        changed(): who is enrolled, or how well, is different now.
    """

    changed = Signal()

    def __init__(self, session: "Session", jobs: Jobs, problems: Problems) -> None:
        super().__init__(
            _("You"),
            _("Choose three to five clear photos of one face. They never leave this computer."),
        )
        self._session = session
        self._jobs = jobs
        self._problems = problems
        self._consents: dict[str, Consent] = {ME: Consent.SELF}
        self._since: dict[str, str] = {}
        self._build_person()
        self.intake = PhotoIntake(session, jobs, problems)
        self.intake.enrolled.connect(self.refresh)
        self.intake.enrolled.connect(self.changed)
        self.intake.busy.connect(self.person.setDisabled)
        self.body.addWidget(self.intake)
        self._build_enrolled()
        self.first = self.intake.choose_photos
        self.refresh()

    def _build_person(self) -> None:
        self.person = QComboBox()
        self.person.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        label = QLabel(_("&Person"))
        label.setBuddy(self.person)
        self.add_person = button(_("&Add a person…"), self._ask_person, icon="add", role="quiet")
        self.forget_person = button(
            _("For&get this person…"), self._ask_to_forget, icon="remove", role="quiet"
        )
        self.consent = muted()
        self.body.addLayout(
            column(Flow(label, self.person, self.add_person, self.forget_person), self.consent)
        )
        self.person.currentIndexChanged.connect(self._show_person)

    def _build_enrolled(self) -> None:
        self.enrolled = EnrolledModel(templates_of(self._session, self._jobs, self), self)
        self.view = grid(_("Enrolled photos"), side=112, rows=2)
        self.view.setModel(self.enrolled)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setMinimumHeight(22 * GRID)
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.remove = button(
            _("&Remove photo…"),
            self._ask_to_remove,
            icon="remove",
            role="quiet",
            description=_("Removes the selected photos from this person"),
        )
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._ask_to_remove)
        self.view.selectionModel().selectionChanged.connect(self._offer_removal)
        self.count = heading()
        self.stored = muted()
        enrolled = column(headed(self.count, self.remove), self.view, self.stored)
        enrolled.setStretch(1, 1)
        enrolled.addStretch(0)  # takes the room while the view is hidden
        self.body.addLayout(enrolled, 1)

    @property
    def name_chosen(self) -> str:
        """Whom the page shows: a name in the vault, or one about to be."""
        return str(self.person.currentData() or ME)

    def refresh(self) -> None:
        """Read who is enrolled."""
        subjects = self._session.subjects()
        self._since = {subject.name: day(subject.consented_at) for subject in subjects}
        self._consents |= {subject.name: subject.consent for subject in subjects}
        self._list_people(self.name_chosen)

    def _list_people(self, chosen: str) -> None:
        names = sorted(self._consents, key=lambda name: name != ME)
        was_blocked = self.person.blockSignals(True)
        self.person.clear()
        for name in names:
            self.person.addItem(_("Me") if name == ME else name, name)
        self.person.setCurrentIndex(max(0, self.person.findData(chosen)))
        self.person.blockSignals(was_blocked)
        self._show_person()

    def _show_person(self) -> None:
        name = self.name_chosen
        is_known = name in self._since
        templates = self._session.templates(name) if is_known else []
        self.enrolled.show(templates)
        self.view.setVisible(bool(templates))
        self.remove.setVisible(bool(templates))
        self.intake.show_person(name, self._consents[name])
        said = consent_words(self._consents[name])
        if is_known:
            said = _("{consent} · since {day}").format(consent=said, day=self._since[name])
        self.consent.setText(said)
        self.forget_person.setVisible(is_known or name != ME)
        self.count.setText(
            ngettext("{n} enrolled photo", "{n} enrolled photos", len(templates)).format(
                n=len(templates)
            )
            if templates
            else _("No photo enrolled yet")
        )
        self.stored.setText(_what_is_stored(templates))
        self._offer_removal()

    def _offer_removal(self) -> None:
        self.remove.setEnabled(self.view.selectionModel().hasSelection())

    def _ask_person(self) -> None:
        dialog = PersonDialog(set(self._consents), self)
        dialog.named.connect(self._add_person)
        dialog.open()

    def _add_person(self, name: str, consent: Consent) -> None:
        self._consents[name] = consent
        self._list_people(name)

    def _ask_to_forget(self) -> None:
        name = self.name_chosen
        ask(
            self,
            _("Forget everything about {name}?").format(name=self.person.currentText()),
            _(
                "The enrolled photos, everything found, and every answer about it are removed "
                "from this computer. This cannot be taken back."
            ),
            yes=_("Forget"),
            then=lambda: self._forget(name),
        )

    def _forget(self, name: str) -> None:
        if name != ME:
            self._consents.pop(name, None)
        if name in self._since:
            self._change(lambda: self._session.remove_subject(name))
        else:
            self.refresh()

    def _ask_to_remove(self) -> None:
        chosen = [self.enrolled.at(index).id for index in self.view.selectedIndexes()]
        if not chosen:
            return

        def remove() -> None:
            for template in chosen:
                self._session.remove_template(template)

        ask(
            self,
            ngettext("Remove this photo?", "Remove these {n} photos?", len(chosen)).format(
                n=len(chosen)
            ),
            _("Later audits look without it. This cannot be taken back."),
            yes=_("Remove"),
            then=lambda: self._change(remove),
        )

    def _change(self, verb: Callable[[], object]) -> None:
        job = self._jobs.call(verb, lane=SHORT)
        job.failed.connect(self._problems.show_error)
        job.settled.connect(self.refresh)
        job.settled.connect(self.changed)


def _what_is_stored(templates: list[Template]) -> str:
    if not templates:
        return _("Nothing about this person is stored yet.")
    n, length = len(templates), len(templates[0].embedding.vector)
    return ngettext(
        "Stored about this person, encrypted, on this computer only: {n} list of {length} "
        "numbers that describes the face, and {n} small picture of it. The photo itself is not "
        "kept.",
        "Stored about this person, encrypted, on this computer only: {n} lists of {length} "
        "numbers that describe the face, and {n} small pictures of it. The photos themselves are "
        "not kept.",
        n,
    ).format(n=n, length=length)
