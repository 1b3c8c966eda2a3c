"""Tables for figures: heads repeated on each page, row heads, thin rules, no vertical lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph

from negotiator.reporting.pdf.blocks import Block, Markup, Text, place
from negotiator.reporting.pdf.canvas import TaggedCanvas
from negotiator.reporting.pdf.structure import Element

KEPT_WHOLE = 276.0
"""A table is not broken between pages unless that much of it, two fifths of a page, stands on the first."""

LEAST_ROWS = 3
"""A broken table leaves as many rows for the next page, where it has more than these before the break."""


class RowKind(StrEnum):
    PLAIN = "plain"
    TOTAL = "total"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class TableStyles:
    """How a table looks."""

    head: ParagraphStyle
    cell: ParagraphStyle
    strong: ParagraphStyle
    rule: Color
    head_rule: Color
    ground: Color
    pad: float = 4.2
    gap: float = 9.0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table. ``cells[0]`` is the row's head, set in by ``indent``; an empty cell is an empty string."""

    cells: tuple[Markup, ...]
    kind: RowKind = RowKind.PLAIN
    indent: float = 0.0


class DataTable(Block):
    """A table with one or more head rows.

    ``numeric`` columns are right-aligned. Column widths come from ``weights``, or where there are none from what the
    columns hold. A table that does not fit is split between rows; a row taller than half a page is split within.
    It is not split unless ``kept_whole`` of its height stands on the first page.
    """

    kept_whole = KEPT_WHOLE
    breaks = True
    broken_from = KEPT_WHOLE

    def __init__(
        self,
        head: Sequence[Row],
        rows: Sequence[Row],
        styles: TableStyles,
        numeric: Sequence[bool],
        weights: Sequence[float] | None = None,
        notes: Sequence[Text] = (),
        quiet: bool = False,
        _parts: tuple[Element, list[_Line], list[_Line], bool] | None = None,
    ) -> None:
        super().__init__()
        self.head, self.styles, self.numeric, self.weights, self.notes = head, styles, numeric, weights, notes
        self.quiet = quiet
        self.space_before, self.space_after = 2, 12
        if _parts:
            self.table, self.head_lines, self.lines, self.continued = _parts
        else:
            self.table, self.continued = Element("Table"), False
            self.head_lines = [_Line(row, self.table, styles, numeric, is_head=True) for row in head]
            self.lines = [_Line(row, self.table, styles, numeric, is_head=False) for row in rows]
        self._wrapped_for = -1.0

    def _columns(self, width: float) -> list[float]:
        if self.weights:
            return [width * weight / sum(self.weights) for weight in self.weights]
        every = [*self.head_lines, *self.lines]
        count = len(self.numeric)
        natural = [
            max((line.cells[k].natural for line in every if k < len(line.cells)), default=0) + self.styles.gap
            for k in range(count)
        ]
        others = sum(natural[1:])
        label = max(0.26 * width, min(natural[0], 0.42 * width))
        label = max(min(label, width - others), 0.18 * width)
        room = width - label
        equal = room / max(count - 1, 1)
        if all(one <= equal for one in natural[1:]):
            return [label, *[equal] * (count - 1)]
        return [label, *(room * one / others for one in natural[1:])]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if self._wrapped_for != width:
            self._wrapped_for = width
            self.widths = self._columns(width)
            for line in (*self.head_lines, *self.lines):
                line.wrap(self.widths, self.styles)
        self.width = width
        self.height = sum(line.height for line in (*self.head_lines, *self.lines))
        return width, self.height

    def least_height(self, width: float) -> float:
        self.wrap(width, 10_000)
        return min(self.height, self.kept_whole)

    def split(self, width: float, height: float) -> list[Block]:
        self.wrap(width, height)
        room = height - sum(line.height for line in self.head_lines)
        taken = 0
        while taken < len(self.lines) and self.lines[taken].height <= room:
            room -= self.lines[taken].height
            taken += 1
        first, rest = self.lines[:taken], self.lines[taken:]
        if rest and rest[0].height > 240 and room > 60:
            upper, lower = rest[0].split(self.widths, room, self.styles)
            if upper:
                first, rest = [*first, upper], [lower, *rest[1:]]
        while rest and len(rest) < LEAST_ROWS and len(first) > LEAST_ROWS:
            rest = [first.pop(), *rest]  # no row or two alone on a page
        if first and rest and first[-1].row.kind is RowKind.GROUP:
            rest = [first.pop(), *rest]
        if not first or not rest:
            return []
        last = self._part(rest, True, self.notes)
        last.keep_with_next = self.keep_with_next
        return [self._part(first, self.continued, self.notes), last]

    def _part(self, lines: list[_Line], continued: bool, every: Sequence[Text]) -> DataTable:
        """Some of the lines under the same head, with the notes that are called in them."""
        cells = [cell for line in (*self.head_lines, *lines) for cell in line.row.cells]
        notes = [note for note in every if any(note.note_mark in cell for cell in cells)]
        parts = (self.table, self.head_lines, lines, continued)
        part = DataTable(self.head, (), self.styles, self.numeric, self.widths, notes, quiet=self.quiet, _parts=parts)
        part.kept_whole = self.kept_whole
        return part

    def draw(self) -> None:
        canvas = self.canv
        place(canvas, self.table, None)
        styles = self.styles
        top = self.height
        for line in self.head_lines:
            line.draw(canvas, top, self.widths, styles, as_artifact=self.continued)
            top -= line.height
        if self.head_lines:
            with canvas.artifact():
                canvas.setStrokeColor(styles.head_rule)
                canvas.setLineWidth(0.9)
                canvas.line(0, top, self.width, top)
        for n, line in enumerate(self.lines):
            with canvas.artifact():
                if line.row.kind is RowKind.TOTAL:
                    canvas.setFillColor(styles.ground)
                    canvas.rect(0, top - line.height, self.width, line.height, stroke=0, fill=1)
                if not self.quiet and n < len(self.lines) - 1:
                    canvas.setStrokeColor(styles.rule)
                    canvas.setLineWidth(0.5)
                    canvas.line(0, top - line.height, self.width, top - line.height)
            line.draw(canvas, top, self.widths, styles, as_artifact=False)
            top -= line.height


