"""Our own figures beside the published ones, and the metrics that we chose to show: entered, imported, taken away."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from negotiator.domain.comparators import ChosenMetric, OwnFigure
from negotiator.services.benchmarks import chosen_metrics
from negotiator.services.commands import AddRecord, AddRecords, ChangeRecord, RemoveRecords, Several
from ui.pages.base import PageContext
from ui.pages.benchmarks.comparing import Comparing
from ui.pages.benchmarks.dialogs import MetricsDialog, OwnFigureDialog
from ui.pages.benchmarks.importing import ImportFiguresDialog


class OwnFigures(QObject):
    """Opens the dialogs and submits what they give. ``kept`` tells the metric of a figure that was kept."""

    kept = Signal(str)

    def __init__(self, context: PageContext, comparing: Comparing, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._comparing, self._window = context, comparing, window

    def ask(self, metric_id: str) -> None:
        """Let a figure of ours be entered; the form begins with this metric."""
        found = self._comparing.benchmarks()
        if found is None:
            return
        OwnFigureDialog(
            self._context.theme,
            self._comparing.metrics(found),
            metric_id,
            found.figures,
            self._context.today(),
            self._keep,
            self._remove,
            self._window,
        ).open()

    def ask_import(self) -> None:
        found = self._comparing.benchmarks()
        if found is not None:
            ImportFiguresDialog(self._context, found, self._window).open()

    def ask_metrics(self) -> None:
        """Let the metrics to show be chosen."""
        found, session = self._comparing.benchmarks(), self._context.bridge.session
        if found is not None and session is not None:
            metrics, chosen = self._comparing.metrics(found), chosen_metrics(session)
            MetricsDialog(self._context.theme, metrics, chosen, self._choose_metrics, self._window).open()

    def _choose_metrics(self, ids: tuple[str, ...]) -> None:
        old = tuple(record.id for record in self._context.bridge.all(ChosenMetric))
        add = AddRecords(tuple(ChosenMetric("", metric_id) for metric_id in ids))
        commands = (RemoveRecords("chosen_metric", old), add) if old else (add,)
        self._context.bridge.submit(Several(commands, "change_chosen_metric"))

    def _keep(self, figure: OwnFigure) -> None:
        self._context.bridge.submit(ChangeRecord(figure) if figure.id else AddRecord(figure))
        self.kept.emit(figure.metric_id)

    def _remove(self, figure: OwnFigure) -> None:
        self._context.bridge.submit(RemoveRecords("own_figure", (figure.id,)))
        self._context.toast(self.tr("Our figure was taken away."))
