"""A page with everything real behind it: a workspace in a folder of the test's own, the theme, jobs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from negotiator.domain.workspace import Record
from ui.bridge import Bridge
from ui.jobs import Jobs
from ui.pages.base import Page, PageContext
from ui.settings import AppSettings
from ui.theme import Theme

TODAY = date(2026, 11, 23)
P = TypeVar("P", bound=Page)


@dataclass
class Desk:
    """A page's surroundings. What it asked of the window is in ``visited``, ``said``, ``problems`` and ``ran``."""

    context: PageContext
    qtbot: QtBot
    visited: list[tuple[str, str, str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    problems: list[Exception] = field(default_factory=list)
    ran: list[str] = field(default_factory=list)
    kept: list[Page] = field(default_factory=list)
    """Pages shown."""

    @property
    def bridge(self) -> Bridge:
        return self.context.bridge

    def show(self, page_type: type[P], size: tuple[int, int] = (1092, 700)) -> P:
        """Make the page and show it at the size it has in a window of 1280 × 800."""
        page = page_type(self.context)
        self.qtbot.addWidget(page)
        self.kept.append(page)
        page.resize(*size)
        page.show()
        self.qtbot.waitExposed(page)
        return page


MakeDesk = Callable[[Iterable[Record]], Desk]


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture
def make_desk(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[MakeDesk]:
    """Opens a workspace with these records and lays out a desk for it; all is put away at the end."""
    made: list[tuple[Jobs, Bridge]] = []
    kept: list[Page] = []  # held until the desk is put away, as a window holds its pages

    def make(records: Iterable[Record] = ()) -> Desk:
        jobs = Jobs()
        bridge = Bridge(jobs, tmp_path / "data")
        made.append((jobs, bridge))
        bridge.new(records)
        visited: list[tuple[str, str, str]] = []
        said: list[str] = []
        problems: list[Exception] = []
        ran: list[str] = []

        def navigate(key: str, kind: str = "", record_id: str = "") -> None:
            visited.append((key, kind, record_id))

        def toast(sentence: str, undo: bool = True) -> None:
            said.append(sentence)

        settings = AppSettings(tmp_path / "config")
        context = PageContext(
            bridge, jobs, theme, settings, navigate, toast, problems.append, lambda: TODAY, ran.append
        )
        return Desk(context, qtbot, visited, said, problems, ran, kept)

    yield make
    for jobs, bridge in made:
        qtbot.waitUntil(lambda jobs=jobs: not jobs.is_busy, timeout=20_000)
        bridge.close()
        jobs.drain()
