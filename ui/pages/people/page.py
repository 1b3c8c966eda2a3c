"""A picture to place people and a card to understand one."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import Any

from PySide6.QtCore import QCoreApplication, QPoint, QRectF, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from negotiator.domain.markings import Marking
from negotiator.domain.proposals import Measure, Option
from negotiator.domain.stakeholders import Interest, Note, Stakeholder
from negotiator.reporting.charts.power_interest import Person, PowerInterest
from negotiator.services.commands import AddRecord, ChangeRecord, RemoveRecords
from negotiator.wording.measures import kind_label
from ui.pages.base import LEAST_HEIGHT, Page
from ui.pages.people.dialogs import DisclosureDialog, InterestDialog, NoteDialog, PersonDialog
from ui.pages.people.notes import NoteComposer, NoteList
from ui.pages.people.picture import PlacePicture
from ui.pages.people.words import initials, side_words, stance_words
from ui.theme import Theme
from ui.widgets import (
    MARKING_ROLE,
    Button,
    Card,
    Columns,
    DataTable,
    EmptyState,
    Icon,
    IconButton,
    MarkingChip,
    PageHead,
    Rule,
    Segmented,
    Text,
    TupleModel,
)

_SEEN = ("stakeholder", "interest", "note", "measure", "option")


class _Avatar(QWidget):
    """A person's initials in a circle; the name stands beside it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, ""
        side = theme.px(46)
        self.setFixedSize(side, side)

    def set_name(self, name: str) -> None:
        self._words = initials(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("tint"))
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(self._theme.color("on_tint" if self._theme.is_high_contrast else "navy"))
        painter.setFont(self._theme.font("card-title"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)
        painter.end()


class _Column(Enum):
    NAME = "name"
    ROLE = "role"
    SIDE = "side"
    STANCE = "stance"
    INFLUENCE = "influence"
    INTEREST = "interest"
    LINK = "link"
    MARKING = "marking"


class PeopleModel(TupleModel[Stakeholder]):
    """Everybody in a table."""

    columns = _Column

    def head(self, column: Any) -> str:
        return {
            _Column.NAME: self.tr("Name"),
            _Column.ROLE: self.tr("Role"),
            _Column.SIDE: self.tr("Side"),
            _Column.STANCE: self.tr("Stance"),
            _Column.INFLUENCE: self.tr("Influence"),
            _Column.INTEREST: self.tr("Interest"),
            _Column.LINK: self.tr("Link"),
            _Column.MARKING: self.tr("Marking"),
        }[column]

    def words(self, record: Stakeholder, column: Any) -> str:
        return {
            _Column.NAME: record.name,
            _Column.ROLE: ", ".join(part for part in (record.role, record.body) if part),
            _Column.SIDE: side_words(record.side),
            _Column.STANCE: stance_words(record.stance),
            _Column.INFLUENCE: str(record.influence),
            _Column.INTEREST: str(record.interest),
            _Column.LINK: record.link_owner or "–",
            _Column.MARKING: str(record.marking),
        }[column]

    def is_figure(self, column: Any) -> bool:
        return column in (_Column.INFLUENCE, _Column.INTEREST)

    def is_strong(self, record: Stakeholder, column: Any) -> bool:
        return column is _Column.NAME

    def extra(self, record: Stakeholder, column: Any, role: int) -> Any:
        return record.marking if column is _Column.MARKING and role == MARKING_ROLE else None


class _InterestRow(QPushButton):
    """One interest or pressure; pressing it opens its form."""

    def __init__(self, theme: Theme, interest: Interest, served: str, parent: QWidget | None = None) -> None:
        words = interest.text
        super().__init__(parent)
        self.interest = interest
        self.setProperty("role", "row")
        self.setAutoDefault(False)
        self.setAccessibleName(self.tr("Edit: {text}, {served}").format(text=words, served=served))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 3, 2, 3)
        row.setSpacing(8)
        icon = "heart-pulse" if interest.kind == "interest" else "trending-up"
        row.addWidget(Icon(theme, icon, "muted", 16), 0, Qt.AlignmentFlag.AlignTop)
        label = Text(f"{words} · {served}" if served else words, "body", wrap=True)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(label, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else super().heightForWidth(width)

    def sizeHint(self) -> Any:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()


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
        self.splitter.addWidget(self._build_person())
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

    def _build_person(self) -> QWidget:
        card = Card(flush=True)
        card.setMinimumWidth(self.theme.px(334))
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(12)
        self.avatar = _Avatar(self.theme)
        row.addWidget(self.avatar)
        names = QVBoxLayout()
        names.setSpacing(0)
        self.name = Text("", "heading")
        self.role = Text("", "body", "muted", wrap=True)
        names.addWidget(self.name)
        names.addWidget(self.role)
        row.addLayout(names, 1)
        self.chip = MarkingChip(self.theme)
        row.addWidget(self.chip)
        self.more = IconButton(self.theme, "ellipsis", self.tr("More for this person"))
        row.addWidget(self.more)
        card.add(top)
        card.add(Rule())
        facts = QWidget()
        cells = QHBoxLayout(facts)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setSpacing(0)
        self.facts: dict[str, Text] = {}
        for place, (key, words) in enumerate(
            (
                ("stance", self.tr("Stance")),
                ("speaks_for", self.tr("Speaks for")),
                ("answers_to", self.tr("Answers to")),
                ("link_owner", self.tr("In touch with us by")),
            )
        ):
            if place:
                cells.addWidget(Rule(down=True))
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(14, 7, 8, 8)
            column.setSpacing(0)
            column.addWidget(Text(words, "caption", "muted"))
            self.facts[key] = Text("", "body-strong", wrap=True)
            column.addWidget(self.facts[key])
            column.addStretch(1)
            cells.addWidget(holder, 1)
        card.add(facts)
        card.add(Rule())
        matters = QWidget()
        self.matters = QGridLayout(matters)
        self.matters.setContentsMargins(16, 10, 16, 8)
        self.matters.setHorizontalSpacing(16)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setProperty("role", "form")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        matters.setObjectName("formBody")
        heads = (self.tr("Interests, and what serves them"), self.tr("Pressures, and what to take back"))
        self.lists: dict[str, QVBoxLayout] = {}
        self.add_links: dict[str, Button] = {}
        for place, (kind, words) in enumerate(zip(("interest", "pressure"), heads, strict=True)):
            half = QWidget()
            half.setMinimumWidth(1)
            column = QVBoxLayout(half)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(1)
            column.addWidget(Text(words, "caption-strong", "muted", wrap=True))
            self.lists[kind] = QVBoxLayout()
            self.lists[kind].setSpacing(0)
            column.addLayout(self.lists[kind])
            self.add_links[kind] = Button(
                self.theme, self.tr("Add interest") if kind == "interest" else self.tr("Add pressure"), role="link"
            )
            column.addWidget(self.add_links[kind])
            column.addStretch(1)
            half.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self.matters.addWidget(half, 0, place)
            self.matters.setColumnStretch(place, 1)
        area.setWidget(matters)
        self.matters_area = area
        card.add(area, 2)
        card.add(Rule())
        band = QFrame()
        band.setObjectName("cardFooter")
        notes_head = QHBoxLayout(band)
        notes_head.setContentsMargins(16, 6, 12, 6)
        notes_head.addWidget(Text(self.tr("Notes"), "body-strong"))
        self.notes_count = Text("", "caption", "muted")
        notes_head.addWidget(self.notes_count, 1)
        self.disclosed = Button(self.theme, self.tr("What would be disclosed?"), role="link")
        notes_head.addWidget(self.disclosed)
        card.add(band)
        self.notes = NoteList(self.theme)
        card.add(self.notes, 3)
        card.add(Rule())
        self.composer = NoteComposer(self.theme)
        card.add(self.composer)
        self.person_card = card
        return card

    def _connect(self) -> None:
        self.view.chosen.connect(self._on_view)
        self.add_button.clicked.connect(self._on_add)
        self.empty.pressed.connect(self._on_add)
        self.picture.mark_chosen.connect(self._choose)
        self.picture.placed.connect(self._on_placed)
        self.table.current_moved.connect(self._on_row)
        self.table.activated_record.connect(self._on_edit)
        self.table.delete_pressed.connect(self._on_delete)
        self.more.clicked.connect(self._on_more)
        self.disclosed.clicked.connect(self._on_disclosed)
        for button in self.add_links.values():
            button.clicked.connect(self._on_add_interest)
        self.notes.edit_asked.connect(self._on_edit_note)
        self.notes.delete_asked.connect(self._on_delete_note)
        self.composer.kept.connect(self._on_note)

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
        self.person_card.setVisible(person is not None)
        if person is None:
            return
        self.avatar.set_name(person.name)
        self.name.setText(person.name)
        self.role.setText(" · ".join(part for part in (person.role, person.body, side_words(person.side)) if part))
        self.chip.set_marking(person.marking)
        self.facts["stance"].setText(stance_words(person.stance))
        for key in ("speaks_for", "answers_to", "link_owner"):
            self.facts[key].setText(getattr(person, key) or "–")
        self._fill_interests(person)
        notes = self.bridge.children(Note, person.id)
        self.notes.set_notes(notes)
        counts = [(marking, sum(note.marking is marking for note in notes)) for marking in reversed(Marking)]
        self.notes_count.setText(" · ".join(f"{count} {marking}" for marking, count in counts if count))
        self.composer.set_person(person.name)

    def _fill_interests(self, person: Stakeholder) -> None:
        serving = self._measure_names()
        for kind, column in self.lists.items():
            while (item := column.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
            for interest in self.bridge.children(Interest, person.id):
                if interest.kind != kind:
                    continue
                served = ", ".join(serving[key][0] for key in interest.served_by if key in serving)
                if kind == "interest":
                    words = served or self.tr("none yet")
                else:
                    words = self.tr("hearsay") if interest.hearsay else ""
                row = _InterestRow(self.theme, interest, words)
                row.clicked.connect(self._on_interest)
                column.addWidget(row)

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
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _on_disclosed(self) -> None:
        person = self._person()
        if person is not None:
            records: list[Interest | Note] = [*self.bridge.children(Interest, person.id)]
            records += self.bridge.children(Note, person.id)
            DisclosureDialog(self.theme, person, records, self).open()

    def _measures(self) -> list[tuple[str, str]]:
        return [(key, words) for key, (_, words) in self._measure_names().items()]

    def _on_add_interest(self) -> None:
        kind = "interest" if self.sender() is self.add_links["interest"] else "pressure"
        interest = Interest("", self.person_id, "", kind)
        InterestDialog(self.theme, interest, self._measures(), self._add_interest, self).open()

    def _add_interest(self, interest: Interest) -> None:
        self.bridge.submit(AddRecord(interest, deliberately=_is_out(interest.marking)))

    def _on_interest(self) -> None:
        row = self.sender()
        if isinstance(row, _InterestRow):
            InterestDialog(self.theme, row.interest, self._measures(), self._change_interest, self).open()

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
            self.composer.clear()

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
