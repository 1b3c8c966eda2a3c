"""The options side by side: table first, then the picture, then the sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise

from negotiator.domain.costing.result import OptionCost
from negotiator.domain.pack_content import OptionContent, PackContent, ProposalContent
from negotiator.reporting.charts.option_bars import OptionBars, option_bar
from negotiator.reporting.charts.year_bars import YearBars, YearRow
from negotiator.reporting.pack.desk import Desk, columns, figures_row, muted, two_lines
from negotiator.reporting.pack.sections.common import (
    NOUGHT,
    chief_difference,
    component,
    costed,
    measure_name,
    on_cost_note,
    on_costs,
    pay_components,
)
from negotiator.reporting.pdf.blocks import Block, Markup, Text, bold, bullets, join, plain
from negotiator.reporting.pdf.table import Row, RowKind
from negotiator.wording import pack_words as words
from negotiator.wording.assumed_years import assumed_note
from negotiator.wording.figures import amount, share

Pair = tuple[OptionContent, OptionCost]
MOST_SENTENCES = 4
"""Up to so many options are compared one by one in words."""

MOST_PATTERNS = 5
"""Options in one picture of years: each has a pattern of its own."""


def options(content: PackContent, desk: Desk) -> list[Block]:
    blocks: list[Block] = []
    for proposal in content.proposals:
        pairs = costed(content, proposal)
        if len(content.proposals) > 1:
            blocks.append(desk.part(proposal.proposal.name))
        blocks += _what_each_does(content, desk, proposal)
        if pairs:
            blocks += _tables(content, desk, proposal, pairs)
            blocks += _charts(desk, proposal, pairs)
            blocks += _both_bases(desk, pairs)
    heading = desk.section(words.SECTION_TITLES["options"]) if blocks else None
    return [heading, *blocks] if heading else []


def _what_each_does(content: PackContent, desk: Desk, proposal: ProposalContent) -> list[Block]:
    items: list[Markup] = []
    for option in proposal.options:
        names = [measure_name(m) for m in option.measures if m.enabled]
        text = option.option.summary or (f"{'; '.join(names)}." if names else "No measures yet.")
        items.append(join(bold(f"{option.letter}, {option.name}. "), plain(text)))
    return list(bullets(items, desk.styles.item))


def _tables(content: PackContent, desk: Desk, proposal: ProposalContent, pairs: Sequence[Pair]) -> list[Block]:
    blocks: list[Block] = []
    notes: list[Text] = []
    mark = Markup("")
    rates = on_cost_note(content)
    if rates:
        mark, note = desk.note(rates)
        notes.append(note)
    assumed = Markup("")
    said = assumed_note(pairs[0][1].warnings, content.settings.awards, short=False)  # years are those of every option
    if said:
        assumed, note = desk.note(said, repeats=True)
        notes.append(note)
    groups = columns(pairs)
    for n, group in enumerate(groups):
        head = Row((Markup(""), *(two_lines(option.letter, option.name) for option, _ in group)))
        rows = _rows(content, proposal, group, mark, assumed)
        caption = "Cost of each option against no change, £ in a full year"
        more = f" ({n + 1} of {len(groups)})" if len(groups) > 1 else ""
        numeric = (False, *(True for _ in group))
        blocks += desk.table(f"{caption}{more}", [head], rows, numeric, notes=notes if n == 0 else ())
    return blocks


def _rows(
    content: PackContent, proposal: ProposalContent, group: Sequence[Pair], mark: Markup, assumed: Markup
) -> list[Row]:
    full = [cost.full_year_effect for _, cost in group]
    costs = [cost for _, cost in group]

    def row(label: Markup, value: Callable[[OptionCost], Decimal], kind: RowKind = RowKind.PLAIN) -> Row:
        return figures_row(label, [amount(value(cost)) for cost in costs], kind)

    def part(name: str) -> Callable[[OptionCost], Decimal]:
        return lambda cost: component(cost.full_year_effect, name)

    rows = [row(plain(words.COMPONENTS[name]), part(name)) for name in pay_components(full)]
    if any(on_costs(one) for one in full):
        label = join(plain(words.ON_COSTS), mark)
        rows.append(row(label, lambda cost: on_costs(cost.full_year_effect)))
    rows += [
        row(plain(words.COMPONENTS[name]), part(name))
        for name in ("redundancy", "non_pay", "income")
        if any(component(one, name) for one in full)
    ]
    rows.append(row(plain("Full-year effect"), lambda cost: cost.full_year_effect.total, RowKind.TOTAL))
    baseline = proposal.baseline.get(content.settings.basis, {})
    if proposal.years and proposal.years[0] in baseline and baseline[proposal.years[0]].total:
        bill = baseline[proposal.years[0]].total
        shares = [share(cost.full_year_effect.total / bill) for cost in costs]
        rows.append(figures_row(plain(f"Share of the pay bill of {proposal.years[0]}"), shares))
    other = "whole-nhs" if content.settings.basis == "trust" else "trust"
    if all(other in option.costs for option, _ in group):
        label = plain(f"The same on the {words.BASES[other]}")
        rows.append(figures_row(label, [amount(option.costs[other].full_year_effect.total) for option, _ in group]))
    if any(any(cost.non_recurrent.values()) for cost in costs):
        span = _span(proposal.years)
        rows.append(row(plain(f"One-off, {span}"), lambda cost: sum(cost.non_recurrent.values(), NOUGHT)))
    rows.append(row(join(plain(f"All costs, {_span(proposal.years)}"), assumed), lambda cost: cost.cumulative))
    rows.append(row(join(plain("Net present cost"), assumed), lambda cost: cost.net_present_cost))
    if any(any(cost.hours_lost.values()) for cost in costs):
        year = proposal.years[-1] if proposal.years else ""
        rows.append(row(plain(f"Staff hours given up, net of cover, {year}"), lambda c: c.hours_lost.get(year, NOUGHT)))
    envelope = proposal.mandate.envelope if proposal.mandate else None
    if envelope is not None:
        rows.append(row(plain("Left in the envelope"), lambda cost: envelope - cost.full_year_effect.total))
    return rows


def _both_bases(desk: Desk, pairs: Sequence[Pair]) -> list[Block]:
    """Trust and whole NHS side by side: they differ in the employer's pension alone, and are never added."""
    shown = [
        (option, option.costs["trust"], option.costs["whole-nhs"])
        for option, _ in pairs
        if "trust" in option.costs and "whole-nhs" in option.costs
    ]
    if not shown:
        return []
    mark, note = desk.note(words.bases_note())
    heads = (
        join(bold("Trust"), mark),
        join(bold("Whole NHS"), mark),
        bold("Difference"),
        join(bold("Trust"), Markup("<br/>"), muted("net present cost")),
        join(bold("Whole NHS"), Markup("<br/>"), muted("net present cost")),
    )
    rows = []
    for option, trust, whole in shown:
        full, wide = trust.full_year_effect.total, whole.full_year_effect.total
        values = (full, wide, wide - full, trust.net_present_cost, whole.net_present_cost)
        label = f"{option.letter} · {option.name}"
        rows.append(figures_row(plain(label), [amount(value) for value in values]))
    caption = "Both bases: full-year effect and net present cost, £"
    return desk.table(caption, [Row((Markup(""), *heads))], rows, (False, *(True,) * 5), notes=[note])


