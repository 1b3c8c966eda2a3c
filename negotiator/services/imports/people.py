"""Rows as staff lines: one line for each row or one for people alike; what cannot be a line is refused row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from negotiator.domain.establishment import StaffLine
from negotiator.domain.problems import Problem, Refused
from negotiator.services.imports import cells
from negotiator.services.imports.columns import Matching
from negotiator.services.imports.tables import Progress, Row, Table, silent
from negotiator.services.line_check import LineCheck
from negotiator.wording.imports import FIELDS, checking_rows

_ROWS_BETWEEN_WORDS = 500


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How rows are read.

    ``steps``: the steps of each band in the scale, lowest first. ``group_alike``: people with the same terms become
    one line. ``first_day``: a next step before it is passed over, since the scale of that day already counts.
    ``taken``: names that lines may not have, being in the establishment already.
    """

    steps: Mapping[str, tuple[str, ...]]
    group_alike: bool = False
    first_day: date | None = None
    taken: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that became no line: its number in the sheet, the heading of the cell at fault, and the problem in it."""

    number: int
    heading: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class FoundLines:
    """What came of a table. ``left_out`` are headings of columns not taken, ``personal`` those that look personal.

    ``steps_passed`` counts rows whose next step lay before the horizon.
    """

    lines: tuple[StaffLine, ...]
    refused: tuple[RefusedRow, ...]
    rows: int
    personal: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    steps_passed: int = 0

    @property
    def people(self) -> int:
        return sum(line.headcount for line in self.lines)

    @property
    def wte(self) -> Decimal:
        return sum((line.wte for line in self.lines), Decimal(0))


def read_lines(table: Table, matching: Matching, options: ReadOptions, progress: Progress = silent) -> FoundLines:
    """Every row as a line or as a refusal. Raises Refused where a required field has no column."""
    matching.require(table)
    reader = _Reader(table, matching, options)
    lines: list[StaffLine] = []
    refused: list[RefusedRow] = []
    total = len(table.rows)
    for done, row in enumerate(table.rows):
        if done % _ROWS_BETWEEN_WORDS == 0:
            progress(done / total, checking_rows(done, total))
        try:
            lines.append(reader.line(row))
        except Refused as refusal:
            problem = refusal.problems[0]
            refused.append(RefusedRow(row.number, reader.heading(problem.place), replace(problem, place="")))
    if options.group_alike:
        lines = _grouped(lines)
    named = _named(lines, frozenset(options.taken))
    progress(1.0, checking_rows(total, total))
    return FoundLines(
        tuple(replace(line, position=n) for n, line in enumerate(named)),
        tuple(refused),
        total,
        tuple(table.headings[index] for index in matching.personal),
        tuple(table.headings[index] for index in matching.unused),
        reader.steps_passed,
    )


@dataclass
class _Reader:
    """Reads rows of one table; counts on the way."""

    table: Table
    matching: Matching
    options: ReadOptions
    steps_passed: int = 0
    names: set[str] = field(default_factory=set)
    line_check: LineCheck = field(default_factory=LineCheck)

    def heading(self, field_name: str) -> str:
        """The heading over a field, for the list of refused rows."""
        index = self.matching.columns.get(field_name)
        return self.table.headings[index] if index is not None else FIELDS.get(field_name, "")

    def line(self, row: Row) -> StaffLine:
        if any(not cells.is_blank(value) for value in row.cells[len(self.table.headings) :]):
            raise Refused(Problem("import_row_too_long", "", {"columns": len(self.table.headings)}))
        values = self._values(row)
        line = StaffLine(**{"name": "", **values})
        if line.name:
            if line.name in self.names:
                raise Refused(Problem("import_name_twice", "name", {"name": cells.shown(line.name)}))
            if line.name in self.options.taken:
                raise Refused(Problem("import_name_taken", "name", {"name": cells.shown(line.name)}))
        self.line_check.check_terms(line)
        if line.name:
            self.names.add(line.name)
        return line

    def _values(self, row: Row) -> dict[str, Any]:
        values: dict[str, Any] = {"headcount": 1}
        for name, index in self.matching.columns.items():
            raw = row.cells[index] if index < len(row.cells) else None
            if cells.is_blank(raw) and name not in ("group", "band", "wte", "headcount"):
                continue
            try:
                values[name] = self._value(name, raw)
            except Refused as refusal:
                raise Refused(replace(refusal.problems[0], place=name)) from None
        try:
            values["step"] = cells.step(values.get("step", ""), values["band"], self.options.steps)
        except Refused as refusal:
            raise Refused(replace(refusal.problems[0], place="step")) from None
        if "next_step" in values and self.options.first_day and values["next_step"] < self.options.first_day:
            del values["next_step"]
            self.steps_passed += 1
        return values

    def _value(self, name: str, raw: Any) -> Any:
        if cells.is_blank(raw):
            raise Refused(Problem("import_blank", "", {"field": FIELDS[name]}))
        return _PARSERS[name](raw)


def _band(raw: Any) -> str:
    return cells.band(cells.text_of(raw))


def _zone(raw: Any) -> str:
    return cells.zone(cells.text_of(raw))


_PARSERS: Mapping[str, Callable[[Any], Any]] = {
    "name": cells.text_of,
    "group": cells.text_of,
    "role": cells.text_of,
    "band": _band,
    "step": cells.text_of,
    "headcount": cells.whole,
    "wte": cells.number,
    "hcas": _zone,
    "saturday_night_hours": cells.number,
    "sunday_holiday_hours": cells.number,
    "overtime_hours": cells.number,
    "overtime_holiday_hours": cells.number,
    "pension_share": cells.share,
    "rrp_long_term": cells.premium,
    "rrp_short_term": cells.premium,
    "next_step": cells.month,
}


def _grouped(lines: list[StaffLine]) -> list[StaffLine]:
    """One line for people alike in everything that costs: also in their own WTE, since thresholds follow heads."""
    groups: dict[Any, StaffLine] = {}
    for line in lines:
        own_wte = Fraction(line.wte) / line.headcount if line.headcount else None
        key = (own_wte, *_terms(line))
        if key in groups:
            known = groups[key]
            groups[key] = replace(known, headcount=known.headcount + line.headcount, wte=known.wte + line.wte)
        else:
            groups[key] = replace(line, name="")
    return list(groups.values())


def _terms(line: StaffLine) -> tuple[Any, ...]:
    return (
        line.group, line.role, line.band, line.step, line.hcas, line.saturday_night_hours, line.sunday_holiday_hours,
        line.overtime_hours, line.overtime_holiday_hours, line.pension_share, line.rrp_long_term, line.rrp_short_term,
        line.allowances, line.next_step,
    )  # fmt: skip


def _named(lines: list[StaffLine], taken: frozenset[str]) -> list[StaffLine]:
    """Names for lines without one: group, band and step, with a number where several would be the same."""
    used = set(taken) | {line.name for line in lines if line.name}
    stems = [line.name or f"{line.group} · {line.band} {line.step}" for line in lines]
    again = Counter(stems)
    numbers: Counter[str] = Counter()
    named = []
    for line, stem in zip(lines, stems, strict=True):
        name = line.name
        while not name:
            numbers[stem] += 1
            candidate = f"{stem} · {numbers[stem]}" if again[stem] > 1 or numbers[stem] > 1 else stem
            name = candidate if candidate not in used else ""
        used.add(name)
        named.append(line if line.name else replace(line, name=name))
    return named
