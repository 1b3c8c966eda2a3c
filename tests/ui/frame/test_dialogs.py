"""Dialogs of the window itself: rates with their sources, about, keyboard, preferences, crash."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from negotiator.domain.workspace import JURISDICTIONS
from negotiator.services.lookups import rates
from ui.app import Parts
from ui.crash import CrashWatch, details_of
from ui.dialogs.about import About
from ui.dialogs.crash import CrashDialog
from ui.dialogs.keys import Keys
from ui.dialogs.preferences import Preferences
from ui.dialogs.rates import RateModel, RatesDialog, rate_lines
from ui.window import MainWindow

Find = Callable[[type[Any]], Any]
SECRET = "Dawn Okafor would settle for 62%"


@pytest.mark.parametrize("jurisdiction", JURISDICTIONS)
def test_every_rate_is_listed_once_with_its_source(jurisdiction: str) -> None:
    given = rates(jurisdiction)
    lines = tuple(rate_lines(given))
    assert len({line.id for line in lines}) == len(lines)
    assert all(line.provenance.source and line.value for line in lines)
    points = sum(len(scale.points) for scale in given.scales.values())
    assert sum(line.subject == "Pay scale" for line in lines) == points >= 30
    assert any(line.subject == "High cost area supplement" for line in lines) == bool(given.hcas)


def test_the_table_of_rates_says_in_words_what_is_unverified(qtbot: QtBot) -> None:
    model = RateModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    lines = tuple(rate_lines(rates("England")))
    model.set_records(lines)
    column = next(c for c in model.columns if c.name == "STATE")
    said = {line.provenance.verified: model.words(line, column) for line in lines}
    assert said[True] == "✓ at its source"
    assert said.get(False, "! unverified") == "! unverified"
    assert tester.model().rowCount() == len(lines)


def test_typing_narrows_the_rates_and_a_chosen_line_tells_its_source(
    window: MainWindow, dialog: Find, qtbot: QtBot
) -> None:
    window.run_action("rates")
    shown = dialog(RatesDialog)
    every = shown.proxy.rowCount()
    qtbot.keyClicks(shown.search, "levy")
    assert 0 < shown.proxy.rowCount() < every
    shown.table.selectRow(0)
    assert shown.source.text()
    shown.accept()


def test_a_rate_shows_its_sources_whole_and_gives_them_to_the_clipboard(window: MainWindow, dialog: Find) -> None:
    window.run_action("rates")
    shown = dialog(RatesDialog)
    assert shown.table.currentIndex().isValid(), "the first is chosen, so that its source is seen at once"
    line = next(each for each in shown.model.records if "; " in each.provenance.source and each.provenance.link)
    row = shown.proxy.mapFromSource(shown.model.index(shown.model.row_of(line.id), 0)).row()
    shown.table.selectRow(row)
    assert shown.source.text().split("\n") == line.provenance.source.split("; ")
    assert shown.link.text() == line.provenance.link
    shown.copy_link.click()
    assert QGuiApplication.clipboard().text() == line.provenance.link
    shown.copy_line.click()
    assert (
        line.value in QGuiApplication.clipboard().text()
        and line.provenance.source in QGuiApplication.clipboard().text()
    )
    shown.search.setText("no rate is called this")
    assert not shown.copy_line.isEnabled() and "shorter word" in shown.chosen.text()
    shown.accept()


def test_about_names_the_licences_and_the_attributions(window: MainWindow, dialog: Find) -> None:
    window.run_action("about")
    shown = dialog(About)
    text = shown.text.toPlainText()
    assert all(
        words in text for words in ("Open Government Licence", "LGPL-3.0", "SIL OPEN FONT LICENSE", "ISC License")
    )
    shown.accept()


def test_the_keyboard_page_lists_every_shortcut(window: MainWindow, dialog: Find) -> None:
    from ui.actions import ACTIONS

    window.run_action("keys")
    shown = dialog(Keys)
    listed = {key.keys for key in shown.model.records}
    assert {spec.shortcut for spec in ACTIONS if spec.shortcut} <= listed
    assert "Text size: Larger" in {key.does for key in shown.model.records}, "named as it must be outside its menu"
    shown.accept()


def test_preferences_take_effect_at_once(parts: Parts, dialog: Find, qtbot: QtBot) -> None:
    parts.window.run_action("preferences")
    shown = dialog(Preferences)
    shown.person.setText("Tom Bickerdike")
    shown.person.editingFinished.emit()
    shown.colours.setCurrentIndex(shown.colours.findData("dark"))
    assert parts.settings.choices.person == "Tom Bickerdike"
    assert parts.window.home.head.title.text() == "Good afternoon, Tom"
    assert parts.theme.tokens.dark
    shown.colours.setCurrentIndex(shown.colours.findData("light"))
    shown.close_button.click()


def _fail() -> None:
    raise KeyError(SECRET)


def test_crash_details_name_places_and_never_values() -> None:
    try:
        try:
            _fail()
        except KeyError as error:
            raise ValueError(f"while reading {SECRET}") from error
    except ValueError as error:
        details = details_of(error)
    assert SECRET not in details
    assert "builtins.ValueError" in details
    assert "builtins.KeyError" in details
    assert "_fail" in details
    assert str(Path.cwd()) not in details


def test_an_uncaught_error_is_told_once_and_without_content(
    tmp_path: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    watch = CrashWatch(tmp_path)
    heard: list[str] = []
    watch.crashed.connect(heard.append)
    for _ in range(2):
        try:
            _fail()
        except KeyError as error:
            watch._on_error(type(error), error, error.__traceback__)
    assert len(heard) == 1
    assert SECRET not in heard[0] + capsys.readouterr().err


def test_what_a_fatal_fault_wrote_is_shown_at_the_next_start_and_then_gone(tmp_path: Path) -> None:
    (tmp_path / "crash-1.txt").write_text("Fatal Python error: Segmentation fault")
    (tmp_path / "crash-2.txt").write_text("")
    watch = CrashWatch(tmp_path)
    assert watch.left_behind() == "Fatal Python error: Segmentation fault"
    assert watch.left_behind() == ""


def test_a_clean_end_leaves_no_crash_file(tmp_path: Path) -> None:
    watch = CrashWatch(tmp_path)
    watch.install()
    assert list(tmp_path.glob("crash-*.txt"))
    watch.remove()
    assert list(tmp_path.glob("crash-*.txt")) == []


def test_the_crash_dialog_copies_its_details(parts: Parts, dialog: Find, qtbot: QtBot) -> None:
    CrashDialog(parts.theme, "ui/window.py:10 navigate", parent=parts.window).open()
    shown = dialog(CrashDialog)
    qtbot.mouseClick(shown.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "ui/window.py:10 navigate"
    shown.accept()
