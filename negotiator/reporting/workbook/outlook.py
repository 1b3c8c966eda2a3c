"""Sheets of results beyond the costs: the likely range of each option, and who gains and who loses by it.

They are what the printed pack of the same audience says, and are not worked out in the workbook.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from negotiator.domain.costing.gainers import Gainers
from negotiator.domain.costing.ranges import OptionRange
from negotiator.domain.pack_content import Outlook, without_letter
from negotiator.reporting.workbook.content import ProposalCosting
from negotiator.reporting.workbook.sheets import Sheet
from negotiator.wording import outlook_words as gaining
from negotiator.wording import range_words as ranging
from negotiator.wording import workbook_words as said
from negotiator.wording.range_words import RangeRow, Unit

RANGE_WIDTHS = (52, *(20,) * 6)
GAINERS_WIDTHS = (44, *(16,) * 5)

_HEADS = (ranging.AS_COSTED, *(f"{strong}: {meaning}" for strong, meaning in ranging.QUANTILES))
_MIDDLE = 2
"""The place of P50 among the figures of a row."""


def write_ranges(sheet: Sheet, costing: ProposalCosting, confidentiality: str) -> None:
    """The percentiles of every view, the envelope where the reader may see it, and each number by itself."""
    _head(sheet, costing, confidentiality, RANGE_WIDTHS)
    for n, outlook in enumerate(costing.outlooks):
        if outlook is None:
            continue
        _option(sheet, costing, n)
        if outlook.range is None:
            sheet.across(ranging.no_range(outlook.certain), RANGE_WIDTHS)
        else:
            _range(sheet, outlook.range)
        sheet.next()


def write_gainers(sheet: Sheet, costing: ProposalCosting, confidentiality: str) -> None:
    """Who gains and who loses by each option, in the groups that the reader may see."""
    _head(sheet, costing, confidentiality, GAINERS_WIDTHS)
    for n, outlook in enumerate(costing.outlooks):
        if outlook is None:
            continue
        _option(sheet, costing, n)
        _gainers(sheet, outlook)
        sheet.next()


def _head(sheet: Sheet, costing: ProposalCosting, confidentiality: str, widths: Sequence[int]) -> None:
    sheet.text(0, costing.name, "title")
    sheet.next()
    sheet.text(0, confidentiality, "muted")
    sheet.next()
    sheet.across(said.RESULTS_NO_FORMULAS, widths)
    sheet.next()


def _option(sheet: Sheet, costing: ProposalCosting, n: int) -> None:
    letter, cost = costing.letters[n], costing.result.options[n]
    sheet.text(0, f"Option {letter}: {without_letter(cost.name, letter)}", "part")
    sheet.next()


# --- ranges


def _range(sheet: Sheet, found: OptionRange) -> None:
    sheet.across(ranging.range_said(found), RANGE_WIDTHS)
    if found.within is not None:
        sheet.across(ranging.within_said(found.within), RANGE_WIDTHS)
    for group in ranging.range_groups(found.views):
        sheet.next()
        sheet.text(0, group.title, "head")
        sheet.texts(_HEADS, "head_right", 1)
        sheet.next()
        for row in group.rows:
            _row(sheet, row)
    _envelope(sheet, found)
    _swings(sheet, found)


def _row(sheet: Sheet, row: RangeRow) -> None:
    style = "share" if row.unit is Unit.SHARE else "money"
    sheet.text(0, row.name)
    values = map(Fraction, row.spread.values)
    for k, value in enumerate(values):
        sheet.constant(1 + k, value, f"{style}_strong" if k == _MIDDLE else style)
    sheet.next()


def _envelope(sheet: Sheet, found: OptionRange) -> None:
    within = found.within
    if within is None:
        return
    sheet.next()
    sheet.text(0, ranging.WITHIN, "head")
    sheet.texts((ranging.WITHIN_HEADS[0], said.SHARE_OF_DRAWS), "head_right", 1)
    sheet.next()
    named = [] if within.full_year is None else [(ranging.FULL_YEAR, within.full_year)]
    for name, one in (*named, *within.years.items()):
        sheet.text(0, name)
        sheet.constant(1, Fraction(one.limit))
        sheet.constant(2, one.share, "share_strong")
        sheet.next()
    if len(within.years) > 1:
        sheet.text(0, said.EVERY_YEAR_AT_ONCE)
        sheet.constant(2, Fraction(within.every_year, found.draws), "share_strong")
        sheet.next()


def _swings(sheet: Sheet, found: OptionRange) -> None:
    sheet.next()
    sheet.text(0, ranging.BY_ITSELF, "head")
    sheet.texts(ranging.SWING_HEADS, "head_right", 1)
    sheet.next()
    for swing in found.tornado:
        sheet.text(0, ranging.number_named(swing.number))
        costs = (swing.full_year_low, swing.full_year_high, swing.cumulative_low, swing.cumulative_high)
        for column, value in enumerate((*costs, swing.hours_low, swing.hours_high), start=1):
            sheet.constant(column, Fraction(value))
        sheet.next()


# --- who gains


def _gainers(sheet: Sheet, outlook: Outlook) -> None:
    found = outlook.gainers
    why_not = gaining.left_out(outlook)
    if found is None or why_not:
        sheet.across(why_not, GAINERS_WIDTHS)
        return
    _groups(sheet, found)
    for sentence in gaining.gainers_said(found):
        sheet.across(sentence, GAINERS_WIDTHS)


def _groups(sheet: Sheet, found: Gainers) -> None:
    sheet.text(0, gaining.PLACE, "head")
    changes = (" ".join(part) for part in gaining.CHANGES)
    sheet.texts((gaining.PEOPLE, " ".join(gaining.BEFORE), *changes), "head_right", 1)
    sheet.next()
    for row in found.rows:
        sheet.text(0, gaining.places_said(row.places))
        sheet.constant(1, Fraction(row.heads), "number")
        for column, value in enumerate(
            (row.gross_before, row.gross_change, row.member_change, row.outside_change), start=2
        ):
            sheet.constant(column, Fraction(value))
        sheet.next()
