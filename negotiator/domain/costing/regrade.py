"""Regrading (costing method, section 4): who moves is decided once, to which step, and whose old pay is held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from negotiator.domain.costing.arithmetic import Arithmetic
from negotiator.domain.costing.calendar import MONTHS, Calendar
from negotiator.domain.costing.cells import Entries, Table, together
from negotiator.domain.costing.exact import Exact, Index, Mask, objects
from negotiator.domain.costing.people import NO_STEP, Rows
from negotiator.domain.costing.state import Held, State

_NEAR = 1e-11
"""Doubles nearer to nought than this share of their terms do not decide."""


@dataclass(frozen=True)
class Decision:
    """Who moved in the month ``start`` (heads ``lo`` to before ``hi`` of a row) and to which place.

    ``piece`` numbers those whose old pay is held, -1 for the others; ``held`` is by piece, the first one being
    ``first_piece``. ``in_cash``: for rows whose people have another WTE than when it was decided, by what the held pay
    of one WTE is to be multiplied, so that each person keeps the same cash.
    """

    start: int
    row: Index
    lo: Index
    hi: Index
    place: Index
    piece: Index
    first_piece: int
    held: Held
    in_cash: Mapping[int, Fraction] = field(default_factory=dict)

    def moves_as(self, other: Decision) -> bool:
        """Whether the other moves the same people at the same time to the same places, whatever pay is held."""
        return self.start == other.start and all(
            np.array_equal(getattr(self, name), getattr(other, name)) for name in ("row", "lo", "hi", "place", "piece")
        )

    def parted_by(self, other: Decision) -> dict[int, set[int]]:
        """Where the other moves a part of the heads of one piece whose old pay is held: heads to cut at, by row."""
        found: dict[int, set[int]] = {}
        held = np.flatnonzero((self.piece >= 0) & np.isin(self.row, other.row))
        for index in held.tolist():
            row, lo, hi = int(self.row[index]), int(self.lo[index]), int(self.hi[index])
            same = other.row == row
            within = {end for end in (*other.lo[same].tolist(), *other.hi[same].tolist()) if lo < end < hi}
            if within:
                found.setdefault(row, set()).update(within)
        return found

    def heads_of(self, pieces: set[int]) -> int:
        """Heads of those of the pieces that are of this decision."""
        return int((self.hi - self.lo)[np.isin(self.piece, list(pieces))].sum())


def decide(
    state: State,
    cells: Mask,
    to_band: str,
    headcount: int | None,
    share: Fraction | None,
    first_piece: int,
    cuts: Mapping[int, set[int]],
) -> Decision:
    """Choose who moves among the people of some cells, and where to. The state is exact and begins in the month.

    ``cuts``: by row, heads before which a piece must end, since another regrade moves the heads beyond them apart.
    """
    start = state.first
    entries = state.table.entries
    chosen = np.flatnonzero((entries.since <= start) & (start < entries.until) & cells[entries.cell])
    chosen = chosen[np.lexsort((entries.lo[chosen], entries.row[chosen]))]
    picked = entries.take(chosen)
    moved = _heads_moved(picked, state.table.rows.heads, headcount, share)
    picked = picked.take(moved > 0)
    moved = moved[moved > 0]
    picked = Entries(picked.row, picked.lo, picked.lo + moved, picked.cell, picked.since, picked.until)
    picked = _cut_at(picked, cuts)
    place, is_held, held = _places(state, picked, state.calendar.steps_of(to_band, start))
    piece = np.full(len(picked), -1, dtype=np.int64)
    piece[is_held] = first_piece + np.arange(int(is_held.sum()))
    of = picked.cell[is_held]
    held = Held(held.basic.take(of), held.rrp.take(of), held.saturday.take(of), held.sunday.take(of))
    return Decision(start, picked.row, picked.lo, picked.hi, place, piece, first_piece, held)


def _heads_moved(picked: Entries, row_heads: Index, headcount: int | None, share: Fraction | None) -> Index:
    """How many heads of each entry move, entries in the order of the lines.

    A number of heads passes over removed posts; for a share they count as minus. The share is counted line by line;
    of a line that earlier regrades have parted, the first heads move first.
    """
    size = picked.hi - picked.lo
    if headcount is not None:
        wanted = np.where(row_heads[picked.row] > 0, size, 0)
        before = np.cumsum(wanted) - wanted
        return np.asarray(np.clip(headcount - before, 0, wanted))
    if share is None:
        return size
    first_of_row = np.flatnonzero(np.diff(picked.row, prepend=-1))
    of_row = np.add.reduceat(size, first_of_row) if len(size) else size
    so_far = np.cumsum(of_row * np.sign(row_heads[picked.row[first_of_row]])).astype(object)
    top, bottom = 2 * share.numerator, 2 * share.denominator
    moved_so_far = (so_far * top + share.denominator) // bottom
    wanted = np.abs(np.diff(np.concatenate([objects([0]), moved_so_far]))).astype(np.int64)
    counts = np.diff(np.append(first_of_row, len(size)))
    before = np.cumsum(size) - size
    before = before - np.repeat(before[first_of_row], counts)
    return np.asarray(np.clip(np.repeat(wanted, counts) - before, 0, size))


def _cut_at(picked: Entries, cuts: Mapping[int, set[int]]) -> Entries:
    """The entries, those of some rows in parts that end where they must."""
    if not cuts:
        return picked
    of, lows, highs = [], [], []
    for index, (row, lo, hi) in enumerate(
        zip(picked.row.tolist(), picked.lo.tolist(), picked.hi.tolist(), strict=True)
    ):
        ends = [lo, *sorted(cut for cut in cuts.get(row, ()) if lo < cut < hi), hi]
        for low, high in pairwise(ends):
            of.append(index)
            lows.append(low)
            highs.append(high)
    whole = picked.take(np.array(of, dtype=np.int64))
    return Entries(
        whole.row,
        np.array(lows, dtype=np.int64),
        np.array(highs, dtype=np.int64),
        whole.cell,
        whole.since,
        whole.until,
    )


def _places(state: State, picked: Entries, steps: tuple[int, ...]) -> tuple[Index, Mask, Held]:
    """For each entry the lowest step that gives a rise; else the top step, with old pay held.

    Also the old pay of each cell: for one WTE and for one weekly hour.
    """
    held = Held(*state.old_pay())
    place = np.full(len(picked), steps[-1], dtype=np.int64)
    undecided = np.ones(len(picked), dtype=bool)
    week = state.by_week(lambda hours: 1 / hours)
    for step in steps:
        everywhere = np.full(len(state.table), step, dtype=np.int64)
        full = state.scale_if_at(step) * (state.long_rrp + 1)
        new_saturday, new_sunday = state.percentages(everywhere)
        gains = (
            full - held.basic - held.rrp,
            full * week * new_saturday - held.saturday,
            full * week * new_sunday - held.sunday,
        )
        rises = undecided & _rises(state, picked, gains)
        place[rises] = step
        undecided &= ~rises
        if not undecided.any():
            break
    return place, undecided, held


def _rises(state: State, picked: Entries, gains: tuple[Exact, Exact, Exact]) -> Mask:
    """Whether the gain of each entry's people is above nought; exact where doubles are too near to tell."""
    rows = state.table.rows
    amounts = [rows.quantity(name) for name in ("wte", "saturday", "sunday")]
    value = np.zeros(len(picked))
    size = np.zeros(len(picked))
    for gain, (numbers, den) in zip(gains, amounts, strict=True):
        part = gain.lowest()[picked.cell] * (np.abs(numbers[picked.row]).astype(np.float64) / den)
        value += part
        size += np.abs(part)
    found: npt.NDArray[np.bool_] = value > 0
    near = ~(np.abs(value) > _NEAR * size)
    same = np.asarray((gains[0].num == 0) & (gains[1].num == 0) & (gains[2].num == 0), dtype=bool)
    found[near & same[picked.cell]] = False
    for index in np.flatnonzero(near & ~same[picked.cell]).tolist():
        cell, row = int(picked.cell[index]), int(picked.row[index])
        exact = sum(
            (gain[cell] * Fraction(abs(int(numbers[row])), den)
             for gain, (numbers, den) in zip(gains, amounts, strict=True)),
            Fraction(0),
        )  # fmt: skip
        found[index] = exact > 0
    return found


