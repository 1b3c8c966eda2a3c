"""How far a long piece of work is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[float], None]
"""Told a share from 0 to 1. It may raise, which stops the work as if it had not begun."""

EVERY = 500
"""So many steps lie between two words of progress: each may let another thread run."""


def silent(share: float) -> None:
    """For who does not ask how far it is."""


class Part:
    """The progress of a part of the work, told as that of the whole: from ``begin`` to ``end``."""

    def __init__(self, progress: Progress, begin: float, end: float) -> None:
        self._progress, self._begin, self._end = progress, begin, end

    def __call__(self, share: float) -> None:
        self._progress(self._begin + share * (self._end - self._begin))


class Counter:
    """Called once for each of ``whole`` steps, tells the share done now and then."""

    def __init__(self, whole: int, progress: Progress) -> None:
        self._whole, self._progress = max(1, whole), progress
        self._done = 0

    def __call__(self) -> None:
        self._done += 1
        if self._done % EVERY == 0:
            self._progress(min(1.0, self._done / self._whole))
