"""Dot and range: one row a metric, our trust among its peers, every scale turned so that better is on the right."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from negotiator.domain.benchmarking.comparison import Comparison
from negotiator.reporting.charts.fonts import text_width, wrap
from negotiator.reporting.charts.marks import ChartDrawing
from negotiator.reporting.charts.sheet import Key, Sheet, turned
from negotiator.reporting.charts.style import ChartStyle
from negotiator.wording import charts as words
from negotiator.wording.comparisons import NEUTRAL_QUARTERS, QUARTERS, quarter, short_metric, unit_and_period
from negotiator.wording.figures import NOUGHT_IN_TABLE, number, ordinal

KEYS = (Key("us", "us"), Key("median", "median"), Key("half", "middle half"), Key("range", "lowest to highest"))

LOW_ROW, HIGH_ROW = 32, 46
"""Height of a row whose name takes one line, and of one whose name takes two; the note stands beneath either."""

FIGURES = 256
"""Room of the columns on the right, and of the gaps beside the scale."""


@dataclass(frozen=True, slots=True)
class RangeRow:
    """One metric: our value, and the peers’ lowest, quartiles and highest. None where nobody has a value.

    ``direction`` is ``higher_is_better``, ``lower_is_better`` or ``neutral``; ``of`` counts us and the peers;
    ``quartile`` runs from 1, the best quarter (the highest values where neither end is better). ``short`` is the name
    as it stands in the row, where the whole one is long; marks and table keep the whole one.
    """

    key: str
    name: str
    note: str
    direction: str
    decimals: int
    own: Decimal | None
    least: Decimal | None
    q1: Decimal | None
    median: Decimal | None
    q3: Decimal | None
    most: Decimal | None
    rank: int | None = None
    of: int = 0
    quartile: int | None = None
    remark: str = ""
    short: str = ""

    @property
    def shown_name(self) -> str:
        return self.short or self.name

    @property
    def quarter_word(self) -> str:
        if self.quartile is None:
            return self.remark
        return self.remark or (NEUTRAL_QUARTERS if self.direction == "neutral" else QUARTERS)[self.quartile]

    def text(self, value: Decimal | None) -> str:
        return NOUGHT_IN_TABLE if value is None else number(value, self.decimals)


@dataclass(frozen=True, slots=True)
class DotRange:
    """``us`` and ``peers`` are named in words; ``selected`` is the key of the row that stands out."""

    rows: tuple[RangeRow, ...]
    us: str
    peers: str
    title: str = ""
    selected: str = ""

    def least_height(self, style: ChartStyle, width: float) -> float:
        return self._top_room(style, width) + sum(self._heights(style, width)) + 1 * style.unit

    def _top_room(self, style: ChartStyle, width: float) -> float:
        """Title, legend (on as many lines as it takes) and column heads."""
        return Sheet(style, width, 100).head(self.title, KEYS) + 28 * style.unit

    def _heights(self, style: ChartStyle, width: float) -> list[float]:
        """The least height of each row: a name that takes two lines needs more, the others do not."""
        room = self._name_room(style, width)
        heights = [(LOW_ROW if self._fits(row, style, room) else HIGH_ROW) * style.unit for row in self.rows]
        return heights or [LOW_ROW * style.unit]

    def _name_room(self, style: ChartStyle, width: float) -> float:
        """As wide as the widest name, as far as the picture keeps a room in which differences are seen."""
        u = style.unit
        widest = max((text_width(row.shown_name, style.semibold, style.body) for row in self.rows), default=0.0) + 8 * u
        most = min(280 * u, width - FIGURES * u - max(150 * u, width * 0.24))
        return max(110 * u, min(widest, most))

    @staticmethod
    def _fits(row: RangeRow, style: ChartStyle, room: float) -> bool:
        return text_width(row.shown_name, style.semibold, style.body) <= room - 4 * style.unit

    def draw(self, style: ChartStyle, width: float, height: float) -> ChartDrawing:
        u = style.unit
        height = max(height, self.least_height(style, width))
        sheet = Sheet(style, width, height)
        top = sheet.head(self.title, KEYS) + 4 * u
        same_of = len({row.of for row in self.rows if row.rank is not None}) <= 1
        rank_head = f"Rank of {max((r.of for r in self.rows), default=0)}" if same_of and self.rows else "Rank"
        right = width - 4 * u
        median_x, us_x = right - 112 * u, right - 112 * u - 58 * u
        name_room = self._name_room(style, width)
        left, far = name_room + 18 * u, us_x - 60 * u
        self._heads(sheet, top, left, far, us_x, median_x, right, rank_head)
        top += 24 * u
        sheet.line(0, top, width, top, style.mark, 1.5)
        heights = self._heights(style, width)
        spare = max(0.0, height - top - 1 * u - sum(heights)) / len(heights)
        y = top
        for row, least in zip(self.rows, heights, strict=False):
            row_height = min(HIGH_ROW * u, least + spare)
            if row.key == self.selected:
                sheet.rect(0, y, width, row_height, style.tint)
            middle = y + row_height / 2
            face = style.semibold if row.key == self.selected else style.regular
            self._name(sheet, row, middle, face, name_room)
            self._range(sheet, row, middle, left, far)
            sheet.text(us_x, middle, row.text(row.own), style.body, face=style.semibold, anchor="end")
            sheet.text(median_x, middle, row.text(row.median), style.body, anchor="end")
            if row.rank is not None:
                rank = ordinal(row.rank) if same_of else f"{ordinal(row.rank)} of {row.of}"
                sheet.text(right, middle - 7 * u, rank, style.body, anchor="end")
            sheet.text(right, middle + 8 * u, row.quarter_word, style.tiny, style.muted, anchor="end", room=108 * u)
            sheet.line(0, y + row_height, width, y + row_height, style.line)
            sheet.mark(0, y, width, row_height, row.name, self._says(row), row.key)
            y += row_height
        return sheet.done(self._sentence(), self._table())

    def _name(self, sheet: Sheet, row: RangeRow, middle: float, face: str, room: float) -> None:
        """Name over note; a long name takes two lines in a smaller size."""
        s, u = sheet.style, sheet.style.unit
        size: float = s.body
        lines: tuple[str, ...] = (row.shown_name,)
        if not self._fits(row, s, room):
            size, lines = s.small, wrap(row.shown_name, s.semibold, s.small, room)[:2]
        y = middle - 7.5 * u * len(lines)
        for line in lines:
            sheet.text(4 * u, y, line, size, face=face, room=room)
            y += 14.5 * u
        sheet.text(4 * u, y, row.note, s.tiny, s.muted, room=room)

    def _heads(
        self, sheet: Sheet, y: float, left: float, far: float, us_x: float, median_x: float, right: float, rank: str
    ) -> None:
        s = sheet.style
        neutral = all(row.direction == "neutral" for row in self.rows)
        middle = y + 12 * s.unit
        sheet.text(left, middle, "← lower" if neutral else "← worse", s.small, s.muted)
        sheet.text(far, middle, "higher →" if neutral else "better →", s.small, s.muted, anchor="end")
        sheet.text(us_x, middle, "Us", s.small, s.muted, s.semibold, "end")
        sheet.text(median_x, middle, "Median", s.small, s.muted, s.semibold, "end")
        sheet.text(right, middle, rank, s.small, s.muted, s.semibold, "end")

    def _range(self, sheet: Sheet, row: RangeRow, y: float, left: float, far: float) -> None:
        s, u = sheet.style, sheet.style.unit
        if row.least is None or row.most is None:
            sheet.text((left + far) / 2, y, "no peer has a value", s.tiny, s.muted, anchor="middle")
            return
        ends = [row.least, row.most] + ([row.own] if row.own is not None else [])
        low, high = float(min(ends)), float(max(ends))
        lower_is_better = row.direction == "lower_is_better"

        def at(value: Decimal) -> float:
            return turned(float(value), low, high, left, far, lower_is_better)

        sheet.line(at(row.least), y, at(row.most), y, s.mark)
        for end in (at(row.least), at(row.most)):
            sheet.line(end, y - 4 * u, end, y + 4 * u, s.mark)
        if row.q1 is not None and row.q3 is not None:
            a, b = sorted((at(row.q1), at(row.q3)))
            if b - a > 0.5:
                sheet.rect(a, y - 5.5 * u, b - a, 11 * u, s.range_fill, s.mark)
        if row.median is not None:
            x = at(row.median)
            sheet.line(x, y - 10 * u, x, y + 10 * u, s.text, 2)
        if row.own is not None:
            sheet.us(at(row.own), y)

    def _says(self, row: RangeRow) -> str:
        if row.own is None:
            return f"no value of ours; peers’ median {row.text(row.median)}"
        rank = f", {ordinal(row.rank)} of {row.of}" if row.rank is not None else ""
        quarter = f", {row.quarter_word}" if row.quarter_word else ""
        return f"{row.text(row.own)}, peers’ median {row.text(row.median)}{rank}{quarter}"

    def _sentence(self) -> str:
        ranked = [row for row in self.rows if row.quartile is not None and row.direction != "neutral"]
        best = [row.name for row in ranked if row.quartile == 1]
        lowest = [row.name for row in ranked if row.quartile == 4]
        missing = sum(1 for row in self.rows if row.rank is None)
        between = len(self.rows) - len(best) - len(lowest) - missing
        return words.ranges(self.us, self.peers, best, lowest, between, missing)

    def _table(self) -> list[tuple[str, ...]]:
        head = ("Metric", "Unit and period", "Us", "Lowest", "Lower quartile", "Median", "Upper quartile", "Highest")
        rows = [
            (
                row.name,
                row.note,
                *(row.text(v) for v in (row.own, row.least, row.q1, row.median, row.q3, row.most)),
                f"{row.rank} of {row.of}" if row.rank is not None else NOUGHT_IN_TABLE,
                row.quarter_word,
            )
            for row in self.rows
        ]
        return [(*head, "Rank", "Quarter"), *rows]


def range_row(comparison: Comparison) -> RangeRow:
    """The row of a comparison."""
    metric, spread = comparison.metric, comparison.spread
    return RangeRow(
        key=metric.id,
        name=metric.name,
        note=unit_and_period(metric, comparison.period),
        direction=metric.direction,
        decimals=metric.decimals,
        own=comparison.own,
        least=spread.least if spread else None,
        q1=spread.q1 if spread else None,
        median=spread.median if spread else None,
        q3=spread.q3 if spread else None,
        most=spread.most if spread else None,
        rank=comparison.rank,
        of=comparison.of,
        quartile=comparison.quartile,
        remark=quarter(comparison),
        short=short_metric(metric),
    )
