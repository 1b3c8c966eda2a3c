"""How a pack looks: A4, wide margins, one accent. Sizes follow the design's pixels at 0.72 points each."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle

from negotiator.reporting.pdf.composer import PageFrame
from negotiator.reporting.pdf.fonts import REGULAR, SEMIBOLD, TABULAR, TABULAR_SEMIBOLD
from negotiator.reporting.pdf.table import TableStyles

TEXT = HexColor("#212b32")
MUTED = HexColor("#4c6272")
BLUE = HexColor("#005eb8")
NAVY = HexColor("#003087")
RED = HexColor("#d5281b")
AMBER = HexColor("#8a5a00")
LINE = HexColor("#d8dde0")
MARK = HexColor("#768692")
SUNKEN = HexColor("#f0f4f5")
TINT = HexColor("#e6f0f8")
RED_TINT = HexColor("#fdf0ef")

WIDTH, HEIGHT = A4
MARGIN = 52.0
COVER_LEFT = 66.0
EDGE_BAR = 10.5
FOOT = 45.0

PAGE = PageFrame(left=MARGIN, right=WIDTH - MARGIN, bottom=64.0, top=HEIGHT - 88.0)
COVER = PageFrame(left=COVER_LEFT, right=WIDTH - MARGIN, bottom=64.0, top=HEIGHT - 62.0)


def _style(
    name: str, size: float, leading: float, colour: Color = TEXT, font: str = REGULAR, **others: object
) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=leading,
        textColor=colour,
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
        **others,
    )


@dataclass(frozen=True)
class PackStyles:
    """Every paragraph style of a pack, by its part."""

    title: ParagraphStyle = field(default_factory=lambda: _style("title", 33, 39, font=SEMIBOLD))
    subtitle: ParagraphStyle = field(default_factory=lambda: _style("subtitle", 15.8, 21, MUTED, spaceAfter=4))
    organisation: ParagraphStyle = field(default_factory=lambda: _style("organisation", 10.8, 15.8, MUTED))
    section: ParagraphStyle = field(
        default_factory=lambda: _style("section", 20.2, 25, font=SEMIBOLD, spaceBefore=18, spaceAfter=9)
    )
    part: ParagraphStyle = field(
        default_factory=lambda: _style("part", 13, 18, font=SEMIBOLD, spaceBefore=14, spaceAfter=5)
    )
    body: ParagraphStyle = field(default_factory=lambda: _style("body", 10.8, 16.6, spaceAfter=8))
    item: ParagraphStyle = field(default_factory=lambda: _style("item", 10.8, 16, spaceAfter=4))
    small: ParagraphStyle = field(default_factory=lambda: _style("small", 8.64, 12.4, MUTED, spaceAfter=4))
    caption: ParagraphStyle = field(
        default_factory=lambda: _style("caption", 10.8, 15, font=SEMIBOLD, spaceBefore=12, spaceAfter=5)
    )
    note: ParagraphStyle = field(default_factory=lambda: _style("note", 8.64, 12.2, MUTED))
    label: ParagraphStyle = field(default_factory=lambda: _style("label", 10.4, 15, MUTED))
    value: ParagraphStyle = field(default_factory=lambda: _style("value", 10.4, 15))
    figure_label: ParagraphStyle = field(default_factory=lambda: _style("figure-label", 8.64, 12, MUTED))
    figure: ParagraphStyle = field(default_factory=lambda: _style("figure", 18.7, 23, font=TABULAR_SEMIBOLD))
    contents: ParagraphStyle = field(default_factory=lambda: _style("contents", 11.5, 16.5))
    contents_part: ParagraphStyle = field(default_factory=lambda: _style("contents-part", 10.1, 14.4, MUTED))
    warning: ParagraphStyle = field(default_factory=lambda: _style("warning", 10.8, 16, spaceAfter=3))
    foot: ParagraphStyle = field(default_factory=lambda: _style("foot", 8.2, 11, MUTED))
    table: TableStyles = field(
        default_factory=lambda: TableStyles(
            head=_style("head", 9.4, 12.6, font=REGULAR),
            cell=_style("cell", 9.9, 14.2, font=TABULAR),
            strong=_style("strong", 9.9, 14.2, font=TABULAR_SEMIBOLD),
            rule=LINE,
            head_rule=MARK,
            ground=SUNKEN,
        )
    )
    dense: TableStyles = field(
        default_factory=lambda: TableStyles(
            head=_style("dense-head", 9.2, 12.2),
            cell=_style("dense-cell", 9.4, 12.6, font=TABULAR),
            strong=_style("dense-strong", 9.4, 12.6, font=TABULAR_SEMIBOLD),
            rule=LINE,
            head_rule=MARK,
            ground=SUNKEN,
            pad=3.3,
        )
    )
    words: TableStyles = field(
        default_factory=lambda: TableStyles(
            head=_style("words-head", 9.0, 12.2, font=SEMIBOLD),
            cell=_style("words-cell", 9.2, 13.0),
            strong=_style("words-strong", 9.2, 13.0, font=SEMIBOLD),
            rule=LINE,
            head_rule=MARK,
            ground=SUNKEN,
            pad=3.2,
        )
    )
    facts: TableStyles = field(
        default_factory=lambda: TableStyles(
            head=_style("facts-head", 10.4, 15),
            cell=_style("facts-cell", 10.4, 15),
            strong=_style("facts-strong", 10.4, 15),
            rule=LINE,
            head_rule=LINE,
            ground=SUNKEN,
        )
    )
