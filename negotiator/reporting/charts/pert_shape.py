"""The shape of a range: low, likely and high as the PERT distribution that the simulation draws from."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from negotiator.reporting.charts.fonts import text_width
from negotiator.reporting.charts.marks import ChartDrawing
from negotiator.reporting.charts.scales import Scale
from negotiator.reporting.charts.sheet import Sheet
from negotiator.reporting.charts.style import ChartStyle
from negotiator.wording import charts as words

STEPS = 60


@dataclass(frozen=True, slots=True)
class PertShape:
    """``low ≤ likely ≤ high``; the texts are how the form shows them. ValueError where they are out of order."""

    low: Decimal
    likely: Decimal
    high: Decimal
    low_text: str
    likely_text: str
    high_text: str

    def least_height(self, style: ChartStyle, width: float) -> float:
        return 62 * style.unit

    def draw(self, style: ChartStyle, width: float, height: float) -> ChartDrawing:
        if not self.low <= self.likely <= self.high:
            raise ValueError("low, likely and high are out of order")
        u = style.unit
        height = max(height, self.least_height(style, width))
        sheet = Sheet(style, width, height)
        bottom = height - 22 * u
        scale = Scale(float(self.low), float(self.high), 8 * u, width - 8 * u)
        if self.low < self.high:
            heights = self._density()
            peak = max(heights) or 1.0
            span = scale.end - scale.start
            line = [
                (scale.start + span * k / STEPS, bottom - (bottom - 6 * u) * value / peak)
                for k, value in enumerate(heights)
            ]
            sheet.polygon([(scale.start, bottom), *line, (scale.end, bottom)], style.tint)
            sheet.polyline(line, style.us, 1.5)
        likely = scale.at(float(self.likely))
        sheet.line(scale.start, bottom, scale.end, bottom, style.mark)
        sheet.line(likely, 4 * u, likely, bottom, style.text, 2)
        self._texts(sheet, scale, likely, bottom + 12 * u)
        for x, name, text in (
            (scale.start, "Low", self.low_text),
            (likely, "Likely", self.likely_text),
            (scale.end, "High", self.high_text),
        ):
            sheet.mark(x - 8 * u, 0, 16 * u, height, name, text, name.lower())
        table = (("Low", "Likely", "High"), (self.low_text, self.likely_text, self.high_text))
        return sheet.done(words.pert(self.low_text, self.likely_text, self.high_text), table)

    def _texts(self, sheet: Sheet, scale: Scale, likely: float, y: float) -> None:
        """The three figures under the line; an end gives way where the likely one comes near it."""
        s, u = sheet.style, sheet.style.unit
        half = text_width(self.likely_text, s.semibold, s.small) / 2
        at = min(max(likely, half), sheet.width - half)
        sheet.text(at, y, self.likely_text, s.small, face=s.semibold, anchor="middle")
        if text_width(self.low_text, s.regular, s.small) + 6 * u < at - half:
            sheet.text(0, y, self.low_text, s.small, s.muted)
        if sheet.width - text_width(self.high_text, s.regular, s.small) - 6 * u > at + half:
            sheet.text(sheet.width, y, self.high_text, s.small, s.muted, anchor="end")

    def _density(self) -> list[float]:
        """The PERT density, up to a factor: x to the 4·(likely − low) ÷ span, 1 − x to the 4·(high − likely) ÷ span."""
        mode = float((self.likely - self.low) / (self.high - self.low))
        a, b = 4 * mode, 4 * (1 - mode)
        result = []
        for k in range(STEPS + 1):
            x = k / STEPS
            first = math.pow(x, a) if x or a else 1.0
            second = math.pow(1 - x, b) if x < 1 or b else 1.0
            result.append(first * second)
        return result
