"""An editor for each type of a measure's parameter. It shows a value, reads what was typed, and says what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from negotiator.domain.costing.kinds import FieldSpec, FieldType
from negotiator.domain.establishment import BANDS, STEPS, ZONES
from negotiator.domain.problems import Problem, Refused
from negotiator.wording.allowances import allowances_text, read_allowances
from negotiator.wording.figures import number, share
from negotiator.wording.measures import choice_label, field_help, field_label
from negotiator.wording.typed import read_day, read_money, read_number, read_per_cent
from ui.theme import Theme
from ui.widgets import Button, FormRow, RangeRow, Text
from ui.widgets.boxes import ScrolledBox

Value = Any
Range = tuple[Decimal | None, Decimal | None] | None


def shown(value: Decimal | int | None, type_: FieldType) -> str:
    """A number as a field shows it: every place that was given, none that was not."""
    if value is None:
        return ""
    exact = Decimal(value)
    if type_ is FieldType.SHARE:
        return share(exact, 15)
    places = max(0, -int(exact.normalize().as_tuple().exponent))
    if type_ is FieldType.MONEY:
        places = 2 if 0 < places < 2 else places
        text = number(exact, places)
        return f"{text[0]}£{text[1:]}" if text[0] in "−-" else f"£{text}"
    return number(exact, places)


def read(text: str, type_: FieldType, name: str) -> Decimal | int | None:
    """What was typed, None for nothing. Raises Refused in words."""
    if not text.strip():
        return None
    if type_ is FieldType.MONEY:
        return read_money(text, name)
    if type_ is FieldType.SHARE:
        return read_per_cent(text, name)
    value = read_number(text, name)
    if type_ is FieldType.WHOLE:
        if value != value.to_integral_value():
            raise Refused(Problem("not_a_whole_typed_number", name, {"text": text.strip()}))
        return int(value)
    return value


class Editor(QWidget):
    """One parameter. ``edited`` comes when it was changed and left."""

    edited = Signal(str)

    def __init__(self, theme: Theme, kind: str, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.kind, self.spec = theme, kind, spec
        self.label, self.help = field_label(kind, spec.name), field_help(kind, spec.name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.build()
        first = next(
            (each for each in self.findChildren(QWidget) if each.focusPolicy() != Qt.FocusPolicy.NoFocus), None
        )
        if first is not None:
            self.setFocusProxy(first)

    @property
    def name(self) -> str:
        return self.spec.name

    def build(self) -> None:
        """Make the fields."""

    def load(self, value: Value, range_: Range) -> None:
        """Show a value; None where it is not given."""

    def read(self) -> tuple[Value, Range]:
        """What is in the fields; None where nothing is. Raises Refused."""
        raise NotImplementedError

    def set_error(self, sentence: str) -> None:
        """Say what is wrong beneath the field; empty takes it away."""

    def tell(self, *ignored: object) -> None:
        self.edited.emit(self.name)


class RangeEditor(Editor):
    """A number that may be uncertain: low, likely, high, and the shape that they mean."""

    def build(self) -> None:
        unit = (
            ""
            if self.spec.unit in ("%", "people") or (self.spec.unit or "-").split()[0] in self.label.lower()
            else self.spec.unit
        )
        label = f"{self.label}, {unit}" if unit and not self.label.lower().endswith(unit) else self.label
        self.row = RangeRow(self.theme, label, heads=False)
        self.row.setToolTip(self.help)
        self.row.likely.setAccessibleDescription(self.help)
        self.row.edited.connect(self.tell)
        if self.spec.default is not None and isinstance(self.spec.default, (Decimal, int)):
            self.row.likely.setPlaceholderText(shown(self.spec.default, self.spec.type))
        self.column.addWidget(self.row)

    def load(self, value: Value, range_: Range) -> None:
        low, high = range_ or (None, None)
        texts = [shown(each, self.spec.type) for each in (low, value, high)]
        self.row.set_texts(*texts)
        self.row.set_error("")
        if value is not None and (low is not None or high is not None):
            likely = float(value)
            self.row.set_shape(
                float(low) if low is not None else likely, likely, float(high) if high is not None else likely
            )
        else:
            self.row.set_shape(1, 1, 1)

    def read(self) -> tuple[Value, Range]:
        low, likely, high = (read(text, self.spec.type, self.name) for text in self.row.texts())
        if low is None and high is None:
            return likely, None
        return likely, (
            None if low is None else Decimal(low),
            None if high is None else Decimal(high),
        )

    def set_error(self, sentence: str) -> None:
        self.row.set_error(sentence)


class ChoiceEditor(Editor):
    """One of a few; empty where it may be left out."""

    def build(self) -> None:
        self.box = ScrolledBox()
        if not self.spec.required and self.spec.default is None:
            self.box.addItem(self.tr("Not given"), None)
        elif self.spec.required:
            self.box.addItem(self.tr("Choose…"), None)
        for choice in self._choices():
            self.box.addItem(self._words(choice), choice)
        self.row = FormRow(self.theme, self.label, self.box)
        self.box.setToolTip(self.help)
        self.box.activated.connect(self.tell)
        self.column.addWidget(self.row)

    def _choices(self) -> Sequence[str]:
        return {FieldType.BAND: BANDS, FieldType.STEP: STEPS, FieldType.ZONE: ZONES}.get(
            self.spec.type, self.spec.choices
        )

    def _words(self, choice: str) -> str:
        if self.spec.type is FieldType.BAND:
            return self.tr("Band {band}").format(band=choice)
        if self.spec.type in (FieldType.STEP, FieldType.ZONE):
            return choice.capitalize()
        return choice_label(self.name, choice)

    def load(self, value: Value, range_: Range) -> None:
        self.box.setCurrentIndex(max(0, self.box.findData(value if value is not None else self.spec.default)))
        self.row.set_error("")

    def read(self) -> tuple[Value, Range]:
        return self.box.currentData(), None

    def set_error(self, sentence: str) -> None:
        self.row.set_error(sentence)


class FlagEditor(Editor):
    """Yes or no."""

    def build(self) -> None:
        self.box = QCheckBox(self.label)
        self.box.setToolTip(self.help)
        self.box.setAccessibleDescription(self.help)
        self.box.clicked.connect(self.tell)
        self.column.addWidget(self.box)
        self._error = Text("", "caption", "red", wrap=True)
        self._error.hide()
        self.column.addWidget(self._error)

    def load(self, value: Value, range_: Range) -> None:
        self.set_error("")
        self.box.setChecked(bool(self.spec.default if value is None else value))

    def read(self) -> tuple[Value, Range]:
        return self.box.isChecked(), None

    def set_error(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))


class LineEditor(Editor):
    """Words, a day, or shares by year, in one line."""

    def build(self) -> None:
        self.field = QLineEdit()
        hints = {
            FieldType.DAY: self.tr("1 October 2026"),
            FieldType.SHARES_BY_YEAR: self.tr("100%, 75%, 50%"),
            FieldType.ALLOWANCES: self.tr("Lead £500 pensionable; Tool £60"),
        }
        self.field.setPlaceholderText(hints.get(self.spec.type, ""))
        self.row = FormRow(self.theme, self.label, self.field)
        self.field.setToolTip(self.help)
        self.field.editingFinished.connect(self._on_left)
        self._last = ""
        self.column.addWidget(self.row)

    def load(self, value: Value, range_: Range) -> None:
        self.field.setText(self._shown(value))
        self._last = self.field.text()
        self.row.set_error("")

    def _shown(self, value: Value) -> str:
        if value is None:
            return ""
        if self.spec.type is FieldType.DAY:
            return f"{value.day} {value:%B %Y}"
        if self.spec.type is FieldType.SHARES_BY_YEAR:
            return ", ".join(share(each, 15) for each in value)
        if self.spec.type is FieldType.ALLOWANCES:
            return allowances_text(value)
        return str(value)

    def read(self) -> tuple[Value, Range]:
        text = self.field.text().strip()
        if not text:
            return None, None
        if self.spec.type is FieldType.DAY:
            return read_day(text, self.name), None
        if self.spec.type is FieldType.SHARES_BY_YEAR:
            return tuple(read_per_cent(part, self.name) for part in text.split(",") if part.strip()), None
        if self.spec.type is FieldType.ALLOWANCES:
            return read_allowances(text, self.name), None
        return text, None

    def set_error(self, sentence: str) -> None:
        self.row.set_error(sentence)

    def _on_left(self) -> None:
        if self.field.text() != self._last:
            self._last = self.field.text()
            self.tell()


UNSOCIAL_GROUPS = ("1", "2", "3", "4-9")
UNSOCIAL_PARTS = ("saturday_night", "sunday_holiday")


class UnsocialEditor(Editor):
    """The enhancements of four band groups; what is empty keeps the handbook's."""

    def build(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        for column, part in enumerate(UNSOCIAL_PARTS, start=1):
            head = Text(field_label(self.kind, part), "caption", "muted", wrap=True)
            grid.addWidget(head, 0, column)
        self.cells: dict[tuple[str, str], QLineEdit] = {}
        for row, group in enumerate(UNSOCIAL_GROUPS, start=1):
            words = self.tr("Band {group}").format(group=group.replace("-", "–"))
            grid.addWidget(Text(words, "caption", "muted"), row, 0)
            for column, part in enumerate(UNSOCIAL_PARTS, start=1):
                cell = QLineEdit()
                cell.setAlignment(Qt.AlignmentFlag.AlignRight)
                cell.setPlaceholderText(self.tr("handbook"))
                cell.setAccessibleName(f"{words}, {field_label(self.kind, part)}")
                cell.editingFinished.connect(self._on_left)
                grid.addWidget(cell, row, column)
                self.cells[group, part] = cell
        self.column.addLayout(grid)
        self._error = Text("", "caption", "red", wrap=True)
        self._error.hide()
        self.column.addWidget(self._error)
        self._last: tuple[str, ...] = ()

    def load(self, value: Value, range_: Range) -> None:
        table: Mapping[str, Mapping[str, Decimal]] = value or {}
        for (group, part), cell in self.cells.items():
            cell.setText(shown(table.get(group, {}).get(part), FieldType.SHARE))
        self._last = self._texts()
        self.set_error("")

    def read(self) -> tuple[Value, Range]:
        table: dict[str, dict[str, Decimal]] = {}
        for (group, part), cell in self.cells.items():
            typed = read(cell.text(), FieldType.SHARE, self.name)
            if typed is not None:
                table.setdefault(group, {})[part] = Decimal(typed)
        return table or None, None

    def set_error(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))

    def _texts(self) -> tuple[str, ...]:
        return tuple(cell.text() for cell in self.cells.values())

    def _on_left(self) -> None:
        if self._texts() != self._last:
            self._last = self._texts()
            self.tell()


