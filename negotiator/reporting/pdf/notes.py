"""The footnotes of a page: in full where they are first called, on later pages a line that says where they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from reportlab.lib.colors import Color

from negotiator.reporting.pdf.blocks import Text
from negotiator.reporting.pdf.canvas import TaggedCanvas

SeeAbove = Callable[[Mapping[int, Sequence[int]]], Text]
"""Makes the line that leads to notes printed before: page number, from 1 -> numbers of the notes that stand there."""

GAP = 7.0
"""Points above and below the line over the notes."""


class PageNotes:
    """What stands at the foot of the page being set. A note that ``repeats`` is printed on each page that calls it."""

    def __init__(self, canvas: TaggedCanvas, rule: Color, see_above: SeeAbove | None = None) -> None:
        self.canvas, self.rule, self.see_above = canvas, rule, see_above
        self._full: dict[int, Text] = {}
        self._again: dict[int, int] = {}
        self._page_of: dict[int, int] = {}

    def add(self, notes: Sequence[Text]) -> None:
        """Put the notes on this page."""
        full, again = self._with(notes)
        self._full, self._again = dict(full), dict(again)

    def height(self, more: Sequence[Text], width: float) -> float:
        """What the notes take, with the line above them, were these on the page as well; 0 where there is none."""
        lines = self._lines(*self._with(more))
        return 2 * GAP + sum(_height(line, width) for line in lines) if lines else 0.0

    def draw(self, left: float, right: float, bottom: float, page: int) -> None:
        """Draw them above ``bottom`` and begin the next page; ``page`` counts from 1."""
        lines = self._lines(self._full, self._again)
        if lines:
            top = bottom + self.height((), right - left) - GAP
            with self.canvas.artifact():
                self.canvas.setStrokeColor(self.rule)
                self.canvas.setLineWidth(0.6)
                self.canvas.line(left, top, right, top)
            top -= GAP
            for line in lines:
                top -= _height(line, right - left)
                line.drawOn(self.canvas, left, top)
        for number in self._full:
            self._page_of.setdefault(number, page)
        self._full, self._again = {}, {}

    def _with(self, more: Sequence[Text]) -> tuple[dict[int, Text], dict[int, int]]:
        """The notes in full and the pages of those printed before, were these on the page as well; each once."""
        full, again = dict(self._full), dict(self._again)
        for note in more:
            number = note.note_number
            if self.see_above is None or note.repeats or number not in self._page_of:
                full.setdefault(number, note)
            else:
                again[number] = self._page_of[number]
        return full, again

    def _lines(self, full: Mapping[int, Text], again: Mapping[int, int]) -> list[Text]:
        lines = [full[number] for number in sorted(full)]
        if again and self.see_above is not None:
            pages: dict[int, list[int]] = {}
            for number in sorted(again):
                pages.setdefault(again[number], []).append(number)
            lines.append(self.see_above(dict(sorted(pages.items()))))
        return lines


def _height(line: Text, width: float) -> float:
    return float(line.wrap(width, 10_000)[1])
