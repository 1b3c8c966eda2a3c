"""What a costing gives (costing method, sections 3 and 5). Money is Decimal pounds, rounded once to the penny."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from negotiator.domain.money import total_of
from negotiator.domain.problems import Problem

COMPONENTS = (
    "basic",
    "rrp",
    "hcas",
    "unsocial",
    "overtime",
    "allowances",
    "backfill",
    "nic",
    "pension",
    "levy",
    "redundancy",
    "non_pay",
    "income",
)
"""The parts of every cost, in this order everywhere. Income and savings are negative."""

ON_COSTS = ("nic", "pension", "levy")
PAY = ("basic", "rrp", "hcas", "unsocial", "overtime", "allowances", "backfill")


@dataclass(frozen=True, slots=True)
class Costs:
    """One amount for each component; the total is the sum of the rounded parts."""

    components: Mapping[str, Decimal]

    @property
    def total(self) -> Decimal:
        return total_of(self.components.values())


@dataclass(frozen=True, slots=True)
class MeasureCost:
    """The share of one measure in its option, in each year (section 3, measure shares), and in a full year."""

    label: str
    kind: str
    recurrent: bool
    years: Mapping[str, Decimal]
    full_year: Decimal
    measure_id: str = ""


@dataclass(frozen=True, slots=True)
class OptionCost:
    """The cost of an option: the projection with its measures less the projection without them, on the case's basis.

    Mappings by year label. ``hours_lost`` are hours lost less hours bought, two places; regained hours are negative.
    """

    name: str
    years: Mapping[str, Costs]
    full_year_effect: Costs
    recurrent: Mapping[str, Decimal]
    non_recurrent: Mapping[str, Decimal]
    cumulative: Decimal
    net_present_cost: Decimal
    hours_lost: Mapping[str, Decimal]
    measures: tuple[MeasureCost, ...]
    warnings: tuple[Problem, ...]
    option_id: str = ""


@dataclass(frozen=True, slots=True)
class CostingResult:
    """The baseline and every option, on one basis. ``no change`` is not in ``options``."""

    basis: str
    years: tuple[str, ...]
    baseline: Mapping[str, Costs]
    options: tuple[OptionCost, ...]
    warnings: tuple[Problem, ...] = ()
    numbers: Mapping[str, object] = field(default_factory=dict)
