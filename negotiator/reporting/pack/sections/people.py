"""The people, what matters to them and what was noted: as far as the audience may see."""

from __future__ import annotations

from negotiator.domain.markings import Marking
from negotiator.domain.pack_content import PackContent, PersonContent
from negotiator.domain.stakeholders import Interest
from negotiator.reporting.charts.fonts import REGULAR, SEMIBOLD, fit
from negotiator.reporting.charts.power_interest import Person, PowerInterest
from negotiator.reporting.charts.style import PAPER
from negotiator.reporting.pack.desk import Desk
from negotiator.reporting.pack.sections.common import ended, measure_name, within
from negotiator.reporting.pdf.blocks import Block, Markup, Text, bold, bullets, join, plain
from negotiator.wording import pack_words as words
from negotiator.wording.charts import joined
from negotiator.wording.figures import day

MOST_IN_PICTURE = 24
MOST_ROOM = 130.0
"""How wide a name may be in the picture; it stands in full in the card."""


def people(content: PackContent, desk: Desk) -> list[Block]:
    if not content.people:
        return []
    blocks: list[Block] = [desk.section(words.SECTION_TITLES["people"])]
    own_side = content.audience.level.openness < Marking.JOINT.openness
    if own_side and len(content.people) <= MOST_IN_PICTURE:
        chart = PowerInterest(
            tuple(
                Person(
                    one.person.id,
                    fit(one.person.name, SEMIBOLD, PAPER.small, MOST_ROOM),
                    fit("" if one.person.is_body else one.person.body, REGULAR, PAPER.tiny, MOST_ROOM),
                    one.person.side,
                    one.person.influence,
                    one.person.interest,
                )
                for one in content.people
            )
        )
        figure, drawn = desk.figure("Influence over the outcome, and interest in the matter", chart, 330)
        blocks += [*figure, desk.text(plain(drawn.sentence))]
    for side, title in words.SIDES.items():
        group = [one for one in content.people if one.person.side == side]
        if group:
            blocks.append(desk.part(title))
        for one in group:
            blocks += _card(content, desk, one, own_side)
    return blocks


def _card(content: PackContent, desk: Desk, one: PersonContent, own_side: bool) -> list[Block]:
    person = one.person
    where = ", ".join(part for part in (person.role, person.body) if part)
    facts = []
    if person.speaks_for:
        facts.append(f"speaks for {within(person.speaks_for)}")
    if person.answers_to:
        facts.append(f"answers to {within(person.answers_to)}")
    if own_side and person.stance != "unknown":
        facts.append(words.STANCES.get(person.stance, person.stance))
    if own_side and person.link_owner:
        facts.append(f"our link is {person.link_owner}")
    told = f" {'; '.join(facts)[:1].upper()}{'; '.join(facts)[1:]}." if facts else ""
    items = [_interest(content, interest) for interest in one.interests]
    for note in one.notes:
        by = ", ".join(part for part in (note.author, note.source) if part)
        items.append(join(bold(f"{day(note.day)}. "), plain(f"{note.text}{f' ({by})' if by else ''}")))
    head = Text(
        join(bold(person.name), plain(f"{f', {where}' if where else ''}.{told}")),
        desk.styles.body,
        keep_with_next=bool(items),
    )
    head.space_after = 3 if items else desk.styles.body.spaceAfter
    return [head, *bullets(items, desk.styles.item)]


def _interest(content: PackContent, interest: Interest) -> Markup:
    word = "Pressure" if interest.kind == "pressure" else "Interest"
    served = [
        f"{measure_name(measure)} (option {option.letter})"
        for _, option in content.options
        for measure in option.measures
        if measure.id in interest.served_by
    ]
    by = f" Served by {joined(served)}." if served else ""
    hearsay = " Not heard at first hand." if interest.hearsay else ""
    return join(bold(f"{word}. "), plain(f"{ended(interest.text)}{hearsay}{by}"))
