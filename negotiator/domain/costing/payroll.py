"""What the people of a run of months cost: the table of section 3 of the costing method, added up exactly.

A *part* is a rate of each cell times a quantity of it, summed over the months of the run: a yearly amount times months.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from itertools import pairwise
from operator import mul

import numpy as np

from negotiator.domain.costing.arithmetic import Number, Vector, add_into
from negotiator.domain.costing.calendar import MONTHS
from negotiator.domain.costing.exact import Ints, Mask
from negotiator.domain.costing.state import Shared, State

_HEADROOM = 1 + 1e-9
"""How far doubles must clear the threshold before they may decide; what is nearer is decided exactly."""


class TakeAlone(Exception):
    """Some cells cannot be costed as a sum: their rows must each be taken alone, and the costing begun again."""

    def __init__(self, cells: Mask) -> None:
        super().__init__(f"{int(cells.sum())} cells")
        self.cells = cells


@dataclass
class Pay:
    """The parts of pay by component, and the pensionable ones of those in the pension scheme."""

    parts: dict[str, list[Vector]] = field(default_factory=dict)
    members: list[Vector] = field(default_factory=list)


def totals(state: State) -> dict[str, Number]:
    """What a run of months costs by component; ``pensionable`` stands in for pension, whatever the basis."""
    found = people_totals(state)
    add_into(found, state.extra)
    return found


def totals_of(state: State, cells: Mask) -> dict[str, Number]:
    """The part of `people_totals` that is of some cells. The parts of all cells add up to it."""
    state.only = cells
    try:
        return people_totals(state)
    finally:
        state.only = None


def people_totals(state: State) -> dict[str, Number]:
    """What the people's pay costs, without what is no pay of a person."""
    pay = pay_of(state)
    rates, number = state.rates, state.arithmetic.number
    found: dict[str, Number] = {
        name: sum((part.sum() for part in parts), number(0)) for name, parts in pay.parts.items()
    }
    gross = sum(found.values(), number(0))
    pensionable = sum((part.sum() for part in pay.members), number(0))
    shared_gross = number(0)
    for shared in state.shared:
        amount, member_amount = _shared_amounts(state, shared)
        add_into(found, {shared.component: amount})
        shared_gross = shared_gross + amount
        pensionable = pensionable + member_amount
    nic = _above_threshold(state, pay, gross, shared_gross)
    month = number(Fraction(1, MONTHS))
    found = {name: amount * month for name, amount in found.items()}
    add_into(found, {"nic": nic * number(rates.nic_rate) * month})
    add_into(found, {"levy": (gross + shared_gross) * number(rates.levy) * month})
    add_into(found, {"pensionable": pensionable * month})
    return found


def pay_of(state: State) -> Pay:
    """The pay of each cell: all but what is shared over a scope and what is no pay of a person."""
    pay = Pay()

    def add(component: str, name: str, rate: Vector, member_name: str | None = None) -> None:
        """A rate of each cell times a quantity, and times the quantity of members where it is pensionable."""
        amount = state.quantity(name)
        if amount is None:
            return
        parts = pay.parts.setdefault(component, [])
        parts.append(state.once((component, name, len(parts)), lambda: rate * amount, rate, amount))
        member_amount = state.quantity(member_name) if member_name else None
        if member_amount is not None:
            key = ("members", component, name, len(pay.members))
            pay.members.append(state.once(key, lambda: rate * member_amount, rate, member_amount))

    basic, long_rrp, saturday, sunday = state.old_pay()
    add("basic", "wte", basic, "m_wte")
    if not state.long_rrp.is_nought() or state.held is not None:
        add("rrp", "wte", long_rrp, "m_wte")
    if not state.short_rrp.is_nought():
        short = state.once("short", lambda: state.basic * state.short_rrp, state.basic, state.short_rrp)
        add("rrp", "wte", short)
    add("rrp", "short_rrp", state.basic)
    hcas = state.hcas_year()
    if hcas is not None:
        add("hcas", "wte", hcas, "m_wte")
    add("unsocial", "saturday", saturday, "m_saturday")
    add("unsocial", "sunday", sunday, "m_sunday")
    _add_overtime(state, pay)
    add("allowances", "allowances", state.once("one", lambda: _one(state), state.table), "m_allowances")
    for pensionable, rate in state.per_head.items():
        if not rate.is_nought():
            add("allowances", "heads", rate, "m_heads" if pensionable else None)
    for pensionable, rate in state.per_wte.items():
        if not rate.is_nought():
            add("allowances", "wte", rate, "m_wte" if pensionable else None)
    return pay


