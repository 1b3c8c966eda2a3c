"""What every test of the window stands on: a data folder of its own, a chosen day, no dialog or link by surprise.

Nothing here sleeps: tests wait for signals, or until the application is idle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QThreadPool
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QColorDialog,
    QDialog,
    QFileDialog,
    QFontDialog,
    QInputDialog,
    QMenu,
    QMessageBox,
    QWidget,
)

from negotiator.services.passphrases import Cost
from ui.app import Parts, build
from ui.screens import wait_until_idle
from ui.window import MainWindow

MOMENT = datetime(2026, 11, 23, 14, 32, tzinfo=UTC)
"""The moment at which every test of the window takes place."""

CHEAP = Cost(1, 64, 1)
"""A passphrase that costs no test any time."""

D = TypeVar("D", bound=QDialog)


class Unexpected(AssertionError):
    """Something was opened that the test did not expect."""


@pytest.fixture(autouse=True)
def no_surprises(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nested loops, the system's own dialogs and links fail the test that meets them."""

    def refuse(what: str) -> Callable[..., None]:
        def call(*arguments: object, **named: object) -> None:
            raise Unexpected(what)

        return call

    for kind in (QDialog, QMessageBox, QFileDialog, QInputDialog, QColorDialog, QFontDialog):
        monkeypatch.setattr(kind, "exec", refuse(f"{kind.__name__}.exec"))
    for name in ("information", "question", "warning", "critical", "about"):
        monkeypatch.setattr(QMessageBox, name, refuse(f"QMessageBox.{name}"))
    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"):
        monkeypatch.setattr(QFileDialog, name, refuse(f"QFileDialog.{name}"))
    for name in ("getText", "getItem", "getInt", "getDouble", "getMultiLineText"):
        monkeypatch.setattr(QInputDialog, name, refuse(f"QInputDialog.{name}"))
    monkeypatch.setattr(QMenu, "exec", refuse("QMenu.exec"))
    monkeypatch.setattr(QDesktopServices, "openUrl", refuse("QDesktopServices.openUrl"))


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication, no_surprises: None) -> Iterator[None]:
    """Windows and threads that a test leaves behind fail it."""
    yield
    assert QThreadPool.globalInstance().waitForDone(10_000)
    left = [f"{type(widget).__name__} {widget.windowTitle()!r}" for widget in _shown()]
    for widget in _shown():
        widget.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert left == [], "left open"


def _shown() -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if each.isVisible() and not each.property(KEPT)]


KEPT = "kept-between-tests"
"""Property of a window that several tests share."""


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    """Settings, recents, working copies and safety copies of one test."""
    return tmp_path / "data"


@pytest.fixture
def parts(qapp: QApplication, data_folder: Path) -> Iterator[Parts]:
    """The whole application, its window shown, no workspace open."""
    made = shown(data_folder)
    yield made
    put_away(made)


def shown(folder: Path) -> Parts:
    """The whole application, its window shown and active."""
    made = build(folder, lambda: MOMENT, "light", session_clock=True, passphrase_cost=CHEAP)
    made.window.resize(1280, 800)
    made.window.show()
    made.window.activateWindow()
    assert wait_until_idle(made)
    return made


def put_away(made: Parts) -> None:
    """End it, and see that no dialog was left open."""
    open_still = [each.windowTitle() for each in made.window.findChildren(QDialog) if each.isVisible()]
    made.jobs.drain()
    if made.bridge.is_open:
        made.bridge.close()
    made.window.close()
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert open_still == [], "left open"


@pytest.fixture
def window(parts: Parts) -> MainWindow:
    """The main window, no workspace open."""
    return parts.window


@pytest.fixture
def idle(parts: Parts) -> Callable[[], None]:
    """Waits until no job runs and costs are settled."""

    def wait() -> None:
        assert wait_until_idle(parts), "still busy"

    return wait


@pytest.fixture
def sample(parts: Parts, idle: Callable[[], None]) -> MainWindow:
    """The main window with the sample open and costed."""
    parts.window.files.open_sample()
    idle()
    return parts.window


@pytest.fixture
def dialog(window: MainWindow) -> Callable[[type[D]], D]:
    """Finds the one open dialog of a type; fails where there is none."""

    def find(kind: type[D]) -> D:
        found = [each for each in window.findChildren(kind) if each.isVisible()]
        assert len(found) == 1, [type(each).__name__ for each in window.findChildren(QDialog) if each.isVisible()]
        return found[0]

    return find
