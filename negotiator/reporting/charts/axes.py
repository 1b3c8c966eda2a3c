"""Axes: grid lines with round numbers beside them."""

from __future__ import annotations

from collections.abc import Callable

from negotiator.reporting.charts.fonts import text_width
from negotiator.reporting.charts.scales import Scale, ticks
from negotiator.reporting.charts.sheet import Sheet


def left_room(sheet: Sheet, low: float, high: float, text: Callable[[float], str], most: int = 5) -> float:
    """How much room the numbers of an upright axis need."""
    s = sheet.style
    return max((text_width(text(t), s.regular, s.small) for t in ticks(low, high, most)), default=0) + 8 * s.unit


def upright(sheet: Sheet, scale: Scale, left: float, right: float, text: Callable[[float], str], most: int = 5) -> None:
    """Level grid lines from left to right, their numbers on the left. Nought is a stronger line."""
    s = sheet.style
    for tick in ticks(scale.low, scale.high, most):
        y = scale.at(tick)
        sheet.line(left, y, right, y, s.mark if tick == 0 else s.grid)
        sheet.text(left - 6 * s.unit, y, text(tick), s.small, s.muted, anchor="end")


def level(sheet: Sheet, scale: Scale, top: float, bottom: float, text: Callable[[float], str], most: int = 5) -> None:
    """Upright grid lines from top to bottom, their numbers underneath. Nought is a stronger line."""
    s = sheet.style
    for tick in ticks(scale.low, scale.high, most):
        x = scale.at(tick)
        sheet.line(x, top, x, bottom, s.mark if tick == 0 else s.grid)
        sheet.text(x, bottom + 12 * s.unit, text(tick), s.small, s.muted, anchor="middle")
