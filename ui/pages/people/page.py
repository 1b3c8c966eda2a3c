"""A picture to place people and a card to understand one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QStackedWidget

from negotiator.domain.markings import Marking
from negotiator.domain.proposals import Measure, Option
from negotiator.domain.stakeholders import Interest, Note, Stakeholder
from negotiator.reporting.charts.power_interest import Person, PowerInterest
from negotiator.services.commands import AddRecord, ChangeRecord, RemoveRecords
from negotiator.wording.measures import kind_label
from ui.pages.base import LEAST_HEIGHT, Page
from ui.pages.people.card import PersonCard
from ui.pages.people.dialogs import DisclosureDialog, InterestDialog, NoteDialog, PersonDialog
from ui.pages.people.interests import INTEREST
from ui.pages.people.picture import PlacePicture
from ui.pages.people.table import PeopleModel
from ui.widgets import Card, Columns, DataTable, EmptyState, PageHead, Segmented, Text

_SEEN = ("stakeholder", "interest", "note", "measure", "option")


class PeoplePage(Page):
    """Everybody in one picture or table, and one person's card."""

    key, icon = "people", "contact-round"

    @classmethod
    def title(cls) -> str:
        return QCoreApplication.translate("PeoplePage", "People")

    # --- layout ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.person_id = ""
        self.head = PageHead(self.theme, self.title())
        self.view = Segmented(
            self.tr("View"), (("picture", self.tr("Influence and interest")), ("table", self.tr("Table")))
        )
        self.head.add_choice(self.view)
        self.add_button = self.head.set_primary(self.tr("Add person…"), "user-plus")
        self.body.addWidget(self.head)
        self.splitter = Columns(self.theme)
        self.splitter.setMinimumHeight(self.theme.px(LEAST_HEIGHT))
        self.stack = QStackedWidget()
        self.stack.setMinimumWidth(self.theme.px(272))
        self.picture_card = Card(self.tr("Influence and interest"))
        self.picture = PlacePicture()
        self.picture.follow(self.theme)
        self.picture_card.add(self.picture, 1)
        self.sentence = Text("", "caption", "muted", wrap=True)
        self.picture_card.add(self.sentence)
        self.stack.addWidget(self.picture_card)
        table_card = Card(self.tr("Everybody"), flush=True)
        self.table = DataTable(self.theme, self.tr("People and bodies"), rows=True, dense=False)
        self.model = PeopleModel(self)
        self.table.setModel(self.model)
        table_card.add(self.table, 1)
        self.stack.addWidget(table_card)
        self.splitter.addWidget(self.stack)
        self.card = PersonCard(self.theme)
        self.card.setMinimumWidth(self.theme.px(334))
        self.splitter.addWidget(self.card)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([self.theme.px(500), self.theme.px(528)])
        self.body.addWidget(self.splitter, 1)
        self.empty = EmptyState(
            self.theme,
            self.tr("Map the people on all sides: who decides, who is affected, and what each of them needs."),
            self.tr("Add person…"),
            "user-plus",
        )
        self.body.addWidget(self.empty, 1)

    def _connect(self) -> None:
        self.view.chosen.connect(self._on_view)
        self.add_button.clicked.connect(self._on_add)
        self.empty.pressed.connect(self._on_add)
        self.picture.mark_chosen.connect(self._choose)
        self.picture.placed.connect(self._on_placed)
        self.table.current_moved.connect(self._on_row)
        self.table.activated_record.connect(self._on_edit)
        self.table.delete_pressed.connect(self._on_delete)
        self.card.more.clicked.connect(self._on_more)
        self.card.disclosed.clicked.connect(self._on_disclosed)
        self.card.interests.add_asked.connect(self._on_add_interest)
        self.card.interests.edit_asked.connect(self._on_interest)
        self.card.notes.edit_asked.connect(self._on_edit_note)
        self.card.notes.delete_asked.connect(self._on_delete_note)
        self.card.composer.kept.connect(self._on_note)

    # --- filling -----------------------------------------------------------------------------------------------------

    def refresh(self, changes: Any | None = None) -> None:
        if changes is not None and not changes.touches(*_SEEN):
            return
        people = self.bridge.all(Stakeholder)
        there = bool(people)
        self.splitter.setVisible(there)
        self.empty.setVisible(not there)
        bodies = sum(person.is_body for person in people)
        if there:
            self.head.set_subtitle(
                self.tr("{people} people and {bodies} bodies · drag a mark to move it").format(
                    people=len(people) - bodies, bodies=bodies
                )
            )
        else:
            self.head.set_subtitle(self.tr("Who is on all sides, and what matters to them"))
        if not any(person.id == self.person_id for person in people):
            self.person_id = self._first_to_show(people)
        self._fill_picture(people)
        self.model.set_records(people)
        self.table.resizeColumnsToContents()
        self._fill_person()

    def _first_to_show(self, people: tuple[Stakeholder, ...]) -> str:
        """Whoever was written about last; otherwise the first."""
        notes = self.bridge.all(Note)
        if notes:
            return max(notes, key=lambda note: (note.day, note.position)).stakeholder_id
        return people[0].id if people else ""

    def focus_record(self, kind: str, record_id: str) -> None:
        if kind == "stakeholder":
            self._choose(record_id)
        elif kind in ("note", "interest"):
            note = self.bridge.find(Note, record_id) if kind == "note" else None
            interest = self.bridge.find(Interest, record_id) if kind == "interest" else None
            about = note or interest
            if about is not None:
                self._choose(about.stakeholder_id)

    def _fill_picture(self, people: tuple[Stakeholder, ...]) -> None:
        roomy = self.picture_card.width() > self.theme.px(430)
        marks = tuple(
            Person(
                p.id, p.name, _second_line(p) if roomy else "", p.side, p.influence, p.interest, p.id == self.person_id
            )
            for p in people
        )
        self.picture.show_people(PowerInterest(marks))
        alone = [p.name for p in people if not p.link_owner and p.side != "management"]
        words = self.picture.sentence
        if alone:
            words += self.tr(" No one yet owns the link with {names}.").format(names=_named(alone))
        self.sentence.setText(words)

    def _person(self) -> Stakeholder | None:
        return self.bridge.find(Stakeholder, self.person_id) if self.person_id else None

    def _fill_person(self) -> None:
        person = self._person()
        self.card.setVisible(person is not None)
        if person is not None:
            self.card.show_person(person, self._interests(person), self.bridge.children(Note, person.id))

    def _interests(self, person: Stakeholder) -> list[tuple[Interest, str]]:
        """Interests with the places of the measures that serve them, pressures with how they are known."""
        serving = self._measure_names()
        rows = []
        for interest in self.bridge.children(Interest, person.id):
            served = ", ".join(serving[key][0] for key in interest.served_by if key in serving)
            if interest.kind == INTEREST:
                rows.append((interest, served or self.tr("none yet")))
            else:
                rows.append((interest, self.tr("hearsay") if interest.hearsay else ""))
        return rows

    def _measure_names(self) -> dict[str, tuple[str, str]]:
        """Short place (``B4``) and words of every measure, by id."""
        names = {}
        for option in self.bridge.all(Option):
            short = option.name.split(" · ")[0] if " · " in option.name else option.name
            for place, measure in enumerate(self.bridge.children(Measure, option.id), start=1):
                words = measure.terms.label or kind_label(measure.terms.kind)
                names[measure.id] = (f"{short}{place}", f"{short}{place} · {words}")
        return names

    # --- what the person does ----------------------------------------------------------------------------------------

    def _on_view(self, what: object) -> None:
        self.stack.setCurrentIndex(0 if what == "picture" else 1)

    def _choose(self, person_id: str) -> None:
        if person_id and person_id != self.person_id:
            self.person_id = person_id
            self._fill_picture(self.bridge.all(Stakeholder))
            self._fill_person()

    def _on_row(self, index: Any) -> None:
        if index.isValid():
            self._choose(self.model.record(index.row()).id)

    def _on_placed(self, person_id: str, influence: int, interest: int) -> None:
        person = self.bridge.get(Stakeholder, person_id)
        self.person_id = person_id
        self.try_submit(ChangeRecord(replace(person, influence=influence, interest=interest), "place"))

    def _on_add(self) -> None:
        PersonDialog(self.theme, Stakeholder("", ""), self._add_person, self).open()

    def _add_person(self, person: Stakeholder) -> None:
        outcome = self.bridge.submit(AddRecord(person, deliberately=_is_out(person.marking)))
        if outcome.added:
            self._choose(outcome.added[0])

    def _on_edit(self, *ignored: object) -> None:
        person = self._person()
        if person is not None:
            PersonDialog(self.theme, person, self._change_person, self).open()

    def _change_person(self, person: Stakeholder) -> None:
        self.bridge.submit(ChangeRecord(person, deliberately=_is_out(person.marking)))

    def _on_delete(self) -> None:
        if self.person_id and self.try_submit(RemoveRecords("stakeholder", (self.person_id,))):
            self.context.toast(self.tr("Person deleted, with their notes."))

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, icon, slot in (
            (self.tr("Edit…"), "pencil", self._on_edit),
            (self.tr("Delete"), "trash-2", self._on_delete),
        ):
            action = QAction(self.theme.icon(icon, "text", 16), text, menu)
            action.triggered.connect(slot)
            menu.addAction(action)
        menu.popup(self.card.more.mapToGlobal(QPoint(0, self.card.more.height())))

    def _on_disclosed(self) -> None:
        person = self._person()
        if person is not None:
            records: list[Interest | Note] = [*self.bridge.children(Interest, person.id)]
            records += self.bridge.children(Note, person.id)
            DisclosureDialog(self.theme, person, records, self).open()

    def _measures(self) -> list[tuple[str, str]]:
        return [(key, words) for key, (_, words) in self._measure_names().items()]

    def _on_add_interest(self, kind: str) -> None:
        interest = Interest("", self.person_id, "", kind)
        InterestDialog(self.theme, interest, self._measures(), self._add_interest, self).open()

    def _add_interest(self, interest: Interest) -> None:
        self.bridge.submit(AddRecord(interest, deliberately=_is_out(interest.marking)))

    def _on_interest(self, interest: Interest) -> None:
        InterestDialog(self.theme, interest, self._measures(), self._change_interest, self).open()

    def _change_interest(self, interest: Interest) -> None:
        self.bridge.submit(ChangeRecord(interest, deliberately=_is_out(interest.marking)))

    def _on_note(self, text: str, marking: object) -> None:
        note = Note(
            "",
            self.person_id,
            self.context.today(),
            text,
            author=self.bridge.workspace.prepared_by,
            marking=Marking(str(marking)),
        )
        if self.try_submit(AddRecord(note, deliberately=_is_out(note.marking))):
            self.card.composer.clear()

    def _on_edit_note(self, note_id: str) -> None:
        NoteDialog(self.theme, self.bridge.get(Note, note_id), self._change_note, self).open()

    def _change_note(self, note: Note) -> None:
        self.bridge.submit(ChangeRecord(note, deliberately=_is_out(note.marking)))

    def _on_delete_note(self, note_id: str) -> None:
        if self.try_submit(RemoveRecords("note", (note_id,))):
            self.context.toast(self.tr("Note deleted."))


def _is_out(marking: Marking) -> bool:
    """Choosing joint or open in a form is the deliberate act that sharing asks for."""
    return marking.openness >= Marking.JOINT.openness


_LONGEST_SECOND_LINE = 22


def _second_line(person: Stakeholder) -> str:
    """What stands under a name in the picture: the body, else the role, where it is short and says something new."""
    for words in (person.body, "" if person.is_body else person.role):
        if words and len(words) <= _LONGEST_SECOND_LINE and words.lower() not in person.name.lower():
            return words
    return ""


def _named(names: list[str]) -> str:
    if len(names) <= 2:
        return " and ".join(names)
    return f"{names[0]}, {names[1]} and {len(names) - 2} more"
