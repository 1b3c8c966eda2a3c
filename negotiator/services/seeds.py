"""Workspaces written by hand as TOML: the sample and the templates.

Each table is a kind of record (``[[fact]]``, ``[[option]]``) and holds the fields of that record, amounts as text.
``key`` names it within the folder; other records refer to it by that key (``proposal = "oncall"``, ``evidence =
["audit"]``). Staff lines and measures are written as in a case file (docs/costing-method.md, section 7), except that
a measure may leave figures open.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from negotiator.domain.costing.kinds import KINDS as MEASURE_KINDS
from negotiator.domain.costing.lines import read_staff_line
from negotiator.domain.costing.values import value_of
from negotiator.domain.markings import Marking
from negotiator.domain.proposals import Measure, MeasureTemplate, Scope, Terms
from negotiator.domain.workspace import KINDS, PARENTS, SETTINGS_ID, Record
from negotiator.storage.values import codec

RESOURCES = Path(__file__).parents[2] / "resources"

_REFERENCES = {"served_by": "measure", "option_ids": "option", "evidence": "fact"}
"""Fields that list other records, by the kind they list."""

_OWN_FIELDS = {"key", "why", "enabled", "marking", "option"}
_COMMON_TERMS = {"kind", "label", "start", "end", "scope", "evidence"}


def read_seeds(*files: Path) -> tuple[Record, ...]:
    """The records of hand-written files, positions in the order of writing.

    The files ship with the application: what is wrong in one is a bug, and raises ValueError, KeyError or Refused.
    """
    records: list[Record] = []
    for path in files:
        tables = tomllib.loads(path.read_text("utf-8"))
        for kind, rows in tables.items():
            for row in [rows] if isinstance(rows, dict) else rows:
                records.extend(_records(kind, row, path.stem))
    return tuple(_placed(records))


def seed_id(kind: str, key: str) -> str:
    """The id of a hand-written record: always the same for the same key."""
    return hashlib.sha256(f"{kind}/{key}".encode()).hexdigest()[:32]


def _records(kind: str, row: Mapping[str, Any], origin: str) -> Iterator[Record]:
    place = f"{origin}: {kind} {row.get('key', row.get('id', ''))}"
    if kind == "staff":
        yield from _staff(row, place)
        return
    if kind not in KINDS:
        raise ValueError(place)
    if kind in ("measure", "measure_template"):
        yield _measure(kind, row, place)
        return
    plain = {field: _plain(value) for field, value in row.items() if field != "key"}
    for field, listed in _REFERENCES.items():
        if field in plain:
            plain[field] = [seed_id(listed, key) for key in plain[field]]
    if kind in PARENTS:
        field, parent = PARENTS[kind]
        plain[field] = seed_id(parent, plain.pop(parent))
    plain["id"] = SETTINGS_ID if kind == "settings" else seed_id(kind, row["key"])
    yield codec(cast(Any, KINDS[kind])).decode(plain, place)


def _staff(row: Mapping[str, Any], place: str) -> Iterator[Record]:
    line = read_staff_line(row, place)
    yield replace(line, id=seed_id("staff_line", line.name))


def _measure(kind: str, row: Mapping[str, Any], place: str) -> Record:
    terms = _terms({field: value for field, value in row.items() if field not in _OWN_FIELDS}, place)
    marking = Marking(row["marking"]) if "marking" in row else Marking.JOINT
    key = seed_id(kind, row["key"])
    if kind == "measure_template":
        return MeasureTemplate(key, terms.label, terms, marking=marking)
    return Measure(
        key,
        seed_id("option", row["option"]),
        terms,
        why=row.get("why", ""),
        enabled=row.get("enabled", True),
        marking=marking,
    )


def _terms(given: Mapping[str, Any], place: str) -> Terms:
    """Terms as in a case file, but figures may be left open: a template leaves them to its user."""
    kind = MEASURE_KINDS[given["kind"]]
    values: dict[str, object] = {}
    ranges: dict[str, Any] = {}
    for spec in kind.fields:
        if spec.name in given:
            values[spec.name] = value_of(spec, given[spec.name], f"{place}.{spec.name}")
        ends = [given.get(f"{spec.name}_{end}") for end in ("low", "high")]
        if any(end is not None for end in ends):
            low, high = (None if end is None else value_of(spec, end, f"{place}.{spec.name}") for end in ends)
            ranges[spec.name] = (low, high)
    known = _COMMON_TERMS | {f"{spec.name}{end}" for spec in kind.fields for end in ("", "_low", "_high")}
    if unknown := given.keys() - known:
        raise ValueError(f"{place}: {', '.join(sorted(unknown))}")
    return Terms(
        kind.name,
        given.get("label", ""),
        given.get("start"),
        given.get("end"),
        Scope(**{name: tuple(listed) for name, listed in given.get("scope", {}).items()}),
        values,
        ranges,
        tuple(seed_id("fact", key) for key in given.get("evidence", ())),
    )


def _plain(value: Any) -> Any:
    """A TOML value as the exchange format has it."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value


def _placed(records: list[Record]) -> Iterator[Record]:
    counts: dict[tuple[str, str], int] = {}
    kind_of = {cls: kind for kind, cls in KINDS.items()}
    for record in records:
        kind = kind_of[type(record)]
        parent = str(getattr(record, PARENTS[kind][0])) if kind in PARENTS else ""
        number = counts.get((kind, parent), 0)
        counts[kind, parent] = number + 1
        yield replace(record, position=number)
