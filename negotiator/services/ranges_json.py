"""The ranges of an option as plain data for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from negotiator.domain.costing.ranges import (
    BasisRange,
    OptionRange,
    ShareSpread,
    Spread,
    Swing,
    Within,
    WithinEnvelope,
)
from negotiator.services.costing_json import text

_SHARE = Decimal("0.000001")


def range_shape(found: OptionRange) -> dict[str, object]:
    """Every view with its figure as costed and its percentiles: money, hours and WTE to two places, shares to six.

    ``envelope`` is there where a mandate sets one, with the number of draws that cost no more.
    """
    views = found.views
    shape: dict[str, object] = {
        "draws": found.draws,
        "seed": found.seed,
        "numbers_with_range": len(found.uncertain),
        "numbers_without_range": found.certain,
        "full_year_effect": _spread(views.full_year_effect),
        "years": _by_year(views.years),
        "recurrent": _by_year(views.recurrent),
        "non_recurrent": _by_year(views.non_recurrent),
        "cumulative": _spread(views.cumulative),
        "net_present_cost": _spread(views.net_present_cost),
        "bases": {basis: _basis(on_it) for basis, on_it in views.bases.items()},
        "hours_lost": _by_year(views.hours_lost),
        "hours_wte": _by_year(views.hours_wte),
        "of_pay_bill": {year: _share(spread) for year, spread in views.of_pay_bill.items()},
        "per_wte": _by_year(views.per_wte),
        "per_person": _by_year(views.per_person),
    }
    if found.within is not None:
        shape["envelope"] = _envelope(found.within)
    return {
        **shape,
        "tornado": [_swing(swing) for swing in found.tornado],
        "largest_error": text(found.largest_error),
        "largest_hours_error": text(found.largest_hours_error),
    }


def _spread(spread: Spread) -> dict[str, str]:
    return dict(zip(("as_costed", "p10", "p50", "p90"), map(text, spread.values), strict=True))


def _by_year(spreads: Mapping[str, Spread]) -> dict[str, dict[str, str]]:
    return {year: _spread(spread) for year, spread in spreads.items()}


def _share(spread: ShareSpread) -> dict[str, str]:
    shown = (Decimal(value.numerator) / Decimal(value.denominator) for value in spread.values)
    rounded = (value.quantize(_SHARE) + 0 for value in shown)
    return dict(zip(("as_costed", "p10", "p50", "p90"), (f"{value:f}" for value in rounded), strict=True))


def _basis(on_it: BasisRange) -> dict[str, object]:
    return {
        "full_year_effect": _spread(on_it.full_year_effect),
        "years": _by_year(on_it.years),
        "cumulative": _spread(on_it.cumulative),
    }


def _within(one: Within) -> dict[str, object]:
    return {"limit": text(one.limit), "draws_within": one.inside}


def _envelope(within: WithinEnvelope) -> dict[str, object]:
    full = {} if within.full_year is None else {"full_year": _within(within.full_year)}
    years = {year: _within(one) for year, one in within.years.items()}
    return {**full, "years": years, "draws_within_every_year": within.every_year}


def _swing(swing: Swing) -> dict[str, object]:
    number = swing.number
    return {
        "measure": number.measure + 1,
        "label": number.label,
        "kind": number.kind,
        "field": number.field,
        "low": f"{number.low:f}",
        "likely": f"{number.likely:f}",
        "high": f"{number.high:f}",
        "full_year_effect": [text(swing.full_year_low), text(swing.full_year_high)],
        "cumulative": [text(swing.cumulative_low), text(swing.cumulative_high)],
        "hours_lost": [text(swing.hours_low), text(swing.hours_high)],
    }
