"""The table of costs: a row for each component, a column for each option and year."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Any

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from negotiator.domain.costing.result import COMPONENTS, CostingResult, Costs, OptionCost
from negotiator.domain.periods import FinancialYear
from negotiator.wording.assumed_years import DAGGER
from negotiator.wording.figures import amount
from ui.theme import Theme
from ui.widgets import GROUP_CHOSEN_ROLE, GROUP_ROLE, CellDelegate, TupleModel

TOTAL = "total"
_SHUT = "shut"


def tr(text: str) -> str:
    return QCoreApplication.translate("CostingTable", text)


@dataclass(frozen=True, slots=True)
class CostColumn:
    """One column: an option (empty id: the baseline) and a year; ``year`` "all" is the sum of the horizon.

    ``assumed``: it holds a year beyond the last published pay scale. A column that `is_shut` has no figures: its head
    stands for an option that there is no room for, and opens it.
    """

    option_id: str
    option_name: str
    year: str
    head: str
    folded: bool = False
    assumed: bool = False

    @property
    def is_shut(self) -> bool:
        return self.year == _SHUT


class Fold(IntEnum):
    """What becomes of the options beside the chosen one where room is short."""

    OPEN = 0
    SUMS = 1
    """One column each, the sum of the years."""
    SHUT = 2
    """Their letters alone."""


@dataclass(frozen=True, slots=True)
class CostRow:
    """One row: a component, ``total``, or a part of a view; amounts by (option id, year)."""

    key: str
    label: str
    amounts: Mapping[tuple[str, str], Decimal]

    @property
    def id(self) -> str:
        return self.key


class _NoColumns(Enum):
    pass


class CostModel(TupleModel[CostRow]):
    """The figures of one view, read only."""

    columns = _NoColumns
    chosen_option = ""
    unit_head = "£"
    assumed_note = ""

    def head(self, column: Any) -> str:
        if not isinstance(column, CostColumn):
            return self.unit_head
        return f"{column.head}{DAGGER}" if column.assumed else column.head

    def words(self, record: CostRow, column: Any) -> str:
        if not isinstance(column, CostColumn):
            return record.label
        value = record.amounts.get((column.option_id, column.year))
        return "" if value is None else amount(value)

    def spoken(self, record: CostRow, column: Any) -> str:
        if not isinstance(column, CostColumn):
            return record.label
        assumed = tr(", award assumed") if column.assumed else ""
        return f"{record.label}, {column.option_name}{assumed}: {self.words(record, column)}"

    def is_figure(self, column: Any) -> bool:
        return isinstance(column, CostColumn)

    def is_strong(self, record: CostRow, column: Any) -> bool:
        return record.key == TOTAL

    def head_extra(self, column: Any, role: int) -> Any:
        if not isinstance(column, CostColumn):
            return None
        if role == GROUP_ROLE:
            return letter(column.option_name) if column.is_shut else column.option_name
        if role == GROUP_CHOSEN_ROLE:
            return column.option_id == self.chosen_option and bool(column.option_id)
        if role == Qt.ItemDataRole.ToolTipRole and column.is_shut:
            return tr("{option}: press to see its years").format(option=column.option_name)
        if role == Qt.ItemDataRole.ToolTipRole and column.assumed:
            return self.assumed_note
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Nobody stands on a cell of a column without figures."""
        column = self.column_at(index.column())
        return Qt.ItemFlag.NoItemFlags if column is not None and column.is_shut else super().flags(index)

    def column_at(self, section: int) -> CostColumn | None:
        column = self._columns[section] if 0 <= section < len(self._columns) else None
        return column if isinstance(column, CostColumn) else None


class CostDelegate(CellDelegate):
    """Draws a line between options and a quiet ground under the chosen one."""

    def __init__(self, theme: Theme, model: CostModel, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Any) -> None:
        column = self._model.column_at(index.column())
        if column is not None and column.option_id and column.option_id == self._model.chosen_option:
            painter.fillRect(option.rect, self._theme.color("sunken"))
        area = QRect(option.rect)
        super().paint(painter, option, index)
        before = self._model.column_at(index.column() - 1)
        starts = column is not None and (before is None or before.option_id != column.option_id)
        painter.save()
        painter.setPen(self._theme.color("line"))
        if starts:
            painter.drawLine(area.topLeft(), area.bottomLeft())
        if self._model.record(index.row()).key == TOTAL:
            painter.setPen(self._theme.color("mark"))
            painter.drawLine(area.topLeft(), area.topRight())
        painter.restore()


def component_words(name: str) -> str:
    """A component in a narrow column; its full name is in `wording.measures`."""
    return {
        "basic": tr("Basic pay"),
        "rrp": tr("Premia (RRP)"),
        "hcas": tr("High cost area"),
        "unsocial": tr("Unsocial hours"),
        "overtime": tr("Overtime, extra hours"),
        "allowances": tr("Allowances, one-off"),
        "backfill": tr("Bought hours"),
        "nic": tr("National Insurance"),
        "pension": tr("Employer pension"),
        "levy": tr("Apprenticeship levy"),
        "redundancy": tr("Redundancy"),
        "non_pay": tr("Non-pay"),
        "income": tr("Income and savings"),
        TOTAL: tr("Total"),
    }[name]


