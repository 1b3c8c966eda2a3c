"""Funnel plot of proportions or rates: which differ from the average by more than chance would explain.

For proportions the limits are those of OHID's published method (R package PHEindicatormethods,
`calculate_funnel_limits` and its `sigma_adjustment`; OHID technical guide): at a limit, the one-sided Wilson interval
of the area's own share just touches the average. Solved for the share, that is the average
± z·√(average·(1 − average) ÷ n): the variance of the score test is the average's. It is not the Wilson interval about
the average, which differs where numbers are small.

For rates (events of a population) they are the same package's for crude rates, `poisson_funnel`: at a limit, the exact
one-sided Poisson bound of the area's own events just touches the events that the average would bring. The package draws
its curves through whole numbers of events; here they are solved for any population, and pass through its points.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Literal

from negotiator.domain.benchmarking.poisson import lower_events, upper_events

TWO_SIGMA = 0.975
THREE_SIGMA = 0.999
"""One-sided levels of OHID's limits: 97.5 % and 99.9 %, about two and three standard deviations."""

Statistic = Literal["proportion", "rate"]
"""``proportion``: some of a whole, from 0 to 1. ``rate``: events of a population, as many as there may be."""

LABELS = ("low3", "low2", "none", "high2", "high3")


@dataclass(frozen=True, slots=True)
class Proportion:
    """A share to judge: ``numerator`` of ``denominator``."""

    name: str
    numerator: float
    denominator: float

    @property
    def share(self) -> float:
        return self.numerator / self.denominator


@dataclass(frozen=True, slots=True)
class Rate:
    """Events to judge: a whole ``numerator`` of them in a population of ``denominator`` (person-years, bed days)."""

    name: str
    numerator: float
    denominator: float

    @property
    def per_one(self) -> float:
        return self.numerator / self.denominator


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """One share (0 to 1) or rate (per one of the population) between its limits; ``label`` is one of `LABELS`."""

    name: str
    numerator: float
    denominator: float
    value: float
    lower2: float
    upper2: float
    lower3: float
    upper3: float
    label: str


@dataclass(frozen=True, slots=True)
class Funnel:
    """``baseline`` is all numerators over all denominators; ``inner`` and ``outer`` are the one-sided levels."""

    baseline: float
    rows: tuple[FunnelRow, ...]
    inner: float = TWO_SIGMA
    outer: float = THREE_SIGMA
    statistic: Statistic = "proportion"

    def limits_at(self, level: float, denominator: float) -> tuple[float, float]:
        """Lower and upper limit for a denominator at a one-sided level, within what the statistic can be."""
        if self.statistic == "rate":
            return rate_limits(level, denominator, self.baseline)
        return bounded(limits(level, denominator, self.baseline))


def limits(level: float, denominator: float, average: float) -> tuple[float, float]:
    """Lower and upper limit for a denominator at a one-sided level, not yet bounded to 0–1."""
    z = NormalDist().inv_cdf(level)
    half = z * math.sqrt(average * (1 - average) / denominator)
    return average - half, average + half


def bounded(pair: tuple[float, float]) -> tuple[float, float]:
    """The same limits, within 0 and 1, where a share must lie."""
    return max(0.0, pair[0]), min(1.0, pair[1])


def rate_limits(level: float, population: float, average: float) -> tuple[float, float]:
    """Lower and upper limit of a rate for a population at a one-sided level; average and limits per one of it."""
    expected = average * population
    return lower_events(level, expected) / population, upper_events(level, expected) / population


def funnel(rows: Sequence[Proportion], inner: float = TWO_SIGMA, outer: float = THREE_SIGMA) -> Funnel:
    """Judge each share against the average of all of them.

    Raises:
        ValueError: no rows, a denominator that is not above nought, or a numerator outside 0 to its denominator; levels
            that are not 0.5 < inner < outer < 1.
    """
    if not rows or any(row.denominator <= 0 or not 0 <= row.numerator <= row.denominator for row in rows):
        raise ValueError("a share needs 0 ≤ numerator ≤ denominator and a denominator above 0")
    _check_levels(inner, outer)
    return _judged("proportion", [(row, row.share) for row in rows], inner, outer)


def rate_funnel(rows: Sequence[Rate], inner: float = TWO_SIGMA, outer: float = THREE_SIGMA) -> Funnel:
    """Judge each rate against all events over all the population.

    Raises:
        ValueError: no rows, a population that is not above nought, or events below nought or not whole; levels that
            are not 0.5 < inner < outer < 1.
    """
    if not rows or any(row.denominator <= 0 or row.numerator < 0 or row.numerator % 1 for row in rows):
        raise ValueError("a rate needs a whole number of events from 0 and a population above 0")
    _check_levels(inner, outer)
    return _judged("rate", [(row, row.per_one) for row in rows], inner, outer)


def _check_levels(inner: float, outer: float) -> None:
    if not 0.5 < inner < outer < 1:
        raise ValueError("levels need 0.5 < inner < outer < 1")


def _judged(
    statistic: Statistic, rows: Sequence[tuple[Proportion | Rate, float]], inner: float, outer: float
) -> Funnel:
    average = math.fsum(row.numerator for row, _ in rows) / math.fsum(row.denominator for row, _ in rows)
    empty = Funnel(average, (), inner, outer, statistic)
    judged = []
    for row, value in rows:
        low2, high2 = empty.limits_at(inner, row.denominator)
        low3, high3 = empty.limits_at(outer, row.denominator)
        label = _label(value, low3, low2, high2, high3)
        judged.append(FunnelRow(row.name, row.numerator, row.denominator, value, low2, high2, low3, high3, label))
    return replace(empty, rows=tuple(judged))


def _label(value: float, low3: float, low2: float, high2: float, high3: float) -> str:
    if value < low3:
        return "low3"
    if value < low2:
        return "low2"
    if value > high3:
        return "high3"
    if value > high2:
        return "high2"
    return "none"
