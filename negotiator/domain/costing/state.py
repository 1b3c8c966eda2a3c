"""How people stand in one run of months, after some of the measures, cell by cell (costing method, sections 2 to 4).

A `State` begins as the establishment stands and is changed by one measure after the other (`effects`); what it then
costs is added up in `payroll`. All vectors hold yearly amounts for one WTE or one head, or shares.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt

from negotiator.domain.costing.arithmetic import Arithmetic, Number, Vector
from negotiator.domain.costing.calendar import Calendar, MonthRates
from negotiator.domain.costing.cells import Table
from negotiator.domain.costing.exact import Ints, Mask
from negotiator.domain.establishment import ZONES
from negotiator.domain.proposals import Scope

T = TypeVar("T")

UnsocialTable = dict[str, tuple[Number, Number]]
"""Percentages by band group: Saturday and night, Sunday and holiday."""


@dataclass(frozen=True)
class Uplift:
    """A change of the scale for whoever stands in a scope: ``change`` maps full-time basic pay to the new one."""

    scope: Scope
    change: Callable[[Vector], Vector]


@dataclass(frozen=True)
class Shared:
    """An amount of a whole scope that its people share by heads, month by month.

    ``runs`` are (first month, month beyond, £ a year for each head); pensionable or not.
    """

    cells: Mask
    component: str
    runs: tuple[tuple[int, int, Number], ...]
    pensionable: bool


@dataclass(frozen=True)
class Held:
    """Old pay held in cash after a regrade: yearly pounds for one WTE, and for one weekly hour of each head."""

    basic: Vector
    rrp: Vector
    saturday: Vector
    sunday: Vector


class Released:
    """The pieces whose held pay has been overtaken, once and for good; over draws, in which of the draws.

    ``state`` is another object whenever something has been added.
    """

    def __init__(self) -> None:
        self.state: frozenset[int] | npt.NDArray[np.bool_] = frozenset()

    def among(self, piece: Ints) -> npt.NDArray[np.bool_]:
        """Which of the pieces are released; over draws by piece and draw."""
        if isinstance(self.state, frozenset):
            return np.isin(piece, list(self.state)) if self.state else np.zeros(len(piece), dtype=bool)
        found = np.zeros((len(piece), self.state.shape[1]), dtype=bool)
        known = piece < len(self.state)
        found[known] = self.state[piece[known]]
        return found

    def add(self, piece: Ints, overtaken: npt.NDArray[np.bool_]) -> None:
        """Release the pieces of the overtaken cells; over draws in the draws in which they are overtaken."""
        if not overtaken.any():
            return
        cells = np.flatnonzero(overtaken.reshape(len(piece), -1).any(axis=1))
        if overtaken.ndim == 1:
            assert isinstance(self.state, frozenset)
            self.state |= set(piece[cells].tolist())
            return
        old = np.zeros((0, 1), dtype=bool) if isinstance(self.state, frozenset) else self.state
        size = max(len(old), int(piece.max()) + 1)
        found = np.zeros((size, max(old.shape[1], overtaken.shape[1])), dtype=bool)
        found[: len(old)] = old
        np.logical_or.at(found, piece[cells], overtaken[cells])
        self.state = found


class State:
    """The people in months ``first`` to before ``beyond`` (all alike in rates and measures), after some measures."""

    def __init__(
        self,
        arithmetic: Arithmetic,
        calendar: Calendar,
        table: Table,
        static: dict[Scope, Mask],
        first: int,
        beyond: int,
    ) -> None:
        self.arithmetic = arithmetic
        self.calendar = calendar
        self.rates: MonthRates = calendar.at(first)
        self.static = static
        self.first = first
        self.beyond = beyond
        self.uplifts: list[Uplift] = []
        self.weeks: list[tuple[Fraction, Number]] = [(self.rates.week, arithmetic.number(self.rates.week))]
        number = arithmetic.number
        self.unsocial: list[UnsocialTable] = [
            {group: (number(saturday), number(sunday)) for group, (saturday, sunday) in calendar.unsocial.items()}
        ]
        self.extra: dict[str, Number] = {}
        self.shared: list[Shared] = []
        self.newest = -1
        self.only: Mask | None = None
        self.released = Released()
        self.held: Held | None = None
        self._kept: dict[object, tuple[tuple[object, ...], Any]] = {}
        self._begin(table)

    def _begin(self, table: Table) -> None:
        arithmetic = self.arithmetic
        size = len(table)
        self.table = table
        self.basic = self._scale_at(table.place)
        self.long_rrp = self._spread([arithmetic.number(premium) for premium in table.rows.premiums], table.premium)
        self.short_rrp = arithmetic.filled(size)
        self.week_of = np.zeros(size, dtype=np.int64)
        self.unsocial_of = np.zeros(size, dtype=np.int64)
        nought = arithmetic.filled(size)
        self.per_head = {False: nought, True: nought}
        self.per_wte = {False: nought, True: nought}
        """Added yearly pay of one head and of one WTE, by whether it is pensionable."""

    def once(self, key: object, make: Callable[[], T], *inputs: object) -> T:
        """What ``make`` gives, worked out again only when one of the inputs is another object than last time."""
        known = self._kept.get(key)
        if known is not None and all(old is new for old, new in zip(known[0], inputs, strict=True)):
            return cast(T, known[1])
        made = make()
        self._kept[key] = (inputs, made)
        return made

    # --- who

    @property
    def alive(self) -> Mask:
        """Cells that are there at this point of the list: posts are, once their measure has had its turn.

        While ``only`` is set, those alone: to see a part of the totals.
        """
        born = self.table.born <= self.newest
        return np.asarray(born if self.only is None else born & self.only)

    def in_scope(self, scope: Scope) -> Mask:
        """Cells in a scope at this point of the list."""
        return self.table.within(scope, self.static, self.calendar) & self.alive

    def peopled(self, cells: Mask) -> Mask:
        """Those of the cells in which somebody is, in these months."""
        return np.asarray(cells & (self.table.heads(self.first, self.beyond) != 0))

    def paid(self, cells: Mask) -> Mask:
        """Those of the cells in which somebody is paid, in these months: a post taken away is nobody's pay."""
        return np.asarray(cells & (self.table.heads(self.first, self.beyond) > 0))

    def _living(self, numbers: Ints) -> Ints:
        alive = self.alive
        return numbers if alive.all() else np.where(alive, numbers, 0)

    def quantity(self, name: str) -> Vector | None:
        """A quantity of each cell over these months; None where nobody has any of it."""
        if self.table.rows.blank(name):
            return None

        def make() -> Vector:
            numbers, den = self.table.over(name, self.first, self.beyond)
            return self.arithmetic.whole(self._living(numbers), den)

        return self.once((name, self.newest), make, self.table, self.only)

    def additional_hours(self, *, members: bool) -> Vector | None:
        """Additional hours of part-timers, by each cell's own week."""
        if self.table.rows.blank("overtime"):
            return None

        def make() -> Vector:
            found: Vector | None = None
            for code in sorted(set(self.week_of.tolist())):
                week = self.weeks[code][0]
                numbers, den = self.table.additional(week, members, self.first, self.beyond)
                part = self.arithmetic.whole(np.where(self.week_of == code, self._living(numbers), 0), den)
                found = part if found is None else found + part
            return found

        return self.once(("additional", members, self.newest), make, self.table, self.only, self.week_of)

    # --- scale, week, percentages

    def _scale_at(self, place: Ints) -> Vector:
        """Full-time basic pay at the given place of each cell, with the uplifts so far."""
        if self.arithmetic.exact:
            basic: Vector = self.rates.basic.take(place)
        else:
            basic = self.arithmetic.vector([self.rates.basic[index] for index in place.tolist()])
        for uplift in self.uplifts:
            basic = basic.replaced(self._stands_in(uplift.scope, place), uplift.change(basic))
        return basic

    def scale_if_at(self, place: int) -> Vector:
        """What full-time basic pay would be for each cell's people, were they at a place."""
        return self._scale_at(np.full(len(self.table), place, dtype=np.int64))

    def _stands_in(self, scope: Scope, place: Ints) -> Mask:
        found = self.static[scope][self.table.rep]
        for chosen, names in ((scope.bands, 0), (scope.steps, 1)):
            if chosen:
                wanted = np.array([known[names] in chosen for known in self.calendar.places], dtype=bool)
                found = found & wanted[place]
        return np.asarray(found)

    def scale_of(self, band: str, step: str) -> Number:
        """Full-time basic pay of a place for nobody in particular: with the uplifts scoped by band or step alone."""
        place = np.array([self.calendar.place_number[band, step]])
        basic = (
            self.rates.basic.take(place)
            if self.arithmetic.exact
            else self.arithmetic.vector([self.rates.basic[int(place[0])]])
        )
        for uplift in self.uplifts:
            scope = uplift.scope
            if scope.groups or scope.zones or scope.lines:
                continue
            if (not scope.bands or band in scope.bands) and (not scope.steps or step in scope.steps):
                basic = uplift.change(basic)
        return basic[0]

    def uplift(self, uplift: Uplift) -> None:
        self.uplifts.append(uplift)
        cells = self._stands_in(uplift.scope, self.table.place)
        self.basic = self.basic.replaced(cells, uplift.change(self.basic))

    def by_week(self, value: Callable[[Number], Number]) -> Vector:
        """For each cell a figure worked out from its full-time week."""
        return self._spread([value(number) for _, number in self.weeks], self.week_of)

    def _spread(self, values: list[Number], code: Ints) -> Vector:
        """One of a few values for each cell."""
        if self.arithmetic.exact:
            return self.arithmetic.vector(values).take(code)
        width = max(np.size(value) for value in values)
        rows = self.arithmetic.filled(len(values))
        rows.num = np.stack([np.broadcast_to(np.asarray(value, dtype=np.float64), (width,)) for value in values])
        return rows.take(code)

    @property
    def hourly_year(self) -> Vector:
        """Pay of one weekly hour over a year: full-time basic with long-term premium, over the weekly hours."""
        return self.once(
            "hourly",
            lambda: self.basic * (self.long_rrp + 1) * self.by_week(lambda week: 1 / week),
            self.basic,
            self.long_rrp,
            self.week_of,
        )

    def percentages(self, place: Ints | None = None) -> tuple[Vector, Vector]:
        """Each cell's unsocial hours percentages, at its own place or at another."""
        if place is None:
            return self.once("percentages", lambda: self._percentages(self.table.place), self.unsocial_of, self.table)
        return self._percentages(place)

    def _percentages(self, place: Ints) -> tuple[Vector, Vector]:
        groups = sorted(set(self.calendar.unsocial_groups))
        group_of = np.array([groups.index(group) for group in self.calendar.unsocial_groups], dtype=np.int64)
        code = self.unsocial_of * len(groups) + group_of[place]
        found = []
        for column in (0, 1):
            values = [table[group][column] for table in self.unsocial for group in groups]
            found.append(self._spread(values, code))
        return found[0], found[1]

    def hcas_year(self) -> Vector | None:
        """The supplement of one WTE a year; None where nobody has any."""
        if not self.table.zone.any():
            return None
        return self.once("hcas", self._hcas_year, self.basic, self.long_rrp, self.table)

    def _hcas_year(self) -> Vector:
        size = len(self.table)
        found = self.arithmetic.filled(size)
        for number, zone in enumerate(ZONES):
            cells = self.table.zone == number
            if zone == "none" or not cells.any():
                continue
            bounds = self.rates.zones[zone]
            share = self.basic * (self.long_rrp + 1) * self.arithmetic.number(bounds.share)
            least, most = (self.arithmetic.filled(size, bound) for bound in (bounds.least, bounds.most))
            found = found.replaced(cells, share.at_most(most).at_least(least))
        return found

    # --- sums over months

    def runs(self, cells: Mask) -> list[tuple[int, int]]:
        """These months in runs through which the people in some cells stay the same."""
        month_by_month = np.concatenate(
            [
                self.table.monthly(name, self.first, self.beyond)[0][cells]
                for name in ("heads", "wte", "m_heads", "m_wte")
            ]
        )
        changes = [
            self.first + column
            for column in range(1, self.beyond - self.first)
            if (month_by_month[:, column] != month_by_month[:, column - 1]).any()
        ]
        return list(pairwise([self.first, *changes, self.beyond]))

    def weighted(self, vector: Vector | None, name: str, cells: Mask, first: int, beyond: int) -> Number:
        """The sum over some cells and months of a quantity, times a figure of each cell where one is given."""
        if vector is None:
            return self.counted(name, cells, first, beyond)
        numbers, den = self.table.over(name, first, beyond)
        return (vector.take(cells) * self.arithmetic.whole(numbers[cells], den)).sum()

    def counted(self, name: str, cells: Mask, first: int, beyond: int) -> Number:
        """The sum of a quantity over some cells and months."""
        numbers, den = self.table.over(name, first, beyond)
        return self.arithmetic.number(Fraction(int(numbers[cells].sum()), den))

    # --- held pay

    def held_pieces(self) -> set[int]:
        """The pieces whose old pay is held in these months (exact arithmetic only)."""
        if self.held is None:
            return set()
        cells = self.peopled(self._holding()[0] & self.alive)
        return set(self.table.piece[cells].tolist())

    def overtaken_pieces(self) -> set[int]:
        """The pieces whose new pay comes to more than their held pay now, at this point of the list (exact only)."""
        return set() if self.held is None else set(self.table.piece[self._holding()[1]].tolist())

    def release(self) -> None:
        """End of a month: what new pay comes to more than is no longer held, and stays so."""
        if self.held is not None:
            self.released.add(self.table.piece, self._holding()[1])

    def old_pay(self) -> tuple[Vector, ...]:
        """What is paid now: basic and long-term premium of one WTE, unsocial pay of one weekly hour of either sort.

        Old pay in place of new for those whose pay is held and not yet overtaken.
        """
        new = self._new_pay()
        if self.held is None:
            return new
        cells, _ = self._holding()
        if not cells.any():
            return new
        held = (self.held.basic, self.held.rrp, self.held.saturday, self.held.sunday)
        return tuple(own.replaced(cells, old) for own, old in zip(new, held, strict=True))

    def _new_pay(self) -> tuple[Vector, Vector, Vector, Vector]:
        """Basic and long-term premium of one WTE, unsocial pay of one weekly hour of either sort, were none held."""
        hourly = self.hourly_year
        saturday, sunday = self.percentages()
        long_rrp = self.once("long_rrp", lambda: self.basic * self.long_rrp, self.basic, self.long_rrp)
        of_hours = self.once("of_hours", lambda: (hourly * saturday, hourly * sunday), hourly, saturday, sunday)
        return self.basic, long_rrp, *of_hours

    def _holding(self) -> tuple[Mask, Mask]:
        """Cells (over draws: cells by draws) whose old pay is held, and those in which new pay has overtaken it."""
        new = self._new_pay()
        return self.once("holding", lambda: self._compared(*new), *new, self.held, self.table, self.released.state)

    def _compared(self, basic: Vector, rrp: Vector, saturday: Vector, sunday: Vector) -> tuple[Mask, Mask]:
        held, table = self.held, self.table
        assert held is not None
        cells = np.flatnonzero(table.piece >= 0)
        more = [basic.take(cells) + rrp.take(cells) - held.basic.take(cells) - held.rrp.take(cells)]
        more += [new.take(cells) - old.take(cells) for new, old in ((saturday, held.saturday), (sunday, held.sunday))]
        difference = self.arithmetic.filled(len(cells))
        for name, gain in zip(("wte", "saturday", "sunday"), more, strict=True):
            numbers, den = table.over(name, self.first, self.beyond)
            difference = difference + gain * self.arithmetic.whole(np.abs(numbers[cells]), den)
        signs = difference.signs()
        there = table.heads(self.first, self.beyond)[cells] != 0
        released = self.released.among(table.piece[cells])
        if signs.ndim == 2:
            there = there[:, None]
            released = released.reshape(len(cells), -1)
        over = (signs > 0) & there & ~released
        holding = np.zeros((len(table), *over.shape[1:]), dtype=bool)
        overtaken = holding.copy()
        holding[cells] = ~over & ~released
        overtaken[cells] = over
        return holding, overtaken

    def move(self, child: Table, held: Held | None) -> None:
        """Go on with the table that a regrade made; ``held`` is by cell of that table."""
        parent = child.parent
        self.table = child
        self.basic = self._scale_at(child.place)
        self.long_rrp = self.long_rrp.take(parent)
        self.short_rrp = self.short_rrp.take(parent)
        self.week_of = self.week_of[parent]
        self.unsocial_of = self.unsocial_of[parent]
        self.per_head = {pensionable: vector.take(parent) for pensionable, vector in self.per_head.items()}
        self.per_wte = {pensionable: vector.take(parent) for pensionable, vector in self.per_wte.items()}
        self.shared = [replace(shared, cells=shared.cells[parent]) for shared in self.shared]
        self.held = held
