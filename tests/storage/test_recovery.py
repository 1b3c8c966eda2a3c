"""Whatever was committed outlives the process; what was not is gone whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from negotiator.domain.facts import Fact
from negotiator.domain.problems import Refused
from negotiator.services.commands import AddRecord, RemoveRecords
from negotiator.services.recovery import discard_session, recoverable_sessions
from negotiator.services.session import Session
from negotiator.storage.locks import FileLock

WORKER = """
import sys
from pathlib import Path
from negotiator.domain.facts import Fact
from negotiator.services.commands import AddRecord
from negotiator.services.session import Session
session = Session.open(sys.argv[2], Path(sys.argv[1]))
for number in range(1_000_000):
    session.execute(AddRecord(Fact(f"f{number}", f"Fact {number}")))
    print(number, flush=True)
"""


def kill_while_writing(data_folder: Path, path: Path, after: int) -> int:
    """Open the file in another process, let it commit facts without end, and kill it. Gives the last one it told of."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(data_folder), str(path)], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdout is not None
    last = -1
    for line in process.stdout:
        last = int(line)
        if last == after:
            process.kill()
    process.wait()
    return last


def test_a_killed_session_is_offered_and_holds_every_commit(data_folder: Path, sample_file: Path) -> None:
    before = sample_file.read_bytes()
    last = kill_while_writing(data_folder, sample_file, after=25)
    (left,) = recoverable_sessions(data_folder)
    assert left.path == sample_file
    assert left.title == "On-call and unsocial hours 2027"
    assert left.changes >= last + 1
    assert left.labels[0].label == "add_fact"
    assert sample_file.read_bytes() == before, "the user's file is not touched by a crash"
    session = Session.recover(left.folder)
    ids = [fact.id for fact in session.all(Fact) if fact.id.startswith("f") and fact.id[1:].isdigit()]
    assert ids[: last + 1] == [f"f{number}" for number in range(last + 1)]
    assert len(ids) <= left.changes
    assert session.is_modified and session.path == sample_file
    session.save()
    session.close()
    assert recoverable_sessions(data_folder) == ()
    again = Session.open(sample_file, data_folder)
    assert again.find(Fact, f"f{last}") is not None
    again.close()


def test_a_living_session_is_not_offered(data_folder: Path, sample_file: Path) -> None:
    session = Session.open(sample_file, data_folder)
    session.execute(AddRecord(Fact("new", "A new fact")))
    assert recoverable_sessions(data_folder) == ()
    session.close()
    assert list((data_folder / "sessions").iterdir()) == []


def test_a_session_left_without_changes_is_cleared_away(data_folder: Path, sample_file: Path) -> None:
    session = Session.open(sample_file, data_folder)
    session.leave()
    assert recoverable_sessions(data_folder) == ()
    assert list((data_folder / "sessions").iterdir()) == []


def test_a_never_saved_workspace_is_offered_too(data_folder: Path) -> None:
    session = Session.create(data_folder=data_folder)
    session.execute(AddRecord(Fact("new", "A new fact")))
    session.execute(RemoveRecords("fact", ("new",)))
    session.leave()
    (left,) = recoverable_sessions(data_folder)
    assert (left.path, left.changes) == (None, 2)
    assert [change.label for change in left.labels] == ["add_fact", "remove_fact"]


def test_a_session_can_be_recovered_once(data_folder: Path) -> None:
    session = Session.create(data_folder=data_folder)
    session.execute(AddRecord(Fact("new", "A new fact")))
    session.leave()
    (left,) = recoverable_sessions(data_folder)
    recovered = Session.recover(left.folder)
    with pytest.raises(Refused) as refused:
        Session.recover(left.folder)
    assert refused.value.problems[0].code == "session_gone"
    discard_session(left.folder)
    assert recovered.find(Fact, "new") is not None, "a living session is not thrown away"
    recovered.close()


def test_a_session_can_be_thrown_away(data_folder: Path) -> None:
    session = Session.create(data_folder=data_folder)
    session.execute(AddRecord(Fact("new", "A new fact")))
    session.leave()
    (left,) = recoverable_sessions(data_folder)
    discard_session(left.folder)
    assert recoverable_sessions(data_folder) == ()


def test_a_damaged_working_copy_is_refused_and_kept(data_folder: Path) -> None:
    session = Session.create(data_folder=data_folder)
    session.execute(AddRecord(Fact("new", "A new fact")))
    session.leave()
    (left,) = recoverable_sessions(data_folder)
    working = left.folder / "working.negotiation"
    working.write_bytes(working.read_bytes()[:8192] + b"\xff" * 4096)
    with pytest.raises(Refused) as refused:
        Session.recover(left.folder)
    assert refused.value.problems[0].code == "file_damaged"
    assert working.is_file()
    assert len(recoverable_sessions(data_folder)) == 1, "it can be tried again"


def test_damaged_notes_beside_the_working_copy_do_not_stop_recovery(data_folder: Path) -> None:
    session = Session.create(data_folder=data_folder)
    session.execute(AddRecord(Fact("new", "A new fact")))
    session.leave()
    (left,) = recoverable_sessions(data_folder)
    (left.folder / "origin.json").write_bytes(b"\xff{")
    (left.folder / "changes.jsonl").write_bytes(b'{"at": "2026"\n\xff\n')
    (left,) = recoverable_sessions(data_folder)
    recovered = Session.recover(left.folder)
    assert recovered.find(Fact, "new") is not None
    recovered.close()


def test_a_lock_is_held_once(tmp_path: Path) -> None:
    first = FileLock.try_on(tmp_path / "lock")
    assert first is not None
    assert FileLock.try_on(tmp_path / "lock") is None
    first.release()
    second = FileLock.try_on(tmp_path / "lock")
    assert second is not None
    second.release()
