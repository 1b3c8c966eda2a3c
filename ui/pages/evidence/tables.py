"""What the tables of facts and assumptions show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any

from PySide6.QtCore import QObject, Qt

from negotiator.domain.facts import Assumption, Fact
from negotiator.services.readiness import STALE_AFTER
from negotiator.wording.figures import day
from ui.widgets import MARKING_ROLE, TupleModel


class FactColumn(Enum):
    """The columns of facts."""

    STATEMENT = "statement"
    SOURCE = "source"
    DAY = "day"
    CHECKED = "checked"
    MARKING = "marking"


class FactModel(TupleModel[Fact]):
    """Facts; one that is old or unchecked says so in words."""

    columns = FactColumn

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today

    def head(self, column: Any) -> str:
        return {
            FactColumn.STATEMENT: self.tr("Fact"),
            FactColumn.SOURCE: self.tr("Source"),
            FactColumn.DAY: self.tr("Dated"),
            FactColumn.CHECKED: self.tr("Source looked at"),
            FactColumn.MARKING: self.tr("Marking"),
        }[column]

    def words(self, record: Fact, column: Any) -> str:
        match column:
            case FactColumn.STATEMENT:
                return _one_line(record.statement)
            case FactColumn.SOURCE:
                page = self.tr(", page {page}").format(page=record.page) if record.page else ""
                return f"{_one_line(record.source)}{page}" if record.source else self.tr("No source")
            case FactColumn.DAY:
                if record.day is None:
                    return ""
                return self.tr("{day}, old").format(day=day(record.day)) if self._is_stale(record) else day(record.day)
            case FactColumn.CHECKED:
                return self.tr("Checked") if record.verified else self.tr("Not checked")
        return str(record.marking)

    def tone(self, record: Fact, column: Any) -> str:
        match column:
            case FactColumn.SOURCE:
                return "muted" if record.source else "red"
            case FactColumn.DAY:
                return "amber" if self._is_stale(record) else "muted"
            case FactColumn.CHECKED:
                return "green" if record.verified else "amber"
        return ""

    def sort_value(self, record: Fact, column: Any) -> Any:
        return (record.day or date.min) if column is FactColumn.DAY else self.words(record, column)

    def extra(self, record: Fact, column: Any, role: int) -> Any:
        if role == MARKING_ROLE and column is FactColumn.MARKING:
            return record.marking
        if role == Qt.ItemDataRole.ToolTipRole and column is FactColumn.STATEMENT:
            return record.statement
        return None

    def _is_stale(self, record: Fact) -> bool:
        return record.day is not None and self._today() - record.day > STALE_AFTER


class AssumptionColumn(Enum):
    """The columns of assumptions."""

    STATEMENT = "statement"
    OWNER = "owner"
    REASON = "reason"
    REVIEW = "review_on"
    MARKING = "marking"


class AssumptionModel(TupleModel[Assumption]):
    """Assumptions; one without an owner, or due for review, says so in words."""

    columns = AssumptionColumn

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today

    def head(self, column: Any) -> str:
        return {
            AssumptionColumn.STATEMENT: self.tr("Assumption"),
            AssumptionColumn.OWNER: self.tr("Answers for it"),
            AssumptionColumn.REASON: self.tr("Because"),
            AssumptionColumn.REVIEW: self.tr("Review by"),
            AssumptionColumn.MARKING: self.tr("Marking"),
        }[column]

    def words(self, record: Assumption, column: Any) -> str:
        match column:
            case AssumptionColumn.STATEMENT:
                return _one_line(record.statement)
            case AssumptionColumn.OWNER:
                return record.owner or self.tr("Nobody yet")
            case AssumptionColumn.REASON:
                return _one_line(record.reason)
            case AssumptionColumn.REVIEW:
                if record.review_on is None:
                    return ""
                text = day(record.review_on)
                return self.tr("{day}, due").format(day=text) if self._is_due(record) else text
        return str(record.marking)

    def tone(self, record: Assumption, column: Any) -> str:
        match column:
            case AssumptionColumn.OWNER:
                return "" if record.owner else "red"
            case AssumptionColumn.REASON:
                return "muted"
            case AssumptionColumn.REVIEW:
                return "amber" if self._is_due(record) else "muted"
        return ""

    def sort_value(self, record: Assumption, column: Any) -> Any:
        return (record.review_on or date.max) if column is AssumptionColumn.REVIEW else self.words(record, column)

    def extra(self, record: Assumption, column: Any, role: int) -> Any:
        if role == MARKING_ROLE and column is AssumptionColumn.MARKING:
            return record.marking
        if role == Qt.ItemDataRole.ToolTipRole and column in (AssumptionColumn.STATEMENT, AssumptionColumn.REASON):
            return record.statement if column is AssumptionColumn.STATEMENT else record.reason
        return None

    def _is_due(self, record: Assumption) -> bool:
        return record.review_on is not None and record.review_on < self._today()


def _one_line(text: str) -> str:
    return " ".join(text.split())
