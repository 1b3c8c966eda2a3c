"""Words on screen: plain by default, so that what people typed is never read as markup."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import Theme


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet reads, and let it be read again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Text(QLabel):
    """A label in a text role (``caption``, ``body``, ``card-title`` …) and a tone (``muted``, ``red`` …)."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        *,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setText(text)
        if wrap:
            self.setWordWrap(True)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def set_tone(self, tone: str) -> None:
        set_property(self, "tone", tone)


class ElidedText(Text):
    """A label that shortens its words to the room it has; ``text`` stays whole, as do tooltip and accessible name."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        *,
        middle: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._whole = ""
        self._mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        super().__init__(text, role, tone, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        return self._whole

    def shown(self) -> str:
        """What there is room for."""
        return super().text()

    def setText(self, text: str) -> None:
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…") * 3, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        super().setText(self.fontMetrics().elidedText(self._whole, self._mode, max(self.width(), 20)))


Part = str | tuple[str, str]
"""Words, or words with how they stand: any of ``strong`` and one tone, such as ``("£9 inside", "strong green")``."""


class Words(QLabel):
    """A sentence of parts, some strong or toned. Every part is escaped."""

    def __init__(
        self,
        theme: Theme,
        parts: Sequence[Part] = (),
        role: str = "body",
        *,
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: tuple[Part, ...] = ()
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._render)
        self.set_parts(parts)

    def set_parts(self, parts: Sequence[Part]) -> None:
        self._parts = tuple(parts)
        self._render()

    def plain(self) -> str:
        return "".join(part if isinstance(part, str) else part[0] for part in self._parts)

    def _render(self) -> None:
        self.setText("".join(self._marked(part) for part in self._parts))
        self.setAccessibleDescription("")

    def _marked(self, part: Part) -> str:
        words, manner = (part, "") if isinstance(part, str) else part
        text = escape(words).replace("\n", "<br>")
        for word in manner.split():
            if word == "strong":
                text = f'<span style="font-weight:600">{text}</span>'
            else:
                text = f'<span style="color:{getattr(self._theme.tokens, word)}">{text}</span>'
        return text


class Icon(QLabel):
    """An icon beside its word. It says nothing by itself, so a screen reader passes over it."""

    def __init__(
        self, theme: Theme, name: str, tone: str = "text", size: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name, self._tone, self._size = name, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._render)
        self._render()

    def set_icon(self, name: str, tone: str | None = None) -> None:
        self._name, self._tone = name, tone or self._tone
        self._render()

    def _render(self) -> None:
        self.setPixmap(self._theme.pixmap(self._name, self._tone, self._size))
