"""Dated notes about a person, and the place to write one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from negotiator.domain.markings import Marking
from negotiator.domain.note_care import care_for
from negotiator.domain.stakeholders import Note
from negotiator.wording.figures import day, short_day
from ui.pages.people.words import care_words
from ui.theme import Theme
from ui.widgets import Button, Icon, IconButton, MarkingChip, Rule, Text, Words
from ui.widgets.chips import MARKING_ICONS


class NoteRow(QWidget):
    """One note: day and marking at the left, the words and who wrote them at the right."""

    edit_asked = Signal(str)
    delete_asked = Signal(str)

    def __init__(self, theme: Theme, note: Note, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.note = theme, note
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 10, 10)
        row.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(3)
        when = Text(short_day(note.day), "body")
        when.setToolTip(day(note.day))
        left.addWidget(when)
        left.addWidget(MarkingChip(theme, note.marking))
        left.addStretch(1)
        holder = QWidget()
        holder.setLayout(left)
        holder.setFixedWidth(theme.px(98))
        left.setContentsMargins(0, 0, 0, 0)
        row.addWidget(holder)
        right = QVBoxLayout()
        right.setSpacing(1)
        words = Text(note.text, "body", wrap=True, selectable=True)
        words.setMinimumWidth(1)
        right.addWidget(words)
        by = " · ".join(part for part in (note.source, note.author) if part)
        if by:
            source = Text(by, "caption", "muted", wrap=True)
            source.setMinimumWidth(1)
            right.addWidget(source)
        right.addStretch(1)
        row.addLayout(right, 1)
        self.more = IconButton(
            theme, "ellipsis", self.tr("More for the note of {day}").format(day=short_day(note.day)), 16
        )
        self.more.clicked.connect(self._on_more)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._theme.icon("pencil", "text", 16), self.tr("Edit…")).triggered.connect(self._on_edit)
        menu.addAction(self._theme.icon("trash-2", "text", 16), self.tr("Delete")).triggered.connect(self._on_delete)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _on_edit(self) -> None:
        self.edit_asked.emit(self.note.id)

    def _on_delete(self) -> None:
        self.delete_asked.emit(self.note.id)


class NoteList(QWidget):
    """The notes of one person, newest first."""

    edit_asked = Signal(str)
    delete_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.rows: list[NoteRow] = []
        self._shown: tuple[Note, ...] | None = None

    def set_notes(self, notes: Sequence[Note]) -> None:
        ordered = tuple(sorted(notes, key=lambda note: (note.day, note.position), reverse=True))
        if ordered == self._shown:
            return
        self._shown = ordered
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()  # not at once: the menu of one of its rows may be what asked for this
        self.rows = []
        for note in ordered:
            row = NoteRow(self._theme, note)
            row.edit_asked.connect(self.edit_asked)
            row.delete_asked.connect(self.delete_asked)
            self.rows.append(row)
            self._column.addWidget(row)
            self._column.addWidget(Rule())
        if not ordered:
            empty = Text(self.tr("No notes yet. Write what was said, when, and by whom."), "body", "muted", wrap=True)
            empty.setContentsMargins(16, 12, 16, 12)
            self._column.addWidget(empty)


class MarkingBox(QComboBox):
    """Who may see it; ``team`` unless chosen otherwise."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(self.tr("Marking"))
        for marking in Marking:
            self.addItem(theme.icon(MARKING_ICONS[marking], "text", 14), str(marking).capitalize(), marking)
        self.set_marking(Marking.TEAM)
        theme.changed.connect(self._render)

    def marking(self) -> Marking:
        return Marking(self.currentData())

    def set_marking(self, marking: Marking) -> None:
        self.setCurrentIndex(self.findData(marking))

    def _render(self) -> None:
        for place, marking in enumerate(Marking):
            self.setItemIcon(place, self._theme.icon(MARKING_ICONS[marking], "text", 14))


class NoteComposer(QWidget):
    """Write a note. While writing, a gentle check asks whether the person would be content to read it."""

    kept = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.px(46))
        self.text.setPlaceholderText(self.tr("Write a note: what was said, when, by whom"))
        self.text.setAccessibleName(self.tr("New note"))
        column.addWidget(self.text)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.eye = Icon(theme, "eye", "amber", 18)
        self.check = Words(theme, (), "caption")
        row.addWidget(self.eye)
        row.addWidget(self.check, 1)
        self.marking = MarkingBox(theme)
        self.reword_button = Button(theme, self.tr("Reword"), role="small")
        self.keep_button = Button(theme, self.tr("Keep note"), role="small")
        row.addWidget(self.marking)
        row.addWidget(self.reword_button)
        row.addWidget(self.keep_button)
        column.addLayout(row)
        self.text.textChanged.connect(self._on_text)
        self.reword_button.clicked.connect(self._on_reword)
        self.keep_button.clicked.connect(self._on_keep)
        self._on_text()

    def set_person(self, name: str) -> None:
        self._name = name.split()[0] if name.split() else name
        self._on_text()

    def _on_text(self) -> None:
        text = self.text.toPlainText().strip()
        found = care_for(text)
        self.keep_button.setEnabled(bool(text))
        self.reword_button.setVisible(found is not None)
        self.eye.setVisible(found is not None)
        if found is None:
            self.check.set_parts([(self.tr("A note stays with the team unless you mark it otherwise."), "muted")])
        else:
            question = self.tr("Would you be content for {name} to read this? ").format(name=self._name)
            self.check.set_parts([(question, "strong"), care_words(found[0])])

    def _on_reword(self) -> None:
        found = care_for(self.text.toPlainText())
        self.text.setFocus()
        if found is not None:
            cursor = self.text.document().find(found[1])
            if not cursor.isNull():
                self.text.setTextCursor(cursor)

    def _on_keep(self) -> None:
        text = self.text.toPlainText().strip()
        if text:
            self.kept.emit(text, self.marking.marking())

    def clear(self) -> None:
        self.text.clear()
        self.marking.set_marking(Marking.TEAM)
