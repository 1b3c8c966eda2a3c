"""The summary: what is put, what it costs, what must not be missed. One page where it can be."""

from __future__ import annotations

from negotiator.domain.costing.result import OptionCost
from negotiator.domain.pack_content import OptionContent, PackContent, ProposalContent
from negotiator.domain.problems import Problem
from negotiator.reporting.pack import styles as look
from negotiator.reporting.pack.desk import Desk
from negotiator.reporting.pack.sections.common import NOUGHT, costed
from negotiator.reporting.pack.sections.cover import title_of
from negotiator.reporting.pdf.blocks import Block, Markup, bold, bullets, join, plain
from negotiator.wording import pack_words as words
from negotiator.wording.charts import joined
from negotiator.wording.figures import money, share
from negotiator.wording.sentences import sentence

FLOOR = "below_living_wage"


def summary(content: PackContent, desk: Desk) -> list[Block]:
    blocks: list[Block] = [desk.section(words.SECTION_TITLES["summary"])]
    blocks += floor_box(content, desk)
    if not content.proposals:
        return [*blocks, desk.text(plain(words.NOTHING_YET))]
    for proposal in content.proposals:
        if len(content.proposals) > 1:
            blocks.append(desk.part(proposal.proposal.name))
        elif proposal.proposal.name != title_of(content):
            blocks.append(desk.text(bold(proposal.proposal.name)))
        if proposal.proposal.summary:
            blocks.append(desk.text(plain(proposal.proposal.summary)))
        blocks.append(desk.text(plain(words.options_put(len(proposal.options)))))
        pairs = costed(content, proposal)
        blocks += bullets([_option(content, proposal, option, cost) for option, cost in pairs], desk.styles.item)
        uncosted = [o for o in proposal.options if o.option.id not in {c.option.id for c, _ in pairs}]
        if uncosted:
            blocks.append(desk.text(plain(words.not_costed([o.name for o in uncosted]))))
        preferred = [option.letter for option in proposal.options if option.option.preferred]
        if preferred:
            blocks.append(desk.text(join(plain("The team prefers "), bold(joined(preferred)), plain("."))))
        blocks += _mandate(content, desk, proposal)
    if content.plan.decision_asked:
        ask = join(bold("Decision asked. "), plain(content.plan.decision_asked))
        blocks.append(desk.box([ask], look.TINT, look.BLUE))
    return blocks


def _option(content: PackContent, proposal: ProposalContent, option: OptionContent, cost: OptionCost) -> Markup:
    total = cost.full_year_effect.total
    head = join(bold(f"{option.letter}, {option.name}"), plain(f" {words.costs_or_saves(total)} "))
    figure = bold(money(abs(total))) if total else plain("nothing")
    baseline = next(iter(proposal.baseline.get(content.settings.basis, {}).values()), None)
    part = " in a full year"
    if baseline is not None and baseline.total and total:
        part += f", {share(abs(total) / baseline.total)} of the pay bill"
    once = sum(cost.non_recurrent.values(), NOUGHT)
    more = f", and {money(once)} once" if once > 0 else f", with {money(-once)} saved once" if once < 0 else ""
    said = f" {option.option.summary}" if option.option.summary else ""
    return join(head, figure, plain(f"{part}{more}.{said}"))


def _mandate(content: PackContent, desk: Desk, proposal: ProposalContent) -> list[Block]:
    mandate = proposal.mandate
    if mandate is None:
        return []
    lines: list[Markup] = []
    if mandate.envelope is not None:
        parts = []
        for option, cost in costed(content, proposal):
            gap = mandate.envelope - cost.full_year_effect.total
            parts.append(f"{option.letter} is {words.against_envelope(gap)}")
        stand = f": {joined(parts)}." if parts else "."
        lines.append(join(plain("The envelope is "), bold(money(mandate.envelope)), plain(f" in a full year{stand}")))
    lines += [
        plain(f"In {year} the envelope is {money(value)}.") for year, value in sorted(mandate.envelope_by_year.items())
    ]
    if mandate.reserve is not None:
        lines.append(plain(f"The reserve is {money(mandate.reserve)}."))
    lines += [plain(f"Red line: {line}") for line in mandate.red_lines]
    if mandate.authority:
        lines.append(plain(f"Authority: {mandate.authority}"))
    if not lines:
        return []
    return [desk.part("The mandate"), *bullets(lines, desk.styles.item)]


def floor_box(content: PackContent, desk: Desk) -> list[Block]:
    """The wage floor, first and in a box: no reader may miss it."""
    found: list[Markup] = []
    for proposal in content.proposals:
        for option, cost in costed(content, proposal):
            for problem in cost.warnings:
                if problem.code == FLOOR:
                    found.append(
                        join(bold(f"Below the National Living Wage, option {option.letter}. "), plain(said(problem)))
                    )
    if not found:
        return []
    return [desk.box(found, look.RED_TINT, look.RED)]


def said(problem: Problem) -> str:
    """A warning in words."""
    return sentence(problem)
