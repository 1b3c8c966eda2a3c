"""What a crash left on this computer. Cheap enough to ask before the first window is painted."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from negotiator.storage.sessions import Change, SessionFolder, abandoned

_IDLE_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Recoverable:
    """A workspace that was open when the computer stopped. ``path`` is None where it was never saved.

    ``changes`` counts what was committed after the last save; ``labels`` are the label codes of those changes, as far
    as they were noted; ``last_change`` is when the last of them was made. ``title`` is the file's name, or nothing,
    where it ``is_sealed``: to recover it asks for its passphrase.
    """

    folder: Path
    path: Path | None
    title: str
    changes: int
    last_change: datetime
    labels: tuple[Change, ...]
    is_sealed: bool = False


def recoverable_sessions(data_folder: Path) -> tuple[Recoverable, ...]:
    """Sessions that ended without closing and hold changes, newest first. Those without changes are cleared away."""
    found = []
    sessions = data_folder / "sessions"
    for session in abandoned(sessions):
        recoverable = _described(session)
        if recoverable is None:
            session.discard()
        else:
            session.let_go()
            found.append(recoverable)
    _clear_stubs(sessions)
    return tuple(sorted(found, key=lambda each: each.last_change, reverse=True))


def discard_session(folder: Path) -> None:
    """Throw away what a crash left, at the person's word. A session that lives is not touched."""
    session = SessionFolder.take_over(folder)
    if session:
        session.discard()


def _described(session: SessionFolder) -> Recoverable | None:
    changes = session.changes_since_save()
    if not changes:
        return None
    origin, noted = session.origin, session.changes()
    path, is_sealed = Path(origin.path) if origin.path else None, bool(session.seal)
    touched = datetime.fromtimestamp(session.working.stat().st_mtime, UTC)
    return Recoverable(
        session.folder,
        path,
        path.stem if path and is_sealed else origin.title,
        changes,
        noted[-1].at if noted else touched,
        noted,
        is_sealed,
    )


def _clear_stubs(sessions: Path) -> None:
    """Folders of openings that died before there was a working copy."""
    for folder in sessions.iterdir() if sessions.is_dir() else ():
        stub = folder.is_dir() and not (folder / "working.negotiation").exists()
        if stub and time.time() - folder.stat().st_mtime > _IDLE_SECONDS:
            for leftover in folder.iterdir():
                leftover.unlink(missing_ok=True)
            folder.rmdir()
