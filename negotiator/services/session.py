"""The open workspace as the window and the command line hold it.

Nothing heavy is imported until a workspace is opened or made, so that the first window need not wait.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from negotiator.domain.markings import Marking
from negotiator.domain.partnership import Meeting
from negotiator.domain.problems import Problem, Refused
from negotiator.domain.workspace import KINDS, PARENTS, SETTINGS_ID, Record, Settings
from negotiator.services.changes import ChangeSet, Outcome
from negotiator.services.commands.base import KIND_OF, Command
from negotiator.services.commands.records import RestoreRecords
from negotiator.services.counting import Counter, Part, Progress, silent
from negotiator.services.handlers import handle
from negotiator.services.places import default_data_folder
from negotiator.services.recents import Recent, remember
from negotiator.services.rules import check, follow
from negotiator.storage.sealing import STANDARD_COST, Cost, new_key
from negotiator.storage.sessions import Change, SessionFolder
from negotiator.storage.values import require_storable

if TYPE_CHECKING:
    from negotiator.storage.document import Document
    from negotiator.storage.records import Following
    from negotiator.storage.unit_of_work import Images, UnitOfWork

R = TypeVar("R")
Clock = Callable[[], datetime]
_HANDLED, _CHECKED = 0.1, 0.6
"""The share of the work that is done once a command is handled, and once it is checked too."""
_STORABLE = 0.4
"""The share of the check that is done once every value is known to be one that can be read back."""


@dataclass(frozen=True, slots=True)
class InUse:
    """Who else has the file open, on which machine, since when (ISO), by their own note."""

    person: str
    machine: str
    since: str


@dataclass(frozen=True, slots=True)
class Performed:
    """A command that was committed and that readers do not see yet. ``following`` None: it changed nothing."""

    outcome: Outcome
    following: Following | None


@dataclass(frozen=True, slots=True)
class Resealed:
    """A workspace that was given another passphrase, or none, and that its holder has not taken yet."""

    document: Document

    @property
    def copies_left(self) -> int:
        """Safety copies that were to be taken away and that the system would not let go."""
        return self.document.copies_left


def _now() -> datetime:
    return datetime.now(UTC)


class Session:
    """One open workspace. Make one with ``create``, ``open`` or ``recover``; end it with ``close``.

    Every method that reaches a file raises ``Refused`` (its kind ``storage.errors.DocumentProblem``) in words for the
    person, and then changed nothing.

    Threads: it may be opened in one thread and handed to another. The thread that holds it reads, and does one thing at
    a time that writes (``perform``, ``execute``, ``save``, ``save_as``). It may lend one of these, and only one, to
    another thread, and goes on reading meanwhile: readers see nothing of a performed command until the holder itself
    `take`s it. To write while another writes, or before what was performed is taken, raises RuntimeError: whoever
    holds the session keeps the order (`ui.turns`).
    """

    def __init__(self, document: Document, data_folder: Path, now: Clock = _now) -> None:
        self._document = document
        self._data_folder = data_folder
        self._now = now
        self._writing = threading.Lock()
        self._untaken: Performed | Resealed | None = None

    @classmethod
    def create(cls, records: Iterable[Record] = (), data_folder: Path | None = None, now: Clock = _now) -> Session:
        """A new workspace without a file, holding these records (a template's, the sample's) and nothing else."""
        from negotiator.storage.document import Document

        folder = data_folder or default_data_folder()
        return cls(Document.create(folder, records), folder, now)

    @classmethod
    def open(
        cls,
        path: Path | str,
        data_folder: Path | None = None,
        now: Clock = _now,
        announce: bool = True,
        passphrase: str = "",
    ) -> Session:
        """Open a workspace file, whoever wrote it. See ``in_use_by`` for a colleague who has it open.

        ``announce`` False leaves no note beside the file, for what is only read. A file that has a passphrase is
        refused without it (``passphrase_needed``) and with another (``passphrase_wrong``); the right one takes about
        half a second to be proved.
        """
        from negotiator.storage.document import Document

        folder = data_folder or default_data_folder()
        session = cls(Document.open(folder, Path(path), now(), announce, passphrase), folder, now)
        session._remember()
        return session

    @classmethod
    def recover(cls, folder: Path, now: Clock = _now, passphrase: str = "") -> Session:
        """Take up what a crash left, from the folder that ``recoverable_sessions`` names. It is unsaved still.

        As for `open`, a passphrase that was set is needed.
        """
        from negotiator.storage.document import Document

        left = SessionFolder.take_over(folder)
        if left is None:
            raise Refused(Problem("session_gone"))
        data_folder = folder.parent.parent
        try:
            return cls(Document.recover(data_folder, left, passphrase), data_folder, now)
        except BaseException:
            left.let_go()
            raise

    @property
    def settings(self) -> Settings:
        return self.get(Settings, SETTINGS_ID)

    def all(self, record_type: type[R]) -> tuple[R, ...]:
        """Every record of a type by position. The tuple is frozen: a job may work on it while the workspace changes."""
        return self._document.records.all(KIND_OF[record_type])  # type: ignore[return-value]

    def find(self, record_type: type[R], key: str) -> R | None:
        return self._document.records.find(KIND_OF[record_type], key)  # type: ignore[return-value]

    def get(self, record_type: type[R], key: str) -> R:
        """The record of a type and id. Raises KeyError where there is none."""
        record = self.find(record_type, key)
        if record is None:
            raise KeyError(key)
        return record

    def children(self, record_type: type[R], parent_id: str) -> tuple[R, ...]:
        """The records of a type that belong to a parent, by position."""
        return self._document.records.children(KIND_OF[record_type], parent_id)  # type: ignore[return-value]

    def records(self) -> Iterator[Record]:
        """Every record of the workspace, kind by kind, each by position."""
        for kind in KINDS:
            yield from self._document.records.all(kind)

    def execute(self, command: Command) -> Outcome:
        """Run a command in one unit of work and commit it. Raises Refused, and then nothing happened."""
        return self.take(self.perform(command))

    def perform(self, command: Command, progress: Progress = silent) -> Performed:
        """Do the work of a command and commit it to the working copy, in any thread; `take` shows it to readers.

        ``progress`` is told a share from 0 to 1. Where it raises, and where Refused is raised, nothing happened.
        """
        with self._one_writer():
            unit = self._document.unit_of_work()
            handle(command, unit)
            progress(_HANDLED)
            images = unit.images()
            if not isinstance(command, RestoreRecords):
                follow(unit, images.before, images.after)
                images = unit.images()
                self._check(command, unit, images, Part(progress, _HANDLED, _CHECKED))
            following = None
            outcome = _outcome(command.label, images)
            if images.after:
                change = Change(self._now(), command.label)
                begun = _HANDLED if isinstance(command, RestoreRecords) else _CHECKED
                following = self._document.write(unit, images, change, Part(progress, begun, 1.0))
            performed = Performed(outcome, following)
            self._untaken = performed
            return performed

    def take(self, performed: Performed) -> Outcome:
        """Show readers what was performed, on the thread that reads. It is quick, however much was performed."""
        if self._untaken is not performed:
            raise RuntimeError("a command is taken once, before the next")
        if performed.following is not None:
            self._document.records.take(performed.following)
        self._untaken = None
        return performed.outcome

    @staticmethod
    def _check(command: Command, unit: UnitOfWork, images: Images, progress: Progress) -> None:
        """Raise Refused for what could not be read back, or what the rules are against."""
        changed = [record for records in images.after.values() for record in records.values() if record is not None]
        count = Counter(len(changed), Part(progress, 0.0, _STORABLE))
        for record in changed:
            count()
            require_storable(record)
        deliberately = getattr(command, "deliberately", False)
        check(unit, images.before, images.after, deliberately, Part(progress, _STORABLE, 1.0))

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        if not self._writing.acquire(blocking=False):
            raise RuntimeError("another thread is writing")
        try:
            if self._untaken is not None:
                raise RuntimeError("what was performed has not been taken")
            yield
        finally:
            self._writing.release()

    @property
    def path(self) -> Path | None:
        """The user's file; None before the first save."""
        return self._document.path

    @property
    def is_modified(self) -> bool:
        """True where something was committed since the file was opened or saved."""
        return self._document.changes_since_save > 0

    @property
    def changes_since_save(self) -> int:
        return self._document.changes_since_save

    @property
    def saved_at(self) -> datetime | None:
        return self._document.saved_at

    @property
    def in_use_by(self) -> InUse | None:
        """Who else has the file open, by the note beside it; advice, not a lock."""
        note = self._document.in_use_by
        return InUse(note.person, note.machine, note.since) if note else None

    def save(self, replace_changed: bool = False) -> None:
        """Publish to the file. Raises Refused with ``no_path_yet``, or ``file_changed_meanwhile`` where another wrote
        it meanwhile: then save as a copy, open theirs beside, or ask again with ``replace_changed`` (theirs is kept
        as a safety copy).
        """
        with self._one_writer():
            self._document.save(self._now(), replace_changed)
            self._remember()

    def save_as(self, path: Path | str, replace_existing: bool = False) -> None:
        """Publish to another file, which becomes this workspace's own. ``file_exists`` is refused unless told so."""
        with self._one_writer():
            self._document.save_as(Path(path), self._now(), replace_existing)
            self._remember()

    @property
    def file_version(self) -> int:
        """The schema version of the file as it was read; the newest where there was none."""
        return self._document.version_read

    @property
    def has_passphrase(self) -> bool:
        return self._document.is_sealed

    def reseal(self, present: str, chosen: str, keep_copies: bool, cost: Cost = STANDARD_COST) -> Resealed:
        """Give the workspace another passphrase, or with ``chosen`` empty none, in any thread; `take_resealed` ends it.

        Where there is a file it is saved, wholly re-encrypted, with all that was not saved before. Without
        ``keep_copies`` its safety copies, which open with the present passphrase or with none, are taken away.

        Raises Refused: ``passphrase_wrong`` where ``present`` is not the present one, ``passphrase_short``,
        ``passphrase_long``, ``passphrase_memory``; ``file_changed_meanwhile`` and what else `save` raises.
        """
        with self._one_writer():
            if not self._document.is_opened_by(present):
                name = self.path.name if self.path else self.settings.title
                raise Refused(Problem("passphrase_wrong", data={"name": name}))
            key = new_key(chosen, cost) if chosen else None
            resealed = Resealed(self._document.sealed_anew(key, self._now(), keep_copies))
            self._untaken = resealed
            return resealed

    def take_resealed(self, resealed: Resealed) -> None:
        """Go on with the workspace under its new passphrase, on the thread that reads."""
        if self._untaken is not resealed:
            raise RuntimeError("a passphrase is taken once")
        resealed.document.follow(self._document)
        self._document = resealed.document
        self._untaken = None
        self._remember()

    def close(self) -> None:
        """End the session; what was not saved is gone."""
        self._take_what_is_left()
        self._document.close()

    def leave(self) -> None:
        """End the session and keep what was not saved, to be offered at the next start: the system shuts down."""
        self._take_what_is_left()
        self._document.leave()

    def _take_what_is_left(self) -> None:
        """A passphrase that was set and not taken yet is in the file already: the session ends with it."""
        if isinstance(self._untaken, Resealed):
            self.take_resealed(self._untaken)

    def _remember(self) -> None:
        if self.path is None:
            return
        saved_at = self.saved_at.isoformat() if self.saved_at else ""
        if self.has_passphrase:
            self._list(Recent(str(self.path), self.path.stem, saved_at, sealed="yes"))
            return
        today = self._now().astimezone().date()
        meetings = sorted((m for m in self.all(Meeting) if m.day >= today), key=lambda m: m.day)
        markings = {record.marking for record in self.records()} - {Marking.PRIVATE} or {Marking.TEAM}
        recent = Recent(
            str(self.path),
            self.settings.title or self.path.stem,
            saved_at,
            meetings[0].day.isoformat() if meetings else "",
            meetings[0].forum if meetings else "",
            min(markings, key=lambda marking: marking.openness).value,
        )
        self._list(recent)

    def _list(self, recent: Recent) -> None:
        try:
            remember(self._data_folder, recent)
        except OSError:
            return  # the list of recents is a convenience: a full disk must not turn a good save into a failure


def _outcome(label: str, images: Images) -> Outcome:
    ids: dict[str, frozenset[str]] = {kind: frozenset(records) for kind, records in images.after.items()}
    restore: list[tuple[str, str, Record | None]] = []
    added: list[str] = []
    structure = False
    for kind, records in images.after.items():
        for key, record in records.items():
            old = images.before[kind][key]
            restore.append((kind, key, old))
            if old is None:
                added.append(key)
            structure = structure or old is None or record is None or _moved(kind, old, record)
    return Outcome(label, ChangeSet(ids, structure), RestoreRecords(tuple(restore), label), tuple(added))


def _moved(kind: str, old: Record, new: Record) -> bool:
    field = PARENTS.get(kind, ("position", ""))[0]
    return old.position != new.position or getattr(old, field) != getattr(new, field)
