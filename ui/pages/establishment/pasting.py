"""Cells from a spreadsheet: as new lines where they hold whole lines, else over the cells that are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from negotiator.domain.establishment import StaffLine
from negotiator.domain.problems import Problem, Refused
from negotiator.services.commands import ChangeRecords, Command, ImportStaffLines
from negotiator.services.imports.columns import Matching, suggest
from negotiator.services.imports.people import ReadOptions, RefusedRow, read_lines
from negotiator.services.imports.tables import Row, Table, read_pasted
from negotiator.services.rules import problems_of
from negotiator.wording import imports as words
from negotiator.wording.figures import NOUGHT_IN_TABLE, number
from ui.dialogs.base import Dialog
from ui.pages.establishment import entry
from ui.pages.establishment.entry import LineColumn
from ui.pages.establishment.refused import RefusedCard
from ui.theme import Theme
from ui.widgets import Text

C = LineColumn
Cells = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Paste:
    """What a paste would do: one command for the rows that can be taken, None where none can; the rows that cannot.

    ``count`` counts the lines added, or changed where ``is_new`` is False.
    """

    command: Command | None
    count: int
    is_new: bool
    refused: tuple[RefusedRow, ...]


def has_headings(rows: Cells) -> bool:
    """True where the first row names at least two fields."""
    return bool(rows) and words.known_headings([cell.strip() for cell in rows[0]]) >= 2


def holds_lines(rows: Cells, columns: Sequence[LineColumn]) -> bool:
    """True where rows, read from the first column on, reach as far as the WTE: then each is a whole line."""
    return has_headings(rows) or max((len(row) for row in rows), default=0) > columns.index(C.WTE)


def as_lines(rows: Cells, columns: Sequence[LineColumn], options: ReadOptions) -> Paste:
    """Rows as new lines: under their own headings, else in the order of the table's columns. Raises Refused."""
    plain = tuple(tuple("" if cell.strip() == NOUGHT_IN_TABLE else cell for cell in row) for row in rows)
    if has_headings(plain):
        table = read_pasted("\n".join("\t".join(row) for row in plain))
        matching = suggest(table)
    else:
        width = max(len(row) for row in plain)
        if width > len(columns):
            raise Refused(Problem("import_too_wide", data={"columns": width, "most": len(columns)}))
        filled = tuple(Row(n, row) for n, row in enumerate(plain, 1) if any(cell.strip() for cell in row))
        table = Table(words.PASTE, tuple(entry.head(column) for column in columns[:width]), filled)
        fields = {column.value: place for place, column in enumerate(columns[:width]) if column.value in words.FIELDS}
        matching = Matching(fields)
    found = read_lines(table, matching, options)
    command = ImportStaffLines(found.lines) if found.lines else None
    return Paste(command, len(found.lines), True, found.refused)


def over_cells(rows: Cells, targets: Sequence[StaffLine], columns: Sequence[LineColumn]) -> Paste:
    """Rows over the lines and columns from the current cell on."""
    changed: list[StaffLine] = []
    refused: list[RefusedRow] = []
    taken = 0
    for place, row in enumerate(rows):
        if place >= len(targets):
            refused.append(RefusedRow(place + 1, "", Problem("import_no_line_there")))
            continue
        try:
            line = _changed(targets[place], row, columns)
        except Refused as refusal:
            problem = refusal.problems[0]
            heading = entry.head(entry.column_at(problem.place))
            refused.append(RefusedRow(place + 1, heading, replace(problem, place="")))
            continue
        taken += 1
        if line != targets[place]:
            changed.append(line)
    return Paste(ChangeRecords(tuple(changed)) if changed else None, taken, False, tuple(refused))


def _changed(line: StaffLine, row: Sequence[str], columns: Sequence[LineColumn]) -> StaffLine:
    if len(row) > len(columns):
        raise Refused(Problem("import_row_too_long", data={"columns": len(columns)}))
    values = {column.value: entry.read(column, cell) for column, cell in zip(columns, row, strict=False)}
    new: StaffLine = replace(line, **values)
    for problem in problems_of(new):
        raise Refused(problem)
    return new


class PasteDialog(Dialog):
    """Lists the rows that cannot be taken before anything is changed. ``accepted_rest`` goes on with the others."""

    accepted_rest = Signal(object)

    def __init__(self, theme: Theme, paste: Paste, parent: QWidget | None = None) -> None:
        total = paste.count + len(paste.refused)
        title = self.tr("{bad} of {total} rows cannot be pasted")
        super().__init__(theme, title.format(bad=number(len(paste.refused)), total=number(total)), parent, 640)
        self._paste = paste
        self.body.addWidget(
            Text(
                self.tr("Nothing is changed yet. Mend them in the spreadsheet, or go on without them."), "body", "muted"
            )
        )
        self.refused = RefusedCard(theme)
        self.refused.set_rows(paste.refused)
        self.body.addWidget(self.refused, 1)
        self.cancel_button = self.add_button(self.tr("Cancel"), "secondary" if paste.command else "primary")
        self.cancel_button.clicked.connect(self.reject)
        self.go_on_button = None
        if paste.command is not None:
            go_on = self.tr("Paste the other {count}").format(count=number(paste.count))
            self.go_on_button = self.add_button(go_on, "primary")
            self.go_on_button.clicked.connect(self._on_go_on)
        self.resize(theme.px(680), theme.px(420))

    def _on_go_on(self) -> None:
        self.accept()
        self.accepted_rest.emit(self._paste)
