"""Files and folders that cannot be used: each a sentence with its place, and nothing lost."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from negotiator.domain.facts import Fact
from negotiator.services.commands import AddRecord
from negotiator.services.session import Session
from tests.journeys.hands import CTRL, SHIFT, Hands
from ui.crash import CrashWatch
from ui.dialogs.base import Choice
from ui.pages.evidence.page import EvidencePage

pytestmark = pytest.mark.journey


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A workspace file with one fact."""
    path = tmp_path / "Mine.negotiation"
    session = Session.create((Fact("", "168 sessions a week"),), tmp_path / "elsewhere")
    session.save_as(path)
    session.close()
    return path


@pytest.fixture(autouse=True)
def no_crash(data_folder: Path) -> Iterator[None]:
    """Nothing reaches the crash hooks."""
    found: list[str] = []
    watch = CrashWatch(data_folder)
    watch.crashed.connect(found.append)
    watch.install()
    yield
    watch.remove()
    assert found == []


def of_a_newer_version(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 999")
    database.close()


def damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[5000:9000] = os.urandom(4000)
    path.write_bytes(data)


def of_another_program(path: Path) -> None:
    path.unlink()
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE letters (words TEXT)")
    database.commit()
    database.close()


SPOILT: dict[str, Callable[[Path], object]] = {
    "a letter": lambda path: path.write_text("Dear colleague, " * 300),
    "an empty file": lambda path: path.write_bytes(b""),
    "a newer version": of_a_newer_version,
    "a damaged file": damaged,
    "another program's database": of_another_program,
    "no file any more": lambda path: path.unlink(),
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_file_that_cannot_be_opened_is_refused_by_name_and_what_is_open_stays(
    hands: Hands, mine: Path, tmp_path: Path, what: str
) -> None:
    other = tmp_path / "Theirs.negotiation"
    other.write_bytes(mine.read_bytes())
    SPOILT[what](other)
    spoilt = other.read_bytes() if other.exists() else b""
    hands.window.files.open_path(str(mine))
    hands.wait()
    hands.window.files.open_path(str(other))
    hands.wait()
    said = words_of(hands.dialog(Choice))
    assert "Theirs.negotiation" in said and said.endswith(".")
    hands.dialog(Choice).answer("close")
    assert hands.parts.bridge.session is not None and hands.parts.bridge.session.path == mine
    assert [fact.statement for fact in hands.parts.bridge.all(Fact)] == ["168 sessions a week"]
    assert (other.read_bytes() if other.exists() else b"") == spoilt
    assert hands.window.status.text("saved").startswith("Saved")


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_file_that_cannot_be_written_is_said_and_the_work_goes_on(
    hands: Hands, mine: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    """A full disk, no permission, a read-only disk: what the system answers to the first write beside the file."""
    before = mine.read_bytes()
    hands.window.files.open_path(str(mine))
    hands.wait()
    hands.parts.bridge.submit(AddRecord(Fact("", "not to be lost")))
    real = Path.open

    def refuse(path: Path, mode: str = "r", *rest: Any, **named: Any) -> Any:
        if path.parent == mine.parent and mode.strip("bt") != "r":
            raise OSError(error, os.strerror(error), str(path))
        return real(path, mode, *rest, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        hands.press(Qt.Key.Key_S, CTRL)
        hands.wait()
        said = words_of(hands.dialog(Choice))
    assert said.startswith("Not saved") and said.endswith(".")
    hands.dialog(Choice).answer("close")
    assert mine.read_bytes() == before
    assert hands.parts.bridge.is_modified
    assert [fact.statement for fact in hands.parts.bridge.all(Fact)][-1] == "not to be lost"
    hands.activate(hands.window)
    hands.press(Qt.Key.Key_S, CTRL)
    hands.wait()
    assert not hands.parts.bridge.is_modified and mine.read_bytes() != before


def test_saving_into_a_folder_that_is_not_there_is_said_and_nothing_is_lost(
    hands: Hands, mine: Path, tmp_path: Path
) -> None:
    hands.window.files.open_path(str(mine))
    hands.wait()
    hands.go(EvidencePage)
    hands.press(Qt.Key.Key_S, CTRL | SHIFT)
    gone = tmp_path / "gone"
    gone.mkdir()
    chooser = hands.dialog(QFileDialog)
    gone.rmdir()  # the stick was pulled out meanwhile
    chooser.fileSelected.emit(str(gone / "Copy.negotiation"))
    chooser.close()
    hands.wait()
    said = words_of(hands.dialog(Choice))
    assert said.startswith("Not saved") and "gone" in said
    hands.dialog(Choice).answer("close")
    assert hands.parts.bridge.session is not None and hands.parts.bridge.session.path == mine


def words_of(dialog: Choice) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.text())
