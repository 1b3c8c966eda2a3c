"""How far an option's cost may lie off: the tenth, middle and ninetieth percentile of its seeded draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negotiator.domain.costing.result import OptionCost
from negotiator.domain.pack_content import Outlook
from negotiator.reporting.pack.desk import Desk, two_lines
from negotiator.reporting.pack.sections.common import ALL, FULL
from negotiator.reporting.pdf.blocks import Block, Markup, Text, bold, join, plain
from negotiator.reporting.pdf.table import Row, RowKind
from negotiator.wording import outlook_words as words
from negotiator.wording.figures import amount


def likely_range(
    desk: Desk,
    letter: str,
    cost: OptionCost,
    outlook: Outlook,
    marks: Mapping[str, Markup],
    notes: Sequence[Text],
) -> list[Block]:
    """The range by year, with all years and a full year; a sentence where no number of the option has one.

    ``marks`` lead the years that rest on an assumed award to ``notes``.
    """
    found = outlook.range
    if found is None:
        return [desk.text(plain(words.no_range(outlook.certain)))]
    years = [(year, cost.years[year].total, quantiles) for year, quantiles in found.views.years.items()]
    every = (cost.cumulative, found.views.cumulative)
    lines = [
        (FULL, cost.full_year_effect.total, found.views.full_year_effect),
        *years,
        *([(ALL, *every)] if len(years) > 1 else []),
        (words.NET_PRESENT, cost.net_present_cost, found.views.net_present_cost),
    ]
    head = Row((Markup(""), bold(words.AS_COSTED), *(two_lines(*column) for column in words.QUANTILES)))
    rows = [
        Row(
            (
                join(plain(label), marks.get(label, Markup(""))),
                plain(amount(costed)),
                *(plain(amount(value)) for value in (range_.p10, range_.p50, range_.p90)),
            ),
            RowKind.TOTAL if label == FULL else RowKind.PLAIN,
        )
        for label, costed, range_ in lines
    ]
    full = found.views.full_year_effect
    numeric = (False, True, True, True, True)
    table = desk.table(words.range_caption(letter), [head], rows, numeric, notes=notes, dense=True)
    table[-1].keep_with_next = True  # the sentence that says it in words
    return [
        *table,
        desk.text(plain(words.range_said(full.p10, full.p90, found.draws, len(found.uncertain), found.certain))),
    ]
