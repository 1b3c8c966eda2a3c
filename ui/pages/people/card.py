"""The card of one person: who they are, how they stand, what matters to them, and the notes about them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from negotiator.domain.markings import Marking
from negotiator.domain.stakeholders import Interest, Note, Stakeholder
from ui.pages.people.facts import Facts
from ui.pages.people.interests import Interests
from ui.pages.people.notes import NoteComposer, NoteList
from ui.pages.people.words import initials, side_words
from ui.theme import Theme
from ui.widgets import Button, Card, ElidedText, IconButton, MarkingChip, Rule, Text


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


class PersonCard(Card):
    """Name above and the field for a note below stay; what is between scrolls as one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._theme = theme
        self._person_id = ""
        self.add(self._build_top())
        self.add(Rule())
        inside = QWidget()
        inside.setObjectName("formBody")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.facts = Facts()
        self.interests = Interests(theme)
        self.notes = NoteList(theme)
        for widget in (self.facts, Rule(), self.interests, Rule(), self._build_notes_head(), self.notes):
            column.addWidget(widget)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setProperty("role", "form")
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        self.add(self.area, 1)
        self.add(Rule())
        self.composer = NoteComposer(theme)
        self.add(self.composer)

    def _build_top(self) -> QWidget:
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(12)
        self.avatar = _Avatar(self._theme)
        row.addWidget(self.avatar)
        names = QVBoxLayout()
        names.setSpacing(0)
        self.name = Text("", "heading")
        self.role = Text("", "body", "muted", wrap=True)
        names.addWidget(self.name)
        names.addWidget(self.role)
        row.addLayout(names, 1)
        self.chip = MarkingChip(self._theme)
        row.addWidget(self.chip)
        self.more = IconButton(self._theme, "ellipsis", self.tr("More for this person"))
        row.addWidget(self.more)
        return top

    def _build_notes_head(self) -> QWidget:
        band = QFrame()
        band.setObjectName("cardFooter")
        head = QHBoxLayout(band)
        head.setContentsMargins(16, 6, 12, 6)
        head.addWidget(Text(self.tr("Notes"), "body-strong"))
        self.notes_count = ElidedText("", "caption", "muted")
        head.addWidget(self.notes_count, 1)
        self.disclosed = Button(self._theme, self.tr("What would be disclosed?"), role="link")
        head.addWidget(self.disclosed)
        return band

    def show_person(
        self, person: Stakeholder, interests: Sequence[tuple[Interest, str]], notes: Sequence[Note]
    ) -> None:
        """Fill it; each interest comes with the words of what serves it."""
        self.avatar.set_name(person.name)
        self.name.setText(person.name)
        self.role.setText(" · ".join(part for part in (person.role, person.body, side_words(person.side)) if part))
        self.chip.set_marking(person.marking)
        self.facts.show_person(person)
        self.interests.set_rows(interests)
        self.notes.set_notes(notes)
        counts = [(marking, sum(note.marking is marking for note in notes)) for marking in reversed(Marking)]
        self.notes_count.setText(" · ".join(f"{count} {marking}" for marking, count in counts if count))
        self.composer.set_person(person.name)
        if person.id != self._person_id:
            self._person_id = person.id
            self.area.verticalScrollBar().setValue(0)
