"""The table of staff lines: what it shows, what typing does, and what keeps a refused text in its cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from negotiator.domain.establishment import StaffLine
from negotiator.domain.problems import Refused
from negotiator.wording.allowances import allowances_text
from negotiator.wording.figures import NOUGHT_IN_TABLE
from ui.bridge import Bridge
from ui.pages.establishment import entry
from ui.pages.establishment.entry import LineColumn, Steps
from ui.pages.establishment.lines import Arrangement
from ui.widgets import ERROR_ROLE, MARKING_ROLE, STRONG_ROLE, TupleModel

Index = QModelIndex | QPersistentModelIndex
_ID = attrgetter("id")
_UNANSWERED = frozenset(
    {
        int(Qt.ItemDataRole.FontRole),
        int(Qt.ItemDataRole.ForegroundRole),
        int(Qt.ItemDataRole.BackgroundRole),
        int(Qt.ItemDataRole.CheckStateRole),
        int(Qt.ItemDataRole.DecorationRole),
        MARKING_ROLE,
        STRONG_ROLE,
    }
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """What was typed into a cell and could not be taken, and why."""

    text: str
    sentence: str


class StaffModel(TupleModel[StaffLine]):
    """Shows the lines that an `Arrangement` picks.

    What cannot be taken stays in its cell, framed, with its sentence in `ERROR_ROLE`, until it is mended or put back.
    ``refused`` comes with the line's id and the column; ``wrong_changed`` when the list of such cells changes;
    ``step_followed`` with a line's id when a new band brought another step.
    """

    columns = LineColumn
    refused = Signal(str, object)
    wrong_changed = Signal()
    step_followed = Signal(str)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._lines: tuple[StaffLine, ...] = ()
        self.arrangement = Arrangement()
        self.steps: Steps = {}
        self.wrong: dict[tuple[str, LineColumn], Wrong] = {}

    # What it shows.

    @property
    def lines(self) -> tuple[StaffLine, ...]:
        """Every line, shown or not."""
        return self._lines

    def set_lines(self, lines: Sequence[StaffLine]) -> None:
        """Show lines after a change. Where only values changed, every row stays in its place until arranged again."""
        old, self._lines = self._lines, tuple(lines)
        by_id = dict(zip(map(_ID, self._lines), self._lines, strict=True))
        self._drop_wrong(by_id)
        if list(map(_ID, old)) == list(by_id):
            self.set_records([by_id[line.id] for line in self._records])
        else:
            self.set_records(self.arrangement.pick(self._lines))

    def arrange(self, arrangement: Arrangement) -> None:
        """Pick and order anew."""
        picked = arrangement.pick(self._lines)
        self.arrangement = arrangement
        if picked != self._records:
            self.beginResetModel()
            self._records = picked
            self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Roles that no cell answers are answered first: a painted cell asks for a dozen."""
        return None if role in _UNANSWERED else super().data(index, role)

    def head(self, column: Any) -> str:
        """The one sorted by says which way."""
        words = entry.head(column)
        if column is self.arrangement.column:
            words += " ↓" if self.arrangement.descending else " ↑"
        return words

    def head_extra(self, column: Any, role: int) -> Any:
        return entry.label(column) if role == Qt.ItemDataRole.ToolTipRole else None

    def words(self, record: StaffLine, column: Any) -> str:
        wrong = self.wrong.get((record.id, column)) if self.wrong else None
        return wrong.text if wrong is not None else entry.words(record, column)

    def edit_text(self, record: StaffLine, column: Any) -> str:
        wrong = self.wrong.get((record.id, column))
        return wrong.text if wrong is not None else entry.edit_text(record, column)

    def spoken(self, record: StaffLine, column: Any) -> str:
        wrong = self.wrong.get((record.id, column))
        return f"{wrong.text}. {wrong.sentence}" if wrong is not None else entry.words(record, column)

    def sort_value(self, record: StaffLine, column: Any) -> Any:
        return entry.sort_key(column)(record)

    def is_figure(self, column: Any) -> bool:
        return column in entry.FIGURES or column is LineColumn.NEXT_STEP

    def is_editable(self, record: StaffLine, column: Any) -> bool:
        return True

    def tone(self, record: StaffLine, column: Any) -> str:
        if self.wrong and (record.id, column) in self.wrong:
            return "red"
        if column is LineColumn.ROLE or entry.words(record, column) == NOUGHT_IN_TABLE:
            return "muted"
        return ""

    def extra(self, record: StaffLine, column: Any, role: int) -> Any:
        if role == ERROR_ROLE:
            wrong = self.wrong.get((record.id, column)) if self.wrong else None
            return wrong.sentence if wrong is not None else None
        if role == Qt.ItemDataRole.ToolTipRole:
            wrong = self.wrong.get((record.id, column))
            if wrong is not None:
                return wrong.sentence
            if column is LineColumn.ALLOWANCES:
                return allowances_text(record.allowances).replace("; ", "\n")
            return entry.words(record, column) if column in (LineColumn.NAME, LineColumn.ROLE) else None
        return None

    # What typing does.

    def write(self, record: StaffLine, column: Any, value: Any) -> bool:
        try:
            read = entry.read(column, str(value))
            command = entry.command_for(record, column, read, self.steps)
            self._bridge.submit(command)
        except Refused as refusal:
            self.wrong[record.id, column] = Wrong(str(value), entry.said(refusal.problems[0]))
            self._tell(record.id, column)
            self.wrong_changed.emit()
            self.refused.emit(record.id, column)
            return False
        self.forget(record.id, column)
        if column is LineColumn.BAND and entry.step_in(read, record.step, self.steps) != record.step:
            self.step_followed.emit(record.id)
        return True

    def forget(self, line_id: str, column: LineColumn) -> None:
        """Put a cell back to what its record holds."""
        if self.wrong.pop((line_id, column), None) is not None:
            self._tell(line_id, column)
            self.wrong_changed.emit()

    def forget_all(self) -> None:
        for line_id, column in tuple(self.wrong):
            self.forget(line_id, column)

    def _drop_wrong(self, by_id: dict[str, StaffLine]) -> None:
        """What stood in a cell of a line that is gone goes with it."""
        gone = [key for key in self.wrong if key[0] not in by_id]
        for key in gone:
            del self.wrong[key]
        if gone:
            self.wrong_changed.emit()

    def _tell(self, line_id: str, column: LineColumn) -> None:
        row = self.row_of(line_id)
        if row >= 0 and column in self._columns:
            index = self.index(row, self.column_of(column))
            self.dataChanged.emit(index, index)
