"""Reading a file that may come from anybody: an allow-list before anything in it is believed, and then its values only.

The file is copied into the session's folder and looked at there, read-only: header, size, ``quick_check``, every
statement of its schema against the schema of its version (no trigger, no view, nothing besides), limits and a
deadline. Its records are decoded one by one and written anew; the file itself never becomes the working copy.
A sealed file is copied without its seal and looked at in the same way, through its key.
"""

from __future__ import annotations

import hashlib
import stat
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from negotiator.domain.problems import Refused
from negotiator.domain.workspace import KINDS, SETTINGS_ID, Record
from negotiator.storage.engine import engine_for
from negotiator.storage.errors import DocumentProblem, in_words
from negotiator.storage.mapping import TABLES, read_all
from negotiator.storage.migrations import migrate, statements
from negotiator.storage.schema import APPLICATION_ID, SCHEMA_VERSION
from negotiator.storage.sealing import SEAL_BYTES, Key, is_sealed, unlock

LARGEST_FILE = 1_000_000_000
MOST_RECORDS = 200_000
SECONDS = 60.0
_MAGIC = b"SQLite format 3\x00"
_STEPS_BETWEEN_LOOKS = 100_000


@dataclass(frozen=True, slots=True)
class ReadWorkspace:
    """The records of a file by kind, its schema version, the hash of the bytes that were read, and its key if any."""

    records: Mapping[str, tuple[Record, ...]]
    version: int
    sha256: str
    key: Key | None


def read_workspace(path: Path, scratch: Path, seconds: float = SECONDS, passphrase: str = "") -> ReadWorkspace:
    """Read a workspace file through the allow-list. ``scratch`` is a name that may be written and is taken away again.

    Raises DocumentProblem: ``file_missing``, ``not_a_file``, ``file_empty``, ``file_too_large``, ``not_ours``,
    ``other_database``, ``file_too_new``, ``file_damaged``, ``value_damaged``, ``file_too_slow``; for a sealed file
    also what `sealing.unlock` raises.
    """
    try:
        with in_words(path):
            _look_at_size(path, path)
            sha256, key = _copy_in(path, scratch, passphrase)
        return _read_copy(path, scratch, sha256, key, seconds)
    finally:
        _clear(scratch)


def read_working_copy(working: Path, scratch: Path, key: Key | None, seconds: float = SECONDS) -> ReadWorkspace:
    """Read what a crash left of a working copy, as strictly as a stranger's file."""
    if key is None:
        return read_workspace(working, scratch, seconds)
    try:
        with in_words(working):
            _look_at_size(working, working)
            with working.open("rb") as source:
                sha256 = _copy_rest(source, b"", scratch)
        return _read_copy(working, scratch, sha256, key, seconds, live=True)
    finally:
        _clear(scratch)


def _clear(scratch: Path) -> None:
    for leftover in (scratch, *(scratch.with_name(scratch.name + end) for end in ("-journal", "-wal", "-shm"))):
        leftover.unlink(missing_ok=True)


def look_at_header(path: Path, name: Path | None = None) -> int:
    """The schema version of a file, told from its first hundred bytes. Raises DocumentProblem where it is not ours."""
    name = name or path
    _look_at_size(path, name)
    with path.open("rb") as file:
        header = file.read(100)
    if not header.startswith(_MAGIC) or len(header) < 100:
        raise DocumentProblem("not_ours", name)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise DocumentProblem("other_database", name)
    return _known_version(int.from_bytes(header[60:64], "big"), name)


