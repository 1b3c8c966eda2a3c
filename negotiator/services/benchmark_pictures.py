"""Pictures of one metric: against another one, and over time. What cannot be drawn is said by a code, not drawn."""

from __future__ import annotations

import re
from decimal import Decimal

from negotiator.domain.benchmarking.comparison import Comparison
from negotiator.domain.benchmarking.data import Metric
from negotiator.domain.benchmarking.peers import Peers
from negotiator.domain.problems import Problem, Refused
from negotiator.reporting.charts.ranked_bars import RankedBars
from negotiator.reporting.charts.scatter import Scatter, ScatterPoint
from negotiator.services.benchmarks import Benchmarks
from negotiator.services.statistics_files import Series
from negotiator.wording import comparisons as words

MONTHLY = {
    "sickness_absence_rate_12m": "sickness_absence_rate_month",
    "sickness_absence_rate_quarter": "sickness_absence_rate_month",
}
"""Metrics of a longer time whose months are a metric of their own."""

FEWEST_POINTS = 7
"""The rules of Making Data Count look for runs of seven; a shorter series cannot show one."""

ENOUGH_POINTS = 13
"""With twelve points or fewer, limits are for the time being (as the R package NHSRplotthedots warns)."""

_MONTH = re.compile(r"\d{4}-\d{2}")


def ranked(found: Benchmarks, comparison: Comparison) -> RankedBars:
    """Every trust of the group in order."""
    names = {code: trust.name for code, trust in found.trusts.items()}
    return RankedBars(comparison, names, found.own.name)


def own_value(found: Benchmarks, metric: Metric) -> Decimal | None:
    """Our own newer figure, else the published one."""
    figure = found.figures.get(metric.id)
    return figure.value if figure is not None else found.values(metric).get(found.own.code)


def against(found: Benchmarks, group: Peers, across_id: str, up_id: str) -> Scatter:
    """Two metrics of the same trusts; those that lack one of them are counted, not drawn.

    Raises:
        Refused: a metric is unknown, or no trust of the group has both.
    """
    across, up = found.metric(across_id), found.metric(up_id)
    xs, ys = found.values(across), found.values(up)
    points = [
        ScatterPoint(code, found.trusts[code].name, xs[code], ys[code])
        for code in group.codes
        if code in xs and code in ys
    ]
    left_out = len(group.codes) - len(points)
    x, y = own_value(found, across), own_value(found, up)
    if x is not None and y is not None:
        points.append(ScatterPoint(found.own.code or "us", found.own.name, x, y, ours=True))
    if not points:
        raise Refused(Problem("no_trust_with_both", data={"first": across.name, "second": up.name}))
    return Scatter(tuple(points), across, up, words.group(group), left_out=left_out)


def over_time(found: Benchmarks, metric_id: str) -> tuple[Metric, Series]:
    """Our trust's months of a metric, published ones and then own newer ones.

    Raises:
        Refused: the metric has no monthly figures, our trust is not in them, or they are too few.
    """
    asked = found.metric(metric_id)
    metric = found.metric(MONTHLY.get(metric_id, metric_id))
    if not any(_MONTH.fullmatch(period) for period in metric.periods):
        raise Refused(Problem("no_months", data={"metric": asked.name, "count": len(asked.periods)}))
    values = {each.period: each.value for each in found.library.series(metric.id, found.own.code)}
    figure = found.figures.get(metric.id)
    if figure is not None and _MONTH.fullmatch(figure.period):
        values[figure.period] = figure.value
    periods = sorted(values)
    if not periods:
        raise Refused(Problem("no_months_of_ours", data={"metric": metric.name, "name": found.own.name}))
    if len(periods) < FEWEST_POINTS:
        data = {"metric": metric.name, "count": len(periods), "least": FEWEST_POINTS}
        raise Refused(Problem("too_few_months", data=data))
    sources = "; ".join(source.title for source in found.sources(metric))
    return metric, Series(metric.name, tuple(periods), tuple(values[p] for p in periods), sources)
