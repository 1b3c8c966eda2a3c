"""The people of a projection, one by one, and what a month's pay of one person is (method, sections 1 and 3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from negotiator.domain.establishment import SENIOR_BANDS, StaffLine
from negotiator.domain.proposals import Scope
from tests.slow_reference.tables import Tables

NOUGHT = Fraction(0)
WEEKS = Fraction(365, 7)
"""Weeks in a year."""


@dataclass(frozen=True)
class Held:
    """Yearly cash held after a regrade without a rise; ``measure`` is the place of that regrade in the list."""

    measure: int
    basic: Fraction
    rrp_long: Fraction
    unsocial: Fraction

    @property
    def total(self) -> Fraction:
        return self.basic + self.rrp_long + self.unsocial


@dataclass(frozen=True)
class Person:
    """One person in one month, as the measures so far have left them.

    ``seat`` says who it is: the line (staff lines by their place, then lines that measures add) and the number within
    it. ``name`` is the line's name, None for a line that a measure adds. ``sign`` is −1 for a post taken away.
    ``added`` amounts are pounds a year, ``once`` amounts are paid in this month alone.
    """

    seat: tuple[int, int]
    name: str | None
    line: StaffLine
    sign: int
    w: Fraction
    band: str
    step: str
    week: Fraction
    rrp_long: Fraction
    rrp_short: Fraction
    unsocial: tuple[tuple[str, tuple[Fraction, Fraction]], ...]
    added: Fraction = NOUGHT
    added_pensionable: Fraction = NOUGHT
    call_outs: Fraction = NOUGHT
    once: Fraction = NOUGHT
    once_pensionable: Fraction = NOUGHT
    held: Held | None = None

    @property
    def group(self) -> str | None:
        return self.line.group

    @property
    def zone(self) -> str | None:
        return self.line.hcas


@dataclass(frozen=True)
class Place:
    """A band and step without a person in it: it has no group, zone or line for a scope to ask for."""

    band: str
    step: str
    group: str | None = None
    zone: str | None = None
    name: str | None = None


def in_scope(scope: Scope, person: Person | Place) -> bool:
    """Every list given must hold; none given means everyone."""
    asked = (
        (scope.groups, person.group),
        (scope.bands, person.band),
        (scope.steps, person.step),
        (scope.zones, person.zone),
        (scope.lines, person.name),
    )
    return all(not wanted or value in wanted for wanted, value in asked)


def seat_people(order: int, line: StaffLine, name: str | None, tables: Tables, day: date) -> list[Person]:
    """Everyone of one line as they stand that month before any measure."""
    heads = abs(line.headcount)
    first = Person(
        seat=(order, 0),
        name=name,
        line=line,
        sign=1 if line.headcount > 0 else -1,
        w=abs(Fraction(line.wte)) / heads,
        band=line.band,
        step=natural_step(line, tables, day),
        week=tables.national_week(day),
        rrp_long=Fraction(line.rrp_long_term),
        rrp_short=Fraction(line.rrp_short_term),
        unsocial=tuple(sorted(tables.unsocial().items())),
    )
    return [replace(first, seat=(order, number)) for number in range(heads)]


def natural_step(line: StaffLine, tables: Tables, day: date) -> str:
    """The step that progression alone has brought the line to."""
    if line.next_step is None or day < line.next_step:
        return line.step
    above = next_step_up(line.band, line.step, tables, line.next_step)
    return line.step if above is None else progressed(line.band, above, line.next_step, tables, day)


def progressed(band: str, step: str, since: date, tables: Tables, day: date) -> str:
    """The step reached by a day, from a step taken up on another day, by the scale's years."""
    years = next(point.years_to_next for point in tables.points(band, since) if point.step == step)
    if years is None:
        return step
    due = date(since.year + years, since.month, 1)
    above = next_step_up(band, step, tables, due)
    if day < due or above is None:
        return step
    return progressed(band, above, due, tables, day)


def next_step_up(band: str, step: str, tables: Tables, day: date) -> str | None:
    steps = [point.step for point in tables.points(band, day)]
    place = steps.index(step) + 1
    return steps[place] if place < len(steps) else None


