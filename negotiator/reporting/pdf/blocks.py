"""Flowables that tag themselves: text, headings, lists, figures, boxes, contents lines.

Text that a person wrote reaches a block only through `plain`, which escapes it: what is typed is never mark-up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NewType
from xml.sax.saxutils import escape

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

from negotiator.reporting.pdf.canvas import TaggedCanvas
from negotiator.reporting.pdf.metadata import clean
from negotiator.reporting.pdf.structure import Element

Markup = NewType("Markup", str)
"""Text in ReportLab's inline mark-up, safe to lay out."""


def plain(text: str) -> Markup:
    """The mark-up of text exactly as it was written; line breaks are kept."""
    return Markup("<br/>".join(escape(clean(line)) for line in text.splitlines()))


def bold(text: str) -> Markup:
    return Markup(f"<b>{plain(text)}</b>")


def join(*parts: str) -> Markup:
    """Mark-up put together from parts that are mark-up already."""
    return Markup("".join(parts))


LIST_AFTER = 9.0


class Block(Flowable):  # type: ignore[misc]
    """A flowable that the composer can place.

    ``keep_with_next`` holds it on the page of what follows, or its last part alone where it ``breaks``; ``notes`` stand
    at the foot of the page on which the block begins.
    """

    keep_with_next = False
    breaks = False
    broken_from = 0.0
    """Where it breaks: the least height of its first part, where it would have room but for what follows."""
    notes: Sequence[Text] = ()
    space_before = 0.0
    space_after = 0.0
    element: Element | None = None
    canv: TaggedCanvas

    def least_height(self, width: float) -> float:
        """The height of the smallest first part that may stand at the foot of a page."""
        return float(self.wrap(width, 10_000)[1])


class Text(Paragraph, Block):  # type: ignore[misc]
    """A paragraph of one element; its parts on several pages stay one element."""

    def __init__(
        self,
        text: Markup | None,
        style: ParagraphStyle,
        bulletText: str | None = None,  # noqa: N803  (ReportLab's own name: it makes the parts of a split)
        frags: Any = None,
        *,
        role: str = "P",
        within: Element | None = None,
        notes: Sequence[Text] = (),
        keep_with_next: bool = False,
        **others: Any,
    ) -> None:
        super().__init__(text, style, bulletText, frags, **others)
        self.element: Element = Element(role)
        self.within = within
        self.notes = notes
        self.note_number = 0
        self.note_mark = ""
        """As a footnote: its number, and the mark-up that calls it."""
        self.repeats = False
        """As a footnote: printed in full on every page that calls it, for what no reader of a figure may miss."""
        self.keep_with_next = keep_with_next
        self.whole = False
        """It stands on one page, for words of ours that are a few lines long."""
        self.space_before = style.spaceBefore
        self.space_after = style.spaceAfter

    def draw(self) -> None:
        place(self.canv, self.element, self.within)
        with self.canv.marked(self.element):
            super().draw()

    def split(self, width: float, height: float) -> list[Text]:
        parts: list[Text] = super().split(width, height)
        for n, part in enumerate(parts):
            part.element, part.within = self.element, self.within
            part.notes = self.notes if n == 0 else ()
        return parts

    def least_height(self, width: float) -> float:
        height = float(self.wrap(width, 10_000)[1])
        return height if self.whole else min(2 * float(self.style.leading), height)


class Heading(Text):
    """A heading with its bookmark. ``number`` stands small above the words, as on a section's first page."""

    def __init__(self, words: str, style: ParagraphStyle, level: int, key: str, number: str = "") -> None:
        small = f'<font size="10.5" color="#005eb8">{plain(number)}</font><br/>' if number else ""
        super().__init__(join(small, plain(words)), style, role=f"H{level}", keep_with_next=True)
        self.words, self.level, self.key, self.number = words, level, key, number

    def split(self, width: float, height: float) -> list[Text]:
        return []

    def draw(self) -> None:
        canvas = self.canv
        _, top = canvas.absolutePosition(0, self.height)
        canvas.bookmarkPage(self.key, fit="XYZ", left=0, top=round(top + 12, 2))
        title = f"{self.number} {self.words}" if self.number else self.words
        canvas.addOutlineEntry(clean(title), self.key, level=self.level - 2, closed=self.level > 2)
        super().draw()


