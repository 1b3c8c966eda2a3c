"""Rounded shares that add up to a rounded total (costing method, section 3, measure shares)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def shares_in_pennies(exact: Sequence[Fraction], total: int) -> list[int]:
    """Each exact share of pounds as whole pennies, together ``total`` pennies.

    Each is rounded down; the rest is given out a penny at a time by largest remainder, the earlier first, and taken
    back by smallest remainder where the parts come to more. A share of exactly nought stays nought; where all are, a
    total that rounding alone has made stands on its own.
    """
    pennies = [share * 100 for share in exact]
    found = [share.numerator // share.denominator for share in pennies]
    open_to = [index for index, share in enumerate(exact) if share]
    rest = total - sum(found)
    if not open_to or not rest:
        return found
    step = 1 if rest > 0 else -1
    order = sorted(open_to, key=lambda index: step * (found[index] - pennies[index]))
    rounds, rest = divmod(abs(rest), len(order))
    for place, index in enumerate(order):
        found[index] += step * (rounds + (place < rest))
    return found
