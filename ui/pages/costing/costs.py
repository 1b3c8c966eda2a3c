"""The card with the table of costs: which columns it has room for, its note, and the cell that the reader stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QSizePolicy

from negotiator.domain.costing.result import CostingResult
from negotiator.wording.assumed_years import DAGGER, assumed_note, assumed_years
from ui.pages.costing.table import LEFT, MAKERS, TOTAL, CostColumn, CostDelegate, CostModel, CostRow, Fold, mark_assumed
from ui.theme import Theme
from ui.theme.type import tabular
from ui.widgets import Card, DataTable, ElidedText
from ui.widgets.wrapping import broken_lines

_GAP, _LEAST_GAP = 11, 6
"""Pixels between two columns of figures, at 100 %: without them they read as one."""


@dataclass(frozen=True, slots=True)
class _Heights:
    """Of a row, of the line of options, of that line where a name takes two, and of the line of years, at 100 %."""

    row: int
    options: int
    options_in_two: int
    years: int


_HEIGHTS = (_Heights(27, 28, 34, 28), _Heights(24, 24, 32, 20), _Heights(22, 20, 30, 18))
"""From where there is height enough to where there is least."""
_LEAST_HEIGHT = 170
_SHUT_WIDTH = 32
"""Of the head of an option that there is no room for, at 100 %: its letter, wide enough to press."""
_EDGES, _SLACK = 4, 2
"""Pixels of the card's edges, and those that a table needs beside its rows and its head, so that nothing scrolls."""

ChosenCell = tuple[str, str, str]
"""The component, the option's id (empty: no change) and the year, ``all`` or ``full``."""


