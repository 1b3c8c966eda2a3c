"""Ranges (costing method, section 6): a seeded simulation over the uncertain numbers of an option, and a tornado.

A number with a low and a high is a PERT distribution whose most likely value is the number itself. The projection is
run on arrays of draws in doubles, by the same code that gives the exact figures; no response surface is fitted. Two
things are taken from exact projections: who is regraded to which step (as at the most likely numbers), and numbers that
change who is there (heads moved, posts, a week that parts overtime), which take twenty stratified values each.
`OptionRange.largest_error` compares some draws with exact projections of the same numbers.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import cast

import numpy as np
import numpy.typing as npt

from negotiator.domain.costing.arithmetic import FloatArithmetic
from negotiator.domain.costing.calendar import MONTHS
from negotiator.domain.costing.effects import Planned
from negotiator.domain.costing.engine import Costing
from negotiator.domain.costing.kinds import KINDS, FieldType
from negotiator.domain.costing.projection import Amounts, Projected, Projection, planned
from negotiator.domain.money import round_to_penny
from negotiator.domain.periods import FinancialYear
from negotiator.domain.proposals import Terms

Draws = npt.NDArray[np.float64]
Progress = Callable[[float], None]

DRAWS = 10_000
_SHAPE = 4
_STRATA = 20
_CHUNK = 2_500
_CHECKED = 3

_WHO = {
    "regrade": ("headcount", "share"),
    "posts": None,
    "agency_replacement": None,
    "pay_protection": ("months",),
    "working_week": ("hours",),
}
"""Numbers that change who is there or how their hours part, by kind; None: every number of the kind."""


class Cancelled(Exception):
    """The caller asked to stop; nothing was worked out."""


@dataclass(frozen=True, slots=True)
class Uncertain:
    """An uncertain number of an option: the measure by its place, the field, and its three values."""

    measure: int
    label: str
    kind: str
    field: str
    low: Decimal
    likely: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Quantiles:
    """The values below which a tenth, half and nine tenths of the draws lie, to the penny."""

    p10: Decimal
    p50: Decimal
    p90: Decimal


@dataclass(frozen=True, slots=True)
class Swing:
    """A bar of the tornado: the full-year effect and the cumulative cost at a number's low and at its high, exact."""

    number: Uncertain
    full_year_low: Decimal
    full_year_high: Decimal
    cumulative_low: Decimal
    cumulative_high: Decimal


@dataclass(frozen=True, slots=True)
class OptionRange:
    """What the simulation of an option gives. ``certain`` counts the option's numbers that have no range.

    ``largest_error`` is the largest difference, in pounds, between a draw and its exact projection among those
    compared.
    """

    name: str
    draws: int
    seed: int
    full_year_effect: Quantiles
    years: Mapping[str, Quantiles]
    cumulative: Quantiles
    net_present_cost: Quantiles
    tornado: tuple[Swing, ...]
    uncertain: tuple[Uncertain, ...]
    certain: int
    largest_error: Decimal


def uncertain_numbers(measures: Sequence[Planned]) -> tuple[Uncertain, ...]:
    """The numbers of an option that have a range wider than a point; a missing end is the number itself."""
    found = []
    for measure in measures:
        for name, (low, high) in measure.terms.ranges.items():
            likely = Decimal(cast("Decimal | int", measure.terms.values[name]))
            ends = (likely if low is None else low, likely if high is None else high)
            if ends[0] < ends[1]:
                found.append(
                    Uncertain(measure.number, measure.label, measure.terms.kind, name, ends[0], likely, ends[1])
                )
    return tuple(found)


def certain_count(measures: Sequence[Planned]) -> int:
    """How many of the numbers given in an option have no range."""
    given = sum(
        spec.uncertain and spec.name in measure.terms.values
        for measure in measures
        for spec in KINDS[measure.terms.kind].fields
    )
    return given - len(uncertain_numbers(measures))


def pert(low: float, likely: float, high: float, own_seed: Sequence[int], draws: int) -> Draws:
    """Draws of a PERT distribution of shape 4."""
    generator = np.random.default_rng(list(own_seed))
    width = high - low
    first = 1 + _SHAPE * (likely - low) / width
    second = 1 + _SHAPE * (high - likely) / width
    return low + width * generator.beta(first, second, draws)


