"""The card of readiness: what is missing large, with its reason and one button; what is ready small."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from negotiator.services.readiness import Check, Mend, Standing
from negotiator.wording import readiness as words
from ui.theme import Theme
from ui.widgets import Button, Card, Icon, Rule, Text

_ICONS = {
    Standing.MISSING: ("circle-alert", "red"),
    Standing.PART: ("circle-dashed", "amber"),
    Standing.READY: ("circle-check", "green"),
}
_READY_COLUMN = 160
_REASON_BESIDE, _BUTTON_BESIDE = 600, 440
"""From these widths at 100 % on, a reason stands beside its check's name, and the button beside the reason."""


class Segments(QWidget):
    """One small block for each check: full where ready, half-toned where part done, empty where missing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._standings: tuple[Standing, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_standings(self, standings: Sequence[Standing]) -> None:
        self._standings = tuple(standings)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(13) * len(self._standings), self._theme.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step, width, height = self._theme.px(13), self._theme.px(10), self._theme.px(8)
        top = (self.height() - height) / 2
        for place, standing in enumerate(self._standings):
            area = QRectF(place * step + 0.5, top + 0.5, width - 1, height - 1)
            color = self._theme.color(_ICONS[standing][1])
            painter.setPen(QPen(color, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 2, 2)
            if standing is not Standing.MISSING:
                filled = QRectF(area)
                if standing is Standing.PART:
                    filled.setWidth(area.width() / 2)
                painter.setBrush(color)
                painter.drawRoundedRect(filled, 2, 2)
        painter.end()


class OpenCheck(QWidget):
    """A check that is missing or part done."""

    pressed = Signal(object)

    def __init__(self, theme: Theme, check: Check, room: int = 1000, parent: QWidget | None = None) -> None:
        """``room`` is the width at 100 % that the row has: with little of it, the reason stands under the name."""
        super().__init__(parent)
        self.check = check
        icon, tone = _ICONS[check.standing]
        self.name = Text(words.name(check), "body-strong", wrap=True)
        self.standing = Text(words.STANDINGS[check.standing], "caption", tone)
        self.reason = Text(words.reason(check), "body", wrap=True)
        self.button = Button(theme, words.action(check), role="small")
        self.button.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self.button.setAccessibleName(f"{words.action(check)}: {words.name(check)}")
        self.button.clicked.connect(self._on_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        row.setSpacing(theme.px(12))
        if room < _REASON_BESIDE:
            row.addWidget(Icon(theme, icon, tone, 20), 0, Qt.AlignmentFlag.AlignTop)
            self._one_below_the_other(theme, row, beside=room >= _BUTTON_BESIDE)
        else:
            row.addWidget(Icon(theme, icon, tone, 20), 0, Qt.AlignmentFlag.AlignVCenter)
            self._side_by_side(theme, row)
        self.setMinimumHeight(theme.px(54))

    def _one_below_the_other(self, theme: Theme, row: QHBoxLayout, beside: bool) -> None:
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        self.name.setWordWrap(False)
        head.addWidget(self.name)
        head.addWidget(self.standing, 1)
        column.addLayout(head)
        column.addWidget(self.reason)
        row.addLayout(column, 1)
        if beside:
            row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            column.addSpacing(theme.px(4))
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def _side_by_side(self, theme: Theme, row: QHBoxLayout) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.name)
        column.addWidget(self.standing)
        names = QWidget()
        names.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        names.setFixedWidth(theme.px(124))
        row.addWidget(names, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.reason, 1)
        holder = QWidget()
        holder.setFixedWidth(theme.px(134))
        beside = QHBoxLayout(holder)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.button)
        row.addWidget(holder, 0, Qt.AlignmentFlag.AlignVCenter)

    def _on_pressed(self) -> None:
        self.pressed.emit(self.check.mend)


class ReadyCheck(QWidget):
    """A check that is ready, in two small lines."""

    def __init__(self, theme: Theme, check: Check, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(Icon(theme, "circle-check", "green", 16), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Text(words.name(check), "body-medium"))
        column.addWidget(Text(words.reason(check), "caption", "muted", wrap=True))
        column.addStretch(1)
        row.addLayout(column, 1)


class ReadinessCard(Card):
    """All checks. ``mend`` carries where the pressed one is put right."""

    mend = Signal(object)

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, flush=True, parent=parent)
        self._theme = theme
        self._checks: tuple[Check, ...] = ()
        self._columns = 0
        self._laid_out_for = (0, (False, False))
        self.segments = Segments(theme)
        self.add_to_head(self.segments)
        self.add(Rule())
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        self.add(self._scroll, 1)
        theme.changed.connect(self._rebuild)

    def set_checks(self, checks: Sequence[Check], note: str, spoken: str) -> None:
        """Show these checks; what has not changed keeps the focus."""
        self.note.setText(note)
        self.segments.set_standings([check.standing for check in reversed(checks)])
        self.segments.setAccessibleName(spoken)
        if tuple(checks) != self._checks:
            self._checks = tuple(checks)
            self._rebuild()

    def open_rows(self) -> list[OpenCheck]:
        """The rows of what is not ready, from the top."""
        inside = self._scroll.widget()
        return sorted(inside.findChildren(OpenCheck), key=lambda row: row.y()) if inside is not None else []

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().resizeEvent(event)
        if (self._ready_columns(), self._shape()) != self._laid_out_for:
            self._rebuild()

    def _shape(self) -> tuple[bool, bool]:
        room = self._room()
        return room >= _REASON_BESIDE, room >= _BUTTON_BESIDE

    def _room(self) -> int:
        return round(self.width() / self._theme.scale)

    def _ready_columns(self) -> int:
        return max(2, self.width() // self._theme.px(_READY_COLUMN))

    def _rebuild(self) -> None:
        self._columns = self._ready_columns()
        self._laid_out_for = (self._columns, self._shape())
        inside = QFrame()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for check in self._checks:
            if check.standing is not Standing.READY:
                row = OpenCheck(self._theme, check, self._room())
                row.pressed.connect(self._on_pressed)
                column.addWidget(row)
                column.addWidget(Rule())
        ready = [check for check in self._checks if check.standing is Standing.READY]
        if ready:
            column.addWidget(self._ready_part(ready))
        column.addStretch(1)
        old = self._scroll.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()  # one of its rows may be what is telling of the change
        self._scroll.setWidget(inside)
        inside.setAutoFillBackground(False)  # which setWidget turned on

    def _ready_part(self, ready: Sequence[Check]) -> QWidget:
        part = QWidget()
        grid = QGridLayout(part)
        margin = self._theme.px(16)
        grid.setContentsMargins(margin, self._theme.px(10), margin, margin)
        grid.setHorizontalSpacing(self._theme.px(12))
        grid.setVerticalSpacing(self._theme.px(10))
        grid.addWidget(Text(words.STANDINGS[Standing.READY], "caption-strong", "muted"), 0, 0, 1, self._columns)
        for place, check in enumerate(ready):
            grid.addWidget(ReadyCheck(self._theme, check), 1 + place // self._columns, place % self._columns)
        for number in range(self._columns):
            grid.setColumnStretch(number, 1)
        return part

    def _on_pressed(self, mend: Mend) -> None:
        self.mend.emit(mend)
