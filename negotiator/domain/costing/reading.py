"""A case file: one TOML file that a person from finance can read (costing method, section 7)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import cast

from negotiator.domain.costing.case import CaseOption, CostingCase
from negotiator.domain.costing.checks import MOST_YEARS, check_case, year
from negotiator.domain.costing.kinds import FieldSpec, FieldType
from negotiator.domain.costing.lines import read_staff_line
from negotiator.domain.costing.terms import read_terms
from negotiator.domain.costing.values import (
    NumberText,
    check_known,
    fields,
    joined,
    name,
    number,
    refuse,
    table,
    tables,
    within,
)
from negotiator.domain.workspace import BASES, JURISDICTIONS

_CASE_FIELDS = (
    FieldSpec("jurisdiction", FieldType.CHOICE, required=True, choices=JURISDICTIONS),
    FieldSpec("first_year", FieldType.TEXT, required=True),
    FieldSpec("years", FieldType.WHOLE, required=True, least=Decimal(1), most=Decimal(MOST_YEARS)),
    FieldSpec("basis", FieldType.CHOICE, choices=BASES),
    FieldSpec("discount", FieldType.SHARE, least=Decimal(0), most=Decimal(1)),
)
_TABLE_NAME = re.compile(r"\((?:'[\w-]+',? ?)+\)")
_AWARD = FieldSpec("award", FieldType.SHARE, least=Decimal(-1))
_PENSION = FieldSpec("pension", FieldType.SHARE, least=Decimal(0), most=Decimal(1))


def read_case(content: bytes) -> CostingCase:
    """The case that a file holds. Raises Refused; the case still has to be checked against the rates."""
    document = _document(content)
    check_known(document, ("case", "staff", "option"), "")
    if "case" not in document:
        raise refuse("field_missing", "case")
    given = dict(table(document["case"], "case"))
    awards = _by_year(given.pop("awards", {}), "case.awards", _AWARD)
    pension = _by_year(given.pop("pension", {}), "case.pension", _PENSION)
    check_known(given, [*(spec.name for spec in _CASE_FIELDS), "awards", "pension"], "case")
    terms = fields(given, _CASE_FIELDS, "case")
    staff = tables(document.get("staff", []), "staff", "staff")
    options = tables(document.get("option", []), "option", "option")
    case = CostingCase(
        jurisdiction=cast(str, terms["jurisdiction"]),
        first_year=year(cast(str, terms["first_year"]), "case.first_year"),
        years=cast(int, terms["years"]),
        staff=tuple(
            read_staff_line(table(line, f"staff[{index}]"), f"staff[{index}]") for index, line in enumerate(staff, 1)
        ),
        options=tuple(_option(option, f"option[{index}]") for index, option in enumerate(options, 1)),
        basis=cast(str, terms.get("basis", "trust")),
        discount=cast(Decimal, terms.get("discount", Decimal("0.035"))),
        awards=awards,
        pension_rates=pension,
    )
    check_case(case)
    return case


def _document(content: bytes) -> Mapping[str, object]:
    try:
        text = content.decode("utf-8-sig")  # the mark that some editors put first is no part of the text
    except UnicodeDecodeError:
        raise refuse("case_not_text", "") from None
    try:
        return tomllib.loads(text, parse_float=NumberText)
    except tomllib.TOMLDecodeError as problem:
        raise refuse("case_not_toml", "", {"reason": _one_line(str(problem))}) from None
    except (RecursionError, ValueError):
        raise refuse("case_not_toml", "", {"reason": "a value is too long or nested too deeply"}) from None


def _one_line(reason: str) -> str:
    """What the reader of TOML says, on one line; a table is named as the file names it, not as a tuple."""
    reason = _TABLE_NAME.sub(lambda found: "[" + ".".join(re.findall(r"[\w-]+", found[0])) + "]", reason)
    return "".join(letter if letter.isprintable() else " " for letter in reason)[:200]


def _by_year(raw: object, place: str, spec: FieldSpec) -> dict[str, Decimal]:
    found = {}
    for label, share in table(raw, place).items():
        here = joined(place, label)
        year(label, here)
        found[label] = number(share, here)
        within(found[label], spec, here)
    return found


def _option(raw: object, place: str) -> CaseOption:
    given = table(raw, place)
    check_known(given, ("name", "measure"), place)
    if "name" not in given:
        raise refuse("field_missing", joined(place, "name"))
    measures = tables(given.get("measure", []), joined(place, "measure"), "option.measure")
    return CaseOption(
        name(given["name"], joined(place, "name")),
        tuple(
            read_terms(table(measure, f"{place}.measure[{index}]"), f"{place}.measure[{index}]")
            for index, measure in enumerate(measures, 1)
        ),
    )
