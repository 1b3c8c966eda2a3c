"""Makes ``v0001.negotiation``, the kept file of schema 1: the sample and one record of each kind that it lacks.

Run once (``python tests/files/make_v0001.py``), until schema 1 is released; from then on the file is never made again.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from negotiator.domain.establishment import Allowance, Snapshot, StaffLine
from negotiator.domain.markings import Audience
from negotiator.domain.packs import ExportEntry
from negotiator.domain.proposals import Measure, MeasureTemplate
from negotiator.domain.workspace import Record
from negotiator.services.sample import sample_records
from negotiator.services.session import Session

HERE = Path(__file__).parent


def records() -> Iterator[Record]:
    sample = sample_records()
    lines = tuple(record for record in sample if isinstance(record, StaffLine))
    measure = next(record for record in sample if isinstance(record, Measure))
    for record in sample:
        if isinstance(record, StaffLine) and record.name == "theatres-b5-top":
            yield replace(record, allowances=(Allowance("First aid", Decimal("120.50"), True),))
        else:
            yield record
    yield Snapshot("5" * 32, "October", date(2026, 10, 1), "Payroll extract", lines)
    yield MeasureTemplate("6" * 32, "Sessions by band", measure.terms)
    yield ExportEntry(
        "7" * 32,
        datetime(2026, 11, 23, 14, 32, tzinfo=UTC),
        Audience.JOINT,
        "pdf",
        "JNCC paper.pdf",
        "0" * 64,
        (("mandate", 1), ("note", 9)),
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = Session.create(records(), Path(folder))
        session.save_as(HERE / "v0001.negotiation", replace_existing=True)
        session.close()


if __name__ == "__main__":
    main()
