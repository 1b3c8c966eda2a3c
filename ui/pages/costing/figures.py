"""The figures of the page: the table of costs, the strip under it and the card of views, and who gets what height."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.jobs import Jobs
from ui.pages.costing.analysis import AnalysisCard
from ui.pages.costing.costs import CostsCard
from ui.pages.costing.strip import FigureStrip
from ui.theme import Theme

_GAP = 8
_LEAST_VIEW = 150
"""Of the card of views beside a table that would take all, at 100 %."""


class Figures(QWidget):
    """Every row of the table is seen where the window has the height; the picture below takes what is left."""

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__()
        self._theme = theme
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self.fit)
        self.setMinimumWidth(theme.px(420))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        self.costs = CostsCard(theme)
        self.strip = FigureStrip()
        self.analysis = AnalysisCard(theme, jobs)
        column.addWidget(self.costs)
        column.addWidget(self.strip)
        column.addWidget(self.analysis, 1)
        self.costs.installEventFilter(self)

    def minimumSizeHint(self) -> QSize:
        """With the table as low as it can do with, and not as it was fitted: it scrolls before the page does."""
        least = super().minimumSizeHint()
        spare = self.costs.height_to_spare() if self.costs.isVisibleTo(self) else 0
        return QSize(least.width(), least.height() - spare)

    def fit(self) -> None:
        """Give the table the height it needs, and no more than leaves the card of views what it must have."""
        if not self.costs.isVisibleTo(self):
            return
        strip = self.strip.sizeHint().height() + _GAP if self.strip.isVisibleTo(self) else 0
        room = self.height() - strip - _GAP
        needed = self.analysis.least_height(self.width())
        self.costs.fit(max(room - needed, min(room // 2, room - self._theme.px(_LEAST_VIEW))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The table is fitted again once its columns have the width that is left to them."""
        if watched is self.costs and event.type() is QEvent.Type.Resize:
            self._fitting.start()
        return super().eventFilter(watched, event)
