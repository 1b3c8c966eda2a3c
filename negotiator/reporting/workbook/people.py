"""The people of a projection in pieces that are alike, and what a month's pay of one of them is, as formulas.

A piece is part of a staff line: some heads that every measure so far has treated alike. Who is in it, and on which step
it stands, is decided when the workbook is made; what it is paid is worked out by formulas.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from negotiator.domain.establishment import SENIOR_BANDS
from negotiator.domain.proposals import Scope
from negotiator.reporting.workbook.amounts import NOUGHT, ONE, WEEKS, Amount, chosen, greatest, least, number
from negotiator.reporting.workbook.assumptions import LineCells

HALF_AGAIN = number(Fraction(3, 2))
TWICE = number(2)


@dataclass(eq=False, slots=True)
class Placement:
    """Where a regrade has put a piece. ``held`` are basic, long-term premium and unsocial a year, in cash."""

    band: str
    step: str
    since: int
    held: tuple[Amount, Amount, Amount] | None = None
    hold_is_over: bool = False


@dataclass(eq=False, slots=True)
class Piece:
    """Some heads of a line, from a seat on. ``placements`` by the place of the regrade in the list."""

    line: LineCells
    order: int
    seat: int
    heads: int
    placements: dict[int, Placement] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        return self.heads == self.line.heads

    @property
    def heads_cell(self) -> Amount:
        """The number of heads, with its sign: the line's own cell, or a fixed number for a part of a line."""
        cell = self.line.heads_cell if self.is_whole else number(self.heads)
        return cell if self.line.sign > 0 else -cell

    def split(self, heads: int) -> tuple[Piece, Piece]:
        """The first so many heads, and the rest."""
        first = Piece(self.line, self.order, self.seat, heads, dict(self.placements))
        rest = Piece(self.line, self.order, self.seat + heads, self.heads - heads, dict(self.placements))
        return first, rest


@dataclass(eq=False, slots=True)
class Seat:
    """A piece in one run of months, as the measures so far have left it. Amounts are £ a year for one person."""

    piece: Piece
    band: str
    step: str
    week: Amount
    rrp_long: Amount
    rrp_short: Amount
    unsocial: Mapping[str, tuple[Amount, Amount]]
    added: Amount = NOUGHT
    added_pensionable: Amount = NOUGHT
    call_outs: Amount = NOUGHT
    once: Amount = NOUGHT
    once_pensionable: Amount = NOUGHT
    placement: Placement | None = None

    @property
    def line(self) -> LineCells:
        return self.piece.line

    @property
    def heads(self) -> Amount:
        return self.piece.heads_cell

    def in_scope(self, scope: Scope) -> bool:
        """Every list given must hold."""
        line = self.line
        asked = (
            (scope.groups, line.line.group),
            (scope.bands, self.band),
            (scope.steps, self.step),
            (scope.zones, line.line.hcas),
            (scope.lines, line.scope_name),
        )
        return all(not wanted or value in wanted for wanted, value in asked)

    def hourly(self, full_time: Amount) -> Amount:
        return full_time * (ONE + self.rrp_long) / (self.week * WEEKS)

    def own_elements(self, full_time: Amount) -> tuple[Amount, Amount, Amount]:
        """Basic, long-term premium and unsocial of the band and step in which the piece stands."""
        saturday, sunday = self.unsocial[self.band if self.band in ("1", "2", "3") else "4-9"]
        enhanced = self.line.saturday * saturday + self.line.sunday * sunday
        basic = full_time * self.line.w
        return basic, basic * self.rrp_long, self.hourly(full_time) * WEEKS * enhanced


@dataclass(frozen=True, slots=True)
class Pay:
    """A year's pay of one person, by part."""

    basic: Amount
    rrp_long: Amount
    rrp_short: Amount
    hcas: Amount
    unsocial: Amount
    additional: Amount
    overtime: Amount
    allowances: Amount
    pensionable_allowances: Amount


def elements_paid(seat: Seat, own: tuple[Amount, Amount, Amount]) -> tuple[Amount, Amount, Amount]:
    """The three as paid: what is held stays until those of the band come to more."""
    placement = seat.placement
    if placement is None or placement.held is None or placement.hold_is_over:
        return own
    held = placement.held
    of_band, of_hold = own[0] + own[1] + own[2], held[0] + held[1] + held[2]
    return (
        chosen(of_band, of_hold, own[0], held[0]),
        chosen(of_band, of_hold, own[1], held[1]),
        chosen(of_band, of_hold, own[2], held[2]),
    )


def pay_of(
    seat: Seat,
    full_time: Amount,
    hour: Amount,
    paid: tuple[Amount, Amount, Amount],
    zone: tuple[Amount, Amount, Amount] | None,
) -> Pay:
    """A year's pay of one person in a month's terms (costing method, section 3)."""
    line = seat.line
    hcas = NOUGHT
    if zone is not None:
        share, lowest, highest = zone
        hcas = least(greatest(share * full_time * (ONE + seat.rrp_long), lowest), highest) * line.w
    additional = overtime = NOUGHT
    if seat.band not in SENIOR_BANDS:
        hours = least(line.overtime, greatest(NOUGHT, seat.week - line.w * seat.week))
        additional = hours * hour * WEEKS
        overtime = ((line.overtime - hours) * HALF_AGAIN + line.holiday * TWICE) * hour * WEEKS
    return Pay(
        basic=paid[0],
        rrp_long=paid[1],
        rrp_short=full_time * line.w * seat.rrp_short,
        hcas=hcas,
        unsocial=paid[2],
        additional=additional,
        overtime=overtime + seat.call_outs,
        allowances=line.allowances + seat.added + seat.added_pensionable,
        pensionable_allowances=line.pensionable_allowances + seat.added_pensionable,
    )
