"""Every page is walked as a screen reader walks it, and with the Tab key."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.app import Parts
from ui.pages.registry import pages
from ui.window import MainWindow

KEYS = [entry.key for entry in pages()]


def focusable(root: QWidget) -> Iterator[QWidget]:
    """Widgets that the Tab key reaches, without the inner parts of compound fields."""
    for widget in (root, *root.findChildren(QWidget)):
        inner = isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox)
        viewport = isinstance(widget.parentWidget(), QAbstractScrollArea) and widget.objectName().startswith("qt_")
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not inner and not viewport:
            yield widget


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def unnamed(root: QWidget) -> list[str]:
    return [
        f"{type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}"
        for widget in focusable(root)
        if not name_of(widget).strip()
    ]


def test_everything_on_the_home_page_has_a_name(window: MainWindow) -> None:
    assert len(list(focusable(window))) >= 5
    assert unnamed(window) == []


@pytest.mark.parametrize("key", KEYS)
def test_everything_on_a_page_has_a_name(sample: MainWindow, idle: Callable[[], None], key: str) -> None:
    sample.navigate(key)
    idle()
    assert sample.current_key() == key
    assert unnamed(sample) == []


@pytest.mark.parametrize("key", KEYS)
def test_the_tab_key_leaves_every_table_and_comes_round(
    sample: MainWindow, idle: Callable[[], None], qtbot: QtBot, key: str
) -> None:
    sample.navigate(key)
    idle()
    reachable = len(list(focusable(sample)))
    sample.find_box.setFocus()
    seen: list[int] = []
    for _ in range(reachable + 5):
        widget = QApplication.focusWidget()
        assert widget is not None
        if seen and id(widget) == seen[0]:
            break
        assert id(widget) not in seen[-1:], f"Tab does not leave {type(widget).__name__} {name_of(widget)!r}"
        seen.append(id(widget))
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    else:
        pytest.fail("Tab never came round to where it began")


@pytest.mark.parametrize("key", KEYS)
def test_every_table_lets_the_tab_key_go(sample: MainWindow, idle: Callable[[], None], key: str) -> None:
    sample.navigate(key)
    idle()
    assert [table.accessibleName() for table in sample.findChildren(QTableView) if table.tabKeyNavigation()] == []


@pytest.mark.parametrize("key", KEYS)
def test_a_page_has_at_most_one_primary_button(sample: MainWindow, idle: Callable[[], None], key: str) -> None:
    sample.navigate(key)
    idle()
    primary = [w for w in sample.pages[key].findChildren(QWidget) if w.isVisible() and w.property("role") == "primary"]
    assert len(primary) <= 1


@pytest.mark.parametrize("key", KEYS)
def test_a_page_fits_a_small_screen(sample: MainWindow, idle: Callable[[], None], key: str) -> None:
    sample.resize(1024, 700)
    sample.navigate(key)
    idle()
    assert (sample.width(), sample.height()) == (1024, 700), "something is wider than 1024×700 lets it be"
    page = sample.pages[key]
    assert page.minimumSizeHint().width() <= page.width()


@pytest.mark.parametrize("mode", ["dark", "contrast", "light"])
def test_every_page_draws_itself_in_other_colours_and_larger_text(
    parts: Parts, sample: MainWindow, idle: Callable[[], None], mode: str
) -> None:
    for key in KEYS:
        sample.navigate(key)
        idle()
    parts.theme.set_mode(mode)
    parts.theme.set_text_size(150)
    for key in KEYS:
        sample.navigate(key)
        idle()
        assert not sample.grab().isNull()
    parts.theme.set_text_size(100)
