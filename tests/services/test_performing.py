"""A command performed in one thread and taken in another: readers see before or after; what stops leaves nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from negotiator.domain.establishment import Snapshot, StaffLine
from negotiator.domain.facts import Fact
from negotiator.domain.problems import Refused
from negotiator.services.commands import AddRecord, ChangeStaffField, ImportStaffLines, RemoveRecords, Several
from negotiator.services.commands.weight import weight
from negotiator.services.recovery import recoverable_sessions
from negotiator.services.session import Session


class Stopped(Exception):
    """Somebody pressed Cancel."""


def lines(count: int) -> tuple[StaffLine, ...]:
    return tuple(
        StaffLine(name=f"Line {n}", group="Nursing", band="5", step="top", headcount=1, wte=Decimal(1))
        for n in range(count)
    )


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def session(data: Path) -> Iterator[Session]:
    made = Session.create((), data)
    yield made
    made.close()


def again(session: Session, data: Path) -> Session:
    """What is really stored: leave as a crash would, and take up what is left."""
    session.leave()
    (left,) = recoverable_sessions(data)
    return Session.recover(left.folder)


def test_readers_see_nothing_of_a_performed_command_until_it_is_taken(session: Session) -> None:
    with ThreadPoolExecutor(1) as other:
        performed = other.submit(session.perform, ImportStaffLines(lines(3))).result()
    assert session.all(StaffLine) == ()
    outcome = session.take(performed)
    assert [line.name for line in session.all(StaffLine)] == ["Line 0", "Line 1", "Line 2"]
    assert set(outcome.added) == {line.id for line in session.all(StaffLine)}


def test_what_was_performed_is_in_the_working_copy_even_where_nobody_took_it(data: Path) -> None:
    session = Session.create((), data)
    session.perform(ImportStaffLines(lines(3)))
    found = again(session, data)
    assert len(found.all(StaffLine)) == 3
    found.close()


@pytest.mark.parametrize("asked", range(9))
def test_a_command_stopped_at_any_word_of_progress_leaves_nothing(data: Path, asked: int) -> None:
    session = Session.create((), data)
    before = session.changes_since_save
    told: list[float] = []

    def stop(share: float) -> None:
        told.append(share)
        if len(told) > asked:
            raise Stopped

    with pytest.raises(Stopped):
        session.perform(ImportStaffLines(lines(1600)), stop)
    assert session.all(StaffLine) == () and session.changes_since_save == before
    session.execute(AddRecord(Fact("", "and it goes on")))
    session.leave()
    (left,) = recoverable_sessions(data)
    assert [change.label for change in left.labels] == ["add_fact"]
    found = Session.recover(left.folder)
    assert found.all(StaffLine) == ()
    found.close()


def test_progress_goes_forward_from_the_beginning_to_the_end(session: Session) -> None:
    told: list[float] = []
    session.take(session.perform(ImportStaffLines(lines(1600)), told.append))
    assert told == sorted(told) and len(told) > 6
    assert told[0] < 0.2 and told[-1] == 1.0


def test_a_refusal_in_another_thread_leaves_the_session_as_it_was(session: Session) -> None:
    with ThreadPoolExecutor(1) as other, pytest.raises(Refused):
        other.submit(session.perform, RemoveRecords("fact", ("gone",))).result()
    assert session.execute(AddRecord(Fact("", "next"))).added


def test_two_threads_never_write_at_once(session: Session) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def hold(share: float) -> None:
        begun.set()
        assert go_on.wait(10)

    with ThreadPoolExecutor(1) as other:
        first = other.submit(session.perform, AddRecord(Fact("", "one")), hold)
        assert begun.wait(10)
        for write in (session.save, lambda: session.execute(AddRecord(Fact("", "two")))):
            with pytest.raises(RuntimeError):
                write()
        go_on.set()
        session.take(first.result())
    assert [fact.statement for fact in session.all(Fact)] == ["one"]


def test_nothing_is_written_before_what_was_performed_is_taken(session: Session) -> None:
    performed = session.perform(AddRecord(Fact("", "one")))
    with pytest.raises(RuntimeError):
        session.perform(AddRecord(Fact("", "two")))
    session.take(performed)
    with pytest.raises(RuntimeError):
        session.take(performed)
    session.execute(AddRecord(Fact("", "two")))
    assert [fact.statement for fact in session.all(Fact)] == ["one", "two"]


def test_the_weight_of_a_command_counts_what_it_writes(session: Session) -> None:
    outcome = session.execute(ImportStaffLines(lines(4)))
    assert weight(ImportStaffLines(lines(4))) == weight(RemoveRecords("staff_line", outcome.added)) == 4
    assert weight(ChangeStaffField(outcome.added, "band", "6")) == weight(outcome.inverse) == 4
    snapshot = AddRecord(Snapshot("s", "June", date(2026, 6, 1), "", session.all(StaffLine)))
    assert weight(snapshot) == 5
    assert weight(session.execute(snapshot).inverse) == 1
    assert weight(Several((snapshot, AddRecord(Fact("", "x"))), "add_records")) == 6
