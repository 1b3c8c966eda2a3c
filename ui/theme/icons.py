"""Lucide outlines, drawn in a token's colour."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.resources import resource

STROKE = "1.75"


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return text.replace('stroke-width="2"', f'stroke-width="{STROKE}"')


def paint_icon(painter: QPainter, name: str, color: QColor, area: QRectF) -> None:
    """Draw an icon inside ``area``. FileNotFoundError for an icon that is not shipped."""
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", color.name()).encode()))
    renderer.render(painter, area)


@lru_cache(maxsize=1024)
def pixmap(name: str, color: str, size: int, ratio: float = 1.0, gap: int = 0) -> QPixmap:
    """A square picture of an icon, ``size`` logical pixels wide, and ``gap`` empty ones after it."""
    side = round(size * ratio)
    picture = QPixmap(side + round(gap * ratio), side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_icon(painter, name, QColor(color), QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
