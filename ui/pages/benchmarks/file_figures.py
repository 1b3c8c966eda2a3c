"""Figures that only a file has: a series for the picture over time, shares or rates for the funnel."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from negotiator.domain.benchmarking.funnel import Funnel, funnel, rate_funnel
from negotiator.domain.problems import Refused
from negotiator.services.statistics_files import Series, read_proportions, read_rates, read_series
from ui.pages.base import PageContext

_JOB = "statistics-file"


class FileFigures(QObject):
    """Reads in the background. ``series_read`` and ``shares_read`` tell what came; at ``refused`` all is as before."""

    series_read = Signal()
    shares_read = Signal(bool)
    """With whether it is the same file, read anew."""
    refused = Signal()
    chosen = Signal(Path)

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._window = context, parent
        self.series: Series | None = None
        self.shares: Funnel | None = None
        self.shares_path: Path | None = None

    @property
    def shares_name(self) -> str:
        return self.shares_path.stem if self.shares_path is not None else ""

    def ask(self) -> None:
        """Let a file be chosen."""
        dialog = QFileDialog(self._window, self.tr("Choose a file"), self._context.settings.choices.last_folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("CSV files (*.csv *.txt)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    def read_series(self, path: Path) -> None:
        self._context.jobs.start(_JOB, read_series, path, done=self._on_series, failed=self._on_failed)

    def read_shares(self, path: Path, as_rates: bool, limits: tuple[float, float]) -> None:
        def done(shares: Funnel) -> None:
            again = path == self.shares_path
            self.shares, self.shares_path = shares, path
            self.shares_read.emit(again)

        reader = _rates if as_rates else _shares
        self._context.jobs.start(_JOB, reader, path, limits, done=done, failed=self._on_failed)

    def leave_series(self) -> None:
        self.series = None

    def leave_shares(self) -> None:
        self.shares, self.shares_path = None, None

    def _on_chosen(self, name: str) -> None:
        self._context.settings.change(last_folder=str(Path(name).parent))
        self.chosen.emit(Path(name))

    def _on_series(self, series: Series) -> None:
        self.series = series
        self.series_read.emit()

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, Refused):
            raise error
        self.refused.emit()
        self._context.problem(error)


def _shares(path: Path, limits: tuple[float, float]) -> Funnel:
    return funnel(read_proportions(path), *limits)


def _rates(path: Path, limits: tuple[float, float]) -> Funnel:
    return rate_funnel(read_rates(path), *limits)
