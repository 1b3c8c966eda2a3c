"""Case files as values, without the checks of the program's own reader."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from negotiator.domain.costing.case import CaseOption, CostingCase
from negotiator.domain.establishment import Allowance, StaffLine
from negotiator.domain.periods import FinancialYear
from negotiator.domain.proposals import Scope, Terms

WORDS = (
    "id",
    "group",
    "band",
    "step",
    "hcas",
    "label",
    "kind",
    "per",
    "term",
    "to_band",
    "from_band",
    "from_step",
    "to_step",
    "backfill_rate",
)
COMMON = ("kind", "label", "start", "end", "scope", "evidence")


def read_case(path: Path) -> CostingCase:
    """One case file. Figures are exact, written as text or as numbers."""
    table = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    terms = table["case"]
    return CostingCase(
        jurisdiction=terms["jurisdiction"],
        first_year=FinancialYear.parse(terms["first_year"]),
        years=terms["years"],
        basis=terms.get("basis", "trust"),
        discount=Decimal(terms.get("discount", "0.035")),
        awards={year: Decimal(share) for year, share in terms.get("awards", {}).items()},
        pension_rates={year: Decimal(share) for year, share in terms.get("pension", {}).items()},
        staff=tuple(_line(entry) for entry in table.get("staff", ())),
        options=tuple(
            CaseOption(option["name"], tuple(_terms(measure) for measure in option.get("measure", ())))
            for option in table.get("option", ())
        ),
    )


def _line(entry: Mapping[str, object]) -> StaffLine:
    values = {name: _value(name, value) for name, value in entry.items()}
    values["allowances"] = tuple(
        Allowance(one["label"], Decimal(one["amount"]), one.get("pensionable", False))
        for one in entry.get("allowances", ())  # type: ignore[attr-defined]
    )
    return StaffLine(
        name=str(values.pop("id")),
        headcount=int(str(values.pop("headcount"))),
        **values,  # type: ignore[arg-type]
    )


def _terms(entry: Mapping[str, object]) -> Terms:
    scope = {name: tuple(wanted) for name, wanted in entry.get("scope", {}).items()}  # type: ignore[attr-defined]
    return Terms(
        kind=str(entry["kind"]),
        label=str(entry.get("label", "")),
        start=entry.get("start"),  # type: ignore[arg-type]
        end=entry.get("end"),  # type: ignore[arg-type]
        scope=Scope(**scope),
        values={
            name: _value(name, value)
            for name, value in entry.items()
            if name not in COMMON and not name.endswith(("_low", "_high"))
        },
    )


def _value(name: str, value: object) -> object:
    if isinstance(value, list):
        return tuple(_value(name, one) for one in value)
    if isinstance(value, dict):
        return {inner: _value(inner, one) for inner, one in value.items()}
    if name in WORDS or isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        return value
    return Decimal(value)
