"""Reading the inputs and writing the files of an edition, so that the same inputs give the same bytes."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any


class BuildError(Exception):
    """An input lacks something that an edition must have."""


def read_json(path: Path) -> Any:
    """JSON with its decimals as they are written, not as floats."""
    return json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def read_toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def quoted(text: str) -> str:
    """A TOML basic string."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def csv_text(head: list[str], rows: Iterable[list[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


def toml_text(entries: Mapping[str, Mapping[str, Any]]) -> str:
    """Tables of plain values as TOML."""
    parts = []
    for key, entry in entries.items():
        lines = [f"[{key}]", *(f"{field} = {toml_value(value)}" for field, value in entry.items())]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def toml_value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(toml_value(part) for part in value)}]"
    return quoted(value) if isinstance(value, str) else str(value)