@dataclass(frozen=True)
class YearlyPay:
    """What one person is paid a year at this month's terms, without what is paid once."""

    basic: Fraction
    rrp_long: Fraction
    rrp_short: Fraction
    hcas: Fraction
    unsocial: Fraction
    additional_hours: Fraction
    overtime_beyond: Fraction
    allowances: Fraction
    pensionable_allowances: Fraction


def hourly(person: Person, full_time: Fraction) -> Fraction:
    return full_time * (1 + person.rrp_long) / (person.week * WEEKS)


def promotion_elements(person: Person, full_time: Fraction) -> tuple[Fraction, Fraction, Fraction]:
    """Basic, long-term rrp and unsocial of the band and step that the person stands in."""
    group = person.band if person.band in ("1", "2", "3") else "4-9"
    saturday, sunday = dict(person.unsocial)[group]
    enhanced = (
        Fraction(person.line.saturday_night_hours) * saturday + Fraction(person.line.sunday_holiday_hours) * sunday
    )
    return (
        full_time * person.w,
        full_time * person.w * person.rrp_long,
        hourly(person, full_time) * WEEKS * enhanced,
    )


def paid_elements(person: Person, full_time: Fraction) -> tuple[Fraction, Fraction, Fraction]:
    """The same three as paid: what is held stays until those of the band come to more."""
    own = promotion_elements(person, full_time)
    if person.held is not None and sum(own) <= person.held.total:
        return person.held.basic, person.held.rrp_long, person.held.unsocial
    return own


def yearly_pay(person: Person, full_time: Fraction, hcas: tuple[Fraction, Fraction, Fraction]) -> YearlyPay:
    basic, rrp_long, unsocial = paid_elements(person, full_time)
    share, least, most = hcas
    supplement = min(max(share * full_time * (1 + person.rrp_long), least), most) * person.w
    hour = hourly(person, full_time)
    weekly, holiday = Fraction(person.line.overtime_hours), Fraction(person.line.overtime_holiday_hours)
    if person.band in SENIOR_BANDS:
        weekly = holiday = NOUGHT
    additional = min(weekly, max(NOUGHT, person.week - person.w * person.week))
    return YearlyPay(
        basic=basic,
        rrp_long=rrp_long,
        rrp_short=full_time * person.w * person.rrp_short,
        hcas=supplement,
        unsocial=unsocial,
        additional_hours=additional * hour * WEEKS,
        overtime_beyond=((weekly - additional) * Fraction(3, 2) + holiday * 2) * hour * WEEKS + person.call_outs,
        allowances=sum((Fraction(a.amount) for a in person.line.allowances), person.added + person.added_pensionable),
        pensionable_allowances=sum(
            (Fraction(a.amount) for a in person.line.allowances if a.pensionable), person.added_pensionable
        ),
    )


def months_pay(person: Person, full_time: Fraction, tables: Tables, day: date) -> dict[str, Fraction]:
    """One month of one person, by component."""
    pay = yearly_pay(person, full_time, tables.hcas(person.line.hcas, day))
    month = {
        "basic": pay.basic / 12,
        "rrp": (pay.rrp_long + pay.rrp_short) / 12,
        "hcas": pay.hcas / 12,
        "unsocial": pay.unsocial / 12,
        "overtime": (pay.additional_hours + pay.overtime_beyond) / 12,
        "allowances": pay.allowances / 12 + person.once + person.once_pensionable,
    }
    gross = sum(month.values())
    pensionable = (
        pay.basic + pay.rrp_long + pay.hcas + pay.unsocial + pay.additional_hours + pay.pensionable_allowances
    ) / 12 + person.once_pensionable
    month["nic"] = tables.ni_rate(day) * max(NOUGHT, gross - tables.ni_threshold(day) / 12)
    month["pension"] = tables.pension_rate(day) * pensionable * Fraction(person.line.pension_share)
    month["levy"] = tables.levy_rate() * gross
    return month


def without_seat(person: Person) -> Person:
    """The person without who it is: people alike are paid alike."""
    return replace(person, seat=(0, 0), sign=1)
