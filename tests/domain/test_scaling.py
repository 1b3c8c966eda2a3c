"""What an initiative elsewhere would cost on our scale and at our prices."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.domain.comparators import Initiative
from negotiator.domain.scaling import YearAward, scale

D = Decimal
ONE = Initiative("i", "Marl Bridge", "One rate", wte_covered=D(200), yearly_cost=D(100_000), price_year="2024/25")
AWARDS = {"2025/26": YearAward("2025/26", D("0.036")), "2026/27": YearAward("2026/27", D("0.033"))}


def test_a_cost_is_told_for_each_wte_moved_by_every_award_between_and_scaled_to_our_staff() -> None:
    # 100,000 ÷ 200 = 500; 500 × 1.036 × 1.033 = 535.094; × 50 = 26,754.70
    found = scale(ONE, D(50), "2026/27", AWARDS)
    assert (found.per_wte, found.per_wte_now, found.ours) == (D("500.00"), D("535.09"), D("26754.70"))
    assert [step.year for step in found.awards] == ["2025/26", "2026/27"]
    assert found.lacking == ""


def test_prices_later_than_ours_are_moved_back_by_the_same_awards() -> None:
    found = scale(replace(ONE, price_year="2026/27"), D(50), "2024/25", AWARDS)
    assert found.back and found.per_wte_now == D("467.21")  # 500 ÷ (1.036 × 1.033)


def test_the_same_year_moves_nothing() -> None:
    found = scale(ONE, D(50), "2024/25", {})
    assert (found.per_wte_now, found.ours, found.awards) == (D("500.00"), D("25000.00"), ())


def test_a_year_without_a_percentage_is_named_and_no_price_is_made_up() -> None:
    found = scale(replace(ONE, price_year="2021/22"), D(50), "2025/26", AWARDS)
    assert found.per_wte == D("500.00")
    assert (found.per_wte_now, found.ours, found.lacking) == (None, None, "awards")
    assert found.unknown == ("2022/23", "2023/24", "2024/25")


@pytest.mark.parametrize(
    ("changed", "lacking"),
    [
        ({"yearly_cost": None}, "cost"),
        ({"wte_covered": None}, "wte"),
        ({"wte_covered": D(0)}, "wte"),
        ({"price_year": ""}, "price_year"),
        ({"price_year": "last year"}, "price_year"),
    ],
)
def test_what_is_lacking_is_said_by_its_code(changed: dict[str, object], lacking: str) -> None:
    found = scale(replace(ONE, **changed), D(50), "2026/27", AWARDS)  # type: ignore[arg-type]
    assert (found.lacking, found.ours) == (lacking, None)


def test_without_staff_of_ours_the_cost_for_each_wte_still_stands() -> None:
    found = scale(ONE, D(0), "2026/27", AWARDS)
    assert (found.per_wte_now, found.ours, found.lacking) == (D("535.09"), None, "staff")


@given(st.decimals("0.01", "5000", places=2), st.decimals("1", "9999999", places=2))
def test_our_scale_is_the_cost_itself_where_our_staff_and_prices_are_theirs(wte: Decimal, cost: Decimal) -> None:
    found = scale(replace(ONE, wte_covered=wte, yearly_cost=cost), wte, "2024/25", {})
    assert found.ours == cost
