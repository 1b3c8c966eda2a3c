"""A result of the fast engine in the shape that the slow reference gives."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from negotiator.domain.costing.result import COMPONENTS, CostingResult, OptionCost
from negotiator.domain.costing.result import Costs as FastCosts


def shape(result: CostingResult) -> dict[str, object]:
    """Every figure that the method's JSON holds."""
    return {
        "basis": result.basis,
        "years": list(result.years),
        "baseline": {year: _costs(costs) for year, costs in result.baseline.items()},
        "options": [_option(option) for option in result.options],
    }


def _costs(costs: FastCosts) -> dict[str, Decimal]:
    return {**{name: costs.components[name] for name in COMPONENTS}, "total": costs.total}


def _option(option: OptionCost) -> dict[str, object]:
    return {
        "name": option.name,
        "years": {year: _costs(costs) for year, costs in option.years.items()},
        "full_year_effect": _costs(option.full_year_effect),
        "recurrent": dict(option.recurrent),
        "non_recurrent": dict(option.non_recurrent),
        "cumulative": option.cumulative,
        "net_present_cost": option.net_present_cost,
        "hours_lost": dict(option.hours_lost),
        "measures": [{"label": measure.label, "years": dict(measure.years)} for measure in option.measures],
        "warnings": {warning.code for warning in option.warnings},
    }


def differences(found: object, expected: object, place: str = "") -> list[str]:
    """Each figure that is not the same, by its place: the fast engine's, then the slow reference's."""
    if isinstance(found, Mapping) and isinstance(expected, Mapping):
        keys = [*expected, *(key for key in found if key not in expected)]
        return [line for key in keys for line in differences(found.get(key), expected.get(key), f"{place}.{key}")]
    if isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        pairs = enumerate(zip(found, expected, strict=True), 1)
        return [line for n, (one, other) in pairs for line in differences(one, other, f"{place}[{n}]")]
    return [] if found == expected else [f"{place.lstrip('.')}: engine {found}, reference {expected}"]
