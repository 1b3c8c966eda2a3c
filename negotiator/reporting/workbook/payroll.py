"""The pay table of a run of months, a row for each piece, and what the run comes to (method, section 3)."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from negotiator.reporting.workbook.amounts import NOUGHT, TWELVE, Amount, greatest, total
from negotiator.reporting.workbook.people import Pay, Seat, elements_paid, pay_of
from negotiator.reporting.workbook.run import Run
from negotiator.wording.pack_words import COMPONENTS as COMPONENT_WORDS

PAY_HEADS = (
    "Line",
    "Band",
    "Step",
    "People",
    "Full-time pay",
    "Long-term premium",
    "Short-term premium",
    "Week",
    "Hourly rate",
    "Basic a year",
    "Long-term premium a year",
    "Short-term premium a year",
    "High cost area a year",
    "Unsocial a year",
    "Additional hours a year",
    "Overtime a year",
    "Allowances a year",
    "… pensionable",
    "Once",
    "… pensionable",
    "Gross a month",
    "Pensionable a month",
    "National Insurance a month",
    "Pension a month",
    "Levy a month",
)
_PEOPLE, _FULL, _LONG, _SHORT, _WEEK, _HOUR, _FIRST_PAY = 3, 4, 5, 6, 7, 8, 9
_ONCE, _ONCE_PENSIONABLE, _GROSS, _PENSIONABLE, _NIC, _PENSION, _LEVY = 18, 19, 20, 21, 22, 23, 24


def pay_everybody(run: Run) -> tuple[int, int, dict[str, Fraction]]:
    """The pay table: a row for each piece. Returns its rows, and the sums by component a month."""
    sheet = run.sheet
    full = [run.full_time(seat) for seat in run.seats]
    sheet.texts(PAY_HEADS)
    sheet.next()
    first = sheet.row
    sums: dict[str, Fraction] = defaultdict(Fraction)
    for seat, full_time in zip(run.seats, full, strict=True):
        _pay_one(run, seat, full_time, sums)
        sheet.next()
    return first, sheet.row - 1, sums


def _pay_one(run: Run, seat: Seat, full_time: Amount, sums: dict[str, Fraction]) -> None:
    sheet = run.sheet
    sheet.texts((seat.line.name, seat.band, seat.step), "text")
    heads = sheet.put(_PEOPLE, seat.heads, "number")
    full_time = sheet.put(_FULL, full_time)
    seat.rrp_long = sheet.put(_LONG, seat.rrp_long, "share")
    seat.rrp_short = sheet.put(_SHORT, seat.rrp_short, "share")
    seat.week = sheet.put(_WEEK, seat.week, "number")
    hour = sheet.put(_HOUR, seat.hourly(full_time), "number")
    paid = elements_paid(seat, seat.own_elements(full_time))
    zone = run.rates.zones.get(seat.line.line.hcas)
    pay = _cells_of(run, pay_of(seat, full_time, hour, paid, zone))
    once = sheet.put(_ONCE, seat.once)
    once_pensionable = sheet.put(_ONCE_PENSIONABLE, seat.once_pensionable)
    yearly = (
        pay.basic
        + pay.rrp_long
        + pay.rrp_short
        + pay.hcas
        + pay.unsocial
        + pay.additional
        + pay.overtime
        + pay.allowances
    )
    gross = sheet.put(_GROSS, yearly / TWELVE + once + once_pensionable)
    yearly = pay.basic + pay.rrp_long + pay.hcas + pay.unsocial + pay.additional + pay.pensionable_allowances
    pensionable = sheet.put(_PENSIONABLE, yearly / TWELVE + once_pensionable)
    above = greatest(NOUGHT, gross - run.rates.nic_threshold / TWELVE)
    nic = sheet.put(_NIC, run.rates.nic_rate * above)
    pension = sheet.put(_PENSION, run.rates.pension * pensionable * seat.line.pension_share)
    levy = sheet.put(_LEVY, run.rates.levy * gross)
    monthly = {
        "basic": pay.basic.value / 12,
        "rrp": (pay.rrp_long.value + pay.rrp_short.value) / 12,
        "hcas": pay.hcas.value / 12,
        "unsocial": pay.unsocial.value / 12,
        "overtime": (pay.additional.value + pay.overtime.value) / 12,
        "allowances": pay.allowances.value / 12 + once.value + once_pensionable.value,
        "nic": nic.value,
        "pension": pension.value,
        "levy": levy.value,
    }
    for name, value in monthly.items():
        sums[name] += heads.value * value


def _cells_of(run: Run, pay: Pay) -> Pay:
    names = (
        "basic", "rrp_long", "rrp_short", "hcas", "unsocial", "additional", "overtime", "allowances",
        "pensionable_allowances",
    )  # fmt: skip
    return Pay(**{name: run.sheet.put(_FIRST_PAY + n, getattr(pay, name)) for n, name in enumerate(names)})


def write_totals(run: Run, paid: tuple[int, int, dict[str, Fraction]], months: Amount) -> None:
    first, last, sums = paid
    sheet = run.sheet
    for label, component, amount in run.extras:
        sheet.text(0, f"{label}: {COMPONENT_WORDS[component]}, a month", "muted")
        cell = sheet.put(4, amount)
        run.whole.yearly.amounts[component, run.year].append(_of_run(run, component, cell, months))
        sheet.next()
    if run.hours:
        sheet.text(0, "Hours lost less hours bought, in these months", "muted")
        run.whole.yearly.hours[run.year].append(sheet.put(4, total(run.hours) * months, "number"))
        sheet.next()
    if first > last:
        return
    sheet.text(0, "In these months", "total")
    people = sheet.span(_PEOPLE, first, last)

    def product(*columns: int) -> str:
        return "+".join(f"SUMPRODUCT({people},{sheet.span(column, first, last)})" for column in columns)

    texts = {
        "basic": f"({product(_FIRST_PAY)})/12",
        "rrp": f"({product(_FIRST_PAY + 1, _FIRST_PAY + 2)})/12",
        "hcas": f"({product(_FIRST_PAY + 3)})/12",
        "unsocial": f"({product(_FIRST_PAY + 4)})/12",
        "overtime": f"({product(_FIRST_PAY + 5, _FIRST_PAY + 6)})/12",
        "allowances": f"(({product(_FIRST_PAY + 7)})/12+{product(_ONCE, _ONCE_PENSIONABLE)})",
        "nic": f"({product(_NIC)})",
        "pension": f"({product(_PENSION)})",
        "levy": f"({product(_LEVY)})",
    }
    for n, component in enumerate(texts):
        sheet.text(_FIRST_PAY + n, COMPONENT_WORDS[component], "head_right")
    sheet.next()
    for n, (component, text) in enumerate(texts.items()):
        amount = Amount(sums[component], text) * months
        cell = sheet.put(_FIRST_PAY + n, amount, "money_total")
        run.whole.yearly.amounts[component, run.year].append(cell)
    sheet.next()


def _of_run(run: Run, component: str, cell: Amount, months: Amount) -> Amount:
    run.sheet.text(5, "in these months", "muted")
    return run.sheet.put(6, cell * months)
