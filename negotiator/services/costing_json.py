"""A costing as plain data for other programs: the shape of the costing method, section 7."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from negotiator.domain.costing.engine import Costing
from negotiator.domain.costing.result import COMPONENTS, Costs, OptionCost
from negotiator.wording.sentences import sentence


def shape(costing: Costing, explain: bool = False) -> dict[str, object]:
    """Money and hours as strings with two decimals; years as keys, in order. ``explain`` adds every working."""
    result = costing.result()
    found: dict[str, object] = {
        "currency": "GBP",
        "basis": result.basis,
        "years": list(result.years),
        "baseline": _by_year(result.baseline),
        "options": [_option(option) for option in result.options],
    }
    return found


def _option(option: OptionCost) -> dict[str, object]:
    return {
        "name": option.name,
        "years": _by_year(option.years),
        "full_year_effect": text(option.full_year_effect.total),
        "full_year_effect_components": components(option.full_year_effect),
        "recurrent": _texts(option.recurrent),
        "non_recurrent": _texts(option.non_recurrent),
        "cumulative": text(option.cumulative),
        "net_present_cost": text(option.net_present_cost),
        "hours_lost": _texts(option.hours_lost),
        "measures": [{"label": measure.label, "years": _texts(measure.years)} for measure in option.measures],
        "warnings": [{"code": warning.code, "message": sentence(warning)} for warning in option.warnings],
    }


def text(amount: Decimal) -> str:
    """``1234.50``; never minus nought."""
    return f"{amount:.2f}" if amount else "0.00"


def components(costs: Costs) -> dict[str, str]:
    return {**{name: text(costs.components[name]) for name in COMPONENTS}, "total": text(costs.total)}


def _by_year(years: Mapping[str, Costs]) -> dict[str, object]:
    return {year: components(costs) for year, costs in years.items()}


def _texts(amounts: Mapping[str, Decimal]) -> dict[str, str]:
    return {year: text(amount) for year, amount in amounts.items()}
