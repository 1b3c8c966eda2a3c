"""The longest pause of the window while large things are done in it, and when each page is first shown with as much in
it: told beside the tenth of a second aimed at.

A timer that is due every 5 ms notes how late it comes; its longest gap is the longest time for which a key or a click
would have gone unheard. It is told, not judged: what else runs on the machine counts too.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from tests.benchmarks.rows import Row

if TYPE_CHECKING:
    from ui.app import Parts

PEOPLE = 25_000
AIM = "aim: 100 ms"


@dataclass
class Heartbeat:
    """Beats every 5 ms while the event loop runs."""

    gaps: list[float] = field(default_factory=list)
    _last: float = 0.0

    def beat(self) -> None:
        now = perf_counter()
        if self._last:
            self.gaps.append(now - self._last)
        self._last = now


def longest_pause(parts: Parts, act: Callable[[], object]) -> float:
    """Seconds for which the window was deaf at most, from the act until all that follows from it is done."""
    from PySide6.QtCore import Qt, QTimer

    from ui.screens import wait_until_idle

    heart, timer, soon = Heartbeat(), QTimer(), QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(heart.beat)
    timer.start(5)
    soon.setSingleShot(True)
    soon.timeout.connect(act)
    soon.start(15)
    if not wait_until_idle(parts):
        raise TimeoutError
    timer.stop()
    return max(heart.gaps)


def _first_showings(parts: Parts, path: Path) -> list[tuple[str, float]]:
    """The file opened again, each page shown for the first time since, and cells filled down."""
    from ui.pages.establishment import EstablishmentPage
    from ui.pages.establishment.entry import LineColumn
    from ui.warming import warm

    window = parts.window
    parts.jobs.start("warm", warm, with_progress=True)  # as the application does once it is painted
    pauses = [("opening the file", longest_pause(parts, partial(parts.bridge.open, path)))]
    for key in window.entries:
        if key != window.current_key():
            pauses.append((f"first showing of {key}", longest_pause(parts, partial(window.navigate, key))))
    window.navigate("establishment")
    establishment = window.pages["establishment"]
    assert isinstance(establishment, EstablishmentPage)
    table = establishment.lines.table
    column = establishment.lines.model.column_of(LineColumn.ROLE)
    table.setCurrentIndex(establishment.lines.model.index(0, column))
    table.selectColumn(column)
    pauses.append(("filling a column down", longest_pause(parts, establishment.lines.fill_down)))
    return pauses


def run() -> list[Row]:
    """Rows for an import, its undo and redo, a snapshot, an edit, a save, and then for the pages."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from negotiator.domain.establishment import StaffLine
    from negotiator.services.commands import ChangeStaffField, ImportStaffLines
    from negotiator.services.establishment import take_snapshot
    from negotiator.services.sample import sample_records
    from tests.benchmarks.costing_sizes import people
    from ui.app import build
    from ui.interpreter import Housekeeping
    from ui.screens import MOMENT, wait_until_idle

    with tempfile.TemporaryDirectory(prefix="negotiator-bench-") as name:
        folder = Path(name)
        parts = build(folder / "data", lambda: MOMENT, "light", session_clock=True)
        housekeeping = Housekeeping(parts.application, parts.jobs)
        window, bridge = parts.window, parts.bridge
        window.resize(1280, 800)
        window.show()
        bridge.new(sample_records())
        window.navigate("establishment")
        wait_until_idle(parts)
        first = bridge.all(StaffLine)[0]
        lines, path = people(PEOPLE), folder / "large.negotiation"

        def snapshot() -> None:
            assert bridge.session is not None
            bridge.run(take_snapshot(bridge.session, "June", MOMENT.date()))

        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            (f"importing {PEOPLE:,} rows", lambda: bridge.run(ImportStaffLines(lines))),
            ("its undo", window.undo),
            ("its redo", window.redo),
            ("a snapshot of them", snapshot),
            ("a changed cell among them", lambda: bridge.submit(ChangeStaffField((first.id,), "wte", first.wte / 2))),
            ("the first save", lambda: bridge.start_save_as(path, _done, _not_saved)),
        )
        try:
            pauses = [(name, longest_pause(parts, act)) for name, act in acts]
            if len(bridge.all(StaffLine)) < PEOPLE or not path.exists():
                raise RuntimeError("not everything was done")
            pauses += _first_showings(parts, path)
        finally:
            housekeeping.stop()
            parts.close()
    return [Row(f"longest pause of the window: {name}", f"{pause * 1000:.0f} ms", AIM) for name, pause in pauses]


def _done() -> None:
    """The row is told all the same."""


def _not_saved(error: Exception) -> None:
    raise error