def child_table(parent: Table, decision: Decision, calendar: Calendar) -> Table:
    """The table after a regrade, from its start on: those who moved stand where it placed them and progress there."""
    start = decision.start
    entries = parent.entries.take(np.flatnonzero(parent.entries.until > start))
    entries = Entries(
        entries.row, entries.lo, entries.hi, entries.cell, np.maximum(entries.since, start), entries.until
    )
    entries, of = _matched(entries, decision, len(parent.rows))
    stays = entries.take(of < 0)
    parts = [stays]
    new_place = [np.full(len(stays), -1, dtype=np.int64)]
    new_piece = [np.full(len(stays), -1, dtype=np.int64)]
    moves, of = entries.take(of >= 0), of[of >= 0]
    has_next = parent.rows.next_month[moves.row] != NO_STEP
    for place, progresses in sorted(set(zip(decision.place[of].tolist(), has_next.tolist(), strict=True))):
        mine = (decision.place[of] == place) & (has_next == progresses)
        years = calendar.years_to_next(place, start) if progresses else None
        path = calendar.path(place, start, None if years is None else start + MONTHS * years)
        beyonds = [*(first for first, _ in path[1:]), calendar.months]
        for (first, stands), beyond in zip(path, beyonds, strict=True):
            part, piece = moves.take(mine), decision.piece[of[mine]]
            since, until = np.maximum(part.since, first), np.minimum(part.until, beyond)
            keep = since < until
            part = Entries(part.row, part.lo, part.hi, part.cell, since, until).take(keep)
            parts.append(part)
            new_place.append(np.full(len(part), stands, dtype=np.int64))
            new_piece.append(piece[keep])
    return _numbered_cells(parent, together(parts), np.concatenate(new_place), np.concatenate(new_piece), calendar)


