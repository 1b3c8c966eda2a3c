"""What the window will need before long, made ready in the background once it waits for nothing else.

The first window is painted with as few modules as it can be. Each page then brings its own, and those behind charts and
packs are many: imported at a page's first showing, they would hold the window up for longer than all else about it.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from time import sleep

from PySide6.QtCore import QObject

from ui.bridge import Bridge
from ui.jobs import Jobs
from ui.pages.registry import pages

FOR_A_WORKSPACE = ("negotiator.storage.document", "negotiator.services.costing", "negotiator.reporting.charts")
"""For the first workspace, while the person still looks for it."""
FOR_PAGES = (
    "negotiator.services.session",
    "negotiator.services.handlers",
    "negotiator.services.overview",
    "negotiator.services.readiness",
    "reportlab.platypus",
    "negotiator.services.packs",
    "negotiator.domain.costing.simulation",
    "negotiator.reporting.pack.document",
    "negotiator.reporting.workbook.document",
    "ui.dialogs.passphrase",
)
"""What the pages import only once they are asked for something."""
_BREATH = 0.002
"""Seconds between two modules, in which whoever waits for the interpreter takes it."""


class Warming(QObject):
    """Starts `warm`, once, as soon as nothing else runs: a workspace that is being opened is opened and costed first.

    ``start`` is called once the first window is painted.
    """

    def __init__(self, jobs: Jobs, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._bridge = jobs, bridge
        self._is_done = False

    def start(self) -> None:
        self._jobs.busy_changed.connect(self._on_busy)
        self._on_busy(self._jobs.is_busy)

    def _on_busy(self, busy: bool) -> None:
        waits_for_costs = self._bridge.is_open and self._bridge.costs_state == "working"
        if not (busy or waits_for_costs or self._is_done):
            self._is_done = True
            self._jobs.start("warm", warm, with_progress=True)


def warm(progress: Callable[[float], None]) -> None:
    """The work of a job: import what the workspace, its pages and its packs need, and read the typefaces of charts.
    Stops between two of them where ``progress`` raises."""
    for name in (*FOR_A_WORKSPACE, *FOR_PAGES, *(entry.module for entry in pages())):
        progress(-1)
        import_module(name)
        sleep(_BREATH)
    from negotiator.reporting.charts.fonts import MEDIUM, REGULAR, SEMIBOLD, font

    for face in (REGULAR, MEDIUM, SEMIBOLD):
        progress(-1)
        font(face)
        sleep(_BREATH)
