"""Long work on the open workspace: one thing after another, away from the window.

The rule of order, which `Bridge` gives to everything that reads or writes the workspace's file:

1. Things take effect in the order in which they were asked for. What is asked while something is under way waits in
   line, however small it is, and sees what stood before it as done: an undo asked for during an import undoes the
   import.
2. Only one thing is under way. Its work runs on a thread of its own, which alone may touch the file meanwhile; the
   window goes on reading the workspace as it was before.
3. Its end is on the main thread: there readers are shown what was done, the step of undo is pushed, pages are told.
   Only then does the next begin.
4. What was cancelled in time, refused, or ended by a bug has changed nothing, and takes only itself out of the line;
   after a bug the whole line is dropped, because nothing is known any more.
5. Who cannot wait in line (a command whose outcome is wanted at once, the end of the application) calls `settle`, which
   blocks until everything asked for before is done; or `abandon`, which cancels and blocks until the thread is idle.

A piece of work is handed over by the object that stands for it, not by its number or name: an arrival that is not the
one under way is old and is passed over.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal, SignalInstance

from negotiator.domain.problems import Refused
from ui.jobs import Cancelled, Jobs, Progress


@dataclass(frozen=True, slots=True)
class Work:
    """What is done away from the window, and what follows on the main thread.

    ``do`` gets a function to tell the share done, which raises where the work was cancelled. Without
    ``can_be_cancelled`` it is told, and nothing stops it. ``refused`` and ``cancelled`` come instead of ``finish``.
    """

    words: str
    do: Callable[[Callable[[float], None]], Any]
    finish: Callable[[Any], None]
    refused: Callable[[Refused], None]
    cancelled: Callable[[], None]
    can_be_cancelled: bool = True


Begin = Callable[[], Work | None]
"""Called when its turn has come: does what is small at once and gives None, or says what is to be done and has done
nothing. Then it is asked once more, after what was being typed is kept: an undo may now be that of the typed word."""


class _Running:
    """One piece of work under way, and what came of it; ``ended`` is set by the thread once that is there."""

    def __init__(self, work: Work, told: SignalInstance) -> None:
        self.work = work
        self.progress = Progress(self._tell)
        self.ended = threading.Event()
        self.value: Any = None
        self.error: BaseException | None = None
        self._told = told

    def run(self) -> _Running:
        """In the thread."""
        try:
            self.value = self.work.do(self.progress)
        except BaseException as error:  # handed to the main thread, which decides
            self.error = error
        self.ended.set()
        return self

    def _tell(self, share: float, words: str) -> None:
        self._told.emit(self, share)


class Turns(QObject):
    """The line of things to be done, and the one under way.

    Signals:
        about_to_work: long work is about to begin; whatever is being typed should be kept now.
        changed: something began or ended.
        progressed: the share done of what is under way, from 0 to 1.
        refused: a `Refused` of something that had waited in line and whose asker takes no answer.
    """

    about_to_work = Signal()
    changed = Signal()
    progressed = Signal(float)
    refused = Signal(object)
    _told = Signal(object, float)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._line: deque[Begin] = deque()
        self._running: _Running | None = None
        self._within = False
        self._told.connect(self._on_told)

    @property
    def is_busy(self) -> bool:
        """True while anything is under way or waits."""
        return self._running is not None or bool(self._line)

    @property
    def words(self) -> str:
        """What is under way; empty where nothing is."""
        return self._running.work.words if self._running is not None else ""

    @property
    def can_cancel(self) -> bool:
        running = self._running
        return running is not None and running.work.can_be_cancelled and not running.progress.is_cancelled

    def add(self, begin: Begin) -> None:
        """Do this when its turn comes: at once where nothing is under way. Then what it raises reaches the caller."""
        if self.is_busy or self._within:
            self._line.append(begin)
        else:
            try:
                self._begin(begin)
            finally:
                self._go_on()

    def cancel(self) -> None:
        """Stop what is under way, where it is not too late; what waits is done all the same."""
        if self.can_cancel and self._running is not None:
            self._running.progress.cancel()
            self.changed.emit()

    def settle(self) -> None:
        """Block until everything asked for is done. From within a turn nothing is waited for: its own steps are part
        of it and come before what waits."""
        while self.is_busy and not self._within:
            if self._running is None:
                self._go_on()
            else:
                self._running.ended.wait()
                self._end(self._running)

    def abandon(self) -> None:
        """Forget what waits, cancel what is under way, and block until its thread is idle. Nobody is told of its end.

        What it had committed before it could be stopped is in the working copy, whole.
        """
        self._line.clear()
        running, self._running = self._running, None
        if running is not None:
            running.progress.cancel()
            running.ended.wait()
            self.changed.emit()

    def _begin(self, begin: Begin) -> None:
        self._within = True
        try:
            work = begin()
            if work is not None:
                self.about_to_work.emit()
                work = begin()
            if work is not None:
                running = self._running = _Running(work, self._told)
                self.changed.emit()  # first, so that the thread does not compete with what the window has to do for it
                self._jobs.start("work on the workspace", running.run, done=self._on_done, apart=True)
        finally:
            self._within = False

    def _go_on(self) -> None:
        """Let the next begin, and the next, until one is under way or none is left."""
        while self._running is None and self._line:
            try:
                self._begin(self._line.popleft())
            except Refused as refusal:
                self.refused.emit(refusal)

    def _on_done(self, running: _Running) -> None:
        self._end(running)

    def _end(self, running: _Running) -> None:
        if running is not self._running:
            return  # settled or abandoned before its arrival
        self._running = None
        error = running.error
        if error is not None and not isinstance(error, (Cancelled, Refused)):
            self._line.clear()
            self.changed.emit()
            raise error
        self._within = True
        try:
            if isinstance(error, Cancelled):
                running.work.cancelled()
            elif isinstance(error, Refused):
                running.work.refused(error)
            else:
                running.work.finish(running.value)
        finally:
            self._within = False
        self.changed.emit()
        self._go_on()

    def _on_told(self, running: object, share: float) -> None:
        if running is self._running:
            self.progressed.emit(share)
