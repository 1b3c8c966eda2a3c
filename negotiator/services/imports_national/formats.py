"""What a kind of national file is: the columns that tell it, how it becomes a table, and who reads the figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import uuid4

from negotiator.domain.comparators import OwnFigure
from negotiator.domain.problems import Problem, Refused
from negotiator.services.imports_national.sheets import Sheets
from negotiator.services.imports_national.table import CsvRow, CsvTable, heads_among, table_of_lines
from negotiator.wording.national_files import TITLES

HEADS_WITHIN = 12
"""The heads of a workbook's table stand in one of its first rows, under its title."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose figures to read, and what the files themselves may leave open.

    ``code`` is the ODS code, ``names`` what the trust is or was called; ``period`` names the year of a file that does
    not say its own; ``workforce`` is the average WTE, for the figures that are told per WTE. ``known`` gives the id of
    a shipped metric by its id and by its name in small letters.
    """

    code: str
    names: tuple[str, ...]
    period: str = ""
    workforce: Decimal | None = None
    known: Mapping[str, str] = field(default_factory=dict)

    def is_meant(self, code: str, name: str = "") -> bool:
        """By its code; by its whole name, never a near one, where a file has no codes."""
        if self.code and code:
            return code.strip().upper() == self.code
        return bool(name) and plain_name(name) in {plain_name(each) for each in self.names if each}


Reader = Callable[[Sequence[CsvTable], Wanted], tuple[OwnFigure, ...]]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. ``needs`` are the columns without which it is not of this kind."""

    kind: str
    needs: tuple[str, ...]
    read: Reader

    def share(self, sheets: Sheets) -> float:
        """How much of what it needs is there: 1 where all is."""
        return max((len(heads_among(row, self.needs)) for row in _first_rows(sheets)), default=0) / len(self.needs)

    def table(self, sheets: Sheets) -> CsvTable:
        """The table under its heads. Raises Refused, naming a column that is missing."""
        best, at = 0, (0, 0)
        for number, (_, lines) in enumerate(sheets.grids):
            for row, cells in enumerate(lines[: HEADS_WITHIN if sheets.is_workbook else 1]):
                found = len(heads_among(cells, self.needs))
                if found > best:
                    best, at = found, (number, row)
        lines = sheets.grids[at[0]][1]
        return table_of_lines(lines[at[1] :], sheets.name, self.needs, at[1] + 1)


def _first_rows(sheets: Sheets) -> list[Sequence[str]]:
    most = HEADS_WITHIN if sheets.is_workbook else 1
    return [cells for _, lines in sheets.grids for cells in lines[:most]]


def figure_of(
    metric: str, value: Decimal, period: str, kind: str, name: str = "", unit: str = "", direction: str = "neutral"
) -> OwnFigure:
    """A figure from a file of a kind; ``name``, ``unit`` and ``direction`` for a metric that is not shipped."""
    return OwnFigure(uuid4().hex, metric, value, period, TITLES[kind], name=name, unit=unit, direction=direction)


def day_in(table: CsvTable, row: CsvRow, column: str) -> date:
    """``31/03/2025``, ``2025-03-31`` or ``2025/03/31 00:00:00``."""
    text = row.cells[column].strip().split(" ")[0].replace("/", "-")
    british = re.fullmatch(r"(\d{2})-(\d{2})-(\d{4})", text)
    if british:
        text = f"{british[3]}-{british[2]}-{british[1]}"
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise table.refuse("csv_not_a_day", row, column=column, given=row.cells[column][:40]) from None


def months_between(first: str, last: str) -> int:
    """From ``2024-04`` to ``2025-03``: 11."""
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:])


def twelve_months(labels: Sequence[str]) -> str:
    """What twelve months in a row are called: ``2024/25`` from April to March, else their ends."""
    if labels[0].endswith("-04"):
        return f"{labels[0][:4]}/{int(labels[-1][:4]) % 100:02d}"
    return f"{labels[0]}..{labels[-1]}"


def year_in(text: str) -> str:
    """The financial year that a file's name or a title gives, empty where none is plain."""
    found = re.search(r"(20\d{2})[ _/–-]+(?:20)?(\d{2})(?!\d)", text.replace("%20", " "))
    if found and (int(found[1]) + 1) % 100 == int(found[2]):
        return f"{found[1]}/{found[2]}"
    found = re.search(r"1 April (20\d{2}) to 31 March (20\d{2})", text)
    return f"{found[1]}/{int(found[2]) % 100:02d}" if found and int(found[2]) == int(found[1]) + 1 else ""


def plain_name(name: str) -> str:
    """A name without case, marks and a leading article, so that two spellings of one name are the same."""
    words = re.sub(r"[^a-z0-9& ]", "", name.casefold()).replace("&", " and ").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def missing(sheets: Sheets, column: str) -> Refused:
    """A refusal that names the column that a file lacks."""
    return Refused(Problem("csv_missing_column", data={"path": sheets.name, "column": column, "found": "other heads"}))
