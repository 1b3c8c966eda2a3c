"""What matters to a person and what serves it, beside what presses on them: two lists, each row opening its form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from negotiator.domain.stakeholders import Interest
from ui.theme import Theme
from ui.widgets import Button, Icon, Text

INTEREST, PRESSURE = "interest", "pressure"


class InterestRow(QPushButton):
    """One interest or pressure; pressing it opens its form."""

    def __init__(self, theme: Theme, interest: Interest, served: str, parent: QWidget | None = None) -> None:
        words = interest.text
        super().__init__(parent)
        self.interest = interest
        self.setProperty("role", "row")
        self.setAutoDefault(False)
        self.setAccessibleName(self.tr("Edit: {text}, {served}").format(text=words, served=served))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 3, 2, 3)
        row.setSpacing(8)
        icon = "heart-pulse" if interest.kind == INTEREST else "trending-up"
        row.addWidget(Icon(theme, icon, "muted", 16), 0, Qt.AlignmentFlag.AlignTop)
        label = Text(f"{words} · {served}" if served else words, "body", wrap=True)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(label, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else super().heightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A width that comes with a scroll bar may want another line, and the layout around keeps its old answer."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def sizeHint(self) -> Any:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()


class Interests(QWidget):
    """``add_asked`` gives the kind, ``edit_asked`` the interest of the row that was pressed."""

    add_asked = Signal(str)
    edit_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lists: dict[str, QVBoxLayout] = {}
        self.add_links: dict[str, Button] = {}
        halves = QHBoxLayout(self)
        halves.setContentsMargins(16, 10, 16, 8)
        halves.setSpacing(16)
        for kind, head, add in (
            (INTEREST, self.tr("Interests, and what serves them"), self.tr("Add interest")),
            (PRESSURE, self.tr("Pressures, and what to take back"), self.tr("Add pressure")),
        ):
            half = QWidget()
            half.setMinimumWidth(1)
            half.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            column = QVBoxLayout(half)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(1)
            column.addWidget(Text(head, "caption-strong", "muted", wrap=True))
            self._lists[kind] = QVBoxLayout()
            self._lists[kind].setSpacing(0)
            column.addLayout(self._lists[kind])
            self.add_links[kind] = Button(theme, add, role="link")
            column.addWidget(self.add_links[kind])
            column.addStretch(1)
            halves.addWidget(half, 1)
        self.add_links[INTEREST].clicked.connect(self._on_add_interest)
        self.add_links[PRESSURE].clicked.connect(self._on_add_pressure)

    def set_rows(self, rows: Sequence[tuple[Interest, str]]) -> None:
        """Each with the words of what serves it, or of how it is known."""
        for column in self._lists.values():
            while (item := column.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
        for interest, served in rows:
            row = InterestRow(self._theme, interest, served)
            row.clicked.connect(self._on_row)
            self._lists[interest.kind].addWidget(row)

    def _on_row(self) -> None:
        row = self.sender()
        if isinstance(row, InterestRow):
            self.edit_asked.emit(row.interest)

    def _on_add_interest(self) -> None:
        self.add_asked.emit(INTEREST)

    def _on_add_pressure(self) -> None:
        self.add_asked.emit(PRESSURE)
