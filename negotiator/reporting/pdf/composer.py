"""Sets blocks on pages: no heading alone at the foot, no single line left over, footnotes where they are called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color

from negotiator.reporting.pdf.blocks import Block, Heading, PageBreak, Space, Text
from negotiator.reporting.pdf.canvas import TaggedCanvas
from negotiator.reporting.pdf.notes import PageNotes, SeeAbove


class TooTall(Exception):
    """A block that cannot be split is taller than a page: a fault of whoever made the block."""


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The room for text, in points from the lower left corner of the page."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class PlacedHeading:
    """Where a heading came to stand; pages count from 1."""

    words: str
    number: str
    level: int
    key: str
    page: int


class Composer:
    """Places blocks one after another on the pages of a canvas.

    ``furniture`` draws what every page carries (running head, confidentiality line, page number) and is called once a
    page with the page's number from 1. Footnotes are printed in full where they are first called; with ``see_above``
    later pages lead there.
    """

    def __init__(
        self,
        canvas: TaggedCanvas,
        frame: PageFrame,
        furniture: Callable[[TaggedCanvas, int], None],
        note_rule: Color,
        see_above: SeeAbove | None = None,
    ) -> None:
        self.canvas, self.frame, self.furniture = canvas, frame, furniture
        self.headings: list[PlacedHeading] = []
        self._open = False
        self._notes = PageNotes(canvas, note_rule, see_above)
        self._y = frame.top
        self._after = 0.0

    @property
    def page(self) -> int:
        """The number of the page being set."""
        return self.canvas.page_index + 1

    def set(self, blocks: Sequence[Block], frame: PageFrame | None = None) -> None:
        """Place the blocks, on as many pages as they need. A frame of its own starts a page."""
        if frame is not None:
            self.end_page()
            self.frame, self._y = frame, frame.top
        waiting = list(blocks)
        while waiting:
            block = waiting.pop(0)
            if isinstance(block, PageBreak):
                if self._y - self._notes_height(()) - self.frame.bottom < block.room or not block.room:
                    self.end_page()
                continue
            self._begin()
            waiting = self._place(block, waiting)

    def end_page(self) -> None:
        """Close the page, with its notes, if anything stands on it."""
        if not self._open:
            return
        self._notes.draw(self.frame.left, self.frame.right, self.frame.bottom, self.page)
        self.canvas.showPage()
        self._open, self._y, self._after = False, self.frame.top, 0.0

    def _begin(self) -> None:
        if not self._open:
            self.furniture(self.canvas, self.page)
            self._open, self._y, self._after = True, self.frame.top, 0.0

    def _place(self, block: Block, waiting: list[Block]) -> list[Block]:
        """Place one block, or its first part; returns what is to come."""
        width = self.frame.width
        at_top = self._y == self.frame.top
        if at_top and isinstance(block, Space) and not block.stays:
            return waiting
        gap = 0.0 if at_top else max(self._after, block.space_before)
        room = self._y - gap - self.frame.bottom - self._notes_height(block.notes)
        height = float(block.wrap(width, max(room, 1))[1])
        if height <= room + 0.01 and (at_top or height + self._following(block, waiting) <= room + 0.01):
            self._draw(block, gap, height)
            return waiting
        if room >= self._least(block, waiting) and (block.breaks or not block.keep_with_next):
            parts = block.split(width, min(room, height - 1))
            if len(parts) >= 2:
                first = parts[0]
                self._draw(first, gap, float(first.wrap(width, room)[1]))
                self.end_page()
                return [*parts[1:], *waiting]
        if not at_top:
            self.end_page()
            return [block, *waiting]
        parts = block.split(width, room)
        if len(parts) < 2:
            raise TooTall(type(block).__name__)
        self._draw(parts[0], gap, float(parts[0].wrap(width, room)[1]))
        self.end_page()
        return [*parts[1:], *waiting]

    def _least(self, block: Block, waiting: Sequence[Block]) -> float:
        """The height of the smallest first part that may stand at the foot of a page, with what must stay with it."""
        least = block.least_height(self.frame.width)
        if not (block.breaks and block.keep_with_next):
            return least
        whole = float(block.wrap(self.frame.width, 10_000)[1]) + self._following(block, waiting)
        return min(whole, max(least, block.broken_from))

    def _following(self, block: Block, waiting: Sequence[Block]) -> float:
        """The height that must be left below a block which is to stay with what follows."""
        needed, n = 0.0, 0
        width = self.frame.width
        while block.keep_with_next and n < len(waiting) and not isinstance(waiting[n], PageBreak):
            after, block = block.space_after, waiting[n]
            gap = max(after, block.space_before)
            last = block.breaks or not block.keep_with_next
            needed += gap + (self._least(block, waiting[n + 1 :]) if last else float(block.wrap(width, 10_000)[1]))
            needed += self._notes_height(block.notes) - self._notes_height(()) if block.notes else 0.0
            if last:
                break
            n += 1
        return needed

    def _draw(self, block: Block, gap: float, height: float) -> None:
        self._y -= gap + height
        if isinstance(block, Heading):
            self.headings.append(PlacedHeading(block.words, block.number, block.level, block.key, self.page))
        block.drawOn(self.canvas, self.frame.left, self._y)
        self._after = block.space_after
        self._notes.add(block.notes)

    def _notes_height(self, more: Sequence[Text]) -> float:
        return self._notes.height(more, self.frame.width)
