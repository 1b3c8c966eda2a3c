"""The comparisons as a table."""

from __future__ import annotations

from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from negotiator.domain.benchmarking.comparison import Comparison
from negotiator.wording import comparisons as words
from negotiator.wording.figures import NOUGHT_IN_TABLE
from ui.widgets import TupleModel


class Column(Enum):
    METRIC = "metric"
    US = "us"
    LEAST = "least"
    Q1 = "q1"
    MEDIAN = "median"
    Q3 = "q3"
    MOST = "most"
    N = "n"
    RANK = "rank"
    QUARTER = "quarter"


class ComparisonModel(TupleModel[Comparison]):
    """One row a metric."""

    columns = Column

    def head(self, column: Any) -> str:
        return {
            Column.METRIC: self.tr("Metric"),
            Column.US: self.tr("Us"),
            Column.LEAST: self.tr("Lowest"),
            Column.Q1: self.tr("Lower qu."),
            Column.MEDIAN: self.tr("Median"),
            Column.Q3: self.tr("Upper qu."),
            Column.MOST: self.tr("Highest"),
            Column.N: self.tr("Peers"),
            Column.RANK: self.tr("Rank"),
            Column.QUARTER: self.tr("Quarter"),
        }[column]

    def words(self, record: Comparison, column: Any) -> str:
        metric, spread = record.metric, record.spread
        if column is Column.METRIC:
            return words.short_metric(metric)
        if column is Column.US:
            return words.value(metric, record.own)
        if column is Column.N:
            return str(record.n)
        if column is Column.RANK:
            return words.rank(record)
        if column is Column.QUARTER:
            return words.quarter(record)
        if spread is None:
            return NOUGHT_IN_TABLE
        return words.value(metric, getattr(spread, column.value))

    def is_figure(self, column: Any) -> bool:
        return column not in (Column.METRIC, Column.QUARTER)

    def spoken(self, record: Comparison, column: Any) -> str:
        return f"{record.metric.name}, {record.period}" if column is Column.METRIC else self.words(record, column)

    def extra(self, record: Comparison, column: Any, role: int) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.METRIC:
            return f"{record.metric.name}, {words.unit_and_period(record.metric, record.period)}"
        return None

    def head_extra(self, column: Any, role: int) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole:
            return {
                Column.Q1: self.tr("Lower quartile of the peers"),
                Column.Q3: self.tr("Upper quartile of the peers"),
            }.get(column)
        return None

    def is_strong(self, record: Comparison, column: Any) -> bool:
        return column is Column.US

    def key(self, record: Comparison) -> object:
        return record.metric.id


class ChartTableModel(QAbstractTableModel):
    """A chart's own table, as it is: the first row holds the heads, figures stand to the right."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads: tuple[str, ...] = ("",)  # a head without a column has no height
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._sides: list[int] = [int(Qt.AlignmentFlag.AlignLeft)]

    def set_table(self, table: tuple[tuple[str, ...], ...]) -> None:
        self.beginResetModel()
        self._heads, self._rows = (table[0], table[1:]) if table else (("",), ())
        figures = [all(_is_figure(row[column]) for row in self._rows) for column in range(len(self._heads))]
        sides = [Qt.AlignmentFlag.AlignRight if each else Qt.AlignmentFlag.AlignLeft for each in figures]
        self._sides = [int(side | Qt.AlignmentFlag.AlignVCenter) for side in sides]
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        text = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._heads[index.column()]}: {text}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._sides[index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._heads):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._sides[section]
        return None


def _is_figure(text: str) -> bool:
    return not text or text[0].isdigit() or text[0] in "−£–"
