"""What each kind of measure does in a run of months (costing method, section 4).

`EFFECTS` maps a kind to a function that changes the `State` of the run. Pay that scales with basic pay changes the
state's vectors; what is no pay of a person (bought hours, non-pay, income) goes into the state's extra costs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import cast

import numpy as np

from negotiator.domain.costing.arithmetic import Number, Vector, add_into
from negotiator.domain.costing.calendar import MONTHS
from negotiator.domain.costing.exact import Mask
from negotiator.domain.costing.kinds import KINDS
from negotiator.domain.costing.planned import Planned
from negotiator.domain.costing.state import Shared, State, Uplift

WEEKS = Fraction(365, 7)
"""Weeks in a year."""
MONTH_OF_REDUNDANCY = Fraction("4.35") * Fraction(7, 365)
"""A month of reckonable pay as a part of a year's: 4.35 weeks."""
MOST_RRP = Fraction(3, 10)
"""The share of basic pay above which recruitment and retention premia together bring a warning."""


@dataclass
class Turn:
    """The turn of one measure in one run of months. ``touched``: somebody was in its scope.

    ``in_scope`` are the heads and WTE in scope in the first month of the run.
    """

    state: State
    planned: Planned
    hours_lost: Number = 0
    touched: bool = False
    premium_above: bool = False
    senior_in_scope: bool = False
    in_scope: tuple[int, Fraction] | None = None

    @property
    def values(self) -> Mapping[str, object]:
        return self.planned.terms.values

    @property
    def months(self) -> int:
        return self.state.beyond - self.state.first

    def given(self, name: str) -> bool:
        return name in self.values

    def number(self, name: str) -> Number:
        """A parameter as a number, its field's default where it is not given."""
        value = self.values.get(name, KINDS[self.planned.terms.kind].field(name).default)
        return self.state.arithmetic.parameter(self.planned.number, name, cast("Decimal | int", value))

    def choice(self, name: str) -> str:
        return cast(str, self.values.get(name, KINDS[self.planned.terms.kind].field(name).default))

    def flag(self, name: str) -> bool:
        return bool(self.values.get(name, KINDS[self.planned.terms.kind].field(name).default))

    def scope(self) -> Mask:
        """The cells in scope at this turn."""
        cells = self.state.in_scope(self.planned.terms.scope)
        self.count(cells)
        if self.state.peopled(cells).any():
            self.touched = True
        return cells

    def count(self, cells: Mask) -> None:
        """Note who is in some cells."""
        first, table = self.state.first, self.state.table
        wte, den = table.over("wte", first, first + 1)
        self.in_scope = (int(table.heads(first, first + 1)[cells].sum()), Fraction(int(wte[cells].sum()), den))

    def exactly(self, value: Fraction | Decimal | int) -> Number:
        return self.state.arithmetic.number(value)

    def spend(self, component: str, amount: Number) -> None:
        add_into(self.state.extra, {component: amount})


def _in_cells(state: State, cells: Mask, amount: Number | Vector) -> Vector:
    """An amount in some cells, nought in the others."""
    nought = state.arithmetic.filled(len(state.table))
    return nought.replaced(cells, nought + amount)


# --- changes of the scale


def _pay_uplift(turn: Turn) -> None:
    percent = turn.number("percent")
    turn.scope()
    turn.state.uplift(Uplift(turn.planned.terms.scope, lambda basic: basic * (1 + percent)))


def _flat_uplift(turn: Turn) -> None:
    amount = turn.number("amount")
    turn.scope()
    turn.state.uplift(Uplift(turn.planned.terms.scope, lambda basic: basic + amount))


def _greater_of_uplift(turn: Turn) -> None:
    percent, minimum = turn.number("percent"), turn.number("minimum")
    turn.scope()

    def change(basic: Vector) -> Vector:
        return basic + (basic * percent).at_least(basic * 0 + minimum)

    turn.state.uplift(Uplift(turn.planned.terms.scope, change))


UPLIFTS = ("pay_uplift", "flat_uplift", "greater_of_uplift")
"""The kinds that change the scale."""


# --- added pay


