"""Text sizes and weights by role. Pixels are at 100 %; everything follows the chosen text size."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontDatabase

from ui.resources import resource

FAMILY = "Inter"


@dataclass(frozen=True, slots=True)
class TextRole:
    """Size and line height in pixels at 100 %, and weight."""

    size: float
    line: int
    weight: int


ROLES: dict[str, TextRole] = {
    "table-figure": TextRole(44, 54, 600),
    "key-figure": TextRole(26, 32, 600),
    "page-title": TextRole(22, 28, 600),
    "figure": TextRole(18, 24, 600),
    "heading": TextRole(18, 24, 600),
    "card-title": TextRole(15, 20, 600),
    "body": TextRole(13, 18, 400),
    "body-medium": TextRole(13, 18, 500),
    "body-strong": TextRole(13, 18, 600),
    "caption": TextRole(12, 16, 400),
    "caption-medium": TextRole(12, 16, 500),
    "caption-strong": TextRole(12, 16, 600),
    "reading": TextRole(15, 21, 400),
    "settlement": TextRole(20, 28, 600),
}


def load_fonts() -> None:
    """Offer the shipped typeface to Qt; where it cannot be read, the system's sans stands in."""
    for weight in ("Regular", "Medium", "SemiBold"):
        QFontDatabase.addApplicationFont(str(resource("fonts", f"Inter-{weight}.ttf")))


def font_for(role: str, scale: float = 1.0) -> QFont:
    """The font of a text role. KeyError for an unknown role."""
    spec = ROLES[role]
    font = QFont(FAMILY)
    font.setPixelSize(max(8, round(spec.size * scale)))
    font.setWeight(QFont.Weight(spec.weight))
    return tabular(font) if role.endswith("figure") else font


def tabular(font: QFont) -> QFont:
    """Figures of equal width, for columns. Not for words: the same feature widens Inter's hyphens."""
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