def simulate(
    costing: Costing,
    index: int,
    draws: int = DRAWS,
    seed: int = 1,
    basis: str | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> OptionRange:
    """The range of one option. The same seed gives the same figures. Raises Cancelled between two pieces of work."""
    return _Simulation(costing, index, draws, seed, basis or costing.case.basis, progress, cancelled).run()


@dataclass
class _Outcomes:
    """Totals of every draw: by year, and of the full-year effect."""

    years: Draws
    full_year: Draws


class _Simulation:
    def __init__(
        self,
        costing: Costing,
        index: int,
        draws: int,
        seed: int,
        basis: str,
        progress: Progress | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._costing, self._index, self._draws, self._seed, self._basis = costing, index, draws, seed, basis
        self._progress, self._cancelled = progress or (lambda _: None), cancelled or (lambda: False)
        self._measures = costing.options[index].measures
        self._numbers = uncertain_numbers(self._measures)
        self._drawn = {(number.measure, number.field): _draw(number, seed, draws) for number in self._numbers}
        self._done, self._pieces = 0, 1

    def run(self) -> OptionRange:
        strata = self._strata()
        chunks = [rows[start : start + _CHUNK] for rows in strata for start in range(0, len(rows), _CHUNK)]
        self._pieces = len(chunks) + 2 * len(self._numbers) + _CHECKED
        outcomes = _Outcomes(np.zeros((len(self._costing.case.horizon), self._draws)), np.zeros(self._draws))
        for rows in chunks:
            self._run_chunk(rows, outcomes)
            self._step()
        tornado = tuple(self._swing(number) for number in self._numbers)
        error = self._largest_error(outcomes)
        self._progress(1.0)
        factors = np.array([(1 + float(self._costing.case.discount)) ** -k for k in range(len(outcomes.years))])
        return OptionRange(
            name=self._costing.case.options[self._index].name,
            draws=self._draws,
            seed=self._seed,
            full_year_effect=_quantiles(outcomes.full_year),
            years={
                year.label: _quantiles(totals)
                for year, totals in zip(self._costing.case.horizon, outcomes.years, strict=True)
            },
            cumulative=_quantiles(outcomes.years.sum(axis=0)),
            net_present_cost=_quantiles((outcomes.years * factors[:, None]).sum(axis=0)),
            tornado=tuple(sorted(tornado, key=lambda swing: -abs(swing.full_year_high - swing.full_year_low))),
            uncertain=self._numbers,
            certain=certain_count(self._measures),
            largest_error=error,
        )

    def _step(self) -> None:
        self._done += 1
        self._progress(self._done / self._pieces)
        if self._cancelled():
            raise Cancelled

    # --- draws

    def _strata(self) -> list[npt.NDArray[np.int64]]:
        """Draws in groups that share their numbers of people; those numbers are set to the mean of each stratum."""
        structural = [number for number in self._numbers if self._changes_people(number)]
        if not structural:
            return [np.arange(self._draws)]
        generator = np.random.default_rng([self._seed, 2**31])
        group = np.arange(self._draws) % _STRATA
        for number in structural:
            drawn = self._drawn[number.measure, number.field]
            means = np.array([part.mean() for part in np.array_split(np.sort(drawn), _STRATA)])
            if _is_whole(number):
                means = np.round(means)
            self._drawn[number.measure, number.field] = generator.permutation(means)[group]
        return [np.flatnonzero(group == stratum) for stratum in range(_STRATA)]

    def _changes_people(self, number: Uncertain) -> bool:
        if number.kind == "working_week" and self._costing.rows.blank("overtime"):
            return False
        names = _WHO.get(number.kind, ())
        return names is None or number.field in names

    def _run_chunk(self, rows: npt.NDArray[np.int64], outcomes: _Outcomes) -> None:
        measures = self._with_people(int(rows[0]))
        decisions = self._exact_decisions(measures)
        horizon = self._over_draws(measures, rows, decisions[0], None)
        for index, year in enumerate(self._costing.case.horizon):
            outcomes.years[index, rows] = self._total(horizon.added, index, year) if measures else 0.0
        recurrent = self._recurrent(measures)
        if recurrent:
            full_year = self._over_draws(recurrent, rows, decisions[1], MONTHS)
            outcomes.full_year[rows] = self._total(full_year.added, 0, self._costing.case.horizon[0])

    def _over_draws(
        self, measures: Sequence[Planned], rows: npt.NDArray[np.int64], exact: Projected, months: int | None
    ) -> Projected:
        """A projection in doubles over some draws. ``measures`` keep their own numbers in ``Planned.number``."""
        placed = [replace(measure, number=place) for place, measure in enumerate(measures)]

        def drawn(place: int, name: str) -> Draws | None:
            values = self._drawn.get((measures[place].number, name))
            return None if values is None else values[rows]

        projection = Projection(
            self._costing.calendar,
            self._costing.rows,
            placed,
            FloatArithmetic(drawn),
            exact.decisions,
            self._costing.kept,
        )
        return projection.run(months)

    def _exact_decisions(self, measures: tuple[Planned, ...]) -> tuple[Projected, Projected]:
        """Exact projections of these measures, for who is regraded: over the horizon and in a full year."""
        own = self._costing.options[self._index]
        if not any(measure.terms.kind == "regrade" for measure in measures) or measures == self._measures:
            return own.horizon, own.full_year
        return self._project(measures)

    def _project(self, measures: tuple[Planned, ...]) -> tuple[Projected, Projected]:
        costing = self._costing
        horizon = Projection(costing.calendar, costing.rows, measures, kept=costing.kept).run()
        recurrent = [replace(measure, number=place) for place, measure in enumerate(self._recurrent(measures))]
        return horizon, Projection(costing.calendar, costing.rows, recurrent, kept=costing.kept).run(MONTHS)

    def _with_people(self, row: int) -> tuple[Planned, ...]:
        """The measures with the numbers of people that one draw has."""
        chosen = {
            (number.measure, number.field): _as_given(number, float(self._drawn[number.measure, number.field][row]))
            for number in self._numbers
            if self._changes_people(number)
        }
        return self._with(chosen)

    def _with(self, chosen: Mapping[tuple[int, str], Decimal | int]) -> tuple[Planned, ...]:
        """The measures with some numbers replaced."""
        if not chosen:
            return self._measures
        found = []
        for measure in self._measures:
            own = {name: value for (number, name), value in chosen.items() if number == measure.number}
            terms: Terms = replace(measure.terms, values={**measure.terms.values, **own})
            found.append(planned(terms, measure.number, self._costing.calendar) if own else measure)
        return tuple(found)

    def _recurrent(self, measures: Sequence[Planned]) -> tuple[Planned, ...]:
        """The recurrent measures from the first day and without end, with their numbers in the option."""
        return tuple(
            planned(replace(measure.terms, start=None, end=None), measure.number, self._costing.calendar)
            for measure in measures
            if measure.recurrent
        )

    def _total(self, added: list[list[Amounts]], index: int, year: FinancialYear) -> Draws:
        """The totals of a year over the draws, the pension at the rate of the basis."""
        rate = float(self._costing.calendar.pension_rate(year, self._basis))
        amounts = added[0][index]
        return np.asarray(
            sum((amount * (rate if name == "pensionable" else 1.0) for name, amount in amounts.items()), np.zeros(1))
        )

    # --- exact

    def _exact_totals(self, measures: tuple[Planned, ...]) -> tuple[Fraction, Fraction]:
        """Full-year effect and cumulative cost, exact."""
        horizon, full_year = self._project(measures)
        years = self._costing.case.horizon
        cumulative = sum(
            (self._exact_total(of_measure[k], year) for of_measure in horizon.added for k, year in enumerate(years)),
            Fraction(0),
        )
        full = sum((self._exact_total(of_measure[0], years[0]) for of_measure in full_year.added), Fraction(0))
        return full, cumulative

    def _exact_total(self, amounts: Amounts, year: FinancialYear) -> Fraction:
        return sum(self._costing.exact(amounts, year, self._basis).values(), Fraction(0))

    def _swing(self, number: Uncertain) -> Swing:
        ends = []
        for value in (number.low, number.high):
            given = int(value) if _is_whole(number) else value
            ends.append(self._exact_totals(self._with({(number.measure, number.field): given})))
            self._step()
        (full_low, all_low), (full_high, all_high) = ends
        return Swing(number, *(round_to_penny(total) for total in (full_low, full_high, all_low, all_high)))

    def _largest_error(self, outcomes: _Outcomes) -> Decimal:
        """The largest difference between a few draws and the same numbers costed exactly."""
        worst = Fraction(0)
        for row in range(min(_CHECKED, self._draws)) if self._numbers else ():
            chosen = {
                (number.measure, number.field): _as_given(number, float(self._drawn[number.measure, number.field][row]))
                for number in self._numbers
            }
            full, cumulative = self._exact_totals(self._with(chosen))
            worst = max(
                worst,
                abs(full - Fraction(outcomes.full_year[row])),
                abs(cumulative - Fraction(outcomes.years[:, row].sum())),
            )
            self._step()
        return round_to_penny(worst)


def _draw(number: Uncertain, seed: int, draws: int) -> Draws:
    """The draws of one number; a generator of its own, so that other numbers do not disturb it."""
    own_seed = (seed, number.measure, zlib.crc32(number.field.encode()))
    found = pert(float(number.low), float(number.likely), float(number.high), own_seed, draws)
    return np.round(found) if _is_whole(number) else found


def _is_whole(number: Uncertain) -> bool:
    return KINDS[number.kind].field(number.field).type is FieldType.WHOLE


def _as_given(number: Uncertain, value: float) -> Decimal | int:
    return round(value) if _is_whole(number) else Decimal(value)


def _quantiles(totals: Draws) -> Quantiles:
    tenth, half, nine = np.quantile(totals, (0.1, 0.5, 0.9))
    return Quantiles(*(round_to_penny(Fraction(float(value))) for value in (tenth, half, nine)))
