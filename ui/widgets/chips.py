"""Small facts in a frame: chips, marking chips, pills."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from negotiator.domain.markings import Marking
from ui.theme import Theme

MARKING_ICONS = {
    Marking.PRIVATE: "lock",
    Marking.TEAM: "users",
    Marking.MANAGEMENT: "briefcase-business",
    Marking.JOINT: "handshake",
    Marking.OPEN: "globe",
}
"""An icon for each marking; the word always stands beside it."""


class Chip(QLabel):
    """A word in a thin frame: ``7 measures``, ``Preferred``."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName("chip")
        self.setProperty("role", "caption-medium")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class Pill(QLabel):
    """A count."""

    def __init__(self, count: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(str(count), parent)
        self.setObjectName("pill")
        self.setProperty("role", "caption-medium")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


def marking_chip_size(theme: Theme, marking: Marking) -> QSize:
    """How large a marking's chip is painted."""
    words = theme.metrics("caption-medium").horizontalAdvance(str(marking))
    return QSize(round(words) + theme.px(28), theme.px(20))


def paint_marking_chip(painter: QPainter, theme: Theme, marking: Marking, place: QPointF) -> None:
    """Paint a marking's chip with its left top corner at ``place``; delegates use it too.

    Each marking has its own edge as well as its word and icon, so that none depends on colour.
    """
    size = marking_chip_size(theme, marking)
    area = QRectF(place.x() + 0.5, place.y() + 0.5, size.width() - 1, size.height() - 1)
    ground, edge, ink, style = {
        Marking.PRIVATE: ("private", "private", "on_private", Qt.PenStyle.SolidLine),
        Marking.TEAM: ("card", "muted", "text", Qt.PenStyle.SolidLine),
        Marking.MANAGEMENT: ("sunken", "muted", "text", Qt.PenStyle.SolidLine),
        Marking.JOINT: ("tint", "tint", "navy" if not theme.is_high_contrast else "on_tint", Qt.PenStyle.SolidLine),
        Marking.OPEN: ("card", "mark", "text", Qt.PenStyle.DashLine),
    }[marking]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color(edge), 1, style))
    painter.setBrush(theme.color(ground))
    radius = theme.px(3)
    painter.drawRoundedRect(area, radius, radius)
    if marking is Marking.MANAGEMENT:
        painter.drawLine(area.topLeft() + QPointF(2.5, 0), area.bottomLeft() + QPointF(2.5, 0))
    side = theme.px(12)
    icon = theme.pixmap(MARKING_ICONS[marking], ink, 12)
    painter.drawPixmap(QRectF(area.left() + theme.px(6), area.center().y() - side / 2, side, side).toRect(), icon)
    painter.setFont(theme.font("caption-medium"))
    painter.setPen(QColor(theme.color(ink)))
    words = area.adjusted(theme.px(22), 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(marking))
    painter.restore()


class MarkingChip(QWidget):
    """Who may see what stands beside it."""

    def __init__(self, theme: Theme, marking: Marking = Marking.TEAM, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._marking = marking
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_marking(marking)
        theme.changed.connect(self.updateGeometry)

    @property
    def marking(self) -> Marking:
        return self._marking

    def set_marking(self, marking: Marking) -> None:
        self._marking = marking
        self.setAccessibleName(self.tr("Marking: {marking}").format(marking=marking))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return marking_chip_size(self._theme, self._marking)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_marking_chip(painter, self._theme, self._marking, QPointF(0, 0))
        painter.end()
