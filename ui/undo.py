"""One undo step for every command."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from negotiator.services.changes import Outcome
    from negotiator.services.commands.base import Command

MERGE_SECONDS = 4.0
"""Keystrokes further apart than this are steps of their own."""
_MERGEABLE = 1


class UndoStep(QUndoCommand):
    """What takes one change back, and after that what makes it again.

    `Bridge` executes first and moves the stack afterwards, so that a refusal reaches the caller and the stack stays
    where it was; ``undo`` and ``redo`` themselves do nothing.
    """

    def __init__(self, command: Command, outcome: Outcome, words: str) -> None:
        super().__init__(words)
        self.outcome = outcome
        self._command = command
        self._at = time.monotonic()

    def id(self) -> int:
        return -1 if self._command.merge_key is None else _MERGEABLE

    def mergeWith(self, other: QUndoCommand) -> bool:
        from negotiator.services.changes import may_merge

        if not isinstance(other, UndoStep) or not may_merge(self._command, other._command):
            return False
        if other._at - self._at > MERGE_SECONDS:
            return False
        self.outcome = self.outcome.followed_by(other.outcome)
        self._command, self._at = other._command, other._at
        return True

    def undo(self) -> None:
        """Nothing: see the class."""

    def redo(self) -> None:
        """Nothing: see the class."""
