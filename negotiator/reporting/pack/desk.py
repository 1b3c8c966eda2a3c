"""What the sections share while a pack is laid out: styles, and the numbers of sections, tables, figures, notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from reportlab.lib.colors import Color

from negotiator.reporting.charts.marks import Chart, ChartDrawing
from negotiator.reporting.charts.style import PAPER
from negotiator.reporting.pack import styles as look
from negotiator.reporting.pack.styles import PackStyles
from negotiator.reporting.pdf.blocks import Block, Box, Figure, Heading, Markup, Text, join, plain
from negotiator.reporting.pdf.composer import PlacedHeading
from negotiator.reporting.pdf.table import DataTable, Row, RowKind
from negotiator.wording.pack_words import notes_above

MOST_COLUMNS = 5
"""Figures side by side in one table; more are set as tables below one another."""

BROKEN_EARLY = 130.0
"""A table of sentences or steps is read line by line: it may be broken as soon as that much of it stands on a page."""

T = TypeVar("T")


@dataclass
class Desk:
    """One laying out of one pack.

    ``placed`` are the headings with their pages from the laying out before, ``pages`` its number of pages.
    Numbers are given out in the order in which sections ask for them.
    """

    styles: PackStyles
    placed: Sequence[PlacedHeading] = ()
    pages: int = 0
    _sections: int = 0
    _parts: int = 0
    _tables: int = 0
    _figures: int = 0
    _notes: dict[str, int] = field(default_factory=dict)
    _calls: int = 0

    def section(self, words: str) -> Heading:
        """The heading of a numbered section."""
        self._sections += 1
        self._parts = 0
        return Heading(words, self.styles.section, 2, f"section-{self._sections}", str(self._sections))

    def part(self, words: str) -> Heading:
        """A heading inside a section."""
        self._parts += 1
        return Heading(words, self.styles.part, 3, f"section-{self._sections}-{self._parts}")

    def text(self, markup: Markup, notes: Sequence[Text] = ()) -> Text:
        return Text(markup, self.styles.body, notes=notes)

    def small(self, markup: Markup) -> Text:
        return Text(markup, self.styles.small)

    def note(self, words: str, repeats: bool = False) -> tuple[Markup, Text]:
        """A footnote: the raised number for the text, and the note. The same words keep their number on every page.

        It is printed in full where it is first called, and on every page that calls it where it ``repeats``.
        """
        number = self._notes.setdefault(words, len(self._notes) + 1)
        self._calls += 1
        note = Text(join(f"<super>{number}</super> ", plain(words)), self.styles.note, role="Note")
        note.element.identifier = f"note-{self._calls:05d}"
        note.note_number, note.repeats = number, repeats
        note.note_mark = f'<super size="7">{number}</super>'
        return Markup(note.note_mark), note

    def see_above(self, pages: Mapping[int, Sequence[int]]) -> Text:
        """The line at the foot of a page that leads to notes printed before, by their page."""
        line = Text(plain(notes_above(pages)), self.styles.note, role="Note")
        self._calls += 1
        line.element.identifier = f"note-{self._calls:05d}"
        return line

    def table(
        self,
        words: str,
        head: Sequence[Row],
        rows: Sequence[Row],
        numeric: Sequence[bool],
        *,
        weights: Sequence[float] | None = None,
        notes: Sequence[Text] = (),
        wordy: bool = False,
        dense: bool = False,
    ) -> list[Block]:
        """A table under its numbered caption; ``wordy`` where it holds sentences, ``dense`` where it holds pennies."""
        self._tables += 1
        caption = Text(plain(f"Table {self._tables}. {words}"), self.styles.caption, keep_with_next=True)
        styles = self.styles.words if wordy else self.styles.dense if dense else self.styles.table
        table = DataTable(head, rows, styles, numeric, weights, notes)
        if wordy:
            table.kept_whole = BROKEN_EARLY
        return [caption, table]

    def said_of(self, table: Sequence[Block], markup: Markup) -> list[Block]:
        """A table and the sentence that says what it holds, on one page."""
        text = self.text(markup)
        text.whole = True
        table[-1].keep_with_next = True
        return [*table, text]

    def figure(self, words: str, chart: Chart, height: float) -> tuple[list[Block], ChartDrawing]:
        """A chart under its numbered caption; its sentence comes back for the text after it."""
        self._figures += 1
        drawn = chart.draw(PAPER, look.PAGE.width, max(height, chart.least_height(PAPER, look.PAGE.width)))
        caption = Text(plain(f"Figure {self._figures}. {words}"), self.styles.caption, keep_with_next=True)
        spoken = " ".join((f"{words}.", drawn.sentence, *(f"{mark.says}." for mark in drawn.marks)))
        picture = Figure(drawn.drawing, spoken)
        picture.keep_with_next = True  # the sentence that says what it shows
        return [caption, picture], drawn

    def box(self, content: Sequence[Markup], ground: Color, edge: Color) -> Box:
        return Box([Text(markup, self.styles.warning) for markup in content], ground, edge)


def columns(items: Sequence[T], most: int = MOST_COLUMNS) -> list[Sequence[T]]:
    """The items in groups of at most so many, as even as can be: ten in two of five, six in two of three."""
    if not items:
        return []
    groups = -(-len(items) // most)
    size = -(-len(items) // groups)
    return [items[start : start + size] for start in range(0, len(items), size)]


def muted(text: str) -> Markup:
    return Markup(f'<font size="8.4" color="{_hex(look.MUTED)}">{plain(text)}</font>')


def two_lines(strong: str, below: str) -> Markup:
    """A table head of two lines: a strong word and its meaning beneath."""
    return join(f"<b>{plain(strong)}</b>", "<br/>" if below else "", muted(below) if below else "")


def figures_row(label: Markup, values: Sequence[str], kind: RowKind = RowKind.PLAIN) -> Row:
    return Row((label, *(plain(value) for value in values)), kind)


def group_row(words: str) -> Row:
    return Row((plain(words),), RowKind.GROUP)


def _hex(colour: Color) -> str:
    return f"#{colour.hexval()[2:]}"


Section = Callable[..., list[Block]]
"""A section of a pack: (content, desk) -> blocks; an empty list where there is nothing to say."""
