"""What is taken to be so, on what terms the costs were worked out, and what they leave out."""

from __future__ import annotations

from negotiator.domain.pack_content import PackContent
from negotiator.reporting.pack.desk import Desk
from negotiator.reporting.pdf.blocks import Block, Markup, bold, bullets, join, plain
from negotiator.reporting.pdf.table import Row, RowKind
from negotiator.wording import pack_words as words
from negotiator.wording.figures import day, number, share


def assumptions(content: PackContent, desk: Desk) -> list[Block]:
    if not (content.assumptions or content.establishment or content.is_costed):
        return []
    blocks: list[Block] = [desk.section(words.SECTION_TITLES["assumptions"])]
    items = []
    for one in content.assumptions:
        rest = [one.reason and f"Reason: {one.reason.rstrip('.')}.", one.owner and f"Answered for by {one.owner}."]
        rest.append(f"To be looked at again on {day(one.review_on)}." if one.review_on else "")
        tail = " ".join(part for part in rest if part)
        items.append(join(bold(one.statement.rstrip(".") + ". "), plain(tail)))
    if items:
        blocks += [*bullets(items, desk.styles.item)]
    if content.is_costed:
        blocks += [desk.part("Terms of the costing"), *bullets(_terms(content), desk.styles.item)]
    blocks += _covered(content, desk)
    if content.is_costed:
        simplified = bullets([plain(text) for text in words.SIMPLIFICATIONS], desk.styles.item)
        blocks += [desk.part("What is simplified"), *simplified]
    return blocks


def _terms(content: PackContent) -> list[Markup]:
    s = content.settings
    basis = words.BASES.get(s.basis, s.basis)
    lines = [
        f"Jurisdiction: {s.jurisdiction}. Rates edition {s.edition}.",
        f"{number(s.years)} financial {'year' if s.years == 1 else 'years'} from {s.first_year}, month by month.",
        f"Main figures on the {basis}: {words.BASIS_MEANS.get(s.basis, '')}.",
        f"Net present cost at a discount rate of {share(s.discount)} a year, the first year not discounted.",
    ]
    lines += [f"Pay award assumed for {year}: {share(value)}." for year, value in sorted(s.awards.items())]
    lines += [
        f"Employer pension rate assumed from {year}: {share(value)}." for year, value in sorted(s.pension_rates.items())
    ]
    return [plain(line) for line in lines]


def _covered(content: PackContent, desk: Desk) -> list[Block]:
    groups = content.establishment
    if not groups:
        return []
    head = Row((Markup(""), bold("People"), bold("WTE")))
    rows = []
    for group in groups:
        name = group.name or f"Other groups, fewer than ten people each ({number(group.merged)})"
        rows.append(Row((plain(name), plain(number(group.heads)), plain(number(group.wte, 1)))))
    heads = sum(group.heads for group in groups)
    total = sum((group.wte for group in groups[1:]), groups[0].wte)
    rows.append(Row((plain("All"), plain(number(heads)), plain(number(total, 1))), RowKind.TOTAL))
    return desk.table("The staff covered", [head], rows, (False, True, True), weights=(60, 20, 20))