def _look_at_size(path: Path, name: Path) -> None:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise DocumentProblem("not_a_file", name)
    if status.st_size == 0:
        raise DocumentProblem("file_empty", name)
    if status.st_size > LARGEST_FILE:
        raise DocumentProblem("file_too_large", name, megabytes=LARGEST_FILE // 1_000_000)


def _known_version(version: int, name: Path) -> int:
    if version > SCHEMA_VERSION:
        raise DocumentProblem("file_too_new", name, version=version, known=SCHEMA_VERSION)
    if version < 1:
        raise DocumentProblem("file_damaged", name)
    return version


def hash_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _copy_in(path: Path, scratch: Path, passphrase: str) -> tuple[str, Key | None]:
    """Copy the database of a file; gives the hash of the whole file and the key. One opening sees one file."""
    with path.open("rb") as source:
        start = source.read(SEAL_BYTES)
        if is_sealed(start):
            key = unlock(start, passphrase, path)
            return _copy_rest(source, start, scratch), key
        look_at_header(path)  # before much is copied; what was copied is looked at again
        source.seek(0)
        return _copy_rest(source, b"", scratch), None


def _copy_rest(source: BinaryIO, before: bytes, scratch: Path) -> str:
    digest = hashlib.sha256(before)
    with scratch.open("wb") as target:
        while block := source.read(1 << 20):
            digest.update(block)
            target.write(block)
    return digest.hexdigest()


def _read_copy(
    path: Path, scratch: Path, sha256: str, key: Key | None, seconds: float, live: bool = False
) -> ReadWorkspace:
    version = look_at_header(scratch, name=path) if key is None else 0
    engine = None
    try:
        engine = engine_for(scratch, key, live)
        raw: Any = engine.raw_connection().driver_connection
        deadline = time.monotonic() + seconds
        raw.set_progress_handler(lambda: int(time.monotonic() > deadline), _STEPS_BETWEEN_LOOKS)
        if key is not None:
            version = _version_within(raw, path)
        _examine(raw, path, version)
        migrate(engine, version, SCHEMA_VERSION)
        with engine.connect() as connection:
            records = {kind: _read_kind(connection, path, kind) for kind in KINDS}
        return ReadWorkspace(records, version, sha256, key)
    except (DBAPIError, dbapi2.Error) as error:
        if "interrupted" in str(error):
            raise DocumentProblem("file_too_slow", path, seconds=int(seconds)) from error
        raise DocumentProblem("file_damaged", path) from error
    except (UnicodeDecodeError, MemoryError, OverflowError) as error:
        raise DocumentProblem("file_damaged", path) from error
    finally:
        if engine is not None:
            engine.dispose()


def _version_within(raw: Any, path: Path) -> int:
    """The schema version of a sealed database, whose header only its key can read."""
    if raw.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise DocumentProblem("file_damaged", path)  # its seal is ours: what followed it has gone
    return _known_version(raw.execute("PRAGMA user_version").fetchone()[0], path)


def _examine(raw: Any, path: Path, version: int) -> None:
    if {_bare(sql) for sql in statements(version)} != _schema_of(raw):
        raise DocumentProblem("file_damaged", path)
    if raw.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
        raise DocumentProblem("file_damaged", path)
    if raw.execute("PRAGMA foreign_key_check").fetchone():
        raise DocumentProblem("file_damaged", path)
    for kind, table in TABLES.items():
        count = raw.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0]
        if count > MOST_RECORDS:
            raise DocumentProblem("too_many_records", path, kind=kind.replace("_", " "), count=count, most=MOST_RECORDS)


def _schema_of(raw: Any) -> set[str]:
    """Every statement in the file's schema; an index that SQLite made for itself has none."""
    rows = raw.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    return {_bare(sql or f"{kind} {name}") for kind, name, sql in rows if sql or not _own_index(kind, name)}


def _own_index(kind: str, name: str) -> bool:
    return kind == "index" and name.startswith("sqlite_autoindex_")


def _bare(sql: str) -> str:
    return "".join(sql.split())


def _read_kind(connection: Connection, path: Path, kind: str) -> tuple[Record, ...]:
    try:
        records = read_all(connection, kind)
    except Refused as refusal:
        first = refusal.problems[0]
        raise DocumentProblem(
            "value_damaged", path, kind=kind.replace("_", " "), detail=first.place or first.code
        ) from refusal
    if kind == "settings" and [record.id for record in records] != [SETTINGS_ID]:
        raise DocumentProblem("file_damaged", path)
    return records
