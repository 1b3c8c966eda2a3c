"""What each of the people of an establishment is paid in one month, without and with an option (for `gainers`).

It reads the engine's own cells, each holding the people of one line alone, so that it cannot differ from the costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from operator import add

import numpy as np

from negotiator.domain.costing.arithmetic import Vector
from negotiator.domain.costing.calendar import Calendar
from negotiator.domain.costing.case import CaseOption, CostingCase
from negotiator.domain.costing.exact import Ints
from negotiator.domain.costing.gainers import Gainers, PersonPay, gainers, gainers_to_share
from negotiator.domain.costing.payroll import pay_of
from negotiator.domain.costing.people import rows_of
from negotiator.domain.costing.planned import planned
from negotiator.domain.costing.projected import PlacePart, Watch
from negotiator.domain.costing.projection import Projection
from negotiator.domain.costing.state import State
from negotiator.domain.periods import FinancialYear
from negotiator.domain.rates import Rates
from negotiator.domain.takehome import personal_rates

_MONTHS = 12


def first_full_year(case: CostingCase, option: CaseOption) -> FinancialYear:
    """The first year of the horizon by whose beginning every measure that lasts has started; else the last year."""
    beyond = (case.first_year + case.years).first_day
    lasting = [terms for terms in option.measures if terms.end is None or terms.end >= beyond]
    latest = max((terms.start or case.first_year.first_day for terms in lasting), default=case.first_year.first_day)
    return next((year for year in case.horizon if year.first_day >= latest), case.horizon[-1])


def who_gains(
    case: CostingCase, rates: Rates, option: CaseOption, year: FinancialYear | None = None, *, to_share: bool = False
) -> Gainers:
    """Who gains and who loses by an option in a year: the first full one unless another is asked for.

    Pay is that of the year's last month, so that what starts during the year counts, as a yearly amount. ``to_share``:
    for anything that leaves the team. Raises Refused where the rates know no tax or pension tiers up to that year.
    """
    year = year or first_full_year(case, option)
    personal = personal_rates(rates, year.label, carry_forward=True)
    people = people_pay(case, rates, option, year.months[-1])
    return (gainers_to_share if to_share else gainers)(people, personal, year.label)


def people_pay(case: CostingCase, rates: Rates, option: CaseOption, day: date) -> tuple[PersonPay, ...]:
    """Everyone of the establishment in the month of a day, in groups of one line paid alike.

    Posts that measures bring and what is paid once are left out. Raises KeyError for a day outside the horizon.
    """
    if FinancialYear.of(day) not in case.horizon:
        raise KeyError(day)
    # With everyone in the scheme, the engine's members' pay is the pensionable pay of one person.
    members = tuple(replace(line, pension_share=Decimal(1)) for line in case.staff)
    calendar = Calendar(case, rates)
    rows = rows_of(members, calendar)
    lasting = [terms for terms in option.measures if terms.kind != "lump_sum"]
    projection = _PayProjection(
        calendar,
        rows.flagged(np.ones(len(rows), dtype=bool)),
        [planned(terms, number, calendar) for number, terms in enumerate(lasting)],
    )
    return projection.people(calendar.month_of(day))


@dataclass(frozen=True)
class _Seen:
    """Some heads of a row in one month: place, gross and pensionable pay of one of them."""

    row: int
    heads: int
    place: int
    gross: Fraction
    pensionable: Fraction


@dataclass
class _PayWatch(Watch):
    """Sees people instead of costs, in one month."""

    month: int = 0
    people_before: list[_Seen] = field(default_factory=list)
    people_after: list[_Seen] = field(default_factory=list)

    def see(self, state: State, parts: dict[int, PlacePart]) -> None:
        if state.first <= self.month < state.beyond:
            found = self.people_before if parts is self.before else self.people_after
            found += _people_in(state, self.month)


class _PayProjection(Projection):
    """A projection that is run to see what people are paid in one month."""

    def people(self, month: int) -> tuple[PersonPay, ...]:
        watch = self._watched(lambda: _PayWatch(month // _MONTHS, {}, {}, {}, month=month), month + 1)
        before = {seen.row: seen for seen in watch.people_before}
        return tuple(
            PersonPay(
                line=self.rows.lines[self.rows.line[seen.row]].name,
                band=self.calendar.places[before[seen.row].place][0],
                step=self.calendar.places[before[seen.row].place][1],
                heads=seen.heads,
                gross_before=before[seen.row].gross,
                gross_after=seen.gross,
                pensionable_before=before[seen.row].pensionable,
                pensionable_after=seen.pensionable,
            )
            for seen in sorted(watch.people_after, key=lambda seen: seen.row)
        )


def _people_in(state: State, month: int) -> Sequence[_Seen]:
    """The people of the establishment in one month of a run. Every cell holds people of one row, paid alike."""
    table = state.table
    entries = table.entries
    there = np.flatnonzero((entries.since <= month) & (month < entries.until) & (table.rows.born[entries.row] < 0))
    head_months: Ints = table.heads(state.first, state.beyond)
    pay = pay_of(state)
    gross = _added(state, [part for parts in pay.parts.values() for part in parts])
    pensionable = _added(state, pay.members)
    found = []
    for index in there.tolist():
        cell = int(entries.cell[index])
        heads = int(head_months[cell])
        shared = [
            (each, part.pensionable)
            for part in state.shared
            if part.cells[cell]
            for first, beyond, each in part.runs
            if first <= month < beyond
        ]
        found.append(
            _Seen(
                row=int(entries.row[index]),
                heads=int(entries.hi[index] - entries.lo[index]),
                place=int(table.place[cell]),
                gross=gross[cell] / heads + sum((Fraction(each) for each, _ in shared), Fraction(0)),
                pensionable=pensionable[cell] / heads
                + sum((Fraction(each) for each, counts in shared if counts), Fraction(0)),
            )
        )
    return found


def _added(state: State, parts: Sequence[Vector]) -> Vector:
    """The sum of vectors, cell by cell."""
    return reduce(add, parts, state.arithmetic.filled(len(state.table)))
