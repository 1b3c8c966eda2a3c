"""The note ``~$name`` beside an open file: who has it open, where, since when. Advice to people, not a lock."""

from __future__ import annotations

import getpass
import json
import os
import platform
import uuid
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class OwnerNote:
    """Who has a file open. ``token`` tells our own note from another's."""

    person: str
    machine: str
    since: str
    token: str = ""


def note_path(document: Path) -> Path:
    return document.with_name(f"~${document.name}")


def read_note(document: Path) -> OwnerNote | None:
    """The note beside a file; None where there is none, or none that can be read."""
    path = note_path(document)
    try:
        if path.is_symlink() or path.stat().st_size > 10_000:
            return None
        given = json.loads(path.read_text("utf-8"))
        note = OwnerNote(**given)
    except (OSError, ValueError, TypeError):
        return None
    return note if all(isinstance(part, str) for part in asdict(note).values()) else None


def leave_note(document: Path, now: datetime) -> OwnerNote | None:
    """Say that we have the file open, unless somebody else's note is there. None where nothing was written."""
    note = OwnerNote(_person(), platform.node(), now.isoformat(timespec="minutes"), uuid.uuid4().hex)
    try:
        descriptor = os.open(note_path(document), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except OSError:
        return None
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(note), file)
    return note


def is_ours(note: OwnerNote) -> bool:
    """True where the note bears this person and this machine: of a living session, or left by a crash."""
    return (note.person, note.machine) == (_person(), platform.node())


def withdraw_note(document: Path, ours: OwnerNote) -> None:
    """Take our own note away; another's stays. A folder gone meanwhile is no error."""
    found = read_note(document)
    if found and found.token == ours.token:
        try:
            note_path(document).unlink(missing_ok=True)
        except OSError:
            return


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