class ListItem(Block):
    """One entry of a bulleted list; all entries share the list's element."""

    indent = 14.0

    def __init__(self, of: Element, words: Markup, style: ParagraphStyle, notes: Sequence[Text] = ()) -> None:
        super().__init__()
        item = of.add(Element("LI"))
        self.label, self.of = item.add(Element("Lbl")), of
        self.body = Text(words, style, role="LBody", within=item)
        self.style = style
        self.notes = notes
        self.space_after = style.spaceAfter
        self.first = True

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, self.body.wrap(width - self.indent, height)[1]
        return width, self.height

    def split(self, width: float, height: float) -> list[ListItem]:
        parts = self.body.split(width - self.indent, height)
        found = []
        for n, part in enumerate(parts):
            item = ListItem.__new__(ListItem)
            Flowable.__init__(item)
            item.label, item.of, item.body, item.style = self.label, self.of, part, self.style
            item.notes, item.space_after, item.first = self.notes if n == 0 else (), self.space_after, n == 0
            found.append(item)
        return found

    def least_height(self, width: float) -> float:
        return self.body.least_height(width - self.indent)

    def draw(self) -> None:
        canvas = self.canv
        place(canvas, self.of, None)
        if self.first:
            with canvas.marked(self.label):
                canvas.setFont(self.style.fontName, self.style.fontSize)
                canvas.setFillColor(self.style.textColor)
                canvas.drawString(
                    2, self.height - self.style.leading + (self.style.leading - self.style.fontSize) * 0.8, "•"
                )
        self.body.drawOn(canvas, self.indent, 0)


LAST_TOGETHER = 3
"""So many entries at the end of a list stand on one page."""


def bullets(items: Sequence[Markup], style: ParagraphStyle) -> list[Block]:
    """A bulleted list, with the space of a paragraph below it. Its last entries stay together: none is left alone."""
    of = Element("L")
    made: list[Block] = [ListItem(of, item, style) for item in items]
    for item in made[-LAST_TOGETHER:-1]:
        item.keep_with_next = True
    if made:
        made[-1].space_after = LIST_AFTER
    return made


class Figure(Block):
    """A drawing with its description for those who do not see it."""

    def __init__(self, drawing: Drawing, alternative: str) -> None:
        super().__init__()
        self.drawing, self.alternative = drawing, alternative
        self.space_before, self.space_after = 4, 8

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.scale = min(1.0, width / self.drawing.width)
        self.width, self.height = width, self.drawing.height * self.scale
        return width, self.height

    def split(self, width: float, height: float) -> list[Block]:
        return []

    def draw(self) -> None:
        canvas = self.canv
        left, bottom = canvas.absolutePosition(0, 0)
        right, top = canvas.absolutePosition(self.drawing.width * self.scale, self.height)
        element = canvas.root.add(Element("Figure", alternative=self.alternative, box=(left, bottom, right, top)))
        with canvas.marked(element):
            canvas.saveState()
            canvas.scale(self.scale, self.scale)
            renderPDF.draw(self.drawing, canvas, 0, 0)
            canvas.restoreState()


class Rule(Block):
    """A line across, or a short thick one."""

    def __init__(
        self, colour: Color, thickness: float = 0.6, length: float | None = None, before: float = 8, after: float = 8
    ) -> None:
        super().__init__()
        self.colour, self.thickness, self.length = colour, thickness, length
        self.space_before, self.space_after = before, after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, self.thickness
        return width, self.thickness

    def draw(self) -> None:
        with self.canv.artifact():
            self.canv.setFillColor(self.colour)
            self.canv.rect(0, 0, self.length or self.width, self.thickness, stroke=0, fill=1)


class Space(Block):
    """Empty height; it vanishes at the head of a page, unless it ``stays``."""

    def __init__(self, height: float, stays: bool = False) -> None:
        super().__init__()
        self.height, self.stays = height, stays

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, self.height

    def draw(self) -> None:
        """Nothing to draw."""


