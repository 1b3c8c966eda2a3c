"""The floor check: basic hourly pay against the National Living Wage of each month (costing method, section 5)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from negotiator.domain.costing.state import State

_WEEKS = Fraction(365, 7)


@dataclass(frozen=True)
class Breach:
    """Basic hourly pay below the living wage from month ``first`` to before ``beyond``, £ an hour, exact."""

    band: str
    step: str
    first: int
    beyond: int
    hourly: Fraction
    floor: Fraction
    heads: int


def breaches_in(state: State) -> list[Breach]:
    """The places below the floor in a run of months, the lowest hourly pay of each.

    Tested is the basic pay that somebody gets, held pay where it is held; without WTE, what the place would pay.
    """
    floor = state.calendar.floor_at(state.first)
    if floor is None:
        return []
    heads = state.table.heads(state.first, state.beyond)
    hours = state.by_week(lambda week: 1 / week)
    wte, _ = state.table.over("wte", state.first, state.beyond)
    hourly = state.old_pay()[0].replaced(wte == 0, state.basic) * hours * (1 / _WEEKS)
    below = np.flatnonzero(((hourly - floor).signs() < 0) & state.paid(state.alive))
    found: dict[tuple[str, str], Breach] = {}
    for cell in below.tolist():
        band, step = state.calendar.places[int(state.table.place[cell])]
        known = found.get((band, step))
        lowest = hourly[cell] if known is None else min(known.hourly, hourly[cell])
        count = int(heads[cell]) // (state.beyond - state.first) + (0 if known is None else known.heads)
        found[band, step] = Breach(band, step, state.first, state.beyond, lowest, floor, count)
    return list(found.values())
