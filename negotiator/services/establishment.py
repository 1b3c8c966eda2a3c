"""Snapshots of the establishment, and two of them compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from negotiator.domain.establishment import Snapshot, StaffLine
from negotiator.services.commands.base import new_id
from negotiator.services.commands.records import AddRecord, AddRecords
from negotiator.services.imports.people import ReadOptions

if TYPE_CHECKING:
    from negotiator.services.session import Session

_NOT_COMPARED = frozenset({"id", "name", "position", "marking"})


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line that both have and that differs: the fields in which it does."""

    before: StaffLine
    after: StaffLine
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupChange:
    """People and WTE of a group and band before and after."""

    group: str
    band: str
    heads_before: int
    heads_after: int
    wte_before: Decimal
    wte_after: Decimal


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two establishments side by side, lines matched by name."""

    added: tuple[StaffLine, ...]
    removed: tuple[StaffLine, ...]
    changed: tuple[LineChange, ...]
    groups: tuple[GroupChange, ...]
    heads_before: int
    heads_after: int
    wte_before: Decimal
    wte_after: Decimal


def take_snapshot(session: Session, name: str, taken_on: date, source: str = "") -> AddRecords:
    """The command that keeps the establishment as it stands."""
    return AddRecord(Snapshot(new_id(), name, taken_on, source, session.all(StaffLine)))


def compare(before: Iterable[StaffLine], after: Iterable[StaffLine]) -> Comparison:
    """What changed from one establishment to another; lines are the same where their names are."""
    old = {line.name: line for line in before}
    new = {line.name: line for line in after}
    changed = [
        LineChange(line, new[name], differing)
        for name, line in old.items()
        if name in new and (differing := _differing(line, new[name]))
    ]
    return Comparison(
        tuple(line for name, line in new.items() if name not in old),
        tuple(line for name, line in old.items() if name not in new),
        tuple(changed),
        _groups(old.values(), new.values()),
        sum(line.headcount for line in old.values()),
        sum(line.headcount for line in new.values()),
        sum((line.wte for line in old.values()), Decimal(0)),
        sum((line.wte for line in new.values()), Decimal(0)),
    )


def read_options(session: Session, group_alike: bool = False, replacing: bool = False) -> ReadOptions:
    """How this workspace reads a spreadsheet: the steps of its jurisdiction's scale, its horizon, its lines' names."""
    from negotiator.domain.periods import FinancialYear
    from negotiator.services.editions import rates_for

    settings = session.settings
    first_year = FinancialYear.parse(settings.first_year)
    scales = rates_for(settings.jurisdiction, settings.edition).scales
    year = max((label for label in scales if label <= first_year.label), default=min(scales))
    steps: dict[str, list[str]] = {}
    for point in scales[year].points:
        steps.setdefault(point.band, []).append(point.step)
    taken = frozenset() if replacing else frozenset(line.name for line in session.all(StaffLine))
    return ReadOptions({band: tuple(names) for band, names in steps.items()}, group_alike, first_year.first_day, taken)


def _differing(one: StaffLine, other: StaffLine) -> tuple[str, ...]:
    return tuple(
        field.name
        for field in fields(StaffLine)
        if field.name not in _NOT_COMPARED and getattr(one, field.name) != getattr(other, field.name)
    )


def _groups(before: Iterable[StaffLine], after: Iterable[StaffLine]) -> tuple[GroupChange, ...]:
    old, new = _totals(before), _totals(after)
    nothing = (0, Decimal(0))
    return tuple(
        GroupChange(group, band, heads, new.get((group, band), nothing)[0], wte, new.get((group, band), nothing)[1])
        for group, band in sorted(old.keys() | new.keys())
        for heads, wte in (old.get((group, band), nothing),)
    )


def _totals(lines: Iterable[StaffLine]) -> Mapping[tuple[str, str], tuple[int, Decimal]]:
    totals: dict[tuple[str, str], tuple[int, Decimal]] = {}
    for line in lines:
        heads, wte = totals.get((line.group, line.band), (0, Decimal(0)))
        totals[line.group, line.band] = (heads + line.headcount, wte + line.wte)
    return totals
