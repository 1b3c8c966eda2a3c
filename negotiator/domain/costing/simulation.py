"""Ranges (costing method, section 6): a seeded simulation over the uncertain numbers of an option, and a tornado.

A number with a low and a high is a PERT distribution whose most likely value is the number itself. The projection is
run on arrays of draws in doubles, by the same code that gives the exact figures; no response surface is fitted. Two
things are taken from exact projections: who is regraded to which step (as at the most likely numbers), and numbers that
change who is there (heads moved, posts, a week that parts overtime), which take twenty stratified values each.
`OptionRange.largest_error` compares some draws with exact projections of the same numbers.

Every view is taken from the same draws. What is recurrent is the sum of the measures' shares: where recurrent and other
measures alternate in the list, the lists up to there are projected over the draws as well.
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
from negotiator.domain.costing.drawn import Draws, Outcomes, views_of, within_limits
from negotiator.domain.costing.engine import Costing
from negotiator.domain.costing.kinds import KINDS, FieldType
from negotiator.domain.costing.planned import Planned, planned
from negotiator.domain.costing.projected import Amounts, Leading, Projected
from negotiator.domain.costing.projection import Projection
from negotiator.domain.costing.ranges import Limits, OptionRange, Swing, Uncertain, WithinEnvelope
from negotiator.domain.money import round_to_penny
from negotiator.domain.periods import FinancialYear
from negotiator.domain.proposals import Terms
from negotiator.domain.workspace import BASES

Progress = Callable[[float], None]

DRAWS = 10_000
_SHAPE = 4
_STRATA = 20
_CHUNK = 2_500
_CHECKED = 3
_NOTHING = Fraction(0)

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
    limits: Limits | None = None,
) -> OptionRange:
    """The range of one option. The same seed gives the same figures. Raises Cancelled between two pieces of work."""
    return _Simulation(costing, index, draws, seed, basis or costing.case.basis, progress, cancelled, limits).run()


@dataclass(frozen=True)
class _Exact:
    """The same of one set of numbers, exact, on the basis of the simulation."""

    full_year: Fraction
    years: tuple[Fraction, ...]
    recurrent: tuple[Fraction, ...]
    hours: tuple[Fraction, ...]


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
        limits: Limits | None,
    ) -> None:
        self._costing, self._index, self._draws, self._seed, self._basis = costing, index, draws, seed, basis
        self._progress, self._cancelled = progress or (lambda _: None), cancelled or (lambda: False)
        self._limits = limits
        self._horizon = costing.case.horizon
        self._measures = costing.options[index].measures
        self._numbers = uncertain_numbers(self._measures)
        self._drawn = {(number.measure, number.field): _draw(number, seed, draws) for number in self._numbers}
        self._done, self._pieces = 0, 1

    def run(self) -> OptionRange:
        strata = self._strata()
        chunks = [rows[start : start + _CHUNK] for rows in strata for start in range(0, len(rows), _CHUNK)]
        self._pieces = len(chunks) + 2 * len(self._numbers) + _CHECKED
        outcomes = Outcomes.nought(len(self._horizon), self._draws)
        for rows in chunks:
            self._run_chunk(rows, outcomes)
            self._step()
        tornado = tuple(self._swing(number) for number in self._numbers)
        error, hours_error = self._largest_errors(outcomes)
        self._progress(1.0)
        return OptionRange(
            name=self._costing.case.options[self._index].name,
            draws=self._draws,
            seed=self._seed,
            views=views_of(self._costing, self._index, self._basis, outcomes),
            within=self._within(outcomes),
            tornado=tuple(sorted(tornado, key=lambda swing: -abs(swing.full_year_high - swing.full_year_low))),
            uncertain=self._numbers,
            certain=certain_count(self._measures),
            largest_error=error,
            largest_hours_error=hours_error,
        )

    def _within(self, outcomes: Outcomes) -> WithinEnvelope | None:
        if self._limits is None:
            return None
        years = [year.label for year in self._horizon]
        return within_limits(years, outcomes.years[self._basis], outcomes.full_year[self._basis], self._limits)

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

    def _run_chunk(self, rows: npt.NDArray[np.int64], outcomes: Outcomes) -> None:
        measures = self._with_people(int(rows[0]))
        if not measures:
            return
        decisions = self._exact_decisions(measures)
        horizon = self._over_draws(measures, rows, decisions[0], None)
        for basis in BASES:
            outcomes.years[basis][:, rows] = self._totals(horizon, basis)
        outcomes.recurrent[:, rows] = self._recurrent_part(measures, rows, outcomes.years[self._basis][:, rows])
        for index in range(len(self._horizon)):
            outcomes.hours[index, rows] = sum((of_measure[index] for of_measure in horizon.hours), np.zeros(1))
        recurrent = self._recurrent(measures)
        if recurrent:
            full_year = self._over_draws(recurrent, rows, decisions[1], MONTHS)
            for basis in BASES:
                outcomes.full_year[basis][rows] = self._total(full_year.added, 0, self._horizon[0], basis)

    def _recurrent_part(self, measures: tuple[Planned, ...], rows: npt.NDArray[np.int64], whole: Draws) -> Draws:
        """What the recurrent measures add by year: each the list up to it less the list before it (section 3).

        A list is projected only where recurrent and other measures alternate; ``whole`` is what the whole list costs.
        """
        kinds = [measure.recurrent for measure in measures]
        found, before = np.zeros_like(whole), np.zeros_like(whole)
        for length, recurrent in enumerate(kinds, start=1):
            last = length == len(kinds)
            if not last and kinds[length] is recurrent:
                continue
            after = whole if last else self._list_totals(measures[:length], rows)
            if recurrent:
                found += after - before
            before = after
        return found

    def _list_totals(self, measures: tuple[Planned, ...], rows: npt.NDArray[np.int64]) -> Draws:
        """What a list of measures costs by year, decided upon by itself."""
        exact = self._costing.options[self._index].horizon
        if any(measure.terms.kind == "regrade" for measure in measures):
            exact = Projection(self._costing.calendar, self._costing.rows, measures, kept=self._costing.kept).run()
        return self._totals(self._over_draws(measures, rows, exact, None), self._basis)

    def _totals(self, projected: Projected, basis: str) -> Draws:
        totals = [self._total(projected.added, index, year, basis) for index, year in enumerate(self._horizon)]
        return np.stack(np.broadcast_arrays(*totals))

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
        """Exact projections over the horizon and in a full year, from what those of the option as costed know."""
        costing, own = self._costing, self._costing.options[self._index]
        recurrent = tuple(replace(measure, number=place) for place, measure in enumerate(self._recurrent(measures)))

        def projection(of: tuple[Planned, ...], leading: Leading) -> Projection:
            return Projection(costing.calendar, costing.rows, of, kept=costing.kept, leading=leading)

        horizon = projection(measures, Leading(own.measures, own.horizon)).run()
        return horizon, projection(recurrent, Leading(own.recurrent, own.full_year)).run(MONTHS)

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

    def _total(self, added: list[list[Amounts]], index: int, year: FinancialYear, basis: str) -> Draws:
        """The totals of a year over the draws, the pension at the rate of the basis."""
        rate = float(self._costing.calendar.pension_rate(year, basis))
        amounts = added[0][index]
        return np.asarray(
            sum((amount * (rate if name == "pensionable" else 1.0) for name, amount in amounts.items()), np.zeros(1))
        )

    # --- exact

    def _exactly(self, measures: tuple[Planned, ...]) -> _Exact:
        """What these measures come to, exact."""
        horizon, full_year = self._project(measures)
        by_measure = [
            [self._exact_total(of_measure[k], year) for k, year in enumerate(self._horizon)]
            for of_measure in horizon.added
        ]
        recurrent = [added for added, measure in zip(by_measure, measures, strict=True) if measure.recurrent]
        full = (self._exact_total(of_measure[0], self._horizon[0]) for of_measure in full_year.added)
        return _Exact(
            sum(full, _NOTHING), self._by_year(by_measure), self._by_year(recurrent), self._by_year(horizon.hours)
        )

    def _by_year(self, of_measures: Sequence[Sequence[Fraction]]) -> tuple[Fraction, ...]:
        return tuple(sum((of[k] for of in of_measures), _NOTHING) for k in range(len(self._horizon)))

    def _exact_total(self, amounts: Amounts, year: FinancialYear) -> Fraction:
        return sum(self._costing.exact(amounts, year, self._basis).values(), _NOTHING)

    def _swing(self, number: Uncertain) -> Swing:
        ends = []
        for value in (number.low, number.high):
            given = int(value) if _is_whole(number) else value
            ends.append(self._exactly(self._with({(number.measure, number.field): given})))
            self._step()
        low, high = ends
        return Swing(
            number,
            full_year_low=round_to_penny(low.full_year),
            full_year_high=round_to_penny(high.full_year),
            cumulative_low=round_to_penny(sum(low.years, _NOTHING)),
            cumulative_high=round_to_penny(sum(high.years, _NOTHING)),
            hours_low=round_to_penny(sum(low.hours, _NOTHING)),
            hours_high=round_to_penny(sum(high.hours, _NOTHING)),
        )

    def _largest_errors(self, outcomes: Outcomes) -> tuple[Decimal, Decimal]:
        """The largest differences between a few draws and the same numbers costed exactly: in pounds, in hours."""
        money, hours = [_NOTHING], [_NOTHING]
        for row in range(min(_CHECKED, self._draws)) if self._numbers else ():
            chosen = {
                (number.measure, number.field): _as_given(number, float(self._drawn[number.measure, number.field][row]))
                for number in self._numbers
            }
            exact = self._exactly(self._with(chosen))
            drawn = outcomes.years[self._basis][:, row]
            money.append(abs(exact.full_year - Fraction(outcomes.full_year[self._basis][row])))
            money.append(abs(sum(exact.years, _NOTHING) - Fraction(drawn.sum())))
            money += _apart(exact.years, drawn)
            money += _apart(exact.recurrent, outcomes.recurrent[:, row])
            hours += _apart(exact.hours, outcomes.hours[:, row])
            self._step()
        return round_to_penny(max(money)), round_to_penny(max(hours))


def _draw(number: Uncertain, seed: int, draws: int) -> Draws:
    """The draws of one number; a generator of its own, so that other numbers do not disturb it."""
    own_seed = (seed, number.measure, zlib.crc32(number.field.encode()))
    found = pert(float(number.low), float(number.likely), float(number.high), own_seed, draws)
    return np.round(found) if _is_whole(number) else found


def _is_whole(number: Uncertain) -> bool:
    return KINDS[number.kind].field(number.field).type is FieldType.WHOLE


def _as_given(number: Uncertain, value: float) -> Decimal | int:
    return round(value) if _is_whole(number) else Decimal(value)


def _apart(exact: Sequence[Fraction], drawn: Draws) -> list[Fraction]:
    return [abs(value - Fraction(float(draw))) for value, draw in zip(exact, drawn, strict=True)]
