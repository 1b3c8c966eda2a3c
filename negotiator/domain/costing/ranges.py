"""What the ranges of an option are (costing method, sections 5 and 6): each view as costed, and how its draws lie.

`negotiator.domain.costing.simulation` draws them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from negotiator.domain.proposals import Mandate


@dataclass(frozen=True, slots=True)
class Uncertain:
    """An uncertain number of an option: the measure by its place, the field, and its three values."""

    measure: int
    label: str
    kind: str
    field: str
    low: Decimal
    likely: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure as costed, with every number at its most likely, and what a tenth, half and nine tenths lie below.

    In pounds, hours or WTE, each to two places.
    """

    likely: Decimal
    p10: Decimal
    p50: Decimal
    p90: Decimal

    @property
    def values(self) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        return self.likely, self.p10, self.p50, self.p90


@dataclass(frozen=True, slots=True)
class ShareSpread:
    """The same of a share, exact."""

    likely: Fraction
    p10: Fraction
    p50: Fraction
    p90: Fraction

    @property
    def values(self) -> tuple[Fraction, Fraction, Fraction, Fraction]:
        return self.likely, self.p10, self.p50, self.p90


@dataclass(frozen=True, slots=True)
class Swing:
    """A bar of the tornado: what comes of a number at its low and at its high, all others most likely; exact.

    The full-year effect, the cumulative cost, and the hours lost in all years together.
    """

    number: Uncertain
    full_year_low: Decimal
    full_year_high: Decimal
    cumulative_low: Decimal
    cumulative_high: Decimal
    hours_low: Decimal
    hours_high: Decimal


@dataclass(frozen=True, slots=True)
class Limits:
    """What a mandate lets an option cost: in a full year (None: not said), and by year label."""

    full_year: Decimal | None
    years: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Within:
    """How many of the draws cost no more than a limit."""

    limit: Decimal
    inside: int
    draws: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.inside, self.draws)


@dataclass(frozen=True, slots=True)
class WithinEnvelope:
    """The draws against a mandate's envelope: in a full year, in each year, and how many lie within in every year."""

    full_year: Within | None
    years: Mapping[str, Within]
    every_year: int


@dataclass(frozen=True, slots=True)
class BasisRange:
    """Costs on one basis: full year, by year, and all years."""

    full_year_effect: Spread
    years: Mapping[str, Spread]
    cumulative: Spread


@dataclass(frozen=True, slots=True)
class ViewRanges:
    """The spread of each view of an option. Mappings are by year label, ``bases`` by basis.

    ``hours_lost`` are hours lost less hours bought, ``hours_wte`` the same as WTE of the national week.
    ``of_pay_bill``, ``per_wte`` and ``per_person`` lack the years without pay bill or people.
    """

    full_year_effect: Spread
    years: Mapping[str, Spread]
    recurrent: Mapping[str, Spread]
    non_recurrent: Mapping[str, Spread]
    cumulative: Spread
    net_present_cost: Spread
    bases: Mapping[str, BasisRange]
    hours_lost: Mapping[str, Spread]
    hours_wte: Mapping[str, Spread]
    of_pay_bill: Mapping[str, ShareSpread]
    per_wte: Mapping[str, Spread]
    per_person: Mapping[str, Spread]

    @property
    def pay_once(self) -> bool:
        """True where something is paid once, in some year and in some draw."""
        return _moves(self.non_recurrent.values())

    @property
    def move_hours(self) -> bool:
        """True where hours are lost or regained, in some year and in some draw."""
        return _moves(self.hours_lost.values())


@dataclass(frozen=True, slots=True)
class OptionRange:
    """What the simulation of an option gives. ``within`` is None without limits.

    ``certain`` counts the option's numbers that have no range. ``largest_error`` (pounds) and ``largest_hours_error``
    (hours) are the largest differences between a draw and its exact projection among those compared.
    """

    name: str
    draws: int
    seed: int
    views: ViewRanges
    within: WithinEnvelope | None
    tornado: tuple[Swing, ...]
    uncertain: tuple[Uncertain, ...]
    certain: int
    largest_error: Decimal
    largest_hours_error: Decimal


def limits_of(mandate: Mandate | None, years: Iterable[str]) -> Limits | None:
    """A mandate's limits; a year without one of its own has the full year's. None where there is no envelope."""
    if mandate is None:
        return None
    limits = {year: mandate.envelope_by_year.get(year, mandate.envelope) for year in years}
    given = {year: limit for year, limit in limits.items() if limit is not None}
    return Limits(mandate.envelope, given) if given else None


def _moves(spreads: Iterable[Spread]) -> bool:
    return any(value for spread in spreads for value in spread.values)
