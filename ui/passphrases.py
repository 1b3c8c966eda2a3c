"""Passphrases as the window asks for them: of what is being opened, and of the open workspace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from negotiator.domain.problems import Problem, Refused
from negotiator.wording.sentences import sentence

if TYPE_CHECKING:
    from ui.dialogs.passphrase import AskPassphrase, ChangePassphrase
    from ui.window import MainWindow

_TRY_AGAIN = ("passphrase_wrong", "passphrase_memory")


@dataclass(frozen=True, slots=True)
class Opening:
    """What is being opened: its name for the person, how to try it with a passphrase, whether it is a safety copy."""

    name: str
    again: Callable[[str], None]
    is_copy: bool = False


class Passphrases(QObject):
    """Asks, until it is right or given up; says why not in the dialog, which stays."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._opening: Opening | None = None
        self._asking: AskPassphrase | None = None
        self._changing: ChangePassphrase | None = None
        window.bridge.document_changed.connect(self._on_document)

    # Opening.

    def begin(self, opening: Opening) -> None:
        """Something is about to be opened, without a passphrase at first."""
        self._opening = opening

    def takes(self, error: Exception) -> bool:
        """True where an opening failed for its passphrase, which is now asked for; else nothing is asked any more."""
        code = error.problems[0].code if isinstance(error, Refused) else ""
        if code == "passphrase_needed" and self._opening is not None:
            self._ask(self._opening)
            return True
        if code in _TRY_AGAIN and isinstance(error, Refused) and self._asking is not None and self._opening is not None:
            data = {**error.problems[0].data, "name": self._opening.name}  # a working copy has a name of its own
            self._asking.refuse(sentence(Problem(code, "", data)))
            return True
        self.end()
        return False

    def end(self) -> None:
        """What was asked about is open, or no passphrase opens it."""
        if self._asking is not None:
            self._asking.end()

    def _ask(self, opening: Opening) -> None:
        from ui.dialogs.passphrase import AskPassphrase

        self.end()
        dialog = AskPassphrase(self._window.theme, opening.name, opening.is_copy, self._window)
        dialog.given.connect(opening.again)
        dialog.finished.connect(self._on_asked)
        self._asking = dialog
        dialog.open()

    def _on_asked(self, result: int) -> None:
        self._asking = None

    # The open workspace.

    def change(self) -> None:
        """Set, change or remove the passphrase of the open workspace."""
        from negotiator.services.safety_copies import safety_copies
        from ui.dialogs.passphrase import ChangePassphrase

        bridge = self._window.bridge
        if bridge.session is None:
            return
        path = bridge.session.path
        copies = len(safety_copies(bridge.data_folder, path)) if path is not None else 0
        name = path.name if path is not None else bridge.workspace.title or self.tr("New workspace")
        dialog = ChangePassphrase(
            self._window.theme, name, bridge.has_passphrase, path is not None, copies, self._window
        )
        dialog.chosen.connect(self._on_chosen)
        dialog.finished.connect(self._on_changed)
        self._changing = dialog
        dialog.open()

    def _on_chosen(self, present: str, chosen: str, keep_copies: bool) -> None:
        done = partial(self._on_resealed, bool(chosen))
        self._window.bridge.start_reseal(present, chosen, keep_copies, done, self._on_refused)

    def _on_resealed(self, has_passphrase: bool, copies_left: int) -> None:
        if self._changing is not None:
            self._changing.end()
        words = (
            self.tr("The workspace opens with its new passphrase alone.")
            if has_passphrase
            else self.tr("The workspace opens without a passphrase.")
        )
        if copies_left:
            more = self.tr("{count} safety copies could not be deleted; see File, Safety copies.")
            words += " " + more.format(count=copies_left)
        self._window.say(words, undo=False)

    def _on_refused(self, refusal: Refused) -> None:
        if self._changing is not None:
            words = " ".join(sentence(problem) for problem in refusal.problems)
            self._changing.refuse(words, refusal.problems[0].code == "passphrase_wrong")

    def _on_changed(self, result: int) -> None:
        self._changing = None

    def _on_document(self) -> None:
        """Another workspace came, or none: nobody waits any more for what was to be set for the one before."""
        if self._changing is not None:
            self._changing.end()
