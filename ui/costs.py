"""Keeps the costing of every proposal fresh, in the background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from negotiator.domain.costing.case import CostingCase
    from negotiator.domain.costing.engine import Costing
    from negotiator.domain.costing.result import CostingResult
    from negotiator.domain.problems import Problem
    from negotiator.services.session import Session
    from ui.jobs import Jobs

MATTERS = ("settings", "staff_line", "proposal", "option", "measure")
"""Kinds of record that a costing is made from."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a costing of one proposal came to: a costing with its result, or problems."""

    proposal_id: str
    costing: Costing | None = None
    result: CostingResult | None = None
    problems: tuple[Problem, ...] = ()


def _cost(proposal_id: str, case: CostingCase, edition: str, before: Costing | None) -> _Answer:
    """The work of the job: frozen values in, an answer out. ``before``: what did not change is taken over from it."""
    from negotiator.domain.costing.engine import Costing
    from negotiator.domain.problems import Refused
    from negotiator.services.lookups import rates

    try:
        costing = Costing(case, rates(case.jurisdiction, edition), before)
        return _Answer(proposal_id, costing, costing.result())
    except Refused as refusal:
        return _Answer(proposal_id, problems=refusal.problems)


class Costs(QObject):
    """``changed`` comes when a result arrives, and when the state changes.

    ``state`` is ``up-to-date``, ``working`` or ``refused``; ``problems`` by proposal say why.
    """

    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._session: Session | None = None
        self._cases: dict[str, tuple[CostingCase, str]] = {}
        self._costings: dict[str, Costing] = {}
        self._results: dict[str, CostingResult] = {}
        self._pending: set[str] = set()
        self.problems: dict[str, tuple[Problem, ...]] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._start)

    @property
    def state(self) -> str:
        if self._pending or self._soon.isActive():
            return "working"
        return "refused" if self.problems else "up-to-date"

    def result(self, proposal_id: str) -> CostingResult | None:
        """The newest finished costing; None before the first, and where it was refused."""
        return self._results.get(proposal_id)

    def costing(self, proposal_id: str) -> Costing | None:
        """What stands behind `result`: ask it for workings, views and the other basis."""
        return self._costings.get(proposal_id)

    def attach(self, session: Session | None) -> None:
        """Cost the proposals of this workspace from now on; None: of none."""
        for proposal_id in self._pending:
            self._jobs.cancel(_name(proposal_id))
        self._session = session
        self._cases, self._costings, self._results = {}, {}, {}
        self.problems, self._pending = {}, set()
        self._soon.stop()
        if session is not None:
            self._soon.start()
        self.changed.emit()

    def note(self, changes: Any) -> None:
        """Something changed: cost again what it concerns, once the present round of events is over."""
        if self._session is not None and changes.touches(*MATTERS):
            was = self.state
            self._soon.start()
            if was != "working":
                self.changed.emit()

    def retry(self) -> None:
        """Cost again what was refused: a rates edition that was missing may have been added."""
        if self._session is None or not self.problems:
            return
        for proposal_id in self.problems:
            self._cases.pop(proposal_id, None)
        self._soon.start()
        self.changed.emit()

    def _start(self) -> None:
        if self._session is None:
            return
        from negotiator.domain.problems import Refused
        from negotiator.domain.proposals import Proposal
        from negotiator.services.costing import case_for

        session = self._session
        proposals = [proposal.id for proposal in session.all(Proposal)]
        edition = session.settings.edition
        for gone in self._cases.keys() - set(proposals):
            self._forget(gone)
        for proposal_id in proposals:
            try:
                case = case_for(session, proposal_id)
            except Refused as refusal:
                self._forget(proposal_id)
                self.problems[proposal_id] = refusal.problems
                continue
            if self._cases.get(proposal_id) == (case, edition):
                continue
            self._cases[proposal_id] = (case, edition)
            self._pending.add(proposal_id)
            before = self._costings.get(proposal_id)
            self._jobs.start(
                _name(proposal_id),
                _cost,
                proposal_id,
                case,
                edition,
                before,
                done=self._on_done,
                failed=self._on_failed,
            )
        self.changed.emit()

    def _forget(self, proposal_id: str) -> None:
        self._jobs.cancel(_name(proposal_id))
        for kept in (self._cases, self._costings, self._results, self.problems):
            kept.pop(proposal_id, None)
        self._pending.discard(proposal_id)

    def _on_done(self, answer: _Answer) -> None:
        self._pending.discard(answer.proposal_id)
        if answer.costing is None or answer.result is None:
            self._results.pop(answer.proposal_id, None)
            self.problems[answer.proposal_id] = answer.problems
        else:
            self._costings[answer.proposal_id] = answer.costing
            self._results[answer.proposal_id] = answer.result
            self.problems.pop(answer.proposal_id, None)
        self.changed.emit()

    def _on_failed(self, error: BaseException) -> None:
        self._pending.clear()
        self.changed.emit()
        raise error


def _name(proposal_id: str) -> str:
    return f"costs:{proposal_id}"
