"""What other employers did, and how far it bears on this matter."""

from __future__ import annotations

from negotiator.domain.comparators import Initiative
from negotiator.domain.pack_content import PackContent
from negotiator.reporting.pack.desk import Desk
from negotiator.reporting.pack.sections.common import ended
from negotiator.reporting.pdf.blocks import Block, Text, bold, join, plain
from negotiator.wording import pack_words as words
from negotiator.wording.charts import joined
from negotiator.wording.figures import day, money, wte


def initiatives(content: PackContent, desk: Desk) -> list[Block]:
    if not content.initiatives:
        return []
    blocks: list[Block] = [desk.section(words.SECTION_TITLES["initiatives"])]
    for initiative in content.initiatives:
        blocks += _one(content, desk, initiative)
    return blocks


def _one(content: PackContent, desk: Desk, initiative: Initiative) -> list[Block]:
    notes, mark = [], plain("")
    if initiative.source:
        mark, note = desk.note(initiative.source)
        notes.append(note)
    says_so = "fictional" in f"{initiative.employer} {initiative.title}".lower()
    invented = " (invented, to show the form)" if initiative.fictional and not says_so else ""
    head = Text(
        join(bold(f"{initiative.employer}: {initiative.title}"), mark, plain(invented)),
        desk.styles.body,
        notes=notes,
        keep_with_next=True,
    )
    sentences = [initiative.what, initiative.outcome and f"Outcome: {initiative.outcome}"]
    facts = []
    if initiative.started_on:
        facts.append(f"since {day(initiative.started_on)}")
    if initiative.staff_covered:
        facts.append(f"for {initiative.staff_covered}")
    if initiative.wte_covered is not None:
        facts.append(wte(initiative.wte_covered))
    if initiative.yearly_cost is not None:
        price = f" at {initiative.price_year} prices" if initiative.price_year else ""
        facts.append(f"{money(initiative.yearly_cost)} a year{price}")
        if initiative.wte_covered:
            facts.append(f"{money(initiative.yearly_cost / initiative.wte_covered)} for each WTE")
    linked = [option.letter for key in initiative.option_ids if (option := content.option_named(key)) is not None]
    bears = f"It bears on {joined([f'option {letter}' for letter in linked])}." if linked else ""
    judged = words.evidence_said(initiative.strength, initiative.comparable)
    told = f"{'; '.join(facts)[:1].upper()}{'; '.join(facts)[1:]}." if facts else ""
    contact = f"Contact: {initiative.contact}." if initiative.contact else ""
    text = " ".join(ended(part) for part in (*sentences, told, judged, bears, contact) if part)
    return [head, desk.text(plain(text))] if text else [head]
