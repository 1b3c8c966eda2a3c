"""What the parts of a case must be together, and with the rates (costing method, sections 1, 2 and 7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import cast

from negotiator.domain.costing.case import CaseOption, CostingCase
from negotiator.domain.costing.kinds import KINDS
from negotiator.domain.costing.lines import MOST_WTE_PER_HEAD, check_next_step
from negotiator.domain.costing.values import joined, quoted, refuse
from negotiator.domain.money import round_to_penny
from negotiator.domain.periods import FinancialYear, latest
from negotiator.domain.proposals import Terms
from negotiator.domain.rates import Rates

MOST_YEARS = 10
MOST_HEADS = 2_000_000
_OWN_LINE = ("posts", "agency_replacement")
"""Kinds that add a staff line of their own, which may carry a name."""


def year(label: str, place: str) -> FinancialYear:
    """A financial year by its label, ``2026/27``. Raises Refused where it is none, or none of this age."""
    try:
        found = FinancialYear.parse(label)
    except ValueError:
        found = None
    if found is None or not label.isascii() or not 1900 <= found.start < 2200:
        raise refuse("not_financial_year", place, {"given": quoted(label)})
    return found


def check_case(case: CostingCase) -> None:
    """Refuse a case whose parts contradict one another. What a line or a measure says alone is checked before."""
    check_staff(case)
    check_options(case)


def check_staff(case: CostingCase) -> None:
    """What the terms of the case must be, and the staff lines together and in this horizon."""
    if not 1 <= case.years <= MOST_YEARS:
        code, bound = ("below_least", {"least": "1"}) if case.years < 1 else ("above_most", {"most": f"{MOST_YEARS}"})
        raise refuse(code, "case.years", {"given": f"{case.years}", **bound})
    year(case.first_year.label, "case.first_year")
    for table, labels in (("awards", case.awards), ("pension", case.pension_rates)):
        for label in labels:
            year(label, joined(f"case.{table}", label))
    first_day = case.first_year.first_day
    _check_unique([line.name for line in case.staff], "staff", "id", "repeated_line")
    if case.jurisdiction != "England":
        for index, line in enumerate(case.staff, 1):
            if line.hcas != "none":
                raise refuse("hcas_outside_england", f"staff[{index}].hcas", {"jurisdiction": case.jurisdiction})
    for index, line in enumerate(case.staff, 1):
        if line.next_step is not None:
            check_next_step(line, first_day, f"staff[{index}]")
    _check_heads(sum(line.headcount for line in case.staff), "staff")


def check_options(case: CostingCase, names: frozenset[str] | None = None, heads: int | None = None) -> None:
    """What the options must be together, and their measures in this horizon and with these staff lines.

    ``names`` and ``heads`` are those of the staff lines, where they are known.
    """
    _check_unique([option.name for option in case.options], "option", "name", "repeated_option")
    names = frozenset(line.name for line in case.staff) if names is None else names
    heads = sum(line.headcount for line in case.staff) if heads is None else heads
    for index, option in enumerate(case.options, 1):
        _check_option(case, option, names, heads, f"option[{index}]")


def check_against(case: CostingCase, rates: Rates) -> None:
    """Refuse a case for which the rates lack a scale, a step or a rate in its horizon."""
    check_staff_against(case, rates)
    check_options_against(case, rates)


def check_staff_against(case: CostingCase, rates: Rates) -> None:
    """The first year must lie in the rates, a pension rate set must not, and each line's step stand in every scale."""
    first = case.first_year
    for code, years in (
        ("year_before_scales", rates.scales),
        ("year_before_ni", rates.employer_ni),
        ("year_before_pension", rates.employer_pension),
    ):
        earliest = min(FinancialYear.parse(label) for label in years)
        if first < earliest:
            raise refuse(code, "case.first_year", {"year": first.label, "earliest": earliest.label})
    for label in case.pension_rates:
        if label in rates.employer_pension:
            raise refuse("pension_rate_published", joined("case.pension", label), {"year": label})
    steps = _StepCheck(case, rates)
    known: set[tuple[str, str]] = set()
    for index, line in enumerate(case.staff, 1):
        if (line.band, line.step) not in known:
            steps.check(line.band, line.step, f"staff[{index}].step")
            known.add((line.band, line.step))


def check_options_against(case: CostingCase, rates: Rates) -> None:
    """Each band and step that a measure names must stand in every scale, and its posts must fit their heads."""
    steps = _StepCheck(case, rates)
    for option_index, option in enumerate(case.options, 1):
        for index, terms in enumerate(option.measures, 1):
            place = f"option[{option_index}].measure[{index}]"
            _check_measure_steps(terms, steps, place)
            if terms.kind == "agency_replacement":
                _check_agency_posts(terms, case, rates, place)


class _StepCheck:
    """Looks up whether a band and step stand in the scale of every year of the horizon."""

    def __init__(self, case: CostingCase, rates: Rates) -> None:
        self._jurisdiction = case.jurisdiction
        self._years = {
            year.label: {(point.band, point.step) for point in latest(rates.scales, year).points}
            for year in case.horizon
        }

    def check(self, band: str, step: str, place: str) -> None:
        for year, points in self._years.items():
            if (band, step) not in points:
                raise refuse(
                    "step_not_on_scale",
                    place,
                    {"step": step, "band": band, "jurisdiction": self._jurisdiction, "year": year},
                )

    def check_band(self, band: str, place: str) -> None:
        for year, points in self._years.items():
            if all(band != own for own, _ in points):
                raise refuse(
                    "band_not_on_scale", place, {"band": band, "jurisdiction": self._jurisdiction, "year": year}
                )


