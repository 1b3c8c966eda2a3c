"""The projection, month by month: people as they stand, measures in the order of the list, then everybody's pay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from itertools import groupby

from negotiator.domain.costing.case import CostingCase
from negotiator.domain.establishment import Allowance, StaffLine
from negotiator.domain.periods import FinancialYear
from negotiator.domain.proposals import Terms
from tests.slow_reference.people import (
    NOUGHT,
    WEEKS,
    Held,
    Person,
    Place,
    hourly,
    in_scope,
    months_pay,
    paid_elements,
    progressed,
    promotion_elements,
    seat_people,
    without_seat,
)
from tests.slow_reference.tables import Tables

SCOPED = (
    "pay_uplift",
    "flat_uplift",
    "greater_of_uplift",
    "lump_sum",
    "regrade",
    "allowance",
    "shift_payment",
    "rrp",
    "unsocial_rates",
    "on_call",
    "working_week",
    "annual_leave",
    "paid_release",
    "sickness_change",
)
LINE_FIELDS = (
    "group",
    "band",
    "step",
    "hcas",
    "saturday_night_hours",
    "sunday_holiday_hours",
    "overtime_hours",
    "overtime_holiday_hours",
    "pension_share",
    "rrp_long_term",
    "rrp_short_term",
    "allowances",
    "next_step",
)
UPLIFTS = ("pay_uplift", "flat_uplift", "greater_of_uplift")


@dataclass
class Projection:
    """Exact pounds by component and year, hours lost by year, and the codes of what the reader must know."""

    amounts: dict[tuple[str, str], Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    hours_lost: dict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    warnings: set[str] = field(default_factory=set)

    def total(self, year: str) -> Fraction:
        return sum((amount for (_, label), amount in self.amounts.items() if label == year), NOUGHT)


@dataclass
class Placement:
    """Where a regrade has put one person, for as long as it is in force."""

    band: str
    step: str
    since: date
    basic_held: Fraction | None
    rrp_held: Fraction
    unsocial_held: Fraction
    hold_is_over: bool = False


Placements = dict[int, dict[tuple[int, int], Placement]]
"""Who was moved by the regrade at each place of the list, decided once."""


def number(measure: Terms, name: str, default: object = None) -> Fraction:
    """A parameter as an exact number; the default where the measure does not give it."""
    value = measure.values.get(name, default)
    if value is None:
        raise KeyError(f"{measure.kind}: {name}")
    return Fraction(str(value)) if not isinstance(value, Fraction) else value


def with_added(person: Person, amount: Fraction, measure: Terms) -> Person:
    """An allowance of so much a year, pensionable if the measure says so."""
    if measure.values.get("pensionable", False):
        return replace(person, added_pensionable=person.added_pensionable + amount)
    return replace(person, added=person.added + amount)


def chosen(candidates: list[Person], measure: Terms) -> list[Person]:
    """Whom a regrade moves: a number of heads, or after each line so many that the share holds; all by default."""
    if "headcount" in measure.values:
        heads = int(number(measure, "headcount"))
        return [person for person in candidates if person.sign > 0][:heads]
    share = number(measure, "share", 1)
    moved: list[Person] = []
    seen = moved_heads = 0
    for order in sorted({person.seat[0] for person in candidates}):
        line = [person for person in candidates if person.seat[0] == order]
        seen += sum(person.sign for person in line)
        target = half_up(share * seen)
        moved += line[: abs(target - moved_heads)]
        moved_heads = target
    return moved


def half_up(amount: Fraction) -> int:
    return (amount + Fraction(1, 2)) // 1


def line_from(measure: Terms, headcount: int, wte: Fraction) -> StaffLine:
    """The line that a measure adds, with the line's other fields as the measure gives them."""
    own = {name: value for name, value in measure.values.items() if name in LINE_FIELDS}
    allowances = tuple(
        entry if isinstance(entry, Allowance) else Allowance(**entry)
        for entry in own.pop("allowances", ())  # type: ignore[attr-defined]
    )
    group = str(own.pop("group", ""))
    return StaffLine(
        name="",
        group=group,
        headcount=headcount,
        wte=wte,
        allowances=allowances,
        **own,  # type: ignore[arg-type]
    )


PAID_ONCE = ("lump_sum",)
"""Kinds that ask who is in scope in the month of their start alone, because they pay then."""


