"""One engine, two arithmetics: exact fractions for every reported figure, doubles over many draws for ranges.

The engine is written against `Arithmetic`. A *number* is one value (a Fraction, or a double for each draw); a *vector*
holds one value for each cell of a table (an `Exact`, or a `Floats` of cells by draws).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from negotiator.domain.costing.exact import Exact, Index, Ints, Mask

Number = Any
"""A Fraction, or an array with a double for each draw."""
Vector = Any
"""An `Exact` or a `Floats`."""


class Arithmetic(Protocol):
    """What the engine needs of numbers."""

    exact: bool

    def number(self, value: Fraction | Decimal | int) -> Number: ...
    def vector(self, values: Sequence[Fraction | Decimal | int]) -> Vector: ...
    def filled(self, size: int, value: Fraction | Decimal | int = 0) -> Vector: ...
    def whole(self, values: Ints, den: int) -> Vector: ...
    def parameter(self, measure: int, name: str, likely: Decimal | int) -> Number: ...
    def greater(self, first: Number, second: Number) -> Number: ...
    def ratio(self, part: Number, whole: Number) -> Number: ...


class ExactArithmetic:
    """Fractions. Nothing is rounded."""

    exact = True

    def number(self, value: Fraction | Decimal | int) -> Fraction:
        return Fraction(value)

    def vector(self, values: Sequence[Fraction | Decimal | int]) -> Exact:
        return Exact.of(values)

    def filled(self, size: int, value: Fraction | Decimal | int = 0) -> Exact:
        return Exact.filled(size, value)

    def whole(self, values: Ints, den: int) -> Exact:
        return Exact(values.astype(object), den)

    def parameter(self, measure: int, name: str, likely: Decimal | int) -> Fraction:
        return Fraction(likely)

    def greater(self, first: Fraction, second: Fraction) -> Fraction:
        return max(first, second)

    def ratio(self, part: Fraction, whole: Fraction) -> Fraction:
        """A part over a whole; nought where the whole is nought."""
        return part / whole if whole else Fraction(0)


class Floats:
    """A vector of doubles: one row for each cell, one column for each draw (one column where all draws agree)."""

    __slots__ = ("num",)
    __array_ufunc__ = None

    def __init__(self, num: npt.NDArray[np.float64]) -> None:
        self.num = num

    def __len__(self) -> int:
        return len(self.num)

    def __getitem__(self, index: int) -> npt.NDArray[np.float64]:
        return self.num[index]  # type: ignore[no-any-return]

    def take(self, index: Index | Mask) -> Floats:
        return Floats(self.num[index])

    def _of(self, other: Floats | Number) -> Any:
        return other.num if isinstance(other, Floats) else other

    def __add__(self, other: Floats | Number) -> Floats:
        return Floats(self.num + self._of(other))

    __radd__ = __add__

    def __neg__(self) -> Floats:
        return Floats(-self.num)

    def __sub__(self, other: Floats | Number) -> Floats:
        return Floats(self.num - self._of(other))

    def __rsub__(self, other: Number) -> Floats:
        return Floats(other - self.num)

    def __mul__(self, other: Floats | Number) -> Floats:
        return Floats(self.num * self._of(other))

    __rmul__ = __mul__

    def sum(self) -> Number:
        return self.num.sum(axis=0) if len(self.num) else np.zeros(1)

    def replaced(self, mask: Mask, other: Floats) -> Floats:
        chosen = mask if mask.ndim == 2 else mask[:, None]
        return Floats(np.where(chosen, other.num, self.num))

    def at_least(self, least: Floats) -> Floats:
        return Floats(np.maximum(self.num, least.num))

    def at_most(self, most: Floats) -> Floats:
        return Floats(np.minimum(self.num, most.num))

    def shared_by(self, divisors: Ints) -> Number:
        over = divisors.astype(np.float64)
        return (self.num * np.divide(1.0, over, out=np.zeros_like(over), where=over != 0)[:, None]).sum(axis=0)

    def is_nought(self) -> bool:
        return not self.num.any()

    def lowest(self) -> npt.NDArray[np.float64]:
        return self.num.min(axis=1)  # type: ignore[no-any-return]

    def signs(self) -> npt.NDArray[np.int8]:
        return np.sign(self.num).astype(np.int8)


class FloatArithmetic:
    """Doubles over draws: ``drawn(measure, name)`` gives the draws of an uncertain number, None where it is certain."""

    exact = False

    def __init__(self, drawn: Callable[[int, str], npt.NDArray[np.float64] | None]) -> None:
        self._drawn = drawn

    def number(self, value: Fraction | Decimal | int) -> Number:
        return np.array([float(value)])

    def vector(self, values: Sequence[Fraction | Decimal | int]) -> Floats:
        return Floats(np.array([float(value) for value in values], dtype=np.float64)[:, None])

    def filled(self, size: int, value: Fraction | Decimal | int = 0) -> Floats:
        return Floats(np.full((size, 1), float(value)))

    def whole(self, values: Ints, den: int) -> Floats:
        return Floats(values.astype(np.float64)[:, None] / float(den))

    def parameter(self, measure: int, name: str, likely: Decimal | int) -> Number:
        drawn = self._drawn(measure, name)
        return np.array([float(likely)]) if drawn is None else drawn

    def greater(self, first: Number, second: Number) -> Number:
        return np.maximum(first, second)

    def ratio(self, part: Number, whole: Number) -> Number:
        return np.divide(part, whole, out=np.zeros(np.broadcast(part, whole).shape), where=np.asarray(whole) != 0)


def add_into(totals: dict[str, Number], parts: Mapping[str, Number]) -> None:
    """Add each part to the total of its name."""
    for name, part in parts.items():
        totals[name] = totals[name] + part if name in totals else part
