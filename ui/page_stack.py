"""The pages, one shown at a time; where one lacks the room that it needs at least, it scrolls and is not cut."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget


class PageStack(QStackedWidget):
    """Asks for the room of the page shown, not for that of the largest page made so far."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self._on_current)

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else QSize(0, 0)

    def heightForWidth(self, width: int) -> int:
        """What a page needs at least: the room that its texts would like to have is no reason to scroll."""
        return self.minimumSizeHint().height()

    def _on_current(self, index: int) -> None:
        self.updateGeometry()


class PageArea(QScrollArea):
    """Scrolls the ``stack`` where the window is small or the text large."""

    def __init__(self, stack: PageStack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab brings what it comes to into view
        self.setWidget(stack)
        stack.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