def _span(years: Sequence[str]) -> str:
    if not years:
        return ""
    return years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"


def _charts(desk: Desk, proposal: ProposalContent, pairs: Sequence[Pair]) -> list[Block]:
    envelope = proposal.mandate.envelope if proposal.mandate else None
    bars = []
    for option, cost in pairs:
        bar = option_bar(cost)
        bars.append(
            type(bar)(bar.key, f"{option.letter} · {option.name}", bar.pay, bar.on_costs, bar.non_pay, bar.savings)
        )
    figure, _ = desk.figure("Where the money goes, in a full year", OptionBars(tuple(bars), envelope), 0)
    blocks: list[Block] = [*figure]
    named = [(option.letter, cost.full_year_effect.total) for option, cost in pairs]
    chief = [
        chief_difference(before.full_year_effect, after.full_year_effect) for (_, before), (_, after) in pairwise(pairs)
    ]
    if len(pairs) > MOST_SENTENCES:
        blocks.append(desk.text(plain(words.spread(named))))
    elif sentences := words.differences(named, chief):
        pieces = [join(plain(before), bold(figure), plain(after)) for before, figure, after in sentences]
        blocks.append(desk.text(Markup(" ".join(pieces))))
    if len(proposal.years) > 1:
        by_year = proposal.mandate.envelope_by_year if proposal.mandate else {}
        envelopes = {year: by_year[year] for year in proposal.years if year in by_year}
        for group in columns(pairs, MOST_PATTERNS):
            rows = [
                YearRow(o.option.id, f"Option {o.letter}", {y: c.years[y].total for y in c.years}) for o, c in group
            ]
            chart = YearBars(proposal.years, tuple(rows), envelopes)
            figure, drawn = desk.figure(f"Year by year as phased, {_span(proposal.years)}", chart, 170)
            blocks += [*figure, desk.text(plain(drawn.sentence))]
    return blocks
