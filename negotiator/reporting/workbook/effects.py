"""What each kind of measure does in a run of months (costing method, section 4), as formulas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from negotiator.domain.costing.kinds import KINDS
from negotiator.domain.costing.planned import Planned
from negotiator.reporting.workbook.amounts import NOUGHT, ONE, TWELVE, WEEKS, Amount, greatest, least, number
from negotiator.reporting.workbook.assumptions import MeasureCells
from negotiator.reporting.workbook.people import HALF_AGAIN, Seat
from negotiator.reporting.workbook.regrade import regrade
from negotiator.reporting.workbook.run import Run

MONTH_OF_REDUNDANCY = number(Fraction("4.35") * Fraction(7, 365))
"""A month of reckonable pay as a part of a year's: 4.35 weeks."""


def take_turn(run: Run, planned: Planned, cells: MeasureCells) -> None:
    """One measure's turn in a run."""
    kind = planned.terms.kind
    if kind.endswith("_uplift"):
        run.uplifts.append(planned.number)
    elif kind == "regrade":
        regrade(run, planned)
    elif KINDS[kind].scoped:
        scope = [seat for seat in run.seats if seat.in_scope(planned.terms.scope)]
        if scope:
            _SCOPED[kind](run, planned, cells, scope)
    else:
        _UNSCOPED[kind](run, planned, cells)


def _lump_sum(run: Run, planned: Planned, cells: MeasureCells, scope: list[Seat]) -> None:
    for seat in scope:
        if cells.has("amount"):
            amount = cells.number("amount") * seat.line.w
        else:
            amount = cells.number("percent") * run.full_time(seat) * seat.line.w
        if planned.terms.values.get("pensionable"):
            seat.once_pensionable = seat.once_pensionable + amount
        else:
            seat.once = seat.once + amount


def _add(run: Run, planned: Planned, seat: Seat, amount: Amount) -> None:
    if planned.terms.values.get("pensionable"):
        seat.added_pensionable = seat.added_pensionable + amount
    else:
        seat.added = seat.added + amount


def _allowance(run: Run, planned: Planned, cells: MeasureCells, scope: list[Seat]) -> None:
    per_wte = planned.terms.values.get("per", "person") == "wte"
    for seat in scope:
        _add(run, planned, seat, cells.number("amount") * seat.line.w if per_wte else cells.number("amount"))


def _shift_payment(run: Run, planned: Planned, cells: MeasureCells, scope: list[Seat]) -> None:
    heads = run.heads_in(planned, scope)
    if heads.value:
        each = run.line_of(
            planned, "each person a year", cells.number("amount") * cells.number("per_week") * WEEKS / heads
        )
        for seat in scope:
            _add(run, planned, seat, each)


def _on_call(run: Run, planned: Planned, cells: MeasureCells, scope: list[Seat]) -> None:
    heads = run.heads_in(planned, scope)
    if not heads.value:
        return
    sessions = cells.number("sessions_per_week") * cells.number("session_amount") * WEEKS / heads
    if not sessions.is_nought:
        sessions = run.line_of(planned, "sessions, each person a year", sessions)
    call_outs = NOUGHT
    if not cells.number("callout_hours_per_week").is_nought:
        rate = run.average(planned, scope, "hourly rate", lambda seat: seat.hourly(run.full_time(seat)))
        call_outs = run.line_of(
            planned,
            "call-outs, each person a year",
            cells.number("callout_hours_per_week") * WEEKS * HALF_AGAIN * rate / heads,
        )
    for seat in scope:
        _add(run, planned, seat, sessions)
        seat.call_outs = seat.call_outs + call_outs


def _rrp(run: Run, planned: Planned, cells: MeasureCells, scope: list[Seat]) -> None:
    for seat in scope:
        if planned.terms.values["term"] == "long":
            seat.rrp_long = seat.rrp_long + cells.number("percent")
        else:
            seat.rrp_short = seat.rrp_short + cells.number("percent")


