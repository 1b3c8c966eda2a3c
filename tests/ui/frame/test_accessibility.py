"""Every page is walked as a screen reader walks it, and with the Tab key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
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

from tests.ui.conftest import KEPT, put_away, shown
from ui.app import Parts
from ui.pages.registry import pages
from ui.screens import wait_until_idle
from ui.window import MainWindow

KEYS = [entry.key for entry in pages()]
MOST_STEPS = 120
"""More stops of the Tab key than any page has."""


@pytest.fixture(scope="module")
def shared(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    """One window with the sample for all the tests here: none of them changes the workspace."""
    made = shown(tmp_path_factory.mktemp("accessibility"))
    made.window.setProperty(KEPT, True)
    made.window.files.open_sample()
    assert wait_until_idle(made)
    yield made
    put_away(made)


@pytest.fixture
def page(shared: Parts, request: pytest.FixtureRequest) -> QWidget:
    """The page of the test's key, shown and settled at 1280×800."""
    shared.window.resize(1280, 800)
    shared.window.activateWindow()
    shared.window.navigate(request.getfixturevalue("key"))
    assert wait_until_idle(shared)
    return shared.window.pages[shared.window.current_key()]


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


class _StrayWindows(QObject):
    """Notes every window that is shown besides the main one."""

    def __init__(self, main: QWidget) -> None:
        super().__init__()
        self.seen: list[str] = []
        self._main = main

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown_now = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown_now and watched is not self._main:
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()!r}")
        return False


def test_making_and_filling_pages_opens_no_window_of_their_own(parts: Parts, qapp: QApplication) -> None:
    """A widget shown before it stands in a layout flashes up as a window and takes the keyboard away."""
    stray = _StrayWindows(parts.window)
    qapp.installEventFilter(stray)
    parts.window.files.open_sample()
    for key in KEYS:
        parts.window.navigate(key)
        assert wait_until_idle(parts)
    qapp.removeEventFilter(stray)
    assert stray.seen == []


def test_everything_on_the_home_page_has_a_name(window: MainWindow) -> None:
    assert len(list(focusable(window))) >= 5
    assert unnamed(window) == []


@pytest.mark.parametrize("key", KEYS)
def test_everything_on_a_page_has_a_name(shared: Parts, page: QWidget, key: str) -> None:
    assert shared.window.current_key() == key
    assert unnamed(shared.window) == []


@pytest.mark.parametrize("key", KEYS)
def test_the_tab_key_leaves_every_table_and_comes_round(shared: Parts, page: QWidget, qtbot: QtBot, key: str) -> None:
    shared.window.find_box.setFocus()
    first = QApplication.focusWidget()
    widget, steps = first, 0
    while steps == 0 or widget is not first:
        assert widget is not None
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
        after = QApplication.focusWidget()
        assert after is not widget, f"Tab does not leave {type(widget).__name__} {name_of(widget)!r}"
        widget, steps = after, steps + 1
        assert steps <= MOST_STEPS, "Tab never came round to where it began"


@pytest.mark.parametrize("key", KEYS)
def test_every_table_lets_the_tab_key_go(page: QWidget, key: str) -> None:
    assert [table.accessibleName() for table in page.findChildren(QTableView) if table.tabKeyNavigation()] == []


@pytest.mark.parametrize("key", KEYS)
def test_a_page_has_at_most_one_primary_button(page: QWidget, key: str) -> None:
    primary = [each for each in page.findChildren(QWidget) if each.isVisible() and each.property("role") == "primary"]
    assert len(primary) <= 1


@pytest.mark.parametrize("key", KEYS)
def test_a_page_fits_a_small_screen(shared: Parts, page: QWidget, key: str) -> None:
    shared.window.resize(1024, 700)
    assert wait_until_idle(shared)
    assert (shared.window.width(), shared.window.height()) == (1024, 700)
    needs, has = page.minimumSizeHint(), page.size()
    assert (needs.width() <= has.width(), needs.height() <= has.height()) == (True, True), f"{needs} {has}"


@pytest.mark.parametrize("mode", ["dark", "contrast", "light"])
def test_every_page_draws_itself_in_other_colours_and_larger_text(shared: Parts, mode: str) -> None:
    shared.theme.set_mode(mode)
    shared.theme.set_text_size(150)
    ground = shared.theme.color("card").lightness()
    for key in KEYS:
        shared.window.navigate(key)
        assert wait_until_idle(shared)
        rail = shared.window.rail.grab().toImage()
        assert abs(rail.pixelColor(rail.width() // 2, rail.height() - 5).lightness() - ground) <= 2
        assert not shared.window.grab().isNull()
    shared.theme.set_text_size(100)
    shared.theme.set_mode("light")
