"""Reading the tables of an edition: every cell checked against its column, every row against its sources."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from negotiator.domain.periods import FinancialYear
from negotiator.domain.problems import Problem, Refused
from negotiator.domain.rates import Provenance
from negotiator.reference.files import EditionFiles, unfit
from negotiator.reference.schema import SOURCES, TABLES, Column, Kind, Table

NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST_TEXT = 1000
_LONGEST_TABLE = 50_000


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures come from. ``read_on``: the day on which somebody looked, where known."""

    key: str
    title: str
    link: str = ""
    read_on: date | None = None


def read_sources(files: EditionFiles) -> dict[str, Source]:
    """Every source of an edition by its key."""
    sources: dict[str, Source] = {}
    for key, entry in files.toml(SOURCES).items():
        place = f"{SOURCES}: {key}"
        if not isinstance(entry, dict) or not re.fullmatch(r"[a-z0-9][a-z0-9-]*", key):
            raise unfit(place, key)
        title, link, read_on = entry.get("title"), entry.get("link", ""), entry.get("read_on")
        if not isinstance(title, str) or not title.strip() or len(title) > _LONGEST_TEXT:
            raise unfit(f"{place}.title", title)
        if not isinstance(link, str) or (link and not re.fullmatch(r"https://[^\s<>\"']{1,400}", link)):
            raise unfit(f"{place}.link", link)
        if read_on is not None and type(read_on) is not date:
            raise unfit(f"{place}.read_on", read_on)
        sources[key] = Source(key, title, link, read_on)
    return sources


@dataclass(frozen=True, slots=True)
class Row:
    """A row read: its values by column name (provenance columns left out), and where they come from."""

    values: Mapping[str, Any]
    provenance: Provenance

    def __getitem__(self, column: str) -> Any:
        return self.values[column]


def read_table(files: EditionFiles, name: str, sources: Mapping[str, Source]) -> tuple[Row, ...]:
    """The rows of a table. Raises Refused naming the file, the row (the head is row 1) and the column."""
    table = TABLES[name]
    rows: list[Row] = []
    seen: set[tuple[object, ...]] = set()
    for place, cells in csv_rows(files.text(name), name, tuple(c.name for c in table.columns)):
        row = _read_row(table, cells, place, sources)
        key = tuple(row[column] for column in table.key)
        if key in seen:
            raise Refused(Problem("reference_repeated", place, {"key": ", ".join(str(part) for part in key)}))
        seen.add(key)
        rows.append(row)
    if not rows:
        raise Refused(Problem("reference_empty", name))
    return tuple(rows)


def csv_rows(text: str, name: str, columns: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    """The rows of a CSV file with their place. Refuses another head, a row of another length, too many rows."""
    found: list[tuple[str, list[str]]] = []
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        head = next(reader, [])
        if tuple(head) != columns:
            raise Refused(Problem("reference_columns", name, {"columns": ", ".join(columns)}))
        for number, cells in enumerate(reader, start=2):
            if len(cells) != len(columns):
                raise Refused(Problem("reference_row_length", f"{name} row {number}", {"columns": len(columns)}))
            if number > _LONGEST_TABLE:
                raise Refused(Problem("reference_too_long", name, {"limit": _LONGEST_TABLE}))
            found.append((f"{name} row {number}", cells))
    except csv.Error as error:
        raise Refused(Problem("reference_row_broken", f"{name} row {reader.line_num}")) from error
    return found


def read_cells(table: Table, cells: list[str], place: str) -> dict[str, Any]:
    """The values of a row by column name; an empty cell is None."""
    return {
        column.name: _read_cell(column, cell, f"{place}, {column.name}")
        for column, cell in zip(table.columns, cells, strict=True)
    }


def _read_row(table: Table, cells: list[str], place: str, sources: Mapping[str, Source]) -> Row:
    values = read_cells(table, cells, place)
    keys, verified, doubt = values.pop("sources"), values.pop("verified"), values.pop("doubt") or ""
    return Row(values, provenance_of(keys, verified, doubt, sources, f"{place}, sources"))


def provenance_of(
    keys: tuple[str, ...], verified: bool, doubt: str, sources: Mapping[str, Source], place: str
) -> Provenance:
    """Where a figure comes from, in full. An unverified figure must say what it rests on."""
    for key in keys:
        if key not in sources:
            raise Refused(Problem("reference_source_unknown", place, {"source": key[:60]}))
    if not verified and not doubt:
        raise Refused(Problem("reference_doubt_missing", place))
    named = [sources[key] for key in keys]
    link = next((source.link for source in named if source.link), "")
    return Provenance("; ".join(source.title for source in named), verified, doubt, link)


def _read_cell(column: Column, text: str, place: str) -> Any:
    if not text:
        if column.required:
            raise Refused(Problem("reference_value_missing", place))
        return None
    value = _READERS[column.kind](column, text) if len(text) <= _LONGEST_TEXT else None
    if value is None:
        raise unfit(place, text)
    return value


def _number(column: Column, text: str) -> Decimal | None:
    if not NUMBER.fullmatch(text):
        return None
    number = Decimal(text)
    return number if column.least <= number <= column.most else None


def _whole(column: Column, text: str) -> int | None:
    number = _number(column, text)
    return int(number) if number is not None and number == int(number) else None


def _year(column: Column, text: str) -> str | None:
    try:
        return FinancialYear.parse(text).label
    except ValueError:
        return None


def _day(column: Column, text: str) -> date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _sources(column: Column, text: str) -> tuple[str, ...]:
    return tuple(text.split(" "))


_READERS: Mapping[Kind, Callable[[Column, str], Any]] = {
    Kind.TEXT: lambda column, text: text,
    Kind.CHOICE: lambda column, text: text if text in column.choices else None,
    Kind.MONEY: _number,
    Kind.SHARE: _number,
    Kind.NUMBER: _number,
    Kind.WHOLE: _whole,
    Kind.YEAR: _year,
    Kind.DAY: _day,
    Kind.FLAG: lambda column, text: {"yes": True, "no": False}.get(text),
    Kind.SOURCES: _sources,
}
