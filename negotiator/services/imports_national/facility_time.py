"""The facility time return: the tables of Schedule 2 of SI 2017/328, as columns or one beneath the other.

The duty to publish ended with periods that end on or after 18 February 2026 (Employment Rights Act 2025, section 66);
the tables are still asked for and still used. A return is one employer's own, so it need not name it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import Path

from negotiator.domain.comparators import OwnFigure
from negotiator.services.imports_national.formats import Format, Wanted, figure_of, missing, year_in
from negotiator.services.imports_national.sheets import Line, Sheets
from negotiator.services.imports_national.table import CsvRow, CsvTable, plain_number
from negotiator.wording.national_files import OWN_METRICS

OFFICIALS = "Number of employees who were relevant union officials during the relevant period"
OFFICIALS_FTE = "Full-time equivalent employee number"
COST, PAY_BILL = "Total cost of facility time", "Total pay bill"
EMPLOYER, PERIOD = "Organisation", "Relevant period"
NEEDS = (OFFICIALS, OFFICIALS_FTE, COST, PAY_BILL)


@dataclass(frozen=True, slots=True)
class ReturnFormat(Format):
    """A return as it is filled in has each figure to the right of its words, or beneath them."""

    def share(self, sheets: Sheets) -> float:
        in_rows = sum(_beside(sheets, need) is not None for need in self.needs) / len(self.needs)
        return max(in_rows, Format.share(self, sheets))

    def table(self, sheets: Sheets) -> CsvTable:
        if Format.share(self, sheets) == 1 and not sheets.is_workbook:
            return Format.table(self, sheets)
        cells = {PERIOD: _period(sheets)}
        for need in self.needs:
            found = _beside(sheets, need)
            if found is None:
                raise missing(sheets, need)
            cells[need] = found
        return CsvTable(sheets.name, tuple(cells), (CsvRow(1, cells),))


def _beside(sheets: Sheets, label: str) -> str | None:
    """The first number to the right of the words, else the one beneath them."""
    wanted = _plain(label)
    for _, lines in sheets.grids:
        for number, line in enumerate(lines):
            for place, cell in enumerate(line):
                if not _plain(cell).startswith(wanted):
                    continue
                beneath: Line = lines[number + 1] if number + 1 < len(lines) else ()
                for candidate in (*line[place + 1 :], *beneath[place : place + 1]):
                    if _is_number(candidate):
                        return candidate
    return None


def _plain(text: str) -> str:
    return " ".join(text.replace("–", "-").split()).casefold().removesuffix(":")


def _is_number(text: str) -> bool:
    try:
        return bool(text.strip()) and plain_number(text).is_finite()
    except InvalidOperation:
        return False


def _period(sheets: Sheets) -> str:
    texts = [Path(sheets.name).name, *(c for _, lines in sheets.grids for line in lines[:40] for c in line if c)]
    return next((year for text in texts if (year := year_in(text))), "")


def _read(tables: Sequence[CsvTable], wanted: Wanted) -> tuple[OwnFigure, ...]:
    figures = []
    for table in tables:
        for row in table.rows:
            employer = row.cells.get(EMPLOYER, "")
            if employer and not wanted.is_meant("", employer):
                continue
            period = wanted.period or year_in(row.cells.get(PERIOD, "")) or row.cells.get(PERIOD, "")
            period = period or year_in(Path(table.name).name)
            if not period:
                raise table.refuse("year_not_known")
            cost, bill = table.needed(row, COST), table.needed(row, PAY_BILL)
            if bill <= 0:
                raise table.refuse("denominator_not_above_nought", row, given=bill)
            share = (100 * cost / bill).quantize(Decimal("0.001"), rounding=ROUND_HALF_UP)
            for metric, value, unit in (
                ("facility_time_share", share, "%"),
                ("facility_time_cost", cost, "GBP"),
                ("union_officials", table.needed(row, OFFICIALS), "people"),
                ("union_officials_fte", table.needed(row, OFFICIALS_FTE), "WTE"),
            ):
                figures.append(figure_of(metric, value, period, "facility_time", OWN_METRICS[metric], unit))
    return tuple({figure.metric_id: figure for figure in figures}.values())


FACILITY_TIME = ReturnFormat("facility_time", NEEDS, _read)
