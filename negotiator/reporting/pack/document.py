"""A pack as one tagged PDF: cover, contents, the sections asked for, the confidentiality line on every page."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.pdfbase.pdfmetrics import stringWidth

from negotiator.domain.pack_content import PackContent
from negotiator.reporting.charts.fonts import FOLDER, fit
from negotiator.reporting.pack import styles as look
from negotiator.reporting.pack.desk import Desk
from negotiator.reporting.pack.sections import SECTIONS
from negotiator.reporting.pack.sections.cover import cover, title_of
from negotiator.reporting.pack.styles import PackStyles
from negotiator.reporting.pdf.blocks import Block, ContentsLine, Heading, PageBreak, bold, plain
from negotiator.reporting.pdf.canvas import TaggedCanvas
from negotiator.reporting.pdf.composer import Composer, PlacedHeading
from negotiator.reporting.pdf.fonts import REGULAR, SEMIBOLD, register_fonts
from negotiator.reporting.pdf.metadata import DocumentInfo
from negotiator.reporting.pdf.structure import Element
from negotiator.wording import pack_words as words

Progress = Callable[[float], None]
"""Told how far the work is, 0 to 1; it may raise to stop the work."""

MOST_PASSES = 4
OWN_PAGE = ("summary", "options", "costs", "benchmarks", "workings")
"""Sections that start a page; the others do where less than half a page is left."""


def render_pack(content: PackContent, progress: Progress | None = None) -> bytes:
    """The pack as a PDF that keeps PDF/UA-1 and PDF/A-2a. The same content gives the same bytes.

    It is laid out until the page numbers in its contents stand still, which is the second time as a rule.
    """
    register_fonts(FOLDER)
    told = progress or (lambda _: None)
    styles = PackStyles()
    placed: tuple[PlacedHeading, ...] = ()
    pages = 0
    for turn in range(MOST_PASSES):
        told(min(0.1 + 0.45 * turn, 0.9))
        laid = _Layout(content, Desk(styles, placed, pages), told if turn == 0 else (lambda _: None))
        if laid.headings == placed and laid.pages == pages:
            break
        placed, pages = laid.headings, laid.pages
    told(1.0)
    return laid.canvas.finish()


class _Layout:
    """One laying out of the whole pack."""

    def __init__(self, content: PackContent, desk: Desk, told: Progress) -> None:
        self.content, self.desk = content, desk
        title = title_of(content)
        info = DocumentInfo(
            title=title,
            author=content.settings.prepared_by or content.settings.organisation_name or "Negotiator",
            subject=f"{words.AUDIENCE[content.audience][0]}: {words.AUDIENCE[content.audience][1]}",
            at=content.at,
        )
        self.canvas = TaggedCanvas(info)
        self.canvas.bookmarkPage("cover")
        composer = Composer(self.canvas, look.COVER, self._furniture, look.MARK, desk.see_above)
        composer.set(cover(content, desk))
        self.cover_pages = composer.page
        story: list[list[Block]] = []
        wanted = [name for name in content.plan.sections if name in SECTIONS]
        for n, name in enumerate(wanted):
            told(0.1 + 0.4 * n / len(wanted))
            story.append(SECTIONS[name](content, desk))
        composer.set(self._contents(), look.PAGE)
        for name, blocks in zip(wanted, story, strict=True):
            if blocks:
                composer.set([PageBreak(0 if name in OWN_PAGE else 0.5 * look.PAGE.height), *blocks])
        composer.end_page()
        self.headings = tuple(composer.headings)
        self.pages = self.canvas.page_index

    def _contents(self) -> list[Block]:
        desk, of = self.desk, Element("TOC")
        lines: list[Block] = []
        for heading in desk.placed:
            if heading.level > 3 or heading.key == "contents":
                continue
            top = heading.level == 2
            label = bold(heading.words) if top else plain(heading.words)
            style = desk.styles.contents if top else desk.styles.contents_part
            spoken = f"{heading.words}, page {heading.page}"
            number = heading.number if top else ""
            lines.append(ContentsLine(of, label, spoken, str(heading.page), heading.key, style, number))
        heading = Heading(words.SECTION_TITLES["contents"], desk.styles.section, 2, "contents")
        heading.keep_with_next = bool(lines)
        return [heading, *lines]

    def _furniture(self, canvas: TaggedCanvas, page: int) -> None:
        on_cover = page == 1
        left = look.COVER_LEFT if on_cover else look.MARGIN
        right = look.WIDTH - look.MARGIN
        marking, means = words.AUDIENCE[self.content.audience]
        with canvas.artifact("Pagination"):
            if on_cover:
                canvas.setFillColor(look.NAVY)
                canvas.rect(0, 0, look.EDGE_BAR, look.HEIGHT, stroke=0, fill=1)
            else:
                self._running_head(canvas, left, right)
            canvas.setStrokeColor(look.LINE)
            canvas.setLineWidth(0.6)
            canvas.line(left, look.FOOT, right, look.FOOT)
            base, size = look.FOOT - 16, self.desk.styles.foot.fontSize
            canvas.setFillColor(look.TEXT)
            canvas.setFont(SEMIBOLD, size)
            canvas.drawString(left, base, marking.upper())
            canvas.setFillColor(look.MUTED)
            canvas.setFont(REGULAR, size)
            canvas.drawString(left + stringWidth(marking.upper(), SEMIBOLD, size), base, f" · {means}")
            last = f"{self.desk.pages} pages" if on_cover else str(page)
            canvas.drawRightString(right, base, last)

    def _running_head(self, canvas: TaggedCanvas, left: float, right: float) -> None:
        size, base = self.desk.styles.foot.fontSize, look.HEIGHT - 50
        half = (right - left) / 2 - 10
        canvas.setFillColor(look.MUTED)
        canvas.setFont(REGULAR, size)
        canvas.drawString(left, base, fit(title_of(self.content), REGULAR, size, half))
        organisation = fit(self.content.settings.organisation_name, REGULAR, size, half)
        if organisation:
            canvas.drawRightString(right, base, organisation)
        canvas.setStrokeColor(look.LINE)
        canvas.setLineWidth(0.6)
        canvas.line(left, look.HEIGHT - 60, right, look.HEIGHT - 60)
