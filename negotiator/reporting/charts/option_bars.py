"""The options' full-year effect as bars: pay solid, on-costs hatched, non-pay grey, savings dotted left of nought."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from negotiator.domain.costing.result import ON_COSTS, PAY, OptionCost
from negotiator.reporting.charts.fonts import text_width
from negotiator.reporting.charts.marks import ChartDrawing
from negotiator.reporting.charts.scales import Scale, ticks
from negotiator.reporting.charts.sheet import Key, Sheet
from negotiator.reporting.charts.style import ChartStyle
from negotiator.wording import charts as words
from negotiator.wording.figures import amount, money, money_short

NOUGHT = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class OptionBar:
    """The parts of one option's full-year effect, in pounds. ``savings`` is nought or less, the other parts more."""

    key: str
    name: str
    pay: Decimal
    on_costs: Decimal
    non_pay: Decimal
    savings: Decimal = NOUGHT
    selected: bool = False

    @property
    def net(self) -> Decimal:
        return self.pay + self.on_costs + self.non_pay + self.savings


def option_bar(option: OptionCost, selected: bool = False) -> OptionBar:
    """The bar of a costed option. A part that saves on balance counts as a saving: the net is the total."""
    parts = option.full_year_effect.components
    pay = sum((parts.get(c, NOUGHT) for c in PAY), NOUGHT)
    on_costs = sum((parts.get(c, NOUGHT) for c in ON_COSTS), NOUGHT)
    other = sum((v for c, v in parts.items() if c not in PAY and c not in ON_COSTS and c != "income"), NOUGHT)
    income = parts.get("income", NOUGHT)
    savings = sum((v for v in (pay, on_costs, other, income) if v < 0), NOUGHT)
    return OptionBar(
        key=option.option_id or option.name,
        name=option.name,
        pay=max(pay, NOUGHT),
        on_costs=max(on_costs, NOUGHT),
        non_pay=max(other, NOUGHT) + max(income, NOUGHT),
        savings=savings,
        selected=selected,
    )


