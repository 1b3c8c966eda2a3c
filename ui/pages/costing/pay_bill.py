"""An option set against the mandate and the pay bill, and what drifts by itself: the work of jobs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import QCoreApplication

from negotiator.domain.costing.case import CaseOption, CostingCase
from negotiator.domain.proposals import Mandate, Terms
from negotiator.wording.figures import NOUGHT_IN_TABLE, amount, money, number, share
from ui.pages.costing.views import Ask, Place, TableView, Workings
from ui.pages.costing.workings import full_year_case
from ui.widgets import Working

FULL = "full"
NOUGHT = Decimal("0.00")


def tr(text: str) -> str:
    return QCoreApplication.translate("CostingPayBill", text)


class _Rows:
    """Gathers rows with what explains their figures."""

    def __init__(self, columns: tuple[str, ...]) -> None:
        self.columns = columns
        self.rows: list[tuple[str, ...]] = []
        self.workings: dict[Place, Workings] = {}
        self.strong: set[int] = set()

    def add(
        self,
        label: str,
        cells: Mapping[str, str],
        explain: Callable[[str], Workings | None] = lambda column: None,
        *,
        strong: bool = False,
    ) -> None:
        """A row; a column without a cell shows a dash and is explained by nothing."""
        place = len(self.rows)
        self.rows.append((label, *(cells.get(column, NOUGHT_IN_TABLE) for column in self.columns)))
        if strong:
            self.strong.add(place)
        for number_of, column in enumerate(self.columns, start=1):
            found = explain(column) if column in cells else None
            if found is not None:
                self.workings[place, number_of] = found

    def view(self, heads: tuple[str, ...], words: str, lacks: str = "") -> TableView:
        return TableView(heads, tuple(self.rows), words, frozenset(self.strong), self.workings, lacks=lacks)


def affordability_table(case: CostingCase, edition: str, place: int, mandate: Mandate | None) -> TableView:
    """An option by year and in a full year: on both bases, against the envelope, the pay bill and the hours."""
    from negotiator.domain.costing.engine import Costing
    from negotiator.domain.costing.views import both_bases, option_view, staff_by_year
    from negotiator.services.lookups import rates

    costing = Costing(case, rates(case.jurisdiction, edition))
    bases = both_bases(costing)
    result = bases[case.basis]
    years, option = result.years, result.options[place]
    view = option_view(costing, result, place)
    full_case = full_year_case(case, place, option)
    table = _Rows((FULL, *years))

    def totals(basis: str) -> dict[str, Decimal]:
        costed = bases[basis].options[place]
        return {FULL: costed.full_year_effect.total, **{year: costed.years[year].total for year in years}}

    def ask(basis: str) -> Callable[[str], Workings]:
        return lambda year: (
            Ask(full_case, 0, "total", years[0], basis) if year == FULL else Ask(case, place, "total", year, basis)
        )

    trust, whole, costs = totals("trust"), totals("whole-nhs"), totals(case.basis)
    for words, basis, found in (
        (tr("Cost, trust basis"), "trust", trust),
        (tr("Cost, whole-NHS basis"), "whole-nhs", whole),
    ):
        table.add(words, _amounts(found), ask(basis), strong=basis == case.basis)
    table.add(
        tr("Beyond the trust’s part"),
        {column: amount(whole[column] - trust[column]) for column in trust},
        lambda column: _less(
            tr("Cost, whole-NHS basis"), whole[column], tr("Cost, trust basis"), trust[column], tr("The difference")
        ),
    )
    limits = _limits(mandate, years)
    if limits:
        table.add(tr("Envelope"), _amounts(limits), lambda column: _given(tr("Said in the mandate"), limits[column]))
        table.add(
            tr("Inside, or above (−)"),
            {column: amount(limit - costs[column]) for column, limit in limits.items()},
            lambda column: _less(tr("Envelope"), limits[column], tr("Cost"), costs[column], tr("What is left")),
            strong=True,
        )
        reserve = mandate.reserve if mandate is not None else None
        if reserve:
            table.add(
                tr("With the reserve"),
                {column: amount(limit + reserve - costs[column]) for column, limit in limits.items()},
                lambda column: (
                    Working(
                        tr("Left with the reserve"),
                        money(limits[column] + reserve - costs[column], 2),
                        children=(
                            Working(tr("Envelope"), money(limits[column], 2)),
                            Working(tr("Reserve"), money(reserve, 2)),
                            Working(tr("Cost"), money(-costs[column], 2)),
                        ),
                    ),
                ),
            )
    first = years[0]  # a full year is set against the pay bill and the staff of the first
    staff = {FULL: staff_by_year(costing)[first], **staff_by_year(costing)}
    bill = {year: result.baseline[first if year == FULL else year].total for year in (FULL, *years)}
    for words, below, says, is_share in (
        (
            tr("Share of the pay bill"),
            {year: Fraction(bill[year]) for year in bill},
            tr("Pay bill without any option"),
            True,
        ),
        (tr("For each WTE"), {year: each.wte for year, each in staff.items()}, tr("WTE"), False),
        (tr("For each person"), {year: Fraction(each.heads) for year, each in staff.items()}, tr("People"), False),
    ):
        table.add(*_ratio(words, costs, below, says, is_share))
    table.add(
        tr("Hours lost, gained (−)"),
        {year: number(option.hours_lost[year]) if option.hours_lost[year] else NOUGHT_IN_TABLE for year in years},
        lambda year: _given(tr("Hours lost less hours bought"), option.hours_lost[year], tr("hours")),
    )
    table.add(
        tr("The same as WTE"),
        {year: number(view.hours_wte[year], 2) if view.hours_wte[year] else NOUGHT_IN_TABLE for year in years},
        lambda year: (
            Working(
                tr("Hours as WTE"),
                number(view.hours_wte[year], 2),
                tr("Hours lost over the hours of one WTE in a year: the national week times 365 days over 7"),
                children=(Working(tr("Hours lost less hours bought"), number(option.hours_lost[year], 2)),),
            ),
        ),
    )
    words = tr("{name}: {trust} over {n} on the trust basis, {nhs} on the whole-NHS basis.").format(
        name=option.name,
        trust=money(bases["trust"].options[place].cumulative),
        nhs=money(bases["whole-nhs"].options[place].cumulative),
        n=tr("1 year") if len(years) == 1 else tr("{n} years").format(n=len(years)),
    )
    if not limits:
        words += " " + tr("What you may agree is not said yet, so nothing here is set against an envelope.")
    return table.view((tr("£"), tr("Full year"), *years), words, "" if limits else "mandate")


def drift_table(case: CostingCase, edition: str, place: int) -> TableView:
    """The pay bill year by year: what grows by itself, apart from what the option adds; and what 1 % would cost."""
    from negotiator.domain.costing.engine import Costing
    from negotiator.domain.costing.views import cost_of_one_percent, drift
    from negotiator.services.lookups import rates

    costing = Costing(case, rates(case.jurisdiction, edition))
    result = costing.result()
    years, option = result.years, result.options[place]
    own, one = drift(costing), cost_of_one_percent(costing)
    bill = {year: result.baseline[year].total for year in years}
    table = _Rows(years)
    first = years[0]
    table.add(
        tr("{year} as it stands").format(year=first),
        dict.fromkeys(years, amount(own.standing)),
        lambda year: _given(tr("The pay bill of {year} if nobody moved up a step").format(year=first), own.standing),
    )
    for words, parts, how in (
        (
            tr("Drift: progression"),
            own.progression,
            tr("The pay bill as people reach their next step, less the same if nobody did"),
        ),
        (
            tr("Drift: pay awards"),
            own.awards,
            tr("The pay bill on each year’s scale, less the same on the scale of {year}").format(year=first),
        ),
        (
            tr("Drift: on-costs and hours"),
            own.rates,
            tr("What other rates of National Insurance, pension, levy and other national hours add"),
        ),
    ):
        table.add(words, _amounts(parts), _one(words, parts, how))
    table.add(
        tr("No change, the pay bill"),
        _amounts(bill),
        lambda year: Ask(case, None, "total", year, case.basis),
        strong=True,
    )
    costs = {year: option.years[year].total for year in years}
    name = option.name
    table.add(
        tr("{name} adds").format(name=name), _amounts(costs), lambda year: Ask(case, place, "total", year, case.basis)
    )
    table.add(
        tr("Pay bill with it"),
        {year: amount(bill[year] + costs[year]) for year in years},
        lambda year: (
            Working(
                tr("Pay bill with it"),
                money(bill[year] + costs[year], 2),
                children=(
                    Working(tr("No change, the pay bill"), money(bill[year], 2)),
                    Working(name, money(costs[year], 2)),
                ),
            ),
        ),
        strong=True,
    )
    uplift = replace(case, options=(CaseOption("1%", (Terms("pay_uplift", values={"percent": Decimal("0.01")}),)),))
    per_cent = {year: one.years[year].total for year in years}
    table.add(
        tr("Cost of 1 % on basic pay"), _amounts(per_cent), lambda year: Ask(uplift, 0, "total", year, case.basis)
    )
    table.add(
        tr("{name} in per cent of basic pay").format(name=name.split(" · ")[0]),
        {year: _per_cent(costs[year], per_cent[year]) for year in years},
        lambda year: _over(
            costs[year],
            tr("Cost of 1 % on basic pay"),
            money(per_cent[year], 2),
            _per_cent(costs[year], per_cent[year]),
        ),
    )
    words = tr(
        "Drift is what no change costs more than {first} as it stands. It comes with or without the deal, "
        "and neither side claims it. The cost of 1 % is an uplift of basic pay for everyone, with on-costs."
    ).format(first=first)
    return table.view((tr("£"), *years), words, "" if case.staff else "people")


def _limits(mandate: Mandate | None, years: tuple[str, ...]) -> dict[str, Decimal]:
    """The envelope of each column that has one; a year without one of its own takes that of a full year."""
    if mandate is None:
        return {}
    found = {year: mandate.envelope_by_year.get(year, mandate.envelope) for year in years}
    return {column: limit for column, limit in {FULL: mandate.envelope, **found}.items() if limit is not None}


def _one(words: str, parts: Mapping[str, Decimal], how: str) -> Callable[[str], Workings]:
    return lambda year: (Working(words, money(parts[year], 2), how),)


def _given(label: str, value: Decimal, unit: str = "") -> tuple[Working, ...]:
    return (Working(label, f"{number(value, 2)} {unit}" if unit else money(value, 2)),)


def _less(label: str, value: Decimal, taken: str, less: Decimal, outcome: str) -> tuple[Working, ...]:
    parts = (Working(label, money(value, 2)), Working(taken, money(-less, 2)))
    return (Working(outcome, money(value - less, 2), children=parts),)


def _ratio(
    words: str, costs: Mapping[str, Decimal], below: Mapping[str, Fraction], says: str, is_share: bool
) -> tuple[str, dict[str, str], Callable[[str], Workings]]:
    """A row of costs over something: a share where that is money, else pounds and pence for each."""

    def figure(column: str) -> str:
        if not below[column]:
            return NOUGHT_IN_TABLE
        value = _decimal(Fraction(costs[column]) / below[column])
        return share(value) if is_share else amount(value, 2)

    def lower(column: str) -> str:
        value = _decimal(below[column])
        return money(value, 2) if is_share else number(value, 0 if value == value.to_integral_value() else 2)

    return (
        words,
        {column: figure(column) for column in costs},
        lambda column: _over(costs[column], says, lower(column), figure(column)),
    )


def _over(cost: Decimal, label: str, below: str, outcome: str) -> tuple[Working, ...]:
    parts = (Working(tr("Cost"), money(cost, 2)), Working(label, below))
    return (Working(tr("Cost over what stands below it"), outcome, children=parts),)


def _amounts(values: Mapping[str, Decimal]) -> dict[str, str]:
    return {column: amount(value) for column, value in values.items()}


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _per_cent(cost: Decimal, one: Decimal) -> str:
    return share(cost / one / 100) if one else NOUGHT_IN_TABLE
