"""Buttons by what they are for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from ui.theme import Theme

_GAP = 6
_ICON_TONES = {"primary": "on_fill", "link": "blue"}


class Button(QPushButton):
    """A button in a role: ``primary`` (one a page), ``secondary``, ``small`` (in a card's row) or ``link``."""

    def __init__(
        self, theme: Theme, text: str, icon: str = "", role: str = "secondary", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._theme, self._icon_name = theme, icon
        self.setProperty("role", role)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._render)
        self._render()

    def set_icon(self, icon: str) -> None:
        self._icon_name = icon
        self._render()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _render(self) -> None:
        if self._icon_name:
            tone = _ICON_TONES.get(str(self.property("role")), "text")
            gap = _GAP if self.text() else 0
            self.setIcon(self._theme.icon(self._icon_name, tone, 16, gap))
            self.setIconSize(self._theme.icon_size(16, gap))


class IconButton(QToolButton):
    """An icon alone, for close, previous, next and more; its name is what a screen reader says."""

    def __init__(self, theme: Theme, icon: str, name: str, size: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon_name, self._size = theme, icon, size
        self.setProperty("role", "quiet")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._render)
        self._render()

    def set_icon(self, icon: str) -> None:
        self._icon_name = icon
        self._render()

    def _render(self) -> None:
        self.setIcon(self._theme.icon(self._icon_name, "muted", self._size))
        self.setIconSize(self._theme.icon_size(self._size))


class Segmented(QWidget):
    """A few choices side by side, one of them chosen; arrow keys move the choice."""

    chosen = Signal(object)

    def __init__(self, name: str, choices: Sequence[tuple[object, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name = name
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._keys: list[object] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.set_choices(choices)
        self._group.idClicked.connect(self._on_clicked)

    def set_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """Replace the choices; the first is chosen unless the one that was chosen is still there."""
        kept = self.value()
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        self._keys = [key for key, _ in choices]
        for index, (_, text) in enumerate(choices):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("role", "segment")
            place = "only" if len(choices) == 1 else {0: "first", len(choices) - 1: "last"}.get(index, "middle")
            button.setProperty("place", place)
            button.setAccessibleName(f"{self._name}: {text}")
            self._group.addButton(button, index)
            self._row.addWidget(button)
        if choices:
            self.set_value(kept if kept in self._keys else self._keys[0])

    def value(self) -> object:
        """The key of the chosen one, None where there are no choices."""
        index = self._group.checkedId()
        return self._keys[index] if 0 <= index < len(self._keys) else None

    def set_value(self, key: object) -> None:
        """Choose without telling; KeyError where there is no such choice."""
        if key not in self._keys:
            raise KeyError(key)
        self._group.button(self._keys.index(key)).setChecked(True)

    def _on_clicked(self, index: int) -> None:
        self.chosen.emit(self._keys[index])
