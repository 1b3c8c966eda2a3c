"""Quantiles: OHID's rank rule, and quartiles by linear interpolation.

Two definitions stand side by side because analysts use both. `rank_quantiles` assigns each of many areas to a tenth,
fifth or quarter, as OHID's Public Health Profiles do ("Assigning Deprivation Categories", OHID technical guide; the R
package PHEindicatormethods, `phe_quantile`). `quartiles` gives the cutting values, interpolated linearly between the
two nearest ranks (type 7 of Hyndman and Fan 1996; the default of R, numpy and Excel's QUARTILE.INC).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


def rank_quantiles(values: Sequence[Decimal | None], count: int, highest_first: bool) -> tuple[int | None, ...]:
    """The quantile of each value, 1 at the named end, by rank; equal values share the lowest of their ranks.

    None for a missing value, and for every value where there are fewer values than quantiles.

    Raises:
        ValueError: fewer than one quantile was asked for.
    """
    if count < 1:
        raise ValueError(count)
    present = sorted((value for value in values if value is not None), reverse=highest_first)
    total = len(present)
    if total < count:
        return tuple(None for _ in values)
    first_rank: dict[Decimal, int] = {}
    for rank, value in enumerate(present, start=1):
        first_rank.setdefault(value, rank)
    # (count + 1) − ⌈((total + 1) − rank) ÷ (total ÷ count)⌉, with whole numbers so that no rounding can creep in.
    return tuple(
        None if value is None else count + 1 - -(-(total + 1 - first_rank[value]) * count // total) for value in values
    )


@dataclass(frozen=True, slots=True)
class Spread:
    """How values are spread: lowest, quartiles, highest; ``n`` of them."""

    n: int
    least: Decimal
    q1: Decimal
    median: Decimal
    q3: Decimal
    most: Decimal


def interpolated(ordered: Sequence[Decimal], share: Decimal) -> Decimal:
    """The value below which this share of the ordered values lies, exactly. Needs at least one value."""
    place = (len(ordered) - 1) * share
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def spread(values: Sequence[Decimal]) -> Spread | None:
    """Lowest, quartiles and highest; None where there is no value."""
    if not values:
        return None
    ordered = sorted(values)
    return Spread(
        n=len(ordered),
        least=ordered[0],
        q1=interpolated(ordered, Decimal("0.25")),
        median=interpolated(ordered, Decimal("0.5")),
        q3=interpolated(ordered, Decimal("0.75")),
        most=ordered[-1],
    )