class _Cell:
    """One cell, laid out."""

    def __init__(self, markup: Markup, style: ParagraphStyle, element: Element) -> None:
        self.element = element
        self.paragraph = Paragraph(markup, style) if markup else None

    @property
    def natural(self) -> float:
        """Width of its widest line, where nothing wraps; a second, small line of a head may wrap and is not asked."""
        if self.paragraph is None:
            return 0.0
        first = []
        for frag in self.paragraph.frags:
            if getattr(frag, "lineBreak", False):
                break
            first.append(frag)
        return float(sum(stringWidth(frag.text, frag.fontName, frag.fontSize) for frag in first)) + 1.0


class _Line:
    """One row, laid out."""

    def __init__(self, row: Row, table: Element, styles: TableStyles, numeric: Sequence[bool], is_head: bool) -> None:
        self.row = row
        self.element = table.add(Element("TR"))
        self.cells: list[_Cell] = []
        self.height = 0.0
        strong = row.kind is not RowKind.PLAIN
        for k, markup in enumerate(row.cells):
            header = is_head or k == 0
            style = styles.head if is_head else styles.strong if strong else styles.cell
            if k < len(numeric) and numeric[k]:
                style = _right(style)
            elif k == 0 and row.indent:
                style = ParagraphStyle(f"{style.name}-in", parent=style, leftIndent=row.indent)
            element = Element("TH" if header else "TD", scope="Column" if is_head else "Row" if header else "")
            if row.kind is RowKind.GROUP and len(row.cells) == 1:
                element.span = len(numeric)
            self.cells.append(_Cell(markup, style, self.element.add(element)))

    def wrap(self, widths: Sequence[float], styles: TableStyles) -> None:
        heights = [
            cell.paragraph.wrap(self._width(widths, k) - self._gap(k, styles), 100_000)[1]
            for k, cell in enumerate(self.cells)
            if cell.paragraph is not None
        ]
        self.height = max(heights, default=styles.cell.leading) + 2 * styles.pad

    def _gap(self, k: int, styles: TableStyles) -> float:
        """The space between a column and the one before it."""
        return styles.gap if k else 0.0

    def _width(self, widths: Sequence[float], k: int) -> float:
        return sum(widths) if len(self.cells) == 1 else widths[k]

    def split(self, widths: Sequence[float], room: float, styles: TableStyles) -> tuple[_Line | None, _Line]:
        """The row in two, each cell broken between its lines; (None, the row) where nothing fits."""
        upper, lower = _Line.__new__(_Line), _Line.__new__(_Line)
        for part in (upper, lower):
            part.row, part.element, part.cells = self.row, self.element, []
        for k, cell in enumerate(self.cells):
            halves: list[Paragraph] = []
            if cell.paragraph is not None:
                halves = cell.paragraph.split(self._width(widths, k) - self._gap(k, styles), room - 2 * styles.pad)
                if not halves:
                    return None, self
            for part, n in ((upper, 0), (lower, 1)):
                piece = _Cell.__new__(_Cell)
                piece.element = cell.element
                piece.paragraph = halves[n] if n < len(halves) else None
                part.cells.append(piece)
        upper.wrap(widths, styles)
        lower.wrap(widths, styles)
        return upper, lower

    def draw(
        self, canvas: TaggedCanvas, top: float, widths: Sequence[float], styles: TableStyles, as_artifact: bool
    ) -> None:
        left = 0.0
        for k, cell in enumerate(self.cells):
            width = self._width(widths, k)
            if cell.paragraph is not None:
                x = left + self._gap(k, styles)
                bottom = top - styles.pad - cell.paragraph.height
                if as_artifact:
                    with canvas.artifact("Pagination"):
                        cell.paragraph.drawOn(canvas, x, bottom)
                else:
                    with canvas.marked(cell.element):
                        cell.paragraph.drawOn(canvas, x, bottom)
            left += width


def _right(style: ParagraphStyle) -> ParagraphStyle:
    return ParagraphStyle(f"{style.name}-right", parent=style, alignment=TA_RIGHT)
