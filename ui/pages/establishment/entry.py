"""The fields of a staff line on screen: their heads, their values as text, and what was typed as a value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import Enum
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QCoreApplication

from negotiator.domain.establishment import BANDS, NOUGHT, STEPS, ZONES, StaffLine
from negotiator.domain.problems import Problem, Refused
from negotiator.services.commands import ChangeStaffField, Command, RenameStaffLine, Several
from negotiator.wording.allowances import allowances_text, read_allowances
from negotiator.wording.figures import NOUGHT_IN_TABLE, number, share
from negotiator.wording.sentences import sentence
from negotiator.wording.typed import read_day, read_number, read_per_cent

Steps = Mapping[str, tuple[str, ...]]
"""The steps of each band in the scale, lowest first; empty where no scale is known."""


class LineColumn(Enum):
    """The columns of the table, each named by the field of `StaffLine` that it shows."""

    NAME = "name"
    GROUP = "group"
    ROLE = "role"
    BAND = "band"
    STEP = "step"
    HEADS = "headcount"
    WTE = "wte"
    ZONE = "hcas"
    SATURDAY_NIGHT = "saturday_night_hours"
    SUNDAY_HOLIDAY = "sunday_holiday_hours"
    OVERTIME = "overtime_hours"
    HOLIDAY_OVERTIME = "overtime_holiday_hours"
    PENSION = "pension_share"
    LONG_TERM = "rrp_long_term"
    SHORT_TERM = "rrp_short_term"
    ALLOWANCES = "allowances"
    NEXT_STEP = "next_step"


C = LineColumn
CHOICES = frozenset({C.BAND, C.STEP, C.ZONE})
HOURS = frozenset({C.SATURDAY_NIGHT, C.SUNDAY_HOLIDAY, C.OVERTIME, C.HOLIDAY_OVERTIME})
SHARES = frozenset({C.PENSION, C.LONG_TERM, C.SHORT_TERM})
FIGURES = frozenset({C.HEADS, C.WTE}) | HOURS | SHARES
NEEDED = frozenset({C.NAME, C.GROUP, C.HEADS, C.WTE, C.PENSION})
"""Fields that may not be left empty."""

_SCALES: Mapping[LineColumn, tuple[str, ...]] = {C.BAND: BANDS, C.STEP: STEPS, C.ZONE: ZONES}
_MONTH = re.compile(r"(?:(\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2})|([A-Za-z]{3,9})\.?\s+(\d{4}))")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _tr(text: str) -> str:
    return QCoreApplication.translate("StaffLine", text)


def head(column: LineColumn) -> str:
    """A column's head; the unit belongs to it."""
    return {
        C.NAME: _tr("Line"),
        C.GROUP: _tr("Staff group"),
        C.ROLE: _tr("Role"),
        C.BAND: _tr("Band"),
        C.STEP: _tr("Step"),
        C.HEADS: _tr("Heads"),
        C.WTE: _tr("WTE"),
        C.ZONE: _tr("Zone"),
        C.SATURDAY_NIGHT: _tr("Sat, night h"),
        C.SUNDAY_HOLIDAY: _tr("Sun, hol. h"),
        C.OVERTIME: _tr("Overtime h"),
        C.HOLIDAY_OVERTIME: _tr("Hol. overtime h"),
        C.PENSION: _tr("Pension"),
        C.LONG_TERM: _tr("RRP long"),
        C.SHORT_TERM: _tr("RRP short"),
        C.ALLOWANCES: _tr("Allowances"),
        C.NEXT_STEP: _tr("Next step"),
    }[column]


def label(column: LineColumn) -> str:
    """A field's name in full, for forms, menus and screen readers."""
    return {
        C.HEADS: _tr("People"),
        C.WTE: _tr("WTE of all of them"),
        C.ZONE: _tr("High-cost area zone"),
        C.SATURDAY_NIGHT: _tr("Saturday and night hours a week"),
        C.SUNDAY_HOLIDAY: _tr("Sunday and holiday hours a week"),
        C.OVERTIME: _tr("Overtime hours a week"),
        C.HOLIDAY_OVERTIME: _tr("Holiday overtime hours a week"),
        C.PENSION: _tr("Share in the pension scheme"),
        C.LONG_TERM: _tr("Long-term premium (RRP)"),
        C.SHORT_TERM: _tr("Short-term premium (RRP)"),
        C.NEXT_STEP: _tr("Month of the next step"),
    }.get(column, head(column))


def step_words(step: str) -> str:
    return {
        "single": _tr("Single"),
        "entry": _tr("Entry"),
        "intermediate": _tr("Intermediate"),
        "top": _tr("Top"),
    }.get(step, step)


def zone_words(zone: str) -> str:
    return {
        "none": _tr("No zone"),
        "inner": _tr("Inner London"),
        "outer": _tr("Outer London"),
        "fringe": _tr("Fringe"),
    }.get(zone, zone)


def choices(column: LineColumn, band: str, steps: Steps) -> tuple[tuple[str, str], ...]:
    """Keys and words to choose from; the steps are those of the band, where its scale is known."""
    if column is C.BAND:
        return tuple((each, each) for each in BANDS)
    if column is C.ZONE:
        return tuple((each, zone_words(each)) for each in ZONES)
    return tuple((each, step_words(each)) for each in steps.get(band, STEPS))


def exact(value: Decimal, least_places: int = 0) -> str:
    """A number with every place that it has, and at least so many."""
    return number(value, max(least_places, -int(value.normalize().as_tuple().exponent), 0))


def month_words(value: date | None) -> str:
    """``April 2027``"""
    return f"{value:%B %Y}" if value is not None else ""


