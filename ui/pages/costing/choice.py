"""The views of the costing page by name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from ui.widgets import Segmented


class ViewChoice(QWidget):
    """Views side by side; in one list instead where they have no room, as with large text."""

    chosen = Signal(str)

    def __init__(self, name: str, views: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.tabs = Segmented(name, views)
        self.box = QComboBox()
        self.box.setAccessibleName(name)
        for key, words in views:
            self.box.addItem(words, key)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.tabs)
        row.addWidget(self.box)
        row.addStretch(1)
        self.box.hide()
        self.tabs.chosen.connect(self._on_tab)
        self.box.activated.connect(self._on_box)

    def value(self) -> str:
        """The key of the view that is shown."""
        return str(self.box.currentData())

    def set_value(self, key: str) -> None:
        """Choose without telling; KeyError where there is no such view."""
        self.tabs.set_value(key)
        self.box.setCurrentIndex(self.box.findData(key))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.box.minimumSizeHint().width(), self.sizeHint().height())

    def sizeHint(self) -> QSize:
        least, most = self.box.sizeHint(), self.tabs.sizeHint()
        return QSize(most.width(), max(least.height(), most.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.tabs.sizeHint().width()
        self.tabs.setVisible(not narrow)
        self.box.setVisible(narrow)

    def _on_tab(self, key: object) -> None:
        self.set_value(str(key))
        self.chosen.emit(str(key))

    def _on_box(self, index: int) -> None:
        self.tabs.set_value(self.value())
        self.chosen.emit(self.value())
