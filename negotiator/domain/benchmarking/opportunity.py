"""Opportunity value: what reaching the peers would be worth, in the metric's own unit, hours, WTE, people and pounds.

A range, never one figure: the target differs with the peer group, so the low and the high are the smallest and the
largest gap over every reasonable group. It says what the gap is, not that it can be closed, nor what closing it costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from negotiator.domain.benchmarking.comparison import Comparison

WEEKS_A_YEAR = Decimal(365) / 7
HUNDRED = Decimal(100)

ABSENCE = ("sickness_absence_rate_12m", "sickness_absence_rate_month", "sickness_absence_rate_quarter")
SHARE_OF_PAY = ("temp_staff_share",)
TARGETS = ("median", "best_quartile")


@dataclass(frozen=True, slots=True)
class Estimate:
    """A likely figure between a low and a high; all nought or more."""

    low: Decimal
    likely: Decimal
    high: Decimal

    def times(self, factor: Decimal) -> Estimate:
        return Estimate(self.low * factor, self.likely * factor, self.high * factor)


@dataclass(frozen=True, slots=True)
class Opportunity:
    """The gap to a target. ``wte`` and ``hours`` (a year) are for absence, ``people`` for survey shares, ``pounds`` a
    year where a share of pay or a cost of a WTE is known; None where the metric does not translate so.
    """

    target: str
    gap: Estimate
    wte: Estimate | None = None
    hours: Estimate | None = None
    people: Estimate | None = None
    pounds: Estimate | None = None


def target_of(comparison: Comparison, target: str) -> Decimal | None:
    """The peers' median, or the quartile at the better end."""
    if comparison.spread is None:
        return None
    if target == "median":
        return comparison.spread.median
    return comparison.spread.q1 if comparison.metric.direction == "lower_is_better" else comparison.spread.q3


def gap_to(comparison: Comparison, target: str) -> Decimal | None:
    """How far we are behind the target, in the metric's unit; nought where we are there or beyond."""
    aim = target_of(comparison, target)
    if aim is None or comparison.own is None or comparison.metric.direction == "neutral":
        return None
    gap = comparison.own - aim if comparison.metric.direction == "lower_is_better" else aim - comparison.own
    return max(gap, Decimal(0))


def opportunity(
    comparisons: Sequence[Comparison],
    target: str,
    wte: Decimal | None = None,
    headcount: int | None = None,
    week_hours: Decimal = Decimal("37.5"),
    pay_bill: Decimal | None = None,
    pounds_per_wte: Decimal | None = None,
) -> Opportunity | None:
    """What reaching the target is worth; the first comparison is the chosen one, the rest give the range.

    ``wte``, ``headcount`` and ``pay_bill`` (£ a year) are of the staff in scope; ``pounds_per_wte`` is what a WTE of
    them costs a year, with on-costs. None where the metric has no better end or we have no value.
    """
    if not comparisons:
        return None
    gaps = [gap for gap in (gap_to(each, target) for each in comparisons) if gap is not None]
    likely = gap_to(comparisons[0], target)
    if likely is None:
        return None
    gap = Estimate(min(gaps), likely, max(gaps))
    metric = comparisons[0].metric
    result = Opportunity(target, gap)
    if metric.id in ABSENCE and wte is not None:
        lost = gap.times(wte / HUNDRED)
        hours = lost.times(week_hours * WEEKS_A_YEAR)
        pounds = lost.times(pounds_per_wte) if pounds_per_wte is not None else None
        result = Opportunity(target, gap, wte=lost, hours=hours, pounds=pounds)
    elif metric.id in SHARE_OF_PAY and pay_bill is not None:
        result = Opportunity(target, gap, pounds=gap.times(pay_bill / HUNDRED))
    elif metric.unit == "%" and metric.theme == "staff voice" and headcount is not None:
        result = Opportunity(target, gap, people=gap.times(Decimal(headcount) / HUNDRED))
    return result
