"""What the views of an option need the engine for: worked out in the background, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from negotiator.domain.costing.case import CostingCase
from negotiator.domain.costing.ranges import limits_of
from negotiator.domain.costing.result import CostingResult
from negotiator.domain.problems import Refused
from negotiator.domain.proposals import Mandate
from negotiator.services.ranges import option_range, rests_on
from ui.jobs import Jobs
from ui.pages.costing.gainers import who_gains_table
from ui.pages.costing.pay_bill import affordability_table, drift_table
from ui.pages.costing.views import TableView
from ui.pages.costing.workings import agrees

if TYPE_CHECKING:
    from negotiator.domain.costing.ranges import OptionRange
    from negotiator.services.session import Session

GAINERS, AFFORDABILITY, DRIFT = "gainers", "affordability", "drift"
_JOB = "costing-view"
_TABLES: dict[str, Callable[..., TableView]] = {
    GAINERS: who_gains_table,
    AFFORDABILITY: affordability_table,
    DRIFT: drift_table,
}


class ViewWork(QObject):
    """Works out the tables and the likely range of the chosen option; a newer question drops the older one.

    Signals:
        table_found: a `TableView`.
        range_found: an `OptionRange`.
        refused: the `Problem` that keeps a view from being worked out.
        progressed: share and words of what is drawn.
    """

    table_found = Signal(object)
    range_found = Signal(object)
    refused = Signal(object)
    progressed = Signal(float, str)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._session: Session | None = None
        self._proposal_id = self._option_id = ""
        self._result: CostingResult | None = None
        self._mandate: Mandate | None = None
        self._range: OptionRange | None = None
        self._range_of: object = None
        self.is_drawing = False
        """Whether `range` has started to draw."""

    def set_case(
        self,
        session: Session | None,
        proposal_id: str,
        result: CostingResult,
        option_id: str,
        mandate: Mandate | None,
    ) -> None:
        self._session, self._proposal_id, self._option_id = session, proposal_id, option_id
        self._result, self._mandate = result, mandate

    def cancel(self) -> None:
        self._jobs.cancel(_JOB)
        self.is_drawing = False

    def start_table(self, view: str) -> bool:
        """Work a table out; False where there is nothing to work it out from. KeyError for another view."""
        frozen = self._frozen()
        if frozen is None:
            return False
        mandate = (self._mandate,) if view == AFFORDABILITY else ()
        self._jobs.start(_JOB, _TABLES[view], *frozen, *mandate, done=self._on_table, failed=self._on_failed)
        return True

    def range(self) -> OptionRange | None:
        """The likely range where it was drawn for the option as it stands; else it is drawn and will be told."""
        frozen = self._frozen()
        if frozen is None:
            return None
        case, _, place = frozen
        limits = limits_of(self._mandate, self._result.years if self._result else ())
        asked = rests_on(case, place, limits)
        if self._range is not None and self._range_of == asked:
            return self._range
        self._range, self._range_of = None, asked
        self.is_drawing = True
        job = self._jobs.start(
            _JOB, option_range, *frozen, limits, done=self._on_range, failed=self._on_failed, with_progress=True
        )
        job.progressed.connect(self.progressed)
        return None

    def forget_range(self) -> None:
        """Stop drawing, and draw anew when it is asked for again."""
        self.cancel()
        self._range_of = None

    def _frozen(self) -> tuple[CostingCase, str, int] | None:
        """The case as it stands, its edition, and the chosen option's place."""
        from negotiator.services.costing import case_for

        result = self._result
        if self._session is None or result is None:
            return None
        try:
            case = replace(case_for(self._session, self._proposal_id), basis=result.basis)
        except Refused as refusal:
            self.refused.emit(refusal.problems[0])
            return None
        if not agrees(case, result):
            return None
        place = next((n for n, o in enumerate(result.options) if o.option_id == self._option_id), 0)
        return case, self._session.settings.edition, place

    def _on_table(self, found: TableView) -> None:
        self.table_found.emit(found)

    def _on_range(self, found: OptionRange) -> None:
        self.is_drawing = False
        self._range = found
        self.range_found.emit(found)

    def _on_failed(self, error: object) -> None:
        self.is_drawing = False
        self._range_of = None
        if not isinstance(error, Refused):
            raise error if isinstance(error, BaseException) else RuntimeError(str(error))
        self.refused.emit(error.problems[0])
