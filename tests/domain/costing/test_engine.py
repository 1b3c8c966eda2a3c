"""The engine: figures worked out by hand, its laws, and what may be taken over from an earlier costing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.domain.costing import cost
from negotiator.domain.costing.engine import Costing
from negotiator.domain.costing.result import COMPONENTS, Costs
from negotiator.domain.costing.shares import shares_in_pennies
from negotiator.domain.establishment import StaffLine
from negotiator.domain.money import round_to_penny, total_of
from negotiator.domain.periods import FinancialYear
from negotiator.domain.problems import Refused
from tests.domain.costing.cases import case, line, measure, one, rates

BAND_5_TOP = Decimal(39043)


def test_one_full_time_member_costs_basic_and_on_costs() -> None:
    result = cost(case(line(headcount=1, pension_share=Decimal(1))), rates())
    costs = result.baseline["2026/27"]
    assert costs.components["basic"] == BAND_5_TOP
    assert costs.components["nic"] == round_to_penny((BAND_5_TOP - 5000) * Decimal("0.15"))
    assert costs.components["pension"] == round_to_penny(BAND_5_TOP * Decimal("0.1438"))
    assert costs.components["levy"] == round_to_penny(BAND_5_TOP * Decimal("0.005"))
    assert costs.total == total_of(costs.components.values())


def test_the_threshold_follows_heads() -> None:
    """Two half-time people cost one threshold's National Insurance less than one whole-time person."""
    whole = cost(case(line(headcount=1)), rates()).baseline["2026/27"].components["nic"]
    halves = cost(case(line(headcount=2, wte=Decimal(1))), rates()).baseline["2026/27"].components["nic"]
    assert whole - halves == Decimal("750.00")


def test_people_below_the_threshold_bear_no_national_insurance_and_give_none_back() -> None:
    low = line("low", headcount=3, wte=Decimal("0.3"))
    assert cost(case(low), rates()).baseline["2026/27"].components["nic"] == 0
    both = cost(case(low, line()), rates()).baseline["2026/27"].components["nic"]
    assert both == cost(case(line()), rates()).baseline["2026/27"].components["nic"]


def test_a_deep_cut_brings_people_below_the_threshold_one_by_one() -> None:
    """Once a summed group is no longer clear of the threshold, its people are taken alone, and exactly."""
    staff = [line(str(number), headcount=1, wte=Decimal(number) / 10) for number in range(3, 11)]
    result = cost(case(*staff, options=one(measure("pay_uplift", percent="-0.8"))), rates())
    pay = [BAND_5_TOP * Decimal(number) / 10 for number in range(3, 11)]
    nic = [max(Decimal(0), amount - 5000) * Decimal("0.15") for amount in pay]
    after = [max(Decimal(0), amount / 5 - 5000) * Decimal("0.15") for amount in pay]
    assert result.options[0].years["2026/27"].components["nic"] == round_to_penny(sum(after) - sum(nic))


def test_measures_that_meet_cost_what_they_cost_together() -> None:
    uplift, regrade = measure("pay_uplift", percent="0.02"), measure("regrade", to_band="6")
    both = cost(case(line(), options=one(uplift, regrade)), rates()).options[0]
    alone = [cost(case(line(), options=one(each)), rates()).options[0] for each in (uplift, regrade)]
    assert both.cumulative != sum(option.cumulative for option in alone)
    assert total_of(each.years["2026/27"] for each in both.measures) == both.years["2026/27"].total


def test_an_uplift_before_a_regrade_reaches_those_who_come_into_its_scope() -> None:
    scoped = measure("pay_uplift", percent="0.1", scope={"bands": ["6"]})
    regrade = measure("regrade", to_band="6")
    before, after = (
        cost(case(line(), options=one(*order)), rates()).options[0].cumulative
        for order in ((scoped, regrade), (regrade, scoped))
    )
    assert before == after
    assert before > cost(case(line(), options=one(regrade)), rates()).options[0].cumulative


