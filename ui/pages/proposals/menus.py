"""What is offered for an option and for a measure; the page does it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from negotiator.domain.proposals import Option
from ui.theme import Theme


class ActMenu(QMenu):
    """A menu of acts by key, under the button that opens it; ``asked`` gives the key of the one chosen."""

    asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.triggered.connect(self._on_triggered)

    def add(self, text: str, icon: str, key: str) -> None:
        self.addAction(self._theme.icon(icon, "text", 16), text).setData(key)

    def open_under(self, button: QWidget) -> None:
        self.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _on_triggered(self, action: QAction) -> None:
        self.asked.emit(action.data())


class OptionMenu(ActMenu):
    """``edit``, ``prefer``, ``duplicate``, ``up``, ``down``, ``add``, ``proposal``, ``delete``."""

    def __init__(self, theme: Theme, option: Option, parent: QWidget) -> None:
        super().__init__(theme, parent)
        prefer = self.tr("No longer preferred") if option.preferred else self.tr("Prefer this option")
        self.add(self.tr("Edit name and summary…"), "pencil", "edit")
        self.add(prefer, "star", "prefer")
        self.add(self.tr("Duplicate"), "copy", "duplicate")
        self.add(self.tr("Move up"), "arrow-up", "up")
        self.add(self.tr("Move down"), "arrow-down", "down")
        self.add(self.tr("Add option…"), "plus", "add")
        self.add(self.tr("New proposal…"), "plus", "proposal")
        self.add(self.tr("Delete option"), "trash-2", "delete")


class MeasureMenu(ActMenu):
    """``up``, ``down``, ``template``, ``copy``, ``copy:`` and another option's id, ``delete``."""

    def __init__(self, theme: Theme, others: Sequence[Option], parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.add(self.tr("Move up\tAlt+Up"), "arrow-up", "up")
        self.add(self.tr("Move down\tAlt+Down"), "arrow-down", "down")
        self.add(self.tr("Keep as a template…"), "save", "template")
        self.add(self.tr("Duplicate here"), "copy", "copy")
        if others:
            copy_to = self.addMenu(self.tr("Copy to"))
            for option in others:
                copy_to.addAction(option.name).setData(f"copy:{option.id}")
        self.add(self.tr("Delete measure\tDel"), "trash-2", "delete")