def _unsocial_rates(run: Run, planned: Planned, cells: MeasureCells, scope: list[Seat]) -> None:
    for seat in scope:
        table = dict(seat.unsocial)
        for group, (saturday, sunday) in seat.unsocial.items():
            table[group] = (
                cells.tables.get(("rates", group, "saturday_night"), saturday),
                cells.tables.get(("rates", group, "sunday_holiday"), sunday),
            )
        seat.unsocial = table


# --- hours


def _buy_back(run: Run, planned: Planned, cells: MeasureCells, scope: list[Seat], lost: Amount) -> None:
    """``lost`` hours a year; the hours bought replace some of them."""
    lost = run.line_of(planned, "hours lost a year", lost)
    bought = lost * cells.number("backfill")
    if not bought.is_nought:
        bought = run.line_of(planned, "hours bought a year", bought)
    run.hours.append((lost - bought) / TWELVE)
    how = planned.terms.values.get("backfill_rate", "plain")
    if how == "agency":
        run.extra(planned.label, "backfill", bought * cells.number("agency_hourly") / TWELVE)
        return
    if bought.is_nought or not bought.value:
        return
    rate = run.average(planned, scope, "hourly rate", lambda seat: seat.hourly(run.full_time(seat)))
    if how == "overtime":
        rate = rate * HALF_AGAIN
    amount = bought * rate * (ONE + cells.number("holiday_pay")) / TWELVE
    if amount.is_nought:
        return
    amount = run.line_of(planned, "cost of hours bought a month", amount)
    run.extra(planned.label, "backfill", amount)
    run.extra(planned.label, "nic", amount * run.rates.nic_rate)
    run.extra(planned.label, "levy", amount * run.rates.levy)
    if how == "plain":
        members = run.average(planned, scope, "pension share", lambda seat: seat.line.pension_share)
        run.extra(planned.label, "pension", amount * run.rates.pension * members)


def _working_week(run: Run, planned: Planned, cells: MeasureCells, scope: list[Seat]) -> None:
    hours = cells.number("hours")
    lost = run.sum_of(
        planned,
        scope,
        "hours lost a year",
        lambda seat: seat.heads * seat.line.w * (seat.week - hours) * WEEKS,
    )
    for seat in scope:
        seat.week = hours
    _buy_back(run, planned, cells, scope, lost)


def _annual_leave(run: Run, planned: Planned, cells: MeasureCells, scope: list[Seat]) -> None:
    days = cells.number("days")
    five = number(5)
    lost = run.sum_of(
        planned, scope, "hours lost a year", lambda seat: seat.heads * seat.line.w * days * seat.week / five
    )
    _buy_back(run, planned, cells, scope, lost)


def _paid_release(run: Run, planned: Planned, cells: MeasureCells, scope: list[Seat]) -> None:
    day_off = run.average(planned, scope, "week", lambda seat: seat.week) / number(5)
    lost = cells.number("days") * day_off
    if planned.terms.values.get("per", "all") == "person":
        lost = lost * run.heads_in(planned, scope)
    _buy_back(run, planned, cells, scope, lost)


def _sickness_change(run: Run, planned: Planned, cells: MeasureCells, scope: list[Seat]) -> None:
    points = cells.number("points")
    gained = run.sum_of(
        planned,
        scope,
        "hours regained a year",
        lambda seat: points * seat.heads * seat.line.w * seat.week * WEEKS,
    )
    _buy_back(run, planned, cells, scope, -gained)


# --- posts, and people who leave


def _posts(run: Run, planned: Planned, cells: MeasureCells) -> None:
    run.seats += [run.seat_of(piece) for piece in run.whole.posts_of(planned, run.month)]


def _agency_replacement(run: Run, planned: Planned, cells: MeasureCells) -> None:
    saved = cells.number("hours_per_week") * cells.number("agency_hourly") * WEEKS / TWELVE
    run.extra(planned.label, "backfill", -saved)
    _posts(run, planned, cells)


