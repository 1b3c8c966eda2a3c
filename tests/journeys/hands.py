"""What a person does at the window, by mouse and keyboard alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.app import Parts
from ui.pages.base import Page
from ui.screens import wait_until_idle
from ui.widgets import Segmented
from ui.window import MainWindow

P = TypeVar("P", bound=Page)
D = TypeVar("D", bound=QDialog)
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class Hands:
    """A person at the window. Whatever is pressed goes to what has the focus, as on a real keyboard."""

    parts: Parts
    qtbot: QtBot

    @property
    def window(self) -> MainWindow:
        return self.parts.window

    def wait(self) -> None:
        """Until no job runs and costs are settled."""
        assert wait_until_idle(self.parts), "still busy"

    # The keyboard.

    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the focus"
        return found

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def type(self, text: str) -> None:
        """One key after the other: the first may open an editor that takes the rest."""
        for character in text:
            QTest.keyClick(self.focus(), character)

    def retype(self, field: QLineEdit, text: str) -> None:
        """Click into a field and put something else there."""
        self.click(field)
        self.press(Qt.Key.Key_A, CTRL)
        self.type(text)

    def go(self, page_type: type[P]) -> P:
        """Ctrl and the page's number in the rail."""
        number = list(self.window.entries).index(page_type.key) + 1
        self.press(Qt.Key(Qt.Key.Key_0 + number), CTRL)
        page = self.window.stack.currentWidget()
        assert isinstance(page, page_type)
        self.wait()
        return page

    # The mouse.

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        assert widget.isVisible() and widget.isEnabled(), f"cannot be clicked: {widget.accessibleName() or widget}"
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place or widget.rect().center())

    def click_cell(self, view: QAbstractItemView, index: QModelIndex) -> None:
        view.scrollTo(index)
        self.click(view.viewport(), view.visualRect(index).center())

    def choose(self, box: QComboBox, data: object) -> None:
        """Pick an entry of a combo box from its list."""
        row = box.findData(data) if not isinstance(data, str) or box.findData(data) >= 0 else box.findText(data)
        assert row >= 0, f"not offered: {data}"
        box.setFocus()
        box.showPopup()
        view = box.view()
        self.qtbot.waitUntil(view.isVisible)
        view.setCurrentIndex(view.model().index(row, box.modelColumn(), box.rootModelIndex()))
        QTest.keyClick(view, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: not view.isVisible())
        self.activate(box.window())
        assert box.currentIndex() == row

    def choose_segment(self, segmented: Segmented, words: str) -> None:
        self.click(next(button for button in segmented.findChildren(QPushButton) if button.text() == words))

    def choose_from_menu(self, button: QWidget, text: str) -> None:
        """Open the menu of a button and click one of its entries."""
        self.click(button)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(action for action in menu.actions() if action.text() == text)
        self.qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())

    # Dialogs.

    def activate(self, window: QWidget) -> None:
        """What a window manager does when a dialog opens or a list closes."""
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)

    def dialog(self, kind: type[D]) -> D:
        """The one open dialog of a kind."""
        found = [each for each in self.window.findChildren(kind) if each.isVisible()]
        names = [type(each).__name__ for each in self.window.findChildren(QDialog) if each.isVisible()]
        assert len(found) == 1, f"open: {names}"
        self.activate(found[0])
        return found[0]

    def no_dialog(self) -> None:
        open_ones = [each.windowTitle() for each in self.window.findChildren(QDialog) if each.isVisible()]
        assert open_ones == []

    def choose_file(self, path: Path) -> None:
        """Type a path into the open file dialog and press Enter."""
        dialog = self.dialog(QFileDialog)
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert field is not None
        field.setCompleter(None)  # its list of suggestions would take the Enter that follows
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, str(path))
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: not dialog.isVisible())
        self.activate(self.window)