def _whole(parts: Sequence[Mapping[str, Decimal]]) -> dict[str, Decimal]:
    """The sum of rounded parts, as the method asks."""
    return {name: sum((part.get(name, Decimal(0)) for part in parts), Decimal("0.00")) for name in COMPONENTS}


def _component_rows(amounts: Mapping[tuple[str, str], Mapping[str, Decimal]]) -> tuple[CostRow, ...]:
    """A row for each component that is anywhere other than nought, then the total."""
    rows = []
    for name in COMPONENTS:
        cells = {place: parts.get(name, Decimal("0.00")) for place, parts in amounts.items()}
        if any(cells.values()):
            rows.append(CostRow(name, component_words(name), cells))
    totals = {place: sum(parts.values(), Decimal("0.00")) for place, parts in amounts.items()}
    return (*rows, CostRow(TOTAL, component_words(TOTAL), totals))


def years_words(count: int) -> str:
    return tr("1 year") if count == 1 else tr("{n} years").format(n=count)


def letter(option_name: str) -> str:
    """``B`` of ``B · One rate, rest covered``; of another name its first letter."""
    first = option_name.split(" · ")[0].strip()
    return first if len(first) <= 2 else first[:1]


def _option_columns(option: OptionCost, years: Sequence[str], fold: Fold) -> list[CostColumn]:
    if fold is Fold.SHUT:
        return [CostColumn(option.option_id, option.name, _SHUT, "", True)]
    if fold is Fold.SUMS:
        return [CostColumn(option.option_id, option.name, "all", years_words(len(years)), True)]
    return [CostColumn(option.option_id, option.name, y, FinancialYear.parse(y).short_label) for y in years]


def in_year(result: CostingResult, chosen: str, fold: Fold) -> tuple[list[CostColumn], tuple[CostRow, ...]]:
    """Each financial year as phased; where room is short, only the chosen option by year and the rest folded."""
    columns: list[CostColumn] = []
    amounts: dict[tuple[str, str], Mapping[str, Decimal]] = {}
    for option in result.options:
        columns += _option_columns(option, result.years, Fold.OPEN if option.option_id == chosen else fold)
        for year, costs in option.years.items():
            amounts[option.option_id, year] = costs.components
        amounts[option.option_id, "all"] = _whole([costs.components for costs in option.years.values()])
    return columns, _component_rows(amounts)


def mark_assumed(columns: Sequence[CostColumn], result: CostingResult, assumed: Sequence[str]) -> list[CostColumn]:
    """The columns with those marked that rest on a year beyond the last published pay scale."""

    def rests(column: CostColumn) -> bool:
        if column.year == "full":  # the first year with every recurrent measure
            return result.years[0] in assumed
        return bool(assumed) if column.year == "all" else column.year in assumed

    return [replace(column, assumed=True) if rests(column) else column for column in columns]


def full_year(result: CostingResult, chosen: str, fold: Fold) -> tuple[list[CostColumn], tuple[CostRow, ...]]:
    """The first year with the recurrent measures alone, from the first day."""
    columns = [CostColumn(o.option_id, o.name, "full", tr("full year")) for o in result.options]
    amounts = {(o.option_id, "full"): o.full_year_effect.components for o in result.options}
    return columns, _component_rows(amounts)


def recurrence(result: CostingResult, chosen: str, fold: Fold) -> tuple[list[CostColumn], tuple[CostRow, ...]]:
    """What comes every year and what comes once."""
    columns: list[CostColumn] = []
    parts: dict[str, dict[tuple[str, str], Decimal]] = {"recurrent": {}, "once": {}, TOTAL: {}}
    for option in result.options:
        columns += _option_columns(option, result.years, Fold.OPEN if option.option_id == chosen else fold)
        for year in result.years:
            parts["recurrent"][option.option_id, year] = option.recurrent[year]
            parts["once"][option.option_id, year] = option.non_recurrent[year]
            parts[TOTAL][option.option_id, year] = option.years[year].total
        for part, cells in parts.items():
            cells[option.option_id, "all"] = sum((cells[option.option_id, y] for y in result.years), Decimal("0.00"))
            del part
    labels = {"recurrent": tr("Recurrent"), "once": tr("Non-recurrent"), TOTAL: component_words(TOTAL)}
    return columns, tuple(CostRow(key, labels[key], cells) for key, cells in parts.items())


def baseline(result: CostingResult, chosen: str, fold: Fold) -> tuple[list[CostColumn], tuple[CostRow, ...]]:
    """No change: what the establishment costs by itself. Its growth is drift, which neither side claims."""
    costs: Mapping[str, Costs] = result.baseline
    name = tr("No change, the whole pay bill")
    columns = [CostColumn("", name, year, FinancialYear.parse(year).short_label) for year in result.years]
    return columns, _component_rows({("", year): costs[year].components for year in result.years})


MAKERS: Mapping[str, Callable[[CostingResult, str, Fold], tuple[list[CostColumn], tuple[CostRow, ...]]]] = {
    "in_year": in_year,
    "full_year": full_year,
    "recurrence": recurrence,
    "baseline": baseline,
}
LEFT = object()
"""The first column: the rows' names."""
