"""How Python itself is set so that background work does not hold up the window.

Threads: Python lets a waiting thread run after a *switch interval* of 5 ms. A painted table asks Python hundreds of
times, and may lose its turn each time; a shorter interval keeps it short.

Garbage: objects that point at one another in a circle are found by a collector that stops every thread, and a full
search through a trust's establishment and its costing takes up to half a second. Young objects are searched as ever.
Once no job runs, all that has been made is set aside (`gc.freeze`), and a full search, which comes seldom, has only to
do with what came since. What is set aside goes as ever when nothing points at it any more; circles among it are looked
for when nobody waits for the window: once it has been in the background for a while.
"""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from ui.jobs import Jobs

SWITCH_SECONDS = 0.001
_SELDOM = 300
"""Searches of the middle generation before a full one: some two million objects that were made and not yet let go."""
CALM = 2_000
"""Milliseconds without a job after which what has been made is set aside."""
AWAY = 5_000
"""Milliseconds in the background after which nobody is taken to look."""


class Housekeeping(QObject):
    """Sets the interpreter up for a window until `stop`."""

    def __init__(self, application: QGuiApplication, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._before = gc.get_threshold(), sys.getswitchinterval()
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM)
        self._calm.timeout.connect(self._on_calm)
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.setInterval(AWAY)
        self._away.timeout.connect(self._on_away)
        gc.set_threshold(*self._before[0][:2], _SELDOM)
        sys.setswitchinterval(SWITCH_SECONDS)
        jobs.busy_changed.connect(self._on_busy)
        application.applicationStateChanged.connect(self._on_state)

    def stop(self) -> None:
        """Put everything back."""
        self._calm.stop()
        self._away.stop()
        gc.unfreeze()
        gc.set_threshold(*self._before[0])
        sys.setswitchinterval(self._before[1])

    def _on_busy(self, busy: bool) -> None:
        if busy:
            self._calm.stop()
        else:
            self._calm.start()

    def _on_calm(self) -> None:
        gc.freeze()

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._away.stop()
        else:
            self._away.start()

    def _on_away(self) -> None:
        """Search everything, and set aside what is left."""
        if not self._jobs.is_busy:
            gc.unfreeze()
            gc.collect()
            gc.freeze()
