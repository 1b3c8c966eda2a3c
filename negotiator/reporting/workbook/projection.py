"""The projection of one list of measures as a sheet: run by run of months, measure by measure (method, sections 2–4).

A run is a stretch of months in which nothing but the calendar moves. In each, measures take their turns in order; then
everybody is paid. Every amount is a formula on inputs; who is in scope, moved or on which step is decided here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from negotiator.domain.costing.calendar import Calendar
from negotiator.domain.costing.planned import Planned
from negotiator.domain.costing.result import COMPONENTS
from negotiator.reporting.workbook.amounts import Amount, total
from negotiator.reporting.workbook.assumptions import Assumptions, LineCells, MeasureCells
from negotiator.reporting.workbook.effects import take_turn
from negotiator.reporting.workbook.payroll import pay_everybody, write_totals
from negotiator.reporting.workbook.people import Piece, Placement
from negotiator.reporting.workbook.regrade import end_holds
from negotiator.reporting.workbook.run import Run
from negotiator.reporting.workbook.sheets import Sheet
from negotiator.wording.figures import day
from negotiator.wording.pack_words import COMPONENTS as COMPONENT_WORDS

MOST_TERMS = 150
"""Cells added up in one formula; a spreadsheet takes 8,192 characters."""


class TooLarge(Exception):
    """The projection would not fit a sheet that a person can use."""


@dataclass
class Yearly:
    """Amounts by component and year label, and hours lost by year."""

    amounts: dict[tuple[str, str], list[Amount]] = field(default_factory=lambda: defaultdict(list))
    hours: dict[str, list[Amount]] = field(default_factory=lambda: defaultdict(list))

    def of(self, component: str, year: str) -> Amount:
        return total(self.amounts.get((component, year), []))


@dataclass(frozen=True)
class Given:
    """What a projection works on: inputs, measures with their cells, the lines they bring, how many months."""

    calendar: Calendar
    assumptions: Assumptions
    lines: Sequence[LineCells]
    measures: Sequence[Planned]
    cells: Sequence[MeasureCells]
    posts: Mapping[int, Sequence[tuple[int, int, LineCells]]]
    months: int
    most_rows: int = 60_000


class ProjectionSheet:
    """Writes one projection to its sheet."""

    def __init__(self, sheet: Sheet, title: str, given: Given) -> None:
        self.sheet, self.given = sheet, given
        self.calendar, self.assumptions = given.calendar, given.assumptions
        self.yearly = Yearly()
        self.pieces: list[Piece] = [
            Piece(line, order, 0, line.heads) for order, line in enumerate(given.lines) if line.heads
        ]
        self.post_pieces: dict[tuple[int, int], list[Piece]] = {}
        sheet.text(0, title, "title")
        sheet.next(2)
        month = 0
        while month < given.months:
            month += self._write(month)
        self._write_years(title)

    def _write(self, month: int) -> int:
        """The block of the run that begins in a month. Returns its months, told once its decisions are made."""
        sheet = self.sheet
        if sheet.row > self.given.most_rows:
            raise TooLarge
        run = Run(self, month)
        sheet.text(0, f"From {day(self.calendar.day_of(month))}", "part")
        sheet.text(3, "months")
        months_at = sheet.row
        sheet.next()
        for planned in self.given.measures:
            if self.in_force(planned, month):
                take_turn(run, planned, self.given.cells[planned.number])
        paid = pay_everybody(run)
        count = self._length(month)
        here, sheet.row = sheet.row, months_at
        months = sheet.constant(4, Fraction(count), "number")
        sheet.row = here
        write_totals(run, paid, months)
        sheet.next()
        end_holds(run)
        return count

    def _write_years(self, title: str) -> None:
        """What each year comes to by component, at the foot of the sheet; these cells are what others refer to."""
        sheet = self.sheet
        labels = [year.label for year in self.calendar.years][: -(-self.given.months // 12)]
        sheet.text(0, f"{title}: what each year comes to", "part")
        sheet.next()
        sheet.text(0, "£", "head")
        sheet.texts(labels, "head_right", 4)
        sheet.next()
        for component in COMPONENTS:
            sheet.text(0, COMPONENT_WORDS[component])
            for k, label in enumerate(labels):
                found = self.yearly.amounts.get((component, label), [])
                self.yearly.amounts[component, label] = [sheet.put(4 + k, self._summed(found))]
            sheet.next()
        if self.yearly.hours:
            sheet.text(0, "Hours lost less hours bought")
            for k, label in enumerate(labels):
                found = self.yearly.hours.get(label, [])
                self.yearly.hours[label] = [sheet.put(4 + k, self._summed(found), "number")]
            sheet.next()

    def _summed(self, amounts: Sequence[Amount]) -> Amount:
        """Their sum, by steps in cells of their own where one formula would be too long for a spreadsheet."""
        parts = [total(list(amounts[start : start + MOST_TERMS])) for start in range(0, len(amounts), MOST_TERMS)]
        if len(parts) < 2:
            return total(parts)
        row, column = self.sheet.row, 6 + len(self.calendar.years)
        stepped = [self.sheet.put(column + k, part) for k, part in enumerate(parts)]
        self.sheet.row = row
        return total(stepped)

    def _length(self, month: int) -> int:
        """How many months from this one on are alike in all that is decided here."""
        found = self._signature(month)
        beyond = month + 1
        while beyond < self.given.months and self._signature(beyond) == found and not self._begins(beyond):
            beyond += 1
        return beyond - month

    def _begins(self, month: int) -> bool:
        return any(planned.start == month for planned in self.given.measures)

    def _signature(self, month: int) -> tuple[object, ...]:
        rates = self.calendar.at(month)
        in_force = tuple(self.in_force(planned, month) for planned in self.given.measures)
        places = tuple(
            self._step_at(piece, placement, month)
            for piece in self.all_pieces(month)
            for placement in (None, *piece.placements.values())
        )
        holds = tuple(p.hold_is_over for piece in self.pieces for p in piece.placements.values())
        protected = tuple(
            self.protected_year(planned, month)
            for planned in self.given.measures
            if planned.terms.kind == "pay_protection"
        )
        return (month // 12, id(rates), in_force, places, holds, protected)

    def _step_at(self, piece: Piece, placement: Placement | None, month: int) -> str:
        return self.natural_step(piece.line, month) if placement is None else self.step_of(piece, placement, month)

    def in_force(self, planned: Planned, month: int) -> bool:
        if planned.once:
            return month == planned.start
        return planned.start <= month < planned.beyond

    def protected_year(self, planned: Planned, month: int) -> int | None:
        """Which year of protection a month is in, from 0; None where it has not begun or is over."""
        since = month - planned.start
        months = planned.terms.values["months"]
        assert isinstance(months, int)
        return since // 12 if 0 <= since < months else None

    def all_pieces(self, month: int) -> list[Piece]:
        """The pieces of the establishment, and of the posts of measures in force, in order of their lines."""
        found = list(self.pieces)
        for planned in self.given.measures:
            if self.in_force(planned, month):
                found += self.posts_of(planned, month)
        return found

    def posts_of(self, planned: Planned, month: int) -> list[Piece]:
        """The posts that a measure brings in a month."""
        for n, (since, beyond, line) in enumerate(self.given.posts.get(planned.number, ())):
            if since <= month < beyond and line.heads:
                key = (planned.number, 0)
                order = len(self.given.lines) + planned.number
                if key not in self.post_pieces:
                    self.post_pieces[key] = [Piece(line, order, 0, line.heads)]
                return (
                    [self._same_posts(piece, line) for piece in self.post_pieces[key]] if n else self.post_pieces[key]
                )
        return []

    def _same_posts(self, piece: Piece, line: LineCells) -> Piece:
        """The same posts in months with another national week, which asks for other WTE and heads."""
        if piece.line is line:
            return piece
        heads = line.heads if piece.is_whole else min(piece.heads, line.heads)
        return Piece(line, piece.order, piece.seat, heads, piece.placements)

    def keep(self, number_of: int, pieces: list[Piece]) -> None:
        self.post_pieces[number_of, 0] = pieces

    def natural_step(self, line: LineCells, month: int) -> str:
        """The step that progression alone has brought a line to."""
        given = line.line
        if given.next_step is None:
            return given.step
        place = self.calendar.place_number[given.band, given.step]
        return self._on_path(self.calendar.path(place, 0, self.calendar.month_of(given.next_step)), month)

    def step_of(self, piece: Piece, placement: Placement, month: int) -> str:
        """The step that a moved piece has reached by the new band's years, where its line progresses."""
        if piece.line.line.next_step is None:
            return placement.step
        place = self.calendar.place_number[placement.band, placement.step]
        years = self.calendar.years_to_next(place, placement.since)
        if years is None:
            return placement.step
        return self._on_path(self.calendar.path(place, placement.since, placement.since + 12 * years), month)

    def _on_path(self, path: Sequence[tuple[int, int]], month: int) -> str:
        place = path[0][1]
        for first, there in path:
            if first <= month:
                place = there
        return self.calendar.places[place][1]
