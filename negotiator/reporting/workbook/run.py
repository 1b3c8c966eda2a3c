"""One run of months: everybody as the measures so far have left them, and sums over those in a scope."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from negotiator.domain.costing.planned import Planned
from negotiator.domain.proposals import Scope, Terms
from negotiator.reporting.workbook.amounts import NOUGHT, ONE, Amount, greatest
from negotiator.reporting.workbook.assumptions import YearRates
from negotiator.reporting.workbook.people import Piece, Seat

if TYPE_CHECKING:
    from negotiator.reporting.workbook.projection import ProjectionSheet

Subject = Seat | tuple[str, str]
"""Whom an uplift may reach: a seat, or a band and step without a person in it."""


class Run:
    """One run of months of a projection."""

    def __init__(self, whole: ProjectionSheet, month: int) -> None:
        self.whole, self.month = whole, month
        self.sheet, self.calendar, self.given = whole.sheet, whole.calendar, whole.given
        self.year = self.calendar.year_of(month).label
        self.rates: YearRates = whole.assumptions.years[self.year]
        self.uplifts: list[int] = []
        self.extras: list[tuple[str, str, Amount]] = []
        self.hours: list[Amount] = []
        self._scale: dict[tuple[int, tuple[int, ...]], Amount] = {}
        self.seats = [self.seat_of(piece) for piece in whole.pieces]

    def seat_of(self, piece: Piece) -> Seat:
        line = piece.line
        return Seat(
            piece,
            line.line.band,
            self.whole.natural_step(line, self.month),
            self.rates.week,
            line.rrp_long,
            line.rrp_short,
            self.whole.assumptions.unsocial,
        )

    def full_time(self, subject: Subject) -> Amount:
        """F: the scale of the month with every uplift so far whose scope this band, step and line stands in."""
        band, step = (subject.band, subject.step) if isinstance(subject, Seat) else subject
        place = self.calendar.place_number[band, step]
        reached = tuple(n for n in self.uplifts if reaches(self.terms(n).scope, subject))
        key = (place, reached)
        if key not in self._scale:
            found = self.whole.assumptions.full_time(self.month, place)
            for n in reached:
                found = self.uplifted(found, n)
            if reached:
                self.sheet.text(0, f"Full-time pay after uplifts, band {band} {step}", "muted")
                found = self.sheet.put(4, found)
                self.sheet.next()
            self._scale[key] = found
        return self._scale[key]

    def uplifted(self, amount: Amount, n: int) -> Amount:
        cells, kind = self.given.cells[n], self.terms(n).kind
        if kind == "pay_uplift":
            return amount * (ONE + cells.number("percent"))
        if kind == "flat_uplift":
            return amount + cells.number("amount")
        return amount + greatest(amount * cells.number("percent"), cells.number("minimum"))

    def terms(self, n: int) -> Terms:
        """The terms of the measure at a place of the list."""
        return self.given.measures[n].terms

    def extra(self, label: str, component: str, a_month: Amount) -> None:
        if not a_month.is_nought:
            self.extras.append((label, component, a_month))

    def line_of(self, planned: Planned, what: str, amount: Amount) -> Amount:
        """An amount in a cell of its own, under the measure's name."""
        self.sheet.text(0, f"{planned.label}: {what}", "muted")
        found = self.sheet.put(4, amount)
        self.sheet.next()
        return found

    def heads_in(self, planned: Planned, scope: Sequence[Seat]) -> Amount:
        return self.sum_of(planned, scope, "people in scope", lambda seat: seat.heads)

    def wte_in(self, planned: Planned, scope: Sequence[Seat]) -> Amount:
        return self.sum_of(planned, scope, "WTE in scope", lambda seat: seat.heads * seat.line.w)

    def sum_of(self, planned: Planned, scope: Sequence[Seat], what: str, of: Callable[[Seat], Amount]) -> Amount:
        """A sum over the scope: one cell for each piece, and their total."""
        sheet = self.sheet
        each = [of(seat) for seat in scope]  # first: it may write full-time pay, which must not stand in the range
        sheet.text(0, f"{planned.label}: {what}", "muted")
        first = sheet.row + 1
        amounts = []
        for seat, amount in zip(scope, each, strict=True):
            sheet.next()
            sheet.text(1, f"{seat.line.name} {seat.band} {seat.step}".strip(), "muted")
            amounts.append(sheet.put(4, amount, "number"))
        last = sheet.row
        sheet.next()
        value = sum((amount.value for amount in amounts), Fraction(0))
        sheet.text(1, "sum", "muted")
        found = sheet.put(4, Amount(value, f"SUM({sheet.span(4, first, last)})"), "number")
        sheet.next()
        return found

    def average(self, planned: Planned, scope: Sequence[Seat], what: str, of: Callable[[Seat], Amount]) -> Amount:
        """WTE-weighted; nought where the scope has no WTE."""
        weights = self.wte_in(planned, scope)
        if not weights.value:
            return NOUGHT
        weighted = self.sum_of(planned, scope, f"{what} × WTE", lambda seat: seat.heads * seat.line.w * of(seat))
        return self.line_of(planned, f"average {what}", weighted / weights)


def reaches(scope: Scope, subject: Subject) -> bool:
    """Whether an uplift with this scope reaches somebody; a bare place has no group, zone or line to ask for."""
    if isinstance(subject, Seat):
        return subject.in_scope(scope)
    band, step = subject
    return (
        not (scope.groups or scope.zones or scope.lines)
        and (not scope.bands or band in scope.bands)
        and (not scope.steps or step in scope.steps)
    )
