"""Views of a costing that stand beside its totals and are never mixed with them (costing method, section 5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from negotiator.domain.costing.calendar import MONTHS
from negotiator.domain.costing.case import CaseOption
from negotiator.domain.costing.engine import Costing
from negotiator.domain.costing.people import NO_STEP
from negotiator.domain.costing.projected import Projected
from negotiator.domain.costing.projection import Projection
from negotiator.domain.costing.result import CostingResult, OptionCost
from negotiator.domain.money import from_pennies, pennies_of, round_to_penny
from negotiator.domain.proposals import Terms
from negotiator.domain.workspace import BASES

WEEKS = Fraction(365, 7)


@dataclass(frozen=True, slots=True)
class Staff:
    """People: heads and WTE, exact."""

    heads: int
    wte: Fraction


@dataclass(frozen=True, slots=True)
class OptionView:
    """One option set against the pay bill and the staff, by year label.

    ``of_pay_bill`` are shares of the baseline's total, None where there is none; ``per_wte`` and ``per_person`` divide
    by the WTE and heads of the baseline, None where there is nobody; ``hours_wte`` are hours lost as WTE of the
    national week; ``in_scope`` are the people in scope of each measure when it starts, None where it has no scope.
    """

    name: str
    of_pay_bill: Mapping[str, Fraction | None]
    per_wte: Mapping[str, Decimal | None]
    per_person: Mapping[str, Decimal | None]
    hours_wte: Mapping[str, Decimal]
    in_scope: tuple[Staff | None, ...]


@dataclass(frozen=True, slots=True)
class Drift:
    """How the baseline's total grows on the first year as it stands before anyone progresses, by year label.

    ``standing`` is what the first year costs with nobody progressing; ``progression`` what steps add in a year;
    ``awards`` what changes of the scale and its bounds add; ``rates`` what changes of National Insurance, pension, levy
    and national hours add. Each year's total is the sum of the four.
    """

    standing: Decimal
    progression: Mapping[str, Decimal]
    awards: Mapping[str, Decimal]
    rates: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class FloorMonth:
    """A month in which basic hourly pay of a place is below the National Living Wage, £ an hour to the penny."""

    month: date
    band: str
    step: str
    hourly: Decimal
    floor: Decimal
    heads: int


def staff_by_year(costing: Costing) -> dict[str, Staff]:
    """The baseline's people in each year, averaged over its months: they are the same lines throughout."""
    rows = costing.rows
    wte, den = rows.quantity("wte")
    everyone = Staff(int(rows.heads.sum()), Fraction(int(wte.sum()), den))
    return {year.label: everyone for year in costing.case.horizon}


def option_view(costing: Costing, result: CostingResult, index: int) -> OptionView:
    """One option against pay bill and staff; ``result`` is the costing's own, on either basis."""
    option = result.options[index]
    staff = staff_by_year(costing)
    weeks = {year.label: costing.calendar.at(k * MONTHS).week for k, year in enumerate(costing.case.horizon)}
    projection = costing.options[index]
    known = projection.horizon.in_scope
    return OptionView(
        name=option.name,
        of_pay_bill={
            year: Fraction(costs.total) / Fraction(result.baseline[year].total) if result.baseline[year].total else None
            for year, costs in option.years.items()
        },
        per_wte={year: _over(costs.total, staff[year].wte) for year, costs in option.years.items()},
        per_person={year: _over(costs.total, Fraction(staff[year].heads)) for year, costs in option.years.items()},
        hours_wte={
            year: round_to_penny(Fraction(hours) / (weeks[year] * WEEKS)) for year, hours in option.hours_lost.items()
        },
        in_scope=tuple(
            Staff(*known[measure.number]) if measure.number in known else None for measure in projection.measures
        ),
    )


def both_bases(costing: Costing) -> dict[str, CostingResult]:
    """The whole result on the trust basis and on the whole-NHS basis, side by side."""
    return {basis: costing.result(basis) for basis in BASES}


def cost_of_one_percent(costing: Costing) -> OptionCost:
    """What 1 % on basic pay for everyone costs from the first day of the horizon."""
    one = CaseOption("1%", (Terms("pay_uplift", values={"percent": Decimal("0.01")}),))
    return Costing(replace(costing.case, options=(one,)), costing.rates, costing).result().options[0]


def drift(costing: Costing, basis: str | None = None) -> Drift:
    """The baseline's own growth, apart from every option (shown in pennies that add up)."""
    basis = basis or costing.case.basis
    standing_rows = replace(costing.rows, next_month=costing.rows.next_month * 0 + NO_STEP)
    without_steps = _totals(costing, Projection(costing.calendar, standing_rows, ()).run(), basis)
    frozen = costing.calendar.with_first_scale()
    without_awards = _totals(costing, Projection(frozen, standing_rows, ()).run(), basis)
    totals = _totals(costing, costing.baseline, basis)
    years = list(totals)
    standing = without_awards[years[0]]
    return Drift(
        standing=from_pennies(standing),
        progression={year: from_pennies(totals[year] - without_steps[year]) for year in years},
        awards={year: from_pennies(without_steps[year] - without_awards[year]) for year in years},
        rates={year: from_pennies(without_awards[year] - standing) for year in years},
    )


def floor_months(costing: Costing, index: int | None = None) -> tuple[FloorMonth, ...]:
    """Every month and place below the living wage: of the baseline, or of an option (with its measures)."""
    projected = costing.baseline if index is None else costing.options[index].horizon
    return tuple(
        FloorMonth(
            costing.calendar.day_of(month),
            breach.band,
            breach.step,
            round_to_penny(breach.hourly),
            round_to_penny(breach.floor),
            breach.heads,
        )
        for breach in projected.breaches
        for month in range(breach.first, breach.beyond)
    )


def _over(amount: Decimal, count: Fraction) -> Decimal | None:
    return round_to_penny(Fraction(amount) / count) if count else None


def _totals(costing: Costing, projected: Projected, basis: str) -> dict[str, int]:
    """Each year's baseline total of a projection in pennies, its components rounded as everywhere."""
    return {
        year.label: sum(pennies_of(round_to_penny(amount)) for amount in costing.exact(amounts, year, basis).values())
        for year, amounts in zip(costing.case.horizon, projected.baseline, strict=True)
    }
