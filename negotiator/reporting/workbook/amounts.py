"""Amounts that know their exact value and the formula that works them out in a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

_SUM, _PRODUCT, _ATOM = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Amount:
    """``value`` is exact; ``text`` is a formula without its sign of equality. ``strength`` tells where brackets belong.

    ``fixed``: no cell is asked, so the text is a plain number.
    """

    value: Fraction
    text: str
    strength: int = _ATOM
    fixed: bool = False

    def __add__(self, other: Amount) -> Amount:
        if self.fixed and self.value == 0:
            return other
        if other.fixed and other.value == 0:
            return self
        return Amount(self.value + other.value, f"{self.text}+{other.text}", _SUM, self.fixed and other.fixed)

    def __sub__(self, other: Amount) -> Amount:
        if other.fixed and other.value == 0:
            return self
        text = f"{self.text}-{_within(other, _PRODUCT)}"
        return Amount(self.value - other.value, text, _SUM, self.fixed and other.fixed)

    def __mul__(self, other: Amount) -> Amount:
        if (self.fixed and self.value == 0) or (other.fixed and other.value == 1):
            return self
        if (other.fixed and other.value == 0) or (self.fixed and self.value == 1):
            return other
        text = f"{_within(self, _PRODUCT)}*{_within(other, _PRODUCT)}"
        return Amount(self.value * other.value, text, _PRODUCT, self.fixed and other.fixed)

    def __truediv__(self, other: Amount) -> Amount:
        if (self.fixed and self.value == 0) or (other.fixed and other.value == 1):
            return self
        text = f"{_within(self, _PRODUCT)}/{_within(other, _ATOM)}"
        return Amount(self.value / other.value, text, _PRODUCT, self.fixed and other.fixed)

    def __neg__(self) -> Amount:
        return NOUGHT - self

    @property
    def is_nought(self) -> bool:
        """True for a plain nought, which needs no cell."""
        return self.fixed and self.value == 0


def number(value: Fraction | Decimal | int) -> Amount:
    """A number that stands in a formula as it is: ``1.5``, ``365/7``."""
    exact = Fraction(value)
    rest = exact.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    if rest == 1:
        decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
        text = f"{decimal:f}"
        if len(text.replace("-", "").replace(".", "")) <= 15:
            return Amount(exact, text, _SUM if exact < 0 else _ATOM, fixed=True)
    return Amount(exact, f"{exact.numerator}/{exact.denominator}", _SUM if exact < 0 else _PRODUCT, fixed=True)


NOUGHT = Amount(Fraction(0), "0", _ATOM, fixed=True)
ONE = Amount(Fraction(1), "1", _ATOM, fixed=True)
TWELVE = number(12)
WEEKS = number(Fraction(365, 7))
"""Weeks in a year (costing method, section 3)."""


def greatest(first: Amount, second: Amount) -> Amount:
    return Amount(
        max(first.value, second.value), f"MAX({first.text},{second.text})", fixed=first.fixed and second.fixed
    )


def least(first: Amount, second: Amount) -> Amount:
    return Amount(
        min(first.value, second.value), f"MIN({first.text},{second.text})", fixed=first.fixed and second.fixed
    )


def chosen(first_is_more: Amount, than: Amount, if_more: Amount, if_not: Amount) -> Amount:
    """One of two amounts, by whether an amount is more than another."""
    text = f"IF({first_is_more.text}>{than.text},{if_more.text},{if_not.text})"
    return Amount(if_more.value if first_is_more.value > than.value else if_not.value, text)


def total(amounts: list[Amount]) -> Amount:
    """Their sum."""
    found = NOUGHT
    for amount in amounts:
        found = found + amount
    return found


def _within(amount: Amount, strength: int) -> str:
    return amount.text if amount.strength >= strength else f"({amount.text})"
