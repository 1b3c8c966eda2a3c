"""Funnel limits against the R package PHEindicatormethods 2.1.0 (tests/testthat/testdata_funnel_prop_*.csv).

Its 303 areas have 10,325,813.8504 cases among 12,804,440 people; the limits below are its published outputs.
Rates: testdata_funnel_rate_outputs_2.csv and _3.csv (crude rates of three years) and
testdata_funnel_rate_dsr_inputs.csv, whose 40 areas have 75,831 events among 11,343,304 people.
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
    Rate,
    bounded,
    funnel,
    limits,
    rate_funnel,
    rate_limits,
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


# --- rates ------------------------------------------------------------------------------------------------------------

PUBLISHED_RATE_LIMITS = (
    # average per 100,000; events; then population of one year and limit: lower and upper at 97.5 %, at 99.9 %
    (
        114.8591735,
        1,
        1616.949526,
        20.61494982,
        7.347518827,
        4536.678859,
        2679.632184,
        12.4395182,
        0.290369211,
        114796.3768,
    ),
    (
        114.8591735,
        5,
        3386.272291,
        49.21832987,
        471.1527094,
        353.7423501,
        4775.339014,
        34.90153604,
        214.5734657,
        776.7347474,
    ),
    (
        114.8591735,
        10,
        5337.07421,
        62.45619233,
        1391.671639,
        239.5201023,
        7003.931164,
        47.59232002,
        859.1738425,
        387.9696015,
    ),
    (
        114.8591735,
        89,
        31784.47049,
        93.33698567,
        20742.5953,
        143.0229257,
        35459.43516,
        83.66367522,
        18187.1022,
        163.1192608,
    ),
    (
        114.8591735,
        1344,
        411466.9163,
        108.8787415,
        369466.4508,
        121.2559352,
        424051.9679,
        105.6474286,
        357990.2328,
        125.143079,
    ),
    (
        95.60285106,
        286,
        111970.3773,
        85.14156661,
        88494.9416,
        107.727438,
        119317.6437,
        79.89877305,
        82485.29064,
        115.5761622,
    ),
    (
        95.60285106,
        1119,
        413702.6663,
        90.16137202,
        367628.0403,
        101.4612486,
        427558.6565,
        87.23949201,
        355104.4927,
        105.0395046,
    ),
)
YEARS, PER = 3, 100_000

EVENTS, POPULATION = 75_831, 11_343_304
PUBLISHED_RATE_LABELS = (
    (2419, 264_102, "high3"),
    (2130, 286_718, "high3"),
    (2111, 307_381, "none"),
    (2083, 297_424, "high2"),
    (2061, 294_692, "high2"),
    (2010, 285_516, "high2"),
    (2002, 290_888, "none"),
    (1816, 274_508, "none"),
    (1809, 288_384, "low2"),
    (1798, 287_072, "low2"),
    (1754, 282_744, "low3"),
    (1332, 281_425, "low3"),
    (0, 297_820, "low3"),
)


@pytest.mark.parametrize("published", PUBLISHED_RATE_LIMITS, ids=lambda row: f"{row[1]} events of {row[0]}")
def test_limits_of_rates_pass_through_the_published_points(published: tuple[float, ...]) -> None:
    average, _, *points = published
    for level, side, (population, expected) in (
        (TWO_SIGMA, 0, points[0:2]),
        (TWO_SIGMA, 1, points[2:4]),
        (THREE_SIGMA, 0, points[4:6]),
        (THREE_SIGMA, 1, points[6:8]),
    ):
        assert PER * rate_limits(level, population * YEARS, average / PER)[side] == pytest.approx(expected, rel=1e-5)


def test_areas_are_labelled_by_their_rates_as_published() -> None:
    areas = [Rate(str(i), events, people) for i, (events, people, _) in enumerate(PUBLISHED_RATE_LABELS)]
    rest = Rate("rest", EVENTS - sum(a.numerator for a in areas), POPULATION - sum(a.denominator for a in areas))
    found = rate_funnel([*areas, rest])
    assert [row.label for row in found.rows[:-1]] == [label for *_, label in PUBLISHED_RATE_LABELS]
    assert found.baseline == pytest.approx(EVENTS / POPULATION)
    assert found.statistic == "rate"


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 5000)), min_size=1, max_size=12))
def test_limits_of_rates_lie_in_order(pairs: list[tuple[int, int]]) -> None:
    for row in rate_funnel([Rate(str(i), events, people) for i, (events, people) in enumerate(pairs)]).rows:
        assert 0 <= row.lower3 <= row.lower2 <= row.upper2 <= row.upper3


def test_rates_without_an_event_lie_within_the_limits() -> None:
    found = rate_funnel([Rate("a", 0, 20), Rate("b", 0, 5)])
    assert found.baseline == 0 and {row.label for row in found.rows} == {"none"}


@pytest.mark.parametrize("bad", [[], [Rate("a", 1, 0)], [Rate("a", -1, 2)], [Rate("a", 1.5, 2)]])
def test_impossible_rates_raise(bad: list[Rate]) -> None:
    with pytest.raises(ValueError):
        rate_funnel(bad)


@pytest.mark.parametrize("levels", [(0.5, 0.9), (0.99, 0.9), (0.9, 1.0), (0.9, 0.9)])
def test_levels_out_of_order_or_range_raise(levels: tuple[float, float]) -> None:
    with pytest.raises(ValueError):
        funnel([Proportion("a", 1, 2)], *levels)
    with pytest.raises(ValueError):
        rate_funnel([Rate("a", 1, 2)], *levels)


def test_wider_levels_give_wider_limits() -> None:
    rows = [Rate("a", 30, 100), Rate("b", 5, 100)]
    usual, wide = rate_funnel(rows).rows[0], rate_funnel(rows, 0.99, 0.9999).rows[0]
    assert wide.lower3 < usual.lower3 and wide.upper2 > usual.upper2
