"""Somebody keeps a workspace behind a passphrase: sets it, comes back to it, mistypes it, changes and removes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from negotiator.domain.facts import Fact
from negotiator.domain.markings import Audience
from negotiator.services.commands import AddRecord
from negotiator.services.recovery import recoverable_sessions
from negotiator.services.safety_copies import safety_copies
from negotiator.services.session import Session
from tests.journeys.hands import CTRL, Hands
from ui.dialogs.copies import SafetyCopies
from ui.dialogs.passphrase import AskPassphrase, ChangePassphrase
from ui.pages.home.recents import RecentColumn
from ui.pages.packs.printing import PackPrinter
from ui.passphrases import Passphrases
from ui.widgets import DETAIL_ROLE, ICON_ROLE, ProgressPanel

pytestmark = pytest.mark.journey

FIRST, SECOND = "correct horse battery", "quiet lamp on tuesday"
SECRET = "Dawn Okafor would settle for 62%"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A workspace file with one fact that is nobody else's business."""
    path = tmp_path / "Mine.negotiation"
    session = Session.create((Fact("", SECRET),), tmp_path / "elsewhere")
    session.save_as(path)
    session.close()
    return path


def open_file(hands: Hands, path: Path) -> None:
    hands.window.files.open_path(str(path))
    hands.wait()


def back(hands: Hands) -> None:
    """No dialog is open, and the keyboard is the window's again."""
    hands.no_dialog()
    hands.activate(hands.window)


def set_passphrase(hands: Hands, passphrase: str, present: str = "") -> None:
    hands.window.run_action("passphrase")
    form = hands.dialog(ChangePassphrase)
    if present:
        hands.retype(form.present, present)
    hands.retype(form.new, passphrase)
    hands.retype(form.again, passphrase)
    form.kept_box.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert form.kept_box.isChecked()
    hands.click(form.set_button)
    hands.wait()
    back(hands)


def give(hands: Hands, passphrase: str) -> None:
    hands.type(passphrase)
    hands.press(Qt.Key.Key_Return)
    hands.wait()


def seal(path: Path, folder: Path) -> None:
    """The passphrase `FIRST`, set on another computer."""
    from tests.ui.conftest import CHEAP

    session = Session.open(path, folder)
    session.take_resealed(session.reseal("", FIRST, False, CHEAP))
    session.close()


def test_a_passphrase_is_set_asked_for_mistyped_and_given(hands: Hands, mine: Path, data_folder: Path) -> None:
    open_file(hands, mine)
    hands.parts.bridge.submit(AddRecord(Fact("", "not saved yet")))
    assert hands.window.status.text("passphrase") == ""
    set_passphrase(hands, FIRST)
    assert hands.window.status.text("passphrase") == "Has a passphrase"
    assert not hands.parts.bridge.is_modified, "it was saved with its passphrase"
    assert SECRET.encode() not in mine.read_bytes()
    hands.parts.bridge.submit(AddRecord(Fact("", "after it")))
    hands.press(Qt.Key.Key_S, CTRL)
    hands.wait()
    hands.press(Qt.Key.Key_W, CTRL)
    hands.wait()

    table = hands.window.home.model
    (recent,) = table.records
    where = table.index(0, table.column_of(RecentColumn.WORKSPACE))
    assert (table.data(where), table.data(where, ICON_ROLE)) == ("Mine", "lock")
    assert "has a passphrase" in table.data(where, Qt.ItemDataRole.AccessibleTextRole)
    assert SECRET not in str(table.data(where, DETAIL_ROLE))
    assert recent.is_sealed

    before = mine.read_bytes()
    hands.window.home.path_chosen.emit(str(mine))
    hands.wait()
    asked = hands.dialog(AskPassphrase)
    assert asked.heading.text() == "Open “Mine.negotiation”"
    give(hands, "not this one")
    assert asked.isVisible() and "not the passphrase of “Mine.negotiation”" in asked.row.error
    assert not hands.parts.bridge.is_open and mine.read_bytes() == before
    for _ in range(3):
        give(hands, "nor this")
    give(hands, FIRST)
    back(hands)
    assert [fact.statement for fact in hands.parts.bridge.all(Fact)] == [SECRET, "not saved yet", "after it"]


