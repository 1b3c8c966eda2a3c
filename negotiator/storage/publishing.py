"""Putting a working copy in the place of the user's file: whole or not at all, never over another's change."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from negotiator.storage.engine import connection_to
from negotiator.storage.errors import DocumentProblem, in_words
from negotiator.storage.reading import hash_of
from negotiator.storage.sealing import Key

_TRIES = 5
_BUSY_ON_WINDOWS = (5, 32, 33)


def write_compact(raw: Any, target: Path, key: Key | None = None) -> None:
    """Write the database of a connection to a new file without anything deleted, under its key, and check it.

    ``VACUUM INTO``, not the backup API: that would carry over deleted text.
    """
    target.unlink(missing_ok=True)
    with in_words(target):
        try:
            raw.execute("VACUUM INTO ?", (str(target),))
        except dbapi2.OperationalError as error:
            raise database_problem(error, target) from error
    check = connection_to(target, key)
    try:
        sound = check.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
    except dbapi2.DatabaseError:
        sound = False
    finally:
        check.close()
    if not sound:
        raise DocumentProblem("copy_unsound", target)


def put_in_place(made: Path, target: Path, seal: bytes = b"") -> str:
    """Copy ``made`` beside ``target``, its seal in front, make sure that it is on the disk, and put it in its place.

    Gives the hash of what stands there now.
    """
    beside = target.with_name(f".{target.name}.new")
    with in_words(target):
        if not target.parent.is_dir():
            raise DocumentProblem("folder_missing", target)
        if target.is_dir():
            raise DocumentProblem("not_a_file", target)
        try:
            _copy_to_disk(made, beside, seal)
            _replace(beside, target)
        finally:
            beside.unlink(missing_ok=True)
        _sync_folder(target.parent)
        return hash_of(target)


def database_problem(error: Exception, path: Path) -> DocumentProblem:
    """The problem that a database error of the world stands for."""
    text = str(error).lower()
    for words, code in (
        ("disk is full", "disk_full"),
        ("full", "disk_full"),
        ("readonly", "folder_read_only"),
        ("locked", "file_busy"),
        ("unable to open", "no_permission"),
        ("disk i/o", "disk_trouble"),
        ("malformed", "file_damaged"),
    ):
        if words in text:
            return DocumentProblem(code, path)
    return DocumentProblem("file_trouble", path, detail=str(error))


def _copy_to_disk(source: Path, target: Path, seal: bytes) -> None:
    target.unlink(missing_ok=True)
    with source.open("rb") as given, target.open("xb") as taken:
        taken.write(seal)
        shutil.copyfileobj(given, taken, 1 << 20)
        taken.flush()
        os.fsync(taken.fileno())


def _replace(beside: Path, target: Path) -> None:
    """``Path.replace``, tried again where Windows says that a scanner or a sync client holds the file for a moment."""
    if target.exists():
        shutil.copymode(target, beside)
    for attempt in range(_TRIES):
        try:
            beside.replace(target)
        except OSError as error:
            if getattr(error, "winerror", None) not in _BUSY_ON_WINDOWS or attempt == _TRIES - 1:
                raise
            time.sleep(0.1 * 2**attempt)
        else:
            return


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system lets a folder be synchronised."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
