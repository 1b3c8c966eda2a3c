"""The workbooks that LibreOffice is given, each with the costing cases it was made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from negotiator.domain.costing.case import CostingCase
from negotiator.domain.costing.engine import Costing
from negotiator.domain.markings import Audience
from negotiator.domain.rates import Rates
from negotiator.reference import rates_for
from negotiator.reporting.workbook.content import ProposalCosting, WorkbookContent
from negotiator.reporting.workbook.document import render_workbook
from negotiator.services import packs
from negotiator.services.costing import rates_of
from negotiator.services.sample import sample_records
from negotiator.services.session import Session
from tests.benchmarks.costing_sizes import case

LINES, OPTIONS = 300, 2
"""Of the made workbook. One of 1,500 lines, the most with formulas, would take a minute to write."""

_AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CostedWorkbook:
    """A workbook with formulas, and the cases whose costs it holds."""

    name: str
    path: Path
    cases: tuple[CostingCase, ...]
    rates: Rates

    def cost(self) -> None:
        """The equal costing from nothing: every case, all its options and years."""
        for one in self.cases:
            Costing(one, self.rates).result()


def sample_workbook(folder: Path) -> CostedWorkbook:
    """The spreadsheet pack of the sample for the own team, as a user makes it."""
    session = Session.create(sample_records(), folder / "data")
    try:
        frozen, rates = packs.freeze(session), rates_of(session)
    finally:
        session.close()
    path = folder / "sample.xlsx"
    path.write_bytes(packs.make_pack(frozen, Audience.TEAM, _AT, "xlsx").data)
    return CostedWorkbook("the sample", path, tuple(frozen.cases.values()), rates)


def made_workbook(folder: Path) -> CostedWorkbook:
    """The costing benchmark's people and options, fewer of them."""
    made, rates = case(LINES, OPTIONS), rates_for("England")
    costing = ProposalCosting("Made up", Costing(made, rates).result(), rates, made.discount, ("A", "B"), made)
    path = folder / "made.xlsx"
    path.write_bytes(render_workbook(WorkbookContent("Made up", "Nobody", "", _AT, (costing,))))
    return CostedWorkbook(f"{LINES} lines × {OPTIONS} options × {made.years} years", path, (made,), rates)


def trivial_workbook(folder: Path) -> Path:
    """One number: what converting it takes is LibreOffice's start and end."""
    import xlsxwriter

    path = folder / "trivial.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet().write_number(0, 0, 1)
    return path
