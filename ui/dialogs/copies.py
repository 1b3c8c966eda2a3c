"""Lists to choose from: what a crash left, and the safety copies of a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from negotiator.services.recovery import Recoverable
from negotiator.services.safety_copies import SafetyCopy
from negotiator.wording.commands import command_label
from negotiator.wording.figures import day, time_of_day
from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets import Card, DataTable, Text, TupleModel


class _Column(Enum):
    WHEN = 0
    WHAT = 1


class _Lines(TupleModel[tuple[int, datetime, str]]):
    """When, and what."""

    columns = _Column

    def head(self, column: Any) -> str:
        return self.tr("When") if column is _Column.WHEN else self.tr("What")

    def words(self, record: tuple[int, datetime, str], column: Any) -> str:
        when = record[1].astimezone()
        return f"{day(when.date())}, {time_of_day(when)}" if column is _Column.WHEN else record[2]

    def key(self, record: tuple[int, datetime, str]) -> object:
        return record[0]


class _ListDialog(Dialog):
    def __init__(
        self, theme: Theme, title: str, sentence: str, lines: Sequence[tuple[datetime, str]], parent: QWidget | None
    ) -> None:
        super().__init__(theme, title, parent, 520)
        self.body.addWidget(Text(sentence, "body", "muted", wrap=True))
        self.model = _Lines(self)
        self.model.set_records(tuple((row, when, what) for row, (when, what) in enumerate(lines)))
        self.table = DataTable(theme, title, rows=True)
        self.table.setModel(self.model)
        self.table.setColumnWidth(0, theme.px(220))
        self.table.horizontalHeader().setStretchLastSection(True)
        card = Card(flush=True)
        card.add(self.table, 1)
        self.body.addWidget(card, 1)
        self.resize(theme.px(560), theme.px(440))


class LeftChanges(_ListDialog):
    """What was changed after the last save, newest first. ``chosen`` gives ``recover`` or ``discard``."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, left: Recoverable, parent: QWidget | None = None) -> None:
        lines = [(change.at, command_label(change.label)) for change in reversed(left.labels)]
        sentence = self.tr(
            "{count} changes to “{title}” were made after the last save. Recovering opens the workspace with all of "
            "them; the file itself stays as it is until you save."
        ).format(count=left.changes, title=left.title or self.tr("a new workspace"))
        super().__init__(theme, self.tr("Changes not saved"), sentence, lines, parent)
        self.discard_button = self.add_button(self.tr("Throw them away"), left=True)
        self.close_button = self.add_button(self.tr("Close"))
        self.recover_button = self.add_button(self.tr("Recover"), "primary")
        self.discard_button.clicked.connect(self._on_discard)
        self.close_button.clicked.connect(self.reject)
        self.recover_button.clicked.connect(self._on_recover)

    def _on_recover(self) -> None:
        self.chosen.emit("recover")
        self.accept()

    def _on_discard(self) -> None:
        self.chosen.emit("discard")
        self.accept()


class SafetyCopies(_ListDialog):
    """The safety copies of a file. ``chosen`` gives the path of the one to open."""

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, document: Path, copies: Sequence[SafetyCopy], parent: QWidget | None = None
    ) -> None:
        self._copies = tuple(copies)
        sentence = (
            self.tr("“{name}” as it stood before each save. A copy opens beside it; the file itself is not touched.")
            if copies
            else self.tr("No copies of “{name}” yet: one is kept each time a save replaces the file.")
        ).format(name=document.name)
        lines = [(copy.taken, self.tr("as it stood until then")) for copy in copies]
        super().__init__(theme, self.tr("Safety copies"), sentence, lines, parent)
        self.close_button = self.add_button(self.tr("Close"))
        self.open_button = self.add_button(self.tr("Open copy"), "primary")
        self.open_button.setEnabled(bool(copies))
        self.close_button.clicked.connect(self.reject)
        self.open_button.clicked.connect(self._on_open)
        self.table.activated_record.connect(self._on_open)

    def _on_open(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._copies) or len(self._copies) == 1:
            self.chosen.emit(self._copies[max(0, row)].path)
            self.accept()
