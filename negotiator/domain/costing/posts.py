"""The people of a projection: those of the establishment, and the posts that measures bring or take away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import cast

from negotiator.domain.costing.calendar import Calendar
from negotiator.domain.costing.cells import BaseTables
from negotiator.domain.costing.exact import Mask
from negotiator.domain.costing.kinds import KINDS, LINE_FIELDS
from negotiator.domain.costing.people import Rows, joined, rows_of
from negotiator.domain.costing.planned import Planned
from negotiator.domain.establishment import StaffLine

_KINDS = ("posts", "agency_replacement")


@dataclass(frozen=True)
class Peopled:
    """The rows that a projection works on, and the tables of them.

    ``rows`` are those of the establishment, which came as ``origin``, and those of the measures ``posts``; more of them
    may be taken alone than at first. ``siblings[row]`` are (row, heads) of the same posts in later years.
    """

    origin: Rows
    posts: tuple[Planned, ...]
    rows: Rows
    siblings: dict[int, list[tuple[int, int]]]
    tables: BaseTables

    @classmethod
    def of(
        cls, rows: Rows, measures: Sequence[Planned], calendar: Calendar, kept: BaseTables | None, known: Peopled | None
    ) -> Peopled:
        """The rows with the posts of the measures; those ``known`` from another projection if they are the same.

        ``kept``: tables that projections of the same establishment share.
        """
        posts = tuple(measure for measure in measures if measure.terms.kind in _KINDS)
        if known is not None and known.origin is rows and known.posts == posts:
            return known
        with_them, siblings = _with_posts(rows, posts, calendar)
        return cls(rows, posts, with_them, siblings, kept if kept is not None and not posts else BaseTables())

    def flagged(self, alone: Mask) -> Peopled:
        """The same people, with more rows taken alone."""
        return replace(self, rows=self.rows.flagged(alone))

    def earlier_rows(self, row: int) -> tuple[int, ...]:
        """The rows whose posts are this row's in later years."""
        return tuple(first for first, later in self.siblings.items() if row in dict(later))


def _with_posts(
    rows: Rows, measures: Sequence[Planned], calendar: Calendar
) -> tuple[Rows, dict[int, list[tuple[int, int]]]]:
    """The rows with those of the measures that make posts, and which rows are the same posts in later years."""
    siblings: dict[int, list[tuple[int, int]]] = {}
    for measure in measures:
        if measure.terms.kind == "posts":
            line, wte = _post_line(measure), abs(Fraction(cast(Decimal, measure.terms.values["wte"])))
            more = rows_of([line], calendar, born=measure.number, since=measure.start, until=measure.beyond, wte=[wte])
            rows = joined(rows, more)
        elif measure.terms.kind == "agency_replacement":
            first = len(rows)
            for since, until, line, wte in _agency_posts(measure, calendar):
                more = rows_of([line], calendar, born=measure.number, since=since, until=until, wte=[wte])
                rows = joined(rows, more)
            made = [(row, int(rows.heads[row])) for row in range(first, len(rows))]
            siblings |= {row: made[index + 1 :] for index, (row, _) in enumerate(made)}
    return rows, siblings


_LINE_PARAMETERS = tuple(spec.name for spec in LINE_FIELDS)


def _post_line(measure: Planned, headcount: int | None = None) -> StaffLine:
    values = measure.terms.values
    line = StaffLine(
        name=cast(str, values.get("id", "")),
        group=cast(str, values.get("group", "")),
        band=cast(str, values["band"]),
        step=cast(str, values["step"]),
        headcount=cast(int, values["headcount"]) if headcount is None else headcount,
        wte=Decimal(0),
    )
    return replace(line, **{name: values[name] for name in _LINE_PARAMETERS if name in values})  # type: ignore[arg-type]


def _agency_posts(measure: Planned, calendar: Calendar) -> list[tuple[int, int, StaffLine, Fraction]]:
    """The posts that replace agency hours, for each run of months with one national week."""
    values = measure.terms.values
    hours = Fraction(cast(Decimal, values["hours_per_week"]))
    headroom = Fraction(cast(Decimal, values.get("headroom", KINDS["agency_replacement"].field("headroom").default)))
    found: list[tuple[int, int, StaffLine, Fraction]] = []
    for since, until in _weeks(measure, calendar):
        wte = hours / calendar.at(since).week * (1 + headroom)
        heads = cast(int, values.get("headcount", -(-wte.numerator // wte.denominator)))
        found.append((since, until, _post_line(measure, heads), wte))
    return found


def _weeks(measure: Planned, calendar: Calendar) -> list[tuple[int, int]]:
    """The months of a measure in runs with one national week."""
    starts = [measure.start]
    for month in sorted(calendar.changes):
        if measure.start < month < measure.beyond and calendar.at(month).week != calendar.at(starts[-1]).week:
            starts.append(month)
    return list(pairwise([*starts, measure.beyond]))
