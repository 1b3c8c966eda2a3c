"""Ctrl+K: any command, page or record, by typing a part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets import DETAIL_ROLE, ICON_ROLE, TRAIL_ROLE, Icon, RecordList, Rule, Text

Index = QModelIndex | QPersistentModelIndex
MOST = 60
"""Finds shown; more would not be read."""


@dataclass(frozen=True, slots=True)
class Find:
    """Something that can be found. ``target`` is handed back when it is chosen."""

    words: str
    detail: str
    icon: str
    target: tuple[str, ...]
    trail: str = ""


Source = Callable[[], Iterable[Find]]


def matching(finds: Iterable[Find], typed: str) -> list[Find]:
    """Those that hold every typed word, in their order; where the words begin with what was typed, first."""
    parts = typed.casefold().split()
    begins: list[Find] = []
    holds: list[Find] = []
    for find in finds:
        text = f"{find.words} {find.detail}".casefold()
        if all(part in text for part in parts):
            (begins if parts and find.words.casefold().startswith(parts[0]) else holds).append(find)
        if len(begins) >= MOST:
            break
    return (begins + holds)[:MOST]


class FindModel(QAbstractListModel):
    """What was found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.finds: tuple[Find, ...] = ()

    def set_finds(self, finds: Sequence[Find]) -> None:
        self.beginResetModel()
        self.finds = tuple(finds)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.finds)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.finds):
            return None
        find = self.finds[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (find.words, find.detail, find.trail) if part)
        return {
            int(Qt.ItemDataRole.DisplayRole): find.words,
            DETAIL_ROLE: find.detail,
            ICON_ROLE: (find.icon, "muted"),
            TRAIL_ROLE: find.trail,
        }.get(int(role))


class Palette(QDialog):
    """A field and what it finds. ``chosen`` gives the target of the find."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, sources: Sequence[Source], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Find anything"))
        self._sources = tuple(sources)
        self._theme = theme
        self.field = QLineEdit()
        self.field.setObjectName("paletteField")
        self.field.setPlaceholderText(self.tr("Find a command, a page, or anything in this workspace"))
        self.field.setAccessibleName(self.tr("Find anything"))
        self.model = FindModel(self)
        self.list = RecordList(theme, self.tr("Found"), height=44)
        self.list.setModel(self.model)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.nothing = Text(self.tr("Nothing found. Try a part of a name."), "body", "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.hide()
        box = QFrame()
        box.setObjectName("paletteBox")
        column = QVBoxLayout(box)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(14, 6, 8, 6)
        row.addWidget(Icon(theme, "search", "muted", 18))
        row.addWidget(self.field, 1)
        column.addLayout(row)
        column.addWidget(Rule())
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(box)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._on_chosen)
        self.resize(theme.px(560), theme.px(430))
        self._search("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: 8,
                Qt.Key.Key_PageUp: -8,
            }.get(Qt.Key(event.key()))
            if step is not None:
                self._move(step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_chosen(self.list.currentIndex())
                return True
        return False

    def event(self, event: QEvent) -> bool:
        """Going elsewhere puts it away."""
        if event.type() == QEvent.Type.WindowDeactivate:
            self.close()
        return super().event(event)

    def _search(self, typed: str) -> None:
        found = matching(self._all(), typed)
        self.model.set_finds(found)
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        if found:
            self.list.setCurrentIndex(self.model.index(0))

    def _all(self) -> Iterator[Find]:
        for source in self._sources:
            yield from source()

    def _move(self, step: int) -> None:
        count = self.model.rowCount()
        if count:
            row = max(0, min(count - 1, self.list.currentIndex().row() + step))
            self.list.setCurrentIndex(self.model.index(row))

    def _on_chosen(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self.model.finds):
            target = self.model.finds[index.row()].target
            self.close()
            self.chosen.emit(target)
