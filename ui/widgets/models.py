"""A table model over a tuple of dataclasses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
R = TypeVar("R")

RECORD_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The dataclass behind a row."""
SORT_ROLE = RECORD_ROLE + 1
"""The value that a sorting proxy compares."""
TONE_ROLE = RECORD_ROLE + 2
"""The token of a cell's text."""
STRONG_ROLE = RECORD_ROLE + 3
"""True where a cell's text is strong."""
DETAIL_ROLE = RECORD_ROLE + 4
"""The second line of a two-line row."""
ICON_ROLE = RECORD_ROLE + 5
"""The name of an icon, or a pair of name and token."""
TRAIL_ROLE = RECORD_ROLE + 6
"""What stands at the right of a two-line row."""
MARKING_ROLE = RECORD_ROLE + 7
"""A `Marking`, painted as a chip."""
GROUP_ROLE = RECORD_ROLE + 8
"""In a two-level header: the words above a run of columns."""
GROUP_CHOSEN_ROLE = RECORD_ROLE + 9
"""In a two-level header: True where the group is the chosen one."""
ERROR_ROLE = RECORD_ROLE + 10
"""A sentence where the cell's value cannot be accepted."""


class TupleModel(QAbstractTableModel, Generic[R]):
    """Shows a tuple of records; changes nothing itself.

    A subclass names its ``columns`` (an Enum, in the order shown) and answers for a record and a column. `write` is
    given what was typed and submits a command; it returns False to refuse, having said why to `refuse`.
    """

    columns: type[Enum]

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[Any, ...] = tuple(self.columns)
        self._records: tuple[R, ...] = ()

    # What a subclass answers.

    def head(self, column: Any) -> str:
        """The words in a column's head; the unit belongs here."""
        return str(column.value)

    def words(self, record: R, column: Any) -> str:
        """A cell as text."""
        raise NotImplementedError

    def is_figure(self, column: Any) -> bool:
        """True: right-aligned, head and cells."""
        return False

    def sort_value(self, record: R, column: Any) -> Any:
        return self.words(record, column)

    def edit_text(self, record: R, column: Any) -> Any:
        """What an editor starts with."""
        return self.words(record, column)

    def is_editable(self, record: R, column: Any) -> bool:
        return False

    def write(self, record: R, column: Any, value: Any) -> bool:
        """Submit a command for a typed value. False where it was refused."""
        return False

    def spoken(self, record: R, column: Any) -> str:
        """What a screen reader says; the head comes before it."""
        return self.words(record, column)

    def tone(self, record: R, column: Any) -> str:
        return ""

    def is_strong(self, record: R, column: Any) -> bool:
        return False

    def extra(self, record: R, column: Any, role: int) -> Any:
        """Any further role."""
        return None

    def key(self, record: R) -> object:
        """What makes a record the same after a change."""
        return getattr(record, "id", record)

    def _same(self, one: R, other: R) -> bool:
        return one is other or self.key(one) == self.key(other)

    # What Qt and pages ask.

    @property
    def records(self) -> tuple[R, ...]:
        return self._records

    def record(self, row: int) -> R:
        return self._records[row]

    def row_of(self, key: object) -> int:
        """The row whose record has this key, -1 where none has."""
        return next((row for row, record in enumerate(self._records) if self.key(record) == key), -1)

    def column_of(self, column: Any) -> int:
        return self._columns.index(column)

    def set_records(self, records: Sequence[R]) -> None:
        """Show these records, keeping rows, selection and scroll position where records stay the same."""
        new = tuple(records)
        old = self._records
        if new == old:
            return
        shorter = min(len(old), len(new))
        start = 0
        while start < shorter and self._same(old[start], new[start]):
            start += 1
        tail = 0
        while tail < shorter - start and self._same(old[-1 - tail], new[-1 - tail]):
            tail += 1
        if len(old) - start - tail:
            self.beginRemoveRows(QModelIndex(), start, len(old) - tail - 1)
            self._records = old[:start] + old[len(old) - tail :]
            self.endRemoveRows()
        if len(new) - start - tail:
            self.beginInsertRows(QModelIndex(), start, len(new) - tail - 1)
            self._records = new
            self.endInsertRows()
        self._records = new
        # most rows hold the very same record: only the others are compared field by field
        changed = [row for row in range(start) if old[row] is not new[row] and old[row] != new[row]]
        shift = len(old) - len(new)
        for row in range(len(new) - tail, len(new)):
            before = old[row + shift]
            if before is not new[row] and before != new[row]:
                changed.append(row)
        if changed and self._columns:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(self._columns) - 1))

    def set_columns(self, columns: Sequence[Any]) -> None:
        """Show these columns only, in this order."""
        self.beginResetModel()
        self._columns = tuple(columns)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._records):
            return None
        record, column = self._records[index.row()], self._columns[index.column()]
        answer = _ANSWERS.get(role)
        return answer(self, record, column) if answer else self.extra(record, column, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.head(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self, column)
        return self.head_extra(column, role)

    def head_extra(self, column: Any, role: int) -> Any:
        """Any further role of a head, such as `GROUP_ROLE`."""
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.row() < len(self._records):
            record, column = self._records[index.row()], self._columns[index.column()]
            if self.is_editable(record, column):
                flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        record, column = self._records[index.row()], self._columns[index.column()]
        if value == self.edit_text(record, column):
            return True
        return self.write(record, column, value)


def _alignment(model: TupleModel[Any], column: Any) -> int:
    side = Qt.AlignmentFlag.AlignRight if model.is_figure(column) else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


_ANSWERS: dict[int, Callable[[TupleModel[Any], Any, Any], Any]] = {
    int(Qt.ItemDataRole.DisplayRole): lambda model, record, column: model.words(record, column),
    int(Qt.ItemDataRole.EditRole): lambda model, record, column: model.edit_text(record, column),
    int(Qt.ItemDataRole.TextAlignmentRole): lambda model, record, column: _alignment(model, column),
    int(Qt.ItemDataRole.AccessibleTextRole): lambda model, record, column: (
        f"{model.head(column)}: {model.spoken(record, column)}"
    ),
    RECORD_ROLE: lambda model, record, column: record,
    SORT_ROLE: lambda model, record, column: model.sort_value(record, column),
    TONE_ROLE: lambda model, record, column: model.tone(record, column),
    STRONG_ROLE: lambda model, record, column: model.is_strong(record, column),
}
