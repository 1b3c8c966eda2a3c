"""Every page of the sample as a picture: ``python -m ui.screens --out DIR``. No screen is needed."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.app import Parts

MOMENT = datetime(2026, 11, 23, 14, 32, tzinfo=UTC)
"""The day on which the sample's pictures are taken: the same pictures every time."""
PERSON = "Priya Nair"
_LONGEST_WAIT = 60_000


def wait_until_idle(parts: Parts) -> bool:
    """Run the event loop until no job runs and costs are settled. False where that took too long."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    limit, look = QTimer(), QTimer()
    limit.setSingleShot(True)
    limit.timeout.connect(loop.quit)
    limit.start(_LONGEST_WAIT)
    calm = 0

    def check() -> None:
        nonlocal calm
        busy = parts.jobs.is_busy or (parts.bridge.is_open and parts.bridge.costs_state == "working")
        calm = 0 if busy else calm + 1
        if calm >= 3:
            loop.quit()

    look.timeout.connect(check)
    look.start(15)
    loop.exec()
    settled = limit.isActive()
    look.stop()
    limit.stop()
    return settled


def sample_window(data_folder: Path, theme: str, size: tuple[int, int]) -> Parts:
    """The application with a few recents, not yet with a workspace; their files are made in the data folder."""
    from negotiator.services.recents import Recent, remember
    from ui.app import build
    from ui.settings import AppSettings

    AppSettings(data_folder).change(person=PERSON)
    for recent in reversed(_RECENTS):
        path = data_folder / recent["path"]
        remember(data_folder, Recent(**{**recent, "path": str(path)}))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    parts = build(data_folder, lambda: MOMENT, theme, session_clock=True)
    parts.window.resize(*size)
    parts.window.show()
    return parts


def pictures(parts: Parts, data_folder: Path, folder: Path) -> Iterator[Path]:
    """Open the sample and write each page into a folder; gives each file's path."""
    window = parts.window
    if not wait_until_idle(parts):
        raise TimeoutError("home")
    yield _grab(parts, folder / "01-home.png")
    window.files.open_sample()
    parts.bridge.save_as(data_folder / _RECENTS[0]["path"], replace_existing=True)
    for number, key in enumerate(window.entries, start=2):
        window.navigate(key)
        if not wait_until_idle(parts):
            raise TimeoutError(key)
        yield _grab(parts, folder / f"{number:02d}-{key}.png")
    parts.bridge.close()


def _grab(parts: Parts, path: Path) -> Path:
    parts.window.grab().save(str(path))
    return path


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdigit() and height.isdigit() and 600 <= int(width) <= 8000 and 400 <= int(height) <= 8000):
        raise argparse.ArgumentTypeError("a size is written as 1280x800")
    return int(width), int(height)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pictures and name them, one a line."""
    reader = argparse.ArgumentParser(prog="screens", description="Every page of the sample as a picture.")
    reader.add_argument("--out", type=Path, required=True)
    reader.add_argument("--theme", choices=("light", "dark", "contrast"), default="light")
    reader.add_argument("--size", type=_size, default=(1280, 800))
    reader.add_argument("--text-size", type=int, default=100, help="per cent")
    chosen = reader.parse_args(arguments)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["TZ"] = "Europe/London"
    out = chosen.out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="negotiator-screens-") as folder:
        os.environ["HOME"] = folder
        parts = sample_window(Path(folder), chosen.theme, chosen.size)
        if chosen.text_size != 100:
            parts.theme.set_text_size(chosen.text_size)
        try:
            for path in pictures(parts, Path(folder), out):
                sys.stdout.write(f"{path}\n")
        finally:
            parts.close()
    return 0


_RECENTS = (
    {
        "path": "Workforce/Partnership/On-call 2027.negotiation",
        "title": "On-call and unsocial hours 2027",
        "saved_at": "2026-11-23T14:32:00+00:00",
        "next_meeting": "2026-12-03",
        "forum": "JNCC",
        "marking": "team",
    },
    {
        "path": "Workforce/Change/Theatres.negotiation",
        "title": "Theatres restructure 2026",
        "saved_at": "2026-11-19T16:10:00+00:00",
        "next_meeting": "2026-12-09",
        "forum": "Consultation meeting",
        "marking": "management",
    },
    {
        "path": "Workforce/Partnership/Band 2 to 3.negotiation",
        "title": "Band 2 to 3 regrading, healthcare",
        "saved_at": "2026-11-16T11:05:00+00:00",
        "next_meeting": "2026-11-09",
        "forum": "JSCC",
        "marking": "joint",
    },
    {
        "path": "Workforce/Partnership/Car parking.negotiation",
        "title": "Car parking and wellbeing offer",
        "saved_at": "2026-10-28T09:40:00+00:00",
        "marking": "team",
    },
)
"""Invented workspaces for the picture of the home page."""

if __name__ == "__main__":
    sys.exit(main())
