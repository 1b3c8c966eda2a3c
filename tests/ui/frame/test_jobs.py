"""Background work: results on the main thread, stale ones dropped, progress, cancel, errors where they can be heard."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from ui.jobs import Jobs, Progress


class Heard(QObject):
    """Keeps what a job tells, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[object] = []
        self.errors: list[BaseException] = []
        self.threads: list[QThread] = []

    def done(self, value: object) -> None:
        self.values.append(value)
        self.threads.append(QThread.currentThread())

    def failed(self, error: BaseException) -> None:
        self.errors.append(error)


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    assert made.drain()
    qtbot.waitUntil(lambda: not made.is_busy)


def test_a_result_arrives_on_the_main_thread(jobs: Jobs, qtbot: QtBot) -> None:
    heard, here = Heard(), QThread.currentThread()
    with qtbot.waitSignal(jobs.busy_changed, check_params_cb=lambda busy: not busy):
        jobs.start("sum", sum, (1, 2, 3), done=heard.done)
    assert (heard.values, heard.threads) == ([6], [here])


def test_the_work_itself_runs_on_another_thread(jobs: Jobs, qtbot: QtBot) -> None:
    heard = Heard()
    jobs.start("where", threading.get_ident, done=heard.done)
    qtbot.waitUntil(lambda: bool(heard.values))
    assert heard.values != [threading.get_ident()]


def test_a_later_job_of_the_same_name_makes_the_earlier_result_stale(jobs: Jobs, qtbot: QtBot) -> None:
    gate, heard = threading.Event(), Heard()

    def slow() -> str:
        gate.wait(10)
        return "old"

    jobs.start("costs", slow, done=heard.done)
    jobs.start("costs", str, "new", done=heard.done)
    qtbot.waitUntil(lambda: heard.values == ["new"])
    gate.set()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert heard.values == ["new"]


def test_a_job_begins_once_what_started_it_is_painted(jobs: Jobs, qtbot: QtBot) -> None:
    order: list[str] = []

    class Painted(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            order.append("painted")

    widget = Painted()
    qtbot.addWidget(widget)
    widget.show()
    jobs.start("work", order.append, "work")
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert (order[0], order[-1]) == ("painted", "work")


def test_work_apart_begins_even_where_the_window_blocks_for_it(jobs: Jobs, qtbot: QtBot) -> None:
    begun = threading.Event()
    jobs.start("apart", begun.set, apart=True)
    assert begun.wait(10)


def test_jobs_of_other_names_leave_each_other_alone(jobs: Jobs, qtbot: QtBot) -> None:
    heard = Heard()
    jobs.start("a", str, "1", done=heard.done)
    jobs.start("b", str, "2", done=heard.done)
    qtbot.waitUntil(lambda: sorted(map(str, heard.values)) == ["1", "2"])


def test_progress_is_told_and_cancelling_stops_the_work(jobs: Jobs, qtbot: QtBot) -> None:
    steps: list[tuple[float, str]] = []
    told, gate, reached, watched = [], threading.Event(), threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        watched.wait(10)
        progress(0.25, "a quarter")
        reached.set()
        gate.wait(10)
        progress(0.5)
        told.append("went on")

    job = jobs.start("long", work, with_progress=True)
    job.progressed.connect(lambda share, words: steps.append((share, words)))
    watched.set()
    qtbot.waitUntil(reached.is_set)
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
        gate.set()
    assert steps == [(0.25, "a quarter")]
    assert told == []


def test_an_error_reaches_whoever_asked_for_it(jobs: Jobs, qtbot: QtBot) -> None:
    heard = Heard()
    jobs.start("wrong", int, "x", failed=heard.failed)
    qtbot.waitUntil(lambda: bool(heard.errors))
    assert isinstance(heard.errors[0], ValueError)


def test_an_error_that_nobody_asked_for_is_raised_as_any_bug_is(jobs: Jobs, qtbot: QtBot) -> None:
    with capture_exceptions() as raised:
        jobs.start("wrong", int, "x")
        qtbot.waitUntil(lambda: not jobs.is_busy)
    assert [kind for kind, _, _ in raised] == [ValueError]
