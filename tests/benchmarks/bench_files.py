"""A person's waits: opening the sample, new costs after a changed cell, bringing in a large spreadsheet."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from time import perf_counter

from tests.benchmarks.rows import Row, bounded, peak_memory_mb, seconds

LINES = 2_000
PEOPLE = 25_000
_PASSPHRASE = "a few unrelated words"
GROUPS = ("Imaging", "Pathology", "Theatres", "Cardiology", "Estates")


def run() -> list[Row]:
    """Rows for opening, changing and importing."""
    with tempfile.TemporaryDirectory(prefix="negotiator-bench-") as folder:
        return [*_opening(Path(folder)), *_changing(Path(folder)), *_importing(Path(folder))]


def _opening(folder: Path) -> list[Row]:
    from negotiator.services.sample import sample_records
    from negotiator.services.session import Session

    made = Session.create(sample_records(), folder / "data")
    path = folder / "sample.negotiation"
    made.save_as(path)
    made.close()

    def open_it() -> None:
        Session.open(path, folder / "data").close()

    sealed = folder / "sealed.negotiation"
    made = Session.open(path, folder / "data")
    made.save_as(sealed)
    made.take_resealed(made.reseal("", _PASSPHRASE, keep_copies=False))
    made.close()

    def open_sealed() -> None:
        Session.open(sealed, folder / "data", passphrase=_PASSPHRASE).close()

    return [
        bounded("sample opened and closed", seconds(open_it), 1.0),
        bounded("the same with a passphrase", seconds(open_sealed), 2.0),
    ]


def _changing(folder: Path) -> list[Row]:
    """From a typed WTE to the new costs of every option of the sample, on an establishment of 2,000 lines."""
    from negotiator.domain.establishment import StaffLine
    from negotiator.domain.proposals import Proposal
    from negotiator.services.commands.establishment import ChangeStaffField
    from negotiator.services.costing import cost_proposal, rates_of
    from negotiator.services.sample import sample_records
    from negotiator.services.session import Session

    records = sample_records()
    first = [record for record in records if isinstance(record, StaffLine)]
    more = [
        replace(
            first[n % len(first)],
            id=f"{n:032x}",
            name=f"Line {n}",
            headcount=5,
            wte=Decimal(n % 40 + 80) / 25,
            position=n,
        )
        for n in range(len(first), LINES)
    ]
    session = Session.create((*records, *more), folder / "data")
    try:
        (proposal,) = session.all(Proposal)
        rates = rates_of(session)
        kept = [cost_proposal(session, proposal.id, rates)]
        changed = iter(range(1, 1000))

        def change() -> None:
            session.execute(ChangeStaffField((first[0].id,), "wte", first[0].wte - Decimal(next(changed)) / 1000))
            kept.append(cost_proposal(session, proposal.id, rates, kept.pop()))
            kept[0].result()

        return [bounded(f"changed cell to new costs, {LINES:,} lines", seconds(change, 9), 0.1)]
    finally:
        session.close()


def _importing(folder: Path) -> list[Row]:
    import xlsxwriter

    from negotiator.domain.establishment import StaffLine
    from negotiator.services.commands.establishment import ImportStaffLines
    from negotiator.services.establishment import read_options
    from negotiator.services.imports.columns import suggest
    from negotiator.services.imports.people import read_lines
    from negotiator.services.imports.tables import read_table
    from negotiator.services.session import Session

    path = folder / "extract.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Staff")
        sheet.write_row(0, 0, ("Employee name", "Staff group", "Role", "Band", "Step", "Headcount", "WTE"))
        for n in range(PEOPLE):
            row = (f"Person {n}", GROUPS[n % 5], f"Role {n % 97}", f"Band {n % 5 + 3}", "top", 1, 1 - n % 9 / 20)
            sheet.write_row(n + 1, 0, row)

    session = Session.create((), folder / "data")
    options = read_options(session)
    try:
        began = perf_counter()
        table = read_table(path)
        found = read_lines(table, suggest(table), options)
        read = perf_counter() - began
        session.execute(ImportStaffLines(found.lines))
        whole = perf_counter() - began
        brought = len(session.all(StaffLine))
    finally:
        session.close()
    if brought != PEOPLE or found.personal != ("Employee name",):
        raise RuntimeError(f"{brought} lines came of {PEOPLE} rows; first refusal: {found.refused[:1]}")
    return [
        bounded(f"spreadsheet of {PEOPLE:,} rows read and checked", read, 5.0),
        bounded("the same, brought into the workspace", whole, 5.0),
        bounded("most memory held meanwhile", peak_memory_mb(), 600, "MB"),
    ]
