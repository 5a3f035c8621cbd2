"""You: whose face we look for, and the photos we know it by."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel

from exposure_app.domain.receipts import Receipt
from exposure_app.domain.work import CancelToken
from exposure_app.i18n import _
from exposure_app.ui.kit.asking import ask
from exposure_app.ui.kit.blocks import PageView, Words, button, column, muted
from exposure_app.ui.kit.end_date import RenewDialog
from exposure_app.ui.kit.flow import Flow
from exposure_app.ui.kit.jobs import SHORT, Job, Jobs
from exposure_app.ui.kit.problems import Problems
from exposure_app.ui.people.enrolled_photos import EnrolledPhotos
from exposure_app.ui.people.find_my_photos import FindMe
from exposure_app.ui.people.look_alikes import LookAlikesView
from exposure_app.ui.people.people import MYSELF, Person
from exposure_app.ui.people.person_dialog import PersonDialog
from exposure_app.ui.people.photo_intake import PhotoIntake
from exposure_app.wording import receipt_lines
from exposure_app.wording.terms import ME

if TYPE_CHECKING:
    from exposure_app.session import Session
    from exposure_app.session.findings.resemblance import ProposedPhoto


class YouPage(PageView):
    """Enrol photos, see what is enrolled, take it back.

    Signals:
        changed(): who is enrolled, or how well, is different now.
        told_apart(str): this person's photos or look-alikes are others now, which may move what
            was found of them.
    """

    changed = Signal()
    told_apart = Signal(str)

    def __init__(self, session: "Session", jobs: Jobs, problems: Problems) -> None:
        super().__init__(
            _("You"),
            _("Choose three to five clear photos of one face. They never leave this computer."),
        )
        self._session = session
        self._jobs = jobs
        self._problems = problems
        self._people: dict[str, Person] = {ME: MYSELF}
        self._known: set[str] = set()
        self._build_person()
        self._build_intake()
        self.photos = EnrolledPhotos(session, jobs, problems, self._open_find_me)
        self.photos.removed.connect(self._note_removed)
        self.body.addWidget(self.photos, 1)
        self.look_alikes = LookAlikesView(session, jobs, problems)
        self.look_alikes.changed.connect(self.told_apart)
        self.body.addWidget(self.look_alikes)
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
        self.warning = Words()
        self.renew = button(_("Re&new the consent…"), self._ask_to_renew)
        self.body.addLayout(
            column(
                Flow(label, self.person, self.add_person, self.forget_person),
                self.consent,
                self.warning,
                Flow(self.renew),
            )
        )
        self.person.currentIndexChanged.connect(self._show_person)

    def _build_intake(self) -> None:
        self.intake = PhotoIntake(self._session, self._jobs, self._problems)
        self.intake.enrolled.connect(self.refresh)
        self.intake.enrolled.connect(self.changed)
        self.intake.busy.connect(self._note_intake)
        self.find_me = FindMe(self._session, self._jobs, self._problems)
        self.find_me.chosen.connect(self._enrol_proposed)
        self.find_me.closed.connect(self._close_find_me)
        self.find_me.busy.connect(self.person.setDisabled)
        self.find_me.hide()
        self.body.addWidget(self.intake)
        self.body.addWidget(self.find_me)

    @property
    def name_chosen(self) -> str:
        """Whom the page shows: a name in the vault, or one about to be."""
        return str(self.person.currentData() or ME)

    def refresh(self) -> None:
        """Read who is enrolled."""
        subjects = self._session.subjects()
        # Whoever is not in the vault may still be about to be; but not as the vault knew them.
        waiting = {name: one for name, one in self._people.items() if one.since is None}
        known = {subject.name: Person.of(subject) for subject in subjects}
        self._people = {ME: MYSELF} | waiting | known
        self._known = set(known)
        self._list_people(self.name_chosen)

    def _list_people(self, chosen: str) -> None:
        names = sorted(self._people, key=lambda name: name != ME)
        was_blocked = self.person.blockSignals(True)
        self.person.clear()
        for name in names:
            self.person.addItem(self._people[name].title, name)
        self.person.setCurrentIndex(max(0, self.person.findData(chosen)))
        self.person.blockSignals(was_blocked)
        self._show_person()

    def _show_person(self) -> None:
        name = self.name_chosen
        person, is_known = self._people[name], name in self._known
        templates = self._session.templates(name) if is_known else []
        self.photos.show_photos(name, templates)
        self.intake.show_person(person)
        if name != self.find_me.person:
            self.find_me.show_person(name)
        if not templates:
            self._close_find_me()
        self.look_alikes.setVisible(is_known)
        if is_known:
            self.look_alikes.show_person(name)
        self.consent.setText(person.consent_line())
        self.warning.setText(person.warning())
        self.warning.setVisible(bool(person.warning()))
        self.renew.setVisible(person.has_ended())
        self.forget_person.setVisible(is_known or name != ME)

    def _ask_person(self) -> None:
        dialog = PersonDialog(set(self._people), self)
        dialog.named.connect(self._add_person)
        dialog.open()

    def _add_person(self, person: Person) -> None:
        self._people[person.name] = person
        self._list_people(person.name)

    def _open_find_me(self) -> None:
        self.find_me.show()
        self.intake.hide()
        self.photos.find_more.setEnabled(False)
        self.find_me.choose.setFocus()

    def _close_find_me(self) -> None:
        had_focus = self.find_me.isAncestorOf(self.window().focusWidget())
        self.find_me.hide()
        self.intake.show()
        self.photos.find_more.setEnabled(True)
        if had_focus:
            self.intake.choose_photos.setFocus()

    def _enrol_proposed(self, chosen: list[object]) -> None:
        proposed = cast("list[ProposedPhoto]", chosen)
        self._close_find_me()
        self.intake.enrol_faces([(one.path, one.face) for one in proposed])

    def _note_intake(self, is_busy: bool) -> None:
        self.person.setDisabled(is_busy)
        self.photos.find_more.setDisabled(is_busy)
        if not is_busy and self.intake.has_enrolled:
            self.told_apart.emit(self.name_chosen)

    def _note_removed(self, name: str) -> None:
        self.refresh()
        self.changed.emit()
        # With no photo left nothing is like anything: what was found waits for new ones.
        if self.photos.enrolled.rowCount():
            self.told_apart.emit(name)

    def _ask_to_renew(self) -> None:
        person = self._people[self.name_chosen]
        dialog = RenewDialog(person.title, self)
        dialog.renewed.connect(partial(self._renew, person))
        dialog.open()

    def _renew(self, person: Person, until: datetime) -> None:
        def renew() -> None:
            # Told with no photo, the vault keeps what was agreed and nothing else.
            for _none in self._session.enrol(
                [],
                subject=person.name,
                consent=person.consent,
                guardian=person.guardian,
                until=until,
                report=lambda _progress: None,
                cancel=CancelToken(),
            ):
                pass

        self._change(renew)

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
            self._people.pop(name, None)
        if name in self._known:
            job = self._change(lambda: self._session.remove_subject(name))
            job.arrived.connect(self._tell_forgotten)
        else:
            self.refresh()

    def _tell_forgotten(self, items: list[object]) -> None:
        (receipt,) = cast("list[Receipt]", items)
        first, *rest = receipt_lines(receipt)
        self._problems.say(first, "; ".join(rest) + ".")

    def _change(self, verb: Callable[[], object]) -> Job:
        job = self._jobs.call(verb, lane=SHORT)
        job.failed.connect(self._problems.show_error)
        job.settled.connect(self.refresh)
        job.settled.connect(self.changed)
        return job
