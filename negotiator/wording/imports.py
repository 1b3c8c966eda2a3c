"""Words of spreadsheets: a staff line's fields as headings, the headings that mean them, and what happens meanwhile."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

READING = "Reading the file"
PASTE = "the pasted cells"

FIELDS: Mapping[str, str] = {
    "name": "Line",
    "group": "Staff group",
    "role": "Role",
    "band": "Band",
    "step": "Step",
    "headcount": "Headcount",
    "wte": "WTE",
    "hcas": "Supplement zone",
    "saturday_night_hours": "Saturday and night hours",
    "sunday_holiday_hours": "Sunday and holiday hours",
    "overtime_hours": "Overtime hours",
    "overtime_holiday_hours": "Holiday overtime hours",
    "pension_share": "Share in pension scheme",
    "rrp_long_term": "Long-term premium",
    "rrp_short_term": "Short-term premium",
    "next_step": "Next step date",
}
"""The fields that a spreadsheet may bring, and what each is called on screen."""

_HEADINGS: Mapping[str, str] = {
    "name": "line, line name, staff line, line id, id, reference, ref",
    "group": "staff group, group, department, directorate, division, service, care group, team, occupational group, "
    "org l3, organisation",
    "role": "role, job role, job title, position title, post title, position, occupation",
    "band": "band, pay band, afc band, grade, pay grade, pay scale, payscale, paid as, pay scale description, "
    "pay scale band, grade description",
    "step": "step, grade step, pay step, pay point, paypoint, step point, spine point, "
    "increment point, scale point, point",
    "headcount": "headcount, head count, heads, people, staff, number of staff, number of people",
    "wte": "wte, fte, contracted wte, contracted fte, actual wte, actual fte, assignment fte, staff in post wte, "
    "staff in post fte, whole time equivalent, full time equivalent, wte contracted, fte contracted",
    "hcas": "supplement zone, hcas, hcas zone, high cost area, high cost area supplement, london weighting, "
    "london weighting zone",
    "saturday_night_hours": "saturday and night hours, saturday night hours, sat and night hours, "
    "night and saturday hours, enhanced hours saturday and nights, night saturday hours, nights and saturdays",
    "sunday_holiday_hours": "sunday and holiday hours, sunday holiday hours, sunday and bank holiday hours, "
    "sunday bank holiday hours, sundays and bank holidays, enhanced hours sunday and bank holidays",
    "overtime_hours": "overtime hours, overtime, ot hours, additional hours",
    "overtime_holiday_hours": "holiday overtime hours, overtime holiday hours, bank holiday overtime hours",
    "pension_share": "share in pension scheme, pension share, in pension scheme, pension scheme member, "
    "pension member, pension scheme, pension",
    "rrp_long_term": "long term premium, rrp long term, long term rrp, rrp",
    "rrp_short_term": "short term premium, rrp short term, short term rrp",
    "next_step": "next step date, next step, next increment date, increment date, incremental date, next increment, "
    "pay step date, next pay step date, pay progression date",
}
_BY_HEADING = {heading: field for field, headings in _HEADINGS.items() for heading in headings.split(", ")}


@lru_cache(maxsize=4096)
def plain_heading(heading: str) -> str:
    """A heading without case and marks: ``FTE (contracted)`` and ``fte contracted`` are the same."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", heading.casefold().replace("&", " and ")).split())


def field_of(heading: str) -> str | None:
    """The field that a heading means, None where none is known."""
    return _BY_HEADING.get(plain_heading(heading))


def known_headings(cells: Sequence[str]) -> int:
    """How many of these cells are headings that mean a field."""
    return sum(field_of(cell) is not None for cell in cells if len(cell) < 80)


def checking_rows(done: int, total: int) -> str:
    """``Checking row 12,000 of 25,000``"""
    return f"Checking row {done:,} of {total:,}"
