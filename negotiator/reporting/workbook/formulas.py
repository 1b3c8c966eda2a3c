"""The sheets of inputs and workings of one proposal, and its figures as formulas on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from negotiator.domain.costing.calendar import MONTHS, Calendar
from negotiator.domain.costing.case import CaseOption
from negotiator.domain.costing.kinds import LINE_FIELDS
from negotiator.domain.costing.planned import Planned, planned
from negotiator.domain.costing.result import COMPONENTS, OptionCost
from negotiator.domain.establishment import StaffLine
from negotiator.domain.money import round_to_penny
from negotiator.domain.pack_content import without_letter
from negotiator.reporting.workbook.amounts import ONE, Amount, total
from negotiator.reporting.workbook.assumptions import (
    SOURCE_WIDTH,
    Assumptions,
    LineCells,
    MeasureCells,
    head_staff,
    write_line,
)
from negotiator.reporting.workbook.content import ProposalCosting
from negotiator.reporting.workbook.projection import Given, ProjectionSheet, Yearly
from negotiator.reporting.workbook.sheets import Sheet

AddSheet = Callable[[str, Sequence[int]], Sheet]
"""Adds a sheet of this name with columns of these widths."""

_WORKING_WIDTHS = (44, 20, 12, 10, *(15,) * 21)


@dataclass(frozen=True)
class Figures:
    """An option's amounts by component: in each year, and in a full year; its hours by year."""

    years: Mapping[tuple[str, str], Amount]
    full: Mapping[str, Amount]
    hours: Mapping[str, Amount]


class Formulas:
    """Writes the sheets of one proposal. ``figures`` by option; ``unlike`` are letters of options whose formulas do not
    give their figures to the penny, and which must then be ``left_out``."""

    def __init__(self, costing: ProposalCosting, add_sheet: AddSheet, left_out: frozenset[str]) -> None:
        self.costing, self._add_sheet, self._left_out = costing, add_sheet, left_out
        self.unlike: list[str] = []
        self.figures = self._project()

    def _project(self) -> dict[int, Figures]:
        """Each option's figures as formulas; an option whose formulas do not give its figures is left out and named."""
        case = self.costing.case
        assert case is not None
        rates = self.costing.rates
        calendar = Calendar(case, rates)
        inputs = self._add_sheet("Assumptions", (46, 18, SOURCE_WIDTH))
        measures = self._add_sheet("Measures", (46, 18, 30))
        scale = self._add_sheet("Scale", (8, 14, *(18,) * 10))
        staff = self._add_sheet("Staff", (26, 22, 8, 12, *(12,) * 12))
        assumptions = Assumptions(inputs, scale, case, rates, calendar)
        self.discount = assumptions.discount
        head_staff(staff, "Staff lines")
        lines = [write_line(staff, line, line.name) for line in case.staff]
        measures.text(0, "Measures", "title")
        measures.next(2)
        base_sheet = self._add_sheet("No change", _WORKING_WIDTHS)
        base = ProjectionSheet(
            base_sheet, "No change", Given(calendar, assumptions, lines, (), (), {}, calendar.months)
        ).yearly
        found: dict[int, Figures] = {}
        for n, option in enumerate(case.options):
            if self.costing.letters[n] in self._left_out:
                continue
            made = self._project_option(n, option, calendar, assumptions, lines, base, measures, staff)
            if _agrees(made, self.costing.result.options[n]):
                found[n] = made
            else:
                self.unlike.append(self.costing.letters[n])
        return found

    def _project_option(
        self,
        n: int,
        option: CaseOption,
        calendar: Calendar,
        assumptions: Assumptions,
        lines: Sequence[LineCells],
        base: Yearly,
        measures: Sheet,
        staff: Sheet,
    ) -> Figures:
        letter = self.costing.letters[n]
        measures.text(0, f"Option {letter}: {without_letter(option.name, letter)}", "title")
        measures.next(2)
        plan = [planned(terms, k, calendar) for k, terms in enumerate(option.measures)]
        cells = [MeasureCells(measures, one.terms, one.label) for one in plan]
        whole = self._run(f"Option {letter}", calendar, assumptions, lines, plan, cells, staff)
        lasting = [(one, of_one) for one, of_one in zip(plan, cells, strict=True) if one.recurrent]
        full_plan = [
            planned(replace(one.terms, start=None, end=None), k, calendar) for k, (one, _) in enumerate(lasting)
        ]
        full_cells = [of_one for _, of_one in lasting]
        full = self._run(
            f"Option {letter} full year", calendar, assumptions, lines, full_plan, full_cells, staff, MONTHS
        )
        labels = [year.label for year in calendar.years]
        return Figures(
            {(c, y): whole.of(c, y) - base.of(c, y) for c in COMPONENTS for y in labels},
            {c: full.of(c, labels[0]) - base.of(c, labels[0]) for c in COMPONENTS},
            {y: total(whole.hours.get(y, [])) for y in labels},
        )

    def _run(
        self,
        name: str,
        calendar: Calendar,
        assumptions: Assumptions,
        lines: Sequence[LineCells],
        plan: Sequence[Planned],
        cells: Sequence[MeasureCells],
        staff: Sheet,
        months: int | None = None,
    ) -> Yearly:
        posts = _posts(name, calendar, assumptions, plan, cells, staff)
        sheet = self._add_sheet(name, _WORKING_WIDTHS)
        return ProjectionSheet(
            sheet, name, Given(calendar, assumptions, lines, plan, cells, posts, months or calendar.months)
        ).yearly