def _redundancy(run: Run, planned: Planned, cells: MeasureCells) -> None:
    values = planned.terms.values
    people = values.get("people")
    if isinstance(people, tuple):
        for n, person in enumerate(people):
            years = cells.tables["years", str(n)]
            complete = Amount(Fraction(years.value // 1), f"INT({years.text})")
            wte, rrp = cells.tables["wte", str(n)], cells.tables["rrp", str(n)]
            _pay_redundancy(run, planned, person, complete, ONE, wte, rrp)
    else:
        heads, wte = cells.number("headcount"), cells.number("wte")
        years, rrp = cells.number("service_years"), cells.number("rrp_long_term")
        _pay_redundancy(run, planned, values, years, heads, wte, rrp)


def _pay_redundancy(
    run: Run,
    planned: Planned,
    who: Mapping[str, Any],
    years: Amount,
    heads: Amount,
    wte: Amount,
    premium: Amount,
) -> None:
    rules = run.whole.assumptions.redundancy
    if years.value < rules.least_years or not heads.value:
        return
    full_time = run.full_time((str(who["band"]), str(who["step"])))
    supplement = NOUGHT
    zone = run.rates.zones.get(str(who.get("hcas", "none")))
    if zone is not None:
        supplement = least(greatest(zone[0] * full_time * (ONE + premium), zone[1]), zone[2])
    month = (full_time + supplement + full_time * premium) * MONTH_OF_REDUNDANCY
    if rules.floor is not None:
        month = greatest(month, rules.floor / TWELVE)
    if rules.cap is not None:
        month = least(month, rules.cap / TWELVE)
    month = run.line_of(planned, "a month’s pay", month)
    paid = run.line_of(planned, "redundancy", month * least(years, rules.most_years) * wte)
    run.extra(planned.label, "redundancy", paid)
    taxable = greatest(NOUGHT, paid / heads - rules.nic_free) * heads
    run.extra(planned.label, "nic", taxable * run.rates.nic_rate)


def _pay_protection(run: Run, planned: Planned, cells: MeasureCells) -> None:
    of_year = run.whole.protected_year(planned, run.month)
    if of_year is None:
        return
    values = planned.terms.values
    shares = values["share_by_year"]
    assert isinstance(shares, tuple)
    share = cells.tables["share", str(min(of_year, len(shares) - 1))]
    old = run.full_time((str(values["from_band"]), str(values["from_step"])))
    new = run.full_time((str(values["to_band"]), str(values["to_step"])))
    amount = greatest(NOUGHT, old - new) * share * cells.number("headcount") / TWELVE
    amount = run.line_of(planned, "protected a month", amount)
    run.extra(planned.label, "allowances", amount)
    run.extra(planned.label, "nic", amount * run.rates.nic_rate)
    run.extra(planned.label, "levy", amount * run.rates.levy)
    run.extra(planned.label, "pension", amount * run.rates.pension * cells.number("pension_share"))


# --- money that is not pay


def _turnover_change(run: Run, planned: Planned, cells: MeasureCells) -> None:
    amount = cells.number("leavers_avoided") * cells.number("cost_per_leaver") / TWELVE
    run.extra(planned.label, "income", -amount)


def _non_pay(run: Run, planned: Planned, cells: MeasureCells) -> None:
    run.extra(planned.label, "non_pay", _money(run, planned, cells))


def _income(run: Run, planned: Planned, cells: MeasureCells) -> None:
    run.extra(planned.label, "income", -_money(run, planned, cells))


def _money(run: Run, planned: Planned, cells: MeasureCells) -> Amount:
    amount = cells.number("amount")
    if planned.once:
        return amount
    for _ in range(run.month // 12 - planned.start // 12):
        amount = amount * (ONE + cells.number("yearly_growth"))
    return amount / TWELVE


_SCOPED: Mapping[str, Callable[[Run, Planned, MeasureCells, list[Seat]], None]] = {
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
}
_UNSCOPED: Mapping[str, Callable[[Run, Planned, MeasureCells], None]] = {
    "posts": _posts,
    "redundancy": _redundancy,
    "pay_protection": _pay_protection,
    "turnover_change": _turnover_change,
    "agency_replacement": _agency_replacement,
    "non_pay": _non_pay,
    "income": _income,
}
