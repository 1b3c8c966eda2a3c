"""The rule of order of `ui.turns`: one thing after another, as asked for; what is stopped or breaks changes nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from negotiator.domain.establishment import StaffLine
from negotiator.domain.facts import Fact
from negotiator.domain.problems import Refused
from negotiator.services.commands import AddRecord, ImportStaffLines, RemoveRecords
from negotiator.services.handlers import HANDLERS
from negotiator.services.recovery import recoverable_sessions
from negotiator.services.session import Session
from ui.app import Parts
from ui.bridge import AT_ONCE, Bridge
from ui.dialogs.base import Choice
from ui.window import MainWindow

MANY = AT_ONCE + 100
Idle = Callable[[], None]
IMPORT = ImportStaffLines(
    tuple(
        StaffLine(name=f"Line {n}", group="Nursing", band="5", step="top", headcount=1, wte=Decimal(1))
        for n in range(MANY)
    )
)


class Gate:
    """Holds an import back in its thread until it is let go."""

    def __init__(self) -> None:
        self.reached, self.let_go = threading.Event(), threading.Event()
        self.breaks = False

    def hold(self, command: Any, work: Any) -> None:
        self.reached.set()
        assert self.let_go.wait(20)
        if self.breaks:
            raise ZeroDivisionError
        self._real(command, work)

    def _real(self, command: Any, work: Any) -> None:
        from negotiator.services.commands.establishment import bring_in

        bring_in(command, work)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """An import waits in its thread, so that what is asked meanwhile is surely asked during it."""
    made = Gate()
    monkeypatch.setitem(HANDLERS, ImportStaffLines, made.hold)  # type: ignore[arg-type]
    yield made
    made.let_go.set()


@pytest.fixture
def bridge(parts: Parts) -> Bridge:
    parts.bridge.new()
    return parts.bridge


def lines(bridge: Bridge) -> int:
    return len(bridge.all(StaffLine))


def facts(bridge: Bridge) -> list[str]:
    return [fact.statement for fact in bridge.all(Fact)]


def test_a_small_command_is_done_before_the_call_returns(bridge: Bridge) -> None:
    told: list[str] = []
    bridge.run(AddRecord(Fact("", "at once")), lambda outcome: told.append(outcome.label))
    assert (told, facts(bridge), bridge.is_working) == (["add_fact"], ["at once"], False)


def test_a_large_command_leaves_the_window_free_and_is_one_step_once_it_is_done(
    bridge: Bridge, gate: Gate, idle: Idle
) -> None:
    bridge.run(IMPORT)
    assert gate.reached.wait(10)
    assert bridge.is_working and bridge.work_words == "Import staff lines"
    assert (lines(bridge), bridge.undo_stack.count()) == (0, 0)
    gate.let_go.set()
    idle()
    assert (lines(bridge), bridge.undo_stack.undoText(), bridge.is_working) == (MANY, "Import staff lines", False)


def test_an_undo_asked_for_during_an_import_undoes_the_import(bridge: Bridge, gate: Gate, idle: Idle) -> None:
    bridge.submit(AddRecord(Fact("", "before")))
    words: list[str] = []
    bridge.run(IMPORT)
    assert gate.reached.wait(10)
    bridge.undo(words.append)
    gate.let_go.set()
    idle()
    assert (lines(bridge), facts(bridge), words) == (0, ["before"], ["Import staff lines"])
    bridge.redo(words.append)
    idle()
    assert (lines(bridge), words) == (MANY, ["Import staff lines"] * 2)


def test_what_is_asked_for_meanwhile_is_done_in_the_order_of_asking(
    bridge: Bridge, gate: Gate, idle: Idle, tmp_path: Path
) -> None:
    told: list[str] = []
    path = tmp_path / "Meanwhile.negotiation"
    bridge.run(IMPORT, lambda outcome: told.append("import"))
    bridge.run(AddRecord(Fact("", "in the file")), lambda outcome: told.append("fact"))
    bridge.start_save_as(path, lambda: told.append("save"), lambda refusal: told.append("not saved"))
    bridge.run(AddRecord(Fact("", "after the save")), lambda outcome: told.append("later fact"))
    bridge.when_done(lambda: told.append("done"))
    assert told == []
    gate.let_go.set()
    idle()
    assert told == ["import", "fact", "save", "later fact", "done"]
    assert bridge.is_modified
    saved = Session.open(path, tmp_path / "elsewhere")
    assert len(saved.all(StaffLine)) == MANY
    assert [fact.statement for fact in saved.all(Fact)] == ["in the file"]
    saved.close()


def test_a_command_whose_outcome_is_wanted_at_once_waits_for_all_before_it(bridge: Bridge, gate: Gate) -> None:
    seen: list[int] = []
    bridge.run(IMPORT)
    bridge.when_done(lambda: seen.append(lines(bridge)))
    assert gate.reached.wait(10)
    gate.let_go.set()
    bridge.submit(AddRecord(Fact("", "last")))
    assert (seen, facts(bridge)) == ([MANY], ["last"])
    assert [bridge.undo_stack.text(n) for n in range(2)] == ["Import staff lines", "Add fact"]


def test_an_import_that_is_cancelled_in_time_changes_nothing(bridge: Bridge, gate: Gate, idle: Idle) -> None:
    told: list[str] = []
    bridge.run(IMPORT, lambda outcome: told.append("done"), None, lambda: told.append("cancelled"))
    bridge.run(AddRecord(Fact("", "asked after it")))
    assert gate.reached.wait(10)
    assert bridge.can_cancel_work
    bridge.cancel_work()
    gate.let_go.set()
    idle()
    assert (told, lines(bridge), facts(bridge)) == (["cancelled"], 0, ["asked after it"])
    assert bridge.undo_stack.count() == 1


def test_a_refusal_from_the_thread_reaches_who_asked_and_leaves_no_step(bridge: Bridge, idle: Idle) -> None:
    refused: list[Refused] = []
    bridge.run(RemoveRecords("staff_line", tuple(map(str, range(MANY)))), None, refused.append)
    idle()
    assert [problem.code for problem in refused[0].problems] == ["record_gone"]
    assert (bridge.undo_stack.count(), bridge.is_modified) == (0, False)


def test_a_bug_in_the_thread_is_raised_in_the_window_and_nothing_is_stored(
    parts: Parts, bridge: Bridge, gate: Gate, idle: Idle, data_folder: Path
) -> None:
    bridge.submit(AddRecord(Fact("", "before")))
    gate.breaks = True
    bridge.run(IMPORT)
    bridge.run(AddRecord(Fact("", "asked after it")))
    with capture_exceptions() as raised:
        gate.let_go.set()
        idle()
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]
    assert (lines(bridge), facts(bridge), bridge.is_working) == (0, ["before"], False)
    bridge.leave()
    (left,) = recoverable_sessions(data_folder)
    found = Session.recover(left.folder)
    assert (len(found.all(StaffLine)), [fact.statement for fact in found.all(Fact)]) == (0, ["before"])
    found.close()


@pytest.mark.parametrize("committed", [True, False])
def test_what_was_under_way_when_the_application_broke_is_kept_whole_or_not_at_all(
    parts: Parts, bridge: Bridge, gate: Gate, data_folder: Path, committed: bool
) -> None:
    """``leave`` is what a crash elsewhere and the system's shutting down call."""
    bridge.submit(AddRecord(Fact("", "before")))
    bridge.run(IMPORT)
    assert gate.reached.wait(10)
    if committed:
        gate.let_go.set()
        assert parts.jobs.drain()  # the thread is done; its arrival still waits in the window's own line
    else:
        threading.Timer(0.05, gate.let_go.set).start()
    bridge.leave()
    (left,) = recoverable_sessions(data_folder)
    found = Session.recover(left.folder)
    assert len(found.all(StaffLine)) == (MANY if committed else 0)
    assert [fact.statement for fact in found.all(Fact)] == ["before"]
    found.close()


