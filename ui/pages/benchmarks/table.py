"""The comparisons as a table."""

from __future__ import annotations

from enum import Enum
from typing import Any

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
            Column.Q1: self.tr("Lower quartile"),
            Column.MEDIAN: self.tr("Median"),
            Column.Q3: self.tr("Upper quartile"),
            Column.MOST: self.tr("Highest"),
            Column.N: self.tr("Peers"),
            Column.RANK: self.tr("Rank"),
            Column.QUARTER: self.tr("Quarter"),
        }[column]

    def words(self, record: Comparison, column: Any) -> str:
        metric, spread = record.metric, record.spread
        if column is Column.METRIC:
            return f"{metric.name}, {record.period}"
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

    def is_strong(self, record: Comparison, column: Any) -> bool:
        return column is Column.US

    def key(self, record: Comparison) -> object:
        return record.metric.id
