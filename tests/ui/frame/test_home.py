"""The home page: greeting, recents with what is next, templates, the sample."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from negotiator.services.recents import Recent
from negotiator.wording.templates import TEMPLATES
from ui.app import Parts
from ui.pages.home import HomePage
from ui.pages.home.recents import RecentColumn, RecentModel
from ui.window import MainWindow


@pytest.mark.parametrize(
    ("hour", "person", "said"),
    [
        (8, "Priya Nair", "Good morning, Priya"),
        (14, "", "Good afternoon"),
        (19, "  ", "Good evening"),
        (12, "Tom", "Good afternoon, Tom"),
    ],
)
def test_the_greeting_follows_the_hour(parts: Parts, qtbot: QtBot, hour: int, person: str, said: str) -> None:
    page = HomePage(parts.theme, lambda: datetime(2026, 11, 23, hour, tzinfo=UTC))
    qtbot.addWidget(page)
    page.greet(person)
    assert page.head.title.text() == said


def words(recent: Recent, column: RecentColumn) -> str:
    model = RecentModel()
    model.today = date(2026, 11, 23)
    return model.words(recent, column)


@pytest.mark.parametrize(
    ("saved", "said"),
    [
        ("2026-11-23T14:32:00+00:00", "Today, 14:32"),
        ("2026-11-19T10:00:00+00:00", "Thu 19 Nov"),
        ("2026-10-28T10:00:00+00:00", "28 Oct"),
        ("2025-10-28T10:00:00+00:00", "28 Oct 2025"),
        ("", ""),
        ("rubbish", ""),
    ],
)
def test_when_it_was_saved_is_said_as_people_say_it(saved: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert words(Recent("x.negotiation", "X", saved), RecentColumn.SAVED) == said


@pytest.mark.parametrize(
    ("meeting", "forum", "said"),
    [
        ("2026-12-03", "JNCC", "JNCC, 3 Dec"),
        ("2026-12-03", "", "Meeting, 3 Dec"),
        ("2026-11-09", "JNCC", "Last met 9 Nov"),
        ("", "", "No meeting set"),
    ],
)
def test_what_is_next_is_said(meeting: str, forum: str, said: str) -> None:
    assert words(Recent("x.negotiation", "X", "", meeting, forum), RecentColumn.NEXT) == said


def test_a_recent_that_is_gone_says_so(tmp_path: Path) -> None:
    model = RecentModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    there = tmp_path / "there.negotiation"
    there.touch()
    model.set_records((Recent(str(there), "There"), Recent(str(tmp_path / "gone.negotiation"), "Gone")))
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 0).data(role) == f"Workspace: There, {tmp_path}"
    assert model.index(1, 0).data(role) == f"Workspace: Gone, Not found in {tmp_path}"
    assert tester.model().rowCount() == 2


def test_an_unknown_marking_in_the_list_counts_as_the_team_s() -> None:
    assert words(Recent("x", "X", marking="purple"), RecentColumn.MARKING) == "team"


def test_an_empty_home_page_says_the_next_step_and_starts_on_new(window: MainWindow) -> None:
    assert window.home.empty.isVisible()
    assert not window.home.sample_card.isVisible()
    assert window.focusWidget() is window.home.new_button


def test_every_template_is_offered_and_chosen_with_enter(window: MainWindow, qtbot: QtBot) -> None:
    home = window.home
    listed = [home.templates.item(row).text() for row in range(home.templates.rowCount())]
    assert listed == [template.title for template in TEMPLATES.values()]
    home.template_chosen.disconnect()
    home.template_list.setCurrentIndex(home.templates.index(2, 0))
    with qtbot.waitSignal(home.template_chosen) as told:
        qtbot.keyClick(home.template_list, Qt.Key.Key_Return)
    assert told.args == ["regrading"]


def test_the_sample_opens_from_the_empty_list(window: MainWindow, qtbot: QtBot, idle: Callable[[], None]) -> None:
    assert window.home.empty.button is not None
    qtbot.mouseClick(window.home.empty.button, Qt.MouseButton.LeftButton)
    idle()
    assert window.bridge.workspace.fictional