def test_closing_the_window_during_an_import_waits_and_then_asks_to_save(
    parts: Parts, window: MainWindow, bridge: Bridge, gate: Gate, idle: Idle, dialog: Callable[[type[Choice]], Choice]
) -> None:
    bridge.run(IMPORT)
    assert gate.reached.wait(10)
    window.close()
    assert window.isVisible() and window.findChildren(Choice) == []
    gate.let_go.set()
    idle()
    question = dialog(Choice)
    assert window.isVisible() and lines(bridge) == MANY
    question.answer("cancel")
    assert bridge.is_modified


def test_a_file_that_arrives_during_an_import_is_taken_after_it_and_gets_nothing_of_it(
    parts: Parts, bridge: Bridge, gate: Gate, idle: Idle, tmp_path: Path
) -> None:
    path = tmp_path / "Other.negotiation"
    other = Session.create((Fact("f", "theirs"),), tmp_path / "elsewhere")
    other.save_as(path)
    other.close()
    bridge.run(IMPORT)
    assert gate.reached.wait(10)
    bridge.open(path)
    bridge.when_done(lambda: bridge.run(AddRecord(Fact("", "for the first"))))
    gate.let_go.set()
    idle()
    assert (lines(bridge), facts(bridge)) == (0, ["theirs"])


def test_while_it_lasts_the_page_takes_no_typing_and_says_why(
    parts: Parts, window: MainWindow, bridge: Bridge, gate: Gate, idle: Idle, qtbot: QtBot
) -> None:
    window.navigate("establishment")
    idle()
    page = window.pages["establishment"]
    page.setFocus()
    bridge.run(IMPORT)
    assert gate.reached.wait(10)
    assert window.cover.isVisible() and window.cover.geometry() == window.area.rect()
    assert window.status.text("work").startswith("Import staff lines…")
    assert not window.actions_kept.by_id["workspace_settings"].isEnabled()
    assert window.actions_kept.by_id["undo"].isEnabled() and window.actions_kept.by_id["save"].isEnabled()
    assert window.focusWidget() is window.cover
    qtbot.waitUntil(window.cover.progress.isVisible)
    assert window.cover.progress.words.text() == "Import staff lines…"
    qtbot.keyClick(window.cover, Qt.Key.Key_Escape)
    gate.let_go.set()
    idle()
    assert lines(bridge) == 0
    assert window.cover.isHidden() and window.status.text("work") == ""
    assert window.focusWidget() is page