def _one(state: State) -> Vector:
    return state.arithmetic.filled(len(state.table), 1)


def _add_overtime(state: State, pay: Pay) -> None:
    """Additional hours at plain time, the rest at time and a half, holidays double; none once regraded to 8a-9."""
    hourly = state.hourly_year
    if state.table.senior.any():
        nothing = state.arithmetic.filled(len(state.table))
        hourly = state.once(
            "junior_hourly", lambda: state.hourly_year.replaced(state.table.senior, nothing), hourly, state.table
        )
    worked, holiday = state.quantity("overtime"), state.quantity("holiday")
    additional, members = state.additional_hours(members=False), state.additional_hours(members=True)
    if worked is not None and additional is not None:
        half = state.arithmetic.number(Fraction(1, 2))
        part = state.once(
            "overtime", lambda: hourly * (worked * (3 * half) - additional * half), hourly, worked, additional
        )
        pay.parts.setdefault("overtime", []).append(part)
        pay.members.append(state.once("additional_members", lambda: hourly * members, hourly, members))
    if holiday is not None:
        part = state.once("holiday", lambda: hourly * holiday * 2, hourly, holiday)
        pay.parts.setdefault("overtime", []).append(part)


def _shared_amounts(state: State, shared: Shared) -> tuple[Number, Number]:
    """What a shared payment comes to over these months, and its pensionable part in the pension scheme."""
    number = state.arithmetic.number
    cells = shared.cells & state.alive
    amount, member_amount = number(0), number(0)
    for first, beyond, each in shared.runs:
        amount = amount + each * state.counted("heads", cells, first, beyond)
        if shared.pensionable:
            member_amount = member_amount + each * state.counted("m_heads", cells, first, beyond)
    return amount, member_amount


# --- National Insurance


def _above_threshold(state: State, pay: Pay, gross: Number, shared_gross: Number) -> Number:
    """Yearly pay above the threshold of each person, times months.

    The people of a summed cell are known to earn more than the threshold; those taken alone are tested.
    """
    number = state.arithmetic.number
    threshold = number(state.rates.nic_threshold)
    table, alive = state.table, state.alive
    alone = table.alone & alive
    _check_above(state)
    everyone = state.once(
        ("everyone", state.newest),
        lambda: state.counted("heads", alive, state.first, state.beyond),
        table,
        state.only,
    )
    if not alone.any():
        return gross + shared_gross - threshold * everyone
    mine = [shared for shared in state.shared if (shared.cells & alone).any()]
    if state.arithmetic.exact and not mine:
        return _sorted_by_side(state, pay, gross + shared_gross, alone, int(everyone))
    own_heads = table.heads(state.first, state.beyond)[alone]
    own_gross = state.arithmetic.filled(int(alone.sum()))
    for parts in pay.parts.values():
        for part in parts:
            own_gross = own_gross + part.take(alone)
    above = (gross - own_gross.sum()) - threshold * (everyone - number(int(own_heads.sum())))
    for shared in state.shared:
        total, _ = _shared_amounts(state, shared)
        own = sum((each * state.counted("heads", shared.cells & alone, *run) for *run, each in shared.runs), number(0))
        above = above + total - own
    cuts = {month for shared in mine for run in shared.runs for month in run[:2]} | {state.first, state.beyond}
    for first, beyond in pairwise(sorted(cuts)):
        above = above + _own_above(state, own_gross, own_heads, alone, mine, first, beyond)
    return above


