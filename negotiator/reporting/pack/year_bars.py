"""Year by year: what each option costs in each financial year, as phased."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from negotiator.reporting.charts.marks import ChartDrawing
from negotiator.reporting.charts.scales import Scale, ticks
from negotiator.reporting.charts.sheet import Sheet
from negotiator.reporting.charts.style import ChartStyle
from negotiator.wording.charts import joined
from negotiator.wording.figures import amount, money, money_short

NOUGHT = Decimal(0)


@dataclass(frozen=True, slots=True)
class YearBars:
    """``rows`` by year: its label, and for each option (letter, name, cost in that year)."""

    rows: tuple[tuple[str, tuple[tuple[str, str, Decimal], ...]], ...]

    def least_height(self, style: ChartStyle, width: float) -> float:
        bars = sum(len(options) for _, options in self.rows)
        return (30 + 20 * bars + 14 * len(self.rows)) * style.unit

    def draw(self, style: ChartStyle, width: float, height: float) -> ChartDrawing:
        u = style.unit
        height = self.least_height(style, width)
        sheet = Sheet(style, width, height)
        values = [float(value) for _, options in self.rows for _, _, value in options]
        low, high = min([0.0, *values]), max([0.0, *values])
        left, right = 132 * u, width - 86 * u
        scale = Scale(low, high if high > low else low + 1, left, right)
        bottom = height - 24 * u
        for tick in ticks(scale.low, scale.high, 5):
            x = scale.at(tick)
            sheet.line(x, 0, x, bottom, style.grid)
            sheet.text(x, bottom + 12 * u, money_short(Decimal(str(tick))), style.small, style.muted, anchor="middle")
        y = 4 * u
        for year, options in self.rows:
            for n, (letter, name, value) in enumerate(options):
                middle = y + 10 * u
                if n == 0:
                    sheet.text(0, middle, year, style.small, face=style.semibold)
                sheet.text(112 * u, middle, letter, style.small, style.muted, anchor="end")
                start, end = sorted((scale.at(0.0), scale.at(float(value))))
                if value >= 0:
                    sheet.rect(start, middle - 6 * u, max(end - start, 0.1), 12 * u, style.bar)
                else:
                    sheet.dotted(start, middle - 6 * u, max(end - start, 0.1), 12 * u, style.green)
                sheet.text(width, middle, money(value), style.small, face=style.semibold, anchor="end")
                sheet.mark(0, y, width, 20 * u, f"{year}, {letter} {name}".strip(), money(value), f"{year}|{letter}")
                y += 20 * u
            y += 14 * u
        sheet.line(scale.at(0.0), 0, scale.at(0.0), bottom, style.mark)
        return sheet.done(self._sentence(), self._table())

    def _sentence(self) -> str:
        if not self.rows:
            return ""
        first, last = self.rows[0], self.rows[-1]
        parts = []
        for (letter, _, start), (_, _, end) in zip(first[1], last[1], strict=True):
            if start == end:
                parts.append(f"{letter} stays at {money(end)}")
            else:
                parts.append(f"{letter} goes from {money(start)} to {money(end)}")
        return f"From {first[0]} to {last[0]}, as phased, {joined(parts)}." if len(self.rows) > 1 else ""

    def _table(self) -> list[tuple[str, ...]]:
        head = ("Year", *(letter for letter, _, _ in self.rows[0][1])) if self.rows else ("Year",)
        return [head, *((year, *(amount(v, 2) for _, _, v in options)) for year, options in self.rows)]