class CostsCard(Card):
    """All options by year. Where room is short the other options fold to their sum; rows are lower where height is.

    Signals:
        cell_moved: the reader moved to another cell; `cell` is it.
        option_chosen: the head of an option was pressed.
        workings_asked: the reader wants to see the workings of the cell.
    """

    cell_moved = Signal()
    option_chosen = Signal(str)
    workings_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(flush=True)
        self._theme = theme
        self._result: CostingResult | None = None
        self._view, self._option_id = "in_year", ""
        self._bar = 0  # what a scroll bar at the right takes, where there is one
        self.cell: ChosenCell = (TOTAL, "", "")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.table = DataTable(theme, self.tr("Costs by component, option and year"))
        self.header = self.table.set_two_levels()
        self.model = CostModel(self)
        self.table.setModel(self.model)
        self.table.setItemDelegate(CostDelegate(theme, self.model, self.table))
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.header.setMinimumSectionSize(theme.px(_SHUT_WIDTH))
        self.header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.add(self.table)
        self.assumed = ElidedText("", "caption", "muted")
        self.assumed.setContentsMargins(theme.px(16), theme.px(2), theme.px(16), theme.px(3))
        self.add(self.assumed)
        self.table.current_moved.connect(self._on_cell)
        self.table.activated_record.connect(self._on_activated)
        self.table.customContextMenuRequested.connect(self._on_context_menu)
        self.header.group_clicked.connect(self._on_group)

    # --- filling -----------------------------------------------------------------------------------------------------

    def show_costs(
        self, result: CostingResult, view: str, view_name: str, option_id: str, awards: Mapping[str, Decimal]
    ) -> None:
        """Show one of `MAKERS`' views, with this option chosen. KeyError for another view."""
        self._result, self._view, self._option_id = result, view, option_id
        self.model.chosen_option = option_id
        self.model.unit_head = "£, " + view_name.lower()
        self.model.assumed_note = assumed_note(result.warnings, awards)
        self.assumed.setText(f"{DAGGER} {self.model.assumed_note}")
        self._arrange()
        self._select_cell()

    def _arrange(self) -> None:
        """The columns that there is room for, as wide as their figures and what is left over."""
        result = self._result
        room = self.width() - _EDGES - self._bar
        if result is None or room < self._theme.px(200):
            return
        columns, rows, role, gap = self._fitting(result, room)
        self.table.setFont(self._theme.font(role))
        if tuple(columns) != self.model._columns[1:]:
            self.model.set_columns([LEFT, *columns])
        self.model.set_records(rows)
        self.assumed.setVisible(bool(self.model.assumed_note) and any(column.assumed for column in columns))
        widths = self._widths(columns, rows, role, gap)
        grow = [section for section, column in enumerate((None, *columns)) if column is None or not column.is_shut]
        spare = max(0, room - sum(widths))
        each = spare // len(grow)
        for section, width in enumerate(widths):
            more = (each if section in grow else 0) + (spare - each * len(grow) if section == 0 else 0)
            self.table.setColumnWidth(section, width + more)
        self.header.viewport().update()

    def _fitting(self, result: CostingResult, room: int) -> tuple[list[CostColumn], tuple[CostRow, ...], str, int]:
        """Every year in the usual size, or smaller; else the other options as sums; else their letters alone."""
        assumed = assumed_years(result.warnings)
        for fold in Fold:
            made, rows = MAKERS[self._view](result, self._option_id, fold)
            columns = mark_assumed(made, result, assumed)
            for role, gap in (("body", _GAP), ("caption", _GAP), ("caption", _LEAST_GAP)):
                tight = gap == _LEAST_GAP and fold is Fold.OPEN
                if not tight and sum(self._widths(columns, rows, role, gap)) <= room:
                    return columns, rows, role, gap
        return columns, rows, role, gap

    def _widths(self, columns: Sequence[CostColumn], rows: Sequence[CostRow], role: str, gap: int) -> list[int]:
        """What each column needs, the first for the rows' names: nothing is cut and no two figures touch."""
        px, usual = self._theme.px, self._theme.font(role)
        strong = QFont(usual)
        strong.setWeight(QFont.Weight.DemiBold)
        heads = self._theme.metrics("caption-strong")

        def widest(column: CostColumn) -> float:
            """Of its figures, the total in bold."""
            said = {True: [""], False: [""]}
            for row in rows:
                said[self.model.is_strong(row, column)].append(self.model.words(row, column))
            return max(
                *(in_bold.horizontalAdvance(each) for each in said[True]),
                *(figures.horizontalAdvance(each) for each in said[False]),
            )

        figures, in_bold = QFontMetricsF(tabular(QFont(usual))), QFontMetricsF(tabular(QFont(strong)))
        names = QFontMetricsF(usual)
        first = max((names.horizontalAdvance(row.label) for row in rows), default=0)
        first = max(first, heads.horizontalAdvance(self.model.unit_head)) + px(23)
        widths = [round(first)]
        for column in columns:
            if column.is_shut:
                widths.append(px(_SHUT_WIDTH))
                continue
            widths.append(round(max(widest(column), heads.horizontalAdvance(self.model.head(column)))) + px(gap))
        widths[-1] += px(4)
        return widths

    def _names_break(self) -> bool:
        """Whether an option's name takes two lines above its columns."""
        font = self._theme.font("caption-strong")
        for words, first, last, _ in self.header.groups():
            width = sum(self.header.sectionSize(section) for section in range(first, last + 1))
            if words and len(broken_lines(words, font, width - 8)[0]) > 1:
                return True
        return False

    def _around(self) -> int:
        """What the card takes beside its head and its rows."""
        note = self.assumed.sizeHint().height() if self.assumed.isVisibleTo(self) else 0
        sideways = sum(self.header.sectionSize(each) for each in range(self.header.count())) > self.width()
        bar = self.table.horizontalScrollBar().sizeHint().height() if sideways else 0
        return note + bar + _SLACK + _EDGES

    def height_to_spare(self) -> int:
        """What could be taken from the height it was fitted to, its rows scrolling."""
        return max(0, self.minimumSizeHint().height() - self._theme.px(_LEAST_HEIGHT))

    def fit(self, height: int) -> None:
        """Take at most this height: lower rows where the usual ones do not fit, and scrolling only after that."""
        px, in_two = self._theme.px, self._names_break()
        for heights in _HEIGHTS:
            options = heights.options_in_two if in_two else heights.options
            whole = px(options + heights.years) + self.model.rowCount() * px(heights.row) + self._around()
            if whole <= height:
                break
        self.table.set_row_height(heights.row)
        self.header.set_heights(options, heights.years)
        note = self.assumed.sizeHint().height() if self.assumed.isVisibleTo(self) else 0
        most = max(height, px(_LEAST_HEIGHT))
        bar = self.table.verticalScrollBar().sizeHint().width() if whole > most else 0
        if bar != self._bar:
            self._bar = bar
            self._arrange()
            self._select_cell()
        self.table.setFixedHeight(min(whole, most) - note - _EDGES)
        if bar:
            self.table.scrollTo(self.table.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()
            self._select_cell()

    # --- the chosen cell ---------------------------------------------------------------------------------------------

    def _select_cell(self) -> None:
        """Stand on the same cell as before; where it has gone, on the chosen option's total."""
        component, option_id, year = self.cell
        row, section = self.model.row_of(component), self._section(option_id, year)
        if row < 0 or section < 0:
            row, section = self.model.row_of(TOTAL), max(1, self._section(self._option_id))
        if row >= 0:
            index = self.model.index(row, section)
            self.table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._remember(index)

    def _section(self, option_id: str, year: str = "") -> int:
        """The first column of an option, or that of a year; -1 where there is none. No change has no option."""
        for section in range(self.model.columnCount()):
            column = self.model.column_at(section)
            if column is None:
                continue
            if column.option_id == option_id and column.year == year:
                return section
            if not year and column.option_id in (option_id, ""):
                return section
        return -1

    def _remember(self, index: QModelIndex) -> None:
        column = self.model.column_at(index.column())
        if column is not None:
            self.cell = (self.model.record(index.row()).key, column.option_id, column.year)

    def _on_cell(self, index: QModelIndex) -> None:
        if not index.isValid() or self.model.column_at(index.column()) is None:
            return
        before = self.cell
        self._remember(index)
        if self.cell != before:
            self.cell_moved.emit()

    def _on_group(self, section: int) -> None:
        column = self.model.column_at(section)
        if column is not None and column.option_id:
            self.option_chosen.emit(column.option_id)

    def _on_activated(self, index: object) -> None:
        self.workings_asked.emit()

    # --- taking it elsewhere -----------------------------------------------------------------------------------------

    def _on_context_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("How was this worked out?\tEnter")).triggered.connect(self.workings_asked)
        menu.addAction(self.tr("Copy\tCtrl+C")).triggered.connect(self.table.copy)
        menu.addAction(self.tr("Copy table")).triggered.connect(self.copy_table)
        menu.popup(self.table.viewport().mapToGlobal(at))

    def copy_table(self) -> None:
        """The whole table of costs for a spreadsheet or a paper, its options and years as heads."""
        shown = [(n, c) for n in range(1, self.model.columnCount()) if (c := self.model.column_at(n)) and not c.is_shut]
        heads = [self.model.unit_head, *(f"{column.option_name}, {self.model.head(column)}" for _, column in shown)]
        rows = [
            [str(self.model.index(row, column).data() or "") for column in (0, *(n for n, _ in shown))]
            for row in range(self.model.rowCount())
        ]
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in (heads, *rows)))
