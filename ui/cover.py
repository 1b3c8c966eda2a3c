"""What lies over the pages while long work is done: nothing can be edited, and after a moment it says why."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.theme import Theme
from ui.widgets import ProgressPanel, Text, announce

SAY_AFTER = 300
"""Milliseconds after which work is said to be under way: what is over before that need not be told."""


class WorkCover(QWidget):
    """Lies over its parent as long as the bridge works, takes mouse and keyboard, and gives the focus back after."""

    def __init__(self, theme: Theme, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._bridge, self._host = theme, bridge, parent
        self._before: QWidget | None = None
        self.hide()
        self.setAccessibleName(self.tr("Work under way"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.panel = QFrame(self)
        self.panel.setObjectName("card")
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(12, 12, 12, 12)
        self.progress = ProgressPanel(theme)
        column.addWidget(self.progress)
        column.addWidget(Text(self.tr("Changes can be made once this is done."), "caption", "muted", wrap=True))
        self._say = QTimer(self)
        self._say.setSingleShot(True)
        self._say.setInterval(SAY_AFTER)
        self._say.timeout.connect(self._on_say)
        bridge.about_to_work.connect(self._on_about)
        bridge.work_changed.connect(self._on_changed)
        bridge.work_progressed.connect(self._on_progressed)
        self.progress.cancelled.connect(bridge.cancel_work)
        parent.installEventFilter(self)

    @property
    def sentence(self) -> str:
        """What is said while it lies there."""
        return f"{self._bridge.work_words}…"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The Tab key stays here: the fields beneath would take what is typed."""
        if self.progress.isVisible() and self.progress.cancel_button.isEnabled():
            self.progress.cancel_button.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape cancels; whatever else is pressed does nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self._bridge.cancel_work()

    def _on_about(self) -> None:
        """What is being typed in a page is kept by its field when the focus goes."""
        focus = QApplication.focusWidget()
        if focus is not None and self._host.isAncestorOf(focus):
            self._before = focus
            focus.clearFocus()

    def _on_changed(self) -> None:
        if not self._bridge.work_words:
            self._lift()
            return
        if self.isHidden():
            self._place()
            self.progress.hide()
            self.panel.hide()
            self.show()
            self.raise_()
            if self._before is not None:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._say.start()
        self.progress.words.setText(self.sentence)
        self.progress.cancel_button.setVisible(self._bridge.can_cancel_work)

    def _on_say(self) -> None:
        self.progress.start(self.sentence)
        self.panel.show()
        self._place()
        announce(self, self.sentence)

    def _on_progressed(self, share: float) -> None:
        self.progress.set_progress(share)

    def _lift(self) -> None:
        self._say.stop()
        held = self.hasFocus() or self.progress.cancel_button.hasFocus()
        self.hide()
        before, self._before = self._before, None
        if before is not None and held and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        self.setGeometry(self._host.rect())
        width = min(self._theme.px(460), self.width() - self._theme.px(32))
        self.panel.setFixedWidth(max(0, width))
        self.panel.adjustSize()
        self.panel.move((self.width() - self.panel.width()) // 2, (self.height() - self.panel.height()) // 2)