def _posts(
    name: str,
    calendar: Calendar,
    assumptions: Assumptions,
    plan: Sequence[Planned],
    cells: Sequence[MeasureCells],
    staff: Sheet,
) -> dict[int, list[tuple[int, int, LineCells]]]:
    """The posts that measures bring, as staff lines beneath the establishment."""
    found: dict[int, list[tuple[int, int, LineCells]]] = {}
    for one, of_one in zip(plan, cells, strict=True):
        values = one.terms.values
        if one.terms.kind == "posts":
            line = _post_line(one, of_one.whole("headcount"), Decimal(str(values["wte"])))
            _title(staff, f"Posts of {name}, {one.label}")
            written = write_line(staff, line, _own_name(one))
            found[one.number] = [(one.start, one.beyond, written)]
        elif one.terms.kind == "agency_replacement":
            _title(staff, f"Posts of {name}, {one.label}")
            found[one.number] = []
            for since, until in _weeks(one, calendar):
                week = assumptions.years[calendar.year_of(since).label].week
                wte = of_one.number("hours_per_week") / week * (ONE + of_one.number("headroom"))
                whole = -(-wte.value.numerator // wte.value.denominator)
                heads = of_one.whole("headcount") if of_one.has("headcount") else whole
                line = _post_line(one, heads, Decimal(0))
                found[one.number].append((since, until, write_line(staff, line, _own_name(one), wte)))
    return found


def _title(staff: Sheet, words_of: str) -> None:
    staff.next()
    staff.text(0, words_of, "part")
    staff.next()


def _own_name(one: Planned) -> str | None:
    name = one.terms.values.get("id")
    return None if name is None else str(name)


_LINE_FIELDS = tuple(spec.name for spec in LINE_FIELDS)


def _post_line(one: Planned, heads: int, wte: Decimal) -> StaffLine:
    values = one.terms.values
    line = StaffLine(
        name=str(values.get("id") or one.label),
        group=str(values.get("group", "")),
        band=str(values["band"]),
        step=str(values["step"]),
        headcount=heads,
        wte=wte,
    )
    given: dict[str, Any] = {name: values[name] for name in _LINE_FIELDS if name in values}
    return replace(line, **given)


def _weeks(one: Planned, calendar: Calendar) -> list[tuple[int, int]]:
    """The months of a measure in runs with one national week."""
    starts = [one.start]
    for month in sorted(calendar.changes):
        if one.start < month < one.beyond and calendar.at(month).week != calendar.at(starts[-1]).week:
            starts.append(month)
    return list(zip(starts, [*starts[1:], one.beyond], strict=True))


def _agrees(made: Figures, cost: OptionCost) -> bool:
    """Whether the formulas' exact values round to the option's figures, every one of them."""
    years = all(
        round_to_penny(made.years[component, year].value) == costs.components[component]
        for year, costs in cost.years.items()
        for component in COMPONENTS
    )
    full = all(
        round_to_penny(made.full[component].value) == cost.full_year_effect.components[component]
        for component in COMPONENTS
    )
    hours = all(round_to_penny(made.hours[year].value) == hours for year, hours in cost.hours_lost.items())
    return years and full and hours
