"""What the window says by itself: toasts, the status line, progress."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedText, Icon, Text

TOAST_MILLISECONDS = 8000


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say a sentence."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


class Toast(QFrame):
    """One sentence and Undo at the left bottom of its parent, for eight seconds or as long as it has the focus."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.hide()
        self._theme, self._host = theme, parent
        self._undo: Callable[[], None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(12)
        self.words = Text("", "body", "on_toast")
        self.undo_button = Button(theme, self.tr("Undo"), role="toast")
        self.undo_button.clicked.connect(self._on_undo)
        self.close_button = Button(theme, self.tr("Dismiss"), role="toast")
        self.close_button.clicked.connect(self.hide)
        row.addWidget(self.words, 1)
        row.addWidget(self.undo_button)
        row.addWidget(self.close_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TOAST_MILLISECONDS)
        self._timer.timeout.connect(self._on_time)
        parent.installEventFilter(self)
        for button in (self.undo_button, self.close_button):
            button.installEventFilter(self)

    def say(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        """Show a sentence. With ``undo``, its button takes the change back."""
        self._undo = undo
        self.words.setText(sentence)
        self.undo_button.setVisible(undo is not None)
        self.setAccessibleName(sentence)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._place()
        elif watched is not self.parent() and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._timer.start()
        return False

    def _place(self) -> None:
        self.adjustSize()
        parent = self._host
        width = min(self.sizeHint().width(), parent.width() - 32)
        self.resize(width, self.sizeHint().height())
        self.move(16, parent.height() - self.height() - 16)

    def _on_undo(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()

    def _on_time(self) -> None:
        if self.undo_button.hasFocus() or self.close_button.hasFocus():
            return
        self.hide()


class StatusLine(QFrame):
    """What is always said: where the work is saved, whether costs are up to date; rates and basis at the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._items: dict[str, tuple[Icon, ElidedText]] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(18)
        self._left, self._right = QHBoxLayout(), QHBoxLayout()
        for side in (self._left, self._right):
            side.setSpacing(18)
        row.addLayout(self._left)
        row.addStretch(1000)
        row.addLayout(self._right)

    def set(self, key: str, text: str, icon: str = "", tone: str = "muted", *, right: bool = False) -> None:
        """Say something under a key; an empty text takes it away."""
        if key not in self._items:
            box = QHBoxLayout()
            box.setSpacing(6)
            mark, words = (
                Icon(self._theme, "circle-check", "green", 14),
                ElidedText("", "caption", "muted", middle=not right),
            )
            box.addWidget(mark)
            box.addWidget(words)
            (self._right if right else self._left).addLayout(box)
            self._items[key] = (mark, words)
        mark, words = self._items[key]
        words.setText(text)
        words.setVisible(bool(text))
        mark.setVisible(bool(icon and text))
        if icon:
            mark.set_icon(icon, tone)

    def text(self, key: str) -> str:
        """What stands under a key; empty where nothing does."""
        return self._items[key][1].text() if key in self._items else ""


class ProgressPanel(QFrame):
    """Long work, how far it is, and Cancel. Connect it to a job with `follow`."""

    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sunken")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        head = QHBoxLayout()
        self.words = Text("", "body")
        self.cancel_button = Button(theme, self.tr("Cancel"), role="small")
        self.cancel_button.clicked.connect(self.cancelled)
        head.addWidget(self.words, 1)
        head.addWidget(self.cancel_button)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName(self.tr("Progress"))
        column.addLayout(head)
        column.addWidget(self.bar)
        self.hide()

    def start(self, sentence: str) -> None:
        self.words.setText(sentence)
        self.bar.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        self.show()

    def set_progress(self, share: float, sentence: str = "") -> None:
        """``share`` from 0 to 1; below 0 where it is not known."""
        self.bar.setRange(0, 1000 if share >= 0 else 0)
        self.bar.setValue(round(share * 1000))
        if sentence:
            self.words.setText(sentence)

    def finish(self) -> None:
        self.hide()
