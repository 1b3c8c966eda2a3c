"""The first window is painted before anything heavy is imported, and a missing screen is told in words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui.screen import why_no_window

HEAVY = (
    "sqlalchemy",
    "sqlcipher3",
    "alembic",
    "numpy",
    "reportlab",
    "xlsxwriter",
    "negotiator.storage.sealing",
    "python_calamine",
    "pypdfium2",
    "argon2",
)

FIRST_PAINT = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from ui.app import application, build

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not seen:
            seen.extend(name for name in sys.argv[2].split(",") if name in sys.modules)
            seen.append("painted")
            parts.application.exit(0)
        return False

seen = []
parts = build(Path(sys.argv[1]))
watch = Watch()
parts.window.home.installEventFilter(watch)
parts.window.show()
parts.application.exec()
parts.close()
sys.stdout.write(",".join(seen))
"""

REFERENCES = """
import sys
from PySide6.QtCore import QObject, Signal

class Teller(QObject):
    told = Signal(bool)
    given = Signal(object)

class Listener(QObject):
    def hear(self, value):
        pass

teller, listener = Teller(), Listener()
teller.told.connect(listener.hear)
teller.given.connect(listener.hear)
before = sys.getrefcount(True), sys.getrefcount(None)
for _ in range(3000):
    teller.told.emit(True)
    teller.given.emit(None)
after = sys.getrefcount(True), sys.getrefcount(None)
immortal = 2**31  # from Python 3.12 on, both are never freed, and their count says nothing
kept = all(b >= immortal or b - a > -100 for a, b in zip(before, after))
sys.stdout.write("kept" if kept else f"lost {before} {after}")
"""


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[3],
    )


def test_the_first_window_is_painted_before_anything_heavy_is_imported(tmp_path: Path) -> None:
    done = run(FIRST_PAINT, str(tmp_path), ",".join(HEAVY))
    assert done.stdout == "painted", done.stdout + done.stderr


def test_emitting_a_signal_keeps_the_references_of_true_and_none() -> None:
    done = run(REFERENCES)
    assert (done.returncode, done.stdout) == (0, "kept"), done.stderr


def test_without_a_screen_the_program_says_so_in_one_line_and_ends_with_2() -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(
        [sys.executable, "-m", "ui"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=environment,
        cwd=Path(__file__).parents[3],
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "no screen" in done.stderr


@pytest.mark.parametrize(
    ("environment", "platform", "told"),
    [
        ({}, "linux", "There is no screen here"),
        ({"DISPLAY": ":98765"}, "linux", "does not answer"),
        ({"DISPLAY": "not a display"}, "linux", "does not answer"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", ""),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", ""),
        ({}, "win32", ""),
        ({}, "darwin", ""),
    ],
)
def test_a_missing_screen_is_named(environment: dict[str, str], platform: str, told: str) -> None:
    words = why_no_window(environment, platform)
    assert (told in words) if told else words == ""
