"""A side panel that shows one record as a form.

What is typed into a record that is there goes to it at once, keystrokes merged into one step of undo, so that nothing
waits for a button; a new record is added by its button.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from negotiator.domain.markings import Marking
from negotiator.domain.problems import Refused
from negotiator.services.commands.records import AddRecord, ChangeRecord
from negotiator.wording.figures import day
from negotiator.wording.sentences import sentence
from negotiator.wording.typed import read_day
from ui.pages.base import PageContext
from ui.widgets import Button, FormRow, SidePanel
from ui.widgets.chips import MARKING_ICONS


class Entry(Enum):
    """How a value is entered."""

    LINE = auto()
    TEXT = auto()
    DAY = auto()
    FLAG = auto()
    MARKING = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """One row: the record's field, its label and how it is entered. ``lacking`` is said where it may not be empty."""

    name: str
    label: str
    entry: Entry = Entry.LINE
    help: str = ""
    placeholder: str = ""
    lacking: str = ""


class TextEdit(QPlainTextEdit):
    """Several lines; Tab goes to the next field."""

    def __init__(self, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setMinimumWidth(0)
        self._lines = lines
        self._fit()

    def changeEvent(self, event: Any) -> None:
        super().changeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lines + 18)


class RecordForm(SidePanel):
    """Shows a record; ``submitted`` comes after each command that was accepted, ``removed`` asks to take it away."""

    submitted = Signal(object)
    removed = Signal(object)

    def __init__(self, context: PageContext, fields: Sequence[Field], parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "", parent)
        self.context = context
        self.fields = tuple(fields)
        self.record: Any = None
        self.is_new = False
        self._filling = False
        self.rows: dict[str, FormRow] = {}
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 2, 8, 2)
        self.column.setSpacing(10)
        for field in self.fields:
            self.rows[field.name] = row = FormRow(context.theme, field.label, self._editor(field), field.help)
            row.label.setVisible(field.entry is not Entry.FLAG)
            self.column.addWidget(row)
        self.column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        self.add(scroll, 1)
        self.add_button = Button(context.theme, self.tr("Add"), "plus")
        self.add_button.clicked.connect(self.add_record)
        self.remove_button = Button(context.theme, self.tr("Remove"), "trash-2", "link")
        self.remove_button.clicked.connect(self._on_remove)
        foot = self.footer()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        foot.addWidget(self.remove_button)
        context.theme.changed.connect(self._tint)
        self._tint()
        self.hide()

    # What the page asks.

    def begin(self, record: Any, title: str, add_words: str) -> None:
        """Show an empty form for a new record; ``record`` holds what it starts with."""
        self.is_new = True
        self.add_button.setText(add_words)
        self._show(record, title)
        self.focus_first()

    def edit(self, record: Any, title: str) -> None:
        """Show a record that is there. Shown again, it keeps the cursor where it is."""
        self.is_new = False
        self._show(record, title)

    def focus_first(self) -> None:
        editor = self.rows[self.fields[0].name].field
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_record(self) -> None:
        """Add what the form holds; says what is lacking instead where something is."""
        record = self._read(self.fields)
        if record is None:
            return
        outcome = self._submit(AddRecord(record), self.fields[0].name)
        if outcome is not None and outcome.added:
            self.is_new = False
            self.submitted.emit(outcome.added[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_button.click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.is_new:
            self.add_record()
        else:
            super().keyPressEvent(event)

    # Inside.

    def _show(self, record: Any, title: str) -> None:
        other = self.record is None or self.record.id != record.id
        self.record = record
        self.title.setText(title)
        self._filling = True
        for field in self.fields:
            if other:
                self.rows[field.name].set_error("")
            if other or not self.rows[field.name].error:
                self._fill(field, getattr(record, field.name))
        self._filling = False
        self.add_button.setVisible(self.is_new)
        self.remove_button.setVisible(not self.is_new)
        self.show()

    def _editor(self, field: Field) -> QWidget:
        match field.entry:
            case Entry.TEXT:
                text = TextEdit()
                text.setPlaceholderText(field.placeholder)
                text.textChanged.connect(self._on_edited)
                editor: QWidget = text
            case Entry.FLAG:
                flag = QCheckBox(field.label)
                flag.toggled.connect(self._on_edited)
                editor = flag
            case Entry.MARKING:
                choice = QComboBox()
                choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                for marking in Marking:
                    choice.addItem(_said(self, marking), marking)
                choice.currentIndexChanged.connect(self._on_edited)
                editor = choice
            case _:
                line = QLineEdit()
                line.setPlaceholderText(field.placeholder)
                line.textEdited.connect(self._on_edited)
                editor = line
        editor.setObjectName(field.name)
        return editor

    def _tint(self) -> None:
        """The icons of markings in the colours of the moment."""
        for field in self.fields:
            row = self.rows[field.name]
            if field.entry is Entry.MARKING and isinstance(row.field, QComboBox):
                for place, marking in enumerate(Marking):
                    row.field.setItemIcon(place, self.context.theme.icon(MARKING_ICONS[marking], "text", 14))

    def _fill(self, field: Field, value: Any) -> None:
        editor = self.rows[field.name].field
        if isinstance(editor, QCheckBox):
            editor.setChecked(bool(value))
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(value))
        elif isinstance(editor, QPlainTextEdit):
            if editor.toPlainText() != value:
                editor.setPlainText(value)
        elif isinstance(editor, QLineEdit):
            if field.entry is Entry.DAY:
                if self._day_or_none(editor.text()) != value:
                    editor.setText(day(value) if value is not None else "")
            elif editor.text() != value:
                editor.setText(value)
                if not editor.hasFocus():
                    editor.setCursorPosition(0)

    def _day_or_none(self, text: str) -> date | None:
        try:
            return self._day(text)
        except Refused:
            return None

    def _day(self, text: str) -> date | None:
        """The day typed, None for an empty field. Raises Refused."""
        return read_day(text, today=self.context.today()) if text.strip() else None

    def _value(self, field: Field) -> Any:
        """What the editor holds. Raises Refused, or ValueError with a sentence, where it cannot be taken."""
        editor = self.rows[field.name].field
        if isinstance(editor, QCheckBox):
            return editor.isChecked()
        if isinstance(editor, QComboBox):
            return Marking(editor.currentData())
        text = editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()  # type: ignore[attr-defined]
        if field.lacking and not text.strip():
            raise ValueError(field.lacking)
        return self._day(text) if field.entry is Entry.DAY else text

    def _read(self, fields: Sequence[Field]) -> Any:
        """The record with what these rows hold; None where one of them cannot be taken, which it then says."""
        values: dict[str, Any] = {}
        wrong: list[str] = []
        for field in fields:
            try:
                values[field.name] = self._value(field)
                self.rows[field.name].set_error("")
            except (ValueError, Refused) as problem:
                words = sentence(problem.problems[0]) if isinstance(problem, Refused) else str(problem)
                self.rows[field.name].set_error(words)
                wrong.append(field.name)
        if wrong:
            self.rows[wrong[0]].field.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return replace(self.record, **values)

    def _on_edited(self) -> None:
        if self._filling or self.record is None:
            return
        field = next(f for f in self.fields if f.name == self.sender().objectName())
        if self.is_new:
            self.rows[field.name].set_error("")
            return
        record = self._read((field,))
        if record is not None and record != self.record:
            merged = field.name if field.entry in (Entry.LINE, Entry.TEXT, Entry.DAY) else ""
            outcome = self._submit(ChangeRecord(record, merged), field.name)
            if outcome is not None:
                self.submitted.emit(record.id)

    def _submit(self, command: Any, name: str) -> Any:
        try:
            return self.context.bridge.submit(command)
        except Refused as refusal:
            self.rows[name].set_error(sentence(refusal.problems[0]))
            return None

    def _on_remove(self) -> None:
        self.removed.emit(self.record)


def _said(form: QWidget, marking: Marking) -> str:
    """A marking with who may see it."""
    return {
        Marking.PRIVATE: form.tr("private: only me"),
        Marking.TEAM: form.tr("team: the negotiating team"),
        Marking.MANAGEMENT: form.tr("management: board and finance"),
        Marking.JOINT: form.tr("joint: both sides"),
        Marking.OPEN: form.tr("open: anybody"),
    }[marking]
