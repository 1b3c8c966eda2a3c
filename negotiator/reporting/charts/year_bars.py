"""Year bars: the in-year cost of each option, year by year, side by side; options differ in pattern."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from negotiator.reporting.charts import axes
from negotiator.reporting.charts.marks import ChartDrawing
from negotiator.reporting.charts.scales import Scale, widened
from negotiator.reporting.charts.sheet import Key, Sheet
from negotiator.reporting.charts.style import ChartStyle
from negotiator.wording import charts as words
from negotiator.wording.figures import amount, money, money_short

PATTERNS = ("bar", "hatched", "grey", "navy", "navy_hatched")
NOUGHT = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class YearRow:
    """One option's yearly amounts, in pounds, by year label."""

    key: str
    name: str
    amounts: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class YearBars:
    """``years`` in order. ``envelopes`` by year are for readers who may see the mandate; empty leaves no trace."""

    years: tuple[str, ...]
    rows: tuple[YearRow, ...]
    envelopes: Mapping[str, Decimal] = field(default_factory=dict)
    title: str = ""

    def least_height(self, style: ChartStyle, width: float) -> float:
        return 190 * style.unit

    def draw(self, style: ChartStyle, width: float, height: float) -> ChartDrawing:
        u = style.unit
        height = max(height, self.least_height(style, width))
        sheet = Sheet(style, width, height)
        keys = [Key(PATTERNS[i % len(PATTERNS)], row.name) for i, row in enumerate(self.rows)]
        if self.envelopes:
            keys.append(Key("dashed", "envelope"))
        top = sheet.head(self.title, keys) + 12 * u
        bottom = height - 24 * u
        figures = [float(v) for row in self.rows for v in row.amounts.values()]
        figures += [float(v) for v in self.envelopes.values()]
        low, high = widened(min([0.0, *figures]), max([0.0, *figures]) or 1.0, 4)

        def text(tick: float) -> str:
            return "0" if tick == 0 else money_short(Decimal(str(tick)))

        left = axes.left_room(sheet, low, high, text)
        scale = Scale(low, high, bottom, top)
        axes.upright(sheet, scale, left, width, text)
        group = (width - left) / max(1, len(self.years))
        bar = min(40 * u, group * 0.8 / max(1, len(self.rows)))
        for index, year in enumerate(self.years):
            middle = left + (index + 0.5) * group
            sheet.text(middle, bottom + 13 * u, year, style.small, style.muted, anchor="middle")
            first = middle - bar * len(self.rows) / 2
            for place, row in enumerate(self.rows):
                self._bar(sheet, scale, row, place, year, first + place * bar, bar)
            if year in self.envelopes:
                y = scale.at(float(self.envelopes[year]))
                sheet.line(middle - group * 0.46, y, middle + group * 0.46, y, style.red, 1.5, dashed=True)
        totals = [sum((row.amounts.get(y, NOUGHT) for y in self.years), NOUGHT) for row in self.rows]
        ends = (self.years[0], self.years[-1]) if self.years else ("", "")
        return sheet.done(words.years([row.name for row in self.rows], *ends, totals), self._table())

    def _bar(self, sheet: Sheet, scale: Scale, row: YearRow, place: int, year: str, x: float, w: float) -> None:
        s, u = sheet.style, sheet.style.unit
        value = row.amounts.get(year, NOUGHT)
        a, b = sorted((scale.at(0), scale.at(float(value))))
        inner = (x + u, a, w - 2 * u, b - a)
        pattern = PATTERNS[place % len(PATTERNS)]
        if b - a > 0.3:
            colour = s.navy if pattern.startswith("navy") else s.bar
            if pattern.endswith("hatched"):
                sheet.hatched(*inner, colour)
            elif pattern == "grey":
                sheet.rect(*inner, s.range_fill, s.mark)
            else:
                sheet.rect(*inner, colour)
        sheet.mark(x, min(a, scale.at(0) - 6 * u), w, max(b - a, 12 * u), f"{row.name}, {year}", money(value), row.key)

    def _table(self) -> list[tuple[str, ...]]:
        rows = [(row.name, *(amount(row.amounts.get(y, NOUGHT), 2) for y in self.years)) for row in self.rows]
        if self.envelopes:
            rows.append(("Envelope", *(amount(self.envelopes.get(y, NOUGHT), 2) for y in self.years)))
        return [("Option, £", *self.years), *rows]
