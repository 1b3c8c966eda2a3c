"""Each option's costs to the penny with its warnings, how far they may lie off, and who gains and loses by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from negotiator.domain.costing.result import COMPONENTS, OptionCost
from negotiator.domain.pack_content import OptionContent, PackContent, ProposalContent
from negotiator.reporting.pack import styles as look
from negotiator.reporting.pack.desk import Desk, columns, figures_row
from negotiator.reporting.pack.sections.common import (
    ALL,
    FULL,
    NOUGHT,
    component,
    costed,
    evidence_of,
    fact_line,
    on_cost_note,
)
from negotiator.reporting.pack.sections.gainers import who_gains
from negotiator.reporting.pack.sections.likely_range import likely_range
from negotiator.reporting.pack.sections.summary import FLOOR, said
from negotiator.reporting.pdf.blocks import Block, Markup, Text, bold, bullets, join, plain
from negotiator.reporting.pdf.table import Row, RowKind
from negotiator.wording import pack_words as words
from negotiator.wording.assumed_years import assumed_note, assumed_years
from negotiator.wording.figures import amount, money, number, share

_Line = tuple[Markup, Mapping[str, str], RowKind]
"""A line of figures: its label, its cells by column head, and how it stands out."""


def costs(content: PackContent, desk: Desk) -> list[Block]:
    blocks: list[Block] = []
    for proposal in content.proposals:
        pairs = costed(content, proposal)
        if pairs and not blocks:
            blocks.append(desk.section(words.SECTION_TITLES["costs"]))
            blocks.append(desk.text(plain(words.PENNIES)))
        common = _common_warnings([cost for _, cost in pairs])
        if common:
            blocks.append(Text(plain(words.HOLDS_FOR_ALL), desk.styles.body, keep_with_next=True))
            blocks += bullets([plain(warning) for warning in common], desk.styles.item)
        for option, cost in pairs:
            blocks += _option(content, desk, proposal, option, cost, common)
    return blocks


def _common_warnings(costs: Sequence[OptionCost]) -> list[str]:
    """What is to be known of every option, where there are several: it is said once."""
    if len(costs) < 2:
        return []
    every = [[said(problem) for problem in cost.warnings if problem.code != FLOOR] for cost in costs]
    return [warning for warning in dict.fromkeys(every[0]) if all(warning in others for others in every)]


def _option(
    content: PackContent,
    desk: Desk,
    proposal: ProposalContent,
    option: OptionContent,
    cost: OptionCost,
    common: Sequence[str],
) -> list[Block]:
    several = len(content.proposals) > 1
    name = f"{proposal.proposal.name}, option {option.letter}" if several else f"Option {option.letter}"
    blocks: list[Block] = [desk.part(f"{name}: {option.name}")]
    blocks += _warnings(desk, cost, common)
    blocks += _by_year(content, desk, proposal, option, cost)
    last = _by_measure(content, desk, option, cost)
    words_of = _in_words(content, cost)
    blocks += desk.said_of(last, words_of) if last else [desk.text(words_of)]
    if option.outlook is not None:
        both = _assumed(content, desk, cost), _assumed(content, desk, cost)
        blocks += likely_range(desk, option.letter, option.outlook, *both)
        marks, notes = _assumed(content, desk, cost)
        blocks += who_gains(desk, option.letter, option.outlook, marks, notes)
    return blocks


def _assumed(content: PackContent, desk: Desk, cost: OptionCost) -> tuple[dict[str, Markup], list[Text]]:
    """The marks of the years beyond the last published scale, by column head, and the footnote they lead to."""
    said_of_them = assumed_note(cost.warnings, content.settings.awards, short=False)
    if not said_of_them:
        return {}, []
    mark, note = desk.note(said_of_them, repeats=True)
    marks = dict.fromkeys((*assumed_years(cost.warnings), ALL), mark)
    if next(iter(cost.years), "") in marks:
        marks[FULL] = mark
    return marks, [note]


def _tables(
    desk: Desk,
    caption: str,
    years: Sequence[str],
    lines: Sequence[_Line],
    marks: Mapping[str, Markup],
    notes: Sequence[Text] = (),
) -> list[Block]:
    """Lines by year, with all years and a full year at the end; in several tables where there are many years."""
    blocks: list[Block] = []
    groups = columns([*years, ALL, FULL] if len(years) > 1 else [*years, FULL])
    for n, group in enumerate(groups):
        heads = Row((Markup(""), *(join(bold(key), marks.get(key, Markup(""))) for key in group)))
        rows = [figures_row(label, [values.get(key, "") for key in group], kind) for label, values, kind in lines]
        more = f" ({n + 1} of {len(groups)})" if len(groups) > 1 else ""
        numeric = (False, *(True for _ in group))
        blocks += desk.table(f"{caption}{more}", [heads], rows, numeric, notes=notes if n == 0 else (), dense=True)
    return blocks


def _line(label: Markup, values: Mapping[str, Decimal], full: Decimal | None, kind: RowKind = RowKind.PLAIN) -> _Line:
    cells = {year: amount(value, 2) for year, value in values.items()}
    cells[ALL] = amount(sum(values.values(), NOUGHT), 2)
    if full is not None:
        cells[FULL] = amount(full, 2)
    return label, cells, kind


def _by_year(
    content: PackContent, desk: Desk, proposal: ProposalContent, option: OptionContent, cost: OptionCost
) -> list[Block]:
    marks, notes = _assumed(content, desk, cost)
    mark = Markup("")
    rates = on_cost_note(content)
    if rates:
        mark, note = desk.note(rates)
        notes.append(note)
    full = cost.full_year_effect
    every = (*cost.years.values(), full)
    lines: list[_Line] = [
        _line(
            join(plain(words.COMPONENTS[name]), mark if name == "nic" else Markup("")),
            {year: component(one, name) for year, one in cost.years.items()},
            component(full, name),
        )
        for name in COMPONENTS
        if any(component(one, name) for one in every)
    ]
    totals = {year: one.total for year, one in cost.years.items()}
    lines.append(_line(plain("Total"), totals, full.total, RowKind.TOTAL))
    lines.append(_line(plain("of which recurrent"), cost.recurrent, None))
    lines.append(_line(plain("of which one-off"), cost.non_recurrent, None))
    baseline = proposal.baseline.get(content.settings.basis, {})
    shares = {y: share(total / baseline[y].total) for y, total in totals.items() if y in baseline and baseline[y].total}
    if shares:
        lines.append((plain("Share of the pay bill"), shares, RowKind.PLAIN))
    if any(cost.hours_lost.values()):
        lines.append(_line(plain("Hours lost, net of cover"), cost.hours_lost, None))
        weeks = {year: content.week_hours[year] * 365 / 7 for year in cost.hours_lost if content.week_hours.get(year)}
        whole_time = {year: amount(cost.hours_lost[year] / week, 2) for year, week in weeks.items()}
        lines.append((plain("the same in WTE"), whole_time, RowKind.PLAIN))
    return _tables(desk, f"Option {option.letter} by component and year, £", list(cost.years), lines, marks, notes)


def _by_measure(content: PackContent, desk: Desk, option: OptionContent, cost: OptionCost) -> list[Block]:
    """Each measure's share, with the facts it rests on as footnotes."""
    if not cost.measures:
        return []
    records = {measure.id: measure for measure in option.measures}
    lines: list[_Line] = []
    marks, notes = _assumed(content, desk, cost)
    for measure in cost.measures:
        label = plain(measure.label or words.measure_kind(measure.kind))
        record = records.get(measure.measure_id)
        for k, fact in enumerate(evidence_of(content, [record] if record else [])):
            mark, note = desk.note(fact_line(fact))
            label = join(label, Markup("<super size='7'>,</super>" if k else ""), mark)
            notes.append(note)
        _, cells, kind = _line(label, measure.years, None)
        lines.append((label, {**cells, FULL: amount(measure.full_year, 2) if measure.recurrent else "once"}, kind))
    totals = {year: one.total for year, one in cost.years.items()}
    lines.append(_line(plain("Total"), totals, cost.full_year_effect.total, RowKind.TOTAL))
    return _tables(desk, f"Option {option.letter} by measure, £", list(cost.years), lines, marks, notes)


def _in_words(content: PackContent, cost: OptionCost) -> Markup:
    years = list(cost.years)
    span = years[0] if len(years) == 1 else f"{number(len(years))} years"
    return join(
        plain(f"Over {span} the option {words.costs_or_saves(cost.cumulative)} "),
        bold(money(abs(cost.cumulative), 2)),
        plain(f"; at a discount rate of {share(content.settings.discount)} its net present cost is "),
        bold(money(cost.net_present_cost, 2)),
        plain("."),
    )


def _warnings(desk: Desk, cost: OptionCost, common: Sequence[str]) -> list[Block]:
    floor = [join(bold("Below the National Living Wage. "), plain(said(p))) for p in cost.warnings if p.code == FLOOR]
    others = [said(problem) for problem in cost.warnings if problem.code != FLOOR]
    others = [warning for warning in dict.fromkeys(others) if warning not in common]
    blocks: list[Block] = []
    if floor:
        blocks.append(desk.box(floor, look.RED_TINT, look.RED))
    if others:
        blocks += bullets([plain(warning) for warning in others], desk.styles.item)
    for block in blocks:
        block.keep_with_next = True  # what is to be known of figures stands where they stand
    return blocks
