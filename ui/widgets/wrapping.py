"""Text broken into lines, so that what is painted is what was measured."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextLayout, QTextOption


def broken_lines(text: str, font: QFont, width: float) -> tuple[list[str], float]:
    """The text broken between its words into lines of this width in pixels, and how wide the last one is."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    last = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
        last = line.naturalTextWidth()
    layout.endLayout()
    return lines, last