def test_an_uplift_before_new_posts_is_paid_to_them() -> None:
    posts = measure("posts", headcount=1, wte=1, group="x", band="5", step="top")
    uplift = measure("pay_uplift", percent="0.1")
    option = cost(case(options=one(uplift, posts)), rates()).options[0]
    assert option.years["2026/27"].components["basic"] == round_to_penny(BAND_5_TOP * Decimal("1.1"))


def test_held_pay_is_released_for_good_once_the_new_band_pays_more() -> None:
    """A passing uplift that overtakes held pay ends the holding; what follows is the new band's own pay."""
    down = measure("regrade", to_band="4")
    passing = measure("pay_uplift", percent="0.5", start=date(2026, 6, 1), end=date(2026, 7, 1))
    held = cost(case(line(), options=one(down)), rates()).options[0]
    assert held.years["2026/27"].components["basic"] == 0
    assert [warning.code for warning in held.warnings] == ["pay_held"]
    released = cost(case(line(), options=one(down, passing)), rates()).options[0]
    band_4, month = Decimal(31157), 10 * BAND_5_TOP / 12
    expected = month * 2 + 10 * band_4 * Decimal("1.5") / 12 + 10 * band_4 * 9 / 12 - 12 * month
    assert released.years["2026/27"].components["basic"] == round_to_penny(expected)


def test_heads_move_in_the_order_of_the_lines() -> None:
    staff = (line("a", headcount=3), line("b", headcount=4, wte=Decimal(2)))
    option = cost(case(*staff, options=one(measure("regrade", to_band="6", headcount=4))), rates()).options[0]
    six = {"entry": Decimal(39959), "intermediate": Decimal(42170), "top": Decimal(48117)}
    gain = (six["entry"] - BAND_5_TOP) * (3 + Decimal("0.5"))
    assert option.years["2026/27"].components["basic"] == round_to_penny(gain)


def test_removed_posts_count_as_minus_in_a_share() -> None:
    removed = measure("posts", headcount=-4, wte=4, group="Nursing", band="5", step="top")
    half = measure("regrade", to_band="6", share="0.5")
    option = cost(case(line(headcount=10), options=one(removed, half)), rates()).options[0]
    five = [move for move in option.measures if move.kind == "regrade"]
    alone = cost(case(line(headcount=3), options=one(measure("regrade", to_band="6"))), rates()).options[0]
    assert five[0].years == {"2026/27": alone.years["2026/27"].total}


def test_an_option_without_measures_costs_nothing() -> None:
    option = cost(case(line(), options={"Nothing": []}), rates()).options[0]
    assert option.years["2026/27"] == Costs(dict.fromkeys(COMPONENTS, Decimal("0.00")))
    assert option.cumulative == option.net_present_cost == 0


def test_a_change_gives_the_same_as_costing_from_nothing() -> None:
    staff = tuple(line(str(n), band, "top", n, wte=Decimal(n) / 2) for n, band in enumerate("234567", 1))
    options = {
        "First": [measure("pay_uplift", percent="0.02"), measure("regrade", to_band="7", share="0.3")],
        "Second": [measure("working_week", hours="36", backfill="0.5"), measure("allowance", amount="120")],
    }
    first = Costing(case(*staff, options=options, years=3), rates())
    changed = {**options, "Second": [measure("working_week", hours="35", backfill="0.5"), options["Second"][1]]}
    later = Costing(case(*staff, options=changed, years=3), rates(), first)
    assert later.options[0] is first.options[0]
    assert later.result() == cost(case(*staff, options=changed, years=3), rates())
    moved = Costing(case(*staff[1:], options=changed, years=3), rates(), later)
    assert moved.result() == cost(case(*staff[1:], options=changed, years=3), rates())


def test_a_change_is_refused_as_a_new_case_is() -> None:
    first = Costing(case(line(), options=one(measure("pay_uplift", percent="0.02"))), rates())
    wrong = one(measure("pay_uplift", percent="0.02", scope={"lines": ["nobody"]}))
    with pytest.raises(Refused):
        Costing(case(line(), options=wrong), rates(), first)


