"""The views of an option (costing method, section 5) over the draws of a simulation (section 6).

What scales with a year's cost or hours (per cent of the pay bill, per WTE, per person, hours as WTE) is the percentile
scaled, as those views are worked out from the rounded yearly totals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from negotiator.domain.costing.calendar import MONTHS
from negotiator.domain.costing.engine import Costing
from negotiator.domain.costing.ranges import (
    BasisRange,
    Limits,
    ShareSpread,
    Spread,
    ViewRanges,
    Within,
    WithinEnvelope,
)
from negotiator.domain.costing.result import OptionCost
from negotiator.domain.costing.views import WEEKS, staff_by_year
from negotiator.domain.money import round_to_penny
from negotiator.domain.workspace import BASES

Draws = npt.NDArray[np.float64]

_QUANTILES = (0.1, 0.5, 0.9)
_HALF_A_PENNY = 0.005


@dataclass
class Outcomes:
    """What every draw comes to, one row for each year: totals by basis, those of the recurrent measures, and hours.

    ``full_year`` holds one total for each draw, by basis.
    """

    years: dict[str, Draws]
    full_year: dict[str, Draws]
    recurrent: Draws
    hours: Draws

    @classmethod
    def nought(cls, years: int, draws: int) -> Outcomes:
        return cls(
            {basis: np.zeros((years, draws)) for basis in BASES},
            {basis: np.zeros(draws) for basis in BASES},
            np.zeros((years, draws)),
            np.zeros((years, draws)),
        )


def views_of(costing: Costing, index: int, basis: str, outcomes: Outcomes) -> ViewRanges:
    """Each view of the option at this place, beside its figure as costed."""
    result = costing.result(basis)
    option, own = result.options[index], outcomes.years[basis]
    labels = [year.label for year in costing.case.horizon]
    staff = staff_by_year(costing)
    bases = {each: _on_basis(costing.result(each).options[index], each, outcomes) for each in BASES}
    mine = bases[basis]
    factors = np.array([(1 + float(costing.case.discount)) ** -k for k in range(len(labels))])
    hours = {year: _spread(option.hours_lost[year], outcomes.hours[k]) for k, year in enumerate(labels)}
    return ViewRanges(
        full_year_effect=mine.full_year_effect,
        years=mine.years,
        recurrent={year: _spread(option.recurrent[year], outcomes.recurrent[k]) for k, year in enumerate(labels)},
        non_recurrent={
            year: _spread(option.non_recurrent[year], own[k] - outcomes.recurrent[k]) for k, year in enumerate(labels)
        },
        cumulative=mine.cumulative,
        net_present_cost=_spread(option.net_present_cost, (own * factors[:, None]).sum(axis=0)),
        bases=bases,
        hours_lost=hours,
        hours_wte={
            year: _over(hours[year], costing.calendar.at(k * MONTHS).week * WEEKS) for k, year in enumerate(labels)
        },
        of_pay_bill={
            year: _share_of(mine.years[year], result.baseline[year].total)
            for year in labels
            if result.baseline[year].total
        },
        per_wte={year: _over(mine.years[year], staff[year].wte) for year in labels if staff[year].wte},
        per_person={year: _over(mine.years[year], Fraction(staff[year].heads)) for year in labels if staff[year].heads},
    )


def within_limits(years: Sequence[str], totals: Draws, full_year: Draws, limits: Limits) -> WithinEnvelope:
    """How many draws cost no more than the limits, to the penny. ``totals`` has a row for each of the years."""
    draws = len(full_year)
    inside = {
        year: _at_most(of_year, limits.years[year])
        for year, of_year in zip(years, totals, strict=True)
        if year in limits.years
    }
    full = limits.full_year
    return WithinEnvelope(
        full_year=None if full is None else Within(full, int(_at_most(full_year, full).sum()), draws),
        years={year: Within(limits.years[year], int(found.sum()), draws) for year, found in inside.items()},
        every_year=int(_all(inside.values(), draws).sum()),
    )


def _on_basis(option: OptionCost, basis: str, outcomes: Outcomes) -> BasisRange:
    totals = outcomes.years[basis]
    return BasisRange(
        full_year_effect=_spread(option.full_year_effect.total, outcomes.full_year[basis]),
        years={
            year: _spread(costs.total, of_year)
            for (year, costs), of_year in zip(option.years.items(), totals, strict=True)
        },
        cumulative=_spread(option.cumulative, totals.sum(axis=0)),
    )


def _at_most(totals: Draws, limit: Decimal) -> npt.NDArray[np.bool_]:
    """Which totals, rounded to the penny, are not above a limit."""
    return totals < float(limit) + _HALF_A_PENNY


def _all(which: Iterable[npt.NDArray[np.bool_]], draws: int) -> npt.NDArray[np.bool_]:
    found = np.ones(draws, dtype=bool)
    for each in which:
        found &= each
    return found


def _spread(likely: Decimal, draws: Draws) -> Spread:
    quantiles = np.quantile(draws, _QUANTILES)
    return Spread(likely, *(round_to_penny(Fraction(float(value))) for value in quantiles))


def _over(spread: Spread, count: Fraction) -> Spread:
    return Spread(*(round_to_penny(Fraction(value) / count) for value in spread.values))


def _share_of(spread: Spread, whole: Decimal) -> ShareSpread:
    return ShareSpread(*(Fraction(value) / Fraction(whole) for value in spread.values))
