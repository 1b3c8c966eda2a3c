"""Funnel plot: shares or rates against how many they are of, with limits that narrow as the number grows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from negotiator.domain.benchmarking.funnel import Funnel, FunnelRow
from negotiator.reporting.charts import axes
from negotiator.reporting.charts.fonts import text_width
from negotiator.reporting.charts.marks import ChartDrawing
from negotiator.reporting.charts.scales import Scale, padded, places_for, tick_step
from negotiator.reporting.charts.sheet import Key, Sheet
from negotiator.reporting.charts.style import ChartStyle
from negotiator.wording import charts as words
from negotiator.wording.figures import number

LABELS = {
    "low3": "below the outer limit",
    "low2": "below the inner limit",
    "none": "within the limits",
    "high2": "above the inner limit",
    "high3": "above the outer limit",
}
STEPS = 80


@dataclass(frozen=True, slots=True)
class FunnelPlot:
    """``own`` is the name of our row. ``share_of`` says what the denominator counts (``staff``).

    Shares are shown in per cent; rates as events per ``per`` of the population.
    """

    funnel: Funnel
    own: str
    metric: str
    share_of: str
    title: str = ""
    per: int = 1000

    def least_height(self, style: ChartStyle, width: float) -> float:
        return 240 * style.unit

    def draw(self, style: ChartStyle, width: float, height: float) -> ChartDrawing:
        u = style.unit
        height = max(height, self.least_height(style, width))
        sheet = Sheet(style, width, height)
        keys = (Key("us", "us"), Key("ring", "within the limits"), Key("diamond", "beyond a limit"))
        top = sheet.head(self.title, keys) + 24 * u
        rows = self.funnel.rows
        bottom, right = height - 42 * u, width - 64 * u
        most = max(row.denominator for row in rows)
        least = min(row.denominator for row in rows)
        ylow, yhigh = self._ends()
        places = places_for(tick_step(ylow * self._times, yhigh * self._times, 5))

        def share_text(tick: float) -> str:
            return f"{number(Decimal(str(tick)) * self._times, places)}{'' if self._rates else '%'}"

        left = axes.left_room(sheet, ylow, yhigh, share_text)
        across, up = Scale(0.0, most * 1.03, left, right), Scale(ylow, yhigh, bottom, top)
        axes.upright(sheet, up, left, right, share_text)
        axes.level(sheet, across, bottom, bottom, lambda t: number(Decimal(str(t))))
        self._limits(sheet, across, up, least)
        base = up.at(self.funnel.baseline)
        sheet.line(left, base, right, base, style.text, 1.5)
        sheet.text(right + 4 * u, base, "average", style.tiny, style.muted)
        for row in sorted(rows, key=lambda r: r.name == self.own):
            self._point(sheet, row, across.at(row.denominator), up.at(row.value), right)
        head = f"↑ {self.metric}, per {number(self.per)}" if self._rates else f"↑ {self.metric}"
        sheet.text(0, top - 14 * u, head, style.small, style.muted, room=width)
        sheet.text(right, height - 8 * u, f"Number of {self.share_of} →", style.small, style.muted, anchor="end")
        counts = Counter(row.label for row in rows)
        ours = next((LABELS[row.label] for row in rows if row.name == self.own), "")
        sentence = words.funnel(len(rows), counts["none"], ours, self.own, self.funnel.inner, self.funnel.outer)
        return sheet.done(sentence, self._table())

    @property
    def _rates(self) -> bool:
        return self.funnel.statistic == "rate"

    @property
    def _times(self) -> int:
        """What a value is shown times."""
        return self.per if self._rates else 100

    def _ends(self) -> tuple[float, float]:
        """The upright scale holds every point and, at the average number, every limit; small ones may run off it."""
        rows = self.funnel.rows
        middle = sorted(row.denominator for row in rows)[len(rows) // 2]
        low3, high3 = self.funnel.limits_at(self.funnel.outer, middle)
        low = min([low3, *(row.value for row in rows)])
        high = max([high3, *(row.value for row in rows)])
        low, high = padded(low, high)
        high = max(high, low + 1e-6)
        return max(0.0, low), high if self._rates else min(1.0, high)

    def _limits(self, sheet: Sheet, across: Scale, up: Scale, least: float) -> None:
        s, u = sheet.style, sheet.style.unit
        first = max(across.high * 0.002, min(least, across.high * 0.02))
        for level, name, thick in ((self.funnel.inner, "inner", 1.0), (self.funnel.outer, "outer", 1.5)):
            for side in (0, 1):
                points = []
                for k in range(STEPS + 1):
                    n = first * (across.high / first) ** (k / STEPS)
                    value = self.funnel.limits_at(level, n)[side]
                    if up.inside(value):
                        points.append((across.at(n), up.at(value)))
                if len(points) > 1:
                    sheet.polyline(points, s.muted, thick, dashed=name == "inner")
                    shift = (-1 if side else 1) * (7 if name == "outer" else -1) * u
                    sheet.text(points[-1][0] + 4 * u, points[-1][1] + shift, f"{level:.1%}", s.tiny, s.muted)

    def _point(self, sheet: Sheet, row: FunnelRow, x: float, y: float, right: float) -> None:
        s, u = sheet.style, sheet.style.unit
        if row.name == self.own:
            sheet.us(x, y)
            w = text_width("us", s.semibold, s.small)
            at = x + 11 * u if x + 14 * u + w < right else x - 11 * u - w
            sheet.rect(at - 2 * u, y - 7 * u, w + 4 * u, 14 * u, s.ground)
            sheet.text(at, y, "us", s.small, s.us, s.semibold)
        elif row.label == "none":
            sheet.circle(x, y, 3.5 * u, s.ground, s.mark, 1.5)
        else:
            sheet.diamond(x, y, 5 * u, s.text if row.label.endswith("3") else s.ground, s.text)
        value = number(Decimal(str(row.value)) * self._times, 1)
        shown = f"{value} per {number(self.per)}, of" if self._rates else f"{value}% of"
        says = f"{shown} {number(Decimal(str(row.denominator)))} "
        sheet.mark(
            x - 6 * u, y - 6 * u, 12 * u, 12 * u, row.name, f"{says}{self.share_of}, {LABELS[row.label]}", row.name
        )

    def _table(self) -> list[tuple[str, ...]]:
        def share(value: float) -> str:
            return number(Decimal(str(value)) * self._times, 2)

        head = (
            "Name",
            "Numerator",
            "Denominator",
            f"Rate per {number(self.per)}" if self._rates else "Share, %",
            "Lower inner",
            "Upper inner",
            "Lower outer",
            "Upper outer",
        )
        rows = [
            (
                row.name,
                number(Decimal(str(row.numerator))),
                number(Decimal(str(row.denominator))),
                *(share(v) for v in (row.value, row.lower2, row.upper2, row.lower3, row.upper3)),
                LABELS[row.label],
            )
            for row in self.funnel.rows
        ]
        return [(*head, "Where"), *rows]
