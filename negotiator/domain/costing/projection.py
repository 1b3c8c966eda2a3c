"""The projection of one option: run by run of months, measure by measure, exact (costing method, sections 2 and 3).

The months are cut wherever rates change or a measure starts or ends, so that within a run everything stays the same. In
each run the measures in force are applied in the order of the list, and after each of them everything is summed: the
difference is what the measure adds to those before it.

Each list up to a measure is a world of its own, in which held pay may be overtaken at another time (the measure shares
of section 3). One walk serves them all, remembering for each list what has been overtaken; only where a later regrade
would for that reason be decided otherwise in a longer list are the lists projected one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TypeVar, cast

import numpy as np

from negotiator.domain.costing.arithmetic import Arithmetic, ExactArithmetic, add_into
from negotiator.domain.costing.calendar import MONTHS, Calendar
from negotiator.domain.costing.cells import BaseTables, Table
from negotiator.domain.costing.effects import EFFECTS, UPLIFTS, Turn
from negotiator.domain.costing.exact import Mask
from negotiator.domain.costing.floor import breaches_in
from negotiator.domain.costing.payroll import TakeAlone, totals
from negotiator.domain.costing.people import Rows
from negotiator.domain.costing.planned import Planned
from negotiator.domain.costing.posts import Peopled
from negotiator.domain.costing.projected import Amounts, Leading, Projected, Watch
from negotiator.domain.costing.regrade import Decision, child_table, decide, held_after, spread_to_siblings
from negotiator.domain.costing.state import Released, State
from negotiator.domain.proposals import Scope

T = TypeVar("T")
W = TypeVar("W", bound=Watch)

_EVERYONE = Scope()


class Projection:
    """One establishment with one list of measures over one horizon."""

    def __init__(
        self,
        calendar: Calendar,
        rows: Rows,
        measures: Sequence[Planned],
        arithmetic: Arithmetic | None = None,
        decisions: dict[int, Decision] | None = None,
        kept: BaseTables | None = None,
        leading: Leading | None = None,
        *,
        as_one: bool = False,
    ) -> None:
        """``decisions`` are those of an exact projection, for a projection over draws, which makes none of its own.

        ``kept``: base tables that projections of the same people share. ``leading``: an earlier exact projection of the
        same people and months, from which what its first measures add is taken over where they are the same.
        ``as_one``: what all measures add together is put in the first one's, as it is over draws.
        """
        self.arithmetic: Arithmetic = arithmetic or ExactArithmetic()
        self.calendar = calendar
        self.measures = tuple(measures)
        self._given = decisions
        self._kept = kept
        known = None if leading is None else leading.projected.people
        self._people = Peopled.of(rows, self.measures, calendar, kept, known)
        self._static = {scope: self.rows.within(scope) for scope in {_EVERYONE, *(m.terms.scope for m in measures)}}
        self._tables: dict[tuple[int, ...], Table] = {}
        self._cuts: dict[int, set[int]] = {}
        self._watch: Watch | None = None
        self._as_one = as_one or not self.arithmetic.exact
        self._leading = leading
        self._same = 0 if leading is None else leading.same(self.measures)

    @property
    def rows(self) -> Rows:
        return self._people.rows

    def run(self, months: int | None = None) -> Projected:
        """The projection of the whole horizon, or of its first months."""
        months = months or self.calendar.months
        try:
            return self._to_the_end(lambda: self._run(months))
        except _ListsDiffer:
            return self._run_list_by_list(months)

    def watched(self, year: int) -> Watch:
        """The projection's parts in one year: by band and step, before and after the measures, and what is no pay."""
        return self._watched(lambda: Watch(year, {}, {}, {}), self.calendar.months)

    def _watched(self, watch: Callable[[], W], months: int) -> W:
        """Run the whole list as one, watching."""
        self._as_one = True

        def run() -> W:
            self._watch = mine = watch()
            self._run(months)
            return mine

        return self._to_the_end(run)

    def _to_the_end(self, run: Callable[[], T]) -> T:
        """Run; and again where it turns out on the way how people must be kept apart for that."""
        while True:
            try:
                return run()
            except _TakeAlone as found:
                self._people = self._people.flagged(found.rows)
            except _Part as found:
                self._part_at(found.cuts)
            self._tables = {}

    def _part_at(self, cuts: dict[int, set[int]]) -> None:
        """Let pieces end before these heads: of the row, and of the row of which it is a later form."""
        for row, heads in cuts.items():
            for mine in (row, *self._people.earlier_rows(row)):
                self._cuts.setdefault(mine, set()).update(heads)

    def _run_list_by_list(self, months: int) -> Projected:
        """Each list up to a measure projected by itself; what a measure adds is the difference of two lists."""
        lists = [
            Projection(self.calendar, self._people.origin, self.measures[:length], kept=self._kept, as_one=True).run(
                months
            )
            for length in range(1, len(self.measures) + 1)
        ]
        whole = lists[-1]
        together = [projected.added[0] for projected in lists]
        years = range(len(self.calendar.years))
        before: list[Amounts] = [{} for _ in years]
        added = []
        for after in together:
            added.append([_difference(after[year], before[year]) for year in years])
            before = after
        return replace(whole, added=added, shared=False)

    def cuts(self) -> list[int]:
        """The months at which something begins, ends or changes, with the first and the one beyond the horizon."""
        found = {0, self.calendar.months, *self.calendar.changes}
        for measure in self.measures:
            found |= {measure.start, measure.start + 1 if measure.once else measure.beyond}
        return sorted(found)

    def _run(self, months: int) -> Projected:
        years = len(self.calendar.years)
        size = len(self.measures)
        past = Projected(
            [{} for _ in range(years)],
            [[{} for _ in range(years)] for _ in range(size)],
            [[self.arithmetic.number(0) for _ in range(years)] for _ in range(size)],
        )
        self._take_over(past)
        self._released = [Released() for _ in range(size)]
        self._released_as_one = Released()
        for first, beyond in pairwise(self.cuts()):
            if first < months:
                self._run_months(first, beyond, past)
        past.tables = self._tables
        past.people = self._people
        past.held = {number: made.heads_of(past.held_pieces) for number, made in past.decisions.items()}
        return past

    def _take_over(self, past: Projected) -> None:
        """What is known of the measures at the head of the list, and the tables of their regrades."""
        if self._leading is None or not self._same:
            return
        known = self._leading.projected
        past.added[: self._same] = known.added[: self._same]
        if known.tables.get(()) is not self._base() or not known.shared or self._cuts:
            return
        self._tables.update({path: table for path, table in known.tables.items() if path and path[-1] < self._same})
        past.decisions = {number: made for number, made in known.decisions.items() if number < self._same}
        regrades = {number for number in past.decisions if self.measures[number].terms.kind == "regrade"}
        past.touched = known.touched & regrades
        past.in_scope = {number: staff for number, staff in known.in_scope.items() if number < self._same}

    def _run_months(self, first: int, beyond: int, past: Projected) -> None:
        year = first // MONTHS
        state = State(self.arithmetic, self.calendar, self._base(), self._static, first, beyond)
        if self._as_one:
            state.released = self._released_as_one
        baseline = self._baseline(state)
        add_into(past.baseline[year], baseline)
        if self._watch is not None and self._watch.year == year:
            self._watch.see(state, self._watch.before)
        if self._as_one:
            self._apply_as_one(state, baseline, past)
        else:
            self._apply_in_turn(state, baseline, past)
        if self._watch is not None and self._watch.year == year:
            self._watch.see(state, self._watch.after)
            add_into(self._watch.extra, state.extra)
        if self.arithmetic.exact:
            past.touched |= self._reached_at_last(state, past.touched)
            past.breaches += breaches_in(state)
            past.held_pieces |= state.held_pieces()
        state.release()

    def _apply_as_one(self, state: State, baseline: Amounts, past: Projected) -> None:
        """Apply every measure in force; what they add together is put in the first one's."""
        walked: tuple[int, ...] = ()
        for number, measure in enumerate(self.measures):
            if measure.in_force(state.first, state.beyond):
                walked = self._apply(number, state, walked, past)
        if self.measures:
            add_into(past.added[0][state.first // MONTHS], _difference(self._totals(state), baseline))

    def _apply_in_turn(self, state: State, baseline: Amounts, past: Projected) -> None:
        """Apply every measure in force; after each, what it adds to the list before it."""
        walked: tuple[int, ...] = ()
        before: Amounts | None = baseline
        for number, measure in enumerate(self.measures):
            if before is None and number >= self._same:
                before = self._totals(state)
            if measure.in_force(state.first, state.beyond):
                state.released = self._released[number]
                walked = self._apply(number, state, walked, past)
            elif self._forgets(state, number):
                state.released = self._released[number]
            else:
                continue
            if number < self._same:
                # What it adds is known; only held pay must be followed, which remembers what overtook it.
                before = self._totals(state) if state.held is not None else None
            elif before is not None:
                after = self._totals(state)
                add_into(past.added[number][state.first // MONTHS], _difference(after, before))
                before = after
            state.release()

    def _apply(self, number: int, state: State, walked: tuple[int, ...], past: Projected) -> tuple[int, ...]:
        """Apply one measure; returns the regrades that made the table in hand."""
        turn = Turn(state, self.measures[number])
        if turn.planned.terms.kind == "regrade":
            walked = self._regrade(turn, walked, past)
        else:
            EFFECTS[turn.planned.terms.kind](turn)
        self._note(turn, past, state.first // MONTHS)
        return walked

    def _reached_at_last(self, state: State, touched: set[int]) -> set[int]:
        """Uplifts in whose scope somebody stands at the end of the list: they change the scale for them too."""
        return {
            measure.number
            for measure in self.measures
            if measure.terms.kind in UPLIFTS
            and measure.number not in touched
            and measure.in_force(state.first, state.beyond)
            and state.peopled(state.in_scope(measure.terms.scope)).any()
        }

    def _forgets(self, state: State, number: int) -> bool:
        """True where a measure that is over has released held pay that without it would still be held."""
        return (
            state.held is not None and number > 0 and self._released[number].state != self._released[number - 1].state
        )

    def _note(self, turn: Turn, past: Projected, year: int) -> None:
        number = turn.planned.number
        past.hours[number][year] = past.hours[number][year] + turn.hours_lost
        if turn.in_scope is not None:
            past.in_scope.setdefault(number, turn.in_scope)
        if turn.touched:
            past.touched.add(number)
        if turn.premium_above:
            past.premium_above.add(number)
        if turn.senior_in_scope:
            past.senior_in_scope.add(number)

    def _baseline(self, state: State) -> Amounts:
        """The totals without any measure; projections that share a table share them."""
        known = state.table.known
        key = (state.first, state.beyond)
        if not self.arithmetic.exact or self._watch is not None:
            return self._totals(state)
        if key not in known:
            known[key] = self._totals(state)
        return known[key]

    def _totals(self, state: State) -> Amounts:
        try:
            return totals(state)
        except TakeAlone as doubtful:
            rows = np.zeros(len(self.rows), dtype=bool)
            entries = state.table.entries
            rows[entries.row[doubtful.cells[entries.cell]]] = True
            raise _TakeAlone(rows) from None

    # --- tables

    def _base(self) -> Table:
        if () not in self._tables:
            self._tables[()] = self._people.tables.base(self.rows, self.calendar, self._static)
        return self._tables[()]

    def _regrade(self, turn: Turn, walked: tuple[int, ...], past: Projected) -> tuple[int, ...]:
        """Carry out a regrade; returns the regrades that made the table in hand."""
        state, number = turn.state, turn.planned.number
        to_band = cast(str, turn.values["to_band"])
        if self._given is not None:
            decision = self._given[number]
        else:
            if turn.planned.start == state.first:
                self._check_lists_agree(turn)
                if number not in past.decisions:
                    past.decisions[number] = self._decide(turn, to_band, past)
                self._check_pieces(number, past.decisions)
            decision = past.decisions[number]
        here = (*walked, number)
        if here not in self._tables:
            known = None if self._leading is None else self._leading.table(here, decision, state.table)
            self._tables[here] = known or child_table(state.table, decision, self.calendar)
        child = self._tables[here]
        state.move(child, held_after(child, state.held, decision, self.arithmetic))
        return here

    def _movable(self, turn: Turn) -> Mask:
        """The cells in scope of a regrade whose people are not in its band already."""
        to_band = turn.values["to_band"]
        bands = np.array([band == to_band for band, _ in self.calendar.places], dtype=bool)
        return np.asarray(turn.state.in_scope(turn.planned.terms.scope) & ~bands[turn.state.table.place])

    def _decide(self, turn: Turn, to_band: str, past: Projected) -> Decision:
        state = turn.state
        cells = self._movable(turn)
        turn.count(cells)
        if state.table.heads(state.first, state.first + 1)[cells].any():
            turn.touched = True
        share = cast("Decimal | None", turn.values.get("share"))
        headcount = cast("int | None", turn.values.get("headcount"))
        first_piece = 1 + max((int(known.piece.max(initial=-1)) for known in past.decisions.values()), default=-1)
        with self._as_paid_before(turn):
            found = decide(
                state, cells, to_band, headcount, None if share is None else Fraction(share), first_piece, self._cuts
            )
        return spread_to_siblings(found, self._people.siblings, self.rows)

    @contextmanager
    def _as_paid_before(self, turn: Turn) -> Iterator[None]:
        """At the turn of a regrade, see held pay as the list without it has left it."""
        state, number = turn.state, turn.planned.number
        if not self._as_one:
            state.released = self._released[number - 1] if number else Released()
        yield
        if not self._as_one:
            state.released = self._released[number]

    def _check_lists_agree(self, turn: Turn) -> None:
        """Make sure that a regrade compares with the same pay in every list that holds it.

        Raises _ListsDiffer where a measure listed after it has, in an earlier month, overtaken pay that is still held
        without that measure.
        """
        state, number = turn.state, turn.planned.number
        if self._as_one or state.held is None:
            return
        cells = state.peopled(self._movable(turn))
        with self._as_paid_before(turn):
            overtaken = state.overtaken_pieces()
            held = set(state.table.piece[cells].tolist()) - overtaken
            before = held & self._pieces_released(state.released)
        if any(held & self._pieces_released(released) != before for released in self._released[number:]):
            raise _ListsDiffer

    @staticmethod
    def _pieces_released(released: Released) -> frozenset[int]:
        assert isinstance(released.state, frozenset)
        return released.state

    def _check_pieces(self, number: int, decisions: dict[int, Decision]) -> None:
        """Make sure that the people of a piece stay together: held pay is overtaken for all of them or for none."""
        mine = decisions[number]
        cuts: dict[int, set[int]] = {}
        for other, decision in decisions.items():
            if other != number:
                for found in (mine.parted_by(decision), decision.parted_by(mine)):
                    for row, heads in found.items():
                        cuts.setdefault(row, set()).update(heads)
        if cuts:
            raise _Part(cuts)


class _TakeAlone(Exception):
    """Rows to be taken alone from now on."""

    def __init__(self, rows: Mask) -> None:
        super().__init__(f"{int(rows.sum())} rows")
        self.rows = rows


class _Part(Exception):
    """Heads before which the pieces of a row must end from now on."""

    def __init__(self, cuts: dict[int, set[int]]) -> None:
        super().__init__(f"{len(cuts)} rows")
        self.cuts = cuts


class _ListsDiffer(Exception):
    """A regrade is not decided alike in every list up to a measure."""


def _difference(after: Amounts, before: Amounts) -> Amounts:
    """What was added, without the components that did not change."""
    found = {}
    for name in after.keys() | before.keys():
        new, old = after.get(name, 0), before.get(name, 0)
        if new is not old:
            found[name] = new - old
    return found
