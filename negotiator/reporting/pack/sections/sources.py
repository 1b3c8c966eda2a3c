"""Where the figures come from, whether each was checked, and whose data is used under which licence."""

from __future__ import annotations

from negotiator.domain.pack_content import PackContent, RateFigure
from negotiator.reporting.pack.desk import Desk
from negotiator.reporting.pack.sections.common import fact_line
from negotiator.reporting.pdf.blocks import Block, Markup, bold, bullets, plain
from negotiator.reporting.pdf.table import Row
from negotiator.wording import pack_words as words
from negotiator.wording.figures import money, number, share


def sources(content: PackContent, desk: Desk) -> list[Block]:
    blocks: list[Block] = []
    if content.facts:
        blocks += [desk.part("Facts"), *bullets([plain(fact_line(fact)) for fact in content.facts], desk.styles.item)]
    if content.rates:
        blocks.append(desk.part("Rates"))
        intro = desk.text(plain(words.rates_intro(content.settings.edition)))
        intro.keep_with_next = True
        blocks.append(intro)
        head = Row((bold("Rate"), bold("Year"), bold("Value"), bold("Source")))
        rows = [_rate(rate) for rate in content.rates]
        weights = (29, 10, 13, 48)
        blocks += desk.table("Rates used", [head], rows, (False, False, True, False), weights=weights, wordy=True)
    if content.attributions:
        lines = [plain(line) for line in content.attributions]
        blocks += [desk.part("Data and licences"), *bullets(lines, desk.styles.small)]
    return [desk.section(words.SECTION_TITLES["sources"]), *blocks] if blocks else []


def _rate(rate: RateFigure) -> Row:
    where = rate.provenance
    if where is None:
        source: Markup = plain("Set in this workspace")
    else:
        doubt = f": {where.doubt.rstrip('.')}" if where.doubt else ""
        checked = "" if where.verified else f" Not verified{doubt}."
        source = plain(f"{where.source.rstrip('.')}.{checked}")
    return Row((plain(words.RATE_NAMES.get(rate.name, rate.name)), plain(rate.year), plain(_value(rate)), source))


def _value(rate: RateFigure) -> str:
    if rate.value is None:
        return "see source"
    if rate.unit == "share":
        return share(rate.value)
    if rate.unit == "hours":
        return f"{number(rate.value, 1)} hours"
    return money(rate.value, 2 if rate.unit == "pounds_an_hour" or rate.value % 1 else 0)
