"""Funnel limits against the R package PHEindicatormethods 2.1.0 (tests/testthat/testdata_funnel_prop_*.csv).

Its 303 areas have 10,325,813.8504 cases among 12,804,440 people; the limits below are its published outputs.
"""

from __future__ import annotations

import math
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.domain.benchmarking.funnel import (
    THREE_SIGMA,
    TWO_SIGMA,
    Proportion,
    bounded,
    funnel,
    limits,
)

CASES, PEOPLE = 10_325_813.8504, 12_804_440

PUBLISHED_LIMITS = (
    # population, lower and upper at 97.5 %, lower and upper at 99.9 %, in per cent
    (1, 3.204264, 100, 0, 100),
    (6, 49.028442, 100, 30.797336, 100),
    (30, 66.504234, 94.780661, 58.351036, 100),
    (664, 77.637263, 83.647632, 75.904239, 85.380656),
    (110_000, 80.408963, 80.875933, 80.274317, 81.010578),
)

PUBLISHED_LABELS = (
    ("New Forest PCT", 35_078.4880, 41_980, "high3"),
    ("Norwich PCT", 24_803.6256, 31_824, "low3"),
    ("South Gloucestershire PCT", 50_050.7443, 61_921, "none"),
    ("West Norfolk PCT", 26_789.2380, 33_012, "high2"),
    ("North Tees PCT", 36_850.0492, 45_449, "high2"),
    ("North Devon PCT", 30_277.5312, 37_828, "low2"),
    ("Exeter PCT", 24_866.9160, 30_929, "none"),
)


@pytest.mark.parametrize("published", PUBLISHED_LIMITS, ids=lambda row: f"{row[0]} people")
def test_limits_are_the_published_ones(published: tuple[float, ...]) -> None:
    people, *expected = published
    average = CASES / PEOPLE
    got = [*bounded(limits(TWO_SIGMA, people, average)), *bounded(limits(THREE_SIGMA, people, average))]
    assert [100 * limit for limit in got] == pytest.approx(expected, abs=1e-6)


def test_areas_are_labelled_as_published() -> None:
    areas = [Proportion(name, cases, people) for name, cases, people, _ in PUBLISHED_LABELS]
    rest_cases = CASES - sum(area.numerator for area in areas)
    rest_people = PEOPLE - sum(area.denominator for area in areas)
    found = funnel([*areas, Proportion("the other 296", rest_cases, rest_people)])
    assert [row.label for row in found.rows[:-1]] == [label for *_, label in PUBLISHED_LABELS]
    assert found.baseline == pytest.approx(0.8064244785714956)


def test_limits_are_not_the_wilson_interval_about_the_average() -> None:
    z, n, average = NormalDist().inv_cdf(TWO_SIGMA), 50, 0.14
    middle = (average + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(average * (1 - average) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    assert limits(TWO_SIGMA, n, average)[1] - (middle + half) == pytest.approx(-0.02572, abs=1e-4)


@given(st.floats(0.01, 0.99), st.integers(5, 200_000), st.sampled_from((TWO_SIGMA, THREE_SIGMA)))
def test_at_a_limit_the_wilson_bound_of_the_share_is_the_average(average: float, n: int, level: float) -> None:
    z = NormalDist().inv_cdf(level)
    low, high = limits(level, n, average)
    for share, sign in ((low, 1), (high, -1)):
        if 0 <= share <= 1:
            middle = (share + z * z / (2 * n)) / (1 + z * z / n)
            half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
            assert middle + sign * half == pytest.approx(average, abs=1e-7)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=1, max_size=30))
def test_limits_lie_in_order_within_nought_and_one(pairs: list[tuple[int, int]]) -> None:
    found = funnel([Proportion(str(i), min(a, b), b) for i, (a, b) in enumerate(pairs)])
    for row in found.rows:
        assert 0 <= row.lower3 <= row.lower2 <= found.baseline + 1e-9
        assert found.baseline - 1e-9 <= row.upper2 <= row.upper3 <= 1


@pytest.mark.parametrize("numerator", [0, 20])
def test_shares_that_are_all_nought_or_all_one_lie_within_the_limits(numerator: int) -> None:
    found = funnel([Proportion("a", numerator, 20), Proportion("b", numerator, 20)])
    assert {row.label for row in found.rows} == {"none"}
    assert found.baseline in (0.0, 1.0)


@pytest.mark.parametrize("bad", [[], [Proportion("a", 1, 0)], [Proportion("a", 3, 2)], [Proportion("a", -1, 2)]])
def test_impossible_shares_raise(bad: list[Proportion]) -> None:
    with pytest.raises(ValueError):
        funnel(bad)
