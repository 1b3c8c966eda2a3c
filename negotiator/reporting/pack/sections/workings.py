"""The annex: how the key figures were made, step by step."""

from __future__ import annotations

from negotiator.domain.pack_content import PackContent, Working
from negotiator.reporting.pack.desk import Desk
from negotiator.reporting.pdf.blocks import Block, bold, plain
from negotiator.reporting.pdf.table import Row
from negotiator.wording import pack_words as words

SHORT = 30
"""Characters of a source that need no wide column."""

INDENT = 11.0
"""How far each step is set in below the one it belongs to."""


def workings(content: PackContent, desk: Desk) -> list[Block]:
    if not content.workings:
        return []
    blocks: list[Block] = [desk.section(words.SECTION_TITLES["workings"]), desk.text(plain(words.WORKINGS_INTRO))]
    for working in content.workings:
        blocks += _table(desk, working)
    return blocks


def _table(desk: Desk, working: Working) -> list[Block]:
    head = Row((bold("Step"), bold("Value"), bold("Rests on")))
    rows = []
    for step in working.steps:
        label = bold(step.label) if step.depth == 0 else plain(step.label)
        rows.append(Row((label, plain(step.value), plain(step.source)), indent=INDENT * step.depth))
    short = all(len(step.source) < SHORT for step in working.steps)
    weights = (57, 20, 23) if short else (36, 17, 47)
    return desk.table(working.title, [head], rows, (False, True, False), weights=weights, wordy=True)
