"""Editors in the cells of the table: a field for text and figures, a list for band, step and zone."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemDelegate, QComboBox, QLineEdit, QStyleOptionViewItem, QWidget

from ui.pages.establishment import entry
from ui.pages.establishment.entry import LineColumn, Steps
from ui.theme import Theme
from ui.widgets import ERROR_ROLE, RECORD_ROLE, CellDelegate

Index = QModelIndex | QPersistentModelIndex


class LineDelegate(CellDelegate):
    """Makes the editor that a column asks for. ``steps`` is kept fresh by whoever owns it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.steps: Steps = {}

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column, line = self._column(index), index.data(RECORD_ROLE)
        editor: QWidget
        if column in entry.CHOICES:
            box = QComboBox(parent)
            for key, words in entry.choices(column, line.band, self.steps):
                box.addItem(words, key)
            box.activated.connect(self._on_activated)
            editor = box
        else:
            field = QLineEdit(parent)
            field.setAlignment(Qt.AlignmentFlag.AlignRight if column in entry.FIGURES else Qt.AlignmentFlag.AlignLeft)
            editor = field
        editor.setAccessibleName(f"{entry.label(column)}, {line.name}")
        editor.setAccessibleDescription(index.data(ERROR_ROLE) or "")
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(text))
            QTimer.singleShot(0, editor, editor.showPopup)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        if isinstance(editor, QComboBox):
            if editor.currentIndex() >= 0:
                model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def _column(self, index: Index) -> LineColumn:
        return tuple(LineColumn)[index.column()]

    def _on_activated(self) -> None:
        editor = self.sender()
        if isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
