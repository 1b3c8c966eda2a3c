"""Ranges: seeded, the same code in doubles, and measured against exact projections."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from negotiator.domain.costing.engine import Costing
from negotiator.domain.costing.simulation import Cancelled, pert, simulate, uncertain_numbers
from tests.domain.costing.cases import case, line, measure, one, rates

STAFF = (
    line("a", "5", "entry", 40, wte=Decimal(34), saturday_night_hours=Decimal(6), next_step=date(2026, 9, 1)),
    line("b", "2", "top", 25, wte=Decimal(9), overtime_hours=Decimal(4)),
    line("c", "6", "top", 9),
)


def test_every_kind_of_number_may_be_uncertain_and_stays_near_its_exact_cost() -> None:
    measures = [
        measure("pay_uplift", percent="0.02", percent_low="0.01", percent_high="0.045"),
        measure("allowance", amount=300, amount_low=100, amount_high=400, scope={"bands": ["2"]}),
        measure("on_call", sessions_per_week=7, sessions_per_week_high=9, session_amount=30, callout_hours_per_week=5),
        measure("annual_leave", days=1, days_low=0, days_high=2, backfill="0.5", backfill_high="0.8"),
        measure("rrp", percent="0.05", percent_high="0.1", term="long", scope={"lines": ["c"]}),
        measure("greater_of_uplift", percent="0.01", minimum=400, minimum_low=100, minimum_high=900),
        measure("redundancy", headcount=3, wte="2.5", service_years=9, service_years_low=1, service_years_high=30,
                band="6", step="top"),
        measure("pay_protection", headcount=2, headcount_high=5, from_band="6", from_step="top", to_band="5",
                to_step="top", months=12, share_by_year=[1]),
        measure("non_pay", amount=1000, amount_high=3000, yearly_growth="0.02", yearly_growth_high="0.1"),
        measure("turnover_change", leavers_avoided=3, leavers_avoided_high=4, cost_per_leaver=4000),
    ]  # fmt: skip
    costing = Costing(case(*STAFF, options=one(*measures), years=3), rates())
    found = simulate(costing, 0, draws=500)
    assert found.largest_error < Decimal("0.05")
    assert len(found.uncertain) == 12
    for quantiles in (found.full_year_effect, found.cumulative, found.net_present_cost, *found.years.values()):
        assert quantiles.p10 < quantiles.p50 < quantiles.p90
    assert [swing.full_year_low <= swing.full_year_high for swing in found.tornado if swing.number.low >= 0]


def test_the_most_likely_draw_is_the_exact_figure() -> None:
    """With a range as narrow as can be, every quantile is the exact figure."""
    narrow = measure("pay_uplift", percent="0.02", percent_high="0.020000000000001")
    costing = Costing(case(*STAFF, options=one(narrow, measure("regrade", to_band="6", share="0.5"))), rates())
    exact = costing.result().options[0]
    found = simulate(costing, 0, draws=50)
    assert abs(found.cumulative.p50 - exact.cumulative) <= Decimal("0.02")
    assert abs(found.full_year_effect.p90 - exact.full_year_effect.total) <= Decimal("0.02")


def test_numbers_of_people_take_stratified_values() -> None:
    options = one(
        measure("regrade", to_band="6", headcount=10, headcount_low=5, headcount_high=20, scope={"bands": ["5"]}),
        measure("posts", headcount=2, wte=2, wte_low=1, group="x", band="5", step="top"),
    )
    costing = Costing(case(*STAFF, options=options), rates())
    found = simulate(costing, 0, draws=400)
    assert found.largest_error < Decimal("0.05")
    swing = next(swing for swing in found.tornado if swing.number.field == "headcount")
    for value, shown in ((5, swing.cumulative_low), (20, swing.cumulative_high)):
        regrade = replace(options["Option"][0], values={"to_band": "6", "headcount": value})
        alone = Costing(case(*STAFF, options=one(regrade, options["Option"][1])), rates()).result()
        assert abs(alone.options[0].cumulative - shown) <= Decimal("0.06")


def test_the_same_seed_gives_the_same_figures_and_another_number_does_not_disturb_a_draw() -> None:
    uplift = measure("pay_uplift", percent="0.02", percent_low="0.01", percent_high="0.04")
    costing = Costing(case(*STAFF, options=one(uplift)), rates())
    assert simulate(costing, 0, draws=200, seed=5) == simulate(costing, 0, draws=200, seed=5)
    assert simulate(costing, 0, draws=200, seed=5) != simulate(costing, 0, draws=200, seed=6)


def test_pert_keeps_its_bounds_and_mean() -> None:
    draws = pert(1.0, 2.0, 6.0, (1, 2), 200_000)
    assert draws.min() >= 1.0 and draws.max() <= 6.0
    assert abs(draws.mean() - (1 + 4 * 2 + 6) / 6) < 0.01
    assert np.array_equal(draws, pert(1.0, 2.0, 6.0, (1, 2), 200_000))


def test_numbers_without_a_range_are_counted() -> None:
    measures = [
        measure("pay_uplift", percent="0.02", percent_high="0.02"),
        measure("on_call", sessions_per_week=7, sessions_per_week_high=9, session_amount=30),
    ]
    costing = Costing(case(*STAFF, options=one(*measures)), rates())
    found = simulate(costing, 0, draws=20)
    assert [number.field for number in uncertain_numbers(costing.options[0].measures)] == ["sessions_per_week"]
    assert found.certain == 2


def test_an_option_without_ranges_has_one_value() -> None:
    costing = Costing(case(*STAFF, options=one(measure("allowance", amount=100))), rates())
    found = simulate(costing, 0, draws=20)
    exact = costing.result().options[0].cumulative
    assert abs(found.cumulative.p10 - exact) <= Decimal("0.02")
    assert found.cumulative.p10 == found.cumulative.p90
    assert found.tornado == ()


def test_a_simulation_tells_its_progress_and_can_be_stopped() -> None:
    uplift = measure("pay_uplift", percent="0.02", percent_high="0.04")
    costing = Costing(case(*STAFF, options=one(uplift)), rates())
    seen: list[float] = []
    simulate(costing, 0, draws=6_000, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    with pytest.raises(Cancelled):
        simulate(costing, 0, draws=6_000, cancelled=lambda: True)
