"""A chart's legend on one line, for the head of the card in which the chart stands."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from negotiator.reporting.charts.sheet import Key, Sheet
from negotiator.reporting.charts.style import ChartStyle
from ui.charts.painting import DrawingPainter
from ui.charts.style import high_contrast_style, style_for
from ui.theme import Theme

_HEIGHT = 20


class ChartLegend(QWidget):
    """Draws the signs and words of a chart's keys as the chart itself would."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys: tuple[Key, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.changed.connect(self.updateGeometry)

    def set_keys(self, keys: Sequence[Key]) -> None:
        self._keys = tuple(keys)
        self.setAccessibleName(", ".join(key.word for key in keys))
        self.updateGeometry()
        self.update()

    def width_of(self, keys: Sequence[Key]) -> int:
        """The room that these keys would take."""
        return math.ceil(Sheet(self._style(), 100, 100).legend_width(keys)) + 1 if keys else 0

    def sizeHint(self) -> QSize:
        return QSize(self.width_of(self._keys), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _style(self) -> ChartStyle:
        look = high_contrast_style if self._theme.is_high_contrast else style_for
        return look(self.palette(), self._theme.scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        sheet = Sheet(self._style(), float(self.width()), float(self.height()))
        sheet.head("", self._keys)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        DrawingPainter(painter, sheet.done("", ()).drawing).paint()
        painter.end()
