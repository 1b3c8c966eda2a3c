"""Between the window and the open workspace: every edit, every file operation and every change passes here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from ui.costs import Costs
from ui.jobs import Jobs
from ui.undo import UndoStep

if TYPE_CHECKING:
    from collections.abc import Iterable

    from negotiator.domain.costing.engine import Costing
    from negotiator.domain.costing.result import CostingResult
    from negotiator.domain.problems import Problem
    from negotiator.domain.workspace import Record, Settings
    from negotiator.services.changes import Outcome
    from negotiator.services.commands.base import Command
    from negotiator.services.packs import Pack
    from negotiator.services.session import Session

R = TypeVar("R")


class _Clock(TypedDict, total=False):
    """For a session whose clock is chosen; empty for the computer's own."""

    now: Callable[[], datetime]


class Bridge(QObject):
    """Holds the open `Session`, or none.

    Signals:
        changed: a `ChangeSet`, after each command, undo and redo.
        document_changed: another workspace is open, or none.
        costs_changed: a costing arrived, was refused, or is out of date.
        status_changed: saved, modified, or anything that the status line says.
        open_failed: the `Refused` for which a file could not be opened.
    """

    changed = Signal(object)
    document_changed = Signal()
    costs_changed = Signal()
    status_changed = Signal()
    open_failed = Signal(object)
    opening = Signal(str)

    def __init__(
        self, jobs: Jobs, data_folder: Path, now: Callable[[], datetime] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.data_folder = data_folder
        self.session: Session | None = None
        self.undo_stack = QUndoStack(self)
        self.undo_stack.indexChanged.connect(self._on_index)
        self._jobs = jobs
        self._now = now
        self._costs = Costs(jobs, self)
        self._costs.changed.connect(self.costs_changed)
        self._costs.changed.connect(self.status_changed)

    # Reading.

    @property
    def is_open(self) -> bool:
        return self.session is not None

    @property
    def is_modified(self) -> bool:
        return self.session is not None and self.session.is_modified

    @property
    def workspace(self) -> Settings:
        """The settings of the open workspace."""
        return self._open().settings

    def all(self, record_type: type[R]) -> tuple[R, ...]:
        return self._open().all(record_type)

    def get(self, record_type: type[R], key: str) -> R:
        """The record of this id; KeyError where there is none."""
        return self._open().get(record_type, key)

    def find(self, record_type: type[R], key: str) -> R | None:
        return self._open().find(record_type, key)

    def children(  # type: ignore[override]  # records, as `Session.children`; nobody asks a bridge for its QObjects
        self, record_type: type[R], parent_id: str
    ) -> tuple[R, ...]:
        return self._open().children(record_type, parent_id)

    def costs(self, proposal_id: str) -> CostingResult | None:
        """The newest finished costing of a proposal."""
        return self._costs.result(proposal_id)

    def costing(self, proposal_id: str) -> Costing | None:
        """The costing behind `costs`: ask it for workings, views and the other basis."""
        return self._costs.costing(proposal_id)

    @property
    def costs_state(self) -> str:
        """``up-to-date``, ``working`` or ``refused``."""
        return self._costs.state

    @property
    def costs_problems(self) -> tuple[Problem, ...]:
        """Why costings were refused, each problem once."""
        found: list[Problem] = []
        for problems in self._costs.problems.values():
            found += [problem for problem in problems if problem not in found]
        return tuple(found)

    def retry_costs(self) -> None:
        """Cost again what was refused, where its reason lay outside the workspace."""
        self._costs.retry()

    # Changing.

    def submit(self, command: Command) -> Outcome:
        """Execute a command as one step of undo and tell every page. Raises Refused; then nothing changed."""
        outcome = self._open().execute(command)
        if outcome.changes:
            self.undo_stack.push(UndoStep(command, outcome, _words(outcome.label)))
            self._tell(outcome)
        return outcome

    def undo(self) -> None:
        """Take the last step back. Raises Refused where that cannot be done; then nothing changed."""
        step = self.undo_stack.command(self.undo_stack.index() - 1)
        if isinstance(step, UndoStep):
            outcome = self._turn(step)
            self.undo_stack.undo()
            self._tell(outcome)

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        step = self.undo_stack.command(self.undo_stack.index())
        if isinstance(step, UndoStep):
            outcome = self._turn(step)
            self.undo_stack.redo()
            self._tell(outcome)

    def write_pack(self, pack: Pack, path: Path) -> None:
        """Write a pack and note it in the export log; the note is no step of undo. Raises Refused; nothing is left."""
        from negotiator.services.changes import ChangeSet
        from negotiator.services.packs import write_pack

        write_pack(self._open(), pack, path)
        self.changed.emit(ChangeSet({"export_entry": frozenset({path.name})}, structure=True))
        self.status_changed.emit()

    # Files.

    def new(self, records: Iterable[Record] = ()) -> None:
        """A new workspace without a file."""
        from negotiator.services.session import Session

        self._take(Session.create(tuple(records), self.data_folder, **self._clock()))

    def open(self, path: Path) -> None:
        """Open a file in the background; ``document_changed`` or ``open_failed`` follows."""
        self.opening.emit(path.name)
        self._jobs.start(
            "open", _open, path, self.data_folder, self._clock(), done=self._take, failed=self.open_failed.emit
        )

    def recover(self, folder: Path) -> None:
        """Take up what a crash left, in the background."""
        self.opening.emit("")
        self._jobs.start("open", _recover, folder, self._clock(), done=self._take, failed=self.open_failed.emit)

    def save(self, replace_changed: bool = False) -> None:
        """Publish to the file. Raises Refused (``no_path_yet``, ``file_changed_meanwhile``, the disk's troubles)."""
        self._open().save(replace_changed)
        self.undo_stack.setClean()
        self.status_changed.emit()

    def save_as(self, path: Path, replace_existing: bool = False) -> None:
        self._open().save_as(path, replace_existing)
        self.undo_stack.setClean()
        self.status_changed.emit()

    def close(self) -> None:
        """End the session; what was not saved is gone."""
        self._take(None)

    def leave(self) -> None:
        """The system shuts down: keep what was not saved for the next start."""
        if self.session is not None:
            session, self.session = self.session, None
            session.leave()

    def _open(self) -> Session:
        if self.session is None:
            raise LookupError("no workspace is open")
        return self.session

    def _take(self, session: Session | None) -> None:
        old, self.session = self.session, session
        if old is not None:
            old.close()
        self.undo_stack.clear()
        self._costs.attach(session)
        self.document_changed.emit()
        self.status_changed.emit()

    def _turn(self, step: UndoStep) -> Outcome:
        outcome = self._open().execute(step.outcome.inverse)
        step.outcome = outcome
        return outcome

    def _tell(self, outcome: Outcome) -> None:
        self._costs.note(outcome.changes)
        self.changed.emit(outcome.changes)
        self.status_changed.emit()

    def _on_index(self, index: int) -> None:
        self.status_changed.emit()

    def _clock(self) -> _Clock:
        return {"now": self._now} if self._now is not None else {}


def _open(path: Path, data_folder: Path, clock: _Clock) -> Session:
    from negotiator.services.session import Session

    return Session.open(path, data_folder, **clock)


def _recover(folder: Path, clock: _Clock) -> Session:
    from negotiator.services.session import Session

    return Session.recover(folder, **clock)


def _words(label: str) -> str:
    from negotiator.wording.commands import command_label

    return command_label(label)
