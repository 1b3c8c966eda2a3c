"""Rows of a spreadsheet that could not be taken, with the place and the sentence of each."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QWidget

from negotiator.services.imports.people import RefusedRow
from negotiator.wording.figures import number
from ui.pages.establishment.entry import said
from ui.theme import Theme
from ui.widgets import Button, Card, DataTable, TupleModel


class RefusedColumn(Enum):
    ROW = "row"
    COLUMN = "column"
    WHY = "why"


class RefusedModel(TupleModel[RefusedRow]):
    """Refused rows in the order of the spreadsheet."""

    columns = RefusedColumn

    def head(self, column: Any) -> str:
        return {
            RefusedColumn.ROW: self.tr("Row"),
            RefusedColumn.COLUMN: self.tr("Column"),
            RefusedColumn.WHY: self.tr("Why it is left out"),
        }[column]

    def words(self, record: RefusedRow, column: Any) -> str:
        match column:
            case RefusedColumn.ROW:
                return number(record.number)
            case RefusedColumn.COLUMN:
                return record.heading
        return said(record.problem)

    def is_figure(self, column: Any) -> bool:
        return column is RefusedColumn.ROW

    def extra(self, record: RefusedRow, column: Any, role: int) -> Any:
        return said(record.problem) if role == Qt.ItemDataRole.ToolTipRole else None

    def key(self, record: RefusedRow) -> object:
        return (record.number, record.heading)


class RefusedCard(Card):
    """The list, and a button that copies all of it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Rows left out"), flush=True, parent=parent)
        self.model = RefusedModel(self)
        self.table = DataTable(theme, self.tr("Rows left out"), rows=True)
        self.table.setModel(self.model)
        head = self.table.horizontalHeader()
        self.table.setColumnWidth(0, theme.px(80))
        self.table.setColumnWidth(1, theme.px(150))
        head.setSectionResizeMode(self.model.column_of(RefusedColumn.WHY), QHeaderView.ResizeMode.Stretch)
        self.copy_button = Button(theme, self.tr("Copy list"), "copy", "small")
        self.copy_button.clicked.connect(self.copy)
        self.add_to_head(self.copy_button)
        self.add(self.table, 1)

    def set_rows(self, rows: Sequence[RefusedRow]) -> None:
        self.model.set_records(rows)
        self.note.setText(number(len(rows)) if rows else "")

    def copy(self) -> None:
        """The whole list as text between tabs, heads first."""
        lines = ["\t".join(self.model.head(column) for column in RefusedColumn)]
        lines += ["\t".join(self.model.words(row, column) for column in RefusedColumn) for row in self.model.records]
        QGuiApplication.clipboard().setText("\n".join(lines))
