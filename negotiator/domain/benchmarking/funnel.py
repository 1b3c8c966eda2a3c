"""Funnel plot of proportions: which shares differ from the average by more than chance would explain.

The limits are those of OHID's published method (R package PHEindicatormethods, `calculate_funnel_limits` and its
`sigma_adjustment`; OHID technical guide): at a limit, the one-sided Wilson interval of the area's own share just
touches the average. Solved for the share, that is the average ± z·√(average·(1 − average) ÷ n): the variance of the
score test is the average's. It is not the Wilson interval about the average, which differs where numbers are small.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

TWO_SIGMA = 0.975
THREE_SIGMA = 0.999
"""One-sided levels of OHID's limits: 97.5 % and 99.9 %, about two and three standard deviations."""

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
class FunnelRow:
    """One share between its limits, all from 0 to 1; ``label`` is one of `LABELS`."""

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


def limits(level: float, denominator: float, average: float) -> tuple[float, float]:
    """Lower and upper limit for a denominator at a one-sided level, not yet bounded to 0–1."""
    z = NormalDist().inv_cdf(level)
    half = z * math.sqrt(average * (1 - average) / denominator)
    return average - half, average + half


def bounded(pair: tuple[float, float]) -> tuple[float, float]:
    """The same limits, within 0 and 1, where a share must lie."""
    return max(0.0, pair[0]), min(1.0, pair[1])


def funnel(rows: Sequence[Proportion], inner: float = TWO_SIGMA, outer: float = THREE_SIGMA) -> Funnel:
    """Judge each share against the average of all of them.

    Raises:
        ValueError: no rows, a denominator that is not above nought, or a numerator outside 0 to its denominator.
    """
    if not rows or any(row.denominator <= 0 or not 0 <= row.numerator <= row.denominator for row in rows):
        raise ValueError("a share needs 0 ≤ numerator ≤ denominator and a denominator above 0")
    average = math.fsum(row.numerator for row in rows) / math.fsum(row.denominator for row in rows)
    judged = []
    for row in rows:
        low2, high2 = bounded(limits(inner, row.denominator, average))
        low3, high3 = bounded(limits(outer, row.denominator, average))
        label = _label(row.share, low3, low2, high2, high3)
        judged.append(FunnelRow(row.name, row.numerator, row.denominator, row.share, low2, high2, low3, high3, label))
    return Funnel(average, tuple(judged), inner, outer)


def _label(share: float, low3: float, low2: float, high2: float, high3: float) -> str:
    if share < low3:
        return "low3"
    if share < low2:
        return "low2"
    if share > high3:
        return "high3"
    if share > high2:
        return "high2"
    return "none"
