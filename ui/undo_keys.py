"""Ctrl+Z where the keyboard is: a field with something of its own to take back keeps it, any other lets it through."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


class UndoKeys(QObject):
    """Qt's fields take Ctrl+Z even when they have nothing to undo: after a figure was kept, the key would be dead."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if isinstance(new, (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox)) and self._window.isAncestorOf(new):
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        undoes, redoes = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
        if (undoes and not _has_steps(watched, back=True)) or (redoes and not _has_steps(watched, back=False)):
            event.ignore()
            return True  # not the field's: the window's own undo gets it
        return False


def _has_steps(field: QObject, *, back: bool) -> bool:
    """True where the field itself has something to undo, or to redo."""
    if isinstance(field, QAbstractSpinBox):
        field = field.lineEdit()
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() if back else field.isRedoAvailable()
    if isinstance(field, (QTextEdit, QPlainTextEdit)):
        document = field.document()
        return document.isUndoAvailable() if back else document.isRedoAvailable()
    return False