def _sorted_by_side(state: State, pay: Pay, gross: Fraction, alone: Mask, everyone: int) -> Fraction:
    """As `_above_threshold`, where doubles tell nearly everyone taken alone above or below; the others exactly."""
    table, threshold = state.table, state.rates.nic_threshold
    cells = np.flatnonzero(alone)
    heads = table.heads(state.first, state.beyond)[cells].astype(np.int64)
    bound = heads * float(threshold)
    over, size = -bound, np.abs(bound)
    parts = [part for of_component in pay.parts.values() for part in of_component]
    for part in parts:
        amounts = part.lowest()[cells]
        over = over + amounts
        size = size + np.abs(amounts)
    over = over * np.sign(heads)
    clear = np.abs(over) > (_HEADROOM - 1) * size
    left_out = np.zeros(len(table), dtype=bool)
    left_out[cells[~(clear & (over > 0))]] = True
    counted = everyone - int(table.heads(state.first, state.beyond)[left_out].sum())
    above = gross - sum((part.sum_of(left_out) for part in parts), Fraction(0)) - threshold * counted
    near = cells[~clear]
    if len(near):
        own_heads = table.heads(state.first, state.beyond)[near]
        own = -(state.arithmetic.whole(own_heads, 1) * threshold)
        for part in parts:
            own = own + part.take(near)
        above += _beyond_nought(state, own, own_heads).sum()
    return above


def _own_above(
    state: State, own_gross: Vector, own_heads: Ints, alone: Mask, shared_list: list[Shared], first: int, beyond: int
) -> Number:
    """Pay above the threshold of the people taken alone, in months of one shared amount for each head.

    ``own_gross`` and ``own_heads`` are of the whole run of months, in each of which the people of a cell earn the same.
    """
    heads = state.table.heads(first, beyond)[alone]
    nought = state.arithmetic.filled(len(heads))
    each = nought
    for shared in shared_list:
        for run_first, run_beyond, amount in shared.runs:
            if run_first <= first and beyond <= run_beyond:
                each = each + (nought + amount).replaced(~shared.cells[alone], nought)
    threshold = state.arithmetic.number(state.rates.nic_threshold)
    whole = state.arithmetic.whole
    over = own_gross * whole(heads, 1) + (each - threshold) * whole(heads * own_heads, 1)
    return over.at_least(nought).shared_by(own_heads)


def _beyond_nought(state: State, over: Vector, heads: Ints) -> Vector:
    """What is above nought where heads count as plus, what is below it where they count as minus."""
    nought = state.arithmetic.filled(len(heads))
    return over.at_least(nought).replaced(heads < 0, over.at_most(nought))


def _check_above(state: State) -> None:
    """Make sure, by doubles with room to spare, that everyone in a summed cell earns more than the threshold."""
    table = state.table
    summed = ~table.alone
    if not summed.any():
        return
    basic = state.basic.lowest()
    low = np.where(basic >= 0, basic * table.least_wte, basic * table.most_wte)
    for name, rate in (("long", state.long_rrp), ("short", state.short_rrp)):
        if not rate.is_nought():
            paid = state.once(("least", name), partial(mul, state.basic, rate), state.basic, rate)
            low = low + np.minimum(paid.lowest(), 0) * table.most_wte
    for rate in state.per_wte.values():
        if not rate.is_nought():
            low = low + np.minimum(rate.lowest(), 0) * table.most_wte
    for rate in state.per_head.values():
        if not rate.is_nought():
            low = low + np.minimum(rate.lowest(), 0)
    for shared in state.shared:
        least = min((float(np.min(np.asarray(each, dtype=np.float64))) for *_, each in shared.runs), default=0.0)
        low = low + shared.cells * min(least, 0.0)
    low = low + table.least_allowance
    doubtful = summed & state.alive & ~(low > float(state.rates.nic_threshold) * _HEADROOM)
    if doubtful.any():
        raise TakeAlone(doubtful)
