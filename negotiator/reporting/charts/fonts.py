"""The typeface of charts: Inter as shipped, or the typefaces every PDF reader has where it is not there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "fonts"

REGULAR = "Inter-Regular"
MEDIUM = "Inter-Medium"
SEMIBOLD = "Inter-SemiBold"
_STANDARD = {REGULAR: "Helvetica", MEDIUM: "Helvetica", SEMIBOLD: "Helvetica-Bold"}


def font_file(name: str) -> Path:
    """Where a shipped typeface lies, whether or not it is there."""
    return FOLDER / f"{name}.ttf"


@cache
def font(name: str) -> str:
    """The name under which ReportLab knows this typeface; it is registered at its first use."""
    from reportlab.pdfbase import pdfmetrics

    from negotiator.reporting.pdf.fonts import PackFont

    if name in pdfmetrics.getRegisteredFontNames():
        return name
    if not font_file(name).is_file():
        return _STANDARD[name]
    # ReportLab keeps the font that came first under a name, and a pack may be printed after a chart was shown.
    pdfmetrics.registerFont(PackFont(name, font_file(name)))
    return name


@cache
def _advances(name: str) -> dict[str, float]:
    return {}


def text_width(text: str, name: str, size: float) -> float:
    """How wide a line of text is, by the typeface's own metrics, in the unit of ``size``."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    known = _advances(name)
    if text not in known:
        if len(known) > 20_000:
            known.clear()
        known[text] = float(stringWidth(text, font(name), 1000.0))
    return known[text] * size / 1000.0


def fit(text: str, name: str, size: float, room: float) -> str:
    """The text, cut with an ellipsis where it is wider than the room for it."""
    if text_width(text, name, size) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(text[:middle].rstrip() + "…", name, size) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…" if low else ""


def wrap(text: str, name: str, size: float, room: float) -> tuple[str, ...]:
    """The text in lines no wider than the room; a single word that is wider is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, name, size) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    if line:
        lines.append(line)
    return tuple(fit(each, name, size, room) for each in lines)
