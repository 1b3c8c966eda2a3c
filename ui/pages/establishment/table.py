"""The card of lines: search and filters above, the table, what was refused beneath it, totals in the footer."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QComboBox, QHBoxLayout, QHeaderView, QMenu, QWidget

from negotiator.domain.establishment import StaffLine
from negotiator.services.commands import ChangeStaffField
from negotiator.wording.figures import money, number
from ui.pages.base import PageContext
from ui.pages.establishment import entry
from ui.pages.establishment.delegate import LineDelegate
from ui.pages.establishment.entry import LineColumn
from ui.pages.establishment.lines import Totals, bands_of, fields_used, groups_of
from ui.pages.establishment.model import StaffModel
from ui.widgets import Button, Card, DataTable, Icon, SearchField, Text, Words, announce

if TYPE_CHECKING:
    from negotiator.services.changes import Outcome

C = LineColumn
WIDTHS = {
    C.NAME: 168,
    C.GROUP: 104,
    C.ROLE: 172,
    C.BAND: 54,
    C.STEP: 98,
    C.HEADS: 62,
    C.WTE: 68,
    C.ZONE: 108,
    C.SATURDAY_NIGHT: 94,
    C.SUNDAY_HOLIDAY: 90,
    C.OVERTIME: 94,
    C.HOLIDAY_OVERTIME: 112,
    C.PENSION: 74,
    C.LONG_TERM: 78,
    C.SHORT_TERM: 80,
    C.ALLOWANCES: 160,
    C.NEXT_STEP: 90,
}
"""How wide a column has to be at 100 %; what is over goes to the line's name and role."""

ALWAYS = frozenset({C.NAME, C.GROUP, C.BAND, C.STEP, C.HEADS, C.WTE})
"""Columns without which a line says nothing; they cannot be hidden."""
USUAL = frozenset({C.ROLE, C.PENSION, C.SATURDAY_NIGHT, C.SUNDAY_HOLIDAY, C.NEXT_STEP})
"""Columns shown even where no line uses them yet; the others wait until one does."""
SPARE = (
    C.HOLIDAY_OVERTIME,
    C.SHORT_TERM,
    C.LONG_TERM,
    C.ZONE,
    C.ALLOWANCES,
    C.OVERTIME,
    C.PENSION,
    C.ROLE,
    C.NEXT_STEP,
    C.SUNDAY_HOLIDAY,
    C.SATURDAY_NIGHT,
)
"""Columns in the order in which they give way where there is no room."""


