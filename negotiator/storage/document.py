"""An open workspace: a working copy in a local folder, and the user's file that it came from and goes to.

The user's file is never opened for writing. Every unit of work is committed to the working copy; ``save`` publishes it.
Where the workspace has a passphrase, both are sealed with one key. Another passphrase means another document
(``sealed_anew``): a working copy never changes its key, so a crash finds the one or the other, whole.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from negotiator.domain.workspace import SETTINGS_ID, Record, Settings
from negotiator.storage.engine import engine_for
from negotiator.storage.errors import DocumentProblem, in_words
from negotiator.storage.mapping import insert_all
from negotiator.storage.migrations import statements
from negotiator.storage.owner import OwnerNote, is_ours, leave_note, read_note, withdraw_note
from negotiator.storage.publishing import database_problem, put_in_place, write_compact
from negotiator.storage.reading import hash_of, read_working_copy, read_workspace
from negotiator.storage.records import Following, Records
from negotiator.storage.safety import drop_copies, keep_copy
from negotiator.storage.schema import APPLICATION_ID, SCHEMA_VERSION
from negotiator.storage.sealing import Key, unlock
from negotiator.storage.sessions import Change, Origin, SessionFolder, is_open_elsewhere
from negotiator.storage.unit_of_work import KIND_OF, Images, Progress, UnitOfWork, silent
from negotiator.storage.values import require_storable

SUFFIX = ".negotiation"


class Document:
    """One open workspace. Make one with ``create``, ``open`` or ``recover``; end it with ``close``."""

    def __init__(
        self, session: SessionFolder, safety: Path, records: Mapping[str, tuple[Record, ...]], key: Key | None = None
    ) -> None:
        self._session = session
        self._safety = safety
        self._key = key
        self._engine = engine_for(session.working, key, live=True)
        self._note: OwnerNote | None = None
        self.records = Records(records)
        self.path: Path | None = None
        self.in_use_by: OwnerNote | None = None
        self.version_read = SCHEMA_VERSION
        self.copies_left = 0

    @classmethod
    def create(cls, data_folder: Path, records: Iterable[Record] = (), key: Key | None = None) -> Document:
        """A new workspace that has no file yet. Settings are made where none are given."""
        by_kind = _by_kind(records)
        for of_kind in by_kind.values():
            for record in of_kind:
                require_storable(record)
        if "settings" not in by_kind:
            by_kind["settings"] = (Settings(),)
        document = cls._with_working_copy(data_folder, by_kind, key)
        document._note_origin(None, "")
        return document

    @classmethod
    def open(
        cls, data_folder: Path, path: Path, now: datetime, announce: bool = True, passphrase: str = ""
    ) -> Document:
        """Open a user's file, whoever wrote it. A link is followed: saving replaces the file and not the link."""
        with in_words(path):
            real = _real(path)
            session = SessionFolder.begin(data_folder / "sessions")
        try:
            read = read_workspace(real, session.folder / "incoming", passphrase=passphrase)
            document = cls._fill(session, data_folder / "safety", read.records, read.key)
        except BaseException:
            session.discard()
            raise
        document.version_read = read.version
        document._note_origin(real, read.sha256)
        document._attach(real, now, announce)
        return document

    @classmethod
    def recover(cls, data_folder: Path, session: SessionFolder, passphrase: str = "") -> Document:
        """Take up what a crash left. The working copy is read like a stranger's file: the crash may have harmed it."""
        origin = session.origin
        key = unlock(session.seal, passphrase, Path(origin.path or session.working)) if session.seal else None
        _settle(session.working, key)
        read = read_working_copy(session.working, session.folder / "incoming", key)
        document = cls(session, data_folder / "safety", read.records, key)
        document.path = Path(origin.path) if origin.path else None
        if document.path:
            document._attach(document.path, datetime.now(UTC))
        return document

    @classmethod
    def _with_working_copy(
        cls, data_folder: Path, records: Mapping[str, tuple[Record, ...]], key: Key | None
    ) -> Document:
        with in_words(data_folder):
            session = SessionFolder.begin(data_folder / "sessions")
        try:
            return cls._fill(session, data_folder / "safety", records, key)
        except BaseException:
            session.discard()
            raise

    @classmethod
    def _fill(
        cls, session: SessionFolder, safety: Path, records: Mapping[str, tuple[Record, ...]], key: Key | None
    ) -> Document:
        if key is not None:
            with in_words(session.folder):
                session.note_seal(key.seal)
        document = cls(session, safety, records, key)
        try:
            with document._engine.begin() as connection:
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")
                for statement in statements(SCHEMA_VERSION):
                    connection.exec_driver_sql(statement)
                for kind, of_kind in records.items():
                    if of_kind:
                        insert_all(connection, kind, of_kind)
        except DBAPIError as error:
            document._engine.dispose()
            raise database_problem(error, session.working) from error
        return document

    def unit_of_work(self) -> UnitOfWork:
        return UnitOfWork(self._engine, self.records)

    def commit(self, unit: UnitOfWork, images: Images, change: Change) -> None:
        """Commit a unit to the working copy and show it. An error of the world leaves everything as it was."""
        self.records.take(self.write(unit, images, change))

    def write(self, unit: UnitOfWork, images: Images, change: Change, progress: Progress = silent) -> Following:
        """Commit a unit to the working copy, in any thread; ``records`` show it once they `take` what is returned."""
        with in_words(self._session.working):
            try:
                following = unit.write(images, partial(self._session.note_change, change), progress)
            except DBAPIError as error:
                raise database_problem(error, self._session.working) from error
            settings = images.after.get("settings", {}).get(SETTINGS_ID)
            if isinstance(settings, Settings) and self._key is None:
                self._session.note_title(settings.title)
        return following

    @property
    def is_sealed(self) -> bool:
        """True where the workspace has a passphrase."""
        return self._key is not None

    def is_opened_by(self, passphrase: str) -> bool:
        """True where this is the passphrase, or none is needed. It takes as long as opening does."""
        return self._key is None or self._key.is_of(passphrase)

    def sealed_anew(self, key: Key | None, now: datetime, keep_copies: bool) -> Document:
        """The same workspace under another key, or none, published to its file where it has one; in any thread.

        `follow` makes it take this document's place; this one is as it was until then. Without ``keep_copies`` the
        file's safety copies are taken away (``copies_left`` says how many would not go), and none is kept of what the
        file held until now. Raises what `save` raises.
        """
        if self.path is not None:
            self._refuse_changed(self.path)
        records = {kind: self.records.all(kind) for kind in KIND_OF.values()}
        anew = self._with_working_copy(self._session.folder.parent.parent, records, key)
        try:
            if self.path is None:
                anew._note_origin(None, "", changes=self.changes_since_save)
                anew._session.take_changes(self._session)
            else:
                anew._publish(self.path, now, keep_copies)
                anew.path = self.path
                if not keep_copies:
                    anew.copies_left = drop_copies(self._safety, self.path)
        except BaseException:
            anew.close()
            raise
        return anew

    def follow(self, earlier: Document) -> None:
        """Take the place of the document that this one was made of; that one is closed."""
        self._note, earlier._note = earlier._note, None
        self.in_use_by, self.version_read = earlier.in_use_by, SCHEMA_VERSION
        earlier.close()

    @property
    def changes_since_save(self) -> int:
        return self._session.changes_since_save()

    @property
    def saved_at(self) -> datetime | None:
        """When this workspace was last saved; None where it never was."""
        text = self._session.origin.saved_at
        return datetime.fromisoformat(text) if text else None

    def save(self, now: datetime, replace_changed: bool = False) -> None:
        """Publish to the file that was opened.

        Raises DocumentProblem: ``no_path_yet``; ``file_changed_meanwhile`` where the file is no longer as it was read
        or written last, unless ``replace_changed``; and the errors of the world.
        """
        if self.path is None:
            raise DocumentProblem("no_path_yet")
        if not replace_changed:
            self._refuse_changed(self.path)
        self._publish(self.path, now)

    def _refuse_changed(self, path: Path) -> None:
        with in_words(path):
            if path.exists() and hash_of(path) != self._session.origin.sha256:
                raise DocumentProblem("file_changed_meanwhile", path)

    def save_as(self, path: Path, now: datetime, replace_existing: bool = False) -> None:
        """Publish to another file, which becomes this workspace's own. Raises ``file_exists`` where there is one."""
        with in_words(path):
            target = _real(path)
            if target.is_dir():
                raise DocumentProblem("not_a_file", target)
            if target.exists() and target != self.path and not replace_existing:
                raise DocumentProblem("file_exists", target)
        self._publish(target, now)
        if target != self.path:
            self._detach()
            self._attach(target, now)

    def _publish(self, target: Path, now: datetime, keep: bool = True) -> None:
        made = self._session.folder / "outgoing"
        try:
            write_compact(self._raw(), made, self._key)
            with in_words(self._session.folder):
                if target.is_file() and keep:
                    keep_copy(self._safety, target, now)
            sha256 = put_in_place(made, target, self._key.seal if self._key else b"")
        finally:
            made.unlink(missing_ok=True)
        self._note_origin(target, sha256, now)
        self._session.forget_changes()

    def close(self) -> None:
        """End the session. What was not saved is gone: ask first."""
        self._detach()
        self._engine.dispose()
        self._session.discard()

    def leave(self) -> None:
        """End the session as a crash would: the working copy stays and is offered for recovery."""
        self._detach()
        self._engine.dispose()
        self._session.let_go()

    def _raw(self) -> Any:
        return self._engine.raw_connection().driver_connection

    def _note_origin(self, path: Path | None, sha256: str, saved_at: datetime | None = None, changes: int = 0) -> None:
        """``changes``: so many were made already that are in no file."""
        settings = self.records.find("settings", SETTINGS_ID)
        title = settings.title if isinstance(settings, Settings) and self._key is None else ""
        origin = Origin(str(path or ""), title, sha256, self._session.counter() - changes)
        if saved_at is None and path is not None:
            saved_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        if saved_at is not None:
            origin = replace(origin, saved_at=saved_at.astimezone(UTC).isoformat())
        self._session.note_origin(origin)

    def _attach(self, path: Path, now: datetime, announce: bool = True) -> None:
        self.path = path
        note = read_note(path)
        folder = self._session.folder
        if note and announce and is_ours(note) and not is_open_elsewhere(folder.parent, path, folder):
            withdraw_note(path, note)  # a crash left it
            note = None
        self.in_use_by = note
        self._note = leave_note(path, now) if announce and self.in_use_by is None else None

    def _detach(self) -> None:
        if self.path and self._note:
            withdraw_note(self.path, self._note)
        self._note = None


def _real(path: Path) -> Path:
    """Where a path leads. Only a link is followed: on Windows the rest would turn a drive's letter into a server."""
    return Path(os.path.realpath(path, strict=True)) if path.is_symlink() else path.absolute()


def _by_kind(records: Iterable[Record]) -> dict[str, tuple[Record, ...]]:
    lists: dict[str, list[Record]] = {}
    for record in records:
        lists.setdefault(KIND_OF[type(record)], []).append(record)
    return {kind: tuple(lists[kind]) for kind in KIND_OF.values() if kind in lists}


def _settle(working: Path, key: Key | None) -> None:
    """Let SQLite take back a transaction that the crash cut in two."""
    engine = engine_for(working, key, live=True)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except DBAPIError as error:
        raise DocumentProblem("file_damaged", working) from error
    finally:
        engine.dispose()
