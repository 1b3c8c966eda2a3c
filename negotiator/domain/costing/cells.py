"""Tables of cells: people who are paid alike, summed over lines and months.

A *cell* holds people of one band and step, zone and premium who meet the same scopes. An *entry* says that some heads
of a row (``lo`` to before ``hi`` of its heads) stand in a cell from one month to before another. From its entries a
table sums any quantity for each cell over any run of months. A regrade makes a child table, whose cells remember the
cell they came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from negotiator.domain.costing.calendar import Calendar
from negotiator.domain.costing.exact import MOST_INT64, Index, Ints, Mask, objects, product, times
from negotiator.domain.costing.people import NO_STEP, Rows
from negotiator.domain.proposals import Scope


@dataclass(frozen=True)
class Entries:
    """Heads ``lo`` to before ``hi`` of a row stand in ``cell`` from month ``since`` to before ``until``."""

    row: Index
    lo: Index
    hi: Index
    cell: Index
    since: Index
    until: Index

    def __len__(self) -> int:
        return len(self.row)

    def take(self, index: Index | Mask) -> Entries:
        return Entries(
            self.row[index], self.lo[index], self.hi[index], self.cell[index], self.since[index], self.until[index]
        )


def together(parts: Iterable[Entries]) -> Entries:
    parts = tuple(parts)
    return Entries(
        *(
            np.concatenate([getattr(part, name) for part in parts])
            for name in ("row", "lo", "hi", "cell", "since", "until")
        )
    )


class Table:
    """Cells and what is in them. The arrays hold one value for each cell.

    ``place`` is the band and step, ``rep`` a row that stands for the cell, ``parent`` the cell of the table before,
    ``piece`` the piece of a regrade by which old pay is held (-1: not held). ``senior``: regraded to a band without
    overtime; ``moved``: placed here by the regrade that made the table. ``known`` keeps totals by months.
    """

    def __init__(
        self,
        rows: Rows,
        months: int,
        entries: Entries,
        place: Index,
        parent: Index | None = None,
        piece: Index | None = None,
        senior: Mask | None = None,
        moved: Mask | None = None,
    ) -> None:
        self.rows = rows
        self.months = months
        self.entries = entries
        self.place = place
        size = len(place)
        self.parent = parent if parent is not None else np.arange(size)
        self.piece = piece if piece is not None else np.full(size, -1, dtype=np.int64)
        self.senior = senior if senior is not None else np.zeros(size, dtype=bool)
        self.moved = moved if moved is not None else np.zeros(size, dtype=bool)
        self.rep = np.full(size, -1, dtype=np.int64)
        self.rep[entries.cell[::-1]] = entries.row[::-1]
        self.zone = rows.zone[self.rep]
        self.premium = rows.premium[self.rep]
        self.born = rows.born[self.rep]
        self.alone = rows.alone[self.rep] | (self.piece >= 0)
        self.known: dict[tuple[int, int], dict[str, Any]] = {}
        self._sums: dict[object, tuple[Ints, int]] = {}
        self._runs: dict[tuple[str, int, int], tuple[Ints, int]] = {}

    def __len__(self) -> int:
        return len(self.place)

    # --- sums

    def over(self, name: str, first: int, beyond: int) -> tuple[Ints, int]:
        """For each cell a quantity summed over months ``first`` to before ``beyond``, as numbers of a fraction."""
        key = (name, first, beyond)
        if key not in self._runs:
            summed, den = self._summed(name, *self.rows.quantity(name))
            self._runs[key] = (summed[:, beyond] - summed[:, first], den)
        return self._runs[key]

    def heads(self, first: int, beyond: int) -> Ints:
        """For each cell its heads, month by month added up."""
        numbers, den = self.over("heads", first, beyond)
        return numbers if den == 1 else numbers // den

    def additional(self, week: Fraction, members: bool, first: int, beyond: int) -> tuple[Ints, int]:
        """As `over`, for part-timers' additional hours with a full week of so many hours."""
        summed, den = self._summed((week, members), *self.rows.additional(week, members))
        return summed[:, beyond] - summed[:, first], den

    def monthly(self, name: str, first: int, beyond: int) -> tuple[Ints, int]:
        """As `over`, month by month: one column for each."""
        summed, den = self._summed(name, *self.rows.quantity(name))
        return np.diff(summed[:, first : beyond + 1], axis=1), den

    def _summed(self, key: object, numbers: Ints, den: int) -> tuple[Ints, int]:
        """The running sum over months: column m holds the sum of the months before m."""
        if key not in self._sums:
            weights, weight_den = self._weights
            values = numbers[self.entries.row]
            values = times(values, weight_den) if weights is None else product(values, weights)
            width = self.months + 1
            flat: Ints = np.zeros(len(self) * width, dtype=self._type_for(values))
            start = self.entries.cell * width
            np.add.at(flat, start + self.entries.since, values)
            np.subtract.at(flat, start + self.entries.until, values)
            month_by_month = flat.reshape(len(self), width).cumsum(axis=1)
            summed = np.zeros_like(month_by_month)
            summed[:, 1:] = month_by_month[:, :-1].cumsum(axis=1)
            self._sums[key] = (summed, den * weight_den)
        return self._sums[key]

    def _type_for(self, values: Ints) -> type:
        if values.dtype == object:
            return object
        most = int(np.abs(values).max(initial=0)) * len(values) * 2 * self.months
        return np.int64 if most < MOST_INT64 else object

    @cached_property
    def _weights(self) -> tuple[Ints | None, int]:
        """How much of its row each entry is, over one denominator; None where every entry is a whole row."""
        size = self.entries.hi - self.entries.lo
        heads = np.abs(self.rows.heads[self.entries.row])
        if (size == heads).all():
            return None, 1
        den = lcm(*{int(count) for count in heads[size != heads]})
        whole = np.full(len(size), den, dtype=object)
        split = size != heads
        whole[split] = objects([int(s) * den // int(h) for s, h in zip(size[split], heads[split], strict=True)])
        return (whole.astype(np.int64) if den < 2**40 else whole), den

    # --- bounds, as doubles

    @cached_property
    def least_wte(self) -> npt.NDArray[np.float64]:
        return self._extreme(self.rows.per_head("wte"), np.minimum, np.inf)

    @cached_property
    def most_wte(self) -> npt.NDArray[np.float64]:
        return self._extreme(self.rows.per_head("wte"), np.maximum, 0.0)

    @cached_property
    def least_allowance(self) -> npt.NDArray[np.float64]:
        """The lowest yearly allowances of one head, nought at most."""
        numbers, den = self.rows.quantity("allowances")
        return self._extreme(numbers.astype(np.float64) / den / self.rows.heads, np.minimum, 0.0)

    def _extreme(self, values: npt.NDArray[np.float64], which: np.ufunc, start: float) -> npt.NDArray[np.float64]:
        found = np.full(len(self), start)
        which.at(found, self.entries.cell, values[self.entries.row])
        return found

    @cached_property
    def most_short_rrp(self) -> list[Fraction]:
        """For each cell the highest short-term premium of a line in it."""
        found = [Fraction(0)] * len(self)
        if not self.rows.most_short_rrp.any():
            return found
        for cell, row in set(zip(self.entries.cell.tolist(), self.entries.row.tolist(), strict=True)):
            found[cell] = max(found[cell], self.rows.most_short_rrp[row])
        return found

    # --- scopes

    def within(self, scope: Scope, static: Mapping[Scope, Mask], calendar: Calendar) -> Mask:
        """Cells whose people a scope allows, by the place where they stand now."""
        found = static[scope][self.rep] if scope in static else self.rows.within(scope)[self.rep]
        if scope.bands:
            wanted = np.array([band in scope.bands for band, _ in calendar.places], dtype=bool)
            found = found & wanted[self.place]
        if scope.steps:
            wanted = np.array([step in scope.steps for _, step in calendar.places], dtype=bool)
            found = found & wanted[self.place]
        return np.asarray(found)


def static_masks(rows: Rows, scopes: Iterable[Scope]) -> dict[Scope, Mask]:
    """For each scope, the rows that its groups, zones and lines allow."""
    return {scope: rows.within(scope) for scope in set(scopes)}


class BaseTables:
    """Base tables made lately, by the rows and by the scopes that their cells tell apart."""

    MOST = 12

    def __init__(self) -> None:
        self._made: dict[tuple[int, frozenset[bytes]], tuple[Rows, Table]] = {}

    def base(self, rows: Rows, calendar: Calendar, static: Mapping[Scope, Mask]) -> Table:
        """The base table of these rows, made once for scopes that part them alike."""
        parting = frozenset(mask.tobytes() for mask in static.values() if mask.any() and not mask.all())
        key = (id(rows), parting)
        if key not in self._made:
            if len(self._made) >= self.MOST:
                del self._made[next(iter(self._made))]
            self._made[key] = (rows, base_table(rows, calendar, static))
        return self._made[key][1]


def base_table(rows: Rows, calendar: Calendar, static: Mapping[Scope, Mask]) -> Table:
    """The table before any regrade: people by the step that their progression has brought them to.

    People of one cell are all inside or all outside every scope of ``static``.
    """
    sort = rows.zone * len(rows.premiums) + rows.premium
    for mask in {mask.tobytes(): mask for mask in static.values()}.values():
        if mask.any() and not mask.all():
            sort = _numbered(sort * 2 + mask)
    sort = _numbered(sort) if len(rows) else sort
    alone = np.flatnonzero(rows.alone)
    sort[alone] = len(rows) + alone
    entries = progression(rows, calendar)
    key = sort[entries.row] * len(calendar.places) + entries.cell
    _, first, cell = np.unique(key, return_index=True, return_inverse=True)
    place = entries.cell[first]
    return Table(
        rows, calendar.months, Entries(entries.row, entries.lo, entries.hi, cell, entries.since, entries.until), place
    )


def progression(rows: Rows, calendar: Calendar) -> Entries:
    """Where each row's own progression places it; ``cell`` of these entries is the place."""
    width = calendar.months + 2
    key = rows.place * width + np.minimum(rows.next_month, calendar.months) + 1
    distinct, inverse = np.unique(key, return_inverse=True)
    paths = [
        calendar.path(int(value) // width, 0, None if value % width - 1 == NO_STEP else int(value) % width - 1)
        for value in distinct
    ]
    parts = []
    for step in range(max((len(path) for path in paths), default=0)):
        has = np.array([len(path) > step for path in paths], dtype=bool)
        place = np.array([path[step][1] if len(path) > step else 0 for path in paths], dtype=np.int64)
        since = np.array([path[step][0] if len(path) > step else 0 for path in paths], dtype=np.int64)
        until = np.array(
            [path[step + 1][0] if len(path) > step + 1 else calendar.months for path in paths], dtype=np.int64
        )
        row = np.flatnonzero(has[inverse])
        of = inverse[row]
        first = np.maximum(since[of], rows.since[row])
        beyond = np.minimum(until[of], rows.until[row])
        keep = first < beyond
        row = row[keep]
        heads = np.abs(rows.heads[row])
        parts.append(
            Entries(row, np.zeros(len(row), dtype=np.int64), heads, place[of][keep], first[keep], beyond[keep])
        )
    if not parts:
        nothing = np.zeros(0, dtype=np.int64)
        return Entries(nothing, nothing, nothing, nothing, nothing, nothing)
    return together(parts)


def _numbered(key: Index) -> Index:
    """The same partition with small numbers."""
    return np.unique(key, return_inverse=True)[1]
