"""When something goes wrong that nobody foresaw: say so, keep the work, stop.

The details hold names of modules, functions and lines, never a value: a value may be somebody's words or pay.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler, qVersion

_HARMLESS = ("This plugin does not support", "propagateSizeHints")


def details_of(error: BaseException) -> str:
    """Where it happened: the kinds of error in their chain and the frames of each, without any message."""
    import platform
    import traceback

    lines = [f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.release()}"]
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        lines += ["", f"{type(link).__module__}.{type(link).__qualname__}"]
        for frame in traceback.extract_tb(link.__traceback__):
            lines.append(f"  {_short(frame.filename)}:{frame.lineno} {frame.name}")
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\n".join(lines)


def _short(name: str) -> str:
    """The path from the package on: the rest would tell where somebody lives."""
    parts = Path(name).parts
    for root in ("ui", "negotiator", "site-packages"):
        if root in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(root) :])
    return parts[-1] if parts else name


class CrashWatch(QObject):
    """Hooks for uncaught errors, in any thread. ``crashed`` gives the details, once, on the main thread."""

    crashed = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._told = False
        self._file: IO[str] | None = None
        self._own = folder / f"crash-{os.getpid()}.txt"
        self._before: tuple[Callable[..., object], ...] = ()

    def install(self) -> None:
        """Watch from now on."""
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error
        sys.unraisablehook = self._on_unraisable
        qInstallMessageHandler(_on_qt_message)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._file = self._own.open("w", encoding="utf-8")
        faulthandler.enable(self._file, all_threads=True)

    def remove(self) -> None:
        """A clean end: give the hooks back and leave no file."""
        if self._before:
            sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
            self._before = ()
        qInstallMessageHandler(None)
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None
            self._own.unlink(missing_ok=True)

    def left_behind(self) -> str:
        """What the last fatal fault wrote, if any; it is told once."""
        found = []
        for path in sorted(self._folder.glob("crash-*.txt")) if self._folder.is_dir() else ():
            if path == self._own:
                continue
            text = path.read_text(encoding="utf-8", errors="replace").strip()
            if text:
                found.append(text)
                path.unlink(missing_ok=True)
        return "\n\n".join(found)

    def _on_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._tell(error.with_traceback(trace))

    def _on_thread_error(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._tell(arguments.exc_value)

    def _on_unraisable(self, unraisable: sys.UnraisableHookArgs) -> None:
        if unraisable.exc_value is not None:
            sys.stderr.write(details_of(unraisable.exc_value) + "\n")

    def _tell(self, error: BaseException) -> None:
        details = details_of(error)
        sys.stderr.write(details + "\n")
        if not self._told:
            self._told = True
            self.crashed.emit(details)


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if kind is QtMsgType.QtDebugMsg or any(harmless in message for harmless in _HARMLESS):
        return
    sys.stderr.write(f"Qt: {message}\n")
