"""Which column of a spreadsheet goes into which field: a list of the columns with a choice for each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from negotiator.services.imports.columns import REQUIRED, Matching
from negotiator.services.imports.tables import Table, column_letter
from negotiator.wording.imports import FIELDS
from ui.theme import Theme
from ui.widgets import ElidedText, Icon, Rule, Scroll, Text
from ui.widgets.boxes import ScrolledBox

NOT_USED = ""
_SAMPLES = 3


class ColumnsStep(QWidget):
    """``changed`` comes with every choice; ``matching`` holds them."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.matching = Matching({})
        self._table: Table | None = None
        self.boxes: list[QComboBox] = []
        self._notes: list[Text] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.lead = Text("", "body", "muted", wrap=True)
        column.addWidget(self.lead)
        column.addWidget(Rule())
        self._area = Scroll()
        self._area.column.setContentsMargins(0, 0, 12, 0)
        self._grid_box: QWidget | None = None
        self._area.column.addStretch(1)
        column.addWidget(self._area, 1)
        self.problem = Text("", "body", "red", wrap=True)
        self.problem.hide()
        column.addWidget(self.problem)

    def set_table(self, table: Table, matching: Matching) -> None:
        self._table, self.matching = table, matching
        if self._grid_box is not None:
            self._area.column.removeWidget(self._grid_box)
            self._grid_box.deleteLater()
        self.boxes, self._notes = [], []
        self._grid_box = QWidget()
        grid = QGridLayout(self._grid_box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        for place, words in enumerate(
            (self.tr("Column"), self.tr("First values"), self.tr("Goes into"), self.tr("Note"))
        ):
            grid.addWidget(Text(words, "caption-strong", "muted"), 0, place)
        for index, heading in enumerate(table.headings):
            if heading:
                self._add_row(grid, len(self.boxes) + 1, index, heading)
        grid.setColumnMinimumWidth(2, self.theme.px(220))
        for place, stretch in enumerate((3, 3, 0, 3)):
            grid.setColumnStretch(place, stretch)
        self._area.column.insertWidget(0, self._grid_box)
        self._show()

    def choose(self, index: int, field: str) -> None:
        """Put a column (counted from 0) into a field, or into none."""
        box = next(each for each in self.boxes if each.property("column") == index)
        box.setCurrentIndex(box.findData(field))

    def _add_row(self, grid: QGridLayout, row: int, index: int, heading: str) -> None:
        assert self._table is not None
        samples = [
            str(cells.cells[index])
            for cells in self._table.rows[:_SAMPLES]
            if index < len(cells.cells) and cells.cells[index] not in (None, "")
        ]
        personal = index in self.matching.personal
        grid.addWidget(ElidedText(heading, "body-medium"), row, 0)
        sample = self.tr("hidden") if personal else " · ".join(" ".join(text.split())[:40] for text in samples)
        grid.addWidget(ElidedText(sample, "body", "muted"), row, 1)
        box = ScrolledBox()
        box.setProperty("column", index)
        box.setAccessibleName(
            self.tr("Column {letter}, {heading}, goes into").format(letter=column_letter(index), heading=heading)
        )
        box.addItem(self.tr("Not used"), NOT_USED)
        for field, words in FIELDS.items():
            box.addItem(self.tr("{field} (needed)").format(field=words) if field in REQUIRED else words, field)
        box.activated.connect(self._on_chosen)
        box.currentIndexChanged.connect(self._on_chosen)
        self.boxes.append(box)
        grid.addWidget(box, row, 2)
        note = Text("", "caption", "muted", wrap=True)
        self._notes.append(note)
        grid.addWidget(note, row, 3)

    def _on_chosen(self) -> None:
        box = self.sender()
        if not isinstance(box, QComboBox):
            return
        index, field = int(box.property("column")), str(box.currentData())
        now = next((name for name, column in self.matching.columns.items() if column == index), NOT_USED)
        if field == now:
            return
        if field == NOT_USED:
            self.matching = self.matching.with_column(now, None)
        else:
            self.matching = self.matching.with_column(field, index)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        """Every box as the matching has it: a field that moved to another column left the first."""
        by_column = {column: field for field, column in self.matching.columns.items()}
        for box, note in zip(self.boxes, self._notes, strict=True):
            index = int(box.property("column"))
            box.blockSignals(True)
            box.setCurrentIndex(box.findData(by_column.get(index, NOT_USED)))
            box.blockSignals(False)
            personal = index in self.matching.personal
            note.setText(self.tr("Dropped: it looks like personal data, which is not needed here.") if personal else "")
            note.set_tone("amber" if personal else "muted")
        used, dropped = len(self.matching.columns), len(self.matching.personal)
        words = self.tr("{used} columns are used, {dropped} dropped as personal data, {rest} not used.")
        self.lead.setText(words.format(used=used, dropped=dropped, rest=len(self.matching.unused)))
        missing = [FIELDS[field] for field in self.matching.missing]
        self.problem.setVisible(bool(missing))
        if missing:
            words = self.tr("Choose a column for {fields}: without it no row can become a line.")
            self.problem.setText(words.format(fields=self.tr(" and ").join(missing)))


class StepsHead(QWidget):
    """Where one is: file, columns, check."""

    def __init__(self, theme: Theme, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = [Text(f"{number}  {name}", "body") for number, name in enumerate(names, 1)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QGridLayout()
        row.setHorizontalSpacing(10)
        place = 0
        for label in self._labels:
            if place:
                row.addWidget(Icon(theme, "chevron-right", "muted", 14), 0, place - 1)
            row.addWidget(label, 0, place)
            place += 2
        row.setColumnStretch(place, 1)
        column.addLayout(row)
        self.setAccessibleName(self.tr("Steps"))
        self.set_step(0)

    def set_step(self, step: int) -> None:
        for number, label in enumerate(self._labels):
            label.setProperty("role", "body-strong" if number == step else "body")
            label.set_tone("blue" if number == step else "muted")
            label.style().unpolish(label)
            label.style().polish(label)
            label.setAlignment(Qt.AlignmentFlag.AlignLeft)
