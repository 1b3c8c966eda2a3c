"""The people of a workspace, as staff lines (costing method, section 1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from negotiator.domain.markings import Marking

BANDS = ("1", "2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "8d", "9")
STEPS = ("single", "entry", "intermediate", "top")
ZONES = ("none", "inner", "outer", "fringe")
SENIOR_BANDS = ("8a", "8b", "8c", "8d", "9")
"""Bands without overtime under handbook section 3."""

NOUGHT = Decimal(0)


@dataclass(frozen=True, slots=True)
class Allowance:
    """Added pay, £ a year for each person."""

    label: str
    amount: Decimal
    pensionable: bool = False


@dataclass(frozen=True, slots=True)
class StaffLine:
    """``headcount`` people alike: same group, band, step, supplement zone and working pattern.

    ``name`` is the line's own name, unique in the establishment (``id`` in a case file); ``id`` is the record's key.
    ``wte`` is of all of them together. Hours are average hours a week for each person. Shares lie between 0 and 1.
    ``next_step`` is the first day of the month in which these people reach the next step; None: no progression.
    """

    name: str
    group: str
    band: str
    step: str
    headcount: int
    wte: Decimal
    hcas: str = "none"
    saturday_night_hours: Decimal = NOUGHT
    sunday_holiday_hours: Decimal = NOUGHT
    overtime_hours: Decimal = NOUGHT
    overtime_holiday_hours: Decimal = NOUGHT
    pension_share: Decimal = Decimal("0.9")
    rrp_long_term: Decimal = NOUGHT
    rrp_short_term: Decimal = NOUGHT
    allowances: tuple[Allowance, ...] = ()
    next_step: date | None = None
    role: str = ""
    id: str = ""
    position: int = 0
    marking: Marking = Marking.TEAM


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The establishment as it stood on a day, kept to compare with."""

    id: str
    name: str
    taken_on: date
    source: str
    lines: tuple[StaffLine, ...]
    position: int = 0
    marking: Marking = Marking.TEAM