def test_amounts_of_many_digits_stay_exact() -> None:
    amount = "999999999999999.999999999999999"
    option = cost(
        case(
            options=one(measure("non_pay", amount=amount, yearly_growth="99"), measure("income", amount="0.004")),
            years=10,
        ),
        rates(),
    ).options[0]
    last = Fraction(amount) * 100**9
    assert option.years["2035/36"].components["non_pay"] == round_to_penny(last)
    assert option.cumulative == total_of(costs.total for costs in option.years.values())
    assert len(str(option.cumulative)) > 30


def test_hours_far_apart_in_scale_stay_exact() -> None:
    staff = line(saturday_night_hours=Decimal("0.000000000000001"), wte=Decimal("9.999999999999999"))
    result = cost(case(staff), rates())
    unsocial = Fraction(39043) / Fraction("37.5") * Fraction("0.3") * 10 * Fraction("0.000000000000001")
    assert result.baseline["2026/27"].components["unsocial"] == round_to_penny(unsocial)
    assert result.baseline["2026/27"].components["basic"] == round_to_penny(39043 * Fraction("9.999999999999999"))


def test_a_case_of_another_nation_uses_its_week() -> None:
    scottish = case(
        line(saturday_night_hours=Decimal(6), pension_share=Decimal(0)),
        jurisdiction="Scotland",
        first_year=FinancialYear(2025),
        years=2,
    )
    costs = cost(scottish, rates("Scotland")).baseline
    scales = rates("Scotland").scales
    for year, week in (("2025/26", 37), ("2026/27", 36)):
        basic = next(p.annual for p in scales[year].points if (p.band, p.step) == ("5", "top"))
        assert costs[year].components["unsocial"] == round_to_penny(Fraction(basic) / week * 60 * Fraction("0.3"))


@given(st.lists(st.fractions(-100, 100), min_size=1, max_size=8), st.integers(-6, 6))
def test_shares_add_up_and_nought_stays_nought(exact: list[Fraction], over: int) -> None:
    total = round(sum(exact) * 100) + over
    shares = shares_in_pennies(exact, total)
    if any(exact):
        assert sum(shares) == total
    assert all(share == 0 for share, amount in zip(shares, exact, strict=True) if not amount)


def test_the_rest_goes_to_the_largest_remainder_and_the_earlier_first() -> None:
    third = Fraction(1, 300)
    assert shares_in_pennies([third, third, third], 1) == [1, 0, 0]
    assert shares_in_pennies([third, 2 * third], 1) == [0, 1]
    assert shares_in_pennies([Fraction(0), third], 0) == [0, 0]
    assert shares_in_pennies([third + 1, 2 * third + 1], 199) == [99, 100]


@given(st.permutations(range(6)))
def test_the_order_of_lines_makes_no_difference_to_measures_for_everyone(order: list[int]) -> None:
    staff = [
        line(str(n), band, step, n + 1, wte=Decimal(n + 1) * Decimal("0.15"), saturday_night_hours=Decimal(n))
        for n, (band, step) in enumerate(
            [("2", "top"), ("3", "entry"), ("5", "top"), ("6", "entry"), ("8a", "top"), ("2", "entry")]
        )
    ]
    options = one(
        measure("pay_uplift", percent="0.03"),
        measure("regrade", to_band="6"),
        measure("shift_payment", amount=9, per_week=7),
    )
    assert cost(case(*(staff[n] for n in order), options=options), rates()) == cost(
        case(*staff, options=options), rates()
    )


@given(st.integers(1, 40), st.integers(1, 40))
def test_a_line_parted_in_two_costs_the_same(first: int, second: int) -> None:
    whole = line(headcount=first + second, wte=Decimal(first + second) * Decimal("0.4"), overtime_hours=Decimal(25))
    parts = [
        replace(whole, name=str(count), headcount=count, wte=Decimal(count) * Decimal("0.4"))
        for count in (first, second)
    ]
    renamed: list[StaffLine] = [replace(parts[0], name="a"), replace(parts[1], name="b")]
    options = one(measure("regrade", to_band="6", start=date(2026, 9, 1)), measure("allowance", amount="100"))
    assert cost(case(*renamed, options=options), rates()) == cost(case(whole, options=options), rates())
