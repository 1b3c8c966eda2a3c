"""Poisson tails and limits against Garwood's exact intervals (Biometrika 28, 1936) and against plain sums."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.domain.benchmarking.poisson import LARGE, at_least, at_most, lower_events, upper_events

GARWOOD = (
    # events, lower and upper limit at 97.5 % one-sided
    (1, 0.0253, 5.5716),
    (5, 1.6235, 11.6683),
    (10, 4.7954, 18.3904),
    (20, 12.2165, 30.8884),
    (50, 37.1110, 65.9183),
    (100, 81.3640, 121.6273),
)


@pytest.mark.parametrize(("events", "lower", "upper"), GARWOOD)
def test_the_tails_at_an_exact_interval_are_the_level(events: int, lower: float, upper: float) -> None:
    assert at_least(events, lower) == pytest.approx(0.025, rel=3e-3)
    assert at_most(events, upper) == pytest.approx(0.025, rel=3e-3)


@pytest.mark.parametrize(("events", "lower", "upper"), GARWOOD)
def test_a_limit_is_the_number_whose_own_exact_interval_touches_what_is_expected(
    events: int, lower: float, upper: float
) -> None:
    assert upper_events(0.975, lower) == pytest.approx(events, rel=1e-3)
    assert lower_events(0.975, upper) == pytest.approx(events, abs=1e-3)


@given(st.integers(0, 60), st.floats(0.001, 80))
def test_tails_are_the_sums_of_the_chances_of_each_number(events: int, expected: float) -> None:
    each = [math.exp(k * math.log(expected) - expected - math.lgamma(k + 1)) for k in range(events + 1)]
    assert at_most(events, expected) == pytest.approx(math.fsum(each), abs=1e-12)
    assert at_least(events, expected) == pytest.approx(1 - math.fsum(each[:-1]), abs=1e-12)


@given(st.floats(1e-6, 1e9), st.sampled_from((0.9, 0.975, 0.999, 0.999999)))
def test_the_chance_at_a_limit_is_what_the_level_leaves(expected: float, level: float) -> None:
    assert at_least(upper_events(level, expected), expected) == pytest.approx(1 - level, rel=1e-6)
    fewest = lower_events(level, expected)
    if fewest > 0:
        assert at_most(fewest, expected) == pytest.approx(1 - level, rel=1e-6)
    else:
        assert at_most(0, expected) >= (1 - level) * (1 - 1e-6)


@pytest.mark.parametrize("level", [0.975, 0.999])
def test_the_cube_root_form_takes_over_without_a_visible_step(level: float) -> None:
    for limit in (upper_events, lower_events):
        beyond = 400 if limit is upper_events else -400
        around = [limit(level, LARGE - beyond + shift) for shift in range(-300, 301, 20)]
        steps = [after - before for before, after in pairwise(around)]
        assert max(steps) - min(steps) < 0.01


def test_nothing_expected_allows_no_events() -> None:
    assert upper_events(0.975, 0) == lower_events(0.975, 0) == 0
    assert (at_least(0, 0), at_least(1, 0), at_most(0, 0), at_most(-1, 5)) == (1, 0, 1, 0)


def test_there_is_no_lower_limit_until_no_events_at_all_would_be_unlikely() -> None:
    # No events have a chance of e^−E: 2.5 % at E = 3.6889.
    assert lower_events(0.975, 3.6888) == 0 < lower_events(0.975, 3.6890) < 0.001


@pytest.mark.parametrize("expected", [1e12, 1e20, 1e30])
def test_numbers_beyond_all_use_still_have_ordered_limits(expected: float) -> None:
    assert lower_events(0.975, expected) <= expected <= upper_events(0.975, expected)
