"""The measures of an option, placed in the months of a horizon."""

from __future__ import annotations

from dataclasses import dataclass

from negotiator.domain.costing.calendar import Calendar
from negotiator.domain.costing.kinds import KINDS
from negotiator.domain.proposals import Terms


@dataclass(frozen=True)
class Planned:
    """A measure of an option: its place in the list and its months, up to the end of the horizon at most."""

    number: int
    terms: Terms
    label: str
    start: int
    beyond: int
    once: bool
    recurrent: bool

    def in_force(self, first: int, beyond: int) -> bool:
        """True where it is in force throughout a run of months that no start or end of a measure cuts."""
        if self.once:
            return first == self.start
        return self.start <= first and beyond <= self.beyond


def planned(terms: Terms, number: int, calendar: Calendar) -> Planned:
    """A measure placed in the months of a horizon."""
    start = 0 if terms.start is None else calendar.month_of(terms.start)
    end = calendar.months if terms.end is None else calendar.month_of(terms.end)
    once_paid = terms.values.get("recurrent") is False
    return Planned(
        number=number,
        terms=terms,
        label=terms.label or terms.kind,
        start=start,
        beyond=min(end, calendar.months),
        once=terms.kind in ("lump_sum", "redundancy") or once_paid,
        recurrent=not (KINDS[terms.kind].always_once or once_paid or end < calendar.months),
    )
