"""Vectors of exact fractions over one denominator, and whole numbers that never overflow.

A vector holds one value for each cell of a table (`cells.py`). The numerators are Python integers in a numpy object
array, so that a product over hundreds of cells is one numpy call and yet exact; nothing here rounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[Any]
"""Whole numbers: int64 where the largest sum fits, Python integers otherwise."""

Mask = npt.NDArray[np.bool_]
Index = npt.NDArray[np.int64]
Scalar = Fraction | int

MOST_INT64 = 2**62
"""Half the range of int64, so that one addition can never overflow."""


class Exact:
    """A vector of fractions ``num / den``. Operations never change an operand."""

    __slots__ = ("_lowest", "_nought", "_sum", "den", "num")
    __array_ufunc__ = None

    def __init__(self, num: Ints, den: int = 1) -> None:
        self.num = num
        self.den = den
        self._sum: Fraction | None = None
        self._nought: bool | None = None
        self._lowest: npt.NDArray[np.float64] | None = None

    @classmethod
    def of(cls, values: Sequence[Scalar | Decimal]) -> Exact:
        fractions = [Fraction(value) for value in values]
        den = lcm(*(value.denominator for value in fractions)) if fractions else 1
        return cls(objects([value.numerator * (den // value.denominator) for value in fractions]), den)

    @classmethod
    def filled(cls, size: int, value: Scalar | Decimal = 0) -> Exact:
        """The same value everywhere."""
        top, bottom = value.as_integer_ratio()
        return cls(np.full(size, top, dtype=object), bottom)

    def __len__(self) -> int:
        return len(self.num)

    def __getitem__(self, index: int) -> Fraction:
        return Fraction(int(self.num[index]), self.den)

    def take(self, index: Index | Mask) -> Exact:
        return Exact(self.num[index], self.den)

    def __add__(self, other: Exact | Scalar) -> Exact:
        if not isinstance(other, Exact):
            value = Fraction(other)
            if not value:
                return self
            other = Exact(value.numerator, value.denominator)  # type: ignore[arg-type]
        if self.den == other.den:
            return Exact(self.num + other.num, self.den)
        den = lcm(self.den, other.den)
        return Exact(self.num * (den // self.den) + other.num * (den // other.den), den)

    __radd__ = __add__

    def __neg__(self) -> Exact:
        return Exact(-self.num, self.den)

    def __sub__(self, other: Exact | Scalar) -> Exact:
        return self + (-other)

    def __rsub__(self, other: Scalar) -> Exact:
        return -self + other

    def __mul__(self, other: Exact | Scalar) -> Exact:
        if isinstance(other, Exact):
            return Exact(self.num * other.num, self.den * other.den)
        value = Fraction(other)
        return Exact(self.num * value.numerator, self.den * value.denominator)

    __rmul__ = __mul__

    def sum(self) -> Fraction:
        if self._sum is None:
            self._sum = Fraction(int(self.num.sum()), self.den) if len(self.num) else Fraction(0)
        return self._sum

    def sum_of(self, mask: Mask) -> Fraction:
        """The sum of the values where the mask holds."""
        return Fraction(int(self.num[mask].sum()), self.den) if mask.any() else Fraction(0)

    def replaced(self, mask: Mask, other: Exact) -> Exact:
        """``other`` where the mask holds."""
        if mask.all():
            return other
        if not mask.any():
            return self
        den = lcm(self.den, other.den)
        return Exact(np.where(mask, other.num * (den // other.den), self.num * (den // self.den)), den)

    def at_least(self, least: Exact) -> Exact:
        return self.replaced((self - least).num < 0, least)

    def at_most(self, most: Exact) -> Exact:
        return self.replaced((self - most).num > 0, most)

    def shared_by(self, divisors: Ints) -> Fraction:
        """The sum of each value over its own whole number; a value over nought counts nothing."""
        total = Fraction(0)
        for divisor in set(divisors.tolist()) - {0}:
            total += Fraction(int(self.num[divisors == divisor].sum()), self.den * divisor)
        return total

    def is_nought(self) -> bool:
        if self._nought is None:
            self._nought = not self.num.any()
        return self._nought

    def lowest(self) -> npt.NDArray[np.float64]:
        """Each value as a double, right to within three roundings; beyond the doubles, infinite."""
        if self._lowest is None:
            self._lowest = _doubles(self.num, self.den)
        return self._lowest

    def signs(self) -> npt.NDArray[np.int8]:
        """-1, 0 or 1 for each value."""
        return (self.num > 0).astype(np.int8) - (self.num < 0).astype(np.int8)


def _doubles(num: Ints, den: int) -> npt.NDArray[np.float64]:
    try:
        return num.astype(np.float64) / float(den)
    except OverflowError:
        return np.array([_quotient(int(value), den) for value in num], dtype=np.float64)


def _quotient(num: int, den: int) -> float:
    try:
        return num / den
    except OverflowError:
        return float("inf") if num > 0 else float("-inf")


def objects(values: Sequence[int]) -> Ints:
    """Python integers in an object array, however long they are."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def product(first: Ints, second: Ints) -> Ints:
    """Element by element, in int64 where no product can overflow."""
    fits = first.dtype != object and second.dtype != object
    if not fits or int(np.abs(first).max(initial=0)) * int(np.abs(second).max(initial=0)) >= MOST_INT64:
        first, second = first.astype(object), second.astype(object)
    result: Ints = np.multiply(first, second)
    return result


def scaled(values: Sequence[Decimal | Fraction]) -> tuple[Ints, int]:
    """Exact values as whole numbers of one common fraction: ``(numbers, denominator)``."""
    if len(set(map(id, values))) == 1:
        top, bottom = values[0].as_integer_ratio()
        fits = abs(top) < MOST_INT64
        return np.full(len(values), top, dtype=np.int64 if fits else object), bottom
    ratios = [value.as_integer_ratio() for value in values]
    den = lcm(*{bottom for _, bottom in ratios})
    numbers = [top * (den // bottom) for top, bottom in ratios]
    if not numbers or max(max(numbers), -min(numbers)) < MOST_INT64:
        return np.array(numbers, dtype=np.int64), den
    return objects(numbers), den


def times(numbers: Ints, factor: int) -> Ints:
    """Every number times a positive whole number, in int64 where no product can overflow."""
    return (
        numbers if factor == 1 else product(numbers, objects([factor]) if factor >= MOST_INT64 else np.array([factor]))
    )
