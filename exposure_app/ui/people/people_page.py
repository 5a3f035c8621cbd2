"""You: whose face we look for, and the photos we know it by."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel

from exposure_app.domain.faces import Template
from exposure_app.domain.receipts import Receipt
from exposure_app.domain.subjects import Subject
from exposure_app.domain.work import CancelToken
from exposure_app.i18n import _
from exposure_app.ui.kit.asking import ask
from exposure_app.ui.kit.blocks import PageView, Words, button, column, muted
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.end_date import RenewDialog
from exposure_app.ui.kit.flow import Flow
from exposure_app.ui.kit.jobs import SHORT, Lane, T
from exposure_app.ui.people.enrolled_photos import EnrolledPhotos
from exposure_app.ui.people.find_my_photos import FindMe
from exposure_app.ui.people.forgotten import show_unless_forgotten
from exposure_app.ui.people.look_alikes import LookAlikesView
from exposure_app.ui.people.people import MYSELF, Person
from exposure_app.ui.people.person_dialog import PersonDialog
from exposure_app.ui.people.photo_intake import PhotoIntake
from exposure_app.wording import receipt_lines
from exposure_app.wording.terms import ME

if TYPE_CHECKING:
    from exposure_app.domain.photos import ProposedPhoto


class YouPage(PageView):
    """Enrol photos, see what is enrolled, take it back.

    Signals:
        changed(): who is enrolled, or how well, is different now.
        told_apart(str): this person's photos or look-alikes are others now, which may move what
            was found of them.
    """

    changed = Signal()
    told_apart = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            _("You"),
            _("Choose three to five clear photos of one face. They never leave this computer."),
        )
        self._desk = desk
        self._people: dict[str, Person] = {ME: MYSELF}
        self._known: set[str] = set()
        self._reads, self._photo_reads = Lane(newest_only=True), Lane(newest_only=True)
        self._build_person()
        self._build_intake()
        self.photos = EnrolledPhotos(desk, self._open_find_me)
        self.photos.removed.connect(self._note_change)
        self.photos.thinned.connect(self.told_apart)
        self.body.addWidget(self.photos, 1)
        self.look_alikes = LookAlikesView(desk)
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
        self.intake = PhotoIntake(self._desk)
        self.intake.enrolled.connect(self._note_change)
        self.intake.busy.connect(self._note_intake)
        self.find_me = FindMe(self._desk)
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
        self._desk.jobs.ask(self._desk.session.people.all, then=self._show_people, lane=self._reads)

    def _show_people(self, subjects: list[Subject]) -> None:
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
        session = self._desk.session
        # Asked also of whom the vault does not know: the answer for another must not come after.
        self._desk.jobs.ask(
            lambda: session.people.templates(name) if is_known else [],
            then=partial(self._show_photos, name),
            failed=partial(show_unless_forgotten, self._desk.problems),
            lane=self._photo_reads,
        )
        self.intake.show_person(person)
        if name != self.find_me.person:
            self.find_me.show_person(name)
        self.look_alikes.setVisible(is_known)
        if is_known:
            self.look_alikes.show_person(name)
        self.consent.setText(person.consent_line())
        self.warning.setText(person.warning())
        self.warning.setVisible(bool(person.warning()))
        self.renew.setVisible(person.has_ended())
        self.forget_person.setVisible(is_known or name != ME)

    def _show_photos(self, name: str, templates: list[Template]) -> None:
        self.photos.show_photos(name, templates)
        if not templates:
            self._close_find_me()

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

    def _enrol_proposed(self, proposed: "list[ProposedPhoto]") -> None:
        self._close_find_me()
        self.intake.enrol_faces([(one.path, one.face) for one in proposed])

    def _note_intake(self, is_busy: bool) -> None:
        self.person.setDisabled(is_busy)
        self.photos.find_more.setDisabled(is_busy)
        if not is_busy and self.intake.has_enrolled:
            self.told_apart.emit(self.name_chosen)

    def _ask_to_renew(self) -> None:
        person = self._people[self.name_chosen]
        dialog = RenewDialog(person.title, self)
        dialog.renewed.connect(partial(self._renew, person))
        dialog.open()

    def _renew(self, person: Person, until: datetime) -> None:
        def renew() -> None:
            # Told with no photo, the vault keeps what was agreed and nothing else.
            for _none in self._desk.session.people.enrol(
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
            self._change(lambda: self._desk.session.people.remove(name), then=self._tell_forgotten)
        else:
            self.refresh()

    def _tell_forgotten(self, receipt: Receipt) -> None:
        first, *rest = receipt_lines(receipt)
        self._desk.problems.say(first, "; ".join(rest) + ".")

    def _change(self, verb: Callable[[], T], then: Callable[[T], object] | None = None) -> None:
        self._desk.jobs.ask(verb, then=then, ended=self._note_change, lane=SHORT)

    def _note_change(self) -> None:
        self.refresh()
        self.changed.emit()
