"""The likely range of an option: the work of a job, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from negotiator.reporting.charts.tornado import Swing, Tornado
from negotiator.wording.figures import amount, money, money_short
from negotiator.wording.measures import field_label
from ui.pages.costing.views import TableView

if TYPE_CHECKING:
    from negotiator.domain.costing.result import OptionCost
    from negotiator.domain.costing.ranges import OptionRange


def tr(text: str) -> str:
    return QCoreApplication.translate("CostingRanges", text)


def tornado_of(found: OptionRange, option: OptionCost) -> Tornado:
    """Each uncertain number's own swing of the full-year effect."""
    swings = tuple(
        Swing(
            f"{swing.number.measure}-{swing.number.field}",
            f"{swing.number.label}: {field_label(swing.number.kind, swing.number.field).lower()}",
            swing.full_year_low,
            swing.full_year_high,
        )
        for swing in found.tornado
        if swing.full_year_low != swing.full_year_high
    )
    return Tornado(swings, option.full_year_effect.total, tr("full-year effect"))


def range_sentence(found: OptionRange) -> str:
    """The range in words, with how many numbers have none."""
    full = found.views.full_year_effect
    words = tr("In eight of ten draws {name} costs {low} to {high} in a full year; half lie below {middle}.").format(
        name=found.name, low=money_short(full.p10), high=money_short(full.p90), middle=money(full.p50)
    )
    if found.certain == 1:
        words += " " + tr("One number has no range and is taken as certain.")
    elif found.certain:
        words += " " + tr("{n} numbers have no range and are taken as certain.").format(n=found.certain)
    return words


def range_table(found: OptionRange, option: OptionCost) -> TableView:
    """The tenth, middle and ninetieth percentile of each view, beside the figure at the most likely numbers."""
    rows = [
        (tr("Full-year effect"), option.full_year_effect.total, found.views.full_year_effect),
        *((year, option.years[year].total, quantiles) for year, quantiles in found.views.years.items()),
        (tr("All years"), option.cumulative, found.views.cumulative),
        (tr("Net present cost"), option.net_present_cost, found.views.net_present_cost),
    ]
    heads = (tr("£"), tr("Most likely numbers"), tr("P10"), tr("P50"), tr("P90"))
    cells = tuple((label, amount(likely), *(amount(q) for q in (f.p10, f.p50, f.p90))) for label, likely, f in rows)
    words = range_sentence(found) + " " + tr("{n} draws, seed {seed}.").format(n=f"{found.draws:,}", seed=found.seed)
    return TableView(heads, cells, words, frozenset((0,)))
