"""Reading and checking one staff line (costing method, section 1), wherever it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields as dataclass_fields
from datetime import date
from decimal import Decimal
from typing import Any, cast

from negotiator.domain.costing.kinds import LINE_FIELDS, FieldSpec, FieldType
from negotiator.domain.costing.values import fields, joined, refuse
from negotiator.domain.establishment import SENIOR_BANDS, StaffLine

MOST_WTE_PER_HEAD = Decimal("1.2")

STAFF_FIELDS = (
    FieldSpec("id", FieldType.TEXT, required=True),
    FieldSpec("group", FieldType.TEXT, required=True),
    FieldSpec("band", FieldType.BAND, required=True),
    FieldSpec("step", FieldType.STEP, required=True),
    FieldSpec("headcount", FieldType.WHOLE, required=True, least=Decimal(0)),
    FieldSpec("wte", FieldType.NUMBER, required=True, least=Decimal(0)),
    FieldSpec("role", FieldType.TEXT),
    *LINE_FIELDS,
)
"""A staff line's fields in a case file."""

_NOT_TYPED = ("name", "id", "position", "marking")


def read_staff_line(given: Mapping[str, object], place: str) -> StaffLine:
    """A line of a case file. Raises Refused."""
    values = fields(given, STAFF_FIELDS, place)
    line = StaffLine(name=cast(str, values.pop("id")), **cast(dict[str, Any], values))
    check_pattern(line, place)
    return line


def check_staff_line(line: StaffLine, place: str) -> None:
    """Refuse a line that a case file could not hold; the same sentences for screens, imports and case files."""
    given = {
        field.name: getattr(line, field.name) for field in dataclass_fields(StaffLine) if field.name not in _NOT_TYPED
    }
    if line.next_step is None:
        del given["next_step"]
    if not line.role:
        del given["role"]
    read_staff_line({"id": line.name, **given}, place)


def check_pattern(line: StaffLine, place: str) -> None:
    """What the fields of a line must be together."""
    if abs(line.wte) > abs(line.headcount) * MOST_WTE_PER_HEAD:
        raise refuse(
            "wte_above_heads", joined(place, "wte"), {"wte": f"{line.wte:f}", "headcount": f"{line.headcount:,}"}
        )
    if line.band in SENIOR_BANDS:
        for name in ("overtime_hours", "overtime_holiday_hours"):
            if getattr(line, name):
                raise refuse("overtime_senior_band", joined(place, name), {"band": line.band})


def check_next_step(line: StaffLine, first_day: date, place: str) -> None:
    if line.next_step is not None and line.next_step < first_day:
        raise refuse("next_step_before_horizon", joined(place, "next_step"), {"first_day": first_day.isoformat()})
