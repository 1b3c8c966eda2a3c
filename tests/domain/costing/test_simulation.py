"""Ranges: seeded, the same code in doubles, and measured against exact projections."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from negotiator.domain.costing.engine import Costing
from negotiator.domain.costing.ranges import Limits, limits_of
from negotiator.domain.costing.simulation import Cancelled, pert, simulate, uncertain_numbers
from negotiator.domain.costing.views import option_view
from negotiator.domain.money import round_to_penny
from negotiator.domain.proposals import Mandate
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
    for quantiles in (
        found.views.full_year_effect,
        found.views.cumulative,
        found.views.net_present_cost,
        *found.views.years.values(),
    ):
        assert quantiles.p10 < quantiles.p50 < quantiles.p90
    assert [swing.full_year_low <= swing.full_year_high for swing in found.tornado if swing.number.low >= 0]


def test_the_most_likely_draw_is_the_exact_figure() -> None:
    """With a range as narrow as can be, every quantile is the exact figure."""
    narrow = measure("pay_uplift", percent="0.02", percent_high="0.020000000000001")
    costing = Costing(case(*STAFF, options=one(narrow, measure("regrade", to_band="6", share="0.5"))), rates())
    exact = costing.result().options[0]
    found = simulate(costing, 0, draws=50)
    assert abs(found.views.cumulative.p50 - exact.cumulative) <= Decimal("0.02")
    assert abs(found.views.full_year_effect.p90 - exact.full_year_effect.total) <= Decimal("0.02")


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
    assert abs(found.views.cumulative.p10 - exact) <= Decimal("0.02")
    assert found.views.cumulative.p10 == found.views.cumulative.p90
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


def test_held_pay_that_a_draw_overtakes_is_over_for_good_in_that_draw_alone() -> None:
    """A large enough uplift for three months ends the hold; with a smaller one old pay stays held and costs nothing."""
    down = measure("regrade", to_band="5", scope={"lines": ["c"]})
    uplift = measure(
        "pay_uplift", percent="0.23", percent_low="0.05", percent_high="0.4",
        start=date(2026, 6, 1), end=date(2026, 9, 1),
    )  # fmt: skip
    costing = Costing(case(*STAFF, options=one(down, replace(uplift, scope=down.scope))), rates())
    found = simulate(costing, 0, draws=200)
    assert found.largest_error < Decimal("0.05")
    assert found.views.cumulative.p10 < Decimal(-1000)
    assert abs(found.views.cumulative.p90) < Decimal("0.05")


MIXED = (
    measure("lump_sum", amount=200, amount_high=400),
    measure("pay_uplift", percent="0.02", percent_low="0.01", percent_high="0.045"),
    measure("annual_leave", days=1, days_low=0, days_high=2, backfill="0.5", backfill_high="0.8"),
    measure("regrade", to_band="6", headcount=10, headcount_low=5, headcount_high=20, scope={"bands": ["5"]},
            end=date(2027, 10, 1)),
    measure("allowance", amount=300, amount_low=100, amount_high=400, scope={"bands": ["6"]}),
    measure("sickness_change", points="0.005", points_low="0.002", backfill="0.5"),
)  # fmt: skip
"""Recurrent measures and others in turn, each of which changes what the next one costs; hours lost and regained."""


def mixed(years: int = 2) -> Costing:
    return Costing(case(*STAFF, options=one(*MIXED), years=years), rates())


def test_hours_and_recurrent_shares_of_a_draw_are_near_their_exact_projection() -> None:
    found = simulate(mixed(), 0, draws=400)
    assert found.largest_error < Decimal("0.05")
    assert found.largest_hours_error < Decimal("0.01")
    for spread in (*found.views.hours_lost.values(), *found.views.recurrent.values()):
        assert spread.p10 < spread.p50 < spread.p90
    once = found.views.non_recurrent["2026/27"]
    assert once.p10 < once.p90 and found.views.pay_once and found.views.move_hours


def test_every_view_of_a_range_without_width_is_the_exact_figure() -> None:
    plain = [replace(terms, ranges={}) for terms in MIXED]
    costing = Costing(case(*STAFF, options=one(*plain), years=2), rates())
    result = costing.result()
    option, view = result.options[0], option_view(costing, result, 0)
    views = simulate(costing, 0, draws=20).views
    for year in result.years:
        for spread, exact in (
            (views.years[year], option.years[year].total),
            (views.recurrent[year], option.recurrent[year]),
            (views.non_recurrent[year], option.non_recurrent[year]),
            (views.hours_lost[year], option.hours_lost[year]),
            (views.hours_wte[year], view.hours_wte[year]),
            (views.per_wte[year], view.per_wte[year]),
            (views.per_person[year], view.per_person[year]),
        ):
            assert exact is not None and exact != 0
            assert spread.likely == exact
            assert abs(spread.p10 - exact) <= Decimal("0.03") and abs(spread.p90 - exact) <= Decimal("0.03")
        share = view.of_pay_bill[year]
        assert share is not None and views.of_pay_bill[year].likely == share
        assert abs(views.of_pay_bill[year].p50 - share) < Decimal("1e-7")


def test_views_that_scale_are_the_scaled_percentiles() -> None:
    costing = mixed()
    views = simulate(costing, 0, draws=200).views
    heads = sum(one.headcount for one in STAFF)
    for year, spread in views.years.items():
        assert [per.p90 for per in (views.per_person[year],)] == [round_to_penny(Fraction(spread.p90) / heads)]
        bill = Fraction(costing.result().baseline[year].total)
        assert views.of_pay_bill[year].p10 == Fraction(spread.p10) / bill
        of_wte = Fraction(views.hours_lost[year].p50) / (Fraction("37.5") * Fraction(365, 7))
        assert views.hours_wte[year].p50 == round_to_penny(of_wte)


def test_both_bases_come_from_the_same_draws() -> None:
    costing = mixed()
    trust, whole = (simulate(costing, 0, draws=200, basis=basis).views for basis in ("trust", "whole-nhs"))
    assert trust.bases == whole.bases
    assert whole.bases["whole-nhs"].years == whole.years != trust.years
    assert trust.bases["trust"].cumulative == trust.cumulative


def test_draws_within_the_envelope_are_counted_to_the_penny_and_in_every_year_at_once() -> None:
    costing = mixed()
    views = simulate(costing, 0, draws=200).views
    limits = Limits(views.full_year_effect.p50, {"2026/27": views.years["2026/27"].p90, "2027/28": Decimal(10**9)})
    within = simulate(costing, 0, draws=200, limits=limits).within
    assert within is not None and within.full_year is not None
    assert within.full_year.share == Fraction(1, 2)
    assert within.years["2026/27"].share == Fraction(9, 10)
    assert within.years["2027/28"].share == 1
    assert within.every_year == within.years["2026/27"].inside
    certain = Costing(case(*STAFF, options=one(measure("non_pay", amount=100))), rates())
    for limit, inside in ((Decimal(100), 20), (Decimal("99.99"), 0)):
        found = simulate(certain, 0, draws=20, limits=Limits(limit, {"2026/27": limit})).within
        assert found is not None and found.full_year is not None
        assert (found.full_year.inside, found.years["2026/27"].inside, found.every_year) == (inside,) * 3


def test_a_year_without_a_limit_of_its_own_has_that_of_the_full_year() -> None:
    mandate = Mandate("m", "p", envelope=Decimal(500), envelope_by_year={"2027/28": Decimal(400)})
    found = limits_of(mandate, ("2026/27", "2027/28"))
    assert found == Limits(Decimal(500), {"2026/27": Decimal(500), "2027/28": Decimal(400)})
    assert limits_of(replace(mandate, envelope=None, envelope_by_year={}), ("2026/27",)) is None
    assert limits_of(None, ("2026/27",)) is None


def test_a_bar_of_the_tornado_tells_the_hours_at_its_ends() -> None:
    found = simulate(mixed(), 0, draws=20)
    days = next(swing for swing in found.tornado if swing.number.field == "days")
    none, two = (
        Costing(
            case(*STAFF, options=one(*MIXED[:2], replace(MIXED[2], values={**MIXED[2].values, "days": d}), *MIXED[3:]),
                 years=2),
            rates(),
        ).result().options[0]
        for d in (Decimal(0), Decimal(2))
    )  # fmt: skip
    for shown, option in ((days.hours_low, none), (days.hours_high, two)):
        assert abs(shown - sum(option.hours_lost.values())) <= Decimal("0.02")