class PeopleEditor(Editor):
    """People one by one, each in a row: band, step, years of service, WTE."""

    def build(self) -> None:
        self.grid = QGridLayout()
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(6)
        self.grid.setVerticalSpacing(4)
        self.column.addWidget(Text(self.label, "caption", "muted"))
        for place, head in enumerate((self.tr("Band"), self.tr("Step"), self.tr("Years"), self.tr("WTE"))):
            self.grid.addWidget(Text(head, "caption", "muted"), 0, place)
        self.column.addLayout(self.grid)
        self.add_button = Button(self.theme, self.tr("Add a person"), "plus", "small")
        self.add_button.clicked.connect(self._on_add)
        self.column.addWidget(self.add_button)
        self._error = Text("", "caption", "red", wrap=True)
        self._error.hide()
        self.column.addWidget(self._error)
        self.rows: list[tuple[QComboBox, QComboBox, QLineEdit, QLineEdit]] = []
        self._others: list[dict[str, object]] = []

    def _row(self, person: Mapping[str, object] | None = None) -> None:
        band, step = ScrolledBox(), ScrolledBox()
        for value in BANDS:
            band.addItem(value, value)
        for value in STEPS:
            step.addItem(value.capitalize(), value)
        years, wte = QLineEdit(), QLineEdit()
        wte.setPlaceholderText("1")
        given = person or {}
        band.setCurrentIndex(max(0, band.findData(given.get("band", "5"))))
        step.setCurrentIndex(max(0, step.findData(given.get("step", "top"))))
        for line, name in ((years, "service_years"), (wte, "wte")):
            part = given.get(name)
            line.setText(shown(part, FieldType.NUMBER) if isinstance(part, (Decimal, int)) else "")
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
            line.editingFinished.connect(self.tell)
        number_of = len(self.rows) + 1
        for place, (field, words) in enumerate(
            ((band, self.tr("Band")), (step, self.tr("Step")), (years, self.tr("Years")), (wte, self.tr("WTE")))
        ):
            field.setAccessibleName(self.tr("{field} of person {n}").format(field=words, n=number_of))
            self.grid.addWidget(field, number_of, place)
        band.activated.connect(self.tell)
        step.activated.connect(self.tell)
        self.rows.append((band, step, years, wte))
        self._others.append({k: v for k, v in given.items() if k not in ("band", "step", "service_years", "wte")})

    def load(self, value: Value, range_: Range) -> None:
        for row in self.rows:
            for field in row:
                self.grid.removeWidget(field)
                field.deleteLater()
        self.rows, self._others = [], []
        for person in value or ():
            self._row(person)
        self.set_error("")

    def read(self) -> tuple[Value, Range]:
        people = []
        for (band, step, years, wte), others in zip(self.rows, self._others, strict=True):
            service = read(years.text(), FieldType.NUMBER, self.name)
            if service is None and not wte.text().strip():
                continue
            person: dict[str, object] = {"band": band.currentData(), "step": step.currentData(), **others}
            if service is not None:
                person["service_years"] = service
            part = read(wte.text(), FieldType.NUMBER, self.name)
            if part is not None:
                person["wte"] = part
            people.append(person)
        return tuple(people) or None, None

    def set_error(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))

    def _on_add(self) -> None:
        self._row()
        self.rows[-1][2].setFocus()


_EDITORS: Mapping[FieldType, type[Editor]] = {
    FieldType.MONEY: RangeEditor,
    FieldType.SHARE: RangeEditor,
    FieldType.NUMBER: RangeEditor,
    FieldType.WHOLE: RangeEditor,
    FieldType.FLAG: FlagEditor,
    FieldType.CHOICE: ChoiceEditor,
    FieldType.BAND: ChoiceEditor,
    FieldType.STEP: ChoiceEditor,
    FieldType.ZONE: ChoiceEditor,
    FieldType.UNSOCIAL_TABLE: UnsocialEditor,
    FieldType.PEOPLE_TABLE: PeopleEditor,
}


def editor_for(theme: Theme, kind: str, spec: FieldSpec) -> Editor:
    """The editor of a parameter."""
    return _EDITORS.get(spec.type, LineEditor)(theme, kind, spec)


def months_between(first: date, years: int) -> list[date]:
    """The first day of every month of a horizon."""
    return [
        date(first.year + (first.month - 1 + m) // 12, (first.month - 1 + m) % 12 + 1, 1) for m in range(years * 12)
    ]
