"""The window: rail, menus, shortcuts, palette, undo in words, insert, theme."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from negotiator.domain.facts import Fact
from negotiator.domain.stakeholders import Stakeholder
from negotiator.services.commands import AddRecord
from ui.actions import ACTIONS
from ui.app import Parts
from ui.inserting import INSERTS
from ui.palette import Find, FindModel, Palette, matching
from ui.rail import RailEntry, RailModel
from ui.widgets import ElidedText
from ui.window import MainWindow


def palette_of(window: MainWindow) -> Palette:
    return next(each for each in window.findChildren(Palette) if each.isVisible())


def test_no_two_actions_share_a_shortcut(window: MainWindow) -> None:
    taken = [sequence.toString() for action in window.actions() for sequence in action.shortcuts()]
    assert sorted(taken) == sorted(set(taken))


def test_every_action_of_the_table_stands_in_its_menu(window: MainWindow) -> None:
    for spec in ACTIONS:
        menu = window.actions_kept.menus[spec.submenu or spec.menu]
        assert spec.id in [action.objectName() for action in menu.actions()]


def test_what_needs_a_workspace_cannot_be_done_without_one(window: MainWindow, idle: Callable[[], None]) -> None:
    actions = window.actions_kept.by_id
    assert not any(actions[name].isEnabled() for name in ("save", "save_as", "close", "undo", "insert_fact"))
    assert all(actions[name].isEnabled() for name in ("new", "open", "sample", "about", "find"))
    window.files.open_sample()
    idle()
    assert all(actions[name].isEnabled() for name in ("save", "save_as", "close", "insert_fact"))
    assert not actions["undo"].isEnabled()


def test_undo_and_redo_name_what_they_do(sample: MainWindow, idle: Callable[[], None]) -> None:
    sample.bridge.submit(AddRecord(Fact("", "168 sessions a week")))
    undo, redo = sample.actions_kept.by_id["undo"], sample.actions_kept.by_id["redo"]
    assert undo.text() == "&Undo “Add fact”"
    undo.trigger()
    assert (undo.isEnabled(), redo.text()) == (False, "&Redo “Add fact”")


def test_control_and_a_number_shows_the_page_of_that_place(sample: MainWindow, qtbot: QtBot) -> None:
    keys = list(sample.entries)
    for number, key in enumerate(keys[:9], start=1):
        action = next(a for a in sample.actions() if a.shortcut() == QKeySequence(f"Ctrl+{number}"))
        action.trigger()
        assert sample.current_key() == key


def test_arrow_keys_move_along_the_rail_and_show_the_page(sample: MainWindow, qtbot: QtBot) -> None:
    keys = list(sample.entries)
    sample.rail.list.setFocus()
    assert sample.current_key() == keys[0]
    qtbot.keyClick(sample.rail.list, Qt.Key.Key_Down)
    assert (sample.current_key(), sample.rail.current()) == (keys[1], keys[1])
    qtbot.keyClick(sample.rail.list, Qt.Key.Key_Up)
    assert sample.current_key() == keys[0]
    qtbot.keyClick(sample.rail.list, Qt.Key.Key_End)
    assert sample.current_key() == keys[-1]
    qtbot.keyClick(sample.rail.list, Qt.Key.Key_Down)
    assert sample.current_key() == keys[-1]


def test_the_rail_says_counts_in_words(qtbot: QtBot) -> None:
    model = RailModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_entries((RailEntry("a", "Overview", "house", 0, 2, "late actions"), RailEntry("b", "People", "user", 1)))
    role = Qt.ItemDataRole.AccessibleTextRole
    assert [model.index(row).data(role) for row in (0, 1)] == ["Overview, 2 late actions", "People"]
    model.set_entries((RailEntry("a", "Overview", "house"), RailEntry("b", "People", "user", 1)))
    assert model.index(0).data(role) == "Overview"
    assert tester.model() is model


def test_the_rail_shows_the_workspace_and_its_trust(sample: MainWindow) -> None:
    settings = sample.bridge.workspace
    assert (sample.rail.title.text(), sample.rail.subtitle.text()) == (settings.title, settings.organisation_name)


def test_the_palette_finds_a_record_and_goes_to_it(sample: MainWindow, qtbot: QtBot, idle: Callable[[], None]) -> None:
    person = sample.bridge.all(Stakeholder)[0]
    if "people" not in sample.entries:
        pytest.fail("the people page is missing")
    sample.open_palette()
    palette = palette_of(sample)
    qtbot.keyClicks(palette.field, person.name)
    assert person.name in palette.model.finds[0].words
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    idle()
    assert sample.current_key() == "people"


def test_the_palette_finds_commands_and_pages(sample: MainWindow, qtbot: QtBot) -> None:
    sample.open_palette()
    palette = palette_of(sample)
    qtbot.keyClicks(palette.field, "reference rates")
    assert palette.model.finds[0].target == ("action", "rates")
    palette.field.clear()
    qtbot.keyClicks(palette.field, "evid")
    assert palette.model.finds[0].target == ("page", "evidence")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert sample.current_key() == "evidence"


def test_the_palette_says_when_nothing_is_found_and_escape_puts_it_away(sample: MainWindow, qtbot: QtBot) -> None:
    sample.open_palette()
    palette = palette_of(sample)
    qtbot.keyClicks(palette.field, "zzqx")
    assert palette.nothing.isVisible()
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not [each for each in sample.findChildren(Palette) if each.isVisible()]


def test_the_palette_offers_no_command_that_cannot_be_done(window: MainWindow) -> None:
    window.open_palette()
    palette = palette_of(window)
    targets = [find.target for find in palette.model.finds]
    palette.close()
    assert ("action", "open") in targets
    assert ("action", "save") not in targets


def test_words_that_begin_a_name_are_found_first_and_every_word_must_fit() -> None:
    finds = [Find("Rest covered", "Option", "x", ("1",)), Find("Covered rest", "Option", "x", ("2",))]
    assert [find.target for find in matching(finds, "cov")] == [("2",), ("1",)]
    assert [find.target for find in matching(finds, "covered option")] == [("2",), ("1",)]
    assert matching(finds, "cov zz") == []


def test_the_model_of_the_palette_keeps_the_rules_of_models(qtbot: QtBot) -> None:
    model = FindModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_finds([Find("Rest", "Interest", "x", ("1",), "trail")])
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Rest, Interest, trail"
    model.set_finds([])
    assert (tester.model().rowCount(), model.rowCount()) == (0, 0)


@pytest.mark.parametrize("name", INSERTS)
def test_insert_adds_a_record_on_its_page_and_undo_takes_it_away(
    sample: MainWindow, idle: Callable[[], None], name: str
) -> None:
    before = sample.bridge.session.changes_since_save if sample.bridge.session else -1
    sample.run_action(f"insert_{name}")
    idle()
    assert sample.bridge.session is not None
    assert sample.bridge.session.changes_since_save == before + 1
    sample.run_action("undo")
    idle()
    assert not sample.bridge.undo_stack.canUndo()


def test_switching_colours_repaints_the_window_and_is_kept(parts: Parts) -> None:
    window = parts.window
    before = window.grab().toImage().pixelColor(600, 400)
    window.run_action("theme_dark")
    after = window.grab().toImage().pixelColor(600, 400)
    assert before.lightness() > 200 > 60 > after.lightness()
    assert parts.settings.choices.theme == "dark"
    assert window.actions_kept.by_id["theme_dark"].isChecked()
    window.run_action("theme_light")


def test_larger_text_makes_the_rail_wider_and_is_kept(parts: Parts) -> None:
    width = parts.window.rail.width()
    parts.window.run_action("text_larger")
    assert parts.window.rail.width() > width
    assert parts.settings.choices.text_size == 115
    parts.window.run_action("text_normal")
    assert parts.window.rail.width() == width


def test_a_toast_offers_undo_and_goes_after_its_time_unless_focused(sample: MainWindow, qtbot: QtBot) -> None:
    sample.bridge.submit(AddRecord(Fact("", "heard in the corridor")))
    sample.say("Fact added.")
    toast = sample.toast
    assert toast.isVisible()
    toast.undo_button.setFocus()
    toast._timer.timeout.emit()
    assert toast.isVisible(), "it stays while it has the focus"
    qtbot.mouseClick(toast.undo_button, Qt.MouseButton.LeftButton)
    assert not toast.isVisible()
    assert "heard in the corridor" not in [fact.statement for fact in sample.bridge.all(Fact)]
    sample.say("Done.", undo=False)
    assert not toast.undo_button.isVisible()
    sample.setFocus()
    toast._timer.timeout.emit()
    assert not toast.isVisible()


def test_the_status_line_says_where_the_work_is_and_on_what_terms(sample: MainWindow) -> None:
    status = sample.status
    assert status.text("saved") == "Not saved to a file yet; kept safe on this computer"
    assert status.text("costs") == "Costs up to date"
    assert (status.text("edition"), status.text("basis")) == ("Rates edition 2026-11", "Trust basis")


def test_what_the_status_line_says_can_be_read_out(sample: MainWindow) -> None:
    words = [
        QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name)
        for label in sample.status.findChildren(ElidedText)
        if label.isVisible()
    ]
    assert "Costs up to date" in words
