"""The left rail: where one can go, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Theme
from ui.widgets import ElidedText, Rule, Text

Index = QModelIndex | QPersistentModelIndex
_ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True, slots=True)
class RailEntry:
    """A place to go. A line stands between entries of different groups; ``count`` 0 shows no number."""

    key: str
    words: str
    icon: str
    group: int = 0
    count: int = 0
    count_words: str = ""


class RailModel(QAbstractListModel):
    """The entries, with what a screen reader says of each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[RailEntry, ...] = ()

    def set_entries(self, entries: Sequence[RailEntry]) -> None:
        if [each.key for each in entries] == [each.key for each in self.entries]:
            self.entries = tuple(entries)
            if entries:
                self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def row_of(self, key: str) -> int:
        return next((row for row, entry in enumerate(self.entries) if entry.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.words}, {entry.count} {entry.count_words}".rstrip() if entry.count else entry.words
        if role == Qt.ItemDataRole.ToolTipRole and entry.count:
            return f"{entry.count} {entry.count_words}"
        return entry if role == _ENTRY_ROLE else None


class _RailDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        extra = 17 if self._begins_group(index) else 2
        return QSize(self._theme.px(120), self._theme.px(34 + extra))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, entry = self._theme, index.data(_ENTRY_ROLE)
        if entry is None:
            return
        painter.save()
        height = theme.px(34)
        area = QRectF(option.rect)
        area.setTop(area.bottom() - height)
        if self._begins_group(index):
            painter.setPen(theme.color("line"))
            line = option.rect.top() + theme.px(8)
            painter.drawLine(option.rect.left() + theme.px(16), line, option.rect.right() - theme.px(16), line)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ink = "text"
        if chosen:
            ink = "on_tint" if theme.is_high_contrast else "blue"
            painter.fillRect(area, theme.color("tint"))
            painter.fillRect(QRectF(area.left(), area.top(), 4, area.height()), theme.color("blue"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.color("sunken"))
        side = theme.px(18)
        left = area.left() + theme.px(16)
        place = QRectF(left, area.center().y() - side / 2, side, side)
        painter.drawPixmap(place.toRect(), theme.pixmap(entry.icon, ink if chosen else "text", 18))
        painter.setFont(theme.font("body-strong" if chosen else "body"))
        painter.setPen(theme.color(ink))
        text = area.adjusted(theme.px(45), 0, -theme.px(12), 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, entry.words)
        if entry.count:
            self._pill(painter, area, str(entry.count), theme.color("on_tint" if chosen else "text"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("blue"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()

    def _pill(self, painter: QPainter, area: QRectF, count: str, ink: QColor) -> None:
        theme = self._theme
        painter.setFont(theme.font("caption-medium"))
        width = max(theme.px(22), theme.metrics("caption-medium").horizontalAdvance(count) + theme.px(12))
        pill = QRectF(area.right() - theme.px(14) - width, area.center().y() - theme.px(9), width, theme.px(18))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("range"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(ink)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, count)

    @staticmethod
    def _begins_group(index: Index) -> bool:
        if index.row() == 0:
            return False
        above = index.sibling(index.row() - 1, 0).data(_ENTRY_ROLE)
        entry = index.data(_ENTRY_ROLE)
        return above is not None and entry is not None and above.group != entry.group


class _RailList(QListView):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = self.model().rowCount()
        row = self.currentIndex().row()
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and rows:
            self.setCurrentIndex(self.model().index(max(0, min(rows - 1, row + step)), 0))
        else:
            super().keyPressEvent(event)


class _TwoLines(ElidedText):
    """A name on two lines where it needs them; what is longer ends with an ellipsis and is whole in the tooltip."""

    def sizeHint(self) -> QSize:
        lines = self.shown().count("\n") + 1
        return QSize(super().sizeHint().width(), lines * self.fontMetrics().lineSpacing())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def _fit(self) -> None:
        metrics, room = self.fontMetrics(), max(self.width(), 20)
        first, rest = "", self.text().split()
        while rest and (not first or metrics.horizontalAdvance(f"{first} {rest[0]}") <= room):
            first = f"{first} {rest.pop(0)}".strip()
        lines = [metrics.elidedText(part, Qt.TextElideMode.ElideRight, room) for part in (first, " ".join(rest))]
        before = self.shown()
        Text.setText(self, "\n".join(line for line in lines if line))
        if self.shown().count("\n") != before.count("\n"):
            self.updateGeometry()


class Rail(QFrame):
    """Workspace and trust on top, places beneath. ``gone_to`` gives the key of the place chosen."""

    gone_to = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("rail")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.title = _TwoLines("", "body-strong")
        self.subtitle = _TwoLines("", "caption", "muted")
        head = QVBoxLayout()
        head.setContentsMargins(16, 14, 12, 12)
        head.setSpacing(2)
        head.addWidget(self.title)
        head.addWidget(self.subtitle)
        self.model = RailModel(self)
        self.list = _RailList()
        self.list.setModel(self.model)
        self.list.setProperty("role", "list")
        self.list.setAccessibleName(self.tr("Pages"))
        self.list.setItemDelegate(_RailDelegate(theme, self))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule())
        column.addSpacing(8)
        column.addWidget(self.list, 1)
        theme.changed.connect(self._render)
        self.narrow = False
        self._render()

    def set_head(self, title: str, subtitle: str) -> None:
        self.title.setText(title)
        self.subtitle.setText(subtitle)

    def set_entries(self, entries: Sequence[RailEntry]) -> None:
        current = self.current()
        self.list.selectionModel().blockSignals(True)
        self.model.set_entries(entries)
        self.list.selectionModel().blockSignals(False)
        if self.model.row_of(current) >= 0:
            self.choose(current)

    def current(self) -> str:
        """The key of the chosen place; empty where none is."""
        row = self.list.currentIndex().row()
        return self.model.entries[row].key if 0 <= row < len(self.model.entries) else ""

    def choose(self, key: str) -> None:
        """Show a place as chosen, without going there."""
        row = self.model.row_of(key)
        if row < 0 or self.current() == key:
            return
        selection = self.list.selectionModel()
        selection.blockSignals(True)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        selection.setCurrentIndex(self.model.index(row), flag)
        selection.blockSignals(False)
        self.list.viewport().update()

    def set_narrow(self, narrow: bool) -> None:
        if narrow != self.narrow:
            self.narrow = narrow
            self._render()

    def _on_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        entry = current.data(_ENTRY_ROLE)
        if entry is not None:
            self.gone_to.emit(entry.key)

    def _render(self) -> None:
        self.setFixedWidth(self._theme.px(168 if self.narrow else 188))
        self.list.doItemsLayout()
