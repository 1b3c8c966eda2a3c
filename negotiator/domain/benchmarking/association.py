"""Whether two metrics go together: Spearman's rank correlation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

import numpy as np


def middle_ranks(values: Sequence[Decimal]) -> list[float]:
    """The rank of each value from the lowest, equal values sharing the mean of their ranks."""
    order = sorted(range(len(values)), key=lambda place: values[place])
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for place in order[start : end + 1]:
            ranks[place] = (start + end) / 2 + 1
        start = end + 1
    return ranks


def rank_correlation(xs: Sequence[Decimal], ys: Sequence[Decimal]) -> float | None:
    """Spearman's rho: Pearson's r of the middle ranks. None for under three pairs or where one side never differs."""
    if len(xs) < 3:
        return None
    a, b = np.array(middle_ranks(xs)), np.array(middle_ranks(ys))
    a, b = a - a.mean(), b - b.mean()
    size = math.sqrt(float((a * a).sum()) * float((b * b).sum()))
    return float((a * b).sum()) / size if size else None