def test_giving_up_leaves_what_is_open_as_it_was(hands: Hands, mine: Path, tmp_path: Path) -> None:
    seal(mine, tmp_path / "elsewhere")
    hands.window.files.open_sample()
    hands.wait()
    title = hands.parts.bridge.workspace.title
    hands.window.files.open_path(str(mine))
    hands.wait()
    asked = hands.dialog(AskPassphrase)
    hands.click(asked.open_button)
    assert asked.row.error == "Type the passphrase."
    hands.press(Qt.Key.Key_Escape)
    hands.no_dialog()
    assert hands.parts.bridge.workspace.title == title
    assert hands.window.status.text("passphrase") == ""


def test_a_damaged_file_ends_the_asking_with_a_sentence_of_its_own(hands: Hands, mine: Path, tmp_path: Path) -> None:
    from ui.dialogs.base import Choice

    seal(mine, tmp_path / "elsewhere")
    whole = bytearray(mine.read_bytes())
    whole[5000:9000] = b"\x00" * 4000
    mine.write_bytes(whole)
    open_file(hands, mine)
    hands.dialog(AskPassphrase)
    give(hands, FIRST)
    told = hands.dialog(Choice)
    assert told.heading.text() == "That file was not opened"
    told.answer("close")
    hands.no_dialog()


@pytest.mark.parametrize(
    ("new", "again", "kept", "where", "words"),
    [
        ("too short", "too short", True, "new", "9 characters; 12 are needed"),
        (FIRST, FIRST + "x", True, "again", "not the same"),
        (FIRST, FIRST, False, "", "Keep the passphrase first"),
    ],
)
def test_what_is_not_whole_is_said_beside_it_and_nothing_is_set(
    hands: Hands, mine: Path, new: str, again: str, kept: bool, where: str, words: str
) -> None:
    before = mine.read_bytes()
    open_file(hands, mine)
    hands.window.run_action("passphrase")
    form = hands.dialog(ChangePassphrase)
    assert "no back door" in form.no_way_back.text()
    hands.retype(form.new, new)
    hands.retype(form.again, again)
    form.kept_box.setChecked(kept)
    hands.click(form.set_button)
    said = {"new": form.new_row.error, "again": form.again_row.error, "": form.problem_row.text()}[where]
    assert words in said
    assert form.isVisible() and mine.read_bytes() == before
    hands.press(Qt.Key.Key_Escape)
    hands.no_dialog()
    assert not hands.parts.bridge.has_passphrase


def test_what_is_typed_is_hidden_until_it_is_to_be_seen(hands: Hands, mine: Path) -> None:
    open_file(hands, mine)
    hands.window.run_action("passphrase")
    form = hands.dialog(ChangePassphrase)
    assert {field.echoMode() for field in (form.new, form.again)} == {QLineEdit.EchoMode.Password}
    form.show_box.setChecked(True)
    assert {field.echoMode() for field in (form.new, form.again)} == {QLineEdit.EchoMode.Normal}
    form.reject()


def test_changing_asks_for_the_present_one_and_deletes_earlier_copies_as_chosen(
    hands: Hands, mine: Path, tmp_path: Path, data_folder: Path
) -> None:
    open_file(hands, mine)
    hands.parts.bridge.submit(AddRecord(Fact("", "second")))
    hands.parts.bridge.save()
    assert len(safety_copies(data_folder, mine)) == 1
    hands.window.run_action("passphrase")
    assert "(1): they open without a passphrase" in hands.dialog(ChangePassphrase).copies_box.text()
    hands.dialog(ChangePassphrase).reject()
    set_passphrase(hands, FIRST)
    assert safety_copies(data_folder, mine) == ()
    hands.parts.bridge.submit(AddRecord(Fact("", "third")))
    hands.parts.bridge.save()

    hands.window.run_action("passphrase")
    form = hands.dialog(ChangePassphrase)
    hands.retype(form.present, "not the present one")
    hands.retype(form.new, SECOND)
    hands.retype(form.again, SECOND)
    form.kept_box.setChecked(True)
    form.copies_box.setChecked(False)
    hands.click(form.set_button)
    hands.wait()
    assert "not the passphrase" in form.present_row.error and form.isVisible()
    hands.retype(form.present, FIRST)
    hands.click(form.set_button)
    hands.wait()
    hands.no_dialog()
    assert len(safety_copies(data_folder, mine)) == 2, "those under the earlier passphrase were kept"

    hands.window.run_action("safety")
    hands.dialog(SafetyCopies).table.selectRow(0)
    hands.click(hands.dialog(SafetyCopies).open_button)
    hands.wait()
    hands.dialog(AskPassphrase)
    give(hands, FIRST)
    back(hands)
    assert [fact.statement for fact in hands.parts.bridge.all(Fact)] == [SECRET, "second", "third"]