@dataclass(frozen=True, slots=True)
class OptionBars:
    """``envelope`` is a full year's mandate: give it only where the reader may see it; None leaves out every trace.

    ``legend`` False leaves the legend to what surrounds the chart; `legend_keys` are what it must say.
    """

    bars: tuple[OptionBar, ...]
    envelope: Decimal | None = None
    title: str = ""
    legend: bool = True

    def least_height(self, style: ChartStyle, width: float) -> float:
        around, bar = (50, 26) if self.legend or self.title else (30, 20)
        return (around + bar * max(1, len(self.bars))) * style.unit

    def legend_keys(self) -> tuple[Key, ...]:
        """The legend: the parts of a bar, then the envelope where there is one."""
        savings = (Key("dotted", "Savings"),) if any(bar.savings for bar in self.bars) else ()
        envelope = (Key("dashed", f"Envelope {money_short(self.envelope)}"),) if self.envelope is not None else ()
        return (Key("bar", "Pay"), Key("hatched", "On-costs"), Key("grey", "Non-pay"), *savings, *envelope)

    def draw(self, style: ChartStyle, width: float, height: float) -> ChartDrawing:
        u = style.unit
        height = max(height, self.least_height(style, width))
        sheet = Sheet(style, width, height)
        top = sheet.head(self.title, self.legend_keys() if self.legend else ()) + 6 * u
        bottom = height - 24 * u

        names = max((text_width(b.name, style.semibold, style.body) for b in self.bars), default=0)
        name_room = min(names, width * 0.32)
        figures = max((text_width(money(b.net), style.semibold, style.body) for b in self.bars), default=0)
        scale = self._scale(name_room + 14 * u, width - figures - 18 * u)
        for tick in ticks(scale.low, scale.high, 5):
            x = scale.at(tick)
            sheet.line(x, top, x, bottom, style.grid)
            label = "0" if tick == 0 else money_short(Decimal(str(tick)))
            sheet.text(x, bottom + 12 * u, label, style.small, style.muted, anchor="middle")

        row = (bottom - top) / max(1, len(self.bars))
        for index, bar in enumerate(self.bars):
            self._bar(sheet, bar, scale, top + index * row, row, name_room)
        if self.envelope is not None:
            x = scale.at(float(self.envelope))
            sheet.line(x, top - 2 * u, x, bottom + 2 * u, style.red, 1.5, dashed=True)
        return sheet.done(self._sentence(), self._table())

    def _sentence(self) -> str:
        """The chosen option first: it is what the reader asks about. Options go by what stands before the dot."""
        names = [bar.name.split(" · ")[0] for bar in self.bars]
        if len(set(names)) < len(names):
            names = [bar.name for bar in self.bars]
        told = sorted(zip(names, self.bars, strict=True), key=lambda each: not each[1].selected)
        return words.options_against_envelope([(name, bar.net) for name, bar in told], self.envelope)

    def _scale(self, left: float, right: float) -> Scale:
        lows = [float(bar.savings) for bar in self.bars] + [0.0]
        highs = [float(bar.pay + bar.on_costs + bar.non_pay) for bar in self.bars] + [float(self.envelope or 0)]
        low, high = min(lows), max(*highs, 0.0)
        if low == high == 0:
            high = 1000.0
        return Scale(low, high * 1.02 if high else 0.0, left, right)

    def _bar(self, sheet: Sheet, bar: OptionBar, scale: Scale, y: float, row: float, name_room: float) -> None:
        s, u = sheet.style, sheet.style.unit
        middle, h = y + row / 2, min(30 * u, row * 0.74)
        face = s.semibold if bar.selected else s.regular
        sheet.text(0, middle, bar.name, s.body, face=face, room=name_room)
        zero = scale.at(0)
        x = zero
        for part, draw in ((bar.pay, "bar"), (bar.on_costs, "hatched"), (bar.non_pay, "grey")):
            w = scale.at(float(part)) - zero
            if w > 0.2:
                if draw == "hatched":
                    sheet.hatched(x, middle - h / 2, w, h, s.bar)
                else:
                    sheet.rect(x, middle - h / 2, w, h, s.bar if draw == "bar" else s.range_fill)
                x += w
        if bar.savings:
            left = scale.at(float(bar.savings))
            sheet.dotted(left, middle - h / 2, zero - left, h, s.green)
        net = scale.at(float(bar.net))
        sheet.line(net, middle - h / 2 - 2 * u, net, middle + h / 2, s.text, 2)
        tip = middle - h / 2 + 3 * u
        sheet.polygon(((net - 4 * u, tip - 6 * u), (net + 4 * u, tip - 6 * u), (net, tip)), s.text)
        sheet.text(sheet.width, middle, money(bar.net), s.body, face=s.semibold, anchor="end")
        savings = f", savings {money(bar.savings)}" if bar.savings else ""
        sheet.mark(
            0,
            y,
            sheet.width,
            row,
            bar.name,
            f"net {money(bar.net)} in a full year: pay {money(bar.pay)}, on-costs {money(bar.on_costs)}, "
            f"non-pay {money(bar.non_pay)}{savings}",
            bar.key,
        )

    def _table(self) -> list[tuple[str, ...]]:
        head = ("Option", "Pay, £", "On-costs, £", "Non-pay, £", "Savings, £", "Full-year effect, £")
        rows = [(b.name, *(amount(v, 2) for v in (b.pay, b.on_costs, b.non_pay, b.savings, b.net))) for b in self.bars]
        if self.envelope is None:
            return [head, *rows]
        return [
            (*head, "Inside the envelope, £"),
            *((*row, amount(self.envelope - bar.net, 2)) for row, bar in zip(rows, self.bars, strict=True)),
        ]
