"""What a costing works from (costing method, sections 1, 2 and 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from negotiator.domain.establishment import StaffLine
from negotiator.domain.periods import FinancialYear, horizon
from negotiator.domain.proposals import Terms


@dataclass(frozen=True, slots=True)
class CaseOption:
    """An option to cost: its measures in order. ``id`` is the record's, empty in a case file."""

    name: str
    measures: tuple[Terms, ...]
    id: str = ""
    measure_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CostingCase:
    """One costing: terms, establishment, options. Frozen, so that a job may work on it in another thread."""

    jurisdiction: str
    first_year: FinancialYear
    years: int
    staff: tuple[StaffLine, ...]
    options: tuple[CaseOption, ...]
    basis: str = "trust"
    discount: Decimal = Decimal("0.035")
    awards: Mapping[str, Decimal] = field(default_factory=dict)
    pension_rates: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def horizon(self) -> tuple[FinancialYear, ...]:
        return horizon(self.first_year, self.years)
