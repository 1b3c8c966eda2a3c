"""The box at the right of the menus: "Find anything  Ctrl K"."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.labels import Icon, Text


class FindBox(QPushButton):
    """Looks like a field and opens the palette."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._narrow = theme, False
        self.setProperty("role", "find")
        self.setAutoDefault(False)
        self.setAccessibleName(self.tr("Find anything, Ctrl+K"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 7, 0)
        row.setSpacing(8)
        row.addWidget(Icon(theme, "search", "muted", 15))
        row.addWidget(Text(self.tr("Find anything"), "body", "muted"), 1)
        key = QLabel(self.tr("Ctrl K"))
        key.setObjectName("key")
        key.setProperty("role", "caption-medium")
        key.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(key)
        theme.changed.connect(self.updateGeometry)

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(230 if self._narrow else 300), self._theme.px(28))
