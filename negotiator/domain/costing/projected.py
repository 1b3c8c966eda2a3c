"""What a projection gives, and what the next one may take over from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from negotiator.domain.costing.arithmetic import Number, add_into
from negotiator.domain.costing.cells import Table
from negotiator.domain.costing.floor import Breach
from negotiator.domain.costing.payroll import totals_of
from negotiator.domain.costing.planned import Planned
from negotiator.domain.costing.posts import Peopled
from negotiator.domain.costing.regrade import Decision
from negotiator.domain.costing.state import State

Amounts = dict[str, Number]
"""Exact pounds by component, with ``pensionable`` in place of pension."""


@dataclass
class Projected:
    """What a projection gives. Lists are by year of the horizon; those of measures by their place in the list first.

    ``baseline[year]`` and ``added[measure][year]`` are amounts by component; over draws what all measures add is in the
    first one's. ``hours[measure][year]`` are hours lost less hours bought. ``touched``: somebody was in scope;
    ``held``: heads whose old pay a regrade holds; ``in_scope``: heads and WTE in scope when the measure starts (for a
    regrade, those who could move). ``shared``: decisions and tables hold for every list up to a measure, not only for
    the whole list.
    """

    baseline: list[Amounts]
    added: list[list[Amounts]]
    hours: list[list[Number]]
    touched: set[int] = field(default_factory=set)
    held: dict[int, int] = field(default_factory=dict)
    held_pieces: set[int] = field(default_factory=set)
    premium_above: set[int] = field(default_factory=set)
    senior_in_scope: set[int] = field(default_factory=set)
    in_scope: dict[int, tuple[int, Fraction]] = field(default_factory=dict)
    breaches: list[Breach] = field(default_factory=list)
    decisions: dict[int, Decision] = field(default_factory=dict)
    tables: dict[tuple[int, ...], Table] = field(default_factory=dict)
    shared: bool = True
    people: Peopled | None = None


@dataclass
class PlacePart:
    """What the people of one band and step cost in a year, with their heads and WTE added up over the months."""

    amounts: Amounts
    heads: int = 0
    wte: Fraction = Fraction(0)


@dataclass
class Watch:
    """The parts of one year of a projection. Keys are the numbers of places."""

    year: int
    before: dict[int, PlacePart]
    after: dict[int, PlacePart]
    extra: Amounts

    def see(self, state: State, parts: dict[int, PlacePart]) -> None:
        """Add the parts of one run of months."""
        table = state.table
        heads = table.heads(state.first, state.beyond)
        wte, den = table.over("wte", state.first, state.beyond)
        for place in sorted(set(table.place[state.alive & (heads != 0)].tolist())):
            cells = state.alive & (table.place == place)
            part = parts.setdefault(place, PlacePart({}))
            add_into(part.amounts, totals_of(state, cells))
            part.heads += int(heads[cells].sum())
            part.wte += Fraction(int(wte[cells].sum()), den)


@dataclass(frozen=True)
class Leading:
    """An earlier exact projection and its measures."""

    measures: tuple[Planned, ...]
    projected: Projected

    def same(self, measures: Sequence[Planned]) -> int:
        """How many measures at the head of the list are the same."""
        count = 0
        for mine, other in zip(self.measures, measures, strict=False):
            if mine != other:
                break
            count += 1
        return count

    def alike(self, measures: Sequence[Planned]) -> tuple[int, int]:
        """How near these measures are: `same`, then how many have the same kind, time and scope at their places."""
        pairs = zip(self.measures, measures, strict=False)
        places = [
            replace(mine, terms=other.terms) == other
            and mine.terms.kind == other.terms.kind
            and mine.terms.scope == other.terms.scope
            for mine, other in pairs
        ]
        return self.same(measures), sum(places)

    def table(self, path: tuple[int, ...], decision: Decision, parent: Table) -> Table | None:
        """The table that these regrades made of the same table, if the last was decided as it is here."""
        known = self.projected
        if path not in known.tables or known.tables.get(path[:-1]) is not parent:
            return None
        return known.tables[path] if known.decisions[path[-1]].moves_as(decision) else None
