"""What each person of the establishment is paid a year at one month's terms, without and with an option, one by one."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction

from negotiator.domain.costing.case import CaseOption, CostingCase
from negotiator.domain.proposals import Terms
from negotiator.domain.rates import Rates
from tests.slow_reference.people import Person, yearly_pay
from tests.slow_reference.projection import Month, project
from tests.slow_reference.tables import Tables

PaidAlike = tuple[str | None, str, str, Fraction, Fraction, Fraction, Fraction]
"""Line; band and step without the option; gross without and with it; pensionable pay without and with it."""


def people_pay(case: CostingCase, rates: Rates, option: CaseOption, day: date) -> Counter[PaidAlike]:
    """How many people are paid so; without posts of measures and without what is paid once."""
    lasting = tuple(terms for terms in option.measures if terms.kind != "lump_sum")
    before, after = (_paid(case, rates, measures, day) for measures in ((), lasting))
    return Counter(
        (person.name, person.band, person.step, gross, after[seat][1], pensionable, after[seat][2])
        for seat, (person, gross, pensionable) in before.items()
    )


def _paid(
    case: CostingCase, rates: Rates, measures: tuple[Terms, ...], day: date
) -> dict[tuple[int, int], tuple[Person, Fraction, Fraction]]:
    tables = Tables(case, rates)
    found: dict[tuple[int, int], tuple[Person, Fraction, Fraction]] = {}

    def see(month: Month) -> None:
        if month.day != day:
            return
        for person in month.people:
            if person.seat[0] < len(case.staff):
                pay = yearly_pay(person, month.full_time_basic(person), tables.hcas(person.line.hcas, day))
                pensionable = pay.basic + pay.rrp_long + pay.hcas + pay.unsocial + pay.additional_hours
                gross = pensionable + pay.rrp_short + pay.overtime_beyond + pay.allowances
                found[person.seat] = (person, gross, pensionable + pay.pensionable_allowances)

    project(case, tables, measures, case.horizon, see)
    return found
