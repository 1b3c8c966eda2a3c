"""Starts the window: the one place where its parts are put together."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ui.screen import why_no_window

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from negotiator.services.passphrases import Cost
    from ui.bridge import Bridge
    from ui.jobs import Jobs
    from ui.settings import AppSettings
    from ui.theme import Theme
    from ui.window import MainWindow


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Parts:
    """The application put together. ``close`` ends it in order; tests and pictures use it too."""

    application: QApplication
    theme: Theme
    jobs: Jobs
    settings: AppSettings
    bridge: Bridge
    window: MainWindow

    def close(self) -> None:
        self.jobs.drain()
        if self.bridge.is_open:
            self.bridge.close()
        self.window.deleteLater()


def application() -> QApplication:
    """The application object of Qt, made where there is none yet."""
    from PySide6.QtWidgets import QApplication

    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    made = QApplication(sys.argv[:1])
    made.setApplicationName("Negotiator")
    made.setApplicationDisplayName("Negotiator")
    made.setDesktopFileName("negotiator")
    return made


def _application_with_plain_imports() -> QApplication:
    """The application, with Python's own import left in place.

    PySide6 puts an import of its own there, which reads the source of every module that comes after it to find its
    ``__feature__`` switch. Nothing here uses that, and SQLAlchemy, numpy and ReportLab are many modules.
    """
    plain_import = builtins.__import__
    made = application()
    builtins.__import__ = plain_import
    return made


def build(
    data_folder: Path,
    now: Callable[[], datetime] = _now,
    theme: str = "",
    session_clock: bool = False,
    passphrase_cost: Cost | None = None,
) -> Parts:
    """Make every part. ``theme`` overrides the kept choice; ``session_clock``: workspaces take ``now`` too;
    ``passphrase_cost``: what a new passphrase is to cost whoever guesses at it, unless the standard."""
    from ui.bridge import Bridge
    from ui.jobs import Jobs
    from ui.settings import AppSettings
    from ui.theme import Theme
    from ui.window import Clock, MainWindow

    qt = application()
    settings = AppSettings(data_folder)
    look = Theme(qt, theme or settings.choices.theme, settings.choices.text_size)
    jobs = Jobs()
    bridge = Bridge(jobs, data_folder, now if session_clock else None, passphrase_cost=passphrase_cost)
    window = MainWindow(look, bridge, jobs, settings, Clock(now))
    return Parts(qt, look, jobs, settings, bridge, window)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the window until it is closed. Returns the exit status; 2 where no window can be opened."""
    chosen = _asked_for(sys.argv[1:] if arguments is None else arguments)
    trouble = why_no_window()
    if trouble:
        sys.stderr.write(f"{trouble}\n")
        return 2

    from negotiator.services.places import default_data_folder
    from ui.crash import CrashWatch
    from ui.interpreter import Housekeeping

    data_folder = default_data_folder()
    qt = _application_with_plain_imports()
    watch = CrashWatch(data_folder)
    left = watch.left_behind()
    watch.install()
    parts = build(data_folder)
    housekeeping = Housekeeping(qt, parts.jobs)
    start = _Start(parts, watch, left, *chosen)
    parts.window.show()
    start.after_first_paint()
    status = qt.exec()
    housekeeping.stop()
    parts.close()
    watch.remove()
    return status


def _asked_for(arguments: Sequence[str]) -> tuple[Path | None, bool]:
    """The file to open, and whether to open the sample. Ends the program where the arguments are not understood."""
    if not arguments:
        return None, False
    import argparse

    reader = argparse.ArgumentParser(prog="negotiator-window", description="Prepare negotiations in the NHS.")
    reader.add_argument("file", nargs="?", type=Path, help="a workspace to open")
    reader.add_argument("--sample", action="store_true", help="open the sample workspace")
    chosen = reader.parse_args(list(arguments))
    return chosen.file, chosen.sample


class _Start:
    """What happens once the first window is painted, and what when something breaks."""

    def __init__(self, parts: Parts, watch: object, left: str, file: Path | None, sample: bool) -> None:
        from ui.crash import CrashWatch
        from ui.warming import Warming

        assert isinstance(watch, CrashWatch)
        self._warming = Warming(parts.jobs, parts.bridge)
        self._parts, self._left, self._file, self._sample = parts, left, file, sample
        watch.crashed.connect(self._on_crash)

    def after_first_paint(self) -> None:
        from PySide6.QtCore import QTimer

        from ui.window import AFTER_PAINT

        QTimer.singleShot(AFTER_PAINT, self._go_on)

    def _go_on(self) -> None:
        window = self._parts.window
        if self._left:
            from ui.dialogs.crash import CrashDialog

            CrashDialog(self._parts.theme, self._left, past=True, parent=window).open()
        if self._file is not None:
            window.files.open_path(str(self._file.absolute()))
        elif self._sample:
            window.files.open_sample()
        self._warming.start()

    def _on_crash(self, details: str) -> None:
        from ui.dialogs.crash import CrashDialog

        self._parts.jobs.cancel_all()
        self._parts.bridge.leave()
        dialog = CrashDialog(self._parts.theme, details, parent=self._parts.window)
        dialog.finished.connect(self._stop)
        dialog.open()

    def _stop(self, result: int) -> None:
        self._parts.application.exit(1)
