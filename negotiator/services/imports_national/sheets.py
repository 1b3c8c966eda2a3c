"""A file from elsewhere as sheets of text cells: a CSV file is one sheet, a workbook has its own. All in it is data."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from negotiator.domain.problems import Problem, Refused
from negotiator.services.imports.tables import refuse_bomb
from negotiator.services.imports_national.table import decoded, read_bytes

MOST_CELLS = 4_000_000
Progress = Callable[[float, str], None]
Line = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheets:
    """``name`` is how the reader knows the file; each grid is a sheet's title with its lines as they stand."""

    name: str
    grids: tuple[tuple[str, tuple[Line, ...]], ...]
    is_workbook: bool


def read_sheets(path: Path, progress: Progress) -> Sheets:
    """Every sheet of a file. Raises Refused for what cannot be read; ``progress`` may raise to cancel."""
    raw = read_bytes(path)
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return Sheets(str(path), tuple(_workbook(path.name, raw, progress)), True)
    try:
        lines = tuple(tuple(line) for line in csv.reader(io.StringIO(decoded(raw, str(path)), newline="")))
    except csv.Error:
        raise Refused(Problem("csv_not_text", data={"path": str(path)})) from None
    return Sheets(str(path), (("", lines),), False)


def _workbook(name: str, raw: bytes, progress: Progress) -> list[tuple[str, tuple[Line, ...]]]:
    import python_calamine as calamine

    refuse_bomb(name, raw)
    grids = []
    try:
        book = calamine.load_workbook(io.BytesIO(raw))
        titles = book.sheet_names
        for number, title in enumerate(titles):
            progress(number / max(1, len(titles)), title)
            sheet = book.get_sheet_by_name(title)
            if sheet.total_height * sheet.total_width > MOST_CELLS:
                raise Refused(Problem("import_too_long", data={"most": "200,000"}))
            rows = sheet.to_python(skip_empty_area=False)
            grids.append((title, tuple(tuple(_text(cell) for cell in row) for row in rows)))
    except calamine.PasswordError:
        raise Refused(Problem("import_has_password", data={"name": name})) from None
    except calamine.CalamineError:
        raise Refused(Problem("import_not_workbook", data={"name": name})) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what the reader's own failures look like from here
            raise
        raise Refused(Problem("import_not_workbook", data={"name": name})) from None
    return grids


def _text(cell: Any) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return "" if cell is None else str(cell)
