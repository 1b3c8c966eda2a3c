"""Ranked bars: every peer in order with our trust marked.

Up to `MOST_NAMED` trusts stand in rows with their names; more stand as columns, with only ours named. Bars start at
nought; where all values lie far from it, a bar would hide the differences, so points on a cut scale take its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from negotiator.domain.benchmarking.comparison import Comparison, better
from negotiator.reporting.charts import axes
from negotiator.reporting.charts.fonts import text_width
from negotiator.reporting.charts.marks import ChartDrawing
from negotiator.reporting.charts.scales import Scale, padded, tick_text
from negotiator.reporting.charts.sheet import Key, Sheet
from negotiator.reporting.charts.style import ChartStyle
from negotiator.wording import comparisons as words
from negotiator.wording.figures import number, ordinal

MOST_NAMED = 30


@dataclass(frozen=True, slots=True)
class _Entry:
    code: str
    name: str
    value: Decimal
    rank: int
    ours: bool


@dataclass(frozen=True, slots=True)
class RankedBars:
    """``names`` are the trusts' names by code; ``own_name`` is ours."""

    comparison: Comparison
    names: Mapping[str, str]
    own_name: str
    title: str = ""

    def least_height(self, style: ChartStyle, width: float) -> float:
        count = len(self._entries())
        return (46 + 20 * max(1, count)) * style.unit if count <= MOST_NAMED else 220 * style.unit

    def draw(self, style: ChartStyle, width: float, height: float) -> ChartDrawing:
        height = max(height, self.least_height(style, width))
        sheet = Sheet(style, width, height)
        entries = self._entries()
        points = bool(entries) and self._cut(entries)
        median = "median" if len(entries) <= MOST_NAMED else "limit"
        keys = (
            Key("us" if points else "bar", "us"),
            Key("ring" if points else "peer", "peers"),
            Key(median, "peers’ median"),
        )
        top = sheet.head(self.title, keys) + 4 * style.unit
        if not entries:
            text = "No trust of this group has a value."
            sheet.text(width / 2, height / 2, text, style.body, style.muted, anchor="middle")
        elif len(entries) <= MOST_NAMED:
            self._rows(sheet, entries, top)
        else:
            self._columns(sheet, entries, top)
        return sheet.done(words.summary(self.comparison, self.own_name), self._table(entries))

    def _entries(self) -> list[_Entry]:
        found = self.comparison
        metric = found.metric
        pairs = [(peer.code, self.names.get(peer.code, peer.code), peer.value, False) for peer in found.peers]
        if found.own is not None:
            pairs.append((found.own_code, self.own_name, found.own, True))
        highest_first = metric.direction != "lower_is_better"
        pairs.sort(key=lambda pair: (-pair[2] if highest_first else pair[2], not pair[3], pair[1]))
        result: list[_Entry] = []
        for place, (code, name, value, ours) in enumerate(pairs, start=1):
            level = result and not better(metric.direction, result[-1].value, value)
            result.append(_Entry(code, name, value, result[-1].rank if level else place, ours))
        return result

    def _cut(self, entries: list[_Entry]) -> bool:
        """True where values lie so far from nought that bars would hide their differences."""
        low, high = min(e.value for e in entries), max(e.value for e in entries)
        return low > 0 and high - low < high * Decimal("0.5") and low != high

    def _ends(self, entries: list[_Entry]) -> tuple[float, float]:
        low, high = float(min(e.value for e in entries)), float(max(e.value for e in entries))
        if self._cut(entries):
            return padded(low, high)
        low, high = min(low, 0.0), max(high, 0.0)
        return (0.0, 1.0) if low == high else (low, high)

    def _says(self, entry: _Entry) -> str:
        return f"{words.value(self.comparison.metric, entry.value)}, {ordinal(entry.rank)} of {self.comparison.of}"

    def _rows(self, sheet: Sheet, entries: list[_Entry], top: float) -> None:
        s, u = sheet.style, sheet.style.unit
        bottom = sheet.height - 22 * u
        metric = self.comparison.metric
        name_room = min(
            max(text_width(words.short_name(e.name), s.semibold, s.small) for e in entries), sheet.width * 0.42
        )
        figures = max(text_width(words.value(metric, e.value), s.semibold, s.small) for e in entries)
        low, high = self._ends(entries)
        scale = Scale(low, high, name_room + 12 * u, sheet.width - figures - 10 * u)
        axes.level(sheet, scale, top, bottom, tick_text(self.comparison.metric, low, high))
        row = (bottom - top) / len(entries)
        cut = self._cut(entries)
        for index, entry in enumerate(entries):
            middle = top + (index + 0.5) * row
            face = s.semibold if entry.ours else s.regular
            sheet.text(0, middle, words.short_name(entry.name), s.small, face=face, room=name_room)
            x = scale.at(float(entry.value))
            if cut:
                sheet.us(x, middle) if entry.ours else sheet.circle(x, middle, 4 * u, s.ground, s.mark, 1.5)
            else:
                zero, h = scale.at(0), min(14 * u, row * 0.7)
                left, w = min(zero, x), abs(x - zero)
                sheet.rect(left, middle - h / 2, w, h, s.bar if entry.ours else s.range_fill, s.mark)
            value = words.value(metric, entry.value)
            sheet.text(sheet.width, middle, value, s.small, face=face, anchor="end")
            sheet.mark(0, top + index * row, sheet.width, row, entry.name, self._says(entry), entry.code)
        if self.comparison.spread is not None:
            x = scale.at(float(self.comparison.spread.median))
            sheet.line(x, top - 2 * u, x, bottom, s.text, 1.5)

    def _columns(self, sheet: Sheet, entries: list[_Entry], top: float) -> None:
        s, u = sheet.style, sheet.style.unit
        bottom = sheet.height - 26 * u
        low, high = self._ends(entries)
        text = tick_text(self.comparison.metric, low, high)
        left = axes.left_room(sheet, low, high, text)
        scale = Scale(low, high, bottom, top + 24 * u)
        axes.upright(sheet, scale, left, sheet.width, text)
        step = (sheet.width - left) / len(entries)
        cut, zero = self._cut(entries), scale.at(min(max(0.0, low), high))
        room = step * 0.8 if step > 3 * u else step
        for index, entry in enumerate(entries):
            x, y = left + (index + 0.5) * step, scale.at(float(entry.value))
            if cut:
                if not entry.ours:
                    sheet.circle(x, y, min(3 * u, max(1.4 * u, step * 0.45)), s.mark)
            else:
                w = max(room, 3 * u) if entry.ours else room
                fill = s.bar if entry.ours else s.range_fill
                sheet.rect(x - w / 2, min(zero, y), w, max(abs(y - zero), 0.5), fill)
            sheet.mark(left + index * step, top, step, bottom - top, entry.name, self._says(entry), entry.code)
        if self.comparison.spread is not None:
            y = scale.at(float(self.comparison.spread.median))
            sheet.line(left, y, sheet.width, y, s.muted, 1, dashed=True)
        for index, entry in enumerate(entries):
            if entry.ours:
                x, y = left + (index + 0.5) * step, scale.at(float(entry.value))
                if cut:
                    sheet.us(x, y)
                label = f"us, {ordinal(entry.rank)}"
                half = text_width(label, s.semibold, s.small) / 2
                at = min(max(x, left + half), sheet.width - half)
                sheet.line(x, top + 16 * u, x, min(y, zero) - (9 * u if cut else 1 * u), s.us)
                sheet.text(at, top + 8 * u, label, s.small, s.us, s.semibold, "middle")
        ends = ("← highest", "lowest →") if self.comparison.metric.direction == "neutral" else ("← best", "worst →")
        sheet.text(left, sheet.height - 10 * u, ends[0], s.small, s.muted)
        sheet.text(sheet.width, sheet.height - 10 * u, ends[1], s.small, s.muted, anchor="end")

    def _table(self, entries: list[_Entry]) -> list[tuple[str, ...]]:
        metric = self.comparison.metric
        head = ("Rank", "Trust", "Code", f"{metric.name}, {words.unit_and_period(metric, self.comparison.period)}")
        return [head, *((str(e.rank), e.name, e.code, number(e.value, metric.decimals)) for e in entries)]
