"""Edits go through the bridge: execute first, then one step of undo; refusals reach the caller."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from negotiator.domain.facts import Fact
from negotiator.domain.problems import Refused
from negotiator.services.commands import AddRecord, ChangeRecord, RemoveRecords
from ui.app import Parts
from ui.bridge import Bridge
from ui.undo import UndoStep


@pytest.fixture
def bridge(parts: Parts) -> Bridge:
    parts.bridge.new()
    return parts.bridge


def statements(bridge: Bridge) -> list[str]:
    return [fact.statement for fact in bridge.all(Fact)]


def add(bridge: Bridge, statement: str) -> str:
    return bridge.submit(AddRecord(Fact("", statement))).added[0]


def test_a_command_is_one_step_of_undo_with_its_own_words(bridge: Bridge) -> None:
    add(bridge, "168 sessions a week")
    assert statements(bridge) == ["168 sessions a week"]
    assert (bridge.undo_stack.count(), bridge.undo_stack.undoText()) == (1, "Add fact")


def test_undo_takes_a_change_back_and_redo_makes_it_again_with_the_same_id(bridge: Bridge) -> None:
    key = add(bridge, "168 sessions a week")
    bridge.submit(ChangeRecord(replace(bridge.get(Fact, key), statement="182 sessions a week")))
    bridge.undo()
    assert statements(bridge) == ["168 sessions a week"]
    bridge.undo()
    assert statements(bridge) == []
    bridge.redo()
    bridge.redo()
    assert statements(bridge) == ["182 sessions a week"]
    assert bridge.all(Fact)[0].id == key


def test_undoing_everything_restores_the_start_and_redoing_everything_the_end(bridge: Bridge) -> None:
    first, second = add(bridge, "one"), add(bridge, "two")
    start: list[str] = []
    bridge.submit(RemoveRecords("fact", (first,)))
    add(bridge, "three")
    bridge.submit(ChangeRecord(replace(bridge.get(Fact, second), statement="zwei")))
    end = bridge.all(Fact)
    for _ in range(5):
        bridge.undo()
    assert statements(bridge) == start
    assert not bridge.undo_stack.canUndo()
    for _ in range(5):
        bridge.redo()
    assert bridge.all(Fact) == end


def test_keystrokes_in_one_field_are_one_step(bridge: Bridge) -> None:
    key = add(bridge, "")
    for typed in ("1", "16", "168"):
        bridge.submit(ChangeRecord(replace(bridge.get(Fact, key), statement=typed), field="statement"))
    assert bridge.undo_stack.count() == 2
    bridge.undo()
    assert statements(bridge) == [""]
    bridge.redo()
    assert statements(bridge) == ["168"]


def test_typing_in_two_fields_is_two_steps(bridge: Bridge) -> None:
    key = add(bridge, "x")
    bridge.submit(ChangeRecord(replace(bridge.get(Fact, key), statement="y"), field="statement"))
    bridge.submit(ChangeRecord(replace(bridge.get(Fact, key), source="z"), field="source"))
    assert bridge.undo_stack.count() == 3


def test_a_refusal_reaches_the_caller_and_leaves_no_step(bridge: Bridge) -> None:
    told: list[object] = []
    bridge.changed.connect(told.append)
    with pytest.raises(Refused):
        bridge.submit(ChangeRecord(Fact("0" * 32, "nowhere")))
    assert (bridge.undo_stack.count(), told) == (0, [])


def test_a_step_that_cannot_be_undone_stays_where_it_was(bridge: Bridge) -> None:
    """Whatever the reason (here an inverse that is refused), the caller hears of it and the stack has not moved."""
    add(bridge, "kept")
    step = bridge.undo_stack.command(0)
    assert isinstance(step, UndoStep)
    whole = step.outcome
    step.outcome = replace(whole, inverse=ChangeRecord(Fact("0" * 32, "gone")))  # type: ignore[arg-type]
    with pytest.raises(Refused):
        bridge.undo()
    assert statements(bridge) == ["kept"]
    assert bridge.undo_stack.canUndo()
    step.outcome = whole
    bridge.undo()
    assert statements(bridge) == []


def test_every_listener_is_told_what_changed(bridge: Bridge) -> None:
    told: list[object] = []
    bridge.changed.connect(told.append)
    key = add(bridge, "heard")
    bridge.undo()
    assert [(change.touches("fact"), change.of("fact")) for change in told] == [(True, frozenset({key}))] * 2


def test_costs_follow_a_change_and_come_back_with_undo(parts: Parts, idle: Callable[[], None], qtbot: QtBot) -> None:
    from negotiator.domain.establishment import StaffLine
    from negotiator.domain.proposals import Proposal
    from negotiator.services.commands import ChangeStaffField
    from negotiator.services.sample import sample_records

    parts.bridge.new(sample_records())
    idle()
    proposal = parts.bridge.all(Proposal)[0].id
    before = parts.bridge.costs(proposal)
    assert before is not None
    line = parts.bridge.all(StaffLine)[0]
    with qtbot.waitSignal(parts.bridge.costs_changed):
        parts.bridge.submit(ChangeStaffField((line.id,), "pension_share", line.pension_share / 2))
    assert parts.bridge.costs_state == "working"
    idle()
    after = parts.bridge.costs(proposal)
    assert after is not None
    assert after.baseline != before.baseline
    parts.bridge.undo()
    idle()
    assert parts.bridge.costs(proposal) == before


def test_a_note_does_not_set_the_costing_to_work(parts: Parts, idle: Callable[[], None]) -> None:
    from negotiator.services.sample import sample_records

    parts.bridge.new(sample_records())
    idle()
    add(parts.bridge, "beside the point")
    assert parts.bridge.costs_state == "up-to-date"
