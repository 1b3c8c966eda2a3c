"""New, open, save, close, recover, as a person does them in the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from negotiator.domain.facts import Fact
from negotiator.services.commands import AddRecord
from negotiator.services.session import Session
from ui.app import Parts
from ui.dialogs.base import Choice
from ui.dialogs.copies import LeftChanges, SafetyCopies
from ui.dialogs.new_workspace import NewWorkspace
from ui.dialogs.workspace_settings import WorkspaceSettings
from ui.window import MainWindow

Find = Callable[[type[Any]], Any]
Wait = Callable[[], None]


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A workspace file with one fact."""
    path = tmp_path / "On-call 2027.negotiation"
    session = Session.create((Fact("", "168 sessions a week"),), tmp_path / "elsewhere")
    session.save_as(path)
    session.close()
    return path


def open_file(parts: Parts, path: Path, idle: Wait) -> None:
    parts.window.files.open_path(str(path))
    idle()
    assert parts.bridge.is_open


def add(parts: Parts, statement: str = "new") -> None:
    parts.bridge.submit(AddRecord(Fact("", statement)))


def test_a_new_workspace_holds_what_was_typed(window: MainWindow, dialog: Find, qtbot: QtBot, idle: Wait) -> None:
    qtbot.mouseClick(window.home.new_button, Qt.MouseButton.LeftButton)
    form = dialog(NewWorkspace)
    qtbot.keyClicks(form.name, "Regrading of healthcare support")
    qtbot.keyClicks(form.trust, "Bolton NHS Foundation Trust")
    form.years.setCurrentText("5")
    qtbot.mouseClick(form.make_button, Qt.MouseButton.LeftButton)
    idle()
    settings = window.bridge.workspace
    assert (settings.title, settings.organisation_code, settings.years) == ("Regrading of healthcare support", "RMC", 5)
    assert settings.first_year == "2026/27"


def test_a_new_workspace_without_a_name_is_refused_beside_the_field(
    window: MainWindow, dialog: Find, qtbot: QtBot
) -> None:
    window.run_action("new")
    form = dialog(NewWorkspace)
    qtbot.mouseClick(form.make_button, Qt.MouseButton.LeftButton)
    assert "name" in form.name_row.error
    assert not window.bridge.is_open
    form.reject()


def test_an_employer_that_is_not_in_the_list_is_kept_as_typed(
    window: MainWindow, dialog: Find, qtbot: QtBot, idle: Wait
) -> None:
    window.run_action("new")
    form = dialog(NewWorkspace)
    qtbot.keyClicks(form.name, "Parking")
    qtbot.keyClicks(form.trust, "Calder Vale Community Partnership")
    qtbot.mouseClick(form.make_button, Qt.MouseButton.LeftButton)
    idle()
    settings = window.bridge.workspace
    assert (settings.organisation_name, settings.organisation_code) == ("Calder Vale Community Partnership", "")


def test_a_template_brings_its_records_and_proposes_its_name(
    window: MainWindow, dialog: Find, qtbot: QtBot, idle: Wait
) -> None:
    from negotiator.domain.proposals import Proposal

    window.home.template_chosen.emit("regrading")
    form = dialog(NewWorkspace)
    assert form.name.text() == "Regrading a staff group"
    qtbot.mouseClick(form.make_button, Qt.MouseButton.LeftButton)
    idle()
    assert window.bridge.workspace.title == "Regrading a staff group"
    assert window.bridge.all(Proposal)


def test_a_file_opens_and_is_listed_as_recent(parts: Parts, saved: Path, idle: Wait) -> None:
    open_file(parts, saved, idle)
    assert [fact.statement for fact in parts.bridge.all(Fact)] == ["168 sessions a week"]
    assert [recent.path for recent in parts.window.files.recents()] == [str(saved)]
    parts.window.run_action("close")
    assert parts.window.current_key() == "home"
    assert parts.window.home.model.records[0].path == str(saved)


def test_a_file_dropped_on_the_window_opens(parts: Parts, saved: Path, idle: Wait) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(saved))])
    nothing = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, nothing)
    parts.window.dropEvent(event)
    idle()
    assert parts.bridge.is_open


def test_a_file_that_is_not_ours_is_refused_in_words(parts: Parts, tmp_path: Path, dialog: Find, idle: Wait) -> None:
    path = tmp_path / "letter.negotiation"
    path.write_text("Dear colleague, " * 200)
    parts.window.files.open_path(str(path))
    idle()
    told = dialog(Choice)
    assert told.heading.text() == "That file was not opened"
    told.answer("close")
    assert not parts.bridge.is_open
    assert parts.window.status.text("saved") == "Ready"


def test_saving_the_first_time_asks_where_and_then_says_where(
    parts: Parts, sample: MainWindow, tmp_path: Path, dialog: Find, idle: Wait
) -> None:
    add(parts)
    sample.run_action("save")
    chooser = dialog(QFileDialog)
    path = tmp_path / "Talks.negotiation"
    chooser.fileSelected.emit(str(path))
    chooser.close()
    idle()
    assert path.exists()
    assert sample.status.text("saved").startswith("Saved 14:32 to ")
    assert sample.status.text("saved").endswith("Talks.negotiation")
    assert not parts.bridge.is_modified


def test_closing_with_unsaved_changes_asks_and_cancel_keeps_everything(
    parts: Parts, saved: Path, dialog: Find, idle: Wait
) -> None:
    open_file(parts, saved, idle)
    add(parts)
    parts.window.close()
    question = dialog(Choice)
    assert parts.window.isVisible()
    question.answer("cancel")
    assert parts.window.isVisible()
    assert parts.bridge.is_modified


