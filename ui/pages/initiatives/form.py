"""One initiative as a form: who, what, when, for whom, at what cost, with what outcome, and how far it bears on us."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from negotiator.domain.periods import FinancialYear
from negotiator.domain.problems import Refused
from negotiator.domain.proposals import Option
from negotiator.wording.figures import number
from negotiator.wording.initiatives import COMPARABLE_MEANINGS, STRENGTH_MEANINGS
from negotiator.wording.typed import read_money, read_number
from ui.pages.base import PageContext
from ui.pages.record_form import Entry, Field, RecordForm
from ui.widgets import Text

LEVELS = {"strength": STRENGTH_MEANINGS, "comparable": COMPARABLE_MEANINGS}
NUMBERS = {"wte_covered": read_number, "yearly_cost": read_money}
OPTIONS = "option_ids"


class OptionTicks(QWidget):
    """The options that an initiative bears on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.none = Text(self.tr("There is no option yet."), "body", "muted")
        self._column.addWidget(self.none)
        self.boxes: dict[str, QCheckBox] = {}

    def set_options(self, options: Sequence[Option]) -> list[QCheckBox]:
        """Offer these; returns the boxes that are new."""
        for key in [key for key in self.boxes if key not in {option.id for option in options}]:
            box = self.boxes.pop(key)
            box.hide()
            box.deleteLater()
        made = []
        for option in options:
            if option.id not in self.boxes:
                box = QCheckBox()
                box.setObjectName(OPTIONS)
                self._column.addWidget(box)
                self.boxes[option.id] = box
                made.append(box)
            self.boxes[option.id].setText(option.name)
        self.none.setVisible(not options)
        return made

    def chosen(self) -> tuple[str, ...]:
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def set_chosen(self, keys: Sequence[str]) -> None:
        for key, box in self.boxes.items():
            box.setChecked(key in keys)


class InitiativeForm(RecordForm):
    """The form of the register, with numbers, levels in words and linked options beside the usual fields."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, self._rows(), parent)

    def _rows(self) -> tuple[Field, ...]:
        return (
            Field("title", self.tr("What was done"), lacking=self.tr("Say what was done, in a few words.")),
            Field("employer", self.tr("By whom"), lacking=self.tr("Say which employer did it.")),
            Field("what", self.tr("In more words"), Entry.TEXT),
            Field("started_on", self.tr("Started on"), Entry.DAY),
            Field("staff_covered", self.tr("Staff covered")),
            Field("wte_covered", self.tr("WTE covered")),
            Field("yearly_cost", self.tr("Cost a year, £")),
            Field("price_year", self.tr("At the prices of"), placeholder="2025/26"),
            Field("outcome", self.tr("Outcome"), Entry.TEXT),
            Field("strength", self.tr("Strength of evidence")),
            Field("comparable", self.tr("How comparable")),
            Field("option_ids", self.tr("Bears on")),
            Field("source", self.tr("Source")),
            Field("contact", self.tr("Whom to ask")),
            Field("fictional", self.tr("Invented, to show the form"), Entry.FLAG),
            Field("marking", self.tr("Who may see it"), Entry.MARKING),
        )

    def set_options(self, options: Sequence[Option]) -> None:
        ticks = self.rows[OPTIONS].field
        assert isinstance(ticks, OptionTicks)
        self._filling = True
        for box in ticks.set_options(options):
            box.toggled.connect(self._on_edited)
        if self.record is not None:
            ticks.set_chosen(self.record.option_ids)
        self._filling = False

    def _editor(self, field: Field) -> QWidget:
        if field.name in LEVELS:
            choice = QComboBox()
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            for level, meaning in enumerate(LEVELS[field.name]):
                choice.addItem(meaning, level)
            choice.currentIndexChanged.connect(self._on_edited)
            choice.setObjectName(field.name)
            return choice
        if field.name == OPTIONS:
            ticks = OptionTicks()
            ticks.setObjectName(field.name)
            return ticks
        return super()._editor(field)

    def _fill(self, field: Field, value: Any) -> None:
        editor = self.rows[field.name].field
        if isinstance(editor, OptionTicks):
            editor.set_chosen(value)
        elif field.name in NUMBERS and isinstance(editor, QLineEdit):
            if self._number_or_none(field, editor.text()) != value:
                editor.setText("" if value is None else _plain(value))
        else:
            super()._fill(field, value)

    def _value(self, field: Field) -> Any:
        editor = self.rows[field.name].field
        if isinstance(editor, OptionTicks):
            return editor.chosen()
        if field.name in LEVELS and isinstance(editor, QComboBox):
            return int(editor.currentData())
        if field.name in NUMBERS and isinstance(editor, QLineEdit):
            return self._number(field, editor.text())
        value = super()._value(field)
        if field.name == "price_year" and value.strip():
            try:
                return FinancialYear.parse(value.strip()).label
            except ValueError:
                raise ValueError(self.tr("Write the financial year as 2025/26.")) from None
        return value

    def _number(self, field: Field, text: str) -> Decimal | None:
        """The number typed, None for an empty field. Raises Refused, or ValueError with a sentence."""
        if not text.strip():
            return None
        value = NUMBERS[field.name](text)
        if field.name == "wte_covered" and value <= 0:
            raise ValueError(self.tr("The WTE covered must be above nought, or left empty."))
        return value

    def _number_or_none(self, field: Field, text: str) -> Decimal | None:
        try:
            return self._number(field, text)
        except (Refused, ValueError):
            return None


def _plain(value: Decimal) -> str:
    exponent = value.as_tuple().exponent
    return number(value, max(0, -exponent) if isinstance(exponent, int) else 0)
