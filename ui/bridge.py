"""Between the window and the open workspace: every edit, every file operation and every change passes here.

What is small is done at once. What is large (`AT_ONCE`), and every save that a person asks for, is done on a thread of
its own, in the order in which it was asked for: the rule stands in `ui.turns`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from ui.costs import Costs
from ui.jobs import Jobs
from ui.turns import Begin, Turns, Work
from ui.undo import UndoStep

if TYPE_CHECKING:
    from collections.abc import Iterable

    from negotiator.domain.costing.engine import Costing
    from negotiator.domain.costing.result import CostingResult
    from negotiator.domain.problems import Problem, Refused
    from negotiator.domain.workspace import Record, Settings
    from negotiator.services.changes import Outcome
    from negotiator.services.commands.base import Command
    from negotiator.services.packs import Pack
    from negotiator.services.passphrases import Cost
    from negotiator.services.session import Performed, Resealed, Session

AT_ONCE = 400
"""Rows that a command may write while the window waits: some 30 ms."""

R = TypeVar("R")


def nothing() -> None:
    """For who need not be told."""


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
        refused: the `Refused` of something that was not done at once, where who asked for it takes no answer.
        work_changed: long work began or ended, or can no longer be cancelled; see ``work_words``.
        work_progressed: the share done of it, from 0 to 1.
        about_to_work: long work is about to begin: whatever is being typed is to be kept now.
    """

    changed = Signal(object)
    document_changed = Signal()
    costs_changed = Signal()
    status_changed = Signal()
    open_failed = Signal(object)
    opening = Signal(str)
    refused = Signal(object)
    work_changed = Signal()
    work_progressed = Signal(float)
    about_to_work = Signal()

    def __init__(
        self,
        jobs: Jobs,
        data_folder: Path,
        now: Callable[[], datetime] | None = None,
        parent: QObject | None = None,
        passphrase_cost: Cost | None = None,
    ) -> None:
        super().__init__(parent)
        self._passphrase_cost = passphrase_cost
        self.data_folder = data_folder
        self.session: Session | None = None
        self.undo_stack = QUndoStack(self)
        self.undo_stack.indexChanged.connect(self._on_index)
        self._jobs = jobs
        self._now = now
        self._turns = Turns(jobs, self)
        self._turns.changed.connect(self.work_changed)
        self._turns.changed.connect(self.status_changed)
        self._turns.progressed.connect(self.work_progressed)
        self._turns.about_to_work.connect(self.about_to_work)
        self._turns.refused.connect(self.refused)
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

    @property
    def has_passphrase(self) -> bool:
        """True where the open workspace has one: what leaves it does not."""
        return self.session is not None and self.session.has_passphrase

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

    # Long work.

    @property
    def is_working(self) -> bool:
        """True while something is done away from the window, or waits for that."""
        return self._turns.is_busy

    @property
    def work_words(self) -> str:
        """What is being done away from the window; empty where nothing is."""
        return self._turns.words

    @property
    def can_cancel_work(self) -> bool:
        return self._turns.can_cancel

    def cancel_work(self) -> None:
        """Stop what is being done, where it is not stored yet; then it has changed nothing."""
        self._turns.cancel()

    def when_done(self, do: Callable[[], None]) -> None:
        """Call this once all that was asked for before is done: at once where nothing is under way."""
        self._turns.add(partial(_do_at_once, do))

    # Changing.

    def submit(self, command: Command) -> Outcome:
        """Execute a command as one step of undo and tell every page. Raises Refused; then nothing changed.

        For what is small: the window waits for it, and before that for all that was asked for before.
        """
        self._turns.settle()
        return self._executed(command, self._open().execute(command))

    def run(
        self,
        command: Command,
        done: Callable[[Outcome], None] | None = None,
        refused: Callable[[Refused], None] | None = None,
        cancelled: Callable[[], None] = nothing,
    ) -> None:
        """Execute a command of any size in its turn, as `submit` does. One of ``done``, ``refused`` and ``cancelled``
        is called on the main thread; for a small command with nothing under way before this returns.
        """
        begin = partial(self._begin_command, command, done, refused or self.refused.emit, cancelled)
        self._turns.add(partial(self._if_still, self._open(), begin))

    def undo(self, done: Callable[[str], None] | None = None) -> None:
        """Take back the step that is the last when its turn comes; ``done`` gets its words.

        Raises Refused where it cannot be done, or gives it by ``refused`` where it could not be done at once; then
        nothing changed.
        """
        self._turns.add(partial(self._begin_step, -1, self.undo_stack.undo, done))

    def redo(self, done: Callable[[str], None] | None = None) -> None:
        """Make the step again that was taken back last; else as `undo`."""
        self._turns.add(partial(self._begin_step, 0, self.undo_stack.redo, done))

    def _if_still(self, session: Session, begin: Begin) -> Work | None:
        """What was asked of one workspace is not done to another that came in its place meanwhile."""
        return begin() if self.session is session else None

    def _begin_command(
        self,
        command: Command,
        done: Callable[[Outcome], None] | None,
        refused: Callable[[Refused], None],
        cancelled: Callable[[], None],
    ) -> Work | None:
        from negotiator.domain.problems import Refused
        from negotiator.services.commands.weight import weight

        session = self._open()
        if weight(command) > AT_ONCE:
            return Work(
                _words(command.label),
                partial(session.perform, command),
                partial(self._finish_command, command, done),
                refused,
                cancelled,
            )
        try:
            outcome = session.execute(command)
        except Refused as refusal:
            refused(refusal)
            return None
        self._executed(command, outcome)
        if done is not None:
            done(outcome)
        return None

    def _finish_command(self, command: Command, done: Callable[[Outcome], None] | None, performed: Performed) -> None:
        outcome = self._executed(command, self._open().take(performed))
        if done is not None:
            done(outcome)

    def _executed(self, command: Command, outcome: Outcome) -> Outcome:
        if outcome.changes:
            self.undo_stack.push(UndoStep(command, outcome, _words(outcome.label)))
            self._tell(outcome)
        return outcome

    def _begin_step(self, place: int, move: Callable[[], None], done: Callable[[str], None] | None) -> Work | None:
        """``place`` counts from where the stack stands; ``move`` moves the stack over the step."""
        from negotiator.services.commands.weight import weight

        step = self.undo_stack.command(self.undo_stack.index() + place)
        if not isinstance(step, UndoStep):
            return None
        session, inverse = self._open(), step.outcome.inverse
        # what takes records away is as much work as what puts them there, but for a snapshot, which is one row
        if weight(inverse) > AT_ONCE:
            return Work(
                step.text(),
                partial(session.perform, inverse),
                partial(self._finish_step, step, move, done),
                self.refused.emit,
                nothing,
            )
        self._stepped(step, move, done, session.execute(inverse))
        return None

    def _finish_step(
        self, step: UndoStep, move: Callable[[], None], done: Callable[[str], None] | None, performed: Performed
    ) -> None:
        self._stepped(step, move, done, self._open().take(performed))

    def _stepped(
        self, step: UndoStep, move: Callable[[], None], done: Callable[[str], None] | None, outcome: Outcome
    ) -> None:
        step.outcome = outcome
        words = step.text()
        move()
        self._tell(outcome)
        if done is not None:
            done(words)

    def write_pack(self, pack: Pack, path: Path) -> None:
        """Write a pack and note it in the export log; the note is no step of undo. Raises Refused; nothing is left."""
        from negotiator.services.changes import ChangeSet
        from negotiator.services.packs import write_pack

        self._turns.settle()
        write_pack(self._open(), pack, path)
        self.changed.emit(ChangeSet({"export_entry": frozenset({path.name})}, structure=True))
        self.status_changed.emit()

    # Files.

    def new(self, records: Iterable[Record] = ()) -> None:
        """A new workspace without a file."""
        from negotiator.services.session import Session

        self._turns.settle()
        self._take(Session.create(tuple(records), self.data_folder, **self._clock()))

    def open(self, path: Path, passphrase: str = "") -> None:
        """Open a file in the background; ``document_changed`` or ``open_failed`` follows."""
        self.opening.emit(path.name)
        self._start_opening(_open, path, self.data_folder, passphrase, self._clock())

    def recover(self, folder: Path, passphrase: str = "") -> None:
        """Take up what a crash left, in the background."""
        self.opening.emit("")
        self._start_opening(_recover, folder, passphrase, self._clock())

    def _start_opening(self, work: Callable[..., Session], *arguments: object) -> None:
        self._jobs.start("open", work, *arguments, done=self._take_opened, failed=self.open_failed.emit)

    def start_reseal(
        self,
        present: str,
        chosen: str,
        keep_copies: bool,
        done: Callable[[int], None],
        refused: Callable[[Refused], None],
    ) -> None:
        """Give the workspace another passphrase, or none where ``chosen`` is empty, in its turn and away from the
        window. ``done`` gets the number of safety copies that would not go.
        """
        begin = partial(self._begin_reseal, present, chosen, keep_copies, done, refused)
        self._turns.add(partial(self._if_still, self._open(), begin))

    def _begin_reseal(
        self,
        present: str,
        chosen: str,
        keep_copies: bool,
        done: Callable[[int], None],
        refused: Callable[[Refused], None],
    ) -> Work:
        return Work(
            self.tr("Setting the passphrase") if chosen else self.tr("Removing the passphrase"),
            partial(_reseal, self._open(), present, chosen, keep_copies, self._passphrase_cost),
            partial(self._finish_reseal, done),
            refused,
            nothing,
            can_be_cancelled=False,
        )

    def _finish_reseal(self, done: Callable[[int], None], resealed: Resealed) -> None:
        session = self._open()
        session.take_resealed(resealed)
        if not session.is_modified:
            self.undo_stack.setClean()
        self.status_changed.emit()
        done(resealed.copies_left)

    def save(self, replace_changed: bool = False) -> None:
        """Publish to the file while the window waits. Raises Refused (``no_path_yet``, ``file_changed_meanwhile``, the
        disk's troubles)."""
        self._turns.settle()
        self._open().save(replace_changed)
        self._saved(nothing)

    def save_as(self, path: Path, replace_existing: bool = False) -> None:
        self._turns.settle()
        self._open().save_as(path, replace_existing)
        self._saved(nothing)

    def start_save(
        self, done: Callable[[], None], refused: Callable[[Refused], None], replace_changed: bool = False
    ) -> None:
        """As `save`, in its turn and away from the window: a share or a full disk may take its time."""
        begin = partial(self._begin_save, None, replace_changed, done, refused)
        self._turns.add(partial(self._if_still, self._open(), begin))

    def start_save_as(
        self, path: Path, done: Callable[[], None], refused: Callable[[Refused], None], replace_existing: bool = False
    ) -> None:
        """As `save_as`, in its turn and away from the window."""
        begin = partial(self._begin_save, path, replace_existing, done, refused)
        self._turns.add(partial(self._if_still, self._open(), begin))

    def _begin_save(
        self, path: Path | None, replace: bool, done: Callable[[], None], refused: Callable[[Refused], None]
    ) -> Work:
        session = self._open()
        name = path.name if path is not None else session.path.name if session.path is not None else ""
        return Work(
            self.tr("Saving {name}").format(name=name),
            partial(_save, session, path, replace),
            partial(self._finish_save, done),
            refused,
            nothing,
            can_be_cancelled=False,
        )

    def _finish_save(self, done: Callable[[], None], _: None) -> None:
        self._saved(done)

    def _saved(self, done: Callable[[], None]) -> None:
        self.undo_stack.setClean()
        self.status_changed.emit()
        done()

    def close(self) -> None:
        """End the session; what was not saved is gone, and what is under way is stopped."""
        self._turns.abandon()
        self._take(None)

    def leave(self) -> None:
        """The system shuts down, or something broke: keep what was not saved for the next start. What was under way
        is in it whole or not at all."""
        self._turns.abandon()
        if self.session is not None:
            session, self.session = self.session, None
            session.leave()

    def _open(self) -> Session:
        if self.session is None:
            raise LookupError("no workspace is open")
        return self.session

    def _take_opened(self, session: Session) -> None:
        """A file arrived; what was asked of the workspace before it is done first."""
        self.when_done(partial(self._take, session))

    def _take(self, session: Session | None) -> None:
        old, self.session = self.session, session
        if old is not None:
            old.close()
        self.undo_stack.clear()
        self._costs.attach(session)
        self.document_changed.emit()
        self.status_changed.emit()

    def _tell(self, outcome: Outcome) -> None:
        self._costs.note(outcome.changes)
        self.changed.emit(outcome.changes)
        self.status_changed.emit()

    def _on_index(self, index: int) -> None:
        self.status_changed.emit()

    def _clock(self) -> _Clock:
        return {"now": self._now} if self._now is not None else {}


def _open(path: Path, data_folder: Path, passphrase: str, clock: _Clock) -> Session:
    from negotiator.services.session import Session

    return Session.open(path, data_folder, passphrase=passphrase, **clock)


def _recover(folder: Path, passphrase: str, clock: _Clock) -> Session:
    from negotiator.services.session import Session

    return Session.recover(folder, passphrase=passphrase, **clock)


def _reseal(
    session: Session, present: str, chosen: str, keep_copies: bool, cost: Cost | None, progress: Callable[[float], None]
) -> Resealed:
    """Whole or not at all, as a save. Without a cost the standard one."""
    from negotiator.services.passphrases import STANDARD_COST

    return session.reseal(present, chosen, keep_copies, cost or STANDARD_COST)


def _save(session: Session, path: Path | None, replace: bool, progress: Callable[[float], None]) -> None:
    """Without a path to its own file. A save is whole or not at all, and short: it tells no progress."""
    if path is None:
        session.save(replace)
    else:
        session.save_as(path, replace)


def _do_at_once(do: Callable[[], None]) -> None:
    do()


def _words(label: str) -> str:
    from negotiator.wording.commands import command_label

    return command_label(label)
