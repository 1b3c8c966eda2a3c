"""What a chart gives: the drawing, its marks, its sentence and its table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from reportlab.graphics.shapes import Drawing

from negotiator.reporting.charts.style import ChartStyle


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that a chart shows, where it lies, and what it says.

    ``x`` and ``y`` are the left bottom corner, in the drawing's unit from its left bottom corner, as ReportLab counts.
    ``key`` tells the page what was meant: a metric, a trust, an option.
    """

    x: float
    y: float
    w: float
    h: float
    label: str
    value_text: str
    key: str = ""

    @property
    def says(self) -> str:
        """What is read out, and shown as a tooltip."""
        return f"{self.label}: {self.value_text}" if self.value_text else self.label


@dataclass(frozen=True, slots=True)
class ChartDrawing:
    """A chart, laid out for one size and style. The first row of ``table`` holds the column heads."""

    drawing: Drawing
    marks: tuple[Mark, ...]
    sentence: str
    table: tuple[tuple[str, ...], ...]

    @property
    def width(self) -> float:
        return float(self.drawing.width)

    @property
    def height(self) -> float:
        return float(self.drawing.height)


class Chart(Protocol):
    """Data that can be drawn. Every chart of this package is a frozen value with these two."""

    def draw(self, style: ChartStyle, width: float, height: float) -> ChartDrawing:
        """The chart in a room of this size; it may come out higher where the room is too low for its rows."""
        ...

    def least_height(self, style: ChartStyle, width: float) -> float:
        """The height under which the chart would not be readable."""
        ...
