"""Scatter: two metrics of the same trusts, our trust marked, the peers’ medians as dashed lines."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from negotiator.domain.benchmarking.association import rank_correlation
from negotiator.domain.benchmarking.data import Metric
from negotiator.domain.benchmarking.quantiles import interpolated
from negotiator.reporting.charts import axes
from negotiator.reporting.charts.fonts import text_width
from negotiator.reporting.charts.marks import ChartDrawing
from negotiator.reporting.charts.scales import Scale, padded, tick_text
from negotiator.reporting.charts.sheet import Key, Sheet
from negotiator.reporting.charts.style import ChartStyle
from negotiator.wording import charts as sentences
from negotiator.wording import comparisons as words
from negotiator.wording.figures import number

HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class ScatterPoint:
    """A trust with both values."""

    key: str
    name: str
    x: Decimal
    y: Decimal
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Scatter:
    """Trusts without one of the two values are left out and counted in ``left_out``."""

    points: tuple[ScatterPoint, ...]
    across: Metric
    up: Metric
    peers: str
    title: str = ""
    left_out: int = 0

    def least_height(self, style: ChartStyle, width: float) -> float:
        return 240 * style.unit

    def draw(self, style: ChartStyle, width: float, height: float) -> ChartDrawing:
        u = style.unit
        height = max(height, self.least_height(style, width))
        sheet = Sheet(style, width, height)
        keys = (Key("us", "us"), Key("ring", "peers"), Key("limit", "peers’ medians"))
        top = sheet.head(self.title, keys) + 24 * u
        if not self.points:
            text = "No trust has a value of both."
            sheet.text(width / 2, height / 2, text, style.body, style.muted, anchor="middle")
            return sheet.done(self._sentence(), self._table())
        bottom = height - 42 * u
        xs, ys = [float(p.x) for p in self.points], [float(p.y) for p in self.points]
        xlow, xhigh = padded(min(xs), max(xs))
        ylow, yhigh = padded(min(ys), max(ys))
        left = axes.left_room(sheet, ylow, yhigh, tick_text(self.up, ylow, yhigh))
        right = width - 8 * u
        across, up = Scale(xlow, xhigh, left, right), Scale(ylow, yhigh, bottom, top)
        axes.upright(sheet, up, left, right, tick_text(self.up, ylow, yhigh))
        axes.level(sheet, across, top, bottom, tick_text(self.across, xlow, xhigh))
        sheet.text(0, top - 14 * u, f"↑ {self._axis(self.up)}", style.small, style.muted, room=width)
        below = f"{self._axis(self.across)} →"
        sheet.text(right, height - 8 * u, below, style.small, style.muted, anchor="end", room=width)
        self._medians(sheet, across, up, (left, right, top, bottom))
        for point in sorted(self.points, key=lambda p: p.ours):
            x, y = across.at(float(point.x)), up.at(float(point.y))
            if point.ours:
                sheet.us(x, y)
                w = text_width("us", style.semibold, style.small)
                at = x + 11 * u if x + 14 * u + w < right else x - 11 * u - w
                sheet.rect(at - 2 * u, y - 7 * u, w + 4 * u, 14 * u, style.ground)
                sheet.text(at, y, "us", style.small, style.us, style.semibold)
            else:
                sheet.circle(x, y, 4 * u, style.ground, style.mark, 1.5)
            says = f"{self.across.name} {words.value(self.across, point.x)}, "
            says += f"{self.up.name} {words.value(self.up, point.y)}"
            sheet.mark(x - 6 * u, y - 6 * u, 12 * u, 12 * u, point.name, says, point.key)
        return sheet.done(self._sentence(), self._table())

    def _medians(self, sheet: Sheet, across: Scale, up: Scale, frame: tuple[float, float, float, float]) -> None:
        left, right, top, bottom = frame
        others = [p for p in self.points if not p.ours]
        if others:
            x = across.at(float(interpolated(sorted(p.x for p in others), HALF)))
            y = up.at(float(interpolated(sorted(p.y for p in others), HALF)))
            sheet.line(x, top, x, bottom, sheet.style.muted, 1, dashed=True)
            sheet.line(left, y, right, y, sheet.style.muted, 1, dashed=True)

    def _axis(self, metric: Metric) -> str:
        better = "" if metric.direction == "neutral" else f" · {words.DIRECTIONS[metric.direction]}"
        return f"{metric.name}, {words.unit_and_period(metric)}{better}"

    def _sentence(self) -> str:
        rho = rank_correlation([p.x for p in self.points], [p.y for p in self.points])
        return sentences.two_metrics(self.across.name, self.up.name, len(self.points), self.peers, rho, self.left_out)

    def _table(self) -> list[tuple[str, ...]]:
        rows = [
            (p.name, p.key, number(p.x, self.across.decimals), number(p.y, self.up.decimals))
            for p in sorted(self.points, key=lambda p: (p.x, p.name))
        ]
        return [("Trust", "Code", self._axis(self.across), self._axis(self.up)), *rows]
