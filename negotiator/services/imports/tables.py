"""A spreadsheet file or a paste as headings and rows of values. All in it is data: a formula-like text stays text."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from negotiator.domain.problems import Problem, Refused
from negotiator.services.imports.cells import text_of
from negotiator.storage.errors import DocumentProblem, in_words
from negotiator.wording import imports as words

Progress = Callable[[float, str], None]
"""Told the share done (0 to 1) and a sentence; it may raise to cancel."""

LARGEST_FILE = 200_000_000
LARGEST_UNPACKED = 2_000_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 200
ROWS_BEFORE_HEADINGS = 20
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_CELL = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as the spreadsheet counts it, and its values (text, numbers, dates, flags) from the left."""

    number: int
    cells: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What was read. ``headings`` as written; a column without heading and without values has an empty one.

    ``sheets`` are the names of a workbook's sheets, ``sheet`` the one read; both empty for text.
    """

    source: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    sheet: str = ""
    sheets: tuple[str, ...] = ()


def silent(share: float, sentence: str) -> None:
    """No one to tell."""


def read_table(path: Path, sheet: str = "", progress: Progress = silent) -> Table:
    """Read a CSV or workbook file. Raises Refused: the errors of the world, and what is wrong with the table."""
    progress(0.0, words.READING)
    with in_words(path):
        if not path.exists():
            raise DocumentProblem("file_missing", path)
        if not path.is_file():
            raise Refused(Problem("import_not_text", data={"name": path.name}))
        size = path.stat().st_size
        if size == 0:
            raise DocumentProblem("file_empty", path)
        if size > LARGEST_FILE:
            raise DocumentProblem("file_too_large_to_import", path, megabytes=LARGEST_FILE // 1_000_000)
        content = path.read_bytes()
    if path.suffix.lower() in _WORKBOOKS or content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _read_workbook(path.name, content, sheet)
    return _with_headings(path.name, _csv_rows(_text_of(content, path.name), path.name))


def read_pasted(text: str, fields: Sequence[str] = ()) -> Table:
    """Cells copied from a spreadsheet: tab-separated text.

    Where the first row has no known heading, ``fields`` (in the order of the columns pasted into) take their place.
    """
    rows = _csv_rows(text, words.PASTE, "\t" if "\t" in text else None)
    if not rows:
        raise Refused(Problem("import_nothing_pasted"))
    first = [str(cell) for cell in rows[0].cells]
    if fields and not words.known_headings(first):
        width = max(len(row.cells) for row in rows)
        if width > len(fields):
            raise Refused(Problem("import_too_wide", data={"columns": width, "most": len(fields)}))
        headings = tuple(words.FIELDS[field] for field in fields[:width])
        return Table(words.PASTE, headings, tuple(rows))
    return _with_headings(words.PASTE, rows)


def column_letter(index: int) -> str:
    """``A`` for 0, ``AB`` for 27."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _text_of(content: bytes, name: str) -> str:
    """Text in the encodings that spreadsheets write: UTF-8, UTF-16 with a mark, else Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise Refused(Problem("import_not_text", data={"name": name}))


def _csv_rows(text: str, name: str, delimiter: str | None = None) -> list[Row]:
    delimiter = delimiter or _delimiter(text)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[Row] = []
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                rows.append(Row(number, tuple(cells)))
            if len(rows) > MOST_ROWS + ROWS_BEFORE_HEADINGS:
                raise Refused(Problem("import_too_long", data={"most": f"{MOST_ROWS:,}"}))
    except csv.Error:
        raise Refused(Problem("import_not_text", data={"name": name})) from None
    return rows


def _delimiter(text: str) -> str:
    """The delimiter that parts the first lines into the most columns, the same number in most of them."""
    sample = text[:20_000].splitlines()[:20]

    def score(delimiter: str) -> tuple[int, int]:
        widths = [len(cells) for cells in csv.reader(sample, delimiter=delimiter)]
        usual = max(set(widths), key=widths.count) if widths else 0
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(_DELIMITERS, key=score)


def _read_workbook(name: str, content: bytes, sheet: str) -> Table:
    import python_calamine as calamine

    refuse_bomb(name, content)
    try:
        workbook = calamine.load_workbook(io.BytesIO(content))
        names = tuple(workbook.sheet_names)
        if not names:
            raise Refused(Problem("import_no_sheet", data={"name": name}))
        chosen = sheet or names[0]
        if chosen not in names:
            raise Refused(Problem("import_sheet_unknown", data={"sheet": sheet[:60], "sheets": ", ".join(names)[:300]}))
        page = workbook.get_sheet_by_name(chosen)
        if page.total_height > MOST_ROWS + ROWS_BEFORE_HEADINGS or page.total_width > 5_000:
            raise Refused(Problem("import_too_long", data={"most": f"{MOST_ROWS:,}"}))
        # the rows as they stand, so that row numbers and columns are those of the spreadsheet
        grid = page.to_python(skip_empty_area=False)
        merged = tuple(page.merged_cell_ranges or ())
    except calamine.PasswordError:
        raise Refused(Problem("import_has_password", data={"name": name})) from None
    except calamine.CalamineError:
        raise Refused(Problem("import_not_workbook", data={"name": name})) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what the reader's own failures look like from here
            raise
        raise Refused(Problem("import_not_workbook", data={"name": name})) from None
    rows = [Row(n, tuple(cells)) for n, cells in enumerate(grid, 1) if any(cell not in ("", None) for cell in cells)]
    return _with_headings(name, rows, chosen, names, merged)


def refuse_bomb(name: str, content: bytes) -> None:
    """A small file that unpacks to a huge one is refused before it is unpacked."""
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Refused(Problem("import_not_workbook", data={"name": name})) from None
    if unpacked > LARGEST_UNPACKED or unpacked > 1_000 * max(len(content), 10_000):
        raise Refused(Problem("import_not_workbook", data={"name": name}))


Merged = tuple[tuple[tuple[int, int], tuple[int, int]], ...]


def _with_headings(
    source: str, rows: list[Row], sheet: str = "", sheets: tuple[str, ...] = (), merged: Merged = ()
) -> Table:
    """Find the row of headings: the one of the first twenty in which most headings are known, else the first."""
    if not rows:
        raise Refused(Problem("import_no_rows", data={"name": source}))
    first = rows[:ROWS_BEFORE_HEADINGS]
    place = max(range(len(first)), key=lambda n: (words.known_headings([str(c) for c in first[n].cells]), -n))
    head, body = rows[place], rows[place + 1 :]
    if not body:
        raise Refused(Problem("import_no_rows", data={"name": source}))
    if len(body) > MOST_ROWS:
        raise Refused(Problem("import_too_long", data={"most": f"{MOST_ROWS:,}"}))
    headings = [text_of(cell) if cell is not None else "" for cell in head.cells]
    while headings and not headings[-1]:
        headings.pop()
    _refuse_headings(headings, head.number, body, merged)
    return Table(source, tuple(headings), tuple(body), sheet, sheets)


def _refuse_headings(headings: list[str], row: int, body: list[Row], merged: Merged) -> None:
    if len(headings) > MOST_COLUMNS:
        raise Refused(Problem("import_too_wide", data={"columns": len(headings), "most": MOST_COLUMNS}))
    for (top, left), (bottom, right) in merged:
        if top <= row - 1 <= bottom and right > left:
            data = {"row": row, "first": column_letter(left), "last": column_letter(right)}
            raise Refused(Problem("import_headings_merged", data=data))
    for index, heading in enumerate(headings):
        filled = not heading and any(index < len(r.cells) and str(r.cells[index] or "").strip() for r in body)
        if filled:
            raise Refused(Problem("import_heading_missing", data={"row": row, "column": column_letter(index)}))
    seen: dict[str, int] = {}
    for index, heading in enumerate(headings):
        if heading and heading.casefold() in seen:
            first = column_letter(seen[heading.casefold()])
            data = {"heading": heading[:60], "first": first, "second": column_letter(index)}
            raise Refused(Problem("import_heading_twice", data=data))
        seen.setdefault(heading.casefold(), index)
