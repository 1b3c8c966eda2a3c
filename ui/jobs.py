"""Work in the background: frozen arguments in, a value or an error out on the main thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

PAINTED = 15
"""Milliseconds after an event by which what it changed is painted. A job begins after that: while it runs, whatever the
window does takes several times as long, for it waits its turn at the interpreter hundreds of times."""


class Cancelled(Exception):
    """The work was stopped because nobody wants its result any more."""


class Progress:
    """What a job's function is given as ``progress``: tell how far it is, and learn whether to stop."""

    def __init__(self, tell: Callable[[float, str], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()

    def __call__(self, share: float, words: str = "") -> None:
        """Tell a share from 0 to 1 (below 0 where unknown). Raises `Cancelled` where the job was cancelled."""
        if self._stop.is_set():
            raise Cancelled
        self._tell(share, words)

    @property
    def is_cancelled(self) -> bool:
        return self._stop.is_set()

    def cancel(self) -> None:
        self._stop.set()


class Job(QObject):
    """One piece of work. Its signals come on the main thread; none comes after `cancel` but ``cancelled``."""

    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    progressed = Signal(float, str)
    _arrived = Signal(object, object)

    def __init__(self, name: str, generation: int, parent: QObject) -> None:
        super().__init__(parent)
        self.name, self.generation = name, generation
        self.progress = Progress(self.progressed.emit)
        self.is_running = True
        self.is_apart = False
        self._on_end: Callable[[Job], None] | None = None
        self._arrived.connect(self._on_arrived)

    def cancel(self) -> None:
        """Stop at the next step; the result, should it still come, is dropped."""
        self.progress.cancel()

    def _on_arrived(self, value: object, error: object) -> None:
        self.is_running = False
        if self._on_end is not None:
            self._on_end(self)
        if self.progress.is_cancelled or isinstance(error, Cancelled):
            self.cancelled.emit()
        elif error is not None:
            self.failed.emit(error)
        else:
            self.done.emit(value)
        self.deleteLater()


class _Run(QRunnable):
    def __init__(self, job: Job, work: Callable[..., Any], arguments: tuple[Any, ...], with_progress: bool) -> None:
        super().__init__()
        self._job, self._work, self._arguments, self._with_progress = job, work, arguments, with_progress

    def run(self) -> None:
        value: object = None
        error: BaseException | None = None
        try:
            if self._job.progress.is_cancelled:
                raise Cancelled
            extra = {"progress": self._job.progress} if self._with_progress else {}
            value = self._work(*self._arguments, **extra)
        except BaseException as problem:  # handed to the main thread, which decides
            error = problem
        self._job._arrived.emit(value, error)


class Jobs(QObject):
    """Starts jobs and knows which run. A later job of the same name makes the earlier one's result stale."""

    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(max(2, QThreadPool.globalInstance().maxThreadCount() - 1))
        self._apart = QThreadPool(self)
        self._apart.setMaxThreadCount(1)
        self._running: dict[str, Job] = {}
        self._all: set[Job] = set()
        self._generation = 0

    @property
    def is_busy(self) -> bool:
        return bool(self._all)

    def start(
        self,
        name: str,
        work: Callable[..., Any],
        *arguments: Any,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Any], None] | None = None,
        with_progress: bool = False,
        apart: bool = False,
    ) -> Job:
        """Run ``work(*arguments)`` in a thread; with ``with_progress`` it also gets ``progress=``.

        Arguments must be frozen values: no widget, session or model. ``done`` and ``failed`` are bound methods, called
        on the main thread; a failure without ``failed`` is raised there, as any bug is.

        ``apart``: on the thread of its own that is kept for the open workspace (`ui.turns`), where it need not wait
        for costings and packs; nobody but its starter cancels it.
        """
        earlier = self._running.get(name)
        if earlier is not None:
            earlier.cancel()
        self._generation += 1
        job = Job(name, self._generation, self)
        job._on_end = self._on_end
        job.failed.connect(failed if failed is not None else _raise)
        if done is not None:
            job.done.connect(done)
        self._running[name] = job
        self._all.add(job)
        if len(self._all) == 1:
            self.busy_changed.emit(True)
        job.is_apart = apart
        run = _Run(job, work, arguments, with_progress)
        if apart:
            self._apart.start(run)  # who waits for it may stop the event loop meanwhile
        else:
            QTimer.singleShot(0, job, partial(self._begin_once_painted, job, run))
        return job

    def _begin_once_painted(self, job: Job, run: _Run) -> None:
        """Called once the event that started the job is over, and what it changed is laid out: its painting is due."""
        QTimer.singleShot(PAINTED, job, partial(self._pool.start, run))

    def cancel(self, name: str) -> None:
        if name in self._running:
            self._running[name].cancel()

    def cancel_all(self) -> None:
        for job in self._all:
            if not job.is_apart:
                job.cancel()

    def drain(self, milliseconds: int = 10_000) -> bool:
        """Cancel everything and wait for the threads; at exit only."""
        self.cancel_all()
        return self._pool.waitForDone(milliseconds) and self._apart.waitForDone(milliseconds)

    def _on_end(self, job: Job) -> None:
        self._all.discard(job)
        if self._running.get(job.name) is job:
            del self._running[job.name]
        if not self._all:
            # After the job's own signals, so that whoever waits for idle finds the result in place.
            QTimer.singleShot(0, self, self._tell_idle)

    def _tell_idle(self) -> None:
        if not self._all:
            self.busy_changed.emit(False)


def _raise(error: BaseException) -> None:
    raise error