def _lump_sum(turn: Turn) -> None:
    """Paid in one month: as a yearly amount it counts twelve times in this run, which is that month."""
    state, cells = turn.state, turn.scope()
    paid = turn.number("amount") * MONTHS if turn.given("amount") else state.basic * (turn.number("percent") * MONTHS)
    pensionable = turn.flag("pensionable")
    state.per_wte[pensionable] = state.per_wte[pensionable] + _in_cells(state, cells, paid)


def _allowance(turn: Turn) -> None:
    state = turn.state
    amounts = state.per_wte if turn.choice("per") == "wte" else state.per_head
    pensionable = turn.flag("pensionable")
    amounts[pensionable] = amounts[pensionable] + _in_cells(state, turn.scope(), turn.number("amount"))


def _rrp(turn: Turn) -> None:
    state, cells = turn.state, turn.scope()
    added = _in_cells(state, cells, turn.number("percent"))
    if turn.choice("term") == "long":
        state.long_rrp = state.long_rrp + added
    else:
        state.short_rrp = state.short_rrp + added
    if state.arithmetic.exact:
        own = state.arithmetic.vector(state.table.most_short_rrp)
        total = state.long_rrp + state.short_rrp + own - MOST_RRP
        turn.premium_above = bool((state.paid(cells) & (total.signs() > 0)).any())


def _shift_payment(turn: Turn) -> None:
    cells = turn.scope()
    yearly = turn.number("amount") * turn.number("per_week") * turn.exactly(WEEKS)
    _share(turn, cells, "allowances", [(run, yearly) for run in turn.state.runs(cells)], turn.flag("pensionable"))


def _on_call(turn: Turn) -> None:
    state, cells = turn.state, turn.scope()
    runs = state.runs(cells)
    if turn.given("session_amount"):
        sessions = turn.number("sessions_per_week") * turn.number("session_amount") * turn.exactly(WEEKS)
        _share(turn, cells, "allowances", [(run, sessions) for run in runs], turn.flag("pensionable"))
    callouts = turn.number("callout_hours_per_week") * turn.exactly(Fraction(3, 2))
    _share(turn, cells, "overtime", [(run, callouts * _hour_all_year(turn, cells, *run)) for run in runs], False)
    turn.senior_in_scope = bool(state.peopled(cells & state.calendar.senior[state.table.place]).any())


def _hour_all_year(turn: Turn, cells: Mask, first: int, beyond: int) -> Number:
    """The WTE-weighted average pay of one hour a week all year, of some cells."""
    state = turn.state
    pay = state.weighted(state.hourly_year, "wte", cells, first, beyond)
    return state.arithmetic.ratio(pay, state.weighted(None, "wte", cells, first, beyond))


def _share(
    turn: Turn, cells: Mask, component: str, runs: list[tuple[tuple[int, int], Number]], pensionable: bool
) -> None:
    """Share yearly amounts of a whole scope by its heads; where there are none, nobody is paid."""
    found = []
    for (first, beyond), yearly in runs:
        heads = turn.state.weighted(None, "heads", cells, first, beyond)
        each = turn.state.arithmetic.ratio(yearly * (beyond - first), heads)
        found.append((first, beyond, each))
    turn.state.shared.append(Shared(cells, component, tuple(found), pensionable))


def _unsocial_rates(turn: Turn) -> None:
    state, cells = turn.state, turn.scope()
    rates = cast(Mapping[str, Mapping[str, Decimal]], turn.values["rates"])
    for code in sorted(set(state.unsocial_of[cells].tolist())):
        table = dict(state.unsocial[code])
        for group, columns in rates.items():
            saturday, sunday = table[group]
            if "saturday_night" in columns:
                saturday = turn.exactly(columns["saturday_night"])
            if "sunday_holiday" in columns:
                sunday = turn.exactly(columns["sunday_holiday"])
            table[group] = (saturday, sunday)
        state.unsocial.append(table)
        mine = cells & (state.unsocial_of == code)
        state.unsocial_of = np.where(mine, len(state.unsocial) - 1, state.unsocial_of)


# --- hours


def _working_week(turn: Turn) -> None:
    state, cells = turn.state, turn.scope()
    hours = turn.number("hours")
    likely = Fraction(cast(Decimal, turn.values["hours"]))
    shorter = state.by_week(lambda week: week - hours)
    state.weeks.append((likely, hours))
    state.week_of = np.where(cells, len(state.weeks) - 1, state.week_of)

    def lost(first: int, beyond: int) -> Number:
        return state.weighted(shorter, "wte", cells, first, beyond) * turn.exactly(WEEKS / MONTHS)

    _buy_back(turn, cells, lost)


