"""The costing engine: from an establishment, dated rates and measures to exact pennies that explain themselves.

The definition of every figure is the costing method (docs/costing-method.md); section numbers here are that page's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from negotiator.domain.costing.case import CostingCase
    from negotiator.domain.costing.engine import Costing
    from negotiator.domain.costing.result import CostingResult
    from negotiator.domain.rates import Rates


def cost(case: CostingCase, rates: Rates, before: Costing | None = None) -> CostingResult:
    """What each option costs over what would be without it (`engine.cost`); numpy is imported when this is called."""
    from negotiator.domain.costing.engine import cost as cost_exactly

    return cost_exactly(case, rates, before)
