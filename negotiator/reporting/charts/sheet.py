"""The sheet that a chart draws on: y runs down from the top, as one reads; shapes come out as ReportLab's."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Polygon, PolyLine, Rect, Shape, String
from reportlab.lib.colors import Color, HexColor

from negotiator.reporting.charts.fonts import fit, font, text_width
from negotiator.reporting.charts.marks import ChartDrawing, Mark
from negotiator.reporting.charts.style import ChartStyle

Point = tuple[float, float]

_colours: dict[str, Color] = {}


def _colour(code: str | None) -> Color | None:
    if code is None:
        return None
    if code not in _colours:
        _colours[code] = HexColor(code)
    return _colours[code]


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend: its sign and its word. Signs are those that `Sheet.sign` knows."""

    sign: str
    word: str


class Sheet:
    """Collects shapes and marks while a chart is laid out; `done` hands them over."""

    def __init__(self, style: ChartStyle, width: float, height: float) -> None:
        self.style = style
        self.width = width
        self.height = height
        self._shapes: list[Shape] = []
        self._marks: list[Mark] = []

    # --- shapes -------------------------------------------------------------------------------------------------------

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        fill: str | None = None,
        edge: str | None = None,
        thick: float = 1,
        round_by: float = 0,
    ) -> None:
        self._shapes.append(
            Rect(
                x,
                self.height - y - h,
                w,
                h,
                rx=round_by,
                ry=round_by,
                fillColor=_colour(fill),
                strokeColor=_colour(edge),
                strokeWidth=thick * self.style.unit,
            )
        )

    def line(
        self, x1: float, y1: float, x2: float, y2: float, colour: str, thick: float = 1, dashed: bool = False
    ) -> None:
        shape = Line(
            x1,
            self.height - y1,
            x2,
            self.height - y2,
            strokeColor=_colour(colour),
            strokeWidth=thick * self.style.unit,
        )
        if dashed:
            shape.strokeDashArray = [4 * self.style.unit, 3 * self.style.unit]
        self._shapes.append(shape)

    def polyline(self, points: Sequence[Point], colour: str, thick: float = 1, dashed: bool = False) -> None:
        shape = PolyLine(
            [c for x, y in points for c in (x, self.height - y)],
            strokeColor=_colour(colour),
            strokeWidth=thick * self.style.unit,
        )
        if dashed:
            shape.strokeDashArray = [4 * self.style.unit, 3 * self.style.unit]
        self._shapes.append(shape)

    def polygon(self, points: Sequence[Point], fill: str | None, edge: str | None = None, thick: float = 1) -> None:
        self._shapes.append(
            Polygon(
                [c for x, y in points for c in (x, self.height - y)],
                fillColor=_colour(fill),
                strokeColor=_colour(edge),
                strokeWidth=thick * self.style.unit,
            )
        )

    def circle(self, x: float, y: float, r: float, fill: str | None, edge: str | None = None, thick: float = 1) -> None:
        self._shapes.append(
            Circle(
                x,
                self.height - y,
                r,
                fillColor=_colour(fill),
                strokeColor=_colour(edge),
                strokeWidth=thick * self.style.unit,
            )
        )

    def diamond(self, x: float, y: float, r: float, fill: str | None, edge: str, thick: float = 1.5) -> None:
        self.polygon(((x, y - r), (x + r, y), (x, y + r), (x - r, y)), fill, edge, thick)

    def square(self, x: float, y: float, r: float, fill: str | None, edge: str | None = None) -> None:
        self.rect(x - r, y - r, 2 * r, 2 * r, fill, edge)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        colour: str | None = None,
        face: str | None = None,
        anchor: str = "start",
        room: float | None = None,
    ) -> float:
        """Write one line with its middle at ``y``; returns how wide it came out. With ``room``, cut to fit."""
        name = face or self.style.regular
        shown = text if room is None else fit(text, name, size, room)
        if not shown:
            return 0.0
        self._shapes.append(
            String(
                x,
                self.height - y - 0.36 * size,
                shown,
                fontName=font(name),
                fontSize=size,
                fillColor=_colour(colour or self.style.text),
                textAnchor=anchor,
            )
        )
        return text_width(shown, name, size)

    def upright_text(self, x: float, y: float, text: str, size: float, colour: str) -> None:
        """A line of text that reads upwards, its middle at the point."""
        turned = Group(
            String(
                0,
                -0.36 * size,
                text,
                fontName=font(self.style.regular),
                fontSize=size,
                fillColor=_colour(colour),
                textAnchor="middle",
            ),
            transform=(0, 1, -1, 0, x, self.height - y),
        )
        self._shapes.append(turned)

    # --- patterns: made of lines and dots, so that they are the same on paper and screen -----------------------------

    def hatched(self, x: float, y: float, w: float, h: float, colour: str) -> None:
        """A bar of slanting lines on the ground, cut at its edges."""
        self.rect(x, y, w, h, self.style.ground)
        step, thick, inset = 6 * self.style.unit, 2.4, 0.8 * self.style.unit
        offset = -h
        while offset < w:
            start, end = max(0.0, offset), min(w, offset + h)
            if end - start > 2 * inset:
                self.line(
                    x + start + inset,
                    y + h - (start + inset - offset),
                    x + end - inset,
                    y + h - (end - inset - offset),
                    colour,
                    thick,
                )
            offset += step
        self.rect(x, y, w, h, None, colour)

    def dotted(self, x: float, y: float, w: float, h: float, colour: str) -> None:
        """A bar of dots on the ground, with an edge."""
        self.rect(x, y, w, h, self.style.ground)
        step, r = 4.5 * self.style.unit, 0.9 * self.style.unit
        across, down = int((w - 2 * r) // step), int((h - 2 * r) // step)
        left, top = x + (w - across * step) / 2, y + (h - down * step) / 2
        if w > 2 * r:
            for i in range(across + 1):
                for j in range(down + 1):
                    self.circle(left + i * step, top + j * step, r, colour)
        self.rect(x, y, w, h, None, colour)

    # --- the grammar's signs ------------------------------------------------------------------------------------------

    def us(self, x: float, y: float) -> None:
        """Our mark: a filled circle with a ring of the ground around it."""
        u = self.style.unit
        self.circle(x, y, 8 * u, self.style.ground)
        self.circle(x, y, 6 * u, self.style.us)

    def sign(self, sign: str, x: float, y: float) -> float:
        """Draw a sign of the legend with its left middle at the point; returns how wide it is."""
        s, u = self.style, self.style.unit
        h = 6 * u
        if sign == "us":
            self.circle(x + 6 * u, y, 6 * u, s.us)
            return 12 * u
        if sign == "median":
            self.line(x + u, y - 7 * u, x + u, y + 7 * u, s.text, 2)
            return 2 * u
        if sign == "half":
            self.rect(x, y - 5 * u, 22 * u, 10 * u, s.range_fill, s.mark)
            return 22 * u
        if sign == "range":
            self.line(x, y, x + 22 * u, y, s.mark)
            for end in (x, x + 22 * u):
                self.line(end, y - 4 * u, end, y + 4 * u, s.mark)
            return 22 * u
        if sign == "dashed":
            self.line(x, y, x + 20 * u, y, s.red, 1.5, dashed=True)
            return 20 * u
        if sign == "limit":
            self.line(x, y, x + 20 * u, y, s.muted, 1, dashed=True)
            return 20 * u
        if sign == "circle":
            self.circle(x + h, y, h, s.other)
        elif sign == "ring":
            self.circle(x + h, y, h - u, s.ground, s.mark, 1.5)
        elif sign == "square":
            self.square(x + h, y, h, s.us)
        elif sign == "diamond":
            self.diamond(x + h, y, h, s.ground, s.text)
        elif sign == "concern":
            self.square(x + h, y, h - u, s.amber)
        elif sign == "change":
            self.diamond(x + h, y, h, s.navy, s.navy)
        elif sign == "bar":
            self.rect(x, y - h, 2 * h, 2 * h, s.bar)
        elif sign == "peer":
            self.rect(x, y - h, 2 * h, 2 * h, s.range_fill, s.mark)
        elif sign == "hatched":
            self.hatched(x, y - h, 2 * h, 2 * h, s.bar)
        elif sign == "navy":
            self.rect(x, y - h, 2 * h, 2 * h, s.navy)
        elif sign == "navy_hatched":
            self.hatched(x, y - h, 2 * h, 2 * h, s.navy)
        elif sign == "grey":
            self.rect(x, y - h, 2 * h, 2 * h, s.range_fill)
        elif sign == "dotted":
            self.dotted(x, y - h, 2 * h, 2 * h, s.green)
        else:
            raise ValueError(sign)
        return 2 * h

    def head(self, title: str, keys: Sequence[Key]) -> float:
        """Title on the left, legend on the right, on one line where both fit; returns how high it is."""
        s, u = self.style, self.style.unit
        if not title and not keys:
            return 0.0
        sizes = self._key_widths(keys)
        legend = self.legend_width(keys)
        room = text_width(title, s.semibold, s.title) + 24 * u if title else 0.0
        height = 0.0
        if title:
            self.text(0, 12 * u, title, s.title, face=s.semibold, room=self.width)
            height = 28 * u
        if not keys:
            return height
        if not title or room + legend > self.width:
            x, y = 0.0, height + 10 * u
        else:
            x, y = self.width - legend, 12 * u
        for key, size in zip(keys, sizes, strict=True):
            if x > 0 and x + size > self.width + 0.5:
                x, y = 0.0, y + 20 * u
            sign = self.sign(key.sign, x, y)
            self.text(x + sign + 5 * u, y, key.word, s.small, s.muted)
            x += size + 16 * u
        return max(height, y + 14 * u)

    def legend_width(self, keys: Sequence[Key]) -> float:
        """How wide a legend is on one line."""
        return sum(self._key_widths(keys)) + 16 * self.style.unit * max(0, len(keys) - 1)

    def _key_widths(self, keys: Sequence[Key]) -> list[float]:
        s = self.style
        return [self._sign_width(k.sign) + 5 * s.unit + text_width(k.word, s.regular, s.small) for k in keys]

    def _sign_width(self, sign: str) -> float:
        """How wide a sign is, without drawing it."""
        trial = Sheet(self.style, 100, 100)
        return trial.sign(sign, 0, 50)

    # --- marks --------------------------------------------------------------------------------------------------------

    def mark(self, x: float, y: float, w: float, h: float, label: str, value_text: str, key: str = "") -> None:
        """Say that the reader may point here, and what it means."""
        self._marks.append(Mark(x, self.height - y - h, w, h, label, value_text, key))

    def done(self, sentence: str, table: Sequence[Sequence[str]]) -> ChartDrawing:
        drawing = Drawing(self.width, self.height)
        drawing.contents.extend(self._shapes)
        return ChartDrawing(drawing, tuple(self._marks), sentence, tuple(tuple(row) for row in table))


def turned(value: float, low: float, high: float, left: float, right: float, lower_is_better: bool = False) -> float:
    """Where a value lies between two edges; turned round where lower is better, so that better is on the right."""
    share = 0.5 if math.isclose(low, high) else (value - low) / (high - low)
    if lower_is_better:
        share = 1 - share
    return left + share * (right - left)
