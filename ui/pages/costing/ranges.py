"""The likely range of an option on the page: the table of every view, the tornado, and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from negotiator.reporting.charts.tornado import Swing, Tornado
from negotiator.wording import range_words as said
from negotiator.wording.figures import money, number
from ui.pages.costing.views import Place, TableView, Workings
from ui.widgets import Working

if TYPE_CHECKING:
    from negotiator.domain.costing.ranges import OptionRange
    from negotiator.domain.costing.result import OptionCost

MIDDLE = 3
"""The column of P50: the figure to look at first."""
_STRONG = frozenset((MIDDLE,))
_MINOR = (1,)
"""Where the page is narrow, the figures as costed stand in the workings and in the other views."""


def tr(text: str) -> str:
    return QCoreApplication.translate("CostingRanges", text)


def tornado_of(found: OptionRange, option: OptionCost) -> Tornado:
    """Each uncertain number's own swing of the full-year effect; of all years where none moves a full year."""
    moves_full_year = any(swing.full_year_low != swing.full_year_high for swing in found.tornado)
    swings = []
    for swing in found.tornado:
        full_year = swing.full_year_low, swing.full_year_high
        low, high = full_year if moves_full_year else (swing.cumulative_low, swing.cumulative_high)
        if low != high:
            key = f"{swing.number.measure}-{swing.number.field}"
            measure, field = said.number_parts(swing.number)
            swings.append(Swing(key, measure, low, high, field))
    empty = tr("The numbers that have a range move hours alone.") if found.tornado else tr("No number has a range yet.")
    if moves_full_year:
        return Tornado(tuple(swings), option.full_year_effect.total, tr("full-year effect"), empty=empty)
    return Tornado(tuple(swings), option.cumulative, tr("cost of all years"), empty=empty)


def range_sentence(found: OptionRange) -> str:
    """The range in words, the envelope, and how many numbers have no range; the next step where none has one."""
    if not found.uncertain:
        return f"{said.no_range(found.certain)} {said.NEXT_STEP}"
    words = f"{said.eight_of_ten(found.views)} {said.drawn_from(found)}"
    return words if found.within is None else f"{words} {said.within_said(found.within)}"


def tornado_sentence(found: OptionRange, picture: str) -> str:
    """What the tornado shows, and how many numbers it is about."""
    rest = tr("Each number is moved by itself, all others at their most likely.")
    return f"{picture} {rest} {said.ranged_said(found)}"


def range_table(found: OptionRange, option: OptionCost) -> TableView:
    """Every view as costed, at its tenth, middle and ninetieth percentile; the envelope at the end."""
    rows: list[tuple[str, ...]] = []
    strong: set[int] = set()
    workings: dict[Place, Workings] = {}
    for n, group in enumerate(said.range_groups(found.views)):
        if n:  # what the first rows are stands in the head
            strong.add(len(rows))
            rows.append((group.title, "", "", "", ""))
        for row in group.rows:
            explained = _workings(found, row.cells)
            workings |= {(len(rows), column): explained for column in range(1, 5)}
            rows.append((row.name, *row.cells))
    if found.within is not None:
        strong.add(len(rows))
        rows.append((tr("Draws within the envelope"), "", "", "", ""))
        rows += [
            (tr("{what}, limit £{limit}").format(what=what, limit=limit), "", "", inside, "")
            for what, limit, inside in said.within_rows(found.within, short=True)
        ]
    heads = (tr("{name}, £").format(name=option.name), tr("As costed"), tr("P10"), tr("P50"), tr("P90"))
    return TableView(
        heads,
        tuple(rows),
        range_sentence(found),
        frozenset(strong),
        workings,
        first=MIDDLE,
        minor=_MINOR,
        strong_columns=_STRONG,
    )


def _workings(found: OptionRange, cells: Sequence[str]) -> tuple[Working, ...]:
    """What a row of percentiles rests on: the draws, the numbers drawn, those without a range, and how exact it is."""
    likely, p10, p50, p90 = cells
    numbers = []
    for each in found.uncertain:
        measure, field = said.number_parts(each)
        numbers.append(Working(field, said.low_likely_high(each), measure))
    draws = tr("{n} draws, seed {seed}").format(n=number(found.draws), seed=found.seed)
    rule = tr(
        "Each number is a PERT distribution of its low, most likely and high; the same seed gives the same figures."
    )
    exactly = tr("Largest difference between draws and the same numbers costed exactly: {money}, {hours} hours").format(
        money=money(found.largest_error, 2), hours=number(found.largest_hours_error, 2)
    )
    return (
        Working(tr("P50: half of the draws lie below"), p50),
        Working(tr("P10: a tenth lie below"), p10),
        Working(tr("P90: nine tenths lie below"), p90),
        Working(tr("As costed, with every number at its most likely"), likely),
        Working(draws, "", rule, children=tuple(numbers)),
        Working(tr("Numbers without a range, taken as certain"), number(found.certain)),
        Working(exactly),
    )
