"""Which lines are shown, and in what order; what they come to together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from negotiator.domain.establishment import BANDS, NOUGHT, StaffLine
from ui.pages.establishment.entry import LineColumn, sort_key

_HEADS, _WTE, _GROUP, _BAND = map(attrgetter, ("headcount", "wte", "group", "band"))


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A filter and an order. Everything by default, in the establishment's own order.

    The whole is worked out at once over the tuple: a sorting proxy would ask a method for every comparison, which takes
    seconds with 25,000 lines.
    """

    search: str = ""
    group: str = ""
    band: str = ""
    column: LineColumn | None = None
    descending: bool = False

    @property
    def is_filtered(self) -> bool:
        return bool(self.search.strip() or self.group or self.band)

    def pick(self, lines: Sequence[StaffLine]) -> tuple[StaffLine, ...]:
        """The lines that fit, in order. Every searched word must stand in the name, group, role or band."""
        found: Sequence[StaffLine] = lines
        if self.group:
            found = [line for line in found if line.group == self.group]
        if self.band:
            found = [line for line in found if line.band == self.band]
        for word in self.search.casefold().split():
            found = [line for line in found if word in _searched(line)]
        if self.column is None:
            return tuple(found)
        return tuple(sorted(found, key=sort_key(self.column), reverse=self.descending))


def _searched(line: StaffLine) -> str:
    return f"{line.name}\n{line.group}\n{line.role}\nband {line.band}".casefold()


@dataclass(frozen=True, slots=True)
class Totals:
    """Lines together. ``wte`` and ``heads`` are sums."""

    lines: int = 0
    heads: int = 0
    wte: Decimal = NOUGHT
    groups: int = 0

    @classmethod
    def of(cls, lines: Sequence[StaffLine]) -> Totals:
        return cls(
            len(lines),
            sum(map(_HEADS, lines)),
            sum(map(_WTE, lines), NOUGHT),
            len(set(map(_GROUP, lines))),
        )


@dataclass(frozen=True, slots=True)
class Part:
    """A staff group or a band within the establishment: what its lines come to, and its share of all WTE."""

    key: str
    totals: Totals
    bands: tuple[str, ...]
    share: Decimal


def parts(lines: Sequence[StaffLine], by: str) -> tuple[Part, ...]:
    """The establishment by ``group`` (by name) or ``band`` (in the order of the scale)."""
    gathered: dict[str, list[StaffLine]] = {}
    for line in lines:
        gathered.setdefault(getattr(line, by), []).append(line)
    whole = sum(map(_WTE, lines), NOUGHT)
    made = [
        Part(key, (totals := Totals.of(own)), bands_of(own), totals.wte / whole if whole else NOUGHT)
        for key, own in gathered.items()
    ]
    if by == "band":
        return tuple(sorted(made, key=lambda part: BANDS.index(part.key) if part.key in BANDS else len(BANDS)))
    return tuple(sorted(made, key=lambda part: part.key.casefold()))


def bands_of(lines: Iterable[StaffLine]) -> tuple[str, ...]:
    """The bands that occur, lowest first."""
    present = set(map(_BAND, lines))
    return tuple(band for band in BANDS if band in present)


def groups_of(lines: Iterable[StaffLine]) -> tuple[str, ...]:
    """The staff groups that occur, by name."""
    return tuple(sorted(set(map(_GROUP, lines)), key=str.casefold))


def fields_used(lines: Sequence[StaffLine]) -> frozenset[LineColumn]:
    """The columns in which any line says something: a figure, a zone, an allowance, a date."""
    used = {column for column in LineColumn if any(map(attrgetter(column.value), lines))}
    if set(map(attrgetter("hcas"), lines)) <= {"none"}:
        used.discard(LineColumn.ZONE)
    return frozenset(used)
