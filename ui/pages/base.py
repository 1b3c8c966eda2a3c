"""What every page of a workspace is, and what it is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from negotiator.domain.problems import Refused
from ui.theme import Theme

if TYPE_CHECKING:
    from negotiator.services.changes import Outcome
    from negotiator.services.commands.base import Command
    from ui.bridge import Bridge
    from ui.jobs import Jobs
    from ui.settings import AppSettings


class Navigate(Protocol):
    """Show a page, and in it a record: ``navigate("people", "stakeholder", id)``."""

    def __call__(self, key: str, kind: str = "", record_id: str = "") -> None: ...


class SayToast(Protocol):
    """Say that something was done: ``toast(sentence)`` offers Undo, ``toast(sentence, undo=False)`` does not."""

    def __call__(self, sentence: str, undo: bool = True) -> None: ...


class SayProblem(Protocol):
    """Show why something was refused, in words: ``problem(error)`` with a `Refused` or a document problem."""

    def __call__(self, error: Exception) -> None: ...


LEAST_HEIGHT = 520
"""At 100 %: the height that cards in columns need so that nothing in them is cut; in less the page scrolls."""


@dataclass(frozen=True)
class PageContext:
    """Everything a page may use. ``today`` is a function, so that tests and pictures choose the day."""

    bridge: Bridge
    jobs: Jobs
    theme: Theme
    settings: AppSettings
    navigate: Navigate
    toast: SayToast
    problem: SayProblem
    today: Callable[[], date]
    run_action: Callable[[str], None]


class Page(QWidget):
    """A page. Subclasses write ``_build`` (children), ``_connect`` (signals) and ``refresh`` (fill from the bridge).

    ``refresh(None)`` fills everything; ``refresh(changes)`` is called while the page is visible, with the `ChangeSet`
    of one command. What happens while it is hidden is gathered: it gets ``refresh(None)`` when it is shown next.
    ``costs_changed()`` comes, when visible, after a costing has finished or failed.
    """

    key = ""
    icon = "square"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.bridge, self.theme = context.bridge, context.theme
        self.setObjectName(f"page-{self.key}")
        self.setAccessibleName(self.title())
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._stale = True
        self.body = QVBoxLayout(self)
        self.body.setSpacing(12)
        self._build()
        self._connect()
        self.bridge.changed.connect(self._on_changed)
        self.bridge.costs_changed.connect(self._on_costs)
        self.bridge.document_changed.connect(self._on_document)

    @classmethod
    def title(cls) -> str:
        """The page's name in the rail."""
        raise NotImplementedError

    def _build(self) -> None:
        """Make the children."""

    def _connect(self) -> None:
        """Connect their signals to bound methods."""

    def refresh(self, changes: Any | None = None) -> None:
        """Fill from ``self.bridge``."""

    def costs_changed(self) -> None:
        """Fill what shows costs; by default everything."""
        self.refresh(None)

    def focus_record(self, kind: str, record_id: str) -> None:
        """Show and select a record of this page."""

    def try_submit(self, command: Command) -> Outcome | None:
        """Submit a command; a refusal is said in words and gives None."""
        try:
            return self.bridge.submit(command)
        except Refused as refusal:
            self.context.problem(refusal)
            return None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and self.bridge.is_open:
            self._stale = False
            self.refresh(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < self.theme.px(1000)
        side = self.theme.px(16 if narrow else 24)
        self.body.setContentsMargins(
            side, self.theme.px(14 if narrow else 18), side, self.theme.px(14 if narrow else 20)
        )
        super().resizeEvent(event)

    def _on_changed(self, changes: object) -> None:
        if self.isVisible() and self.bridge.is_open:
            self.refresh(changes)
        else:
            self._stale = True

    def _on_costs(self) -> None:
        if self.isVisible() and self.bridge.is_open:
            self.costs_changed()
        else:
            self._stale = True

    def _on_document(self) -> None:
        self._stale = True
        if self.isVisible() and self.bridge.is_open:
            self._stale = False
            self.refresh(None)
