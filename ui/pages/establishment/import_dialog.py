"""Bringing lines in from a file: choose it, match its columns, look at what comes of it, import in one step."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QStackedWidget, QVBoxLayout, QWidget

from negotiator.domain.problems import Refused
from negotiator.services.commands import ImportStaffLines, Placing
from negotiator.services.establishment import read_options
from negotiator.services.imports.columns import Matching, suggest
from negotiator.services.imports.people import FoundLines, ReadOptions, read_lines
from negotiator.services.imports.tables import Progress, Table, read_table, silent
from negotiator.wording.figures import number
from ui.dialogs.base import Dialog
from ui.pages.base import PageContext
from ui.pages.establishment.entry import said
from ui.pages.establishment.import_check import CheckStep
from ui.pages.establishment.import_columns import ColumnsStep, StepsHead
from ui.widgets import Button, FormRow, Icon, ProgressPanel, Text

if TYPE_CHECKING:
    from negotiator.services.changes import Outcome

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
READ, CHECK = "read-spreadsheet", "check-spreadsheet"
FILE, COLUMNS, LINES = range(3)
_CENTER = Qt.AlignmentFlag.AlignCenter


def dropped_file(dropped: QMimeData) -> Path | None:
    """The first spreadsheet among what was dropped, None where there is none."""
    paths = (Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() in SUFFIXES), None)


def _read(path: Path, sheet: str, progress: Progress = silent) -> Table:
    return read_table(path, sheet, progress)


def _check(table: Table, matching: Matching, options: ReadOptions, progress: Progress = silent) -> FoundLines:
    return read_lines(table, matching, options, progress)


class ImportDialog(Dialog):
    """Three steps in one window. ``imported`` gives the number of lines after they came in."""

    imported = Signal(int)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, self.tr("Import staff lines"), parent, 720)
        self.context = context
        self.table: Table | None = None
        self.found: FoundLines | None = None
        self._path: Path | None = None
        self._is_storing = False
        self.setAcceptDrops(True)
        self.steps = StepsHead(self.theme, (self.tr("File"), self.tr("Columns"), self.tr("Check")))
        self.body.addWidget(self.steps)
        self.stack = QStackedWidget()
        self.columns, self.check = ColumnsStep(self.theme), CheckStep(self.theme)
        for step in (self._build_file(), self.columns, self.check):
            self.stack.addWidget(step)
        self.body.addWidget(self.stack, 1)
        self.progress = ProgressPanel(self.theme)
        self.body.addWidget(self.progress)
        self.back_button = self.add_button(self.tr("Back"), left=True)
        self.cancel_button = self.add_button(self.tr("Cancel"))
        self.next_button = self.add_button(self.tr("Next"), "primary")
        self._connect()
        self.resize(self.theme.px(860), self.theme.px(600))
        self._show_step(FILE)

    def _build_file(self) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        place = QFrame()
        place.setObjectName("sunken")
        inside = QVBoxLayout(place)
        inside.setContentsMargins(24, 24, 24, 24)
        inside.setSpacing(8)
        inside.addStretch(1)
        for widget in (
            Icon(self.theme, "file-spreadsheet", "muted", 28),
            Text(self.tr("Drop a CSV or workbook here, or choose one."), "body-medium"),
            Text(
                self.tr("It needs headings, and columns for staff group, band and WTE. Names, numbers, dates of birth")
                + " "
                + self.tr("and the like are recognised and left out before anything is kept."),
                "body",
                "muted",
                wrap=True,
            ),
        ):
            if isinstance(widget, Text):
                widget.setAlignment(_CENTER)
                inside.addWidget(widget)
            else:
                inside.addWidget(widget, 0, _CENTER)
        self.choose_button = Button(self.theme, self.tr("Choose a file…"), "folder-open")
        inside.addWidget(self.choose_button, 0, _CENTER)
        inside.addStretch(1)
        column.addWidget(place, 1)
        self.file_words = Text("", "body", "muted", wrap=True)
        self.file_words.hide()
        column.addWidget(self.file_words)
        self.sheet = QComboBox()
        self.sheet_row = FormRow(self.theme, self.tr("Sheet"), self.sheet)
        self.sheet_row.hide()
        column.addWidget(self.sheet_row)
        self.file_problem = Text("", "body", "red", wrap=True, selectable=True)
        self.file_problem.hide()
        column.addWidget(self.file_problem)
        return step

    def _connect(self) -> None:
        self.choose_button.clicked.connect(self.ask_file)
        self.sheet.activated.connect(self._on_sheet)
        self.back_button.clicked.connect(self._on_back)
        self.cancel_button.clicked.connect(self.reject)
        self.next_button.clicked.connect(self._on_next)
        self.columns.changed.connect(self._show_buttons)
        self.check.asked_anew.connect(self._start_check)
        self.progress.cancelled.connect(self._on_cancelled)

    # The file.

    def ask_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Import staff lines"), self.context.settings.choices.last_folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        dialog.setNameFilters(
            [self.tr("Spreadsheets ({patterns})").format(patterns=patterns), self.tr("All files (*)")]
        )
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def read(self, path: Path, sheet: str = "") -> None:
        """Read a file in the background; its columns follow."""
        self._path, self.table, self.found = path, None, None
        self._say_file("")
        self.progress.start(self.tr("Reading {name}…").format(name=path.name))
        job = self.context.jobs.start(
            READ, _read, path, sheet, done=self._on_read, failed=self._on_read_failed, with_progress=True
        )
        job.progressed.connect(self._on_progress)
        self._show_step(FILE)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.read(path)

    def _on_file(self, name: str) -> None:
        self.context.settings.change(last_folder=str(Path(name).parent))
        self.read(Path(name))

    def _on_sheet(self) -> None:
        if self._path is not None and self.table is not None and self.sheet.currentText() != self.table.sheet:
            self.read(self._path, self.sheet.currentText())

    def _on_read(self, table: Table) -> None:
        self.progress.finish()
        self.table = table
        self.columns.set_table(table, suggest(table))
        self.file_words.setText(
            self.tr("{name}: {columns} columns, {rows} rows.").format(
                name=table.source, columns=number(len(table.headings)), rows=number(len(table.rows))
            )
        )
        self.file_words.show()
        self._fill_sheets(table)
        # with several sheets, the first of them need not be the right one: that is asked before going on
        self._show_step(COLUMNS if len(table.sheets) < 2 or self.sheet.property("asked") else FILE)
        self.sheet.setProperty("asked", len(table.sheets) > 1)

    def _fill_sheets(self, table: Table) -> None:
        self.sheet_row.setVisible(len(table.sheets) > 1)
        if [self.sheet.itemText(n) for n in range(self.sheet.count())] != list(table.sheets):
            self.sheet.clear()
            self.sheet.addItems(list(table.sheets))
        self.sheet.setCurrentText(table.sheet)

    def _on_read_failed(self, error: BaseException) -> None:
        self.progress.finish()
        if not isinstance(error, Refused):
            raise error
        self.file_words.hide()
        self._say_file(" ".join(said(problem) for problem in error.problems))
        self._show_step(FILE)

    def _say_file(self, sentence: str) -> None:
        self.file_problem.setText(sentence)
        self.file_problem.setVisible(bool(sentence))

    # The check.

    def _start_check(self) -> None:
        session = self.context.bridge.session
        if self.table is None or session is None:
            return
        self.found = None
        try:
            options = read_options(session, self.check.is_grouping, self.check.is_replacing)
        except Refused as refusal:  # the edition of this workspace is not here
            self.context.problem(refusal)
            return
        self.progress.start(self.tr("Checking the rows…"))
        job = self.context.jobs.start(
            CHECK,
            _check,
            self.table,
            self.columns.matching,
            options,
            done=self._on_found,
            failed=self._on_check_failed,
            with_progress=True,
        )
        job.progressed.connect(self._on_progress)
        self._show_buttons()

    def _on_found(self, found: FoundLines) -> None:
        self.progress.finish()
        self.found = found
        self.check.set_found(found)
        self._show_step(LINES)

    def _on_check_failed(self, error: BaseException) -> None:
        self.progress.finish()
        if not isinstance(error, Refused):
            raise error
        self.check.say(" ".join(said(problem) for problem in error.problems))
        self._show_buttons()

    def _import(self) -> None:
        if self.found is None or not self.found.lines:
            return
        placing = Placing.REPLACE if self.check.is_replacing else Placing.APPEND
        bridge, count = self.context.bridge, len(self.found.lines)
        self._is_storing = True
        bridge.run(
            ImportStaffLines(self.found.lines, placing),
            partial(self._on_imported, count),
            self._on_import_refused,
            self._on_import_cancelled,
        )
        if self._is_storing:
            self.progress.start(self.tr("Bringing {count} lines in…").format(count=number(count)))
            bridge.work_progressed.connect(self.progress.set_progress)
            self._show_buttons()

    def _stored(self) -> None:
        """Storing has ended, one way or another."""
        if not self.progress.isHidden():
            self.context.bridge.work_progressed.disconnect(self.progress.set_progress)
            self.progress.finish()
        self._is_storing = False

    def _on_imported(self, count: int, outcome: Outcome) -> None:
        self._stored()
        self.accept()
        self.imported.emit(count)

    def _on_import_refused(self, refusal: Refused) -> None:
        self._stored()
        self.check.say(" ".join(said(problem) for problem in refusal.problems[:5]))
        self._show_buttons()

    def _on_import_cancelled(self) -> None:
        self._stored()
        self._show_buttons()

    def reject(self) -> None:
        """While lines are being stored, Cancel and Escape stop that, where it is not too late; nothing else closes."""
        if self._is_storing:
            self.context.bridge.cancel_work()
        else:
            super().reject()

    # Going on and back.

    def _on_next(self) -> None:
        step = self.stack.currentIndex()
        if step == FILE and self.table is not None:
            self._show_step(COLUMNS)
        elif step == COLUMNS:
            self._start_check()
        elif step == LINES:
            self._import()

    def _on_back(self) -> None:
        self._stop()
        self._show_step(max(FILE, self.stack.currentIndex() - 1))

    def _on_progress(self, share: float, words: str) -> None:
        self.progress.set_progress(share, words)

    def _on_cancelled(self) -> None:
        if self._is_storing:
            self.context.bridge.cancel_work()
            return
        self._stop()
        self._show_buttons()

    def _stop(self) -> None:
        for name in (READ, CHECK):
            self.context.jobs.cancel(name)
        self.progress.finish()

    def done(self, result: int) -> None:
        self._stop()
        super().done(result)

    def _show_step(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self.steps.set_step(step)
        self._show_buttons()

    def _show_buttons(self) -> None:
        step = self.stack.currentIndex()
        busy = not self.progress.isHidden()
        self.back_button.setEnabled(step > FILE and not self._is_storing)
        self.check.setEnabled(not self._is_storing)
        if step == FILE:
            self.next_button.setText(self.tr("Next"))
            self.next_button.setEnabled(self.table is not None and not busy)
        elif step == COLUMNS:
            self.next_button.setText(self.tr("Next"))
            self.next_button.setEnabled(not self.columns.matching.missing and not busy)
        else:
            count = len(self.found.lines) if self.found is not None else 0
            self.next_button.setText(self.tr("Import {count} lines").format(count=number(count)))
            self.next_button.setEnabled(count > 0 and not busy)
