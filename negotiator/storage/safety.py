"""Safety copies: what a file held before it was replaced, kept in the data folder and thinned with age."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

NEWEST = 5
DAYS = 14
WEEKS = 8
MONTHS = 12
_FORM = "%Y-%m-%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class SafetyCopy:
    """A file as it stood until ``taken``."""

    path: Path
    taken: datetime


def copies_of(safety: Path, document: Path) -> tuple[SafetyCopy, ...]:
    """The copies kept of a file, newest first."""
    folder = _folder(safety, document)
    found = []
    for path in folder.glob("*.negotiation") if folder.is_dir() else ():
        try:
            found.append(SafetyCopy(path, datetime.strptime(path.stem, _FORM).astimezone()))
        except ValueError:
            continue
    return tuple(sorted(found, key=lambda copy: copy.taken, reverse=True))


def keep_copy(safety: Path, document: Path, now: datetime) -> Path:
    """Copy a file aside before it is replaced, and thin the older copies. No copy replaces another."""
    folder = _folder(safety, document)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    moment = now.astimezone()
    while (kept := folder / f"{moment:{_FORM}}.negotiation").exists():
        moment += timedelta(seconds=1)
    shutil.copyfile(document, kept)
    for copy in to_drop(copies_of(safety, document), now):
        copy.path.unlink(missing_ok=True)
    return kept


def drop_copies(safety: Path, document: Path) -> int:
    """Take every copy of a file away; gives how many the system would not let go.

    The disk may hold their bytes until it needs the room.
    """
    left = 0
    for copy in copies_of(safety, document):
        try:
            copy.path.unlink(missing_ok=True)
        except OSError:
            left += 1
    return left


def to_drop(copies: Iterable[SafetyCopy], now: datetime) -> tuple[SafetyCopy, ...]:
    """Which copies may go: the newest five stay, then the last of each day, week and month for a while."""
    newest_first = sorted(copies, key=lambda copy: copy.taken, reverse=True)
    keep = {copy.path for copy in newest_first[:NEWEST]}
    for span, form in (
        (timedelta(days=DAYS), "%Y-%m-%d"),
        (timedelta(weeks=WEEKS), "%G-%V"),
        (timedelta(days=31 * MONTHS), "%Y-%m"),
    ):
        seen: set[str] = set()
        for copy in newest_first:
            period = copy.taken.strftime(form)
            if now - copy.taken <= span and period not in seen:
                seen.add(period)
                keep.add(copy.path)
    return tuple(copy for copy in newest_first if copy.path not in keep)


def _folder(safety: Path, document: Path) -> Path:
    """One folder for each file, named so that a person can find it."""
    mark = hashlib.sha256(str(document.resolve()).encode()).hexdigest()[:12]
    return safety / f"{document.stem[:60]}-{mark}"
