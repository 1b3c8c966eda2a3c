"""Pay in one run of months, after some of the measures: the table of section 3 of the costing method, cell by cell.

A `State` begins as the establishment stands and is changed by one measure after the other (`effects`). `totals` gives
what everything costs in the run. All vectors hold yearly amounts for one WTE or one head, or shares.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise

import numpy as np

from negotiator.domain.costing.arithmetic import Arithmetic, Number, Vector, add_into
from negotiator.domain.costing.calendar import MONTHS, Calendar, MonthRates
from negotiator.domain.costing.cells import Table
from negotiator.domain.costing.exact import Ints, Mask
from negotiator.domain.establishment import ZONES
from negotiator.domain.proposals import Scope

UnsocialTable = dict[str, tuple[Number, Number]]
"""Percentages by band group: Saturday and night, Sunday and holiday."""

HEADROOM = 1 + 1e-9
"""How far doubles must clear a bound before they may decide; what is nearer is decided exactly."""


class TakeAlone(Exception):
    """Some cells cannot be costed as a sum: their rows must each be taken alone, and the costing begun again."""

    def __init__(self, cells: Mask) -> None:
        super().__init__(f"{int(cells.sum())} cells")
        self.cells = cells


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


@dataclass
class Pay:
    """The pay of each cell over a run of months, in yearly amounts times months, by component; ``members`` is the
    pensionable part of those in the pension scheme."""

    components: dict[str, Vector] = field(default_factory=dict)
    members: Vector | None = None


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
        self.released: set[int] = set()
        self.held: Held | None = None
        self._begin(table)

    def _begin(self, table: Table) -> None:
        arithmetic = self.arithmetic
        size = len(table)
        self.table = table
        self.basic = self._scale_at(table.place)
        premiums = [table.rows.premiums[code] for code in table.premium.tolist()]
        self.long_rrp = arithmetic.vector(premiums)
        self.short_rrp = arithmetic.filled(size)
        self.week_of = np.zeros(size, dtype=np.int64)
        self.unsocial_of = np.zeros(size, dtype=np.int64)
        nought = arithmetic.filled(size)
        self.per_head = {False: nought, True: nought}
        self.per_wte = {False: nought, True: nought}
        """Added yearly pay of one head and of one WTE, by whether it is pensionable."""

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

    def _living(self, numbers: Ints) -> Ints:
        alive = self.alive
        return numbers if alive.all() else np.where(alive, numbers, 0)

    def quantity(self, name: str) -> Vector | None:
        """A quantity of each cell over these months; None where nobody has any of it."""
        if self.table.rows.blank(name):
            return None
        numbers, den = self.table.over(name, self.first, self.beyond)
        return self.arithmetic.whole(self._living(numbers), den)

    def additional_hours(self, *, members: bool) -> Vector | None:
        """Additional hours of part-timers, by each cell's own week."""
        if self.table.rows.blank("overtime"):
            return None
        found: Vector | None = None
        for code in sorted(set(self.week_of.tolist())):
            week = self.weeks[code][0]
            numbers, den = self.table.additional(week, members, self.first, self.beyond)
            part = self.arithmetic.whole(np.where(self.week_of == code, self._living(numbers), 0), den)
            found = part if found is None else found + part
        return found

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
        return self.basic * (self.long_rrp + 1) * self.by_week(lambda week: 1 / week)

    def percentages(self, place: Ints | None = None) -> tuple[Vector, Vector]:
        """Each cell's unsocial hours percentages, at its own place or at another."""
        groups = sorted(set(self.calendar.unsocial_groups))
        group_of = np.array([groups.index(group) for group in self.calendar.unsocial_groups], dtype=np.int64)
        code = self.unsocial_of * len(groups) + group_of[self.table.place if place is None else place]
        found = []
        for column in (0, 1):
            values = [table[group][column] for table in self.unsocial for group in groups]
            found.append(self._spread(values, code))
        return found[0], found[1]

    def hcas_year(self) -> Vector | None:
        """The supplement of one WTE a year; None where nobody has any."""
        found: Vector | None = None
        for number, zone in enumerate(ZONES):
            cells = self.table.zone == number
            if zone == "none" or not cells.any():
                continue
            bounds = self.rates.zones[zone]
            share = self.basic * (self.long_rrp + 1) * self.arithmetic.number(bounds.share)
            size = len(self.table)
            least, most = (self.arithmetic.filled(size, bound) for bound in (bounds.least, bounds.most))
            paid = share.at_most(most).at_least(least)
            found = (self.arithmetic.filled(size) if found is None else found).replaced(cells, paid)
        return found

    # --- pay

    def pay(self) -> Pay:
        """The pay of each cell: all but what is shared over a scope and what is no pay of a person."""
        pay = Pay()
        heads, wte = self.quantity("heads"), self.quantity("wte")
        m_heads, m_wte = self.quantity("m_heads"), self.quantity("m_wte")
        basic, long_rrp = self.basic, self.basic * self.long_rrp
        hourly = self.hourly_year
        saturday_share, sunday_share = self.percentages()
        saturday_year, sunday_year = hourly * saturday_share, hourly * sunday_share
        basic, long_rrp, saturday_year, sunday_year = self.paid(basic, long_rrp, saturday_year, sunday_year)
        members: list[Vector] = []

        def add(component: str, rate: Vector, amount: Vector | None, member_amount: Vector | None = None) -> None:
            if amount is not None:
                part = rate * amount
                known = pay.components.get(component)
                pay.components[component] = part if known is None else known + part
            if member_amount is not None:
                members.append(rate * member_amount)

        add("basic", basic, wte, m_wte)
        if not self.long_rrp.is_nought() or self.held is not None:
            add("rrp", long_rrp, wte, m_wte)
        if not self.short_rrp.is_nought():
            add("rrp", self.basic * self.short_rrp, wte)
        add("rrp", self.basic, self.quantity("short_rrp"))
        hcas = self.hcas_year()
        if hcas is not None:
            add("hcas", hcas, wte, m_wte)
        add("unsocial", saturday_year, self.quantity("saturday"), self.quantity("m_saturday"))
        add("unsocial", sunday_year, self.quantity("sunday"), self.quantity("m_sunday"))
        self._add_overtime(add, hourly)
        allowances = self.quantity("allowances")
        if allowances is not None:
            one = self.arithmetic.filled(len(self.table), 1)
            add("allowances", one, allowances, self.quantity("m_allowances"))
        for pensionable in (False, True):
            for rate, amount, member_amount in (
                (self.per_head[pensionable], heads, m_heads),
                (self.per_wte[pensionable], wte, m_wte),
            ):
                if not rate.is_nought():
                    add("allowances", rate, amount, member_amount if pensionable else None)
        for part in members:
            pay.members = part if pay.members is None else pay.members + part
        return pay

    def _add_overtime(self, add: Callable[..., None], hourly: Vector) -> None:
        """Additional hours at plain time, the rest at time and a half, holidays double; none once regraded to 8a-9."""
        if self.table.senior.any():
            hourly = hourly.replaced(self.table.senior, self.arithmetic.filled(len(self.table)))
        worked, holiday = self.quantity("overtime"), self.quantity("holiday")
        additional = self.additional_hours(members=False)
        if worked is not None and additional is not None:
            half = self.arithmetic.number(Fraction(1, 2))
            add("overtime", hourly, worked * (3 * half) - additional * half)
            add("overtime", hourly, None, self.additional_hours(members=True))
        if holiday is not None:
            add("overtime", hourly, holiday * 2)

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
            return self._counted(name, cells, first, beyond)
        numbers, den = self.table.over(name, first, beyond)
        return (vector.take(cells) * self.arithmetic.whole(numbers[cells], den)).sum()

    # --- held pay

    def paid(self, basic: Vector, rrp: Vector, saturday: Vector, sunday: Vector) -> tuple[Vector, ...]:
        """Old pay in place of new for those whose pay is held and not yet overtaken."""
        if self.held is None:
            return basic, rrp, saturday, sunday
        cells = self.holding(basic, rrp, saturday, sunday)
        return (
            basic.replaced(cells, self.held.basic),
            rrp.replaced(cells, self.held.rrp),
            saturday.replaced(cells, self.held.saturday),
            sunday.replaced(cells, self.held.sunday),
        )

    def held_pieces(self) -> set[int]:
        """The pieces whose old pay is held in these months (exact arithmetic only)."""
        if self.held is None:
            return set()
        cells = self.peopled(self.holding(*self._new_pay()) & self.alive)
        return set(self.table.piece[cells].tolist())

    def old_pay(self) -> tuple[Vector, ...]:
        """What is paid now: basic and long-term premium of one WTE, unsocial pay of one weekly hour of either sort."""
        return self.paid(*self._new_pay())

    def _new_pay(self) -> tuple[Vector, Vector, Vector, Vector]:
        """Basic and long-term premium of one WTE, unsocial pay of one weekly hour of either sort, were none held."""
        hourly = self.hourly_year
        saturday, sunday = self.percentages()
        return self.basic, self.basic * self.long_rrp, hourly * saturday, hourly * sunday

    def holding(self, basic: Vector, rrp: Vector, saturday: Vector, sunday: Vector) -> Mask:
        """Cells whose old pay is still held. What the new comes to more than is released, and stays released."""
        held = self.held
        assert held is not None
        cells = (self.table.piece >= 0) & ~np.isin(self.table.piece, list(self.released))
        difference = (basic + rrp - held.basic - held.rrp) * self._unsigned("wte")
        difference = difference + (saturday - held.saturday) * self._unsigned("saturday")
        difference = difference + (sunday - held.sunday) * self._unsigned("sunday")
        signs = difference.signs()
        if signs.ndim == 2:
            return np.asarray(cells[:, None] & (signs <= 0))
        overtaken = self.peopled(cells & (signs > 0))
        self.released |= set(self.table.piece[overtaken].tolist())
        return np.asarray(cells & ~overtaken)

    def _unsigned(self, name: str) -> Vector:
        """A quantity without its sign: lines of removed posts compare as people do."""
        numbers, den = self.table.over(name, self.first, self.beyond)
        return self.arithmetic.whole(np.abs(numbers), den)

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

    # --- totals

    def totals(self) -> dict[str, Number]:
        """What these months cost by component; ``pensionable`` stands in for pension, whatever the basis."""
        found = self.people_totals()
        add_into(found, self.extra)
        return found

    def people_totals(self) -> dict[str, Number]:
        """What the people's pay costs, without what is no pay of a person."""
        pay = self.pay()
        rates, number = self.rates, self.arithmetic.number
        found: dict[str, Number] = {name: vector.sum() for name, vector in pay.components.items()}
        gross = sum(found.values(), number(0))
        pensionable = pay.members.sum() if pay.members is not None else number(0)
        shared_gross = number(0)
        for shared in self.shared:
            amount, member_amount = self._shared_amounts(shared)
            add_into(found, {shared.component: amount})
            shared_gross = shared_gross + amount
            pensionable = pensionable + member_amount
        nic = self._nic(pay, gross, shared_gross)
        month = number(Fraction(1, MONTHS))
        found = {name: amount * month for name, amount in found.items()}
        add_into(found, {"nic": nic * number(rates.nic_rate) * month})
        add_into(found, {"levy": (gross + shared_gross) * number(rates.levy) * month})
        add_into(found, {"pensionable": pensionable * month})
        return found

    def totals_of(self, cells: Mask) -> dict[str, Number]:
        """The part of `people_totals` that is of some cells. The parts of all cells add up to it."""
        self.only = cells
        try:
            return self.people_totals()
        finally:
            self.only = None

    def _shared_amounts(self, shared: Shared) -> tuple[Number, Number]:
        """What a shared payment comes to over these months, and its pensionable part in the pension scheme."""
        number = self.arithmetic.number
        cells = shared.cells & self.alive
        amount, member_amount = number(0), number(0)
        for first, beyond, each in shared.runs:
            amount = amount + each * self._counted("heads", cells, first, beyond)
            if shared.pensionable:
                member_amount = member_amount + each * self._counted("m_heads", cells, first, beyond)
        return amount, member_amount

    def _counted(self, name: str, cells: Mask, first: int, beyond: int) -> Number:
        numbers, den = self.table.over(name, first, beyond)
        return self.arithmetic.number(Fraction(int(numbers[cells].sum()), den))

    def _nic(self, pay: Pay, gross: Number, shared_gross: Number) -> Number:
        """Yearly pay above the threshold, times months. Cells of a sum are known to lie above it; others are tested."""
        number = self.arithmetic.number
        threshold = number(self.rates.nic_threshold)
        table = self.table
        alone = table.alone & self.alive
        self._check_above(pay)
        everyone = self._counted("heads", self.alive, self.first, self.beyond)
        if not alone.any():
            return gross + shared_gross - threshold * everyone
        own_heads = table.heads(self.first, self.beyond)[alone]
        own_gross = self.arithmetic.filled(int(alone.sum()))
        for part in pay.components.values():
            own_gross = own_gross + part.take(alone)
        above = (gross - own_gross.sum()) - threshold * (everyone - number(int(own_heads.sum())))
        mine = [shared for shared in self.shared if (shared.cells & alone).any()]
        for shared in self.shared:
            total, _ = self._shared_amounts(shared)
            own = sum(
                (each * self._counted("heads", shared.cells & alone, *run) for *run, each in shared.runs), number(0)
            )
            above = above + total - own
        if not mine:
            over = own_gross - self.arithmetic.whole(own_heads, 1) * threshold
            return above + self._beyond_nought(over, own_heads).sum()
        cuts = sorted(
            {month for shared in mine for run in shared.runs for month in run[:2]} | {self.first, self.beyond}
        )
        for first, beyond in pairwise(cuts):
            above = above + self._own_nic(own_gross, own_heads, alone, mine, first, beyond)
        return above

    def _own_nic(
        self, own_gross: Vector, own_heads: Ints, alone: Mask, shared_list: list[Shared], first: int, beyond: int
    ) -> Number:
        """Pay above the threshold of the people taken alone, in months of one shared amount for each head."""
        heads = self.table.heads(first, beyond)[alone]
        each = self.arithmetic.filled(len(heads))
        nought = each
        for shared in shared_list:
            for run_first, run_beyond, amount in shared.runs:
                if run_first <= first and beyond <= run_beyond:
                    each = each + (nought + amount).replaced(~shared.cells[alone], nought)
        threshold = self.arithmetic.number(self.rates.nic_threshold)
        whole = self.arithmetic.whole
        over = own_gross * whole(heads, 1) + (each - threshold) * whole(heads * own_heads, 1)
        return over.at_least(nought).shared_by(own_heads)

    def _beyond_nought(self, over: Vector, heads: Ints) -> Vector:
        """What is above nought where heads count as plus, what is below it where they count as minus."""
        nought = self.arithmetic.filled(len(heads))
        return over.at_least(nought).replaced(heads < 0, over.at_most(nought))

    def _check_above(self, pay: Pay) -> None:
        """Make sure, by doubles with room to spare, that everyone in a summed cell earns more than the threshold."""
        table = self.table
        summed = ~table.alone
        if not summed.any():
            return
        basic = self.basic.lowest()
        low = np.where(basic >= 0, basic * table.least_wte, basic * table.most_wte)
        for rate in (self.basic * self.long_rrp, self.basic * self.short_rrp, *self.per_wte.values()):
            if not rate.is_nought():
                low = low + np.minimum(rate.lowest(), 0) * table.most_wte
        for rate in self.per_head.values():
            if not rate.is_nought():
                low = low + np.minimum(rate.lowest(), 0)
        for shared in self.shared:
            least = min((float(np.min(np.asarray(each, dtype=np.float64))) for *_, each in shared.runs), default=0.0)
            low = low + shared.cells * min(least, 0.0)
        low = low + table.least_allowance
        doubtful = summed & self.alive & ~(low > float(self.rates.nic_threshold) * HEADROOM)
        if doubtful.any():
            raise TakeAlone(doubtful)
