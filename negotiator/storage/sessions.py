"""The local folder of an open workspace: its working copy, where it came from, a list of changes, a lock.

A folder whose lock nobody holds was left by a crash. Nothing here needs SQLAlchemy: the home page asks at start.
"""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from negotiator.storage.locks import FileLock

_COUNTER = slice(24, 28)
"""Where SQLite's header counts the transactions written (file format, 1.3.7)."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a working copy came from and how it stood at the last save.

    ``sha256`` is that of the user's file as last read or written; ``counter`` the working copy's count of
    transactions then.
    """

    path: str = ""
    title: str = ""
    sha256: str = ""
    counter: int = 0
    saved_at: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One change since the last save: the label code of its command, and when."""

    at: datetime
    label: str


class SessionFolder:
    """One open workspace's folder. Make one with ``begin``, or by ``abandoned`` after a crash."""

    def __init__(self, folder: Path, lock: FileLock) -> None:
        self.folder = folder
        self._lock = lock

    @classmethod
    def begin(cls, sessions: Path) -> SessionFolder:
        """A new folder, locked, for this user's eyes only."""
        folder = sessions / uuid.uuid4().hex
        folder.mkdir(parents=True, mode=0o700)
        lock = FileLock.try_on(folder / "lock")
        assert lock is not None, "nobody else knows this folder yet"
        return cls(folder, lock)

    @classmethod
    def take_over(cls, folder: Path) -> SessionFolder | None:
        """The folder of a session that ended without closing; None where it still lives or holds nothing."""
        if not (folder / "working.negotiation").is_file():
            return None
        lock = FileLock.try_on(folder / "lock")
        return None if lock is None else cls(folder, lock)

    @property
    def working(self) -> Path:
        return self.folder / "working.negotiation"

    @property
    def origin(self) -> Origin:
        """What was last noted; an empty origin where the note is missing or cannot be read."""
        return _read_origin(self.folder)

    def note_origin(self, origin: Origin) -> None:
        """Keep where the working copy came from, whole or not at all."""
        beside = self.folder / "origin.new"
        beside.write_text(json.dumps(asdict(origin)), "utf-8")
        beside.replace(self.folder / "origin.json")

    @property
    def seal(self) -> bytes:
        """The seal of the working copy; empty where it has no passphrase."""
        try:
            return (self.folder / "seal").read_bytes()
        except FileNotFoundError:
            return b""

    def note_seal(self, seal: bytes) -> None:
        """Keep the seal, before there is a working copy that needs it."""
        (self.folder / "seal").write_bytes(seal)

    def note_title(self, title: str) -> None:
        if self.origin.title != title:
            self.note_origin(replace(self.origin, title=title))

    def note_change(self, change: Change) -> None:
        line = json.dumps({"at": change.at.isoformat(), "label": change.label})
        with (self.folder / "changes.jsonl").open("a", encoding="utf-8") as log:
            log.write(line + "\n")

    def take_changes(self, other: SessionFolder) -> None:
        """Take over the list of changes of a session that this one follows."""
        if (other.folder / "changes.jsonl").is_file():
            shutil.copyfile(other.folder / "changes.jsonl", self.folder / "changes.jsonl")

    def forget_changes(self) -> None:
        (self.folder / "changes.jsonl").unlink(missing_ok=True)

    def changes(self) -> tuple[Change, ...]:
        """The changes since the last save, oldest first; a line torn by a crash is passed over."""
        return tuple(self._read_changes())

    def _read_changes(self) -> Iterator[Change]:
        try:
            lines = (self.folder / "changes.jsonl").read_text("utf-8", errors="replace").splitlines()
        except OSError:
            return
        for line in lines:
            try:
                given = json.loads(line)
                yield Change(datetime.fromisoformat(given["at"]), str(given["label"]))
            except (ValueError, KeyError, TypeError):
                continue

    def counter(self) -> int:
        """How many transactions the working copy has seen."""
        with self.working.open("rb") as file:
            return int.from_bytes(file.read(28)[_COUNTER], "big")

    def changes_since_save(self) -> int:
        return max(0, self.counter() - self.origin.counter)

    def let_go(self) -> None:
        """Release the lock and keep the folder."""
        self._lock.release()

    def discard(self) -> None:
        """Take the folder away with all that is in it."""
        self._lock.release()
        shutil.rmtree(self.folder, ignore_errors=True)


def is_open_elsewhere(sessions: Path, document: Path, apart_from: Path) -> bool:
    """True where another living session of this data folder has the document open."""
    for folder in sessions.iterdir():
        if folder == apart_from or not (folder / "origin.json").is_file():
            continue
        lock = FileLock.try_on(folder / "lock")
        if lock is not None:
            lock.release()
        elif _read_origin(folder).path == str(document):
            return True
    return False


def _read_origin(folder: Path) -> Origin:
    try:
        return Origin(**json.loads((folder / "origin.json").read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return Origin()


def abandoned(sessions: Path) -> tuple[SessionFolder, ...]:
    """The folders that no living session holds, each locked for the caller."""
    if not sessions.is_dir():
        return ()
    found = (SessionFolder.take_over(folder) for folder in sorted(sessions.iterdir()) if folder.is_dir())
    return tuple(session for session in found if session is not None)
