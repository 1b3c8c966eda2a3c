"""The style of charts on this screen: light, dark, or the system's own colours in high contrast."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QColor, QPalette

from negotiator.reporting.charts.style import DARK, LIGHT, ChartStyle


def _luminance(colour: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def style_for(palette: QPalette, text_size: float = 1.0) -> ChartStyle:
    """Light or dark by the ground on which the chart stands; ``text_size`` is the reader's, 1 for the usual."""
    ground = palette.color(QPalette.ColorRole.Base)
    chosen = DARK if _luminance(ground) < 0.18 else LIGHT
    chosen = replace(chosen, ground=ground.name())
    return chosen if text_size == 1.0 else chosen.scaled(text_size)


def high_contrast_style(palette: QPalette, text_size: float = 1.0) -> ChartStyle:
    """Every role from the system's palette, for a reader who asked the system for high contrast."""
    text = palette.color(QPalette.ColorRole.WindowText).name()
    strong = palette.color(QPalette.ColorRole.Highlight).name()
    ground = palette.color(QPalette.ColorRole.Base).name()
    chosen = replace(
        style_for(palette),
        name="high contrast",
        ground=ground,
        text=text,
        muted=text,
        us=strong,
        bar=strong,
        navy=text,
        green=text,
        red=text,
        amber=text,
        mark=text,
        other=text,
        line=text,
        grid=palette.color(QPalette.ColorRole.Mid).name(),
        range_fill=palette.color(QPalette.ColorRole.Mid).name(),
        tint=ground,
    )
    return chosen if text_size == 1.0 else chosen.scaled(text_size)