def _annual_leave(turn: Turn) -> None:
    state, cells = turn.state, turn.scope()
    week = state.by_week(lambda hours: hours)
    days = turn.number("days")

    def lost(first: int, beyond: int) -> Number:
        return state.weighted(week, "wte", cells, first, beyond) * days * turn.exactly(Fraction(1, 5 * MONTHS))

    _buy_back(turn, cells, lost)


def _paid_release(turn: Turn) -> None:
    state, cells = turn.state, turn.scope()
    week = state.by_week(lambda hours: hours)
    days = turn.number("days")
    each = turn.choice("per") == "person"

    def lost(first: int, beyond: int) -> Number:
        wte = state.weighted(None, "wte", cells, first, beyond)
        average = state.arithmetic.ratio(state.weighted(week, "wte", cells, first, beyond), wte)
        heads = state.weighted(None, "heads", cells, first, beyond) if each else turn.exactly(beyond - first)
        return average * days * heads * turn.exactly(Fraction(1, 5 * MONTHS))

    _buy_back(turn, cells, lost)


def _sickness_change(turn: Turn) -> None:
    state, cells = turn.state, turn.scope()
    week = state.by_week(lambda hours: hours)
    points = turn.number("points")

    def lost(first: int, beyond: int) -> Number:
        return -(state.weighted(week, "wte", cells, first, beyond) * points * turn.exactly(WEEKS / MONTHS))

    _buy_back(turn, cells, lost)


def _buy_back(turn: Turn, cells: Mask, lost: Callable[[int, int], Number]) -> None:
    """Count the hours lost, and buy the share of them that the backfill fields say (section 4, backfill fields)."""
    state = turn.state
    share = turn.number("backfill")
    rate = turn.choice("backfill_rate")
    hours = turn.exactly(0)
    for first, beyond in state.runs(cells):
        gone = lost(first, beyond)
        bought = gone * share
        hours = hours + gone - bought
        if rate == "agency":
            turn.spend("backfill", bought * turn.number("agency_hourly"))
            continue
        hourly = _hour_all_year(turn, cells, first, beyond) * turn.exactly(1 / WEEKS)
        if rate == "overtime":
            hourly = hourly * turn.exactly(Fraction(3, 2))
        amount = bought * hourly * (1 + turn.number("holiday_pay"))
        turn.spend("backfill", amount)
        members = turn.exactly(0)
        if rate == "plain":
            member_wte = state.weighted(None, "m_wte", cells, first, beyond)
            members = state.arithmetic.ratio(member_wte, state.weighted(None, "wte", cells, first, beyond))
        _on_costs(turn, amount, members)
    turn.hours_lost = hours


def _on_costs(turn: Turn, amount: Number, members: Number) -> None:
    """National Insurance without threshold, levy, and pension on the members' share of an amount of pay."""
    rates = turn.state.rates
    turn.spend("nic", amount * turn.exactly(rates.nic_rate))
    turn.spend("levy", amount * turn.exactly(rates.levy))
    turn.spend("pensionable", amount * members)


# --- posts and people


def _posts(turn: Turn) -> None:
    """The posts are rows of the table already; from this turn on they are there."""
    state, number = turn.state, turn.planned.number
    state.newest = number
    turn.touched = True
    premiums = (Fraction(cast(Decimal, turn.values.get(name, 0))) for name in ("rrp_long_term", "rrp_short_term"))
    turn.premium_above = sum(premiums) > MOST_RRP and bool(state.paid(state.table.born == number).any())


def _agency_replacement(turn: Turn) -> None:
    _posts(turn)
    yearly = turn.number("hours_per_week") * turn.number("agency_hourly") * turn.exactly(WEEKS)
    turn.spend("backfill", -yearly * turn.exactly(Fraction(turn.months, MONTHS)))


