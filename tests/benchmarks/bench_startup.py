"""From the start of the process to the first painted window, beside a bare PySide6 window in the same run.

Each start is a process of its own, the two kinds in turn; medians are compared.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
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
        QTimer.singleShot(0, lambda: sys.stdout.write("painted\\n") and sys.stdout.flush() or QApplication.quit())


application = QApplication(sys.argv)
window = Window()
window.setCentralWidget(QLabel("Nothing"))
window.resize(1280, 800)
window.show()
application.exec()
"""


def _seconds_to_paint(command: list[str]) -> float:
    """Time until the program says ``painted`` on a line of its own."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    began = perf_counter()
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=Path(__file__).parents[2],
        env=environment,
    ) as program:
        assert program.stdout is not None
        for line in program.stdout:
            if line.strip() == "painted":
                taken = perf_counter() - began
                program.kill()
                return taken
    raise RuntimeError(f"{' '.join(command[:3])} ended without a painted window")


def run() -> list[Row]:
    bare = [sys.executable, "-c", BARE]
    own = [sys.executable, "-m", "ui", "--say-when-painted"]
    _seconds_to_paint(bare), _seconds_to_paint(own)  # warm the file cache for both
    times = [(_seconds_to_paint(bare), _seconds_to_paint(own)) for _ in range(STARTS)]
    bare_median, own_median = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = own_median / bare_median
    return [
        Row("bare PySide6 window painted", f"{bare_median * 1000:.0f} ms", "the yardstick of the next row"),
        Row(
            "first window painted",
            f"{own_median * 1000:.0f} ms ({ratio:.2f} times bare)",
            f"at most {MOST_TIMES_BARE} times bare",
            ratio <= MOST_TIMES_BARE,
        ),
    ]
