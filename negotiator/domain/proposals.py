"""What is proposed: a proposal has options, an option is an ordered list of measures (costing method, section 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from negotiator.domain.markings import Marking


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom a measure touches: every list given must hold; all empty means everyone. ``lines`` are staff line names."""

    groups: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """What a measure does: its kind and the figures of that kind (``domain.costing.kinds`` lists them).

    ``values`` holds only the parameters given, already of the type that the kind's field asks for: Decimal, int, bool,
    str, date, or for a table a tuple of mappings / a mapping. ``ranges`` holds the low and high of an uncertain number.
    ``start`` None means the first day of the horizon; ``end`` is exclusive, None means it does not end.
    """

    kind: str
    label: str = ""
    start: date | None = None
    end: date | None = None
    scope: Scope = Scope()
    values: Mapping[str, object] = field(default_factory=dict)
    ranges: Mapping[str, tuple[Decimal | None, Decimal | None]] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that is put forward, with its options; "no change" is always there and is not stored."""

    id: str
    name: str
    summary: str = ""
    position: int = 0
    marking: Marking = Marking.TEAM


@dataclass(frozen=True, slots=True)
class Option:
    """One way to settle a proposal. ``preferred`` is the team's own view and never leaves it by itself."""

    id: str
    proposal_id: str
    name: str
    summary: str = ""
    preferred: bool = False
    position: int = 0
    marking: Marking = Marking.JOINT


@dataclass(frozen=True, slots=True)
class Measure:
    """A step of an option, in its place in the order. A measure that is switched off costs nothing and is kept."""

    id: str
    option_id: str
    terms: Terms
    why: str = ""
    enabled: bool = True
    position: int = 0
    marking: Marking = Marking.JOINT


@dataclass(frozen=True, slots=True)
class MeasureTemplate:
    """Terms kept under a name, to be used again."""

    id: str
    name: str
    terms: Terms
    position: int = 0
    marking: Marking = Marking.TEAM


@dataclass(frozen=True, slots=True)
class Mandate:
    """What the team may agree: the envelope for a full year and by financial year, a reserve, red lines, an authority.

    Never marked ``joint`` without a deliberate act of the author.
    """

    id: str
    proposal_id: str
    envelope: Decimal | None = None
    envelope_by_year: Mapping[str, Decimal] = field(default_factory=dict)
    reserve: Decimal | None = None
    red_lines: tuple[str, ...] = ()
    authority: str = ""
    position: int = 0
    marking: Marking = Marking.TEAM
