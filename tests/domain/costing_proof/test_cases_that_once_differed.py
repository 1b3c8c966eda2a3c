"""Small cases in which the engine and the slow reference were once of two minds, with the sentence that decides."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from negotiator.domain.costing import cost
from negotiator.domain.costing.case import CaseOption, CostingCase
from negotiator.domain.costing.result import OptionCost
from negotiator.domain.establishment import StaffLine
from negotiator.domain.periods import FinancialYear
from negotiator.domain.proposals import Scope, Terms
from tests.slow_reference import cost as slow_cost
from tests.slow_reference.shape import differences, shape
from tests.slow_reference.strategies import rates


def agreed(
    first: int, years: int, staff: tuple[StaffLine, ...], *measures: Terms, jurisdiction: str = "England"
) -> OptionCost:
    """The option's cost, the same by both."""
    case = CostingCase(jurisdiction, FinancialYear(first), years, staff, (CaseOption("Option", measures),))
    found = cost(case, rates(jurisdiction))
    assert not differences(shape(found), slow_cost(case, rates(jurisdiction)))
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


def between(first: date, end: date) -> dict[str, date]:
    return {"start": first, "end": end}


LARGE_UPLIFT_OF_BAND_5 = Terms(
    "pay_uplift",
    values={"percent": Decimal("0.4")},
    scope=Scope(bands=("5",)),
    **between(date(2025, 5, 1), date(2025, 7, 1)),
)
DOWN_TO_BAND_5 = Terms("regrade", values={"to_band": "5"})


def test_a_regrade_compares_with_what_the_whole_list_pays_though_a_later_measure_ended_the_hold() -> None:
    """The method: the whole projection with its measures; each share is the cost of a list of its own."""
    line = StaffLine("a", "Nursing", "6", "top", 1, Decimal(1))
    down_again = Terms("regrade", values={"to_band": "4"}, start=date(2025, 10, 1))
    option = agreed(2025, 1, (line,), DOWN_TO_BAND_5, down_again, LARGE_UPLIFT_OF_BAND_5)
    # Held at band 6 top, 46,580, in April. The uplift of band 5 top, 37,796 × 1.4 = 52,914.40 in May and June, comes to
    # more: the hold is over. From October band 4 holds what is then paid, 37,796:
    # 6,334.40 × 2/12 - 8,784 × 9/12 = -5,532.27.
    assert option.years["2025/26"].components["basic"] == Decimal("-5532.27")


def test_held_pay_of_people_who_stood_elsewhere_when_it_was_overtaken_is_still_held() -> None:
    """The method: held until those of the new band come to more; for somebody in another band they have not."""
    line = StaffLine("a", "Nursing", "6", "top", 2, Decimal(2))
    one_up = Terms("regrade", values={"to_band": "7", "headcount": 1}, **between(date(2025, 5, 1), date(2025, 8, 1)))
    option = agreed(2025, 1, (line,), DOWN_TO_BAND_5, one_up, LARGE_UPLIFT_OF_BAND_5)
    # One stands at band 7 entry, 47,810, from May to July and goes back to 46,580 held: 1,230 × 3/12. The other is paid
    # 52,914.40 in May and June and band 5 top from July: 6,334.40 × 2/12 - 8,784 × 9/12. Together -5,224.77.
    assert option.years["2025/26"].components["basic"] == Decimal("-5224.77")


def test_pay_is_held_in_cash_though_a_shorter_national_week_gives_posts_more_wte() -> None:
    """The method: the old basic, long-term rrp and unsocial are held in cash, each in its component."""
    posts = Terms(
        "agency_replacement",
        values={
            "hours_per_week": Decimal(37),
            "agency_hourly": Decimal(30),
            "headroom": Decimal(0),
            "headcount": 1,
            "group": "Nursing",
            "band": "6",
            "step": "top",
        },
    )
    option = agreed(2025, 2, (), posts, DOWN_TO_BAND_5, jurisdiction="Scotland")
    # Band 6 top of 2025/26 for 1 WTE; in 2026/27, at 36 hours, 37/36 WTE in the same person, and the same cash.
    assert option.years["2025/26"].components["basic"] == option.years["2026/27"].components["basic"] > 0
