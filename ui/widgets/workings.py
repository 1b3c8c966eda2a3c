""" "How was this worked out?": a figure's inputs as a tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from ui.theme import Theme
from ui.theme.type import tabular

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Working:
    """One line of workings, ready to be shown.

    ``detail`` says the rule or source; ``checked`` True: seen at its source, False: not yet, None: not from a source.
    """

    label: str
    figure: str = ""
    detail: str = ""
    checked: bool | None = None
    children: tuple[Working, ...] = field(default=())


class _Node:
    __slots__ = ("children", "parent", "row", "working")

    def __init__(self, working: Working, parent: _Node | None, row: int) -> None:
        self.working, self.parent, self.row = working, parent, row
        self.children = [_Node(child, self, place) for place, child in enumerate(working.children)]


class WorkingsModel(QAbstractItemModel):
    """A tree of `Working`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = _Node(Working(""), None, 0)

    def set_workings(self, workings: Sequence[Working]) -> None:
        self.beginResetModel()
        self._root = _Node(Working("", children=tuple(workings)), None, 0)
        self.endResetModel()

    def node(self, index: Index) -> _Node:
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, _Node) else self._root

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, self.node(parent).children[row])

    def parent(self, index: Index = QModelIndex()) -> Any:
        above = self.node(index).parent if index.isValid() else None
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.column() > 0 else len(self.node(parent).children)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        working = self.node(index).working
        if role == Qt.ItemDataRole.DisplayRole:
            return working.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(
                part for part in (working.label, working.figure, working.detail, self._check(working)) if part
            )
        return None

    def as_text(self) -> str:
        """The whole tree as lines, indented by two blanks a level."""
        lines: list[str] = []

        def add(node: _Node, depth: int) -> None:
            working = node.working
            words = ": ".join(part for part in (working.label, working.figure) if part)
            source = f" ({working.detail})" if working.detail else ""
            lines.append("  " * depth + words + source)
            for child in node.children:
                add(child, depth + 1)

        for top in self._root.children:
            add(top, 0)
        return "\n".join(lines)

    def _check(self, working: Working) -> str:
        if working.checked is None:
            return ""
        return self.tr("checked against source") if working.checked else self.tr("not yet checked")


_MOST_LINES = 6
"""Of a label, in a narrow panel or with large text."""


class _WorkingDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        working = _working(index)
        if working is None:
            return QSize(0, 0)
        # A little less than there is now: a scroll bar may come and narrow the line.
        width = self._width(option, index) - self._theme.px(16)
        lines = self._detail_lines(working, width)
        extra = lines * 16 + (16 if working.checked is not None else 0) + (self._label_lines(working, width) - 1) * 18
        return QSize(self._theme.px(150), self._theme.px(32 + (extra if extra else 0)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        working = _working(index)
        if working is None:
            return
        theme, area = self._theme, QRectF(option.rect)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, theme.color("tint"))
        role = "body-strong" if working.children else "body"
        left, right = area.left() + theme.px(4), area.right() - theme.px(14)
        line = QRectF(left, area.top() + theme.px(7), right - left, theme.px(18))
        ink = theme.color("on_tint" if chosen else "text")
        painter.setPen(ink)
        painter.setFont(tabular(theme.font(role)))
        width = painter.fontMetrics().horizontalAdvance(working.figure)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, working.figure)
        painter.setFont(theme.font(role))
        lines = self._label_lines(working, line.width())
        room = line.adjusted(0, 0, -width - theme.px(8), (lines - 1) * theme.px(18))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        painter.drawText(room, flags, working.label)
        top = room.bottom()
        painter.setFont(theme.font("caption"))
        muted = theme.color("on_tint" if chosen and theme.is_high_contrast else "muted")
        if working.detail:
            height = theme.px(16) * self._detail_lines(working, right - left)
            painter.setPen(muted)
            box = QRectF(left, top, right - left, height)
            painter.drawText(box, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft), working.detail)
            top += height
        if working.checked is not None:
            name, token = ("circle-check", "green") if working.checked else ("circle-alert", "amber")
            token = "on_tint" if chosen else token
            side = theme.px(13)
            painter.drawPixmap(QRectF(left, top + 2, side, side).toRect(), theme.pixmap(name, token, 13))
            painter.setPen(muted)
            model = index.model()
            text = model._check(working) if isinstance(model, WorkingsModel) else ""
            painter.drawText(
                QRectF(left + side + 4, top, right - left, theme.px(16)), Qt.AlignmentFlag.AlignVCenter, text
            )
        painter.setPen(theme.color("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()

    def _width(self, option: QStyleOptionViewItem, index: Index) -> float:
        view = option.widget
        if not isinstance(view, QTreeView):
            return self._theme.px(220)
        depth, above = 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        return view.viewport().width() - depth * view.indentation() - self._theme.px(18)

    def _label_lines(self, working: Working, width: float) -> int:
        role = "body-strong" if working.children else "body"
        metrics = self._theme.metrics(role)
        room = width - metrics.horizontalAdvance(working.figure) - self._theme.px(8)
        box = metrics.boundingRect(QRectF(0, 0, max(60, room), 1000), int(Qt.TextFlag.TextWordWrap), working.label)
        return max(1, min(_MOST_LINES, round(box.height() / metrics.lineSpacing())))

    def _detail_lines(self, working: Working, width: float) -> int:
        if not working.detail:
            return 0
        box = self._theme.metrics("caption").boundingRect(
            QRectF(0, 0, max(60, width), 1000), int(Qt.TextFlag.TextWordWrap), working.detail
        )
        return max(1, round(box.height() / self._theme.metrics("caption").lineSpacing()))


def _working(index: Index) -> Working | None:
    model = index.model()
    return model.node(index).working if isinstance(model, WorkingsModel) else None


class WorkingsTree(QTreeView):
    """A figure's workings; copy gives the whole tree as text."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workings = WorkingsModel(self)
        self.setModel(self.workings)
        self.setProperty("role", "tree")
        self.setAccessibleName(name)
        self.setHeaderHidden(True)
        self.setTabKeyNavigation(False)
        self.setIndentation(theme.px(16))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_WorkingDelegate(theme, self))
        theme.changed.connect(self.doItemsLayout)

    def set_workings(self, workings: Sequence[Working]) -> None:
        self.workings.set_workings(workings)
        self.expandToDepth(1)

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.workings.as_text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
