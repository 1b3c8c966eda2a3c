"""How far an option's figures may lie off: the tenth, middle and ninetieth percentile of its seeded draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negotiator.domain.costing.ranges import OptionRange, ShareSpread, Spread, ViewRanges
from negotiator.domain.pack_content import Outlook
from negotiator.reporting.pack.desk import Desk, columns, muted, two_lines
from negotiator.reporting.pdf.blocks import Block, Markup, Text, bold, join, plain
from negotiator.reporting.pdf.table import Row, RowKind
from negotiator.wording import range_words as words
from negotiator.wording.range_words import RangeRow, Unit

Notes = tuple[Mapping[str, Markup], Sequence[Text]]
"""The marks that lead the years resting on an assumed award to their footnotes, and these."""

_LABEL_WEIGHT = 1.2
"""How wide the labels stand beside a year."""


def likely_range(desk: Desk, letter: str, outlook: Outlook, costs: Notes, views: Notes) -> list[Block]:
    """The range of the costs, then that of the other views by year; a sentence where no number has a range."""
    found = outlook.range
    if found is None:
        return [desk.text(plain(words.no_range(outlook.certain)))]
    said = [words.range_said(found)]
    if found.within is not None:
        said.append(words.within_said(found.within))
    table = desk.said_of(_costs(desk, letter, found, *costs), plain(" ".join(said)))
    return [*table, *_views(desk, letter, found, *views)]


def _costs(
    desk: Desk, letter: str, found: OptionRange, marks: Mapping[str, Markup], notes: Sequence[Text]
) -> list[Block]:
    group = words.range_groups(found.views)[0]
    head = Row((Markup(""), bold(words.AS_COSTED), *(two_lines(*column) for column in words.QUANTILES)))
    rows = []
    for line in group.rows:
        likely, p10, p50, p90 = line.cells
        cells = (plain(likely), plain(p10), bold(p50), plain(p90))
        label = join(plain(line.label), marks.get(line.label, Markup("")))
        rows.append(Row((label, *cells), RowKind.TOTAL if line.strong else RowKind.PLAIN))
    numeric = (False, True, True, True, True)
    return desk.table(words.range_caption(letter), [head], rows, numeric, notes=notes, dense=True)


def _views(
    desk: Desk, letter: str, found: OptionRange, marks: Mapping[str, Markup], notes: Sequence[Text]
) -> list[Block]:
    """What the mandate, the hours and the people come to by year: the middle, and beneath it from where to where."""
    blocks: list[Block] = []
    lines = _lines(found.views)
    groups = columns(list(found.views.years))
    for n, years in enumerate(groups):
        head = Row((Markup(""), *(join(bold(year), marks.get(year, Markup(""))) for year in years)))
        rows = [
            Row((plain(label), *(_cell(spreads.get(year), unit) for year in years))) for label, spreads, unit in lines
        ]
        if found.within is not None and found.within.years:
            inside = found.within.years
            said = (words.of_draws(inside[y].inside, inside[y].draws) if y in inside else "" for y in years)
            rows.append(Row((plain(words.WITHIN), *(plain(cell) for cell in said))))
        more = f" ({n + 1} of {len(groups)})" if len(groups) > 1 else ""
        caption = f"{words.views_caption(letter)}{more}"
        numeric, weights = (False, *(True for _ in years)), (_LABEL_WEIGHT, *(1.0 for _ in years))
        called = notes if n == 0 else ()
        blocks += desk.table(caption, [head], rows, numeric, weights=weights, notes=called, dense=True)
    return blocks


def _lines(views: ViewRanges) -> list[tuple[str, Mapping[str, Spread] | Mapping[str, ShareSpread], Unit]]:
    lines: list[tuple[str, Mapping[str, Spread] | Mapping[str, ShareSpread], Unit]] = []
    if views.pay_once:
        lines.append((f"{words.RECURRENT}, £", views.recurrent, Unit.POUNDS))
        lines.append((f"{words.ONE_OFF}, £", views.non_recurrent, Unit.POUNDS))
    lines.append((words.OF_PAY_BILL, views.of_pay_bill, Unit.SHARE))
    lines.append((words.PER_WTE, views.per_wte, Unit.PENNIES))
    lines.append((words.PER_PERSON, views.per_person, Unit.PENNIES))
    if views.move_hours:
        lines.append((words.HOURS, views.hours_lost, Unit.HOURS))
        lines.append((words.HOURS_WTE, views.hours_wte, Unit.WTE))
    return [line for line in lines if line[1]]


def _cell(spread: Spread | ShareSpread | None, unit: Unit) -> Markup:
    if spread is None:
        return Markup("")
    _, p10, p50, p90 = RangeRow("", "", spread, unit).cells
    return bold(p50) if p10 == p90 else join(bold(p50), Markup("<br/>"), muted(words.to(p10, p90)))
