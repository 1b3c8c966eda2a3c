"""Python is set for a window while it lives, and put back after."""

from __future__ import annotations

import gc
import sys
import weakref

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.app import Parts
from ui.interpreter import Housekeeping


def test_full_searches_are_seldom_and_threads_take_short_turns_until_it_stops(parts: Parts) -> None:
    before = gc.get_threshold(), sys.getswitchinterval()
    kept = Housekeeping(parts.application, parts.jobs)
    assert gc.get_threshold()[:2] == before[0][:2] and gc.get_threshold()[2] > 10 * before[0][2]
    assert sys.getswitchinterval() < before[1]
    kept.stop()
    assert (gc.get_threshold(), sys.getswitchinterval()) == before


def test_what_has_been_made_is_set_aside_once_no_job_runs(parts: Parts, qtbot: QtBot) -> None:
    kept = Housekeeping(parts.application, parts.jobs)
    kept._calm.setInterval(1)
    try:
        assert gc.get_freeze_count() == 0
        parts.jobs.start("some work", sum, (1, 2))
        qtbot.waitUntil(lambda: gc.get_freeze_count() > 0)
    finally:
        kept.stop()
    assert gc.get_freeze_count() == 0


def test_circles_are_looked_for_when_the_window_has_been_in_the_background_a_while(parts: Parts, qtbot: QtBot) -> None:
    class Link:
        to: object = None

    kept = Housekeeping(parts.application, parts.jobs)
    kept._away.setInterval(1)
    try:
        one, other = Link(), Link()
        one.to, other.to = other, one
        left = weakref.ref(one)
        gc.freeze()
        del one, other
        assert gc.collect() >= 0 and left() is not None  # what is set aside is not searched
        parts.application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
        qtbot.waitUntil(lambda: left() is None)
        assert gc.get_freeze_count() > 0
    finally:
        kept.stop()
