"""The pictures of a costing, each with what explains its marks and its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from negotiator.domain.costing.compare import Driver, by_component, by_measure
from negotiator.domain.costing.result import CostingResult, Costs, OptionCost
from negotiator.domain.proposals import Mandate
from negotiator.reporting.charts.marks import Chart
from negotiator.reporting.charts.option_bars import OptionBars, option_bar
from negotiator.reporting.charts.waterfall import Step, Waterfall
from negotiator.reporting.charts.year_bars import YearBars, YearRow
from negotiator.wording.figures import money
from ui.pages.costing.table import component_words
from ui.pages.costing.views import Cell, Workings
from ui.widgets import Working

NOUGHT = Decimal("0.00")
MEASURE, COMPONENT = "measure", "component"


def tr(text: str) -> str:
    return QCoreApplication.translate("CostingPictures", text)


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart. ``workings`` explain its marks by key, and ``rows`` the rows of its table in order.

    ``nothing`` is what to say instead, where there is nothing to draw.
    """

    chart: Chart
    workings: Mapping[str, Workings] = field(default_factory=dict)
    rows: tuple[Workings | None, ...] = ()
    nothing: str = ""


def full_year_picture(result: CostingResult, option_id: str, mandate: Mandate | None) -> Picture:
    """The full-year effect of every option, against the envelope."""
    bars = tuple(option_bar(o, selected=o.option_id == option_id) for o in result.options)
    cells = tuple(Cell(o.option_id, "full") for o in result.options)
    return Picture(OptionBars(bars, mandate.envelope if mandate else None), {c.option_id: c for c in cells}, cells)


def years_picture(result: CostingResult, mandate: Mandate | None) -> Picture:
    """Every option year by year."""
    rows = tuple(YearRow(o.option_id, o.name, {y: costs.total for y, costs in o.years.items()}) for o in result.options)
    cells = tuple(Cell(o.option_id, "all") for o in result.options)
    chart = YearBars(result.years, rows, dict(mandate.envelope_by_year) if mandate else {})
    return Picture(chart, {c.option_id: c for c in cells}, cells)


def difference_picture(result: CostingResult, chosen: OptionCost, other: OptionCost | None, drivers: str) -> Picture:
    """From another option (None: from no change) to the chosen one, by measure or by component, in a full year."""
    first = other or replace(chosen, name=tr("No change"), full_year_effect=_nothing(chosen), measures=(), option_id="")
    found = by_component(first, chosen) if drivers == COMPONENT else by_measure(first, chosen)
    moving = [driver for driver in found.drivers if driver.amount]
    names = [component_words(d.name) if drivers == COMPONENT else d.name for d in moving]
    steps = tuple(
        Step(str(place), name, driver.amount) for place, (name, driver) in enumerate(zip(names, moving, strict=True))
    )
    explained: tuple[Workings, ...] = tuple(
        _driver(name, driver, first.name, chosen.name) for name, driver in zip(names, moving, strict=True)
    )
    ends: tuple[Workings, Workings] = (
        Cell(first.option_id, "full") if other else (Working(first.name, money(NOUGHT, 2)),),
        Cell(chosen.option_id, "full"),
    )
    workings = {str(place): each for place, each in enumerate(explained)} | {"first": ends[0], "second": ends[1]}
    chart = Waterfall(first.name, found.before, steps, chosen.name, found.after)
    nothing = "" if steps else tr("{first} and {second} cost the same in a full year, in every measure.")
    return Picture(
        chart,
        workings,
        (ends[0], *explained, ends[1]),
        nothing.format(first=first.name, second=chosen.name),
    )


def _nothing(option: OptionCost) -> Costs:
    return Costs(dict.fromkeys(option.full_year_effect.components, NOUGHT))


def _driver(name: str, driver: Driver, first: str, second: str) -> tuple[Working, ...]:
    """What one step of the way is: its cost in either option."""
    sides = (
        Working(tr("in {option}").format(option=second), money(driver.after, 2)),
        Working(tr("less the same in {option}").format(option=first), money(-driver.before, 2)),
    )
    return (Working(name, money(driver.amount, 2), tr("Full-year effect, with on-costs"), children=sides),)
