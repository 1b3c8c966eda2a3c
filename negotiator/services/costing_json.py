"""A costing as plain data for other programs: the shape of the costing method, section 7."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from negotiator.domain.costing.engine import Costing
from negotiator.domain.costing.explain import explain as explain_cell
from negotiator.domain.costing.result import COMPONENTS, Costs, OptionCost
from negotiator.domain.costing.working import Working
from negotiator.wording.sentences import sentence
from negotiator.wording.workings import working_label


def shape(
    costing: Costing, explain: bool = False, ranges: Sequence[dict[str, object]] | None = None
) -> dict[str, object]:
    """Money and hours as strings with two decimals; years as keys, in order. ``explain`` adds every working.

    ``ranges`` are those of the options in their order, as `ranges_json` gives them.
    """
    result = costing.result()
    found: dict[str, object] = {
        "currency": "GBP",
        "basis": result.basis,
        "years": list(result.years),
        "baseline": _by_year(result.baseline),
        "options": [
            _option(option) if ranges is None else {**_option(option), "ranges": ranges[place]}
            for place, option in enumerate(result.options)
        ],
    }
    if explain:
        found["workings"] = [
            {"option": name, "cells": [working_shape(working) for working in workings]}
            for name, workings in every_working(costing)
        ]
    return found


def every_working(costing: Costing) -> list[tuple[str | None, list[Working]]]:
    """The workings of each year's total, of the baseline (None) and of each option by name."""
    found: list[tuple[str | None, list[Working]]] = []
    for index in (None, *range(len(costing.case.options))):
        name = None if index is None else costing.case.options[index].name
        years = [year.label for year in costing.case.horizon]
        found.append((name, [explain_cell(costing, index, "total", year) for year in years]))
    return found


def working_shape(working: Working) -> dict[str, object]:
    """A line of workings and those under it. Lines with ``"unit": "£"`` add up to the line above them."""
    found: dict[str, object] = {"code": working.code, "label": working_label(working), "value": _exactly(working.value)}
    if working.unit:
        found["unit"] = working.unit
    if working.provenance is not None:
        found["source"] = working.provenance.source
        found["verified"] = working.provenance.verified
    if working.children:
        found["parts"] = [working_shape(child) for child in working.children]
    return found


def _exactly(value: Decimal | Fraction | None) -> str | None:
    """A rounded figure as it is, an exact one to six places."""
    if value is None or isinstance(value, Decimal):
        return None if value is None else text(value)
    millionths = round(value * 1_000_000)
    sign = "-" if millionths < 0 else ""
    whole, part = divmod(abs(millionths), 1_000_000)
    return f"{sign}{whole}.{part:06d}"


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
