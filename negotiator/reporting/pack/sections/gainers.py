"""Who gains and who loses by an option: a year's gross and take-home pay of one person, by band and step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from negotiator.domain.costing.gainers import Gain, Gainers
from negotiator.domain.pack_content import Outlook
from negotiator.reporting.pack.desk import Desk, two_lines
from negotiator.reporting.pdf.blocks import Block, Markup, Text, bold, join, plain
from negotiator.reporting.pdf.table import Row
from negotiator.wording import outlook_words as words
from negotiator.wording.figures import amount, number
from negotiator.wording.sentences import sentence


def who_gains(
    desk: Desk, letter: str, outlook: Outlook, marks: Mapping[str, Markup], notes: Sequence[Text]
) -> list[Block]:
    """The table of the option's first full year, or a sentence where there is none.

    ``marks`` lead a year that rests on an assumed award to ``notes``.
    """
    found = outlook.gainers
    if found is None:
        # The place of the problem is a field of the calculation, not one that a reader of the paper knows.
        why = sentence(replace(outlook.not_known, place="")) if outlook.not_known else ""
        return [desk.text(plain(words.gainers_not_known(why)))]
    if not found.rows:
        return [desk.text(plain(words.TOO_FEW if found.withheld else words.NOBODY))]
    if not any(_changes(row) for row in found.rows):
        return [desk.text(plain(words.nobody_gains(found.year)))]
    mark = marks.get(found.year)
    gross = join(two_lines("Gross", "before"), mark or Markup(""))
    head = Row((bold(words.PLACE), bold(words.PEOPLE), gross, *(two_lines(*column) for column in words.CHANGES)))
    rows = [_row(row) for row in found.rows]
    caption = words.gainers_caption(letter, found.year)
    numeric = (False, True, True, True, True, True)
    return [
        *desk.table(caption, [head], rows, numeric, notes=notes if mark else (), dense=True),
        desk.text(plain(" ".join(_said(found)))),
    ]


def _changes(row: Gain) -> bool:
    """True where anybody's pay changes, or where that may not be told from the row."""
    averages = (row.gross_change, row.member_change, row.outside_change)
    return any(averages) or row.same is None or row.same < row.heads


def _row(row: Gain) -> Row:
    figures = (row.gross_before, row.gross_change, row.member_change, row.outside_change)
    cells = (plain(number(row.heads)), *(plain(amount(value, 2)) for value in figures))
    return Row((plain(words.places_said(row.places)), *cells))


def _said(found: Gainers) -> list[str]:
    said = [words.gainers_rule(found.year, found.rates_year)]
    if all(row.gain is not None for row in found.rows):
        gain, lose, same = (sum(getattr(row, name) for row in found.rows) for name in ("gain", "lose", "same"))
        said.append(words.counted(gain, lose, same))
    if found.withheld:
        said.append(words.SOME_TOO_FEW)
    if any(len(row.places) > 1 for row in found.rows):
        said.append(words.MERGED)
    if any(row.notices for row in found.rows):
        where = [words.places_said(row.places) for row in found.rows if row.notices]
        said.append(words.tier_notice(where))
    return said
