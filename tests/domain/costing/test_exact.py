"""Vectors of fractions: every operation is that of plain fractions, and whole numbers never overflow."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from negotiator.domain.costing.exact import Exact, objects, product, scaled, times

fractions = st.fractions(-1000, 1000, max_denominator=997)
pairs = st.lists(st.tuples(fractions, fractions, st.booleans()), min_size=1, max_size=9)
decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=15)


def listed(vector: Exact) -> list[Fraction]:
    return [vector[index] for index in range(len(vector))]


@given(pairs, fractions)
def test_operations_are_those_of_fractions(rows: list[tuple[Fraction, Fraction, bool]], scalar: Fraction) -> None:
    first, second = Exact.of([row[0] for row in rows]), Exact.of([row[1] for row in rows])
    mask = np.array([row[2] for row in rows])
    assert listed(first + second) == [a + b for a, b, _ in rows]
    assert listed(first - second) == [a - b for a, b, _ in rows]
    assert listed(first * second) == [a * b for a, b, _ in rows]
    assert listed(scalar - first) == [scalar - a for a, *_ in rows]
    assert listed(scalar + first * scalar) == [scalar + a * scalar for a, *_ in rows]
    assert listed(first.replaced(mask, second)) == [b if chosen else a for a, b, chosen in rows]
    assert listed(first.at_least(second)) == [max(a, b) for a, b, _ in rows]
    assert listed(first.at_most(second)) == [min(a, b) for a, b, _ in rows]
    assert first.sum() == sum(a for a, *_ in rows)
    assert first.sum_of(mask) == sum(a for a, _, chosen in rows if chosen)
    assert first.signs().tolist() == [(a > 0) - (a < 0) for a, *_ in rows]
    assert first.is_nought() == (not any(a for a, *_ in rows))


@given(st.lists(st.tuples(fractions, st.integers(-3, 3)), min_size=1, max_size=9))
def test_shares_are_divided_by_their_own_whole_number(rows: list[tuple[Fraction, int]]) -> None:
    vector = Exact.of([amount for amount, _ in rows])
    divisors = np.array([divisor for _, divisor in rows])
    assert vector.shared_by(divisors) == sum((amount / divisor for amount, divisor in rows if divisor), Fraction(0))


@given(st.lists(decimals, min_size=1, max_size=6))
def test_decimals_become_whole_numbers_of_one_fraction(values: list[Decimal]) -> None:
    numbers, den = scaled(values)
    assert [Fraction(int(number), den) for number in numbers] == [Fraction(value) for value in values]
    assert scaled([values[0]] * 3)[0].tolist() == [Fraction(values[0]) * scaled([values[0]])[1]] * 3


@given(st.lists(st.integers(-(2**70), 2**70), min_size=1, max_size=6), st.integers(1, 2**70))
def test_products_never_overflow(values: list[int], factor: int) -> None:
    fits = all(abs(value) < 2**62 for value in values)
    numbers = np.array(values, dtype=np.int64) if fits else objects(values)
    assert times(numbers, factor).tolist() == [value * factor for value in values]
    assert product(numbers, numbers).tolist() == [value * value for value in values]


def test_doubles_of_amounts_beyond_them_are_infinite() -> None:
    assert Exact(objects([10**400, -(10**400), 1]), 1).lowest().tolist() == [float("inf"), float("-inf"), 1.0]
    assert Exact(objects([10**400]), 10**399).lowest().tolist() == [10.0]
