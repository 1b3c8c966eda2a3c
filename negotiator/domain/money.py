"""Pounds and pennies. Money is ``Decimal`` pounds with two places once rounded; never a float."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

PENNY = Decimal("0.01")
NOUGHT = Decimal("0.00")


def round_to_penny(amount: Fraction | Decimal | int) -> Decimal:
    """Round once, to the penny, halves away from nought (costing method, section 3)."""
    pennies = abs(Fraction(amount)) * 100
    whole = (2 * pennies.numerator + pennies.denominator) // (2 * pennies.denominator)
    return Decimal(whole if amount >= 0 else -whole).scaleb(-2) if whole else NOUGHT
