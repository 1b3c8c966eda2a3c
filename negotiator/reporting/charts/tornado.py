"""Tornado: how far each uncertain number, moved alone from its low to its high, moves the result."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from negotiator.reporting.charts import axes
from negotiator.reporting.charts.fonts import text_width
from negotiator.reporting.charts.marks import ChartDrawing
from negotiator.reporting.charts.scales import Scale
from negotiator.reporting.charts.sheet import Key, Sheet
from negotiator.reporting.charts.style import ChartStyle
from negotiator.wording import charts as words
from negotiator.wording.figures import amount, money, money_short

_TWO_LINES = 38.0
"""A row is so high, in units, where a name has two lines."""


@dataclass(frozen=True, slots=True)
class Swing:
    """The result, in pounds, with one number at its low and at its high, all others likely.

    ``detail`` says which number of ``label`` it is: beneath it where rows are high enough, else behind it.
    """

    key: str
    label: str
    at_low: Decimal
    at_high: Decimal
    detail: str = ""

    @property
    def name(self) -> str:
        return f"{self.label}: {self.detail}" if self.detail else self.label

    @property
    def size(self) -> Decimal:
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True, slots=True)
class Tornado:
    """``base`` is the result with every number likely; ``figure`` names it in words. The widest swing stands on top.

    ``empty`` is said in place of the picture where nothing swings.
    """

    swings: tuple[Swing, ...]
    base: Decimal
    figure: str
    title: str = ""
    most: int = 12
    empty: str = "No number has a range yet."

    def _shown(self) -> list[Swing]:
        return sorted(self.swings, key=lambda swing: (-swing.size, swing.name))[: self.most]

    def least_height(self, style: ChartStyle, width: float) -> float:
        return (74 + 24 * max(1, len(self._shown()))) * style.unit

    def draw(self, style: ChartStyle, width: float, height: float) -> ChartDrawing:
        u = style.unit
        height = max(height, self.least_height(style, width))
        sheet = Sheet(style, width, height)
        shown = self._shown()
        keys = (Key("hatched", "number at its low"), Key("bar", "number at its high"), Key("median", "likely"))
        top = sheet.head(self.title, keys) + 20 * u
        bottom = height - 24 * u
        if not shown:
            sheet.text(width / 2, height / 2, self.empty, style.body, style.muted, anchor="middle")
            return sheet.done(self.empty, self._table())
        row = (bottom - top) / len(shown)
        widths = (text_width(line, style.regular, style.body) for each in shown for line in self._lines(each, row / u))
        name_room = min(max(widths), width * 0.38)
        ends = [float(v) for each in shown for v in (each.at_low, each.at_high)] + [float(self.base)]
        low, high = min(ends), max(ends)
        room = (high - low) * 0.02 or abs(high) * 0.1 or 1.0
        half = text_width("−£0.00m", style.regular, style.tiny) + 6 * u
        scale = Scale(low - room, high + room, name_room + 12 * u + half, width - half)
        axes.level(sheet, scale, top, bottom, lambda t: "0" if t == 0 else money_short(Decimal(str(t))))
        base = scale.at(float(self.base))
        for index, swing in enumerate(shown):
            self._swing(sheet, scale, swing, base, top + index * row, row, name_room)
        sheet.line(base, top - 4 * u, base, bottom, style.text, 2)
        sheet.text(base, top - 12 * u, money(self.base), style.small, face=style.semibold, anchor="middle")
        largest = [(each.name, each.at_low, each.at_high) for each in shown[:3]]
        return sheet.done(words.tornado(self.base, largest, self.figure), self._table())

    @staticmethod
    def _lines(swing: Swing, row: float) -> tuple[str, ...]:
        """The name in the lines that a row so high has room for."""
        return (swing.label, swing.detail) if swing.detail and row >= _TWO_LINES else (swing.name,)

    def _swing(
        self, sheet: Sheet, scale: Scale, swing: Swing, base: float, y: float, row: float, name_room: float
    ) -> None:
        s, u = sheet.style, sheet.style.unit
        middle, h = y + row / 2, min(18 * u, row * 0.7)
        lines = self._lines(swing, row / u)
        sheet.text(0, middle - (8 * u if len(lines) > 1 else 0), lines[0], s.body, room=name_room)
        for below in lines[1:]:
            sheet.text(0, middle + 9 * u, below, s.small, s.muted, room=name_room)
        low, high = scale.at(float(swing.at_low)), scale.at(float(swing.at_high))
        for x, hatched in sorted(((low, True), (high, False)), key=lambda end: -abs(end[0] - base)):
            a, b = sorted((x, base))
            if b - a > 0.5:
                if hatched:
                    sheet.hatched(a, middle - h / 2, b - a, h, s.bar)
                else:
                    sheet.rect(a, middle - h / 2, b - a, h, s.bar)
        left, right = sorted(((low, swing.at_low), (high, swing.at_high)))
        sheet.text(min(left[0], base) - 4 * u, middle, money_short(left[1]), s.tiny, s.muted, anchor="end")
        sheet.text(max(right[0], base) + 4 * u, middle, money_short(right[1]), s.tiny, s.muted)
        says = f"{money(swing.at_low)} at its low, {money(swing.at_high)} at its high"
        sheet.mark(0, y, sheet.width, row, swing.name, says, swing.key)

    def _table(self) -> list[tuple[str, ...]]:
        rows = [
            (each.name, amount(each.at_low, 2), amount(each.at_high, 2), amount(each.size, 2))
            for each in sorted(self.swings, key=lambda swing: (-swing.size, swing.name))
        ]
        return [("Number", "At its low, £", "At its high, £", "Moves, £"), *rows]
