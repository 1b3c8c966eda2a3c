"""Regrading: who moves, to which step, and whose old pay is held (costing method, section 4).

All of that is decided when the workbook is made; the pay that follows is worked out by formulas.
"""

from __future__ import annotations

from fractions import Fraction

from negotiator.domain.costing.planned import Planned
from negotiator.reporting.workbook.amounts import Amount
from negotiator.reporting.workbook.people import Piece, Placement, Seat, elements_paid
from negotiator.reporting.workbook.run import Run, reaches


def regrade(run: Run, planned: Planned) -> None:
    number_of, to_band = planned.number, str(planned.terms.values["to_band"])
    if planned.start == run.month:
        candidates = [s for s in run.seats if s.in_scope(planned.terms.scope) and s.band != to_band]
        for seat, heads in _moving(run, planned, candidates):
            mover = _part(run, seat, heads)
            mover.piece.placements[number_of] = _place_in(run, planned, mover, to_band)
    for seat in run.seats:
        placement = seat.piece.placements.get(number_of)
        if placement is not None:
            seat.band, seat.placement = placement.band, placement
            seat.step = run.whole.step_of(seat.piece, placement, run.month)


def _moving(run: Run, planned: Planned, candidates: list[Seat]) -> list[tuple[Seat, int]]:
    """Who moves: a number of heads in the order of the lines, or after each line so many that the share holds."""
    values = planned.terms.values
    found: list[tuple[Seat, int]] = []
    if "headcount" in values:
        left = int(str(values["headcount"]))
        for seat in candidates:
            if seat.line.sign > 0 and left:
                found.append((seat, min(left, seat.piece.heads)))
                left -= found[-1][1]
        return found
    share = Fraction(str(values.get("share", 1)))
    seen = moved = 0
    for order in dict.fromkeys(seat.piece.order for seat in candidates):
        of_line = [seat for seat in candidates if seat.piece.order == order]
        seen += sum(seat.line.sign * seat.piece.heads for seat in of_line)
        target = (share * seen + Fraction(1, 2)) // 1
        left = abs(target - moved)
        for seat in of_line:
            taken = min(left, seat.piece.heads)
            if taken:
                found.append((seat, taken))
                left -= taken
        moved = target
    return found


def _part(run: Run, seat: Seat, heads: int) -> Seat:
    """The first so many heads of a seat as a seat of their own; the rest stays behind them."""
    if heads == seat.piece.heads:
        return seat
    first, rest = seat.piece.split(heads)
    _exchange(run, seat.piece, [first, rest])
    after = Seat(
        rest, seat.band, seat.step, seat.week, seat.rrp_long, seat.rrp_short, seat.unsocial, seat.added,
        seat.added_pensionable, seat.call_outs, seat.once, seat.once_pensionable, seat.placement,
    )  # fmt: skip
    seat.piece = first
    run.seats.insert(run.seats.index(seat) + 1, after)
    return seat


def _exchange(run: Run, old: Piece, new: list[Piece]) -> None:
    pieces = run.whole.pieces
    if old in pieces:
        at = pieces.index(old)
        pieces[at : at + 1] = new
        return
    for key, posts in run.whole.post_pieces.items():
        if old in posts:
            at = posts.index(old)
            run.whole.keep(key[0], [*posts[:at], *new, *posts[at + 1 :]])
            return


def _place_in(run: Run, planned: Planned, seat: Seat, to_band: str) -> Placement:
    """The lowest step at which basic, unsocial and long-term premium rise; without one the top step, pay held."""
    own = elements_paid(seat, seat.own_elements(run.full_time(seat)))
    old = own[0].value + own[1].value + own[2].value
    steps = run.calendar.steps_of(to_band, run.month)
    was = (seat.band, seat.step, seat.placement)
    for place in steps:
        seat.band, seat.step = run.calendar.places[place]
        there = seat.own_elements(_unwritten(run, seat))
        if sum(amount.value for amount in there) > old:
            found = Placement(seat.band, seat.step, run.month)
            seat.band, seat.step, seat.placement = was
            return found
    seat.band, seat.step, seat.placement = was
    held = (
        run.line_of(planned, f"held: basic a year, {seat.line.name}", own[0]),
        run.line_of(planned, f"held: long-term premium a year, {seat.line.name}", own[1]),
        run.line_of(planned, f"held: unsocial a year, {seat.line.name}", own[2]),
    )
    band, step = run.calendar.places[steps[-1]]
    return Placement(band, step, run.month, held)


def _unwritten(run: Run, seat: Seat) -> Amount:
    """F of a place that is only tried out: its value, and no cell."""
    place = run.calendar.place_number[seat.band, seat.step]
    found = run.whole.assumptions.full_time(run.month, place)
    for n in run.uplifts:
        if reaches(run.terms(n).scope, seat):
            found = run.uplifted(found, n)
    return found


def end_holds(run: Run) -> None:
    """Once the new band has come to more, holding is over for good."""
    for seat in run.seats:
        placement = seat.placement
        if placement is not None and placement.held is not None and not placement.hold_is_over:
            own = seat.own_elements(run.full_time(seat))
            if sum(one.value for one in own) > sum(one.value for one in placement.held):
                placement.hold_is_over = True
