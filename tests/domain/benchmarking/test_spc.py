"""XmR charts against the R package NHSRplotthedots (tests/testthat: test-ptd_spc_standard.R, its snapshot, and
test-ptd_calculate_point_type.R), which carries out NHS England's Making Data Count rules.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.domain.benchmarking.spc import read, xmr

# R: set.seed(123); rnorm(20)
NORMAL = [
    "-0.56047565",
    "-0.23017749",
    "1.55870831",
    "0.07050839",
    "0.12928774",
    "1.71506499",
    "0.46091621",
    "-1.26506123",
    "-0.68685285",
    "-0.44566197",
    "1.22408180",
    "0.35981383",
    "0.40077145",
    "0.11068272",
    "-0.55584113",
    "1.78691314",
    "0.49785048",
    "-1.96661716",
    "0.70135590",
    "-0.47279141",
]


def chart(*values: object, rebase: tuple[str, ...] = ()):  # type: ignore[no-untyped-def]
    numbers = [Decimal(str(value)) for value in values]
    return xmr([str(i) for i in range(len(numbers))], numbers, rebase)


def flagged(flag: str, *values: object) -> list[int]:
    return [i for i, point in enumerate(chart(*values).points) if flag in point.flags]


def test_mean_and_limits_are_those_of_the_published_snapshot() -> None:
    now = chart(*NORMAL).now
    assert float(now.mean) == pytest.approx(0.1416238, abs=1e-6)
    assert (float(now.lower), float(now.upper)) == pytest.approx((-3.01138, 3.294627), abs=1e-5)


def test_a_wild_moving_range_is_screened_once_as_in_the_published_snapshot() -> None:
    now = chart(*NORMAL[:14], 10, *NORMAL[15:]).now
    assert float(now.mean) == pytest.approx(0.6694159, abs=1e-6)
    assert (float(now.lower), float(now.upper)) == pytest.approx((-2.383666, 3.722497), abs=1e-5)


def test_a_constant_series_has_limits_at_its_mean_and_no_special_cause() -> None:
    found = chart(*["0.1"] * 12)
    assert found.now.mean == found.now.lower == found.now.upper == Fraction(1, 10)
    assert all(point.flags == () for point in found.points)


def test_a_single_point_has_no_limits() -> None:
    assert (chart(4).now.lower, chart(4).now.upper, chart(4).now.mean) == (None, None, 4)


def test_seven_points_on_one_side_of_the_mean_are_a_shift_and_six_are_not() -> None:
    assert flagged("shift", *[-1, 1] * 6, *[-1] * 7, *[1] * 6, 2) == list(range(12, 26))
    assert flagged("shift", *[9, 11] * 12) == []
    six = [1, -1] * 6 + [1] * 6 + [-1] * 6
    assert flagged("shift", *six) == []


def test_a_point_on_the_mean_breaks_a_run() -> None:
    values = [1] * 4 + [0] + [1] * 4 + [-1] * 4 + [0] + [-1] * 4
    assert chart(*values).now.mean == 0
    assert flagged("shift", *values) == []


def test_seven_rising_points_are_a_trend_and_equal_neighbours_break_it() -> None:
    assert flagged("trend", 2, 1, 2, 3, 4, 5, 6, 7, 3) == [1, 2, 3, 4, 5, 6, 7]
    assert flagged("trend", 1, 2, 3, 3, 4, 5, 6) == []
    assert flagged("trend", 7, 6, 5, 4, 3, 2, 1) == list(range(7))
    assert flagged("trend", 1, 2, 3, 4, 5, 6) == []


def test_two_of_three_near_the_same_limit_are_flagged_and_near_opposite_limits_are_not() -> None:
    # The published test: two points near opposite limits at the end of sixteen.
    assert flagged("two_of_three", *[1, -1] * 7, "5.5", "-5.5") == []
    # 32 points: mean 9.2 ÷ 32 = 0.29, mean moving range (28 × 2 + 5.6 + 0 + 3.6) ÷ 31 = 2.1; near from 4.0 to 5.9.
    calm = [1, -1] * 10
    assert flagged("two_of_three", *calm, "4.6", "4.6", *[1, -1] * 5) == [20, 21]
    # All three must lie on that side of the mean; the third one is not flagged itself.
    assert flagged("two_of_three", *calm, "4.6", "4.6", *[-1, 1] * 5) == []
    assert flagged("two_of_three", *calm, "4.8", "3", "4.8", *[-1, 1] * 5) == [20, 22]


def test_a_point_beyond_the_limit_is_beyond_and_not_near() -> None:
    found = chart(*[1, -1] * 10, 20, *[1, -1] * 3)
    assert found.points[20].flags == ("beyond",)


def test_rebasing_starts_new_limits_at_the_named_period() -> None:
    found = chart(*[1, 2] * 6, *[11, 12] * 6, rebase=("12",))
    assert [float(segment.mean) for segment in found.segments] == [1.5, 11.5]
    assert [segment.first for segment in found.segments] == [0, 12]
    assert all(point.flags == () for point in found.points)
    assert found.now.mean == Fraction(23, 2)


def test_rebasing_at_an_unknown_period_raises() -> None:
    with pytest.raises(KeyError):
        chart(1, 2, 3, rebase=("2031-01",))


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=40), st.integers(-500, 500), st.integers(1, 9))
def test_flags_do_not_change_with_the_unit_of_measure(values: list[int], shift: int, factor: int) -> None:
    before = [point.flags for point in chart(*values).points]
    after = [point.flags for point in chart(*(value * factor + shift for value in values)).points]
    assert before == after


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=40))
def test_upside_down_the_same_points_are_flagged(values: list[int]) -> None:
    assert [p.flags for p in chart(*values).points] == [p.flags for p in chart(*(-v for v in values)).points]


def test_variation_reads_by_direction() -> None:
    rising = chart(*range(1, 12))
    assert read(rising, "higher_is_better").variation == "improvement"
    assert read(rising, "lower_is_better").variation == "concern"
    assert read(rising, "neutral").variation == "change"
    assert read(chart(*[1, 2] * 6), "higher_is_better").variation == "common"


@pytest.mark.parametrize(
    ("direction", "target", "expected"),
    [
        ("higher_is_better", 100, "fail"),
        ("higher_is_better", -100, "pass"),
        ("lower_is_better", 100, "pass"),
        ("lower_is_better", -100, "fail"),
        ("lower_is_better", 1, "hit_or_miss"),
        ("neutral", 1, None),
    ],
)
def test_assurance_compares_the_target_with_the_limits(direction: str, target: int, expected: str | None) -> None:
    assert read(chart(*[1, 2] * 6), direction, Decimal(target)).assurance == expected
