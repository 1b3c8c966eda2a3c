"""Small cases in which the engine and the slow reference were once of two minds, with the sentence that decides."""

from __future__ import annotations

from decimal import Decimal

from negotiator.domain.costing import cost
from negotiator.domain.costing.case import CaseOption, CostingCase
from negotiator.domain.costing.result import OptionCost
from negotiator.domain.establishment import StaffLine
from negotiator.domain.periods import FinancialYear
from negotiator.domain.proposals import Terms
from tests.slow_reference import cost as slow_cost
from tests.slow_reference.shape import differences, shape
from tests.slow_reference.strategies import rates


def agreed(first: int, years: int, staff: tuple[StaffLine, ...], *measures: Terms) -> OptionCost:
    """The option's cost, the same by both."""
    case = CostingCase("England", FinancialYear(first), years, staff, (CaseOption("Option", measures),))
    found = cost(case, rates("England"))
    assert not differences(shape(found), slow_cost(case, rates("England")))
    return found.options[0]


def codes(option: OptionCost) -> set[str]:
    return {warning.code for warning in option.warnings}


def test_a_regrade_of_people_already_in_the_band_moves_nobody() -> None:
    """The method: those already in ``to_band`` neither move nor count."""
    staff = tuple(StaffLine(name, "Estates", "1", "single", 1, Decimal(0)) for name in ("a", "b"))
    option = agreed(2023, 1, staff, Terms("regrade", values={"to_band": "1"}))
    assert option.cumulative == Decimal("0.00")
    assert "empty_scope" in codes(option)


def test_a_share_is_counted_line_by_line_though_an_earlier_regrade_has_parted_the_line() -> None:
    """The method: after each *line* the heads moved so far are half-up(share × heads in scope so far)."""
    hours = Decimal("19.4")
    staff = (
        StaffLine("a", "Nursing", "8c", "top", 5, Decimal(0), sunday_holiday_hours=hours),
        StaffLine("b", "Nursing", "1", "single", 1, Decimal(0)),
    )
    option = agreed(
        2023,
        2,
        staff,
        Terms("regrade", values={"to_band": "1", "share": Decimal("0.37")}),
        Terms("regrade", values={"to_band": "8b", "share": Decimal("0.45")}),
    )
    # Two of line a move down and two of line a are moved again: two people whose unsocial pay is held, not three.
    # Band 8c top goes from 81,138 to 85,601: each forgoes 4,463 ÷ 37.5 × 19.4 × 60 % = 1,385.3152, both 2,770.63.
    assert option.years["2024/25"].components["unsocial"] == Decimal("-2770.63")


def test_premiums_are_added_up_for_people_without_wte_too() -> None:
    """The method: a warning above 30 % in total."""
    line = StaffLine(
        "a", "Nursing", "5", "entry", 5, Decimal(0), rrp_long_term=Decimal("0.2"), rrp_short_term=Decimal("0.05")
    )
    option = agreed(2026, 1, (line,), Terms("rrp", values={"percent": Decimal("0.085"), "term": "long"}))
    assert "rrp_over_30" in codes(option)
