"""The picture of influence and interest, in which marks can be dragged or moved with Shift and the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from negotiator.reporting.charts.power_interest import PowerInterest
from ui.charts.view import ChartView

_STEP = 2
_MOVES = {
    Qt.Key.Key_Left: (0, -_STEP),
    Qt.Key.Key_Right: (0, _STEP),
    Qt.Key.Key_Up: (_STEP, 0),
    Qt.Key.Key_Down: (-_STEP, 0),
}


class PlacePicture(ChartView):
    """``placed`` asks for a new place of a person: id, influence, interest, each 0 to 100."""

    placed = Signal(str, int, int)

    def __init__(self) -> None:
        super().__init__()
        self._picture_of: PowerInterest | None = None
        self._dragged = ""
        self._pressed_at = QPointF()

    def show_people(self, picture: PowerInterest | None, empty: str = "") -> None:
        self._picture_of = picture
        self.show_chart(picture, empty)

    def place_at(self, point: QPointF) -> tuple[int, int] | None:
        """Influence and interest at a point of the widget; None where nothing is shown."""
        if self._picture_of is None:
            return None
        style = self._chosen_style()
        left, top, width, height = self._picture_of.frame(style, float(self.width()), float(self.height()))
        edge = 14 * style.unit
        across = (point.x() - left - edge) / max(1.0, width - 2 * edge)
        up = (top + height - edge - point.y()) / max(1.0, height - 2 * edge)
        return round(min(1.0, max(0.0, up)) * 100), round(min(1.0, max(0.0, across)) * 100)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        mark = self.mark_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and mark is not None:
            self._dragged, self._pressed_at = mark.key, event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._dragged:
            over = self.mark_at(event.position()) is not None
            self.setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self._dragged = self._dragged, ""
        self.unsetCursor()
        moved = (event.position() - self._pressed_at).manhattanLength() > 6
        place = self.place_at(event.position()) if dragged and moved else None
        if place is not None:
            self.placed.emit(dragged, *place)
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mark = self.current_mark
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = _MOVES.get(Qt.Key(event.key()))
        if mark is not None and shift and step is not None and self._picture_of is not None:
            person = next((p for p in self._picture_of.people if p.key == mark.key), None)
            if person is not None:
                influence = min(100, max(0, person.influence + step[0]))
                interest = min(100, max(0, person.interest + step[1]))
                self.placed.emit(person.key, influence, interest)
                return
        super().keyPressEvent(event)