def words(line: StaffLine, column: LineColumn) -> str:
    """A cell of the table. Nought is a dash, but in the pension share, where it means something."""
    value: Any = getattr(line, column.value)
    if column in HOURS:
        return exact(value, 1) if value else NOUGHT_IN_TABLE
    if column is C.WTE:
        return exact(value, 2)
    if column is C.HEADS:
        return number(value)
    if column is C.PENSION:
        return share(value)
    if column in SHARES:
        return share(value) if value else NOUGHT_IN_TABLE
    if column is C.STEP:
        return step_words(value)
    if column is C.ZONE:
        return zone_words(value) if value != "none" else NOUGHT_IN_TABLE
    if column is C.NEXT_STEP:
        return f"{value:%b %Y}" if value is not None else NOUGHT_IN_TABLE
    if column is C.ALLOWANCES:
        if len(value) > 1:
            return _tr("{count} allowances").format(count=len(value))
        return allowances_text(value) or NOUGHT_IN_TABLE
    return " ".join(value.split())


def edit_text(line: StaffLine, column: LineColumn) -> str:
    """What a field starts with: the whole value, which `read` reads back to the same."""
    value: Any = getattr(line, column.value)
    if column in HOURS or column in (C.WTE, C.HEADS):
        return exact(Decimal(value))
    if column in SHARES:
        return share(value, 15)
    if column is C.NEXT_STEP:
        return month_words(value)
    if column is C.ALLOWANCES:
        return allowances_text(value)
    return str(value)


def sort_key(column: LineColumn) -> Callable[[StaffLine], Any]:
    """What the column is sorted by: figures as figures, bands and steps in the order of the scale."""
    value = attrgetter(column.value)
    if column in _SCALES:
        places = {each: place for place, each in enumerate(_SCALES[column])}
        return lambda line: places.get(value(line), len(places))
    if column is C.NEXT_STEP:
        return lambda line: value(line) or date.max
    if column is C.ALLOWANCES:
        return lambda line: sum((each.amount for each in line.allowances), NOUGHT)
    return value if column in FIGURES else lambda line: value(line).casefold()


def read(column: LineColumn, text: str) -> Any:
    """What was typed, as the field's value. Raises Refused, with the field as its place."""
    place, bare = column.value, text.strip()
    if column in FIGURES and bare == NOUGHT_IN_TABLE:
        bare = "0"
    if not bare and column in NEEDED:
        raise Refused(Problem("field_needed", place))
    if column is C.HEADS:
        value = read_number(bare, place)
        if value != value.to_integral_value():
            raise Refused(Problem("not_a_whole_typed_number", place, {"text": bare}))
        return int(value)
    if column in HOURS or column is C.WTE:
        return read_number(bare, place) if bare else NOUGHT
    if column in SHARES:
        return read_per_cent(bare, place) if bare else NOUGHT
    if column is C.NEXT_STEP:
        return read_month(bare, place) if bare not in ("", NOUGHT_IN_TABLE) else None
    if column is C.ALLOWANCES:
        return read_allowances(bare, place) if bare != NOUGHT_IN_TABLE else ()
    if column in CHOICES:
        return _chosen(column, bare)
    return " ".join(bare.split())


def read_month(text: str, place: str = "") -> date:
    """``April 2027``, ``4/2027``, ``2027-04`` or a day; that it is the first of a month is the record's own rule."""
    match = _MONTH.fullmatch(text.strip())
    if match:
        figures, year_after, year_before, figures_after, name, year = match.groups()
        if name:
            month = _MONTHS.index(name[:3].lower()) + 1 if name[:3].lower() in _MONTHS else 0
        else:
            month = int(figures or figures_after)
        if 1 <= month <= 12:
            return date(int(year or year_after or year_before), month, 1)
    return read_day(text, place)


def command_for(line: StaffLine, column: LineColumn, value: Any, steps: Steps) -> Command:
    """The change of one field. A band that lacks the line's step brings the nearest step below, in the same change."""
    if column is C.NAME:
        return RenameStaffLine(line.id, value)
    change = ChangeStaffField((line.id,), column.value, value)
    if column is not C.BAND or (step := step_in(value, line.step, steps)) == line.step:
        return change
    return Several((change, ChangeStaffField((line.id,), C.STEP.value, step)), change.label)


def step_in(band: str, step: str, steps: Steps) -> str:
    """The step itself where the band has it, else the highest one not above it, else the band's lowest."""
    there = steps.get(band, STEPS)
    if step in there or not there:
        return step
    not_above = [each for each in there if _place(STEPS, each) <= _place(STEPS, step)]
    return not_above[-1] if not_above else there[0]


def column_at(place: str) -> LineColumn:
    """The column that a problem's place means; the name where it means none of them."""
    try:
        return LineColumn(place.split(".")[0].split("[")[0])
    except ValueError:
        return C.NAME


def said(problem: Problem) -> str:
    """A problem as a sentence by itself, for beside its field."""
    text = sentence(replace(problem, place=""))
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _chosen(column: LineColumn, text: str) -> str:
    """A band, step or zone by its key or its words, as a paste brings them."""
    plain = text.casefold()
    if column is C.BAND:
        plain = plain.removeprefix("band").strip()
    if column is C.ZONE:
        plain = "none" if plain in ("", NOUGHT_IN_TABLE, "no zone") else plain.removesuffix("london").strip()
    if plain not in _SCALES[column]:
        code = {C.BAND: "unknown_band", C.STEP: "unknown_step", C.ZONE: "unknown_zone"}[column]
        raise Refused(Problem(code, column.value, {"given": f"“{text}”"}))
    return plain


def _place(listed: tuple[str, ...], value: str) -> int:
    return listed.index(value) if value in listed else len(listed)
