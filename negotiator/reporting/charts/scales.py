"""Scales with round numbers at their ticks."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from negotiator.domain.benchmarking.data import Metric
from negotiator.wording.comparisons import value
from negotiator.wording.figures import number


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from ``low`` to ``high`` spread evenly between the edges ``start`` and ``end``."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value lies."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def inside(self, value: float) -> bool:
        return self.low <= value <= self.high


def tick_step(low: float, high: float, most: int) -> float:
    """The smallest of 1, 2, 2.5, 5 times a power of ten that gives at most ``most`` steps from low to high."""
    span = (high - low) or abs(high) or 1.0
    raw = span / max(1, most)
    power = 10.0 ** math.floor(math.log10(raw))
    for factor in (1, 2, 2.5, 5, 10):
        if factor * power >= raw * (1 - 1e-9):
            return factor * power
    return 10 * power


def ticks(low: float, high: float, most: int = 6) -> tuple[float, ...]:
    """Round values within low and high."""
    step = tick_step(low, high, most)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return tuple(round(k * step, 12) for k in range(first, last + 1))


def widened(low: float, high: float, most: int = 6) -> tuple[float, float]:
    """Low and high moved out to the next round values; a single value gets room on both sides."""
    if low == high:
        room = abs(low) * 0.1 or 1.0
        low, high = low - room, high + room
    step = tick_step(low, high, most)
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step


def padded(low: float, high: float) -> tuple[float, float]:
    """Low and high with a little room beyond, so that no mark sits on the edge; nought is not crossed for it."""
    if low == high:
        room = abs(low) * 0.1 or 1.0
        return low - room, high + room
    room = (high - low) * 0.05
    return (max(0.0, low - room) if low >= 0 else low - room), high + room


def places_for(step: float) -> int:
    """How many decimal places a tick needs so that neighbours differ."""
    if step >= 1 and float(step).is_integer():
        return 0
    places = max(0, -math.floor(math.log10(step)))
    return places if math.isclose(round(step, places), step) else places + 1


def tick_text(metric: Metric, low: float, high: float, most: int = 5) -> Callable[[float], str]:
    """How a tick of a metric's axis is written."""
    places = places_for(tick_step(low, high, most))

    def text(tick: float) -> str:
        if metric.unit.startswith("GBP"):
            return value(metric, Decimal(str(tick)))
        return number(Decimal(str(tick)), places) + ("%" if metric.unit == "%" else "")

    return text
