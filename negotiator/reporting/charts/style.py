"""The colours, typefaces and sizes of charts, by role, for the light and the dark screen and for paper."""

from __future__ import annotations

from dataclasses import dataclass, replace

from negotiator.reporting.charts.fonts import MEDIUM, REGULAR, SEMIBOLD


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """How every chart looks. Colours are ``#rrggbb``; sizes are in the drawing's unit (px on screen, pt on paper).

    Meaning never hangs on a colour alone: marks differ in shape, bars in pattern, and names stand beside both.
    ``unit`` is the size of one pixel of the screen design: 1 on screen, 0.72 on paper, more where text is larger.
    """

    name: str
    ground: str
    text: str
    muted: str
    us: str
    bar: str
    navy: str
    green: str
    red: str
    amber: str
    mark: str
    other: str
    line: str
    grid: str
    range_fill: str
    tint: str
    unit: float = 1.0
    regular: str = REGULAR
    medium: str = MEDIUM
    semibold: str = SEMIBOLD

    @property
    def title(self) -> float:
        return 15 * self.unit

    @property
    def body(self) -> float:
        return 13 * self.unit

    @property
    def small(self) -> float:
        return 12 * self.unit

    @property
    def tiny(self) -> float:
        """The second line of a mark, nothing else."""
        return 11.5 * self.unit

    def scaled(self, factor: float) -> ChartStyle:
        """The same look with everything that much larger, for a reader with larger text."""
        return replace(self, unit=self.unit * factor)


LIGHT = ChartStyle(
    name="light",
    ground="#ffffff",
    text="#212b32",
    muted="#4c6272",
    us="#005eb8",
    bar="#005eb8",
    navy="#003087",
    green="#007f3b",
    red="#d5281b",
    amber="#8a5a00",
    mark="#768692",
    other="#4c6272",
    line="#d8dde0",
    grid="#d8dde0",
    range_fill="#aeb7bd",
    tint="#e6f0f8",
)

DARK = ChartStyle(
    name="dark",
    ground="#1b2329",
    text="#f0f4f5",
    muted="#aeb7bd",
    us="#7ab8f0",
    bar="#1a74cf",
    navy="#b9d6f2",
    green="#62c98d",
    red="#ff9a8f",
    amber="#f5c965",
    mark="#93a1ab",
    other="#aeb7bd",
    line="#36434c",
    grid="#36434c",
    range_fill="#52616c",
    tint="#16334d",
)

PAPER = replace(LIGHT, name="paper", unit=0.72)
