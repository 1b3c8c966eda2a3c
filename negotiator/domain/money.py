"""Pounds and pennies. Money is ``Decimal`` pounds with two places once rounded; never a float."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

PENNY = Decimal("0.01")
NOUGHT = Decimal("0.00")


def round_to_penny(amount: Fraction | Decimal | int) -> Decimal:
    """Round once, to the penny, halves away from nought (costing method, section 3)."""
    top, bottom = amount.as_integer_ratio()
    whole = (200 * abs(top) + bottom) // (2 * bottom)
    return from_pennies(whole if top >= 0 else -whole)


def from_pennies(pennies: int) -> Decimal:
    """Pounds with two places, exact however many digits there are (Decimal's own arithmetic keeps 28)."""
    if not pennies:
        return NOUGHT
    return Decimal((pennies < 0, tuple(map(int, str(abs(pennies)))), -2))


def pennies_of(amount: Decimal) -> int:
    """The pennies of an amount that was rounded to the penny."""
    top, bottom = amount.as_integer_ratio()
    return top * 100 // bottom


def total_of(amounts: Iterable[Decimal]) -> Decimal:
    """The exact sum of amounts that were rounded to the penny."""
    return from_pennies(sum(map(pennies_of, amounts)))