def _numbered_cells(parent: Table, entries: Entries, place: Index, piece: Index, calendar: Calendar) -> Table:
    """Cells for entries that are still numbered by their parent's cell."""
    pieces = int(piece.max(initial=-1)) + 2
    key = (entries.cell * (len(calendar.places) + 1) + place + 1) * pieces + piece + 1
    _, first, cell = np.unique(key, return_index=True, return_inverse=True)
    from_cell, place, piece = entries.cell[first], place[first], piece[first]
    moved = place >= 0
    return Table(
        parent.rows,
        parent.months,
        Entries(entries.row, entries.lo, entries.hi, cell, entries.since, entries.until),
        place=np.where(moved, place, parent.place[from_cell]),
        parent=from_cell,
        piece=np.where(moved, piece, parent.piece[from_cell]),
        senior=np.where(moved, calendar.senior[np.maximum(place, 0)], parent.senior[from_cell]),
        moved=moved,
    )


def held_after(child: Table, before: Held | None, decision: Decision, arithmetic: Arithmetic) -> Held | None:
    """Held pay by cell of the child: what this decision holds, and what an earlier one does of those who stay."""
    fresh = child.moved & (child.piece >= 0)
    if not fresh.any() and before is None:
        return None
    index = np.where(fresh, child.piece - decision.first_piece, 0)
    found = []
    for name in ("basic", "rrp", "saturday", "sunday"):
        vector = arithmetic.filled(len(child))
        if before is not None:
            vector = getattr(before, name).take(child.parent)
        if fresh.any():
            own: Exact = getattr(decision.held, name).take(index)
            if decision.in_cash and name in ("basic", "rrp"):
                own = own * Exact.of([decision.in_cash.get(row, 1) for row in child.rep.tolist()])
            vector = vector.replaced(
                fresh, own if arithmetic.exact else arithmetic.vector(list(map(own.__getitem__, range(len(own)))))
            )
        found.append(vector)
    return Held(*found)