class PageBreak(Space):
    """What follows starts a page; with ``room`` only where less height than that is left on this one."""

    def __init__(self, room: float = 0.0) -> None:
        super().__init__(0)
        self.room = room


class Box(Block):
    """Paragraphs on a ground with a thick left edge: what the reader must not miss."""

    pad = 10.0
    edge = 3.0

    def __init__(self, content: Sequence[Text], ground: Color, edge: Color) -> None:
        super().__init__()
        self.content, self.ground, self.edge_colour = list(content), ground, edge
        self.space_before, self.space_after = 6, 10

    def _inner(self, width: float) -> float:
        return width - 2 * self.pad - self.edge

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        heights = [text.wrap(self._inner(width), 10_000)[1] for text in self.content]
        between = sum(text.space_after for text in self.content[:-1])
        self.width, self.height = width, sum(heights) + between + 2 * self.pad
        return width, self.height

    def split(self, width: float, height: float) -> list[Block]:
        room, first = height - 2 * self.pad, list[Text]()
        rest = list(self.content)
        while rest:
            needed = rest[0].wrap(self._inner(width), 10_000)[1]
            if needed > room:
                break
            first.append(rest.pop(0))
            room -= needed + first[-1].space_after
        if rest and room > 3 * rest[0].style.leading:
            parts = rest[0].split(self._inner(width), room)
            if len(parts) == 2:
                first.append(parts[0])
                rest[0] = parts[1]
        if not first or not rest:
            return []
        return [Box(first, self.ground, self.edge_colour), Box(rest, self.ground, self.edge_colour)]

    def least_height(self, width: float) -> float:
        return min(self.wrap(width, 10_000)[1], 2 * self.pad + 60)

    def draw(self) -> None:
        canvas = self.canv
        with canvas.artifact():
            canvas.setFillColor(self.ground)
            canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
            canvas.setFillColor(self.edge_colour)
            canvas.rect(0, 0, self.edge, self.height, stroke=0, fill=1)
        top = self.height - self.pad
        for text in self.content:
            top -= text.wrap(self._inner(self.width), 10_000)[1]
            text.drawOn(canvas, self.edge + self.pad, top)
            top -= text.space_after


class ContentsLine(Block):
    """A line of the contents: the section's number in a column of its own, the heading's words, its page; a link."""

    indent = 20.0
    number_colour = HexColor("#005eb8")

    def __init__(
        self, of: Element, words: Markup, spoken: str, page: str, key: str, style: ParagraphStyle, number: str = ""
    ) -> None:
        super().__init__()
        self.of, self.spoken, self.page, self.key, self.style, self.number = of, spoken, page, key, style, number
        entry = of.add(Element("TOCI"))
        self.link = entry.add(Element("Link", alternative=spoken))
        self.text = Paragraph(words, style)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, self.text.wrap(width - self.indent - 40, height)[1] + 6
        return width, self.height

    def split(self, width: float, height: float) -> list[Block]:
        return []

    def draw(self) -> None:
        canvas = self.canv
        place(canvas, self.of, None)
        with canvas.marked(self.link):
            canvas.setFont(self.style.fontName, self.style.fontSize)
            if self.number:
                canvas.setFillColor(self.number_colour)
                canvas.drawString(0, self.height - self.style.fontSize, self.number)
            self.text.drawOn(canvas, self.indent, 6)
            canvas.setFont(self.style.fontName, self.style.fontSize)
            canvas.setFillColor(self.style.textColor)
            canvas.drawRightString(self.width, self.height - self.style.fontSize, self.page)
        left, bottom = canvas.absolutePosition(0, 0)
        right, top = canvas.absolutePosition(self.width, self.height)
        canvas.link_within(self.link, self.spoken, self.key, (left, bottom, right, top))


def place(canvas: TaggedCanvas, element: Element | None, within: Element | None) -> None:
    """Give an element its place in the tree when it is first drawn."""
    if element is None:
        return
    if within is None:
        canvas.root.add(element)
        return
    top = within
    while top.parent is not None:
        top = top.parent
    if top is not canvas.root:
        canvas.root.add(top)
    within.add(element)
