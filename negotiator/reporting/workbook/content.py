"""What a costing workbook is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from negotiator.domain.costing.case import CostingCase
from negotiator.domain.costing.result import CostingResult
from negotiator.domain.pack_content import Outlook
from negotiator.domain.rates import Rates


@dataclass(frozen=True, slots=True)
class ProposalCosting:
    """One proposal: its result, and the case behind it. ``letters`` and ``outlooks`` by option in order.

    ``case`` is None where the reader may not see all that the costs were worked out from: then only results are shown.
    ``outlooks`` are as the printed pack for the same reader has them: empty, or None for an option, where it has none.
    """

    name: str
    result: CostingResult
    rates: Rates
    discount: Decimal
    letters: tuple[str, ...]
    case: CostingCase | None = None
    outlooks: tuple[Outlook | None, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkbookContent:
    """A whole workbook. ``confidentiality`` stands on every sheet's printed foot. ``at`` makes the bytes."""

    title: str
    organisation: str
    confidentiality: str
    at: datetime
    proposals: tuple[ProposalCosting, ...]
