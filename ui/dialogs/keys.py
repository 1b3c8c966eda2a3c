"""What the keyboard does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets import Card, DataTable, TupleModel


@dataclass(frozen=True, slots=True)
class Key:
    """A key and what it does."""

    keys: str
    does: str

    @property
    def id(self) -> str:
        return self.keys


class _Column(Enum):
    KEYS = "Keys"
    DOES = "What they do"


class _Keys(TupleModel[Key]):
    columns = _Column

    def head(self, column: Any) -> str:
        return self.tr("Keys") if column is _Column.KEYS else self.tr("What they do")

    def words(self, record: Key, column: Any) -> str:
        return record.keys if column is _Column.KEYS else record.does

    def is_strong(self, record: Key, column: Any) -> bool:
        return column is _Column.KEYS


class Keys(Dialog):
    """Every shortcut, from the table of actions, and what tables and lists understand."""

    def __init__(self, theme: Theme, keys: Sequence[Key], parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Keyboard"), parent, 480)
        self.model = _Keys(self)
        self.model.set_records(
            (
                *keys,
                Key(self.tr("Tab, Shift+Tab"), self.tr("Next or previous field; leaves a table")),
                Key(self.tr("Arrow keys"), self.tr("Move within a table, a list, the rail or a chart")),
                Key(self.tr("Enter or F2"), self.tr("Edit the current cell, or open the current row")),
                Key(self.tr("Ctrl+C, Ctrl+V"), self.tr("Copy cells as a table; paste cells where rows may be added")),
                Key(self.tr("Escape"), self.tr("Leave what is open: a cell, a search, a dialog")),
            )
        )
        card = Card(flush=True)
        self.table = DataTable(theme, self.tr("Keyboard"), rows=True)
        self.table.setModel(self.model)
        self.table.setColumnWidth(0, theme.px(150))
        self.table.horizontalHeader().setStretchLastSection(True)
        card.add(self.table, 1)
        self.body.addWidget(card, 1)
        self.close_button = self.add_button(self.tr("Close"), "primary")
        self.close_button.clicked.connect(self.accept)
        self.resize(theme.px(520), theme.px(560))