def _matched(entries: Entries, decision: Decision, rows: int) -> tuple[Entries, Index]:
    """Entries cut so that each moves as a whole or not at all, and for each the index in the decision, or -1."""
    if not len(decision.row):
        return entries, np.full(len(entries), -1, dtype=np.int64)
    counts = np.bincount(decision.row, minlength=rows)
    single = np.full(rows, -1, dtype=np.int64)
    single[decision.row] = np.arange(len(decision.row))
    single[counts != 1] = -1
    at = single[entries.row]
    covers = (at >= 0) & (decision.lo[at] <= entries.lo) & (entries.hi <= decision.hi[at])
    untouched = counts[entries.row] == 0
    simple = covers | untouched
    parts = [entries.take(simple)]
    indexes = [np.where(covers, at, -1)[simple]]
    by_row: dict[int, list[int]] = {}
    for index, row in enumerate(decision.row.tolist()):
        by_row.setdefault(row, []).append(index)
    cut: list[tuple[int, int, int, int]] = []
    for number in np.flatnonzero(~simple).tolist():
        cut += _cut(
            number, int(entries.lo[number]), int(entries.hi[number]), by_row[int(entries.row[number])], decision
        )
    if cut:
        number, lo, hi, index = np.array(cut, dtype=np.int64).T
        whole = entries.take(number)
        parts.append(Entries(whole.row, lo, hi, whole.cell, whole.since, whole.until))
        indexes.append(index)
    return together(parts), np.concatenate(indexes)


def _cut(number: int, lo: int, hi: int, pieces: list[int], decision: Decision) -> list[tuple[int, int, int, int]]:
    """Heads ``lo`` to ``hi`` of one entry, cut at the pieces that moved: (entry, lo, hi, index or -1)."""
    found = []
    at = lo
    for index in sorted(pieces, key=lambda index: int(decision.lo[index])):
        first, beyond = max(at, int(decision.lo[index])), min(hi, int(decision.hi[index]))
        if first >= beyond:
            continue
        if at < first:
            found.append((number, at, first, -1))
        found.append((number, first, beyond, index))
        at = beyond
    if at < hi:
        found.append((number, at, hi, -1))
    return found


def spread_to_siblings(decision: Decision, siblings: dict[int, list[tuple[int, int]]], rows: Rows) -> Decision:
    """Let posts whose WTE changes with the national week keep their regrade, and its held pay in cash.

    ``siblings[row]`` are (row, heads) of the same posts in later years: the same heads moved there.
    """
    extra: list[tuple[int, int, int, int]] = []
    in_cash: dict[int, Fraction] = {}
    for index, row in enumerate(decision.row.tolist()):
        for other, count in siblings.get(row, ()):
            lo, hi = int(decision.lo[index]), min(int(decision.hi[index]), count)
            if lo < hi:
                extra.append((other, lo, hi, index))
                in_cash[other] = (
                    _wte_each(rows, row) / _wte_each(rows, other) if _wte_each(rows, other) else Fraction(1)
                )
    if not extra:
        return decision
    other_rows, lows, highs, index = np.array(extra, dtype=np.int64).T
    return replace(
        decision,
        row=np.concatenate([decision.row, other_rows]),
        lo=np.concatenate([decision.lo, lows]),
        hi=np.concatenate([decision.hi, highs]),
        place=np.concatenate([decision.place, decision.place[index]]),
        piece=np.concatenate([decision.piece, decision.piece[index]]),
        in_cash=in_cash,
    )


def _wte_each(rows: Rows, row: int) -> Fraction:
    """The WTE of one head of a row."""
    numbers, den = rows.quantity("wte")
    return Fraction(int(numbers[row]), den * int(rows.heads[row]))
