""" "How was this worked out?": a figure's inputs as a tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from ui.theme import Theme
from ui.theme.type import tabular
from ui.widgets.wrapping import broken_lines

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
                part for part in (working.label, working.figure, working.detail, self.check_words(working)) if part
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

    def check_words(self, working: Working) -> str:
        """Whether the figure was seen at its source; nothing where it has none."""
        if working.checked is None:
            return ""
        return self.tr("checked against source") if working.checked else self.tr("not yet checked")


_STEP = 12
"""Pixels that each level stands further in, at 100 %: six levels leave a narrow panel's labels most of its width."""
_LEFT, _RIGHT = 4, 8
_LINE, _SMALL_LINE = 18, 16
_ABOVE, _BELOW = 6, 7


@dataclass(frozen=True, slots=True)
class _Laid:
    """A line of workings broken to a width: what is painted is what was measured, so nothing is cut."""

    label: tuple[str, ...]
    figure_beside: bool
    """The figure stands at the right of the label's last line; where it does not fit, on a line of its own."""
    detail: tuple[str, ...]
    checked: bool

    @property
    def label_lines(self) -> int:
        return len(self.label) + (0 if self.figure_beside else 1)

    @property
    def height(self) -> int:
        """At 100 %."""
        small = len(self.detail) + (1 if self.checked else 0)
        return _ABOVE + _LINE * self.label_lines + _SMALL_LINE * small + _BELOW


class _WorkingDelegate(QStyledItemDelegate):
    """The label over the panel's whole width, its figure at the right of its last line, the source beneath in small."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        working = _working(index)
        if working is None:
            return QSize(0, 0)
        laid = self._lay(working, self._width(option, index))
        return QSize(self._theme.px(100), self._theme.px(laid.height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        working = _working(index)
        if working is None:
            return
        theme, area = self._theme, QRectF(option.rect)
        width = self._width(option, index)
        laid = self._lay(working, width)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, theme.color("tint"))
        left, top, line = area.left() + theme.px(_LEFT), area.top() + theme.px(_ABOVE), theme.px(_LINE)
        font = theme.font(self._role(working))
        painter.setPen(theme.color("on_tint" if chosen else "text"))
        painter.setFont(font)
        for words in laid.label:
            self._line(painter, QRectF(left, top, width, line), words)
            top += line
        if working.figure:
            at = top - line if laid.figure_beside else top
            painter.setFont(tabular(QFont(font)))
            self._line(painter, QRectF(left, at, width, line), working.figure, Qt.AlignmentFlag.AlignRight)
            top = at + line
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("on_tint" if chosen and theme.is_high_contrast else "muted"))
        small = theme.px(_SMALL_LINE)
        for words in laid.detail:
            self._line(painter, QRectF(left, top, width, small), words)
            top += small
        if working.checked is not None:
            self._paint_check(painter, QRectF(left, top, width, small), working, chosen, index)
        painter.restore()

    def _paint_check(self, painter: QPainter, line: QRectF, working: Working, chosen: bool, index: Index) -> None:
        theme = self._theme
        name, token = ("circle-check", "green") if working.checked else ("circle-alert", "amber")
        side = theme.px(13)
        place = QRectF(line.left(), line.center().y() - side / 2, side, side)
        painter.drawPixmap(place.toRect(), theme.pixmap(name, "on_tint" if chosen else token, 13))
        model = index.model()
        words = model.check_words(working) if isinstance(model, WorkingsModel) else ""
        self._line(painter, line.adjusted(side + theme.px(4), 0, 0, 0), words)

    @staticmethod
    def _line(
        painter: QPainter, place: QRectF, words: str, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    ) -> None:
        painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), words)

    def _lay(self, working: Working, width: float) -> _Laid:
        theme = self._theme
        font = theme.font(self._role(working))
        label, last = broken_lines(working.label, font, width)
        figure = QFontMetricsF(tabular(QFont(font))).horizontalAdvance(working.figure) + theme.px(10)
        beside = not working.figure or last + figure <= width
        detail = broken_lines(working.detail, theme.font("caption"), width)[0] if working.detail else []
        return _Laid(tuple(label), beside, tuple(detail), working.checked is not None)

    @staticmethod
    def _role(working: Working) -> str:
        return "body-strong" if working.children else "body"

    def _width(self, option: QStyleOptionViewItem, index: Index) -> float:
        """From a label's left to the panel's right."""
        view = option.widget
        if not isinstance(view, QTreeView):
            return self._theme.px(220)
        depth, above = 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        return view.viewport().width() - depth * view.indentation() - self._theme.px(_LEFT + _RIGHT)


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
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_WorkingDelegate(theme, self))
        self._theme = theme
        theme.changed.connect(self._render)
        self._render()

    def set_workings(self, workings: Sequence[Working]) -> None:
        self.workings.set_workings(workings)
        self.expandToDepth(1)

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.workings.as_text())

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A line under each row, over the whole width: it parts rows, whatever their level."""
        super().drawRow(painter, option, index)
        painter.save()
        painter.setPen(self._theme.color("line"))
        painter.drawLine(0, option.rect.bottom(), self.viewport().width(), option.rect.bottom())
        painter.restore()

    def _render(self) -> None:
        self.setIndentation(self._theme.px(_STEP))
        self.doItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """How high a row is depends on the width, also that which a scroll bar takes."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
