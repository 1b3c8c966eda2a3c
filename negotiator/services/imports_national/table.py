"""A CSV file from elsewhere as rows with heads. Whatever is wrong with it is refused by file, row and column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from negotiator.domain.problems import Problem, Refused

MOST_MEGABYTES = 64
_OTHER_MARKS = str.maketrans("", "", "£% \u00a0")
_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d*)(\.\d*)?(e[+-]?\d{1,3})?", re.ASCII | re.I)


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row; ``number`` is its line as a spreadsheet counts, the heads being row 1."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class CsvTable:
    """The rows of a file under their heads; ``name`` is how the reader knows the file."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[CsvRow, ...]

    def refuse(self, code: str, row: CsvRow | None = None, **data: object) -> Refused:
        """A refusal that names this file, and the row where there is one."""
        where = {"row": row.number} if row is not None else {}
        return Refused(Problem(code, data={"path": self.name, **where, **data}))

    def number(self, row: CsvRow, column: str) -> Decimal | None:
        """The number in a cell, None where it is blank. Raises Refused for anything else."""
        text = row.cells[column].strip()
        if not text:
            return None
        try:
            value = plain_number(text)
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or abs(value.adjusted()) > 30:
            raise self.refuse("csv_not_a_number", row, given=text[:40], column=column)
        return value

    def needed(self, row: CsvRow, column: str) -> Decimal:
        """The number in a cell that may not be blank."""
        value = self.number(row, column)
        if value is None:
            raise self.refuse("csv_blank_cell", row, column=column)
        return value


def plain_number(text: str) -> Decimal:
    """``1,234.5``, ``£28``, ``5.6%``, ``−3``, ``1.2E+05``. Raises InvalidOperation for what is no number."""
    bare = text.translate(_OTHER_MARKS).replace("−", "-")
    if not _NUMBER.fullmatch(bare):  # commas elsewhere than at thousands are a list or another country's point
        raise InvalidOperation
    return Decimal(bare.replace(",", ""))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, refused in words where it is not there, not a file, too large or unreadable."""
    name = str(path)
    try:
        if not path.exists():
            raise Refused(Problem("csv_no_such_file", data={"path": name}))
        if path.is_dir():
            raise Refused(Problem("csv_not_a_file", data={"path": name}))
        if path.stat().st_size > MOST_MEGABYTES * 1_000_000:
            raise Refused(Problem("csv_file_too_large", data={"path": name, "limit": MOST_MEGABYTES}))
        return path.read_bytes()
    except OSError as error:
        raise Refused(
            Problem("csv_unreadable_file", data={"path": name, "reason": error.strerror or "no reason given"})
        ) from error


def decoded(raw: bytes, name: str) -> str:
    """Text in UTF-8, or in Windows-1252 as several national files still are. Zero bytes mean that it is no text."""
    if b"\0" in raw:
        raise Refused(Problem("csv_not_text", data={"path": name}))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return raw.decode("cp1252")
        except UnicodeDecodeError:
            raise Refused(Problem("csv_not_text", data={"path": name})) from None


def read_table(path: Path, needs: Sequence[str]) -> CsvTable:
    """The table of a CSV file that must have these columns, their heads compared without regard to case or spaces.

    Columns found by ``needs`` carry that spelling. Blank lines are passed over; a short row is filled with blanks, a
    row with more cells than heads is refused.
    """
    return table_of(decoded(read_bytes(path), str(path)), str(path), needs)


def table_of(text: str, name: str, needs: Sequence[str]) -> CsvTable:
    """As `read_table`, from text."""
    try:
        lines = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        raise Refused(Problem("csv_not_text", data={"path": name})) from None
    return table_of_lines(lines, name, needs)


def table_of_lines(lines: Sequence[Sequence[str]], name: str, needs: Sequence[str], first: int = 1) -> CsvTable:
    """As `read_table`, from lines of cells; ``first`` is the number of the line of heads in the file."""
    lines = list(lines)
    if not lines or not any(cell.strip() for cell in lines[0]):
        raise Refused(Problem("csv_missing_column", data={"path": name, "column": needs[0], "found": "no heads"}))
    wanted = {_plain(column): column for column in needs}
    heads = [wanted.get(_plain(cell), cell.strip()) for cell in lines[0]]
    for column in needs:
        if column not in heads:
            shown = ", ".join(head[:40] for head in heads[:8] if head) + ("…" if len(heads) > 8 else "")
            raise Refused(Problem("csv_missing_column", data={"path": name, "column": column, "found": shown}))
        if heads.count(column) > 1:
            raise Refused(Problem("csv_repeated_column", data={"path": name, "column": column}))
    while lines and not lines[-1]:
        lines.pop()  # an empty line at the end is no row, but in a file of one column an empty one between is a blank
    rows = []
    for number, line in enumerate(lines[1:], start=first + 1):
        if not any(cell.strip() for cell in line) and len(heads) > 1:
            continue
        if len(line) > len(heads) and any(cell.strip() for cell in line[len(heads) :]):
            data = {"path": name, "row": number, "found": len(line), "expected": len(heads)}
            raise Refused(Problem("csv_ragged_row", data=data))
        cells = [*line, *[""] * (len(heads) - len(line))]
        rows.append(CsvRow(number, dict(zip(heads, cells, strict=False))))
    if not rows:
        raise Refused(Problem("csv_empty_table", data={"path": name}))
    return CsvTable(name, tuple(heads), tuple(rows))


def heads_among(cells: Sequence[str], columns: Sequence[str]) -> list[str]:
    """Which of some columns stand among these cells, in the spelling asked for."""
    found = {_plain(cell) for cell in cells}
    return [column for column in columns if _plain(column) in found]


def _plain(head: str) -> str:
    """Heads are compared without case, spaces, underscores and kinds of dash."""
    return "".join(head.replace("–", "-").replace("—", "-").replace("_", " ").split()).casefold()
