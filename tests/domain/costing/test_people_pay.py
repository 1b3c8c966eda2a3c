"""What the people of an establishment are paid without and with an option, and who gains by it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from negotiator.domain.costing.case import CaseOption, CostingCase
from negotiator.domain.costing.people_pay import first_full_year, people_pay, who_gains
from negotiator.domain.establishment import StaffLine
from negotiator.domain.periods import FinancialYear
from negotiator.domain.proposals import Terms
from negotiator.reference import rates_for
from tests.slow_reference.people_pay import people_pay as slow_people_pay
from tests.slow_reference.strategies import cases, rates


def case_of(*measures: Terms, heads: int = 12, years: int = 3) -> CostingCase:
    line = StaffLine("ward", "Nursing", "5", "entry", heads, Decimal(heads))
    return CostingCase("England", FinancialYear(2026), years, (line,), (CaseOption("Option", measures),))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(cases(most_years=2), st.integers(0, 23))
def test_everyones_pay_is_that_of_the_slow_reference(case: CostingCase, month: int) -> None:
    day = [day for year in case.horizon for day in year.months][month % (12 * case.years)]
    for option in case.options:
        found: Counter[object] = Counter()
        for alike in people_pay(case, rates(case.jurisdiction), option, day):
            found[
                alike.line,
                alike.band,
                alike.step,
                alike.gross_before,
                alike.gross_after,
                alike.pensionable_before,
                alike.pensionable_after,
            ] += alike.heads
        assert found == slow_people_pay(case, rates(case.jurisdiction), option, day)


def test_part_of_a_line_gains_and_the_rest_does_not() -> None:
    # Band 5 entry 32,073 → band 6 entry 39,959 for 4 of 12: on average 2,628.67 a head.
    # Take-home of a member: 32,073 at 8.3% pays 2,662.06 (2,662.059); tax 20% × 16,840.941 = 3,368.19;
    #   NI 8% × 19,503 = 1,560.24 → 24,482.51. 39,959 at 9.8% pays 3,915.98 (3,915.982);
    #   tax 20% × 23,473.018 = 4,694.60; NI 8% × 27,389 = 2,191.12 → 29,157.30.
    # Change 4,674.79 for 4 of 12: 1,558.26 on average.
    option = CaseOption("Option", (Terms("regrade", values={"to_band": "6", "headcount": 4}),))
    case = case_of(*option.measures)
    (row,) = who_gains(case, rates_for("England"), option).rows
    assert (row.heads, row.gain, row.lose, row.same) == (12, 4, 0, 8)
    assert row.gross_change == Decimal("2628.67")
    assert row.member_change == Decimal("1558.26")


def test_the_first_full_year_is_the_one_by_whose_beginning_all_that_lasts_has_started() -> None:
    uplift = {"percent": Decimal("0.01")}
    autumn = Terms("pay_uplift", start=date(2026, 10, 1), values=uplift)
    passing = Terms("pay_uplift", start=date(2027, 10, 1), end=date(2028, 4, 1), values=uplift)
    last = Terms("pay_uplift", start=date(2028, 10, 1), values=uplift)
    for measures, label in (
        ((), "2026/27"),
        ((autumn,), "2027/28"),
        ((autumn, passing), "2027/28"),
        ((last,), "2028/29"),
    ):
        case = case_of(*measures)
        assert first_full_year(case, case.options[0]).label == label
    case = case_of(autumn)
    table = who_gains(case, rates_for("England"), case.options[0])
    assert (table.year, table.rates_year) == ("2027/28", "2026/27")


def test_payments_made_once_are_no_yearly_gain() -> None:
    lump = Terms("lump_sum", start=date(2026, 4, 1), values={"amount": Decimal(1000)})
    case = case_of(lump)
    (alike,) = people_pay(case, rates_for("England"), case.options[0], date(2026, 4, 1))
    assert alike.gross_before == alike.gross_after == 32073


def test_a_day_outside_the_horizon_is_no_month_of_the_case() -> None:
    case = case_of()
    with pytest.raises(KeyError):
        people_pay(case, rates_for("England"), case.options[0], date(2040, 4, 1))


def test_what_is_shared_of_a_small_team_is_withheld() -> None:
    case = case_of(Terms("pay_uplift", values={"percent": Decimal("0.01")}), heads=9)
    assert who_gains(case, rates_for("England"), case.options[0]).rows[0].heads == 9
    shared = who_gains(case, rates_for("England"), case.options[0], to_share=True)
    assert (shared.rows, shared.withheld) == ((), 9)
