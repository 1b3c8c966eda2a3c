"""Key figures side by side: a label, a large figure, a line beneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from negotiator.reporting.pdf.blocks import Block, Text


@dataclass(frozen=True, slots=True)
class FigureCell:
    label: Text
    figure: Text
    below: Text

    @property
    def lines(self) -> tuple[Text, Text, Text]:
        return self.label, self.figure, self.below


class FigureRow(Block):
    """Cells in ``slots`` equal columns; read cell by cell."""

    gap = 14.0

    def __init__(self, cells: Sequence[FigureCell], slots: int) -> None:
        super().__init__()
        self.cells, self.slots = cells, max(slots, 1)
        self.space_after = 12

    def _column(self, width: float) -> float:
        return width / self.slots - self.gap

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        column = self._column(width)
        self.width = width
        self.height = max(
            (sum(float(text.wrap(column, 10_000)[1]) for text in cell.lines) for cell in self.cells), default=0.0
        )
        return width, self.height

    def split(self, width: float, height: float) -> list[Block]:
        return []

    def draw(self) -> None:
        for n, cell in enumerate(self.cells):
            top = self.height
            for text in cell.lines:
                top -= float(text.wrap(self._column(self.width), 10_000)[1])
                text.drawOn(self.canv, n * self.width / self.slots, top)
