"""Paints a ReportLab drawing with QPainter: the shapes that our charts use, and no others.

Level and upright edges are put on the device's pixels, so that thin lines stay crisp at every scale.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTransform,
)
from reportlab.graphics import shapes

from negotiator.reporting.charts.fonts import font_file

_WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}


@cache
def _family(name: str) -> str:
    """The family under which Qt knows a typeface of the drawing, loaded from the same file as on paper."""
    file = font_file(name)
    if file.is_file():
        number = QFontDatabase.addApplicationFont(str(file))
        families = QFontDatabase.applicationFontFamilies(number)
        if families:
            return families[0]
    return "Helvetica"


def qt_font(name: str, size: float, dots_per_inch: float = 96.0) -> QFont:
    """The screen's font for a typeface of the drawing; ``size`` in the drawing's unit, fractions kept."""
    result = QFont(_family(name))
    result.setPointSizeF(size * 72.0 / dots_per_inch)
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    weight = _WEIGHTS.get(name.rpartition("-")[2], 400)
    result.setWeight(QFont.Weight(weight))
    return result


def qt_colour(colour: Any) -> QColor:
    """A ReportLab colour as Qt's."""
    return QColor.fromRgbF(colour.red, colour.green, colour.blue, colour.alpha)


class DrawingPainter:
    """Paints one drawing. Its left bottom corner comes to lie at the left bottom of a room of its own size."""

    def __init__(self, painter: QPainter, drawing: shapes.Drawing) -> None:
        self._painter = painter
        self._drawing = drawing
        device = painter.device()
        self._ratio = float(device.devicePixelRatioF()) if device is not None else 1.0
        self._dpi = float(device.logicalDpiY()) if device is not None else 96.0
        self._fonts: dict[tuple[str, float], tuple[QFont, QFontMetricsF]] = {}
        self._height = float(drawing.height)
        self._pens: dict[tuple[Any, ...], QPen] = {}
        self._brushes: dict[Any, QBrush] = {}

    def paint(self) -> None:
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        self._paint_all(self._drawing.contents)

    def _paint_all(self, contents: list[Any]) -> None:
        for shape in contents:
            kind = type(shape)
            if kind is shapes.Rect:
                self._rect(shape)
            elif kind is shapes.Line:
                self._line(shape)
            elif kind is shapes.String:
                self._string(shape)
            elif kind is shapes.Circle:
                self._circle(shape)
            elif kind is shapes.PolyLine or kind is shapes.Polygon:
                self._points(shape, closed=kind is shapes.Polygon)
            elif kind is shapes.Path:
                self._path(shape)
            elif isinstance(shape, shapes.Group):
                self._group(shape)
            else:
                raise TypeError(f"a chart may not hold {kind.__name__}")

    # --- from the drawing's y, which runs up, to the screen ---

    def _y(self, y: float) -> float:
        return self._height - y

    def _snapped(self, value: float, thick: float) -> float:
        """The nearest place where a stroke of this thickness fills whole pixels."""
        dots = value * self._ratio
        odd = max(1, round(thick * self._ratio)) % 2 == 1
        return ((round(dots - 0.5) + 0.5) if odd else round(dots)) / self._ratio

    def _edge(self, value: float) -> float:
        return round(value * self._ratio) / self._ratio

    def _pen(self, shape: Any) -> QPen:
        colour = shape.strokeColor
        if colour is None or not shape.strokeWidth:
            return QPen(Qt.PenStyle.NoPen)
        dashes = tuple(shape.strokeDashArray or ())
        wanted = (colour, shape.strokeWidth, dashes)
        if wanted not in self._pens:
            pen = QPen(qt_colour(colour), float(shape.strokeWidth))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            if dashes:
                pen.setDashPattern([d / shape.strokeWidth for d in dashes])
            self._pens[wanted] = pen
        return self._pens[wanted]

    def _brush(self, shape: Any) -> QBrush:
        colour = getattr(shape, "fillColor", None)
        if colour is None:
            return QBrush(Qt.BrushStyle.NoBrush)
        if colour not in self._brushes:
            self._brushes[colour] = QBrush(qt_colour(colour))
        return self._brushes[colour]

    def _use(self, shape: Any) -> None:
        self._painter.setPen(self._pen(shape))
        self._painter.setBrush(self._brush(shape))

    # --- shapes ---

    def _rect(self, shape: Any) -> None:
        self._use(shape)
        left, right = float(shape.x), float(shape.x + shape.width)
        top, bottom = self._y(shape.y + shape.height), self._y(shape.y)
        if shape.strokeColor is not None and shape.strokeWidth:
            left, right, top, bottom = (self._snapped(v, shape.strokeWidth) for v in (left, right, top, bottom))
        else:
            left, right, top, bottom = (self._edge(v) for v in (left, right, top, bottom))
        box = QRectF(QPointF(left, top), QPointF(right, bottom))
        if shape.rx or shape.ry:
            self._painter.drawRoundedRect(box, shape.rx, shape.ry)
        else:
            self._painter.drawRect(box)

    def _line(self, shape: Any) -> None:
        self._use(shape)
        x1, y1, x2, y2 = float(shape.x1), self._y(shape.y1), float(shape.x2), self._y(shape.y2)
        if x1 == x2:
            x1 = x2 = self._snapped(x1, shape.strokeWidth)
        elif y1 == y2:
            y1 = y2 = self._snapped(y1, shape.strokeWidth)
        self._painter.drawLine(QLineF(x1, y1, x2, y2))

    def _circle(self, shape: Any) -> None:
        self._use(shape)
        self._painter.drawEllipse(QPointF(shape.cx, self._y(shape.cy)), float(shape.r), float(shape.r))

    def _points(self, shape: Any, closed: bool) -> None:
        self._use(shape)
        numbers = list(shape.points)
        points = QPolygonF([QPointF(x, self._y(y)) for x, y in zip(numbers[::2], numbers[1::2], strict=True)])
        if closed:
            self._painter.drawPolygon(points)
        else:
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawPolyline(points)

    def _path(self, shape: Any) -> None:
        self._use(shape)
        path, numbers, at = QPainterPath(), list(shape.points), 0
        for step in shape.operators:
            if step == 3:
                path.closeSubpath()
                continue
            count = 3 if step == 2 else 1
            points = [QPointF(numbers[at + 2 * k], self._y(numbers[at + 2 * k + 1])) for k in range(count)]
            at += 2 * count
            if step == 0:
                path.moveTo(points[0])
            elif step == 1:
                path.lineTo(points[0])
            else:
                path.cubicTo(points[0], points[1], points[2])
        self._painter.drawPath(path)

    def _string(self, shape: Any) -> None:
        wanted = (shape.fontName, float(shape.fontSize))
        if wanted not in self._fonts:
            made = qt_font(shape.fontName, shape.fontSize, self._dpi)
            device = self._painter.device()
            self._fonts[wanted] = (made, QFontMetricsF(made, device) if device is not None else QFontMetricsF(made))
        chosen, metrics = self._fonts[wanted]
        x = float(shape.x)
        if shape.textAnchor != "start":
            width = metrics.horizontalAdvance(shape.text)
            x -= width if shape.textAnchor == "end" else width / 2
        self._painter.setFont(chosen)
        self._painter.setPen(qt_colour(shape.fillColor))
        self._painter.drawText(QPointF(x, self._edge(self._y(shape.y))), shape.text)

    def _group(self, shape: Any) -> None:
        a, b, c, d, e, f = shape.transform
        if (a, b, c, d, e, f) == (1, 0, 0, 1, 0, 0):
            self._paint_all(shape.contents)
            return
        # Inside the group y still runs up from its own origin: turn it over before and after the group's own transform.
        height, ratio = self._height, self._ratio
        over = QTransform(1, 0, 0, -1, 0, height)
        self._painter.save()
        self._painter.setTransform(over * QTransform(a, b, c, d, e, f) * over, True)
        self._ratio = 1000.0  # nothing is level or upright any more for certain
        self._paint_all(shape.contents)
        self._ratio = ratio
        self._painter.restore()
