"""Two options set side by side by what drives the difference, and an option against a mandate's envelope."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from negotiator.domain.costing.result import COMPONENTS, MeasureCost, OptionCost
from negotiator.domain.money import from_pennies, pennies_of, total_of
from negotiator.domain.proposals import Mandate

FULL_YEAR = "full_year"
CUMULATIVE = "cumulative"


@dataclass(frozen=True, slots=True)
class Driver:
    """One step of the way from one option to another: what it adds, with its cost in either (nought where missing).

    ``name`` is a measure's label or a component; ``kind`` is the measure's kind, empty for a component.
    """

    name: str
    kind: str
    before: Decimal
    after: Decimal

    @property
    def amount(self) -> Decimal:
        return from_pennies(pennies_of(self.after) - pennies_of(self.before))


@dataclass(frozen=True, slots=True)
class Difference:
    """From the first option to the second: the drivers' amounts add up to ``after`` less ``before``."""

    before: Decimal
    after: Decimal
    drivers: tuple[Driver, ...]


@dataclass(frozen=True, slots=True)
class Affordability:
    """What an option costs in a year (or a full year) against the envelope, and what would be left.

    ``envelope`` None: the mandate gives none. ``left`` is without the reserve, ``left_with_reserve`` with it.
    """

    year: str
    cost: Decimal
    envelope: Decimal | None
    left: Decimal | None
    left_with_reserve: Decimal | None

    @property
    def affordable(self) -> bool | None:
        """None where there is no envelope."""
        return None if self.left is None else self.left >= 0


def total(option: OptionCost, view: str) -> Decimal:
    """The total of an option in a view: FULL_YEAR, CUMULATIVE, or a year's label. KeyError for any other."""
    if view == FULL_YEAR:
        return option.full_year_effect.total
    return option.cumulative if view == CUMULATIVE else option.years[view].total


def by_measure(first: OptionCost, second: OptionCost, view: str = FULL_YEAR) -> Difference:
    """The difference by measure: those of the first option in its order, then those that only the second has.

    Measures are the same where kind and label are, and the nth of several goes with the nth.
    """
    before, after = _keyed(first.measures, view), _keyed(second.measures, view)
    nought = from_pennies(0)
    drivers = tuple(
        Driver(key[1], key[0], before.get(key, nought), after.get(key, nought)) for key in {**before, **after}
    )
    return Difference(total(first, view), total(second, view), drivers)


def by_component(first: OptionCost, second: OptionCost, view: str = FULL_YEAR) -> Difference:
    """The difference by component, in their order; components that are nought in both are left out."""
    drivers = []
    for name in COMPONENTS:
        before, after = _component(first, name, view), _component(second, name, view)
        if before or after:
            drivers.append(Driver(name, "", before, after))
    return Difference(total(first, view), total(second, view), tuple(drivers))


def affordability(option: OptionCost, mandate: Mandate) -> tuple[Affordability, ...]:
    """A full year first, then each year of the horizon, against the mandate's envelope."""
    rows = [_afford(FULL_YEAR, option.full_year_effect.total, mandate.envelope, mandate.reserve)]
    rows += [
        _afford(year, costs.total, mandate.envelope_by_year.get(year), mandate.reserve)
        for year, costs in option.years.items()
    ]
    return tuple(rows)


def _afford(year: str, cost: Decimal, envelope: Decimal | None, reserve: Decimal | None) -> Affordability:
    if envelope is None:
        return Affordability(year, cost, None, None, None)
    left = envelope - cost
    return Affordability(year, cost, envelope, left, left + (reserve or Decimal(0)))


def _keyed(measures: Sequence[MeasureCost], view: str) -> dict[tuple[str, str, int], Decimal]:
    seen: Counter[tuple[str, str]] = Counter()
    found = {}
    for measure in measures:
        name = (measure.kind, measure.label)
        found[(*name, seen[name])] = _share(measure, view)
        seen[name] += 1
    return found


def _share(measure: MeasureCost, view: str) -> Decimal:
    if view == FULL_YEAR:
        return measure.full_year
    return total_of(measure.years.values()) if view == CUMULATIVE else measure.years[view]


def _component(option: OptionCost, name: str, view: str) -> Decimal:
    if view == FULL_YEAR:
        return option.full_year_effect.components[name]
    if view == CUMULATIVE:
        return total_of(costs.components[name] for costs in option.years.values())
    return option.years[view].components[name]
