"""The page of the establishment: its lines, the same by group, and snapshots of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from negotiator.domain.establishment import StaffLine
from negotiator.domain.problems import Problem, Refused
from negotiator.domain.proposals import Proposal
from negotiator.services.commands import AddRecord, RemoveRecords
from negotiator.services.establishment import read_options
from negotiator.wording.commands import copy_name
from negotiator.wording.figures import number
from ui.pages.base import Page
from ui.pages.establishment import pasting
from ui.pages.establishment.entry import LineColumn, Steps, exact
from ui.pages.establishment.form import LineForm
from ui.pages.establishment.groups import GroupsCard
from ui.pages.establishment.import_dialog import ImportDialog, dropped_file
from ui.pages.establishment.lines import Totals
from ui.pages.establishment.pasting import Cells, Paste, PasteDialog
from ui.pages.establishment.snapshots import SnapshotsView
from ui.pages.establishment.table import LinesCard
from ui.widgets import Button, Card, EmptyState, PageHead, Segmented

if TYPE_CHECKING:
    from negotiator.services.changes import Outcome

LINES, GROUPS, SNAPSHOTS = "lines", "groups", "snapshots"
_PLACED_BESIDE = 2_000
"""Up to so many lines a copy is put beside its original; beyond, at the end, since each place after it moves."""
_READ_AT_ONCE = 100
"""Rows of a paste that are read while the window waits: some 10 ms."""
PASTE = "read-paste"


class EstablishmentPage(Page):
    """The staff lines, however many: typed, pasted, imported, filtered, gathered, kept and compared."""

    key, icon = "establishment", "users"

    @classmethod
    def title(cls) -> str:
        return QCoreApplication.translate("EstablishmentPage", "Establishment")

    # Building.

    def _build(self) -> None:
        self._steps_for: tuple[str, str, str] | None = None
        self._pasted_into: object = None
        self._steps: Steps = {}
        self.setAcceptDrops(True)
        self.head = PageHead(self.theme, self.title())
        self.choice = Segmented(
            self.tr("Shown"),
            ((LINES, self.tr("Lines")), (GROUPS, self.tr("By group")), (SNAPSHOTS, self.tr("Snapshots"))),
        )
        self.head.add_choice(self.choice)
        self.import_button = self.head.add_secondary(self.tr("Import…"), "file-input")
        self.paste_button = self.head.add_secondary(self.tr("Paste"), "clipboard-paste")
        self.add_button = self.head.set_primary(self.tr("Add line"), "plus")
        self.body.addWidget(self.head)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.stack = QStackedWidget()
        # as wide as there is room for: the widest of its views need not keep the form from standing beside the lines
        self.stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.stack.setMinimumWidth(self.theme.px(420))
        self.lines = LinesCard(self.context)
        self.groups = GroupsCard(self.theme)
        self._snapshots: SnapshotsView | None = None
        self.empty_card = self._build_empty()
        for view in (self.lines, self.groups, self.empty_card):
            self.stack.addWidget(view)
        self.form = LineForm(self.context)
        row.addWidget(self.stack, 1)
        row.addWidget(self.form)
        self.body.addLayout(row, 1)

    @property
    def snapshots(self) -> SnapshotsView:
        """The view of snapshots, made when it is first asked for; `_show` fills it."""
        if self._snapshots is None:
            self._snapshots = SnapshotsView(self.context)
            self.stack.addWidget(self._snapshots)
        return self._snapshots

    def _build_empty(self) -> QWidget:
        card = Card()
        self.empty = EmptyState(
            self.theme,
            self.tr(
                "The people whom the proposals touch, as lines: alike in group, band, step and working pattern. "
                "Everything is costed from them."
            ),
            self.tr("Add a line"),
        )
        self.empty_import = Button(self.theme, self.tr("Import a spreadsheet…"), "file-input")
        column = self.empty.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.count() - 1, self.empty_import, 0, Qt.AlignmentFlag.AlignHCenter)
        card.add(self.empty, 1)
        return card

    def _connect(self) -> None:
        self.choice.chosen.connect(self.show_view)
        self.import_button.clicked.connect(self.ask_import)
        self.empty_import.clicked.connect(self.ask_import)
        self.paste_button.clicked.connect(self.paste_lines)
        self.add_button.clicked.connect(self.add_line)
        self.empty.pressed.connect(self.add_line)
        self.lines.form_asked.connect(self.open_form)
        self.lines.moved.connect(self._on_moved)
        self.lines.pasted.connect(self._on_pasted)
        self.lines.delete_asked.connect(self.remove_selected)
        self.lines.duplicate_asked.connect(self.duplicate)
        self.groups.chosen.connect(self._on_group)
        self.form.added.connect(self._on_added)
        self.form.remove_asked.connect(self._on_remove_shown)
        self.form.closed.connect(self._on_form_closed)
        self.form.installEventFilter(self)

    # Filling.

    def refresh(self, changes: Any | None = None) -> None:
        if changes is not None and not changes.touches("staff_line", "snapshot", "settings"):
            return
        lines = self.bridge.all(StaffLine)
        self.lines.set_lines(lines, self.steps())
        self._fill_subtitle()
        self._show()
        self._show_form_again(lines)
        self._fill_pay_bill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill_subtitle()
        self._make_room()

    def costs_changed(self) -> None:
        self._fill_pay_bill()

    def focus_record(self, kind: str, record_id: str) -> None:
        self.refresh(None)
        if kind == "snapshot":
            self.show_view(SNAPSHOTS)
            return
        self.show_view(LINES)
        if not record_id:
            self.add_line()
        elif self.lines.select(record_id):
            self.lines.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_view(self, key: str) -> None:
        self.choice.set_value(key)
        if key != LINES:
            self.form.hide()
        self._show()

    def steps(self) -> Steps:
        """The steps of each band in this workspace's scale; empty where its edition is not there."""
        settings, session = self.bridge.workspace, self.bridge.session
        wanted = (settings.jurisdiction, settings.edition, settings.first_year)
        if wanted != self._steps_for and session is not None:
            self._steps_for = wanted
            try:
                self._steps = read_options(session).steps
            except Refused:
                self._steps = {}  # the costing says which edition is missing; every step may be chosen meanwhile
        return self._steps

    def _show(self) -> None:
        """The chosen view; without lines, what to begin with."""
        view = self.choice.value()
        has_lines = bool(self.lines.model.lines)
        if view == SNAPSHOTS:
            self.snapshots.refresh()
            self.stack.setCurrentWidget(self.snapshots)
        elif not has_lines:
            self.stack.setCurrentWidget(self.empty_card)
        elif view == GROUPS:
            self.groups.set_lines(self.lines.model.lines)
            self.stack.setCurrentWidget(self.groups)
        else:
            self.stack.setCurrentWidget(self.lines)

    def _make_room(self) -> None:
        narrow = self.width() < self.theme.px(1000)
        self.lines.set_cramped(not self.form.isHidden(), narrow)
        self.paste_button.setVisible(self.width() >= self.theme.px(760))  # Ctrl+V stays
        self.form.setMaximumWidth(self.theme.px(300 if narrow else 336))

    def _fill_subtitle(self) -> None:
        """What there is, in as many words as there is room for."""
        totals = Totals.of(self.lines.model.lines)
        if not totals.lines:
            self.head.set_subtitle(self.tr("Nobody yet"))
            return
        words = self.tr("{lines} lines · {people} people · {wte} WTE").format(
            lines=number(totals.lines), people=number(totals.heads), wte=exact(totals.wte, 1)
        )
        if self.width() >= self.theme.px(1000):
            words += self.tr(" · {groups} staff groups").format(groups=number(totals.groups))
        self.head.set_subtitle(words)

    def _fill_pay_bill(self) -> None:
        """The baseline is the same in every proposal; the first that is costed gives it."""
        year, amount = self.bridge.workspace.first_year, None
        for proposal in self.bridge.all(Proposal):
            result = self.bridge.costs(proposal.id)
            if result is not None and year in result.baseline:
                amount = result.baseline[year].total
                break
        self.lines.set_pay_bill(year, amount if amount is None else Decimal(amount))

    # One line.

    def add_line(self) -> None:
        self.show_view(LINES)
        like = self.lines.current_line()
        self.form.begin(self.lines.model.lines, like, self.steps())

    def open_form(self, line_id: str) -> None:
        line = self.bridge.find(StaffLine, line_id)
        if line is not None:
            self.form.edit(line, self.lines.model.lines, self.steps())
            self.form.focus_first()

    def duplicate(self) -> None:
        """A copy of the current line beside it, under a name of its own."""
        line = self.lines.current_line()
        if line is None:
            return
        lines = self.lines.model.lines
        copy = replace(line, id="", name=copy_name(line.name, {each.name for each in lines}))
        place = [each.id for each in lines].index(line.id) + 1 if len(lines) <= _PLACED_BESIDE else None
        self.bridge.run(AddRecord(copy, place), partial(self._on_duplicated, copy.name), self.context.problem)

    def _on_duplicated(self, name: str, outcome: Outcome) -> None:
        self.lines.select(outcome.added[0], LineColumn.NAME)
        self.context.toast(self.tr("Copied as {name}.").format(name=name))

    def remove_selected(self) -> None:
        self._remove(self.lines.selected_lines())

    def _remove(self, lines: tuple[StaffLine, ...]) -> None:
        if not lines:
            return
        row = self.lines.model.row_of(lines[0].id)
        command = RemoveRecords("staff_line", tuple(line.id for line in lines))
        self.bridge.run(command, partial(self._on_removed, lines, row), self.context.problem)

    def _on_removed(self, lines: tuple[StaffLine, ...], row: int, outcome: Outcome) -> None:
        records = self.lines.model.records
        if records:
            self.lines.select(records[min(max(row, 0), len(records) - 1)].id)
        words = (
            self.tr("{name} removed.").format(name=lines[0].name)
            if len(lines) == 1
            else self.tr("{count} lines removed.").format(count=number(len(lines)))
        )
        self.context.toast(words)

    def _show_form_again(self, lines: tuple[StaffLine, ...]) -> None:
        if self.form.isHidden() or self.form.is_new:
            return
        line = self.bridge.find(StaffLine, self.form.line.id)
        if line is None:
            self.form.hide()
        else:
            self.form.edit(line, lines, self.steps())

    def _on_moved(self, line_id: str) -> None:
        """An open form follows the table."""
        if line_id and not self.form.isHidden() and not self.form.is_new and line_id != self.form.line.id:
            line = self.bridge.find(StaffLine, line_id)
            if line is not None:
                self.form.edit(line, self.lines.model.lines, self.steps())

    def _on_added(self, line_id: str) -> None:
        line = self.bridge.find(StaffLine, line_id)
        if line is None:
            return
        self._show()
        self.lines.select(line_id, LineColumn.NAME)
        self.form.edit(line, self.lines.model.lines, self.steps())
        self.context.toast(self.tr("{name} added.").format(name=line.name))

    def _on_remove_shown(self, line: StaffLine) -> None:
        self._remove((line,))
        self.lines.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_form_closed(self) -> None:
        self.lines.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.form and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._make_room()
        return super().eventFilter(watched, event)

    def _on_group(self, by: str, key: str) -> None:
        self.show_view(LINES)
        self.lines.show_only(**{by: key})
        self.lines.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Spreadsheets.

    def ask_import(self) -> ImportDialog:
        dialog = ImportDialog(self.context, self.window())
        dialog.imported.connect(self._on_imported)
        dialog.open()
        return dialog

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.ask_import().read(path)

    def _on_imported(self, count: int) -> None:
        self.show_view(LINES)
        self.lines.show_all()
        self.context.toast(self.tr("{count} lines imported.").format(count=number(count)))

    def paste_lines(self) -> None:
        """The button: what the clipboard holds, as new lines."""
        text = QGuiApplication.clipboard().text()
        rows = tuple(tuple(line.split("\t")) for line in text.rstrip("\r\n").splitlines() if line.strip())
        if not rows:
            self.context.problem(Refused(Problem("import_nothing_pasted")))
            return
        self._paste_as_lines(rows)

    def _on_pasted(self, rows: Cells) -> None:
        """Ctrl+V in the table: whole lines are added; anything less goes over the cells from the current one on."""
        index = self.lines.table.currentIndex()
        columns = self.lines.visible_columns()
        if not rows:
            return
        if not index.isValid() or pasting.has_headings(rows):
            self._paste_as_lines(rows)
            return
        column = tuple(LineColumn)[index.column()]
        first = columns.index(column) if column in columns else 0
        if first == 0 and pasting.holds_lines(rows, columns):
            self._paste_as_lines(rows)
            return
        selected = self.lines.selected_lines()
        if len(rows) == 1 and len(selected) > 1:
            targets, rows = selected, tuple(rows) * len(selected)
        else:
            targets = self.lines.model.records[index.row() : index.row() + len(rows)]
        self._read_paste(partial(pasting.over_cells, tuple(rows), targets, columns[first:]), len(rows))

    def _paste_as_lines(self, rows: Cells) -> None:
        session = self.bridge.session
        if session is None:
            return
        try:
            options = read_options(session)
        except Refused as refusal:
            self.context.problem(refusal)
            return
        self._read_paste(partial(pasting.as_lines, tuple(rows), self.lines.visible_columns(), options), len(rows))

    def _read_paste(self, read: Callable[[], Paste], rows: int) -> None:
        """Read a few rows at once, many in the background; a newer paste takes the place of one still being read."""
        if rows > _READ_AT_ONCE:
            self._pasted_into = self.bridge.session
            self.context.jobs.start(PASTE, read, done=self._on_paste_read, failed=self._on_paste_refused)
            return
        try:
            paste = read()
        except Refused as refusal:
            self.context.problem(refusal)
            return
        self._paste(paste)

    def _on_paste_read(self, paste: Paste) -> None:
        if self.bridge.session is self._pasted_into:
            self._paste(paste)

    def _on_paste_refused(self, error: BaseException) -> None:
        if not isinstance(error, Refused):
            raise error
        self.context.problem(error)

    def _paste(self, paste: Paste) -> None:
        if paste.refused:
            dialog = PasteDialog(self.theme, paste, self.window())
            dialog.accepted_rest.connect(self._do_paste)
            dialog.open()
        else:
            self._do_paste(paste)

    def _do_paste(self, paste: Paste) -> None:
        if paste.command is not None:
            self.bridge.run(paste.command, partial(self._on_paste_done, paste), self.context.problem)

    def _on_paste_done(self, paste: Paste, outcome: Outcome) -> None:
        if paste.is_new:
            self.show_view(LINES)
            if outcome.added:
                self.lines.select(outcome.added[0])
            words = self.tr("{count} lines pasted.")
        else:
            words = self.tr("Pasted into {count} lines.")
        self.context.toast(words.format(count=number(paste.count)))
