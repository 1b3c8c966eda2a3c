"""SPC chart: a monthly series with its mean and limits; points of special cause differ in shape as well as colour."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from negotiator.domain.benchmarking.spc import Segment, Xmr, read, variation_of
from negotiator.reporting.charts import axes
from negotiator.reporting.charts.fonts import text_width
from negotiator.reporting.charts.marks import ChartDrawing
from negotiator.reporting.charts.scales import Scale, padded, places_for, tick_step
from negotiator.reporting.charts.sheet import Key, Sheet
from negotiator.reporting.charts.style import ChartStyle
from negotiator.wording.comparisons import CAUSES, spc_reading
from negotiator.wording.figures import number

FLAG_WORDS = {
    "beyond": "beyond a limit",
    "shift": "shift",
    "trend": "trend",
    "two_of_three": "two of three near a limit",
}


@dataclass(frozen=True, slots=True)
class SpcChart:
    """``unit`` is written after figures (``%`` or empty); ``direction`` as a metric's; ``target`` may be None."""

    chart: Xmr
    metric: str
    direction: str = "neutral"
    unit: str = ""
    decimals: int = 2
    target: Decimal | None = None
    title: str = ""

    def least_height(self, style: ChartStyle, width: float) -> float:
        return 220 * style.unit

    def text(self, value: Decimal | Fraction | float | None) -> str:
        """A figure as shown, everywhere on this chart."""
        if value is None:
            return "–"
        exact = Fraction(value)
        return number(_decimal(exact), self.places) + self.unit

    @property
    def places(self) -> int:
        """The decimals shown: those asked for, and more where it takes them to see that a point is beyond its limit."""
        pairs = []
        for segment in self.chart.segments:
            for limit in (segment.lower, segment.upper):
                if limit is not None:
                    pairs += [(p.value, limit) for p in segment.points if "beyond" in p.flags]
        now = self.chart.now
        pairs += [
            (self.target, limit) for limit in (now.lower, now.upper) if self.target is not None and limit is not None
        ]
        places = self.decimals
        while places < self.decimals + 3 and any(
            Fraction(value) != limit and number(value, places) == number(_decimal(limit), places)
            for value, limit in pairs
        ):
            places += 1
        return places

    def draw(self, style: ChartStyle, width: float, height: float) -> ChartDrawing:
        u = style.unit
        height = max(height, self.least_height(style, width))
        sheet = Sheet(style, width, height)
        keys = [Key("circle", "common cause")]
        if self.direction == "neutral":
            keys.append(Key("change", "special cause"))
        else:
            keys += [Key("us", "improving"), Key("concern", "concerning")]
        keys.append(Key("limit", "limits"))
        if self.target is not None:
            keys.append(Key("dashed", "target"))
        top = sheet.head(self.title, keys) + 24 * u
        points = self.chart.points
        low, high = self._ends()
        places = places_for(tick_step(low, high, 5))

        def tick(value: float) -> str:
            return number(Decimal(str(value)), places) + self.unit

        bottom, right = height - 26 * u, width - self._right_room(style)
        left = axes.left_room(sheet, low, high, tick)
        up = Scale(low, high, bottom, top)
        across = Scale(-0.5, len(points) - 0.5, left, right)
        axes.upright(sheet, up, left, right, tick)
        sheet.text(0, top - 14 * u, f"↑ {self.metric}", style.small, style.muted, room=width)
        for segment in self.chart.segments:
            self._segment(sheet, segment, across, up, segment is self.chart.now, right)
        if self.target is not None:
            y = up.at(float(self.target))
            sheet.line(left, y, right, y, style.red, 1.5, dashed=True)
        self._points(sheet, across, up, bottom)
        self._periods(sheet, across, bottom)
        return sheet.done(self._sentence(), self._table())

    def _right_room(self, style: ChartStyle) -> float:
        now = self.chart.now
        texts = [f"mean {self.text(now.mean)}", f"upper {self.text(now.upper)}", f"lower {self.text(now.lower)}"]
        return max(text_width(t, style.regular, style.tiny) for t in texts) + 8 * style.unit

    def _ends(self) -> tuple[float, float]:
        values = [float(p.value) for p in self.chart.points]
        for segment in self.chart.segments:
            values += [float(v) for v in (segment.lower, segment.upper) if v is not None]
        if self.target is not None:
            values.append(float(self.target))
        return padded(min(values), max(values))

    def _segment(self, sheet: Sheet, segment: Segment, across: Scale, up: Scale, last: bool, right: float) -> None:
        s, u = sheet.style, sheet.style.unit
        start, end = across.at(segment.first - 0.5), across.at(segment.first + len(segment.points) - 0.5)
        if segment.first:
            sheet.line(start, up.end, start, up.start, s.mark, 1, dashed=True)
            sheet.text(start + 4 * u, up.end + 6 * u, "new limits", s.tiny, s.muted)
        y = up.at(float(segment.mean))
        sheet.line(start, y, end, y, s.text, 1.5)
        named = [(y, f"mean {self.text(segment.mean)}")]
        for value, word in ((segment.upper, "upper"), (segment.lower, "lower")):
            if value is not None:
                y = up.at(float(value))
                sheet.line(start, y, end, y, s.muted, 1, dashed=True)
                named.append((y, f"{word} {self.text(value)}"))
        if last:
            below = -1e9
            for y, text in sorted(named):
                y = max(y, below + 14 * u)
                below = y
                sheet.text(right + 5 * u, y, text, s.tiny, s.muted)

    def _points(self, sheet: Sheet, across: Scale, up: Scale, bottom: float) -> None:
        s = sheet.style
        step = across.at(1) - across.at(0)
        at = 0
        for segment in self.chart.segments:
            places = [(across.at(at + k), up.at(float(point.value))) for k, point in enumerate(segment.points)]
            if len(places) > 1:
                sheet.polyline(places, s.muted, 1.5)
            for index, ((x, y), point) in enumerate(zip(places, segment.points, strict=True)):
                self._sign(sheet, variation_of(segment, index, self.direction), x, y)
                flags = ", ".join(FLAG_WORDS[flag] for flag in point.flags) or "common cause"
                says = f"{self.text(point.value)}, {flags}"
                sheet.mark(x - step / 2, up.end, step, bottom - up.end, point.period, says, point.period)
            at += len(segment.points)

    def _sign(self, sheet: Sheet, variation: str, x: float, y: float) -> None:
        s, u = sheet.style, sheet.style.unit
        if variation == "common":
            sheet.circle(x, y, 4 * u, s.other)
        elif variation == "change":
            sheet.diamond(x, y, 6.5 * u, s.navy, s.navy)
        elif variation == "improvement":
            sheet.us(x, y)
        else:
            sheet.square(x, y, 5 * u, s.amber)

    def _periods(self, sheet: Sheet, across: Scale, bottom: float) -> None:
        s, u = sheet.style, sheet.style.unit
        points = self.chart.points
        widest = max(text_width(p.period, s.regular, s.small) for p in points) + 12 * u
        every = max(1, -(-int(widest) // max(1, int(across.at(1) - across.at(0)))))
        for index in range(0, len(points), every):
            sheet.text(across.at(index), bottom + 13 * u, points[index].period, s.small, s.muted, anchor="middle")

    def _sentence(self) -> str:
        points, now = self.chart.points, self.chart.now
        between = f", {self.text(now.lower)} to {self.text(now.upper)} expected" if now.lower is not None else ""
        start = f"{self.metric}, {points[0].period} to {points[-1].period}: last {self.text(points[-1].value)}, "
        return (
            f"{start}mean {self.text(now.mean)}{between}. {spc_reading(read(self.chart, self.direction, self.target))}"
        )

    def _table(self) -> list[tuple[str, ...]]:
        rows = []
        for segment in self.chart.segments:
            limits = tuple(self.text(v) for v in (segment.mean, segment.lower, segment.upper))
            for point in segment.points:
                flags = "; ".join(CAUSES[f] if f == "beyond" else FLAG_WORDS[f] for f in point.flags)
                rows.append(
                    (point.period, self.text(point.value), *limits, flags.replace("the last point", "the point"))
                )
        return [("Period", self.metric, "Mean", "Lower limit", "Upper limit", "Special cause"), *rows]


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