def project(
    case: CostingCase,
    tables: Tables,
    measures: tuple[Terms, ...],
    years: tuple[FinancialYear, ...],
    seen: Callable[[Month], None] = lambda month: None,
) -> Projection:
    """Run the establishment with these measures through these years; ``seen`` is shown each month at its end."""
    result = Projection(warnings=tables.warnings())
    placements: Placements = defaultdict(dict)
    touched: set[int] = set()
    began: set[int] = set()
    for year in years:
        for day in year.months:
            month = Month(tables, day, result, placements)
            for order, line in enumerate(case.staff):
                if line.headcount:
                    month.people += seat_people(order, line, line.name, tables, day)
            month.warn_of_premiums()
            in_force = []
            for number, measure in enumerate(measures):
                start = measure.start or case.horizon[0].first_day
                if day < start or (measure.end is not None and day >= measure.end):
                    continue
                began.add(number)
                in_force.append(number)
                reached = month.apply(number, measure, start)
                if reached and (measure.kind not in PAID_ONCE or day == start):
                    touched.add(number)
            # The scale is changed for those who came to stand in scope later in the list too.
            touched |= {number for number in in_force if month.stands_in_uplift(measures[number])}
            month.pay_everybody()
            seen(month)
    for number, measure in enumerate(measures):
        if measure.kind in SCOPED and number in began and number not in touched:
            result.warnings.add("empty_scope")
        if any(Fraction(str(measure.values.get(name, 0))) > Fraction(1, 4) for name in ("percent", "yearly_growth")):
            result.warnings.add("large_percentage")
    return result


