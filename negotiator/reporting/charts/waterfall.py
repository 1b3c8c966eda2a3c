"""Waterfall: from the cost of one option to that of another, step by step, driver by driver."""

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

NOUGHT = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Step:
    """What one driver adds (above nought) or saves (below), in pounds."""

    key: str
    label: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Waterfall:
    """From ``first`` to ``second``. The steps must add up to the difference; draw refuses others with ValueError."""

    first: str
    before: Decimal
    steps: tuple[Step, ...]
    second: str
    after: Decimal
    title: str = ""

    def least_height(self, style: ChartStyle, width: float) -> float:
        return (52 + 26 * (len(self.steps) + 2)) * style.unit

    def draw(self, style: ChartStyle, width: float, height: float) -> ChartDrawing:
        if self.before + sum((step.amount for step in self.steps), NOUGHT) != self.after:
            raise ValueError("the steps do not add up to the difference")
        u = style.unit
        height = max(height, self.least_height(style, width))
        sheet = Sheet(style, width, height)
        keys = (Key("grey", "total"), Key("bar", "costs more"), Key("dotted", "costs less"))
        top = sheet.head(self.title, keys) + 4 * u
        bottom = height - 24 * u
        labels = [self.first, *(step.label for step in self.steps), self.second]
        name_room = min(max(text_width(each, style.semibold, style.body) for each in labels), width * 0.38)
        runs = self._runs()
        figures = max(text_width(self._figure(run), style.semibold, style.body) for run in runs)
        low = min(0.0, *(float(min(run[2], run[3])) for run in runs))
        high = max(0.0, *(float(max(run[2], run[3])) for run in runs)) or (1.0 if low == 0 else 0.0)
        scale = Scale(low, high, name_room + 14 * u, width - figures - 14 * u)
        axes.level(sheet, scale, top, bottom, lambda t: "0" if t == 0 else money_short(Decimal(str(t))))
        row = (bottom - top) / len(runs)
        for index, run in enumerate(runs):
            self._run(sheet, scale, run, top + index * row, row, name_room, index + 1 < len(runs))
        largest = sorted((s for s in self.steps if s.amount), key=lambda s: -abs(s.amount))[:2]
        pairs = [(step.label, step.amount) for step in largest]
        return sheet.done(words.difference(self.first, self.second, self.before, self.after, pairs), self._table())

    def _runs(self) -> list[tuple[str, str, Decimal, Decimal, bool]]:
        """Key, label, from, to, and whether it is a total, for each row."""
        runs = [("first", self.first, NOUGHT, self.before, True)]
        at = self.before
        for step in self.steps:
            runs.append((step.key, step.label, at, at + step.amount, False))
            at += step.amount
        return [*runs, ("second", self.second, NOUGHT, self.after, True)]

    def _figure(self, run: tuple[str, str, Decimal, Decimal, bool]) -> str:
        change = run[3] - run[2]
        return money(change) if run[4] or change <= 0 else f"+{money(change)}"

    def _run(
        self,
        sheet: Sheet,
        scale: Scale,
        run: tuple[str, str, Decimal, Decimal, bool],
        y: float,
        row: float,
        name_room: float,
        joined: bool,
    ) -> None:
        s, u = sheet.style, sheet.style.unit
        key, label, start, end, total = run
        middle, h = y + row / 2, min(22 * u, row * 0.7)
        face = s.semibold if total else s.regular
        sheet.text(0, middle, label, s.body, face=face, room=name_room)
        a, b = sorted((scale.at(float(start)), scale.at(float(end))))
        if total:
            sheet.rect(a, middle - h / 2, b - a, h, s.range_fill, s.mark)
        elif end > start:
            sheet.rect(a, middle - h / 2, b - a, h, s.bar)
        elif end < start:
            sheet.dotted(a, middle - h / 2, b - a, h, s.green)
        if joined:
            x = scale.at(float(end))
            sheet.line(x, middle + h / 2, x, middle + row - h / 2, s.mark)
        figure = self._figure(run)
        sheet.text(sheet.width, middle, figure, s.body, face=face, anchor="end")
        sheet.mark(0, y, sheet.width, row, label, figure, key)

    def _table(self) -> list[tuple[str, ...]]:
        rows = [(step.label, amount(step.amount, 2)) for step in self.steps]
        return [("Step", "£"), (self.first, amount(self.before, 2)), *rows, (self.second, amount(self.after, 2))]
