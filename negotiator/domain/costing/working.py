"""One line of "how was this worked out?": a tree whose money adds up (costing method, section 3; design, section 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from negotiator.domain.rates import Provenance

MONEY = "£"


@dataclass(frozen=True, slots=True)
class Working:
    """A line of workings. ``code`` with ``data`` says what it is (`negotiator.wording.workings` has the words).

    ``value`` is exact: a Decimal for a rounded figure, a Fraction otherwise, None for a rule. Children whose unit is
    `MONEY` add up to the value; the others are what it was worked out from. ``provenance`` is where a rate comes from.
    """

    code: str
    data: Mapping[str, object] = field(default_factory=dict)
    value: Decimal | Fraction | None = None
    unit: str = MONEY
    children: tuple[Working, ...] = ()
    provenance: Provenance | None = None
