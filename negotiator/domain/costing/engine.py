"""The costing itself: from a case and rates to exact pennies (costing method, sections 3 and 5).

`cost` is what most callers need. `Costing` keeps the exact projections behind the figures, so that another basis, a
view, an explanation, or the same case with one measure changed need not begin anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from negotiator.domain.costing.arithmetic import add_into
from negotiator.domain.costing.calendar import MONTHS, Calendar
from negotiator.domain.costing.case import CaseOption, CostingCase
from negotiator.domain.costing.cells import BaseTables
from negotiator.domain.costing.checks import (
    check_options,
    check_options_against,
    check_staff,
    check_staff_against,
)
from negotiator.domain.costing.people import Rows, rows_of
from negotiator.domain.costing.planned import Planned, planned
from negotiator.domain.costing.projected import Amounts, Leading, Projected
from negotiator.domain.costing.projection import Projection
from negotiator.domain.costing.result import COMPONENTS, CostingResult, Costs, MeasureCost, OptionCost
from negotiator.domain.costing.shares import shares_in_pennies
from negotiator.domain.costing.warnings import case_warnings, option_warnings
from negotiator.domain.money import from_pennies, pennies_of, round_to_penny, total_of
from negotiator.domain.periods import FinancialYear
from negotiator.domain.problems import Problem
from negotiator.domain.rates import Rates

_NOTHING = Fraction(0)


def cost(case: CostingCase, rates: Rates, before: Costing | None = None) -> CostingResult:
    """What each option costs over what would be without it. ``before``: a costing to take over what is the same from.

    Raises Refused where the case contradicts itself or asks for years or steps that the rates do not know.
    """
    return Costing(case, rates, before).result()


@dataclass(frozen=True)
class OptionProjection:
    """The exact projections of one option: over the horizon, and of a full year of its recurrent measures alone."""

    measures: tuple[Planned, ...]
    horizon: Projected
    recurrent: tuple[Planned, ...]
    full_year: Projected


class Costing:
    """One case costed. What does not differ from ``before`` is taken over from it, not worked out again."""

    def __init__(self, case: CostingCase, rates: Rates, before: Costing | None = None) -> None:
        self.case = case
        self.rates = rates
        same = before is not None and before.rates is rates and _same_baseline(before.case, case)
        if not same:
            check_staff(case)
            check_staff_against(case, rates)
        self._line_names: frozenset[str] = (
            before._line_names if before and same else frozenset(line.name for line in case.staff)
        )
        self._heads: int = before._heads if before and same else sum(line.headcount for line in case.staff)
        check_options(case, self._line_names, self._heads)
        check_options_against(case, rates)
        self.calendar: Calendar = before.calendar if before and same else Calendar(case, rates)
        self.rows: Rows = before.rows if before and same else rows_of(case.staff, self.calendar)
        self.kept: BaseTables = before.kept if before and same else BaseTables()
        self.baseline: Projected = (
            before.baseline if before and same else Projection(self.calendar, self.rows, (), kept=self.kept).run()
        )
        self.warnings: tuple[Problem, ...] = (
            before.warnings if before and same else case_warnings(case, rates, self.calendar, self.baseline)
        )
        self.options: tuple[OptionProjection, ...] = tuple(
            (before._known(option) if before and same else None)
            or self._project(option, before.options if before and same else ())
            for option in case.options
        )
        self._results: dict[tuple[int, str], tuple[CaseOption, OptionCost]] = {}
        if before and same and before.case.discount == case.discount:
            alive = {id(projection) for projection in self.options}
            self._results = {key: kept for key, kept in before._results.items() if key[0] in alive}

    def _known(self, option: CaseOption) -> OptionProjection | None:
        """The projection of an option with the same measures."""
        for known, projection in zip(self.case.options, self.options, strict=True):
            if known.measures == option.measures:
                return projection
        return None

    def _project(self, option: CaseOption, earlier: Sequence[OptionProjection]) -> OptionProjection:
        """Project an option; what an earlier one with the same first measures knows of them is taken over."""
        measures = tuple(planned(terms, number, self.calendar) for number, terms in enumerate(option.measures))
        chosen = [measure.terms for measure in measures if measure.recurrent]
        recurrent = tuple(
            planned(replace(terms, start=None, end=None), number, self.calendar) for number, terms in enumerate(chosen)
        )
        horizon = self._run(measures, [Leading(known.measures, known.horizon) for known in earlier])
        full_year = self._run(recurrent, [Leading(known.recurrent, known.full_year) for known in earlier], MONTHS)
        return OptionProjection(measures, horizon, recurrent, full_year)

    def _run(self, measures: tuple[Planned, ...], earlier: Sequence[Leading], months: int | None = None) -> Projected:
        leading = max(earlier, key=lambda known: known.alike(measures), default=None)
        return Projection(self.calendar, self.rows, measures, kept=self.kept, leading=leading).run(months)

    # --- results

    def result(self, basis: str | None = None) -> CostingResult:
        """Everything, on the case's basis or on another."""
        basis = basis or self.case.basis
        years = tuple(year.label for year in self.case.horizon)
        own = self.warnings
        return CostingResult(
            basis=basis,
            years=years,
            baseline={
                year.label: self._costs(amounts, year, basis)
                for year, amounts in zip(self.case.horizon, self.baseline.baseline, strict=True)
            },
            options=tuple(
                self._option_once(option, projection, own, basis)
                for option, projection in zip(self.case.options, self.options, strict=True)
            ),
            warnings=own,
        )

    def _option_once(
        self, option: CaseOption, projection: OptionProjection, own: Sequence[Problem], basis: str
    ) -> OptionCost:
        """The figures of an option, kept until its projection goes."""
        key = (id(projection), basis)
        known = self._results.get(key)
        if known is None or known[0] != option:
            known = (option, self._option(option, projection, own, basis))
            self._results[key] = known
        return known[1]

    def _option(
        self, option: CaseOption, projection: OptionProjection, own: Sequence[Problem], basis: str
    ) -> OptionCost:
        horizon = self.case.horizon
        measures, added = projection.measures, projection.horizon.added
        years = {
            year.label: self._costs(_sum(of_measure[index] for of_measure in added), year, basis)
            for index, year in enumerate(horizon)
        }
        shares = {
            year.label: self._shares([of_measure[index] for of_measure in added], year, basis, years[year.label].total)
            for index, year in enumerate(horizon)
        }
        full = [of_measure[0] for of_measure in projection.full_year.added]
        full_year = self._costs(_sum(full), horizon[0], basis)
        full_shares = iter(self._shares(full, horizon[0], basis, full_year.total))
        totals = [costs.total for costs in years.values()]
        warnings = option_warnings(measures, projection.horizon, self.baseline.breaches, self.calendar)
        costs = tuple(
            MeasureCost(
                label=measure.label,
                kind=measure.terms.kind,
                recurrent=measure.recurrent,
                years={label: of_year[measure.number] for label, of_year in shares.items()},
                full_year=next(full_shares) if measure.recurrent else from_pennies(0),
                measure_id=option.measure_ids[measure.number] if option.measure_ids else "",
            )
            for measure in measures
        )
        return OptionCost(
            name=option.name,
            years=years,
            full_year_effect=full_year,
            recurrent=_of(costs, years, recurrent=True),
            non_recurrent=_of(costs, years, recurrent=False),
            cumulative=total_of(totals),
            net_present_cost=net_present(totals, self.case.discount),
            hours_lost={
                year.label: round_to_penny(sum((hours[index] for hours in projection.horizon.hours), Fraction(0)))
                for index, year in enumerate(horizon)
            },
            measures=costs,
            warnings=(*own, *warnings),
            option_id=option.id,
        )

    def exact(self, amounts: Amounts, year: FinancialYear, basis: str) -> dict[str, Fraction]:
        """Exact amounts by component, the pension at the rate of a basis."""
        found = dict.fromkeys(COMPONENTS, _NOTHING)
        for name, amount in amounts.items():
            if name == "pensionable":
                found["pension"] = amount * self.calendar.pension_rate(year, basis)
            else:
                found[name] = amount
        return found

    def _costs(self, amounts: Amounts, year: FinancialYear, basis: str) -> Costs:
        return Costs({name: round_to_penny(amount) for name, amount in self.exact(amounts, year, basis).items()})

    def _shares(self, added: Sequence[Amounts], year: FinancialYear, basis: str, total: Decimal) -> list[Decimal]:
        exact = [sum(filter(None, self.exact(amounts, year, basis).values()), _NOTHING) for amounts in added]
        return [from_pennies(share) for share in shares_in_pennies(exact, pennies_of(total))]


def net_present(totals: Sequence[Decimal], discount: Decimal) -> Decimal:
    """Yearly totals discounted to the first year, which is not discounted; rounded once."""
    factor = 1 + Fraction(discount)
    return round_to_penny(sum((Fraction(total) / factor**k for k, total in enumerate(totals)), Fraction(0)))


def _same_baseline(first: CostingCase, second: CostingCase) -> bool:
    return replace(first, options=(), basis="", discount=Decimal(0)) == replace(
        second, options=(), basis="", discount=Decimal(0)
    ) and (first.basis == second.basis or not first.pension_rates)


def _sum(parts: Iterable[Amounts]) -> Amounts:
    found: Amounts = {}
    for part in parts:
        add_into(found, part)
    return found


def _of(costs: Sequence[MeasureCost], years: Mapping[str, Costs], *, recurrent: bool) -> dict[str, Decimal]:
    return {year: total_of(cost.years[year] for cost in costs if cost.recurrent is recurrent) for year in years}
