"""Views beside the totals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from negotiator.domain.costing.engine import Costing
from negotiator.domain.costing.views import (
    Staff,
    both_bases,
    cost_of_one_percent,
    drift,
    floor_months,
    option_view,
    staff_by_year,
)
from negotiator.domain.money import round_to_penny, total_of
from negotiator.domain.periods import FinancialYear
from tests.domain.costing.cases import case, line, measure, one, rates


def test_an_option_is_set_against_pay_bill_and_staff() -> None:
    staff = (line("a", headcount=10, wte=Decimal("7.5")), line("b", "2", headcount=4))
    options = one(
        measure("pay_uplift", percent="0.02", scope={"bands": ["5"]}),
        measure("annual_leave", days=1),
        measure("non_pay", amount="100"),
    )
    costing = Costing(case(*staff, options=options), rates())
    result = costing.result()
    view = option_view(costing, result, 0)
    total = result.options[0].years["2026/27"].total
    assert view.of_pay_bill["2026/27"] == Fraction(total) / Fraction(result.baseline["2026/27"].total)
    assert view.per_wte["2026/27"] == round_to_penny(Fraction(total) / Fraction("11.5"))
    assert view.per_person["2026/27"] == round_to_penny(Fraction(total) / 14)
    assert result.options[0].hours_lost["2026/27"] == Decimal("86.25")
    assert view.hours_wte["2026/27"] == round_to_penny(Fraction("86.25") / (Fraction("37.5") * Fraction(365, 7)))
    assert view.in_scope == (Staff(10, Fraction("7.5")), Staff(14, Fraction("11.5")), None)
    assert staff_by_year(costing)["2026/27"] == Staff(14, Fraction("11.5"))


def test_without_staff_there_is_nothing_to_divide_by() -> None:
    costing = Costing(case(options=one(measure("non_pay", amount="100"))), rates())
    view = option_view(costing, costing.result(), 0)
    assert view.of_pay_bill == view.per_wte == view.per_person == {"2026/27": None}


def test_both_bases_differ_by_the_pension_alone() -> None:
    costing = Costing(case(line(pension_share=Decimal(1)), options=one(measure("pay_uplift", percent="0.02"))), rates())
    both = both_bases(costing)
    trust, whole = (both[basis].options[0].years["2026/27"].components for basis in ("trust", "whole-nhs"))
    assert {name for name in trust if trust[name] != whole[name]} == {"pension"}
    assert whole["pension"] == round_to_penny(39043 * Fraction("0.2") * Fraction("0.2378"))


def test_the_cost_of_one_per_cent_is_that_of_an_uplift_for_everyone() -> None:
    costing = Costing(case(line(), options=one(measure("pay_uplift", percent="0.01"))), rates())
    assert cost_of_one_percent(costing).years == costing.result().options[0].years


def test_drift_parts_the_baselines_growth() -> None:
    staff = line(step="entry", next_step=date(2026, 10, 1))
    costing = Costing(case(staff, years=3, awards={"2027/28": Decimal("0.02"), "2028/29": Decimal("0.03")}), rates())
    found = drift(costing)
    result = costing.result()
    for year, costs in result.baseline.items():
        parts = (found.standing, found.progression[year], found.awards[year], found.rates[year])
        assert total_of(parts) == costs.total
    still = Costing(case(line(step="entry")), rates()).result()
    assert found.standing == still.baseline["2026/27"].total
    assert found.progression["2026/27"] > 0
    assert found.awards["2026/27"] == found.rates["2028/29"] == 0


def test_a_change_of_the_national_week_and_of_rates_is_no_award() -> None:
    staff = line(saturday_night_hours=Decimal(8))
    costing = Costing(case(staff, jurisdiction="Scotland", first_year=FinancialYear(2025), years=2), rates("Scotland"))
    assert drift(costing).rates["2026/27"] > 0


def test_the_floor_check_names_every_month_below_the_living_wage() -> None:
    low = line("a", "2", "single")
    costing = Costing(
        case(low, jurisdiction="Northern Ireland", first_year=FinancialYear(2025), years=2, options={"Nothing": []}),
        rates("Northern Ireland"),
    )
    months = floor_months(costing)
    assert [month.month for month in months] == [date(2026, m, 1) for m in range(4, 13)] + [
        date(2027, m, 1) for m in range(1, 4)
    ]
    assert {(month.hourly, month.floor, month.heads) for month in months} == {(Decimal("12.51"), Decimal("12.71"), 10)}
    assert "below_living_wage" in {warning.code for warning in costing.result().options[0].warnings}
    lifted = Costing(
        case(
            low,
            jurisdiction="Northern Ireland",
            first_year=FinancialYear(2026),
            options=one(measure("pay_uplift", percent="0.03")),
        ),
        rates("Northern Ireland"),
    )
    assert floor_months(lifted, 0) == ()