class LinesCard(Card):
    """The table of staff lines and all that belongs to it.

    Signals: ``form_asked`` opens the form of a line's id; ``pasted`` gives rows of cells; ``delete_asked`` and
    ``duplicate_asked`` concern what is selected; ``moved`` gives the current line's id, empty for none.
    """

    form_asked = Signal(str)
    pasted = Signal(object)
    delete_asked = Signal()
    duplicate_asked = Signal()
    moved = Signal(str)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self.context, self.theme = context, context.theme
        self.model = StaffModel(context.bridge, self)
        self._chosen_columns: dict[LineColumn, bool] = {}
        self._used: frozenset[LineColumn] = frozenset()
        self._build_tools()
        self.table = DataTable(self.theme, self.tr("Staff lines"))
        self.delegate = LineDelegate(self.theme, self.table)
        self.table.setItemDelegate(self.delegate)
        self.table.setModel(self.model)
        head = self.table.horizontalHeader()
        head.setSectionsClickable(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.add(self.table, 1)
        self._build_problem()
        self._build_footer()
        self._build_actions()
        self._connect()
        self._fit_columns()

    # Building.

    def _build_tools(self) -> None:
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(8)
        self.search = SearchField(self.theme, self.tr("Find a line, group or role"))
        self.search.setMinimumWidth(self.theme.px(110))
        self.search.setMaximumWidth(self.theme.px(280))
        self.group_box, self.band_box = QComboBox(), QComboBox()
        for box, name in ((self.group_box, self.tr("Staff group")), (self.band_box, self.tr("Band"))):
            box.setAccessibleName(self.tr("Show: {what}").format(what=name))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumWidth(self.theme.px(92))
        self.group_box.setMinimumContentsLength(12)
        self.band_box.setMinimumContentsLength(7)
        self.clear_button = Button(self.theme, self.tr("Show all"), role="link")
        self.form_button = Button(self.theme, self.tr("Form"), "square-user-round", "small")
        self.form_button.setToolTip(self.tr("Every field of the line in one form (Ctrl+Enter)"))
        self.columns_button = Button(self.theme, self.tr("Columns"), "columns-3", "small")
        self.columns_menu = QMenu(self)
        self.columns_button.setMenu(self.columns_menu)
        row.addWidget(self.search, 1_000)
        row.addWidget(self.group_box)
        row.addWidget(self.band_box)
        row.addWidget(self.clear_button)
        row.addStretch(1)
        row.addWidget(self.form_button)
        row.addWidget(self.columns_button)
        self.add(tools)
        self.column_actions: dict[LineColumn, QAction] = {}
        for column in C:
            if column in ALWAYS:
                continue
            action = self.columns_menu.addAction(entry.label(column))
            action.setCheckable(True)
            action.setData(column.value)
            action.toggled.connect(self._on_column_toggled)
            self.column_actions[column] = action
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(120)

    def _build_problem(self) -> None:
        self.problem_row = QWidget()
        row = QHBoxLayout(self.problem_row)
        row.setContentsMargins(15, 6, 12, 6)
        row.setSpacing(8)
        self.problem = Text("", "body", "red", wrap=True)
        self.mend_button = Button(self.theme, self.tr("Mend"), role="link")
        self.put_back_button = Button(self.theme, self.tr("Put back"), role="link")
        row.addWidget(Icon(self.theme, "circle-alert", "red", 16))
        row.addWidget(self.problem, 1)
        row.addWidget(self.mend_button)
        row.addWidget(self.put_back_button)
        self.problem_row.hide()
        self.add(self.problem_row)

    def _build_footer(self) -> None:
        foot = self.footer()
        foot.setSpacing(20)
        self.totals = Words(self.theme, (), "body", wrap=False)
        self.pay_bill = Words(self.theme, (), "body", wrap=False)
        foot.addWidget(self.totals, 1)
        foot.addWidget(self.pay_bill)

    def _build_actions(self) -> None:
        """What can be done to a line: in the table's own menu, each with its key."""
        self.form_action = self._action(self.tr("Open as a form"), "square-user-round", "Ctrl+Return")
        self.duplicate_action = self._action(self.tr("Duplicate line"), "copy", "Ctrl+Shift+D")
        self.fill_action = self._action(self.tr("Fill down"), "arrow-down", "Ctrl+D")
        self.delete_action = self._action(self.tr("Remove lines"), "trash-2", "")
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _action(self, text: str, icon: str, key: str) -> QAction:
        action = QAction(self.theme.icon(icon, "text", 16), text, self.table)
        if key:
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.table.addAction(action)
        return action

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_search)
        self._timer.timeout.connect(self.arrange)
        self.group_box.currentIndexChanged.connect(self._on_filter)
        self.band_box.currentIndexChanged.connect(self._on_filter)
        self.clear_button.clicked.connect(self.show_all)
        self.form_button.clicked.connect(self._on_form)
        self.form_action.triggered.connect(self._on_form)
        self.duplicate_action.triggered.connect(self.duplicate_asked)
        self.delete_action.triggered.connect(self.delete_asked)
        self.fill_action.triggered.connect(self.fill_down)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.table.horizontalHeader().sectionClicked.connect(self._on_head)
        self.table.pasted.connect(self.pasted)
        self.table.delete_pressed.connect(self.delete_asked)
        self.table.current_moved.connect(self._on_moved)
        self.delegate.closeEditor.connect(self._on_editor_closed)
        self.model.refused.connect(self._on_refused, Qt.ConnectionType.QueuedConnection)
        self.model.wrong_changed.connect(self._show_problem)
        self.model.step_followed.connect(self._on_step_followed)
        self.mend_button.clicked.connect(self._on_mend)
        self.put_back_button.clicked.connect(self.model.forget_all)
        self.theme.changed.connect(self._fit_columns)

    # What the page asks.

    def set_lines(self, lines: tuple[StaffLine, ...], steps: entry.Steps) -> None:
        self.model.steps = self.delegate.steps = steps
        self.model.set_lines(lines)
        self._used = fields_used(lines)
        self._fill_box(self.group_box, self.tr("All groups"), [(group, group) for group in groups_of(lines)])
        band = self.tr("Band {band}")
        self._fill_box(self.band_box, self.tr("All bands"), [(b, band.format(band=b)) for b in bands_of(lines)])
        self._fit_columns()
        self.fill_totals()

    def set_cramped(self, has_form: bool, narrow: bool) -> None:
        """Beside a form its button goes; in a narrow window also the choice of columns and the figure of all lines."""
        self.form_button.setVisible(not has_form)
        for widget in (self.pay_bill, self.columns_button):
            widget.setVisible(not (has_form and narrow))

    def set_pay_bill(self, year: str, amount: Decimal | None) -> None:
        """The baseline of the first year, of every line; None where it is not known."""
        if amount is None:
            self.pay_bill.set_parts(())
            return
        label = self.tr("Baseline pay bill {year}, all lines: ").format(year=year)
        self.pay_bill.set_parts([(label, "muted"), (money(amount), "strong")])

    def current_line(self) -> StaffLine | None:
        index = self.table.currentIndex()
        return self.model.record(index.row()) if index.isValid() else None

    def selected_lines(self) -> tuple[StaffLine, ...]:
        """Lines of which at least one cell is selected, from the top; the current one where none is."""
        rows: set[int] = set()
        chosen = self.table.selectionModel().selection()
        for area in (chosen.at(place) for place in range(chosen.size())):
            rows.update(range(area.top(), area.bottom() + 1))
        if not rows and self.table.currentIndex().isValid():
            rows = {self.table.currentIndex().row()}
        return tuple(self.model.record(row) for row in sorted(rows))

    def select(self, line_id: str, column: LineColumn | None = None) -> bool:
        """Make a line current, taking filters away that hide it. False where there is no such line."""
        if self.model.row_of(line_id) < 0:
            self.show_all()
        row = self.model.row_of(line_id)
        if row < 0:
            return False
        index = self.table.currentIndex()
        place = self.model.column_of(column) if column is not None else max(index.column(), 0)
        self.table.setCurrentIndex(self.model.index(row, place))
        self.table.scrollTo(self.table.currentIndex())
        return True

    def show_only(self, group: str = "", band: str = "") -> None:
        self.search.clear()
        for box, key in ((self.group_box, group), (self.band_box, band)):
            box.setCurrentIndex(max(0, box.findData(key)))
        self.arrange()

    def show_all(self) -> None:
        self.show_only()

    def visible_columns(self) -> tuple[LineColumn, ...]:
        return tuple(c for c in C if not self.table.isColumnHidden(self.model.column_of(c)))

    def fill_down(self) -> None:
        """Give the selected lines what the topmost of them has in the current column."""
        column = tuple(C)[self.table.currentIndex().column()] if self.table.currentIndex().isValid() else None
        lines = self.selected_lines()
        if column is None or column is C.NAME or len(lines) < 2:
            return
        value = getattr(lines[0], column.value)
        ids = tuple(line.id for line in lines[1:])
        command = ChangeStaffField(ids, column.value, value)
        self.context.bridge.run(command, partial(self._on_filled, ids, column), self.context.problem)

    def _on_filled(self, ids: tuple[str, ...], column: LineColumn, outcome: Outcome) -> None:
        if self.model.wrong:
            for line_id in ids:
                self.model.forget(line_id, column)
        words = self.tr("{field} filled down into {count} lines.")
        self.context.toast(words.format(field=entry.head(column), count=number(len(ids))))

    # Filter and order.

    def arrange(self) -> None:
        self._timer.stop()
        kept = self.current_line()
        column = max(self.table.currentIndex().column(), 0)
        self.model.arrange(
            replace(
                self.model.arrangement,
                search=self.search.text(),
                group=self.group_box.currentData() or "",
                band=self.band_box.currentData() or "",
            )
        )
        row = self.model.row_of(kept.id) if kept is not None else -1
        if row >= 0 and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(row, column))
        self.fill_totals()

    def sort(self, column: LineColumn | None, descending: bool = False) -> None:
        self.model.arrangement = replace(self.model.arrangement, column=column, descending=descending)
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.model.columnCount() - 1)
        self._fit_columns()
        self.arrange()

    def fill_totals(self) -> None:
        arrangement, shown = self.model.arrangement, Totals.of(self.model.records)
        lines = number(shown.lines)
        if arrangement.is_filtered:
            lines = self.tr("{shown} of {all}").format(shown=lines, all=number(len(self.model.lines)))
        self.totals.set_parts(
            [
                (lines, "strong"),
                (self.tr(" lines · "), "muted"),
                (number(shown.heads), "strong"),
                (self.tr(" people · "), "muted"),
                (entry.exact(shown.wte, 1), "strong"),
                (self.tr(" WTE"), "muted"),
            ]
        )
        self.clear_button.setVisible(arrangement.is_filtered)

    def _fill_box(self, box: QComboBox, all_words: str, entries: list[tuple[str, str]]) -> None:
        wanted = [("", all_words), *entries]
        if [(box.itemData(n), box.itemText(n)) for n in range(box.count())] == wanted:
            return
        kept = box.currentData()
        box.blockSignals(True)
        box.clear()
        for key, words in wanted:
            box.addItem(words, key)
        found = box.findData(kept) if kept else 0
        box.setCurrentIndex(max(0, found))
        box.blockSignals(False)
        if found < 0:
            self.arrange()

    def _on_search(self) -> None:
        self._timer.start()

    def _on_filter(self) -> None:
        self.arrange()

    def _on_head(self, section: int) -> None:
        """Up, down, and back to the establishment's own order."""
        column, now = tuple(C)[section], self.model.arrangement
        if now.column is not column:
            self.sort(column)
        elif not now.descending:
            self.sort(column, True)
        else:
            self.sort(None)

    # Columns.

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Show what there is room for and what anybody uses, but as the menu was told where it was."""
        room = self.width() - self.theme.px(14)
        shown = set(C) - {column for column in SPARE if column not in self._used | USUAL}
        for column in SPARE:
            if sum(self._width(c) for c in shown) <= room:
                break
            shown.discard(column)
        for column, told in self._chosen_columns.items():
            (shown.add if told else shown.discard)(column)
        extra = self._extra(room - sum(self._width(c) for c in shown), C.ROLE in shown)
        for column in C:
            place = self.model.column_of(column)
            self.table.setColumnHidden(place, column not in shown)
            self.table.setColumnWidth(place, self._width(column) + extra.get(column, 0))
            if column in self.column_actions:
                self.column_actions[column].blockSignals(True)
                self.column_actions[column].setChecked(column in shown)
                self.column_actions[column].blockSignals(False)

    def _extra(self, spare: int, has_role: bool) -> dict[LineColumn, int]:
        """What is over goes to name and role; what is lacking comes from name and group, up to a point."""
        if spare >= 0:
            return {C.NAME: spare // 2, C.ROLE: spare - spare // 2} if has_role else {C.NAME: spare}
        from_name = max(spare, -self.theme.px(46))
        return {C.NAME: from_name, C.GROUP: max(spare - from_name, -self.theme.px(20))}

    def _width(self, column: LineColumn) -> int:
        """The column's width; the one sorted by has an arrow in its head."""
        return self.theme.px(WIDTHS[column] + (14 if column is self.model.arrangement.column else 0))

    def _on_column_toggled(self, shown: bool) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._chosen_columns[LineColumn(action.data())] = shown
            self._fit_columns()

    # What was refused.

    def _on_refused(self, line_id: str, column: LineColumn) -> None:
        """Open the editor again where Enter left it, with what was typed; one who went on is not called back."""
        row = self.model.row_of(line_id)
        wrong = self.model.wrong.get((line_id, column))
        if row < 0 or wrong is None:
            return
        announce(self.table, wrong.sentence)
        index = self.model.index(row, self.model.column_of(column))
        if self.table.currentIndex() == index and self.window().focusWidget() is self.table:
            self.table.edit(index)

    def _on_editor_closed(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Escape puts back what the record holds."""
        index = self.table.currentIndex()
        if hint is QAbstractItemDelegate.EndEditHint.RevertModelCache and index.isValid():
            self.model.forget(self.model.record(index.row()).id, tuple(C)[index.column()])

    def _show_problem(self) -> None:
        """The newest refusal, and how many others there are."""
        wrong = self.model.wrong
        self.problem_row.setVisible(bool(wrong))
        if not wrong:
            return
        (line_id, column), newest = list(wrong.items())[-1]
        line = next((each for each in self.model.lines if each.id == line_id), None)
        place = f"{line.name if line is not None else ''}, {entry.head(column)}"
        text = f"{place}: {newest.sentence}"
        if len(wrong) > 1:
            text += " " + self.tr("{count} more cells wait.").format(count=len(wrong) - 1)
        self.problem.setText(text)

    def _on_mend(self) -> None:
        if self.model.wrong:
            line_id, column = list(self.model.wrong)[-1]
            if self.select(line_id, column):
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
                self.table.edit(self.table.currentIndex())

    def _on_step_followed(self, line_id: str) -> None:
        line = self.context.bridge.find(StaffLine, line_id)
        if line is not None:
            words = self.tr("Band {band} has no such step: {name} is at {step} now.")
            self.context.toast(words.format(band=line.band, name=line.name, step=entry.step_words(line.step).lower()))

    # Around the table.

    def _on_form(self) -> None:
        line = self.current_line()
        if line is None and self.model.records:
            line = self.model.record(0)
            self.select(line.id)
        if line is not None:
            self.form_asked.emit(line.id)

    def _on_moved(self, index: QModelIndex) -> None:
        self.moved.emit(self.model.record(index.row()).id if index.isValid() else "")

    def _on_menu(self, place: QPoint) -> None:
        menu = QMenu(self.table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in (self.form_action, self.duplicate_action, self.fill_action, self.delete_action):
            menu.addAction(action)
        menu.popup(self.table.viewport().mapToGlobal(place))