class Month:
    """One calendar month in which the measures take their turns."""

    def __init__(self, tables: Tables, day: date, result: Projection, placements: Placements) -> None:
        self.tables = tables
        self.day = day
        self.year = FinancialYear.of(day).label
        self.result = result
        self.placements = placements
        self.people: list[Person] = []
        self.uplifts: list[Terms] = []

    # -- the scale as the uplifts so far have changed it ---------------------------------------------------------

    def full_time_basic(self, where: Person | Place) -> Fraction:
        """F: the scale of the month with every uplift so far whose scope this band, step and line stands in."""
        full_time = self.tables.basic(where.band, where.step, self.day)
        for uplift in self.uplifts:
            if in_scope(uplift.scope, where):
                if uplift.kind == "pay_uplift":
                    full_time *= 1 + number(uplift, "percent")
                elif uplift.kind == "flat_uplift":
                    full_time += number(uplift, "amount")
                else:
                    full_time += max(full_time * number(uplift, "percent"), number(uplift, "minimum"))
        return full_time

    # -- totals --------------------------------------------------------------------------------------------------

    def add(self, component: str, amount: Fraction) -> None:
        """Pounds of this month."""
        self.result.amounts[component, self.year] += amount

    def pay_everybody(self) -> None:
        for person, heads in self._alike():
            full_time = self.full_time_basic(person)
            for component, amount in months_pay(person, full_time, self.tables, self.day).items():
                self.add(component, heads * amount)
        for person in self.people:
            self._check_floor(person)
            if person.held is not None:
                own = promotion_elements(person, self.full_time_basic(person))
                if sum(own) > person.held.total:
                    self.placements[person.held.measure][person.seat].hold_is_over = True
                else:
                    self.result.warnings.add("pay_held")

    def _alike(self) -> Iterator[tuple[Person, int]]:
        """Neighbours whom nothing but their seat tells apart, counted with their sign."""
        for person, alike in groupby(self.people, key=without_seat):
            yield person, sum(one.sign for one in alike)

    def _check_floor(self, person: Person) -> None:
        """The basic pay that somebody gets for an hour; without WTE, that of the place."""
        floor = self.tables.living_wage(self.day)
        if floor is None or person.sign < 0:
            return
        full_time = self.full_time_basic(person)
        basic = paid_elements(person, full_time)[0] / person.w if person.w else full_time
        if basic / (person.week * WEEKS) < floor:
            self.result.warnings.add("below_living_wage")

    def warn_of_premiums(self) -> None:
        if any(person.sign > 0 and person.rrp_long + person.rrp_short > Fraction(3, 10) for person in self.people):
            self.result.warnings.add("rrp_over_30")

    def stands_in_uplift(self, measure: Terms) -> bool:
        """Whether it changes the scale for anybody at this point of the list."""
        return measure.kind in UPLIFTS and any(in_scope(measure.scope, person) for person in self.people)

    # -- measures ------------------------------------------------------------------------------------------------

    def apply(self, place: int, measure: Terms, start: date) -> bool:
        """One measure's turn. Says whether it found anybody (always, for a measure without a scope)."""
        scope = [person for person in self.people if in_scope(measure.scope, person)]
        if measure.kind in UPLIFTS:
            self.uplifts.append(measure)
            return bool(scope)
        if measure.kind == "regrade":
            return self._regrade(place, measure, start, scope)
        if measure.kind in SCOPED:
            if scope:
                getattr(self, f"_{measure.kind}")(measure, start, scope)
            return bool(scope)
        getattr(self, f"_{measure.kind}")(place, measure, start)
        return True

    def _change(self, scope: list[Person], how) -> list[Person]:  # type: ignore[no-untyped-def]
        """Replace everyone in scope by ``how(person)``; gives the changed people."""
        changed = {person.seat: how(person) for person in scope}
        self.people = [changed.get(person.seat, person) for person in self.people]
        return list(changed.values())

    def _lump_sum(self, measure: Terms, start: date, scope: list[Person]) -> None:
        if self.day != start:
            return

        def paid(person: Person) -> Person:
            if "amount" in measure.values:
                amount = number(measure, "amount") * person.w
            else:
                amount = number(measure, "percent") * self.full_time_basic(person) * person.w
            if measure.values.get("pensionable", False):
                return replace(person, once_pensionable=person.once_pensionable + amount)
            return replace(person, once=person.once + amount)

        self._change(scope, paid)

    def _allowance(self, measure: Terms, start: date, scope: list[Person]) -> None:
        amount = number(measure, "amount")
        per_wte = measure.values.get("per", "person") == "wte"
        self._change(scope, lambda person: with_added(person, amount * (person.w if per_wte else 1), measure))

    def _shift_payment(self, measure: Terms, start: date, scope: list[Person]) -> None:
        heads = sum(person.sign for person in scope)
        if heads:
            each = number(measure, "amount") * number(measure, "per_week") * WEEKS / heads
            self._change(scope, lambda person: with_added(person, each, measure))

    def _on_call(self, measure: Terms, start: date, scope: list[Person]) -> None:
        if any(person.band.startswith(("8", "9")) for person in scope):
            self.result.warnings.add("senior_call_outs")
        heads = sum(person.sign for person in scope)
        if not heads:
            return
        sessions = number(measure, "sessions_per_week", 0) * number(measure, "session_amount", 0) * WEEKS / heads
        rate = self._average(scope, lambda person: hourly(person, self.full_time_basic(person)))
        call_outs = number(measure, "callout_hours_per_week", 0) * WEEKS * Fraction(3, 2) * rate / heads
        self._change(
            scope,
            lambda person: replace(with_added(person, sessions, measure), call_outs=person.call_outs + call_outs),
        )

    def _rrp(self, measure: Terms, start: date, scope: list[Person]) -> None:
        percent = number(measure, "percent")
        if measure.values["term"] == "long":
            self._change(scope, lambda person: replace(person, rrp_long=person.rrp_long + percent))
        else:
            self._change(scope, lambda person: replace(person, rrp_short=person.rrp_short + percent))
        self.warn_of_premiums()

    def _unsocial_rates(self, measure: Terms, start: date, scope: list[Person]) -> None:
        def replaced(person: Person) -> Person:
            table = dict(person.unsocial)
            for group, rates in measure.values["rates"].items():  # type: ignore[attr-defined]
                saturday, sunday = table[group]
                table[group] = (
                    Fraction(rates.get("saturday_night", saturday)),
                    Fraction(rates.get("sunday_holiday", sunday)),
                )
            return replace(person, unsocial=tuple(sorted(table.items())))

        self._change(scope, replaced)

    # -- regrade -------------------------------------------------------------------------------------------------

    def _regrade(self, place: int, measure: Terms, start: date, scope: list[Person]) -> bool:
        to_band = str(measure.values["to_band"])
        moved = self.placements[place]
        if self.day == start:
            candidates = [person for person in scope if person.band != to_band]
            for person in chosen(candidates, measure):
                moved[person.seat] = self._place_in(person, to_band)
            found = bool(candidates)
        else:
            found = False
        self.people = [
            self._moved(person, moved[person.seat], place) if person.seat in moved else person for person in self.people
        ]
        return found

    def _place_in(self, person: Person, to_band: str) -> Placement:
        """The lowest step at which basic + unsocial + long-term rrp rises; without one the top step, pay held."""
        old = paid_elements(person, self.full_time_basic(person))
        steps = [point.step for point in self.tables.points(to_band, self.day)]
        for step in steps:
            there = replace(person, band=to_band, step=step, held=None)
            if sum(promotion_elements(there, self.full_time_basic(there))) > sum(old):
                return Placement(to_band, step, self.day, None, NOUGHT, NOUGHT)
        return Placement(to_band, steps[-1], self.day, *old)

    def _moved(self, person: Person, placement: Placement, place: int) -> Person:
        step = placement.step
        if person.line.next_step is not None:
            step = progressed(placement.band, step, placement.since, self.tables, self.day)
        held = None
        if placement.basic_held is not None and not placement.hold_is_over:
            held = Held(place, placement.basic_held, placement.rrp_held, placement.unsocial_held)
        return replace(person, band=placement.band, step=step, held=held)

    # -- hours ---------------------------------------------------------------------------------------------------

    def _average(self, scope: list[Person], what) -> Fraction:  # type: ignore[no-untyped-def]
        """WTE-weighted; nought where the scope has no WTE."""
        wte = sum(person.sign * person.w for person in scope)
        if not wte:
            return NOUGHT
        return sum((person.sign * person.w * what(person) for person in scope), NOUGHT) / wte

    def _buy_back(self, measure: Terms, scope: list[Person], lost: Fraction) -> None:
        """``lost`` hours a year; the hours bought replace some of them."""
        bought = lost * number(measure, "backfill", 0)
        self.result.hours_lost[self.year] += (lost - bought) / 12
        how = measure.values.get("backfill_rate", "plain")
        if how == "agency":
            self.add("backfill", bought * number(measure, "agency_hourly", 0) / 12)
            return
        rate = self._average(scope, lambda person: hourly(person, self.full_time_basic(person)))
        if how == "overtime":
            rate *= Fraction(3, 2)
        amount = bought * rate * (1 + number(measure, "holiday_pay", 0)) / 12
        self.add("backfill", amount)
        self.add("nic", amount * self.tables.ni_rate(self.day))
        self.add("levy", amount * self.tables.levy_rate())
        if how == "plain":
            members = self._average(scope, lambda person: Fraction(person.line.pension_share))
            self.add("pension", amount * self.tables.pension_rate(self.day) * members)

    def _working_week(self, measure: Terms, start: date, scope: list[Person]) -> None:
        hours = number(measure, "hours")
        lost = sum((person.sign * person.w * (person.week - hours) * WEEKS for person in scope), NOUGHT)
        changed = self._change(scope, lambda person: replace(person, week=hours))
        self._buy_back(measure, changed, lost)

    def _annual_leave(self, measure: Terms, start: date, scope: list[Person]) -> None:
        days = number(measure, "days")
        lost = sum((person.sign * person.w * days * person.week / 5 for person in scope), NOUGHT)
        self._buy_back(measure, scope, lost)

    def _paid_release(self, measure: Terms, start: date, scope: list[Person]) -> None:
        day_off = self._average(scope, lambda person: person.week) / 5
        people = sum(person.sign for person in scope) if measure.values.get("per", "all") == "person" else 1
        self._buy_back(measure, scope, number(measure, "days") * day_off * people)

    def _sickness_change(self, measure: Terms, start: date, scope: list[Person]) -> None:
        points = number(measure, "points")
        gained = sum((points * person.sign * person.w * person.week * WEEKS for person in scope), NOUGHT)
        self._buy_back(measure, scope, -gained)

    # -- posts and people who leave ------------------------------------------------------------------------------

    def _posts(self, place: int, measure: Terms, start: date) -> None:
        self._take_on(place, measure, int(number(measure, "headcount")), number(measure, "wte"))

    def _take_on(self, place: int, measure: Terms, headcount: int, wte: Fraction) -> None:
        """A line of its own, after the establishment and the lines of measures before; named where it says so."""
        if headcount:
            order = len(self.tables.case.staff) + place
            line = line_from(measure, headcount, wte)
            self.people += seat_people(order, line, measure.values.get("id"), self.tables, self.day)  # type: ignore[arg-type]
            self.warn_of_premiums()

    def _agency_replacement(self, place: int, measure: Terms, start: date) -> None:
        hours = number(measure, "hours_per_week")
        self.add("backfill", -hours * number(measure, "agency_hourly") * WEEKS / 12)
        wte = hours / self.tables.national_week(self.day) * (1 + number(measure, "headroom", "0.22"))
        whole = -(-wte.numerator // wte.denominator)
        heads = int(number(measure, "headcount", whole))
        self._take_on(place, measure, heads, wte)

    def _redundancy(self, place: int, measure: Terms, start: date) -> None:
        if self.day != start:
            return
        if "people" in measure.values:
            for one in measure.values["people"]:  # type: ignore[attr-defined]
                years = Fraction(one["service_years"])
                self._pay_redundancy(one, Fraction(years // 1), 1, Fraction(one.get("wte", 1)))
        else:
            group = measure.values
            heads = int(number(measure, "headcount"))
            self._pay_redundancy(group, number(measure, "service_years"), heads, number(measure, "wte"))

    def _pay_redundancy(self, who, years: Fraction, heads: int, wte: Fraction) -> None:  # type: ignore[no-untyped-def]
        """``heads`` people of ``wte`` together, each with ``years`` of service."""
        rules = self.tables.rates.redundancy
        if years < rules.least_years or not heads:
            return
        years = min(years, Fraction(rules.most_years))
        full_time = self.full_time_basic(Place(who["band"], who["step"]))
        premium = Fraction(who.get("rrp_long_term", 0))
        share, least, most = self.tables.hcas(who.get("hcas", "none"), self.day)
        supplement = min(max(share * full_time * (1 + premium), least), most)
        month = (full_time + supplement + full_time * premium) * Fraction("4.35") * Fraction(7, 365)
        if rules.floor is not None:
            month = max(month, Fraction(rules.floor) / 12)
        if rules.cap is not None:
            month = min(month, Fraction(rules.cap) / 12)
        paid = month * years * wte
        self.add("redundancy", paid)
        taxable = max(NOUGHT, paid / heads - Fraction(rules.nic_free)) * heads
        self.add("nic", taxable * self.tables.ni_rate(self.day))

    def _pay_protection(self, place: int, measure: Terms, start: date) -> None:
        months_since = (self.day.year - start.year) * 12 + self.day.month - start.month
        if months_since >= number(measure, "months"):
            return
        shares = measure.values.get("share_by_year", (1,))
        share = Fraction(shares[min(months_since // 12, len(shares) - 1)])  # type: ignore[index,arg-type]
        values = measure.values
        old = self.full_time_basic(Place(str(values["from_band"]), str(values["from_step"])))
        new = self.full_time_basic(Place(str(values["to_band"]), str(values["to_step"])))
        amount = max(NOUGHT, old - new) * share * number(measure, "headcount") / 12
        self.add("allowances", amount)
        self.add("nic", amount * self.tables.ni_rate(self.day))
        self.add("levy", amount * self.tables.levy_rate())
        members = number(measure, "pension_share", "0.9")
        self.add("pension", amount * self.tables.pension_rate(self.day) * members)

    # -- money that is not pay -----------------------------------------------------------------------------------

    def _turnover_change(self, place: int, measure: Terms, start: date) -> None:
        self.add("income", -number(measure, "leavers_avoided") * number(measure, "cost_per_leaver") / 12)

    def _non_pay(self, place: int, measure: Terms, start: date) -> None:
        self.add("non_pay", self._money(measure, start))

    def _income(self, place: int, measure: Terms, start: date) -> None:
        self.add("income", -self._money(measure, start))

    def _money(self, measure: Terms, start: date) -> Fraction:
        amount = number(measure, "amount")
        if not measure.values.get("recurrent", True):
            return amount if self.day == start else NOUGHT
        later = FinancialYear.of(self.day).start - FinancialYear.of(start).start
        return amount * (1 + number(measure, "yearly_growth", 0)) ** later / 12
