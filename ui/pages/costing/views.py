"""Views of an option as small tables: what they are, and the model that shows one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from PySide6.QtCore import Qt

from negotiator.domain.costing.case import CostingCase
from ui.widgets import TupleModel, Working


@dataclass(frozen=True, slots=True)
class Ask:
    """A figure that the engine explains: one component of an option of a case in a year; no ``place``: of no change."""

    case: CostingCase
    place: int | None
    component: str
    year: str
    basis: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The total of an option in a year, ``all`` or ``full``, which the page's own costing explains."""

    option_id: str
    year: str


Workings = Ask | Cell | tuple[Working, ...]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as words: heads, rows, and a sentence that says what it shows. ``strong`` are rows that stand out,
    ``strong_columns`` columns.

    ``workings`` say by row and column how a figure came about; ``tips`` say by row what else is to be known of it.
    ``first`` is the column chosen at first; ``minor`` are columns to leave out where there is no room, the first
    first. ``warning`` is what nobody may miss. ``lacks`` names what is not there yet: ``mandate``, ``people`` or
    ``ranges``.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sentence: str
    strong: frozenset[int] = frozenset()
    workings: Mapping[Place, Workings] = field(default_factory=dict)
    tips: Mapping[int, str] = field(default_factory=dict)
    first: int = 1
    minor: tuple[int, ...] = ()
    warning: str = ""
    lacks: str = ""
    strong_columns: frozenset[int] = frozenset()

    def as_text(self) -> str:
        """The whole table for the clipboard: tabs between cells, the heads first."""
        return "\n".join("\t".join(row) for row in (self.heads, *self.rows))


class _NoColumns(Enum):
    pass


class WordsModel(TupleModel[tuple[str, ...]]):
    """A table of words; the first column is names, the rest are figures."""

    columns = _NoColumns
    _view = TableView((), (), "")

    @property
    def view(self) -> TableView:
        return self._view

    def show_view(self, view: TableView) -> None:
        self._view = view
        self.set_columns(range(len(view.heads)))
        self.set_records(view.rows)

    def head(self, column: Any) -> str:
        return self._view.heads[column] if column < len(self._view.heads) else ""

    def words(self, record: tuple[str, ...], column: Any) -> str:
        return record[column] if column < len(record) else ""

    def spoken(self, record: tuple[str, ...], column: Any) -> str:
        return f"{record[0]}: {self.words(record, column)}" if column else record[0]

    def is_figure(self, column: Any) -> bool:
        return bool(column)

    def is_strong(self, record: tuple[str, ...], column: Any) -> bool:
        if column in self._view.strong_columns:
            return True
        return any(self._view.rows[place] == record for place in self._view.strong if place < len(self._view.rows))

    def extra(self, record: tuple[str, ...], column: Any, role: int) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._view.tips.get(self.row_of(self.key(record))) or self.words(record, column)
        return None

    def key(self, record: tuple[str, ...]) -> object:
        return record[0]
