"""From the start of the process to the first painted window, beside a bare PySide6 window in the same run.

Each start is a process of its own, the two kinds in turn; medians are compared.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from tests.benchmarks.rows import Row

STARTS = 7
MOST_TIMES_BARE = 2.5

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, tell)


def tell():
    sys.stdout.write("painted\\n")
    sys.stdout.flush()


application = QApplication(sys.argv)
window = Window()
window.setCentralWidget(QLabel("Nothing"))
window.resize(1280, 800)
window.show()
application.exec()
"""

OWN = """
import sys
import ui.app


def tell():
    sys.stdout.write("painted\\n")
    sys.stdout.flush()


def watched_build(*arguments, **more):
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, tell)
            return False

    parts = build(*arguments, **more)
    parts.window.watch = Watch(parts.window)
    parts.window.installEventFilter(parts.window.watch)
    return parts


build, ui.app.build = ui.app.build, watched_build
sys.exit(ui.app.main([]))
"""


def _seconds_to_paint(program: str, home: str) -> float:
    """Time until the program says ``painted``."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": home, "XDG_DATA_HOME": home}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as for a user, modules are compiled once, not at each start
    environment["PYTHONPYCACHEPREFIX"] = f"{home}/compiled"
    command = [sys.executable, "-c", program]
    began = perf_counter()
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env=environment,
    ) as started:
        assert started.stdout is not None and started.stderr is not None
        for line in started.stdout:
            if line.strip() == "painted":
                taken = perf_counter() - began
                started.kill()
                return taken
        raise RuntimeError(f"ended without a painted window: {started.stderr.read().strip()[-300:]}")


def run() -> list[Row]:
    """Rows for the bare window and for ours."""
    with tempfile.TemporaryDirectory(prefix="negotiator-bench-") as home:
        for program in (BARE, OWN):
            _seconds_to_paint(program, home)  # warm the file cache for both
        times = [(_seconds_to_paint(BARE, home), _seconds_to_paint(OWN, home)) for _ in range(STARTS)]
    bare, own = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = own / bare
    return [
        Row("bare PySide6 window painted", f"{bare * 1000:.0f} ms", "the yardstick of the next row"),
        Row(
            "first window painted",
            f"{own * 1000:.0f} ms, {ratio:.2f} times bare",
            f"at most {MOST_TIMES_BARE} times bare",
            ratio <= MOST_TIMES_BARE,
        ),
    ]