def test_removing_it_leaves_a_file_that_opens_without(hands: Hands, mine: Path, tmp_path: Path) -> None:
    seal(mine, tmp_path / "elsewhere")
    open_file(hands, mine)
    hands.dialog(AskPassphrase)
    give(hands, FIRST)
    hands.window.run_action("passphrase")
    form = hands.dialog(ChangePassphrase)
    form.remove_choice.setChecked(True)
    assert not form.new.isVisible() and not form.kept_box.isVisible()
    assert "without a passphrase, for everybody" in form._sentence.text()
    hands.retype(form.present, FIRST)
    hands.click(form.set_button)
    hands.wait()
    hands.no_dialog()
    assert hands.window.status.text("passphrase") == ""
    assert SECRET.encode() in mine.read_bytes()


def test_recovery_asks_for_the_passphrase(hands: Hands, mine: Path, tmp_path: Path, data_folder: Path) -> None:
    seal(mine, tmp_path / "elsewhere")
    left = Session.open(mine, data_folder, passphrase=FIRST)
    left.execute(AddRecord(Fact("", "not saved yet")))
    left.leave()
    hands.window.files.offer_left()
    assert len(recoverable_sessions(data_folder)) == 1
    hands.click(hands.window.home.recover_button)
    hands.wait()
    asked = hands.dialog(AskPassphrase)
    assert asked.heading.text() == "Open “Mine.negotiation”"
    give(hands, SECOND)
    assert asked.row.error
    give(hands, FIRST)
    back(hands)
    assert [fact.statement for fact in hands.parts.bridge.all(Fact)] == [SECRET, "not saved yet"]
    assert hands.parts.bridge.is_modified


def test_undo_goes_on_after_a_passphrase_was_set(hands: Hands, mine: Path) -> None:
    open_file(hands, mine)
    hands.parts.bridge.submit(AddRecord(Fact("", "taken back")))
    set_passphrase(hands, FIRST)
    hands.press(Qt.Key.Key_Z, CTRL)
    hands.wait()
    assert [fact.statement for fact in hands.parts.bridge.all(Fact)] == [SECRET]
    assert hands.parts.bridge.is_modified


def test_a_passphrase_under_way_when_the_window_closes_is_whole(hands: Hands, mine: Path, tmp_path: Path) -> None:
    open_file(hands, mine)
    told: list[int] = []
    hands.parts.bridge.start_reseal("", FIRST, False, told.append, told.append)
    hands.parts.bridge.close()
    assert told == [], "nobody is there to be told"
    assert list((hands.parts.bridge.data_folder / "sessions").iterdir()) == []
    again = Session.open(mine, tmp_path / "elsewhere", passphrase=FIRST)
    assert [fact.statement for fact in again.all(Fact)] == [SECRET]
    again.close()


def test_a_passphrase_is_asked_for_by_one_object_of_the_window(hands: Hands) -> None:
    assert len(hands.window.findChildren(Passphrases)) == 1


def test_a_dialog_waits_no_longer_than_its_workspace_is_open(hands: Hands, mine: Path) -> None:
    open_file(hands, mine)
    hands.window.run_action("passphrase")
    hands.dialog(ChangePassphrase)
    hands.parts.bridge.close()
    hands.no_dialog()


def test_a_pack_is_said_to_open_without_the_passphrase_before_and_after_it_is_written(
    hands: Hands, mine: Path, tmp_path: Path
) -> None:
    open_file(hands, mine)
    printer = PackPrinter(hands.window.context, ProgressPanel(hands.parts.theme), hands.window)
    for passphrase, is_said in (("", False), (FIRST, True)):
        if passphrase:
            set_passphrase(hands, passphrase)
        printer.ask(Audience.TEAM, "Team", "xlsx")
        chooser = hands.dialog(QFileDialog)
        assert ("without the passphrase" in chooser.windowTitle()) is is_said
        out = tmp_path / f"pack {is_said}.xlsx"
        chooser.fileSelected.emit(str(out))
        chooser.close()
        hands.wait()
        assert out.read_bytes().startswith(b"PK"), "a workbook is a plain one"
        assert ("It opens without the passphrase." in hands.window.toast.words.text()) is is_said
        back(hands)
