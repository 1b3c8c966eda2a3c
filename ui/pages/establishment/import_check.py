"""What would come of a spreadsheet: the lines, the rows left out, and how they come in."""

from __future__ import annotations

from enum import Enum
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHeaderView, QSplitter, QVBoxLayout, QWidget

from negotiator.domain.establishment import StaffLine
from negotiator.services.commands import Placing
from negotiator.services.imports.people import FoundLines
from negotiator.wording.figures import NOUGHT_IN_TABLE, number
from ui.pages.establishment import entry
from ui.pages.establishment.refused import RefusedCard
from ui.theme import Theme
from ui.widgets import Card, DataTable, Segmented, Text, TupleModel, Words

SHOWN = 200
"""How many of the first lines are shown."""


class PreviewColumn(Enum):
    NAME = "name"
    GROUP = "group"
    ROLE = "role"
    BAND = "band"
    STEP = "step"
    HEADS = "headcount"
    WTE = "wte"
    SATURDAY_NIGHT = "saturday_night_hours"
    SUNDAY_HOLIDAY = "sunday_holiday_hours"
    NEXT_STEP = "next_step"


class PreviewModel(TupleModel[StaffLine]):
    """Lines as they would be."""

    columns = PreviewColumn

    def head(self, column: Any) -> str:
        return entry.head(entry.LineColumn(column.value))

    def words(self, record: StaffLine, column: Any) -> str:
        return entry.words(record, entry.LineColumn(column.value))

    def is_figure(self, column: Any) -> bool:
        return entry.LineColumn(column.value) in entry.FIGURES

    def key(self, record: StaffLine) -> object:
        return record.name


class CheckStep(QWidget):
    """``asked_anew`` comes when a choice changes how the rows are read."""

    asked_anew = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.grouping = Segmented(
            self.tr("Rows become"), ((False, self.tr("A line each")), (True, self.tr("One line for people alike")))
        )
        self.placing = Segmented(
            self.tr("Lines that are there"),
            ((Placing.APPEND, self.tr("Stay, these are added")), (Placing.REPLACE, self.tr("Are replaced"))),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.addWidget(Text(self.tr("Each row becomes"), "body", "muted"), 0, 0)
        grid.addWidget(self.grouping, 0, 1)
        grid.addWidget(Text(self.tr("The lines there now"), "body", "muted"), 1, 0)
        grid.addWidget(self.placing, 1, 1)
        grid.setColumnStretch(2, 1)
        column.addLayout(grid)
        self.summary = Words(theme, (), "body")
        self.notes = Text("", "caption", "muted", wrap=True)
        column.addWidget(self.summary)
        column.addWidget(self.notes)
        self.preview = PreviewModel(self)
        self.preview_card = Card(self.tr("First lines"), flush=True)
        self.preview_table = DataTable(theme, self.tr("First lines"), rows=True)
        self.preview_table.setModel(self.preview)
        head = self.preview_table.horizontalHeader()
        for each in PreviewColumn:
            head.setSectionResizeMode(self.preview.column_of(each), QHeaderView.ResizeMode.ResizeToContents)
        self.preview_card.add(self.preview_table, 1)
        self.refused = RefusedCard(theme)
        both = QSplitter(Qt.Orientation.Vertical)
        both.setChildrenCollapsible(False)
        both.addWidget(self.preview_card)
        both.addWidget(self.refused)
        both.setHandleWidth(theme.px(10))
        column.addWidget(both, 1)
        self.problem = Text("", "body", "red", wrap=True)
        self.problem.hide()
        column.addWidget(self.problem)
        self.grouping.chosen.connect(self._on_chosen)
        self.placing.chosen.connect(self._on_chosen)

    @property
    def is_grouping(self) -> bool:
        return bool(self.grouping.value())

    @property
    def is_replacing(self) -> bool:
        return self.placing.value() is Placing.REPLACE

    def set_found(self, found: FoundLines) -> None:
        self.say("")
        self.summary.set_parts(
            [
                (number(found.rows), "strong"),
                self.tr(" rows give "),
                (number(len(found.lines)), "strong"),
                self.tr(" lines with "),
                (number(found.people), "strong"),
                self.tr(" people and "),
                (entry.exact(found.wte, 1), "strong"),
                self.tr(" WTE. "),
                (self._left_out(found), "strong amber" if found.refused else "muted"),
            ]
        )
        notes = []
        if found.personal:
            notes.append(self.tr("Dropped as personal data: {names}.").format(names=", ".join(found.personal)))
        if found.left_out:
            notes.append(self.tr("Not used: {names}.").format(names=", ".join(found.left_out)))
        if found.steps_passed:
            words = self.tr("{count} next steps lie before the first year and are in today's step already.")
            notes.append(words.format(count=number(found.steps_passed)))
        self.notes.setText(" ".join(notes))
        self.notes.setVisible(bool(notes))
        self.preview.set_records(found.lines[:SHOWN])
        for each in PreviewColumn:  # what no line has would only take room
            unused = all(self.preview.words(line, each) in ("", NOUGHT_IN_TABLE) for line in self.preview.records)
            self.preview_table.setColumnHidden(self.preview.column_of(each), unused)
        self.preview_card.note.setText(
            self.tr("{shown} of {all}").format(shown=number(SHOWN), all=number(len(found.lines)))
            if len(found.lines) > SHOWN
            else ""
        )
        self.preview_card.setVisible(bool(found.lines))
        self.refused.set_rows(found.refused)
        self.refused.setVisible(bool(found.refused))

    def say(self, sentence: str) -> None:
        """Why the lines cannot come in; empty takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _left_out(self, found: FoundLines) -> str:
        if not found.refused:
            return self.tr("Every row can be taken.")
        return self.tr("{count} rows are left out.").format(count=number(len(found.refused)))

    def _on_chosen(self, key: object) -> None:
        self.asked_anew.emit()