def _redundancy(turn: Turn) -> None:
    turn.touched = True
    people = cast("tuple[Mapping[str, object], ...] | None", turn.values.get("people"))
    if people is not None:
        for person in people:
            years = Fraction(int(cast(Decimal, person["service_years"])))
            wte = turn.exactly(cast(Decimal, person.get("wte", Decimal(1))))
            _redundant(turn, person, turn.exactly(years), wte, turn.exactly(1))
        return
    _redundant(turn, turn.values, turn.number("service_years"), turn.number("wte"), turn.number("headcount"))


def _redundant(turn: Turn, place: Mapping[str, object], years: Number, wte: Number, heads: Number) -> None:
    """Section 16 for some people alike: ``wte`` of all of them together, NIC on what each gets above the free sum."""
    state, rules = turn.state, turn.state.calendar.rates.redundancy
    greater, number = state.arithmetic.greater, turn.exactly
    basic = state.scale_of(cast(str, place["band"]), cast(str, place["step"]))
    long_rrp = number(cast(Decimal, place.get("rrp_long_term", Decimal(0))))
    pay = basic * (1 + long_rrp)
    zone = cast(str, place.get("hcas", "none"))
    if zone != "none":
        bounds = state.rates.zones[zone]
        share = pay * number(bounds.share)
        pay = pay + greater(-greater(-share, -number(bounds.most)), number(bounds.least))
    month = pay * number(MONTH_OF_REDUNDANCY)
    if rules.cap is not None:
        month = -greater(-month, -number(Fraction(rules.cap) / MONTHS))
    if rules.floor is not None:
        month = greater(month, number(Fraction(rules.floor) / MONTHS))
    reckoned = -greater(-years, -number(rules.most_years)) * (years >= rules.least_years)
    amount = month * reckoned * wte
    turn.spend("redundancy", amount)
    above = greater(amount - heads * number(rules.nic_free), number(0))
    turn.spend("nic", above * number(state.rates.nic_rate))


def _pay_protection(turn: Turn) -> None:
    turn.touched = True
    state = turn.state
    old = state.scale_of(turn.choice("from_band"), turn.choice("from_step"))
    new = state.scale_of(turn.choice("to_band"), turn.choice("to_step"))
    difference = state.arithmetic.greater(old - new, turn.exactly(0))
    shares = cast(tuple[Decimal, ...], turn.values["share_by_year"])
    protected = sum(
        (
            Fraction(shares[(month - turn.planned.start) // MONTHS])
            for month in range(state.first, state.beyond)
            if month - turn.planned.start < cast(int, turn.values["months"])
        ),
        Fraction(0),
    )
    amount = difference * turn.number("headcount") * turn.exactly(protected / MONTHS)
    turn.spend("allowances", amount)
    _on_costs(turn, amount, turn.number("pension_share"))


# --- what is no pay


def _turnover_change(turn: Turn) -> None:
    turn.touched = True
    yearly = turn.number("leavers_avoided") * turn.number("cost_per_leaver")
    turn.spend("income", -yearly * turn.exactly(Fraction(turn.months, MONTHS)))


def _other(component: str, sign: int) -> Callable[[Turn], None]:
    def spend(turn: Turn) -> None:
        turn.touched = True
        amount = turn.number("amount") * sign
        if turn.flag("recurrent"):
            years = turn.state.first // MONTHS - turn.planned.start // MONTHS
            growth = (1 + turn.number("yearly_growth")) ** years
            amount = amount * growth * turn.exactly(Fraction(turn.months, MONTHS))
        turn.spend(component, amount)

    return spend


EFFECTS: Mapping[str, Callable[[Turn], None]] = {
    "pay_uplift": _pay_uplift,
    "flat_uplift": _flat_uplift,
    "greater_of_uplift": _greater_of_uplift,
    "lump_sum": _lump_sum,
    "allowance": _allowance,
    "shift_payment": _shift_payment,
    "rrp": _rrp,
    "unsocial_rates": _unsocial_rates,
    "on_call": _on_call,
    "working_week": _working_week,
    "annual_leave": _annual_leave,
    "paid_release": _paid_release,
    "sickness_change": _sickness_change,
    "posts": _posts,
    "redundancy": _redundancy,
    "pay_protection": _pay_protection,
    "turnover_change": _turnover_change,
    "agency_replacement": _agency_replacement,
    "non_pay": _other("non_pay", 1),
    "income": _other("income", -1),
}
"""Every kind but ``regrade``, which the projection carries out because its decision outlasts the run."""
