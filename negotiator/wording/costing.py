"""A costing as text for a terminal: one table for the baseline and one for each option."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from negotiator.domain.costing.result import COMPONENTS, CostingResult, Costs, OptionCost
from negotiator.domain.costing.working import Working
from negotiator.wording.figures import amount
from negotiator.wording.measures import COMPONENT_LABELS
from negotiator.wording.sentences import sentence
from negotiator.wording.workings import workings_lines

_BASES = {"trust": "what the trust pays", "whole-nhs": "what the whole NHS pays"}


def costing_text(result: CostingResult) -> str:
    """Pounds by component and year, each option over what would be without it, with what the reader must know."""
    parts = [f"Costs in pounds, {_BASES[result.basis]}. Each option is what it adds to the baseline.\n"]
    parts.append(_table("Baseline", list(result.years), [*_components(result.baseline)]))
    for option in result.options:
        parts.append(_option_text(option, list(result.years)))
    if not result.options:
        parts += [f"  ! {sentence(warning)}\n" for warning in result.warnings]
    return "\n".join(parts)


def workings_text(workings: Sequence[Working]) -> str:
    """Trees of workings, one after the other."""
    return "\n" + "\n".join(line for working in workings for line in workings_lines(working)) + "\n"


def _option_text(option: OptionCost, years: list[str]) -> str:
    full = option.full_year_effect
    rows = [
        (name, [*figures, full.components.get(key, full.total)])
        for key, (name, figures) in zip([*_shown(option.years), "total"], _components(option.years), strict=True)
    ]
    rows.append(("of which recurrent", [option.recurrent[year] for year in years]))
    rows.append(("of which once", [option.non_recurrent[year] for year in years]))
    rows.append(("Hours lost", [option.hours_lost[year] for year in years]))
    rows += [(f"· {measure.label}", [*measure.years.values(), measure.full_year]) for measure in option.measures]
    lines = [_table(option.name, [*years, "Full year"], rows)]
    lines.append(f"Cumulative {amount(option.cumulative, 2)}   Net present cost {amount(option.net_present_cost, 2)}\n")
    lines += [f"  ! {sentence(warning)}\n" for warning in option.warnings]
    return "".join(lines)


def _shown(years: Mapping[str, Costs]) -> list[str]:
    """The components that are not nought throughout."""
    return [name for name in COMPONENTS if any(costs.components[name] for costs in years.values())]


def _components(years: Mapping[str, Costs]) -> list[tuple[str, Sequence[Decimal]]]:
    rows: list[tuple[str, Sequence[Decimal]]] = [
        (COMPONENT_LABELS[name], [costs.components[name] for costs in years.values()]) for name in _shown(years)
    ]
    return [*rows, (COMPONENT_LABELS["total"], [costs.total for costs in years.values()])]


def _table(title: str, heads: list[str], rows: Sequence[tuple[str, Sequence[Decimal]]]) -> str:
    cells = [[name, *(amount(figure, 2) for figure in figures)] for name, figures in rows]
    first = max(len(title), *(len(row[0]) for row in cells))
    widths = [
        max([len(head), *(len(row[index]) for row in cells if index < len(row))]) for index, head in enumerate(heads, 1)
    ]
    lines = [f"{title:<{first}}  " + "  ".join(f"{head:>{width}}" for head, width in zip(heads, widths, strict=True))]
    lines += [
        f"{row[0]:<{first}}  " + "  ".join(f"{cell:>{width}}" for cell, width in zip(row[1:], widths, strict=False))
        for row in cells
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"
