"""Who gains and who loses by an option: a year's gross and take-home pay of one person, by band and step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negotiator.domain.costing.gainers import Gain
from negotiator.domain.pack_content import Outlook
from negotiator.reporting.pack.desk import Desk, two_lines
from negotiator.reporting.pdf.blocks import Block, Markup, Text, bold, join, plain
from negotiator.reporting.pdf.table import Row
from negotiator.wording import outlook_words as words
from negotiator.wording.figures import amount, number

_WEIGHTS = (100, 44, 74, 66, 118, 90)
"""Of the columns: what stands small beneath each head has at most two lines."""


def who_gains(
    desk: Desk, letter: str, outlook: Outlook, marks: Mapping[str, Markup], notes: Sequence[Text]
) -> list[Block]:
    """The table of the option's first full year, or a sentence where there is none.

    ``marks`` lead a year that rests on an assumed award to ``notes``.
    """
    found = outlook.gainers
    why_not = words.left_out(outlook)
    if found is None or why_not:
        return [desk.text(plain(why_not))]
    mark = marks.get(found.year)
    gross = join(two_lines(*words.BEFORE), mark or Markup(""))
    head = Row((bold(words.PLACE), bold(words.PEOPLE), gross, *(two_lines(*column) for column in words.CHANGES)))
    rows = [_row(row) for row in found.rows]
    caption = words.gainers_caption(letter, found.year)
    numeric = (False, True, True, True, True, True)
    called = notes if mark else ()
    table = desk.table(caption, [head], rows, numeric, weights=_WEIGHTS, notes=called, dense=True)
    return desk.said_of(table, plain(" ".join(words.gainers_said(found))))


def _row(row: Gain) -> Row:
    figures = (row.gross_before, row.gross_change, row.member_change, row.outside_change)
    cells = (plain(number(row.heads)), *(plain(amount(value, 2)) for value in figures))
    return Row((plain(words.places_said(row.places)), *cells))
