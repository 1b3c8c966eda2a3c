"""One staff line as a form: every field with its label, allowances as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from negotiator.domain.establishment import Allowance, StaffLine
from negotiator.domain.problems import Problem, Refused
from negotiator.services.commands import AddRecord, ChangeStaffField, Command
from negotiator.wording.allowances import exact_money
from negotiator.wording.typed import read_money
from ui.pages.base import PageContext
from ui.pages.establishment import entry
from ui.pages.establishment.entry import LineColumn, Steps
from ui.pages.establishment.lines import groups_of
from ui.theme import Theme
from ui.widgets import Button, FormRow, IconButton, Scroll, SidePanel, Text
from ui.widgets.boxes import ScrolledBox

C = LineColumn
_ROWS: tuple[tuple[LineColumn, ...], ...] = (
    (C.NAME,),
    (C.GROUP,),
    (C.ROLE,),
    (C.BAND, C.STEP),
    (C.HEADS, C.WTE),
    (C.SATURDAY_NIGHT, C.SUNDAY_HOLIDAY),
    (C.OVERTIME, C.HOLIDAY_OVERTIME),
    (C.PENSION, C.NEXT_STEP),
    (C.LONG_TERM, C.SHORT_TERM),
    (C.ZONE,),
)
_EMPTY_LINE = StaffLine("", "", "5", "entry", 0, Decimal(0))


class AllowanceRow(QWidget):
    """One allowance: name, £ a year for each person, whether pensionable. ``edited`` when one of them was changed."""

    edited = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, allowance: Allowance, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.amount = QLineEdit(allowance.label), QLineEdit()
        self.amount.setText(exact_money(allowance.amount) if allowance.label or allowance.amount else "")
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.amount.setMaximumWidth(theme.px(92))
        self.pensionable = QCheckBox(self.tr("Pensionable"))
        self.pensionable.setChecked(allowance.pensionable)
        self.remove_button = IconButton(theme, "x", self.tr("Remove allowance {number}").format(number=number), 16)
        self.name.setPlaceholderText(self.tr("Name"))
        self.amount.setPlaceholderText(self.tr("£ a year"))
        self.name.setAccessibleName(self.tr("Allowance {number}, name").format(number=number))
        self.amount.setAccessibleName(self.tr("Allowance {number}, pounds a year each").format(number=number))
        self.pensionable.setAccessibleName(self.tr("Allowance {number}, pensionable").format(number=number))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.amount, 0, 1)
        grid.addWidget(self.remove_button, 0, 2)
        grid.addWidget(self.pensionable, 1, 0, 1, 3)
        grid.setColumnStretch(0, 1)
        self.name.editingFinished.connect(self.edited)
        self.amount.editingFinished.connect(self.edited)
        self.pensionable.toggled.connect(self.edited)
        self.remove_button.clicked.connect(self.removed)

    @property
    def is_empty(self) -> bool:
        return not self.name.text().strip() and not self.amount.text().strip()

    def read(self) -> Allowance:
        """Raises Refused where the name or the sum is lacking."""
        name = " ".join(self.name.text().split())
        if not name:
            raise Refused(Problem("field_needed", C.ALLOWANCES.value))
        return Allowance(name, read_money(self.amount.text(), C.ALLOWANCES.value), self.pensionable.isChecked())


class LineForm(SidePanel):
    """Shows a line. A field that is left, or Enter in it, changes the record at once; a new line waits for its button.

    Signals: ``added`` with the id of a new line, ``remove_asked`` with the line.
    """

    added = Signal(str)
    remove_asked = Signal(object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "", parent)
        self.context, self.theme = context, context.theme
        self.steps: Steps = {}
        self.line = _EMPTY_LINE
        self.is_new = False
        self._filling = False
        self.rows: dict[LineColumn, FormRow] = {}
        self._groups = QStringListModel(self)
        area = Scroll()
        area.column.setContentsMargins(0, 2, 10, 2)
        area.column.setSpacing(10)
        for columns in _ROWS:
            across = QHBoxLayout()
            across.setSpacing(8)
            for column in columns:
                self.rows[column] = row = self._row(column)
                across.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)
            area.column.addLayout(across)
        self._build_allowances(area.column)
        area.column.addStretch(1)
        self.add(area, 1)
        self.add_button = Button(self.theme, self.tr("Add line"), "plus")
        self.remove_button = Button(self.theme, self.tr("Remove"), "trash-2", "link")
        foot = self.footer()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        foot.addWidget(self.remove_button)
        self.add_button.clicked.connect(self.add_line)
        self.remove_button.clicked.connect(self._on_remove)
        self.setMinimumWidth(self.theme.px(300))
        self.hide()

    def _row(self, column: LineColumn) -> FormRow:
        field: QWidget
        if column in entry.CHOICES:
            box = ScrolledBox()
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
            box.activated.connect(self._on_edited)
            field = box
        else:
            line = QLineEdit()
            line.setAlignment(Qt.AlignmentFlag.AlignRight if column in entry.FIGURES else Qt.AlignmentFlag.AlignLeft)
            line.editingFinished.connect(self._on_edited)
            if column is C.NEXT_STEP:
                line.setPlaceholderText(self.tr("April 2027"))
            if column is C.GROUP:
                completer = QCompleter(self._groups, line)
                completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
                line.setCompleter(completer)
            field = line
        field.setObjectName(column.value)
        row = FormRow(self.theme, _short_label(self, column), field)
        field.setAccessibleName(entry.label(column))
        row.label.setToolTip(entry.label(column))
        return row

    def _build_allowances(self, column: QVBoxLayout) -> None:
        box = QWidget()
        inside = QVBoxLayout(box)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(Text(self.tr("Allowances, £ a year for each person"), "caption", "muted"))
        self._allowance_column = QVBoxLayout()
        self._allowance_column.setSpacing(8)
        inside.addLayout(self._allowance_column)
        self.allowance_problem = Text("", "caption", "red", wrap=True)
        self.allowance_problem.hide()
        inside.addWidget(self.allowance_problem)
        self.add_allowance_button = Button(self.theme, self.tr("Add allowance"), "plus", "link")
        self.add_allowance_button.clicked.connect(self._on_add_allowance)
        inside.addWidget(self.add_allowance_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.allowances: list[AllowanceRow] = []
        column.addWidget(box)

    # What the page asks.

    def begin(self, lines: Sequence[StaffLine], like: StaffLine | None, steps: Steps) -> None:
        """An empty form for a new line, in the group, band and step of one beside it."""
        self.steps, self.is_new = steps, True
        self._groups.setStringList(list(groups_of(lines)))
        start = _EMPTY_LINE
        if like is not None:
            start = replace(_EMPTY_LINE, group=like.group, band=like.band, step=like.step, hcas=like.hcas)
        self._show(start, self.tr("New line"), anew=True)
        for column in (C.HEADS, C.WTE):
            self._field(column).setText("")
        self.rows[C.NAME].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self, line: StaffLine, lines: Sequence[StaffLine], steps: Steps) -> None:
        """Show a line that is there; shown again, what could not be taken stays in its field."""
        anew = self.is_new or line.id != self.line.id
        self.steps, self.is_new = steps, False
        self._groups.setStringList(list(groups_of(lines)))
        self._show(line, line.name, anew)

    def focus_first(self) -> None:
        self.rows[C.NAME].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_line(self) -> None:
        """Add what the form holds; what is lacking is said beneath each field."""
        values: dict[str, Any] = {}
        wrong: list[LineColumn] = []
        for column in self.rows:
            try:
                values[column.value] = self._read(column)
                self.rows[column].set_error("")
            except Refused as refusal:
                self.rows[column].set_error(entry.said(refusal.problems[0]))
                wrong.append(column)
        allowances = self._read_allowances()
        if wrong or allowances is None:
            if wrong:
                self.rows[wrong[0]].field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            outcome = self.context.bridge.submit(AddRecord(StaffLine(**values, allowances=allowances)))
        except Refused as refusal:
            self._say(refusal, C.NAME, to_place=True)
            return
        self.is_new = False
        self.added.emit(outcome.added[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_button.click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.is_new:
            self.add_line()
        else:
            super().keyPressEvent(event)

    # Inside.

    def _show(self, line: StaffLine, title: str, anew: bool) -> None:
        self._filling = True
        changed_allowances = anew or line.allowances != self.line.allowances
        self.line = line
        self.title.setText(title)
        for column, row in self.rows.items():
            if anew:
                row.set_error("")
            if not row.error:
                self._fill(column)
        if changed_allowances and (anew or self.allowance_problem.isHidden()):
            self._lay_allowances(line.allowances)
        self.add_button.setVisible(self.is_new)
        self.remove_button.setVisible(not self.is_new)
        self._filling = False
        self.show()

    def _field(self, column: LineColumn) -> QLineEdit:
        field = self.rows[column].field
        assert isinstance(field, QLineEdit)
        return field

    def _fill(self, column: LineColumn) -> None:
        field = self.rows[column].field
        if isinstance(field, QComboBox):
            field.clear()
            for key, words in entry.choices(column, self.line.band, self.steps):
                field.addItem(words, key)
            value = getattr(self.line, column.value)
            if field.findData(value) < 0:  # a step that the scale does not have, as another edition may have had it
                field.addItem(entry.step_words(value), value)
            field.setCurrentIndex(field.findData(value))
        elif isinstance(field, QLineEdit):
            text = entry.edit_text(self.line, column)
            if field.text() != text:
                field.setText(text)

    def _read(self, column: LineColumn) -> Any:
        field = self.rows[column].field
        if isinstance(field, QComboBox):
            return field.currentData()
        return entry.read(column, self._field(column).text())

    def _on_edited(self) -> None:
        if self._filling:
            return
        column = LineColumn(self.sender().objectName())
        if self.is_new:
            if column is C.BAND:
                self._steps_follow()
            return
        if not self.rows[column].error and self._is_as_kept(column):
            return
        try:
            command = entry.command_for(self.line, column, self._read(column), self.steps)
            self.rows[column].set_error("")
            self.context.bridge.submit(command)
        except Refused as refusal:
            self._say(refusal, column)

    def _is_as_kept(self, column: LineColumn) -> bool:
        field = self.rows[column].field
        if isinstance(field, QComboBox):
            return bool(field.currentData() == getattr(self.line, column.value))
        return self._field(column).text() == entry.edit_text(self.line, column)

    def _steps_follow(self) -> None:
        """In a new line the steps are those of the band chosen."""
        box = self.rows[C.BAND].field
        step = self.rows[C.STEP].field
        if isinstance(box, QComboBox) and isinstance(step, QComboBox):
            band = box.currentData()
            self.line = replace(self.line, band=band, step=entry.step_in(band, step.currentData(), self.steps))
            self._fill(C.STEP)

    def _say(self, refusal: Refused, column: LineColumn, to_place: bool = False) -> None:
        """Show each problem at its field; with ``to_place`` the first one takes the focus."""
        for problem in refusal.problems:
            place = entry.column_at(problem.place) if problem.place else column
            if place is C.ALLOWANCES:
                self._say_allowances(entry.said(problem))
                continue
            self.rows[place].set_error(entry.said(problem))
        first = entry.column_at(refusal.problems[0].place) if refusal.problems[0].place else column
        if to_place and first in self.rows:
            self.rows[first].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_remove(self) -> None:
        self.remove_asked.emit(self.line)

    # Allowances.

    def _lay_allowances(self, allowances: Sequence[Allowance]) -> None:
        for row in self.allowances:
            self._allowance_column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.allowances = []
        self._say_allowances("")
        for allowance in allowances:
            self._add_allowance_row(allowance)

    def _add_allowance_row(self, allowance: Allowance) -> AllowanceRow:
        row = AllowanceRow(self.theme, allowance, len(self.allowances) + 1)
        row.edited.connect(self._on_allowances)
        row.removed.connect(self._on_allowance_removed)
        self.allowances.append(row)
        self._allowance_column.addWidget(row)
        return row

    def _on_add_allowance(self) -> None:
        self._add_allowance_row(Allowance("", Decimal(0))).name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_allowance_removed(self) -> None:
        row = self.sender()
        if isinstance(row, AllowanceRow) and row in self.allowances:
            self.allowances.remove(row)
            self._allowance_column.removeWidget(row)
            row.hide()
            row.deleteLater()
            self.add_allowance_button.setFocus(Qt.FocusReason.OtherFocusReason)
            self._on_allowances()

    def _on_allowances(self) -> None:
        if self._filling or self.is_new:
            return
        if any(row.name.text().strip() and not row.amount.text().strip() for row in self.allowances):
            return  # still being filled in
        allowances = self._read_allowances()
        if allowances is None or allowances == self.line.allowances:
            return
        command: Command = ChangeStaffField((self.line.id,), C.ALLOWANCES.value, allowances)
        self.line = replace(self.line, allowances=allowances)  # the rows show it already: they need not be laid anew
        try:
            self.context.bridge.submit(command)
        except Refused as refusal:
            self._say_allowances(entry.said(refusal.problems[0]))

    def _read_allowances(self) -> tuple[Allowance, ...] | None:
        """What the rows hold, None where one of them cannot be taken, which it then says."""
        try:
            read = tuple(row.read() for row in self.allowances if not row.is_empty)
        except Refused as refusal:
            self._say_allowances(entry.said(refusal.problems[0]))
            return None
        self._say_allowances("")
        return read

    def _say_allowances(self, sentence: str) -> None:
        self.allowance_problem.setText(sentence)
        self.allowance_problem.setVisible(bool(sentence))


def _short_label(form: QWidget, column: LineColumn) -> str:
    """A label that fits half the form."""
    return {
        C.WTE: form.tr("WTE, all of them"),
        C.SATURDAY_NIGHT: form.tr("Sat, night h a week"),
        C.SUNDAY_HOLIDAY: form.tr("Sun, hol. h a week"),
        C.OVERTIME: form.tr("Overtime h a week"),
        C.HOLIDAY_OVERTIME: form.tr("Holiday overtime h"),
        C.PENSION: form.tr("In pension scheme"),
        C.LONG_TERM: form.tr("RRP, long-term"),
        C.SHORT_TERM: form.tr("RRP, short-term"),
        C.NEXT_STEP: form.tr("Month of next step"),
    }.get(column, entry.label(column))
