"""The cover: whose paper this is, for whom, what is asked, and each option's figure."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth

from negotiator.domain.pack_content import OptionContent, PackContent, ProposalContent
from negotiator.reporting.pack import styles as look
from negotiator.reporting.pack.desk import Desk
from negotiator.reporting.pack.sections.common import cost_of
from negotiator.reporting.pdf.blocks import Block, Markup, Rule, Space, Text, join, plain
from negotiator.reporting.pdf.figure_row import FigureCell, FigureRow
from negotiator.reporting.pdf.table import DataTable, Row
from negotiator.wording import pack_words as words
from negotiator.wording.charts import count
from negotiator.wording.figures import day, long_day, money

MOST_FIGURES = 12
"""More options than this are told in the tables alone."""


def title_of(content: PackContent) -> str:
    """The matter's title; else the first proposal's name; else a plain word."""
    names = [proposal.proposal.name for proposal in content.proposals]
    return content.settings.title or (names[0] if names else "") or words.UNTITLED


def subtitle_of(content: PackContent) -> str:
    """As planned, else the number of costed options."""
    if content.plan.subtitle:
        return content.plan.subtitle
    number = sum(1 for _, option in content.options if option.costs)
    if not number:
        return ""
    return f"{count(number, capital=True)} costed option{'' if number == 1 else 's'}"


def cover(content: PackContent, desk: Desk) -> list[Block]:
    s, settings = desk.styles, content.settings
    head: list[Block] = []
    if settings.organisation_name:
        head.append(
            Text(join("<font color='#212b32'><b>", plain(settings.organisation_name), "</b></font>"), s.organisation)
        )
    if settings.forum:
        head.append(Text(plain(settings.forum), s.organisation))
    title = Text(plain(title_of(content)), _title_style(s.title, title_of(content)), role="H1")
    middle: list[Block] = [title, Space(9)]
    if subtitle_of(content):
        middle.append(Text(plain(subtitle_of(content)), s.subtitle))
    middle += [Rule(look.BLUE, 2.2, 69, before=18, after=20), _particulars(content, desk)]
    tail = _figures(content, desk)
    if settings.fictional:
        tail.append(Text(plain(words.FICTIONAL), s.small))
    width = look.COVER.width
    tall = sum(float(block.wrap(width, 10_000)[1]) + block.space_after for block in (*head, *middle, *tail)) + 60
    spare = max(look.COVER.height - tall, 12.0)
    return [*head, Space(min(150.0, spare * 0.6), stays=True), *middle, Space(min(18.0, spare * 0.1)), *tail]


def _title_style(style: ParagraphStyle, title: str) -> ParagraphStyle:
    """The title's style, smaller where it would take more than three lines."""
    lines = stringWidth(title, style.fontName, style.fontSize) / look.COVER.width
    scale = 1.0 if lines <= 2.6 else 0.72 if lines <= 5 else 0.5
    size, leading = style.fontSize * scale, style.leading * scale
    return ParagraphStyle(f"{style.name}-{scale}", parent=style, fontSize=size, leading=leading)


def _particulars(content: PackContent, desk: Desk) -> Block:
    who, rest = words.AUDIENCE_FOR[content.audience]
    rows: list[tuple[str, Markup]] = [("for", join(f"<b>{plain(who)}</b>", plain(rest)))]
    meeting = content.meeting
    if meeting is not None:
        when = ", ".join(part for part in (long_day(meeting.day), meeting.time, meeting.place) if part)
        rows.append(("meeting", plain(when)))
    if content.settings.prepared_by:
        rows.append(("prepared_by", plain(content.settings.prepared_by)))
    figures = [day(content.at.date())]
    if content.is_costed or content.comparisons:
        figures.append(f"rates edition {content.settings.edition}")
    if content.is_costed:
        figures.append(words.BASES.get(content.settings.basis, content.settings.basis))
    rows.append(("figures", plain(", ".join(figures))))
    decision = content.plan.decision_asked
    if decision:
        rows.append(("decision", plain(decision)))
    lines = [Row((_label(words.COVER_LABELS[key]), value)) for key, value in rows]
    return DataTable((), lines, desk.styles.facts, (False, False), weights=(21, 79), quiet=True)


def _label(text: str) -> Markup:
    return Markup(f'<font color="#4c6272">{plain(text)}</font>')


def _figures(content: PackContent, desk: Desk) -> list[Block]:
    options = [(p, o) for p, o in content.options if cost_of(content, o) is not None]
    if not options or len(options) > MOST_FIGURES:
        return []
    blocks: list[Block] = [Rule(look.LINE, 0.6, before=6, after=14)]
    in_a_row = 3 if len(options) <= 3 else 4
    for start in range(0, len(options), in_a_row):
        row = options[start : start + in_a_row]
        room = look.COVER.width / in_a_row - FigureRow.gap
        blocks.append(FigureRow([_cell(content, desk, *pair, room) for pair in row], in_a_row))
    blocks.append(Text(plain(words.COVER_FIGURES_NOTE), desk.styles.figure_label))
    return blocks


def _cell(
    content: PackContent, desk: Desk, proposal: ProposalContent, option: OptionContent, room: float
) -> FigureCell:
    s = desk.styles
    several: Sequence[ProposalContent] = content.proposals
    label = f"Option {option.letter}" if len(several) == 1 else f"{proposal.proposal.name}, {option.letter}"
    cost = cost_of(content, option)
    value = money(cost.full_year_effect.total) if cost is not None else ""
    wide = stringWidth(value, s.figure.fontName, s.figure.fontSize)
    size = s.figure.fontSize * min(1.0, (room - 1) / wide) if wide else s.figure.fontSize
    figure = ParagraphStyle("figure-fit", parent=s.figure, fontSize=size)
    return FigureCell(
        Text(plain(label), s.figure_label),
        Text(plain(value), figure),
        Text(plain(option.name), s.figure_label),
    )