def test_closing_with_save_saves_and_closes(
    parts: Parts, saved: Path, dialog: Find, idle: Wait, tmp_path: Path
) -> None:
    open_file(parts, saved, idle)
    add(parts, "kept")
    parts.window.close()
    dialog(Choice).answer("save")
    idle()
    assert not parts.window.isVisible()
    again = Session.open(saved, tmp_path / "elsewhere")
    assert [fact.statement for fact in again.all(Fact)] == ["168 sessions a week", "kept"]
    again.close()


def test_closing_with_discard_leaves_the_file_as_it_was(parts: Parts, saved: Path, dialog: Find, idle: Wait) -> None:
    before = saved.read_bytes()
    open_file(parts, saved, idle)
    add(parts)
    parts.window.run_action("close")
    dialog(Choice).answer("discard")
    assert not parts.bridge.is_open
    assert saved.read_bytes() == before
    assert parts.window.current_key() == "home"


def test_closing_the_question_itself_changes_nothing(parts: Parts, saved: Path, dialog: Find, idle: Wait) -> None:
    open_file(parts, saved, idle)
    add(parts)
    parts.window.run_action("close")
    dialog(Choice).reject()
    assert parts.bridge.is_modified


@pytest.mark.parametrize("answer", ["copy", "replace", "cancel"])
def test_a_file_changed_meanwhile_is_never_overwritten_without_being_asked(
    parts: Parts, saved: Path, tmp_path: Path, dialog: Find, idle: Wait, answer: str
) -> None:
    open_file(parts, saved, idle)
    add(parts, "mine")
    other = Session.open(saved, tmp_path / "colleague")
    other.execute(AddRecord(Fact("", "theirs")))
    other.save()
    other.close()
    theirs = saved.read_bytes()
    parts.window.run_action("save")
    idle()
    question = dialog(Choice)
    assert question.heading.text() == "The file was changed meanwhile"
    assert saved.read_bytes() == theirs
    question.answer(answer)
    copy = tmp_path / "Mine.negotiation"
    if answer == "copy":
        chooser = dialog(QFileDialog)
        chooser.fileSelected.emit(str(copy))
        chooser.close()
    idle()
    assert copy.exists() == (answer == "copy")
    assert (saved.read_bytes() == theirs) == (answer != "replace")
    assert parts.bridge.is_modified == (answer == "cancel")


def test_what_a_crash_left_is_offered_on_the_home_page_and_comes_back(
    parts: Parts, saved: Path, dialog: Find, idle: Wait, data_folder: Path
) -> None:
    left = Session.open(saved, data_folder)
    left.execute(AddRecord(Fact("", "not saved yet")))
    left.leave()
    home = parts.window.home
    parts.window.files.offer_left()
    assert home.banner.isVisible()
    home.changes_button.click()
    shown = dialog(LeftChanges)
    assert [shown.model.words(record, list(shown.model.columns)[1]) for record in shown.model.records] == ["Add fact"]
    shown.recover_button.click()
    idle()
    assert [fact.statement for fact in parts.bridge.all(Fact)] == ["168 sessions a week", "not saved yet"]
    assert parts.bridge.is_modified


def test_what_a_crash_left_can_be_thrown_away(parts: Parts, saved: Path, dialog: Find, data_folder: Path) -> None:
    left = Session.open(saved, data_folder)
    left.execute(AddRecord(Fact("", "not saved yet")))
    left.leave()
    home = parts.window.home
    parts.window.files.offer_left()
    home.changes_button.click()
    dialog(LeftChanges).discard_button.click()
    assert not home.banner.isVisible()


def test_safety_copies_of_the_open_file_can_be_opened(parts: Parts, saved: Path, dialog: Find, idle: Wait) -> None:
    open_file(parts, saved, idle)
    add(parts, "second")
    parts.bridge.save()
    parts.window.run_action("safety")
    copies = dialog(SafetyCopies)
    copies.table.selectRow(0)
    copies.open_button.click()
    idle()
    assert [fact.statement for fact in parts.bridge.all(Fact)] == ["168 sessions a week"]


def test_a_recent_can_be_taken_off_the_list_and_the_list_cleared(parts: Parts, saved: Path, idle: Wait) -> None:
    open_file(parts, saved, idle)
    parts.window.run_action("close")
    home = parts.window.home
    home.table.selectRow(0)
    home.forget_action.trigger()
    assert home.model.records == ()
    assert home.empty.isVisible()
    assert saved.exists()
    open_file(parts, saved, idle)
    parts.window.run_action("close")
    home.clear_button.click()
    assert home.model.records == ()


def test_settings_of_the_workspace_are_changed_in_one_step(
    parts: Parts, sample: MainWindow, dialog: Find, idle: Wait
) -> None:
    sample.run_action("workspace_settings")
    form = dialog(WorkspaceSettings)
    form.name.setText("Talks of 2027")
    form.discount.setText("4%")
    form._awards["2027/28"].setText("2.5")
    form.keep_button.click()
    idle()
    settings = parts.bridge.workspace
    assert (settings.title, str(settings.discount.normalize())) == ("Talks of 2027", "0.04")
    assert str(settings.awards["2027/28"]) == "0.025"
    assert parts.bridge.undo_stack.count() == 1


def test_a_setting_that_cannot_be_read_is_told_beside_its_field_and_nothing_changes(
    parts: Parts, sample: MainWindow, dialog: Find
) -> None:
    before = parts.bridge.workspace
    sample.run_action("workspace_settings")
    form = dialog(WorkspaceSettings)
    form.name.setText("Other")
    form.discount.setText("a little")
    form.keep_button.click()
    assert form.isVisible()
    assert "a little" in form._rows["discount"].error
    assert parts.bridge.workspace == before
    form.reject()
