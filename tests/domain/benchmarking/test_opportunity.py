from __future__ import annotations

from decimal import Decimal

from negotiator.domain.benchmarking.opportunity import opportunity
from negotiator.wording import comparisons as words
from tests.domain.benchmarking.test_comparison import comparison


def test_absence_above_the_median_is_hours_and_wte_over_the_range_of_groups() -> None:
    # Gap to the chosen median 5.62 − 5.19 = 0.43 points of 412 WTE = 1.7716 WTE; × 37.5 × 365 ÷ 7 = 3,464.1 hours.
    chosen = comparison("5.62", "5.19")
    others = [comparison("5.62", "5.33"), comparison("5.62", "5.06")]
    found = opportunity([chosen, *others], "median", wte=Decimal(412), pounds_per_wte=Decimal(40_000))
    assert found is not None and found.wte is not None and found.hours is not None and found.pounds is not None
    assert found.wte.likely == Decimal("1.7716")
    assert round(found.hours.likely, 1) == Decimal("3464.1")
    assert (found.gap.low, found.gap.high) == (Decimal("0.29"), Decimal("0.56"))
    assert found.pounds.likely == Decimal("70864.0000")
    assert words.opportunity(found, chosen.metric) == (
        "Reaching the peer median would return about 3,460 hours a year, 1.8 (1.2 to 2.3) WTE, worth about £71k "
        "(£48k to £92k) of paid time."
    )


def test_a_trust_at_the_target_has_nothing_to_gain() -> None:
    found = opportunity([comparison("5", "5", "6")], "median", wte=Decimal(100))
    assert found is not None
    assert found.gap.high == 0
    assert words.opportunity(found, comparison("5", "5").metric) == "We are at the peer median or beyond it."


def test_the_best_quartile_lies_at_the_better_end() -> None:
    low = opportunity([comparison("9", "1", "2", "3", "4", "5")], "best_quartile")
    high = opportunity([comparison("1", "1", "2", "3", "4", "5", direction="higher_is_better")], "best_quartile")
    assert low is not None and high is not None
    assert (low.gap.likely, high.gap.likely) == (Decimal(7), Decimal(3))


def test_a_metric_without_a_better_end_has_no_opportunity() -> None:
    assert opportunity([comparison("9", "1", "2", direction="neutral")], "median") is None
    assert opportunity([comparison(None, "1", "2")], "median") is None
    assert opportunity([], "median") is None
