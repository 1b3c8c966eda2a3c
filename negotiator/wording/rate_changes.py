"""A rate that another edition changes, in words: what it is, of what, in which year, its figure before and after."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from negotiator.domain.rulebook import RateChange
from negotiator.domain.workspace import JURISDICTIONS
from negotiator.wording.figures import day, money, number, share

ABSENT = "–"
"""Stands for the figure of a row that an edition does not have."""

SUBJECTS: Mapping[str, str] = {
    "pay-scales.csv": "Pay scale",
    "pay-awards.csv": "Pay award",
    "high-cost-areas.csv": "High cost area supplement",
    "employer-national-insurance.csv": "Employer National Insurance",
    "employer-pension.csv": "Employer pension",
    "apprenticeship-levy.csv": "Apprenticeship levy",
    "employee-pension-tiers.csv": "Employee pension tier",
    "personal-tax.csv": "Income tax and employee National Insurance",
    "income-tax-bands.csv": "Income tax band",
    "unsocial-hours.csv": "Unsocial hours",
    "working-week.csv": "Full-time week",
    "wage-floors.csv": "Statutory minimum wage",
    "statutory-pay.csv": "Statutory pay",
    "redundancy.csv": "Redundancy",
}
"""What each table of an edition is about, by its file name."""

_COLUMNS: Mapping[str, tuple[str, str]] = {
    "in_force_from": ("in force from", "day"),
    "annual": ("yearly pay", "pounds"),
    "years_to_next": ("years to the next step", "number"),
    "share": ("share", "share"),
    "note": ("note", "text"),
    "minimum": ("at least", "pounds"),
    "maximum": ("at most", "pounds"),
    "rate": ("rate", "share"),
    "threshold": ("threshold", "pounds"),
    "trust": ("paid by the trust", "share"),
    "whole_nhs": ("whole NHS", "share"),
    "yearly_allowance": ("yearly allowance", "pounds"),
    "from_pay": ("from", "pounds"),
    "to_pay": ("up to", "pounds"),
    "personal_allowance": ("personal allowance", "pounds"),
    "taper_from": ("allowance tapered from", "pounds"),
    "ni_primary_threshold": ("National Insurance from", "pounds"),
    "ni_upper_limit": ("National Insurance upper limit", "pounds"),
    "ni_main": ("National Insurance, main rate", "share"),
    "ni_upper": ("National Insurance, upper rate", "share"),
    "name": ("name", "text"),
    "above": ("above", "pounds"),
    "saturday_night": ("Saturdays and nights", "share"),
    "sunday_holiday": ("Sundays and public holidays", "share"),
    "hours": ("hours a week", "number"),
    "hourly": ("an hour", "pence"),
    "from_age": ("from age", "number"),
    "aged_18_to_20": ("aged 18 to 20", "pence"),
    "aged_16_to_17": ("aged 16 to 17", "pence"),
    "apprentice": ("apprentices", "pence"),
    "sick_pay_weekly": ("sick pay a week", "pence"),
    "maternity_pay_weekly": ("maternity pay a week", "pence"),
    "weeks_pay_cap": ("most a week’s pay", "pounds"),
    "most_redundancy_pay": ("most redundancy pay", "pounds"),
    "least_years": ("least years of service", "number"),
    "most_years": ("most years of service", "number"),
    "floor": ("least yearly pay counted", "pounds"),
    "cap": ("most yearly pay counted", "pounds"),
    "nic_free": ("free of Class 1A", "pounds"),
}
"""Words and unit of each figure, by its column."""

_YEAR = re.compile(r"\d{4}/\d{2}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class RateChangeWords:
    """A changed rate, ready to be shown; `ABSENT` where an edition has no such row."""

    subject: str
    item: str
    year: str
    before: str
    after: str

    @property
    def id(self) -> tuple[str, str, str]:
        return (self.subject, self.item, self.year)


def rate_change_words(change: RateChange) -> RateChangeWords:
    """The words for a change; a table or column that is not known by words keeps its own name."""
    year, parts = "", []
    for part in change.row:
        if _YEAR.fullmatch(part):
            year = part
        elif _DAY.fullmatch(part):
            year = f"from {day(date.fromisoformat(part))}"
        elif part not in JURISDICTIONS:
            parts.append(part)
    item = _item(change.table, parts)
    words = _COLUMNS.get(change.column, (change.column.replace("_", " "), ""))[0] if change.column else ""
    said = ", ".join(part for part in (item, words) if part)
    return RateChangeWords(
        subject=SUBJECTS.get(change.table, change.table),
        item=said[:1].upper() + said[1:],
        year=year,
        before=_side(change, change.before),
        after=_side(change, change.after),
    )


def _item(table: str, parts: list[str]) -> str:
    if not parts:
        return ""
    if table == "pay-scales.csv":
        return f"band {parts[0]}, {parts[1]}"
    if table == "unsocial-hours.csv":
        return f"band {parts[0].replace('-', '–')}"
    if table in ("employee-pension-tiers.csv", "income-tax-bands.csv"):
        return f"from {money(Decimal(parts[0]))}"
    return ", ".join(parts)


def _side(change: RateChange, value: object) -> str:
    if not change.column:
        return ABSENT if value is None else _row(change, value)
    return figure(change.column, value)


def _row(change: RateChange, values: object) -> str:
    """The figures of a row that only one edition has, without what names the row."""
    named = set(change.row)
    figures = [
        (column, value)
        for column, value in (values.items() if isinstance(values, dict) else ())
        if column in _COLUMNS and value is not None and str(value) not in named
    ]
    telling = [(column, value) for column, value in figures if _COLUMNS[column][1] in ("pounds", "pence", "share")]
    chosen = telling or figures
    if len(chosen) == 1:
        return figure(*chosen[0])
    return ", ".join(f"{_COLUMNS[column][0]} {figure(column, value)}" for column, value in chosen) or "a row"


def figure(column: str, value: Any) -> str:
    """One figure in the unit of its column."""
    unit = _COLUMNS.get(column, ("", ""))[1]
    if value is None:
        return "none"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal) and unit == "share":
        return share(value)
    if isinstance(value, Decimal) and unit in ("pounds", "pence"):
        return money(value, 2 if unit == "pence" or value != value.to_integral_value() else 0)
    if isinstance(value, Decimal | int) and unit == "number":
        return number(value, max(0, -int(Decimal(value).normalize().as_tuple().exponent)))
    return str(value)
