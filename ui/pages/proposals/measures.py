"""The measures of an option in order: switch, words, a bar and the cost of each step."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QWidget,
)

from negotiator.wording.figures import money
from ui.theme import Theme
from ui.widgets import RECORD_ROLE, TupleModel

Index = QModelIndex | QPersistentModelIndex


def tr(text: str) -> str:
    return QCoreApplication.translate("Measures", text)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One step. ``cost`` None while it is not costed; ``once`` where it is paid once and is not in the full year.

    ``is_noticed``: the costing says something of it, which its form tells.
    """

    id: str
    number: int
    name: str
    detail: str
    enabled: bool
    cost: Decimal | None
    once: bool
    largest: Decimal
    is_noticed: bool = False

    def figure(self) -> str:
        if not self.enabled:
            return tr("off")
        return money(self.cost) if self.cost is not None else ""


class _Column(Enum):
    MEASURE = "Measures"


class MeasuresModel(TupleModel[MeasureRow]):
    """The steps, which may be dragged; the order changes by a command alone."""

    columns = _Column
    move_asked = Signal(str, int)
    switch_asked = Signal(str, bool)

    def words(self, record: MeasureRow, column: Any) -> str:
        return f"{record.number}. {record.name}"

    def spoken(self, record: MeasureRow, column: Any) -> str:
        once = tr("once") if record.once else tr("a year")
        figure = f"{record.figure()} {once}" if record.enabled and record.cost is not None else record.figure()
        notice = tr("to be checked, see its form") if record.is_noticed else ""
        return ", ".join(part for part in (self.words(record, column), record.detail, figure, notice) if part)

    def extra(self, record: MeasureRow, column: Any, role: int) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if record.enabled else Qt.CheckState.Unchecked
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        if index.isValid():
            flags = super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid():
            self.switch_asked.emit(self.record(index.row()).id, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        return super().setData(index, value, role)

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Ask for the move; the command's change brings it back, so the view itself must not."""
        source = getattr(self.parent(), "dragged_id", "")
        if row < 0:
            row = parent.row() if parent.isValid() else self.rowCount()
        at = self.row_of(source)
        if at >= 0 and row not in (at, at + 1):
            self.move_asked.emit(source, row - 1 if row > at else row)
        return False


class _MeasureDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.px(220), self._theme.px(55))

    def box(self, area: QRectF) -> QRectF:
        """Where the switch is."""
        side = self._theme.px(16)
        return QRectF(area.left() + self._theme.px(31), area.center().y() - side / 2, side, side)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, row, px = self._theme, index.data(RECORD_ROLE), self._theme.px
        area = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(area, theme.color("tint"))
        grip = QRectF(area.left() + px(10), area.center().y() - px(8), px(16), px(16))
        painter.drawPixmap(grip.toRect(), theme.pixmap("grip-vertical", "muted", 16))
        check = QStyleOptionButton()
        check.rect = self.box(area).toRect()
        check.state = QStyle.StateFlag.State_Enabled | (
            QStyle.StateFlag.State_On if row.enabled else QStyle.StateFlag.State_Off
        )
        view = option.widget
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._check(painter, self.box(area), row.enabled)
        left = area.left() + px(58)
        figure_role = "body"
        width = max(theme.metrics(figure_role).horizontalAdvance(row.figure()), px(62))
        right = area.right() - px(14)
        ink = "text" if row.enabled else "muted"
        money_ink = "green" if row.enabled and row.cost is not None and row.cost < 0 and not chosen else ink
        painter.setFont(theme.font(figure_role))
        painter.setPen(theme.color("on_tint" if chosen and money_ink == "text" else money_ink))
        lift = px(8) if row.once and row.enabled else 0
        place = QRectF(right - width, area.top() - lift, width, area.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.figure())
        if lift:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("muted"))
            under = QRectF(right - width, area.center().y() + px(2), width, px(16))
            painter.drawText(under, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, tr("once"))
        wide = area.width() > px(370) and row.largest > 0
        bars = px(56) if wide else 0
        bar_left = right - width - px(12) - bars
        if wide and row.enabled and row.cost and row.largest:
            length = max(2.0, float(abs(row.cost) / row.largest) * bars)
            bar = QRectF(bar_left, area.center().y() - px(4), length, px(8))
            if row.once:
                painter.setPen(QPen(theme.color("blue"), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))
            else:
                painter.fillRect(bar, QBrush(theme.color("green" if row.cost < 0 else "blue_fill")))
        room = bar_left - left - px(10)
        name = self.parent_words(row)
        painter.setFont(theme.font("body-strong"))
        painter.setPen(theme.color("on_tint" if chosen else ink))
        shown = theme.metrics("body-strong").elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, area.top() + px(9), room, px(18)), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("muted"))
        if row.is_noticed:
            sign = QRectF(left, area.top() + px(28), px(13), px(13))
            painter.drawPixmap(sign.toRect(), theme.pixmap("triangle-alert", "on_tint" if chosen else "amber", 13))
            left, room = left + px(17), room - px(17)
        shown = theme.metrics("caption").elidedText(row.detail, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, area.top() + px(27), room, px(16)), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(theme.color("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if isinstance(view, QAbstractItemView) and view.hasFocus() and index == view.currentIndex():
            painter.setPen(QPen(theme.color("blue"), 2))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.restore()

    def _check(self, painter: QPainter, box: QRectF, on: bool) -> None:
        theme, px = self._theme, self._theme.px
        painter.setPen(QPen(theme.color("blue_fill" if on else "mark"), 1.5))
        painter.setBrush(theme.color("blue_fill") if on else theme.color("card"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3))
        if on:
            painter.drawPixmap(box.adjusted(2, 2, -2, -2).toRect(), theme.pixmap("check", "on_fill", 12))

    @staticmethod
    def parent_words(row: MeasureRow) -> str:
        return f"{row.number}. {row.name}"

    def editorEvent(self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            reach = self.box(QRectF(option.rect)).adjusted(-6, -6, 6, 6)
            if reach.contains(event.position()):
                on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
                model.setData(
                    index, Qt.CheckState.Unchecked if on else Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole
                )
                return True
        return False


class MeasureList(QListView):
    """The steps. Space switches one on or off, Alt with Up or Down moves it, Delete takes it away, Enter opens it.

    So does a double click.
    """

    chosen = Signal(str)
    opened = Signal(str)
    delete_pressed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps = MeasuresModel(self)
        self.setModel(self.steps)
        self.dragged_id = ""
        self.setProperty("role", "list")
        self.setAccessibleName(self.tr("Measures in order"))
        self.setItemDelegate(_MeasureDelegate(theme, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setUniformItemSizes(True)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_double_clicked)
        theme.changed.connect(self.doItemsLayout)

    def current_id(self) -> str:
        index = self.currentIndex()
        return self.steps.record(index.row()).id if index.isValid() else ""

    def startDrag(self, actions: Qt.DropAction) -> None:
        self.dragged_id = self.current_id()
        super().startDrag(actions)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), event.key()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if index.isValid() and key == Qt.Key.Key_Space:
            on = self.steps.record(index.row()).enabled
            self.steps.switch_asked.emit(self.current_id(), not on)
        elif index.isValid() and alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            to = index.row() + (1 if key == Qt.Key.Key_Down else -1)
            if 0 <= to < self.steps.rowCount():
                self.steps.move_asked.emit(self.current_id(), to)
        elif index.isValid() and key == Qt.Key.Key_Delete:
            self.delete_pressed.emit(self.current_id())
        elif index.isValid() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.current_id())
        else:
            super().keyPressEvent(event)

    def _on_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.steps.record(current.row()).id)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self.steps.record(index.row()).id)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self.steps.record(index.row()).id)