def _check_measure_steps(terms: Terms, steps: _StepCheck, place: str) -> None:
    values = terms.values
    if terms.kind == "regrade":
        steps.check_band(cast(str, values["to_band"]), joined(place, "to_band"))
    for end in ("from_", "to_"):
        if f"{end}step" in values:
            steps.check(cast(str, values[f"{end}band"]), cast(str, values[f"{end}step"]), joined(place, f"{end}step"))
    if "step" in values:
        steps.check(cast(str, values["band"]), cast(str, values["step"]), joined(place, "step"))
    for index, person in _people(terms):
        steps.check(cast(str, person["band"]), cast(str, person["step"]), f"{place}.people[{index}].step")


def _check_agency_posts(terms: Terms, case: CostingCase, rates: Rates, place: str) -> None:
    """Refuse posts that need more WTE than the heads given allow, or more heads than can be costed."""
    values = terms.values
    headroom = Fraction(cast(Decimal, values.get("headroom", KINDS[terms.kind].field("headroom").default)))
    for known in case.horizon:
        week = latest(rates.week_hours, known)
        wte = Fraction(cast(Decimal, values["hours_per_week"])) / Fraction(week) * (1 + headroom)
        heads = cast(int, values.get("headcount", -(-wte.numerator // wte.denominator)))
        _check_heads(heads, place)
        if wte > heads * Fraction(MOST_WTE_PER_HEAD):
            data = {"wte": f"{round_to_penny(wte):,f}", "headcount": f"{heads:,}"}
            raise refuse("wte_above_heads", joined(place, "headcount"), data)


def _people(terms: Terms) -> Iterator[tuple[int, dict[str, object]]]:
    yield from enumerate(cast(tuple[dict[str, object], ...], terms.values.get("people", ())), 1)


def _check_unique(names: list[str], place: str, field: str, code: str) -> None:
    if len(set(names)) == len(names):
        return
    seen: dict[str, int] = {}
    for index, name in enumerate(names, 1):
        if name in seen:
            raise refuse(code, f"{place}[{index}].{field}", {"name": quoted(name), "first": f"{place}[{seen[name]}]"})
        seen[name] = index


def _check_heads(heads: int, place: str) -> None:
    if heads > MOST_HEADS:
        raise refuse("too_many_heads", place, {"heads": f"{heads:,}", "most": f"{MOST_HEADS:,}"})


def _check_option(case: CostingCase, option: CaseOption, names: frozenset[str], heads: int, place: str) -> None:
    own: set[str] = set()
    for index, terms in enumerate(option.measures, 1):
        name = terms.values.get("id") if terms.kind in _OWN_LINE else None
        if name is not None:
            if name in own or name in names:
                first = "an earlier measure" if name in own else "a staff line"
                raise refuse("repeated_line", f"{place}.measure[{index}].id", {"name": quoted(name), "first": first})
            own.add(cast(str, name))
        if terms.kind in _OWN_LINE:
            heads += abs(cast(int, terms.values.get("headcount", 0)))
            _check_heads(heads, f"{place}.measure[{index}].headcount")
    for index, terms in enumerate(option.measures, 1):
        for number, line in enumerate(terms.scope.lines, 1):
            if line not in names and line not in own:
                where = f"{place}.measure[{index}].scope.lines[{number}]"
                raise refuse("unknown_scope_line", where, {"given": quoted(line)})
        _check_measure(case, terms, f"{place}.measure[{index}]")


def _check_measure(case: CostingCase, terms: Terms, place: str) -> None:
    first_day = case.first_year.first_day
    beyond = (case.first_year + case.years).first_day
    start = terms.start or first_day
    if not first_day <= start < beyond:
        raise refuse(
            "start_outside_horizon",
            joined(place, "start"),
            {"given": start.isoformat(), "first_day": first_day.isoformat(), "beyond": beyond.isoformat()},
        )
    if terms.end is not None and terms.end <= start:
        raise refuse("end_before_start", joined(place, "end"), {"start": start.isoformat()})
    if case.jurisdiction != "England":
        _check_no_hcas(case.jurisdiction, terms, place)
    next_step = cast("date | None", terms.values.get("next_step"))
    if next_step is not None and next_step < first_day:
        raise refuse("next_step_before_horizon", joined(place, "next_step"), {"first_day": first_day.isoformat()})


def _check_no_hcas(jurisdiction: str, terms: Terms, place: str) -> None:
    if terms.values.get("hcas", "none") != "none":
        raise refuse("hcas_outside_england", joined(place, "hcas"), {"jurisdiction": jurisdiction})
    for index, person in _people(terms):
        if person.get("hcas", "none") != "none":
            raise refuse("hcas_outside_england", f"{place}.people[{index}].hcas", {"jurisdiction": jurisdiction})
