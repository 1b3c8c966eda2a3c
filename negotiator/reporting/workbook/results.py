"""The sheet of results of one proposal: each option by component and year, checked against the application."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from negotiator.domain.costing.result import COMPONENTS, OptionCost
from negotiator.domain.pack_content import without_letter
from negotiator.reporting.workbook.amounts import ONE, Amount, number, total
from negotiator.reporting.workbook.content import ProposalCosting
from negotiator.reporting.workbook.formulas import Figures
from negotiator.reporting.workbook.sheets import Sheet, column_name
from negotiator.wording import pack_words as words
from negotiator.wording import workbook_words as said


class Results:
    """Writes the results. ``figures`` are formulas by option; an option without them shows the application's figures.

    ``discount`` is the cell of the discount rate, None where there are no inputs.
    """

    def __init__(
        self,
        sheet: Sheet,
        costing: ProposalCosting,
        confidentiality: str,
        figures: Mapping[int, Figures],
        discount: Amount | None,
    ) -> None:
        self.sheet, self.costing, self._discount = sheet, costing, discount
        sheet.text(0, costing.name, "title")
        sheet.next()
        sheet.text(0, confidentiality, "muted")
        sheet.next(2)
        for n, cost in enumerate(costing.result.options):
            self._option(n, cost, figures.get(n))

    def _option(self, n: int, cost: OptionCost, figures: Figures | None) -> None:
        sheet, years = self.sheet, list(cost.years)
        letter = self.costing.letters[n]
        sheet.text(0, f"Option {letter}: {without_letter(cost.name, letter)}", "part")
        sheet.next()
        sheet.text(0, said.AGAINST_NO_CHANGE, "head")
        sheet.texts([*years, said.ALL_YEARS, words.FULL_YEAR], "head_right", 1)
        sheet.next()
        first = sheet.row
        for component in COMPONENTS:
            sheet.text(0, words.COMPONENTS[component])
            for k, year in enumerate(years):
                shown = Fraction(cost.years[year].components[component])
                self._figure(1 + k, figures.years[component, year] if figures else None, shown)
            across = sum((Fraction(cost.years[year].components[component]) for year in years), Fraction(0))
            row = sheet.row + 1
            sheet.put(1 + len(years), Amount(across, f"SUM(B{row}:{column_name(len(years))}{row})"))
            shown = Fraction(cost.full_year_effect.components[component])
            self._figure(2 + len(years), figures.full[component] if figures else None, shown)
            sheet.next()
        totals = self._total_row(first, sheet.row - 1, cost, years)
        self._checks(cost, years, totals)
        self._views(cost, years, totals, figures)
        self._shares(cost, years)
        sheet.next(2)

    def _figure(self, column: int, amount: Amount | None, shown: Fraction) -> None:
        """A component: worked out and rounded once, or where there are no formulas the application's figure."""
        if amount is None or amount.is_nought:
            self.sheet.constant(column, shown, "money" if amount is not None else "fixed")
            return
        rounded = Amount(shown, f"ROUND(ROUND({amount.text},7),2)")
        self.sheet.put(column, rounded)

    def _total_row(self, first: int, last: int, cost: OptionCost, years: Sequence[str]) -> list[Amount]:
        sheet = self.sheet
        sheet.text(0, "Total", "total")
        values = [Fraction(cost.years[year].total) for year in years]
        values += [sum(values, Fraction(0)), Fraction(cost.full_year_effect.total)]
        found = []
        for column, value in enumerate(values, start=1):
            text = f"SUM({sheet.span(column, first, last)})"
            found.append(sheet.put(column, Amount(value, text), "money_total"))
        sheet.next()
        return found

    def _checks(self, cost: OptionCost, years: Sequence[str], totals: Sequence[Amount]) -> None:
        sheet = self.sheet
        shown = [Fraction(cost.years[year].total) for year in years]
        shown += [Fraction(cost.cumulative), Fraction(cost.full_year_effect.total)]
        sheet.text(0, said.APPLICATION_FIGURE, "muted")
        figures = [sheet.constant(column, value, "fixed") for column, value in enumerate(shown, start=1)]
        sheet.next()
        sheet.text(0, said.DIFFERENCE, "muted")
        for column, (here, there) in enumerate(zip(totals, figures, strict=True), start=1):
            rounded = Amount(here.value - there.value, f"ROUND({here.text}-{there.text},2)")
            sheet.put(column, rounded)
        sheet.next()

    def _views(self, cost: OptionCost, years: Sequence[str], totals: Sequence[Amount], figures: Figures | None) -> None:
        sheet = self.sheet
        sheet.text(0, words.NET_PRESENT)
        rate = self._discount if figures and self._discount else number(self.costing.discount)
        parts = [amount / _power(ONE + rate, k) for k, amount in enumerate(totals[: len(years)])]
        present = Amount(Fraction(cost.net_present_cost), f"ROUND(ROUND({total(parts).text},7),2)")
        sheet.put(1, present)
        sheet.next()
        if any(cost.hours_lost.values()):
            sheet.text(0, said.HOURS)
            for k, year in enumerate(years):
                self._figure(1 + k, figures.hours[year] if figures else None, Fraction(cost.hours_lost[year]))
            sheet.next()

    def _shares(self, cost: OptionCost, years: Sequence[str]) -> None:
        sheet = self.sheet
        if not cost.measures:
            return
        sheet.text(0, said.BY_MEASURE, "muted")
        sheet.next()
        for measure in cost.measures:
            sheet.text(0, measure.label or words.measure_kind(measure.kind))
            for k, year in enumerate(years):
                sheet.constant(1 + k, Fraction(measure.years[year]), "fixed")
            every = sum((Fraction(measure.years[year]) for year in years), Fraction(0))
            sheet.constant(1 + len(years), every, "fixed")
            sheet.constant(2 + len(years), Fraction(measure.full_year), "fixed")
            sheet.next()


def _power(amount: Amount, exponent: int) -> Amount:
    if exponent == 0:
        return ONE
    return Amount(amount.value**exponent, f"({amount.text})^{exponent}")
