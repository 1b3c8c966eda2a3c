"""The views of one result (method, sections 3, 5 and 7), in the shape of the method's JSON, figures as Decimals."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from negotiator.domain.costing.case import CaseOption, CostingCase
from negotiator.domain.costing.result import COMPONENTS
from negotiator.domain.money import round_to_penny
from negotiator.domain.proposals import Terms
from negotiator.domain.rates import Rates
from tests.slow_reference.projection import Projection, project
from tests.slow_reference.tables import Tables

Costs = dict[str, Decimal]
ALWAYS_ONCE = ("lump_sum", "redundancy", "pay_protection")


def cost(case: CostingCase, rates: Rates) -> dict[str, object]:
    """Everything that the method's JSON holds."""
    tables = Tables(case, rates)
    baseline = project(case, tables, (), case.horizon)
    nothing = Projection()
    return {
        "basis": case.basis,
        "years": [year.label for year in case.horizon],
        "baseline": {year.label: costs(nothing, baseline, year.label) for year in case.horizon},
        "options": [option_view(case, tables, baseline, option) for option in case.options],
    }


def costs(without: Projection, with_it: Projection, year: str) -> Costs:
    """Each component rounded once; the total adds what was rounded."""
    parts = {name: round_to_penny(with_it.amounts[name, year] - without.amounts[name, year]) for name in COMPONENTS}
    return {**parts, "total": sum(parts.values(), Decimal("0.00"))}


def is_recurrent(case: CostingCase, measure: Terms) -> bool:
    ends_early = measure.end is not None and measure.end < (case.first_year + case.years).first_day
    return measure.kind not in ALWAYS_ONCE and measure.values.get("recurrent", True) is True and not ends_early


def option_view(case: CostingCase, tables: Tables, baseline: Projection, option: CaseOption) -> dict[str, object]:
    measures = option.measures
    labels = [year.label for year in case.horizon]
    whole = project(case, tables, measures, case.horizon)
    years = {label: costs(baseline, whole, label) for label in labels}

    lists = [project(case, tables, measures[:n], case.horizon) for n in range(len(measures))] + [whole]
    shares = {
        label: shared_out(
            [after.total(label) - before.total(label) for before, after in pairwise(lists)],
            years[label]["total"],
        )
        for label in labels
    }
    recurrent = [is_recurrent(case, measure) for measure in measures]

    first = case.horizon[:1]
    lasting = tuple(replace(m, start=None, end=None) for m, stays in zip(measures, recurrent, strict=True) if stays)
    full_year = project(case, tables, lasting, first)
    totals = {label: years[label]["total"] for label in labels}
    return {
        "name": option.name,
        "years": years,
        "full_year_effect": costs(project(case, tables, (), first), full_year, labels[0]),
        "recurrent": {label: sum_where(shares[label], recurrent, True) for label in labels},
        "non_recurrent": {label: sum_where(shares[label], recurrent, False) for label in labels},
        "cumulative": sum(totals.values(), Decimal("0.00")),
        "net_present_cost": round_to_penny(
            sum(
                (Fraction(totals[label]) / (1 + Fraction(case.discount)) ** k for k, label in enumerate(labels)),
                Fraction(0),
            )
        ),
        "hours_lost": {label: round_to_penny(whole.hours_lost[label]) for label in labels},
        "measures": [
            {"label": measure.label or measure.kind, "years": {label: shares[label][n] for label in labels}}
            for n, measure in enumerate(measures)
        ],
        "warnings": whole.warnings | baseline.warnings,
    }


def sum_where(shares: list[Decimal], recurrent: list[bool], wanted: bool) -> Decimal:
    return sum((s for s, is_so in zip(shares, recurrent, strict=True) if is_so is wanted), Decimal("0.00"))


def shared_out(exact: list[Fraction], total: Decimal) -> list[Decimal]:
    """Shares to the penny that add up to the option's total (method, section 3, measure shares)."""
    pennies = [amount * 100 for amount in exact]
    whole = [amount // 1 for amount in pennies]
    left = int(total * 100) - sum(whole)
    eligible = [n for n, amount in enumerate(pennies) if amount != 0]
    largest_first = sorted(eligible, key=lambda n: (-(pennies[n] - whole[n]), n))
    smallest_first = sorted(eligible, key=lambda n: (pennies[n] - whole[n], n))
    while left and eligible:
        for n in largest_first if left > 0 else smallest_first:
            if left:
                whole[n] += 1 if left > 0 else -1
                left -= 1 if left > 0 else -1
    return [Decimal(amount).scaleb(-2) for amount in whole]
