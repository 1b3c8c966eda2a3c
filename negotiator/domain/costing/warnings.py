"""What the reader must know about a costing, as problems with codes (costing method, sections 2, 4, 5 and 7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import cast

from negotiator.domain.costing.calendar import Calendar
from negotiator.domain.costing.case import CostingCase
from negotiator.domain.costing.effects import MOST_RRP
from negotiator.domain.costing.floor import Breach
from negotiator.domain.costing.kinds import KINDS
from negotiator.domain.costing.planned import Planned
from negotiator.domain.costing.projected import Projected
from negotiator.domain.money import round_to_penny
from negotiator.domain.periods import FinancialYear
from negotiator.domain.problems import Problem
from negotiator.domain.rates import Rates

LARGE = Decimal("0.25")
_LAST_PENSION_YEAR = FinancialYear(2026)
"""New employer rates follow the 2024 valuation from 1 April 2027."""


def case_warnings(case: CostingCase, rates: Rates, calendar: Calendar, baseline: Projected) -> tuple[Problem, ...]:
    """The warnings of the baseline, which stand in every option."""
    return (
        *_award_warnings(case, calendar),
        *_rate_warnings(case, rates),
        *_premium_warning(case),
        *floor_warning(baseline.breaches, calendar),
    )


def option_warnings(
    measures: Sequence[Planned], projected: Projected, known: Sequence[Breach], calendar: Calendar
) -> tuple[Problem, ...]:
    """The warnings that an option's own measures bring. The datum ``measure`` is the measure's place, from 0."""
    found: list[Problem] = []
    labels = Counter(measure.label for measure in measures)
    for measure in measures:
        number, label = measure.number, measure.label
        if labels[label] > 1:  # a label of several measures does not say which is meant: its place does
            label = f"{label}, measure[{number + 1}]"
        which = {"label": label, "measure": number}
        for field in ("percent", "yearly_growth"):
            share = measure.terms.values.get(field)
            if share is not None and cast(Decimal, share) > LARGE:
                found.append(Problem("large_percentage", "", {**which, "share": _plain(cast(Decimal, share))}))
        if KINDS[measure.terms.kind].scoped and number not in projected.touched:
            found.append(Problem("empty_scope", "", which))
        if number in projected.premium_above:
            found.append(Problem("rrp_over_30", "", which))
        if projected.held.get(number):
            data = {**which, "heads": f"{projected.held[number]:,}", "band": measure.terms.values["to_band"]}
            found.append(Problem("pay_held", "", data))
        if number in projected.senior_in_scope:
            found.append(Problem("senior_call_outs", "", which))
    places = {(breach.band, breach.step, month) for breach in known for month in range(breach.first, breach.beyond)}
    new = [
        breach
        for breach in projected.breaches
        if any((breach.band, breach.step, month) not in places for month in range(breach.first, breach.beyond))
    ]
    return (*found, *floor_warning(new, calendar))


def floor_warning(breaches: Sequence[Breach], calendar: Calendar) -> tuple[Problem, ...]:
    """One warning for all places and months below the living wage, led by the worst of them."""
    if not breaches:
        return ()
    worst = min(breaches, key=lambda breach: (breach.hourly - breach.floor, breach.first))
    data = {
        "band": worst.band,
        "step": worst.step,
        "hourly": f"{round_to_penny(worst.hourly):f}",
        "floor": f"{round_to_penny(worst.floor):f}",
        "month": f"{calendar.day_of(worst.first):%B %Y}",
        "count": str(len(breaches)),
    }
    return (Problem("below_living_wage", "", data),)


def _award_warnings(case: CostingCase, calendar: Calendar) -> Iterable[Problem]:
    assumed = calendar.assumed_years()
    last = calendar.last_scale_year
    given = [year for year in assumed if year in case.awards]
    missing = [year for year in assumed if year not in case.awards]
    ignored = [year for year in case.awards if FinancialYear.parse(year) <= last]
    if given:
        yield Problem("award_assumed", "", {"last_year": last.label, "years": ", ".join(given)})
    if missing:
        yield Problem("award_not_set", "", {"years": ", ".join(missing)})
    if ignored:
        yield Problem("award_ignored", "", {"years": ", ".join(ignored)})
    for year, award in case.awards.items():
        if award > LARGE:
            yield Problem("large_percentage", "", {"label": year, "share": _plain(award)})


def _rate_warnings(case: CostingCase, rates: Rates) -> Iterable[Problem]:
    carried = [
        year.label
        for year in case.horizon
        if year.label not in rates.employer_ni or year.label not in rates.employer_pension
    ]
    if carried:
        yield Problem("rates_carried_forward", "", {"years": ", ".join(carried)})
    assumed = [year.label for year in case.horizon if year > _LAST_PENSION_YEAR]
    if assumed:
        yield Problem("pension_rate_assumed", "", {"years": ", ".join(assumed)})


def _premium_warning(case: CostingCase) -> Iterable[Problem]:
    for line in case.staff:
        if (
            line.headcount
            and (line.rrp_long_term or line.rrp_short_term)
            and _above(line.rrp_long_term, line.rrp_short_term)
        ):
            yield Problem("rrp_over_30", "", {"label": line.name})
            return


def _above(long_term: Decimal, short_term: Decimal) -> bool:
    return Fraction(long_term) + Fraction(short_term) > MOST_RRP


def _plain(share: Decimal) -> str:
    return f"{share:f}"
