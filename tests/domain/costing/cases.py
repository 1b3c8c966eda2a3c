"""Small cases for the tests of the costing engine."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from negotiator.domain.costing.case import CaseOption, CostingCase
from negotiator.domain.costing.terms import read_terms
from negotiator.domain.establishment import StaffLine
from negotiator.domain.periods import FinancialYear
from negotiator.domain.proposals import Terms
from negotiator.domain.rates import Rates
from negotiator.reference import rates_for


def rates(jurisdiction: str = "England") -> Rates:
    return rates_for(jurisdiction)


def line(name: str = "ward", band: str = "5", step: str = "top", headcount: int = 10, **others: object) -> StaffLine:
    given = {"group": "Nursing", "wte": Decimal(headcount), **others}
    return StaffLine(name=name, band=band, step=step, headcount=headcount, **given)  # type: ignore[arg-type]


def measure(kind: str, **values: object) -> Terms:
    """A measure as a case file would give it: numbers as text."""
    return read_terms({"kind": kind, **values}, "measure")


def case(*lines: StaffLine, options: dict[str, list[Terms]] | None = None, **others: object) -> CostingCase:
    chosen = tuple(CaseOption(name, tuple(measures)) for name, measures in (options or {}).items())
    terms: dict[str, object] = {
        "jurisdiction": "England",
        "first_year": FinancialYear(2026),
        "years": 1,
        "awards": {},
        **others,
    }
    return CostingCase(staff=lines, options=chosen, **terms)  # type: ignore[arg-type]


def one(*measures: Terms) -> dict[str, list[Terms]]:
    return {"Option": list(measures)}


APRIL = date(2026, 4, 1)
