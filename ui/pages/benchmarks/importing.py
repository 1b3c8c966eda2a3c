"""Own figures from a national file: choose it, look at what would be taken, keep it in one step."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHeaderView, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from negotiator.domain.comparators import OwnFigure
from negotiator.domain.problems import Problem, Refused
from negotiator.services.benchmarks import Benchmarks
from negotiator.services.own_figures import FoundFigure, beside, read_figures, taking, wanted_for
from negotiator.wording.comparisons import UNITS, short_name
from negotiator.wording.figures import NOUGHT_IN_TABLE, number
from negotiator.wording.national_files import NEEDS, TITLES
from negotiator.wording.sentences import sentence
from ui.dialogs.base import Dialog
from ui.pages.base import PageContext
from ui.widgets import Button, DataTable, FormRow, Icon, ProgressPanel, Text, TupleModel

JOB = "import-own-figures"


class Column(Enum):
    METRIC = "metric"
    PERIOD = "period"
    VALUE = "value"
    UNIT = "unit"
    NOW = "now"


class FoundModel(TupleModel[FoundFigure]):
    """Figures of a file; a tick takes one."""

    columns = Column
    ticked_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ticked: set[str] = set()

    def show_found(self, found: tuple[FoundFigure, ...]) -> None:
        self.beginResetModel()
        self._records = found
        self.ticked = {each.metric_id for each in found if not each.is_same}
        self.endResetModel()
        self.ticked_changed.emit()

    def head(self, column: Any) -> str:
        return {
            Column.METRIC: self.tr("Metric"),
            Column.PERIOD: self.tr("Period"),
            Column.VALUE: self.tr("In the file"),
            Column.UNIT: self.tr("Unit"),
            Column.NOW: self.tr("Stands now"),
        }[column]

    def words(self, record: FoundFigure, column: Any) -> str:
        if column is Column.METRIC:
            return record.name
        if column is Column.PERIOD:
            return record.figure.period
        if column is Column.VALUE:
            return number(record.figure.value, record.decimals)
        if column is Column.UNIT:
            return UNITS.get(record.unit, record.unit)
        if record.now is not None:
            return self.tr("{value}, {period}").format(
                value=number(record.now.value, record.decimals), period=record.now.period
            )
        return self.tr("{value}, published").format(value=record.published) if record.published else NOUGHT_IN_TABLE

    def is_figure(self, column: Any) -> bool:
        return column is Column.VALUE

    def is_strong(self, record: FoundFigure, column: Any) -> bool:
        return column is Column.VALUE

    def key(self, record: FoundFigure) -> object:
        return record.metric_id

    def extra(self, record: FoundFigure, column: Any, role: int) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole and column is Column.METRIC:
            return Qt.CheckState.Checked if record.metric_id in self.ticked else Qt.CheckState.Unchecked
        return None

    def flags(self, index: Any) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def setData(self, index: Any, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        key = self.record(index.row()).metric_id
        self.ticked = self.ticked | {key} if Qt.CheckState(value) == Qt.CheckState.Checked else self.ticked - {key}
        self.dataChanged.emit(index, index)
        self.ticked_changed.emit()
        return True


class ImportFiguresDialog(Dialog):
    """Two steps in one window: the file, then what would be taken. ``imported`` gives how many figures came in."""

    imported = Signal(int)

    def __init__(self, context: PageContext, found: Benchmarks, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, self.tr("Import own figures"), parent, 680)
        self.context, self._benchmarks = context, found
        self._paths: tuple[Path, ...] = ()
        self.setAcceptDrops(True)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._build_file())
        self.stack.addWidget(self._build_found())
        self.problem = Text("", "body", "red", wrap=True, selectable=True)
        self.problem.hide()
        self.body.addWidget(self.problem)
        self.body.addWidget(self.stack, 1)
        self.year = QLineEdit()
        self.year_row = FormRow(
            self.theme, self.tr("Year of the file"), self.year, self.tr("As 2024/25; then choose the file again.")
        )
        self.year_row.hide()
        self.body.addWidget(self.year_row)
        self.progress = ProgressPanel(self.theme)
        self.body.addWidget(self.progress)
        self.back_button = self.add_button(self.tr("Another file"), left=True)
        self.cancel_button = self.add_button(self.tr("Cancel"))
        self.keep_button = self.add_button(self.tr("Keep figures"), "primary")
        self.choose_button.clicked.connect(self.ask_file)
        self.back_button.clicked.connect(self._on_back)
        self.cancel_button.clicked.connect(self.reject)
        self.keep_button.clicked.connect(self._on_keep)
        self.progress.cancelled.connect(self._on_cancelled)
        self.model.ticked_changed.connect(self._show_buttons)
        self.finished.connect(self._on_finished)
        self.resize(self.theme.px(760), self.theme.px(560))
        self._show_step(0)
        self.choose_button.setFocus()

    def _build_file(self) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        us = short_name(self._benchmarks.own.name)
        column.addWidget(
            Text(
                self.tr("The figures of {us} are taken from the file; all else in it is left.").format(us=us),
                "body",
                "muted",
                wrap=True,
            )
        )
        place = QFrame()
        place.setObjectName("sunken")
        inside = QVBoxLayout(place)
        inside.setContentsMargins(20, 16, 20, 16)
        inside.setSpacing(8)
        inside.addWidget(Icon(self.theme, "file-spreadsheet", "muted", 28), 0, Qt.AlignmentFlag.AlignHCenter)
        drop = Text(self.tr("Drop a file here, or choose one. Its columns tell what it is."), "body-medium")
        drop.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside.addWidget(drop)
        self.choose_button = Button(self.theme, self.tr("Choose a file…"), "folder-open")
        inside.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(place)
        column.addWidget(Text(self.tr("Files that can be read"), "body-strong"))
        listed = QVBoxLayout()
        listed.setSpacing(4)
        for kind, title in TITLES.items():
            shown = f"{title[:1].upper()}{title[1:]}: {NEEDS[kind]}."
            listed.addWidget(Text(shown, "caption", "muted", wrap=True))
        column.addLayout(listed)
        column.addStretch(1)
        return step

    def _build_found(self) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.found_words = Text("", "body", "muted", wrap=True)
        column.addWidget(self.found_words)
        self.table = DataTable(self.theme, self.tr("Figures of the file; ticked ones are kept"))
        self.model = FoundModel(self)
        self.table.setModel(self.model)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        column.addWidget(self.table, 1)
        return step

    # The file.

    def ask_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Import own figures"), self.context.settings.choices.last_folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([self.tr("CSV files and workbooks (*.csv *.txt *.xlsx *.xls)"), self.tr("All files (*)")])
        dialog.filesSelected.connect(self._on_files)
        dialog.open()

    def read(self, *paths: Path) -> None:
        """Read files of one kind in the background; what they hold follows."""
        self._paths = paths
        self._say("")
        self.progress.start(self.tr("Reading {name}…").format(name=paths[0].name))
        wanted = wanted_for(self._benchmarks, self.year.text().strip())
        job = self.context.jobs.start(
            JOB, read_figures, paths, wanted, done=self._on_read, failed=self._on_failed, with_progress=True
        )
        job.progressed.connect(self.progress.set_progress)
        job.cancelled.connect(self.progress.finish)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _dropped(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.read(*paths)

    def _on_files(self, names: list[str]) -> None:
        if names:
            self.context.settings.change(last_folder=str(Path(names[0]).parent))
            self.read(*(Path(name) for name in names))

    def _on_read(self, figures: tuple[OwnFigure, ...]) -> None:
        self.progress.finish()
        self.model.show_found(beside(self._benchmarks, figures))
        names = ", ".join(path.name for path in self._paths[:3]) + ("…" if len(self._paths) > 3 else "")
        sources = {figure.source for figure in figures}
        said = self.tr("From {names}: {source}.") if len(sources) == 1 else self.tr("From {names}.")
        self.found_words.setText(said.format(names=names, source=figures[0].source))
        self._show_step(1)
        self.table.setFocus()

    def _on_failed(self, error: BaseException) -> None:
        self.progress.finish()
        if not isinstance(error, Refused):
            raise error
        lacking = any(problem.code == "year_not_known" for problem in error.problems)
        self.year_row.setVisible(lacking or self.year_row.isVisible())
        self._say(" ".join(_said(problem) for problem in error.problems))
        self._show_step(0)

    def _on_cancelled(self) -> None:
        self.context.jobs.cancel(JOB)

    def _on_finished(self) -> None:
        self.context.jobs.cancel(JOB)

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    # Keeping.

    def _show_step(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self._show_buttons()

    def _show_buttons(self) -> None:
        of_file = self.stack.currentIndex() == 0
        count = len(self.model.ticked)
        self.back_button.setVisible(not of_file)
        self.keep_button.setVisible(not of_file)
        self.keep_button.setEnabled(count > 0)
        words = self.tr("Keep 1 figure") if count == 1 else self.tr("Keep {n} figures").format(n=count)
        self.keep_button.setText(words)

    def _on_back(self) -> None:
        self._show_step(0)

    def _on_keep(self) -> None:
        command = taking(self.model.records, self.model.ticked)
        if command is None:
            return
        count = len(self.model.ticked)
        try:
            self.context.bridge.submit(command)
        except Refused as refusal:
            self._say(" ".join(sentence(problem) for problem in refusal.problems))
            return
        self.imported.emit(count)
        self.context.toast(
            self.tr("1 figure kept.") if count == 1 else self.tr("{n} figures kept.").format(n=count), True
        )
        self.accept()


def _said(problem: Problem) -> str:
    """A problem with the file's name alone: the person has just chosen it and knows where it lies."""
    path = problem.data.get("path")
    named = replace(problem, data={**problem.data, "path": Path(str(path)).name}) if path else problem
    return sentence(named)


def _dropped(dropped: QMimeData) -> tuple[Path, ...]:
    return tuple(Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile())
