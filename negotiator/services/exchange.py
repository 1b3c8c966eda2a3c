"""A whole workspace as JSON, and strictly back (docs/file-format.md). Ids are kept; a round trip is equal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from negotiator.domain.problems import Problem, Refused
from negotiator.domain.workspace import KINDS, PARENTS, SETTINGS_ID, Record
from negotiator.services.commands.base import KIND_OF
from negotiator.services.rules import problems_of
from negotiator.storage.errors import DocumentProblem, in_words
from negotiator.storage.values import codec, require_storable

FORMAT = "negotiator-workspace"
VERSION = 1
LARGEST_FILE = 500_000_000
MOST_RECORDS = 200_000
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)


class _Float(float):
    """A number with a point: no value of ours is one, so whatever field it stands in refuses it by its place."""


def to_json(records: Iterable[Record]) -> str:
    """Every record as the exchange format's text, by kind in the order of `KINDS`, then by position."""
    by_kind: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for record in records:
        by_kind[KIND_OF[type(record)]].append(record)
    for of_kind in by_kind.values():
        of_kind.sort(key=lambda record: (record.position, record.id))
    plain = {kind: [codec(cast(Any, KINDS[kind])).encode(r) for r in of_kind] for kind, of_kind in by_kind.items()}
    return json.dumps({"format": FORMAT, "version": VERSION, "records": plain}, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str) -> tuple[Record, ...]:
    """The records of an exchange text. Raises Refused with the place of the first value that cannot be accepted."""
    top = _object(_parsed(text), "", ("format", "version", "records"))
    if top["format"] != FORMAT:
        raise Refused(Problem("exchange_format", "format", {"format": FORMAT}))
    if top["version"] != VERSION or isinstance(top["version"], bool):
        raise Refused(Problem("exchange_version", "version", {"known": VERSION}))
    given = top["records"]
    if not isinstance(given, dict):
        raise Refused(Problem("value_not_object", "records"))
    for kind in given:
        if kind not in KINDS:
            raise Refused(Problem("exchange_kind", "records", {"kind": kind[:60], "known": ", ".join(KINDS)}))
    by_kind = {kind: _decoded(kind, given.get(kind, [])) for kind in KINDS}
    _check_whole(by_kind)
    return tuple(record for of_kind in by_kind.values() for _, record in of_kind)


def write_file(records: Iterable[Record], path: Path, replace_existing: bool = False) -> None:
    """Write the exchange text to a file. Raises Refused: ``file_exists``, and the errors of the world."""
    text = to_json(records)
    with in_words(path):
        if path.exists() and not replace_existing:
            raise DocumentProblem("file_exists", path)
        beside = path.with_name(f".{path.name}.new")
        try:
            beside.write_text(text, "utf-8")
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def read_file(path: Path) -> tuple[Record, ...]:
    """The records of an exchange file, whoever wrote it."""
    with in_words(path):
        if not path.is_file():
            raise DocumentProblem("not_a_file" if path.exists() else "file_missing", path)
        if path.stat().st_size > LARGEST_FILE:
            raise DocumentProblem("file_too_large", path, megabytes=LARGEST_FILE // 1_000_000)
        content = path.read_bytes()
    try:
        return from_json(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refused(Problem("value_not_json", path.name, {"reason": "it is not UTF-8 text"})) from None


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_float=_Float, parse_constant=_Float, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)[:200]
        raise Refused(Problem("value_not_json", "", {"reason": reason})) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the field {next(key for key in keys if keys.count(key) > 1)[:60]!r} stands twice")
    return made


def _object(value: Any, place: str, names: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Refused(Problem("value_not_object", place))
    for name in names:
        if name not in value:
            raise Refused(Problem("field_absent", name))
    for name in value:
        if name not in names:
            raise Refused(Problem("field_unknown", name[:60]))
    return value


def _decoded(kind: str, given: Any) -> list[tuple[str, Record]]:
    if not isinstance(given, list):
        raise Refused(Problem("value_not_list", kind))
    if len(given) > MOST_RECORDS:
        raise Refused(Problem("value_too_many", kind, {"count": len(given), "most": MOST_RECORDS}))
    decode = codec(cast(Any, KINDS[kind])).decode
    try:
        return [(f"{kind}[{n}]", decode(plain, f"{kind}[{n}]")) for n, plain in enumerate(given, 1)]
    except RecursionError:
        raise Refused(Problem("value_not_json", kind, {"reason": "it is nested too deeply"})) from None


def _check_whole(by_kind: Mapping[str, list[tuple[str, Record]]]) -> None:
    """What must hold between records: ids met once, parents there, one record of settings, the rules of each kind."""
    ids: dict[str, set[str]] = {}
    for kind, of_kind in by_kind.items():
        seen = ids.setdefault(kind, set())
        for place, record in of_kind:
            if not _ID.fullmatch(record.id):
                raise Refused(Problem("exchange_id", f"{place}.id", {"id": record.id[:60]}))
            if record.id in seen:
                raise Refused(Problem("exchange_id_twice", f"{place}.id", {"id": record.id}))
            seen.add(record.id)
            if kind in PARENTS:
                field, parent_kind = PARENTS[kind]
                if getattr(record, field) not in ids[parent_kind]:
                    raise Refused(
                        Problem("exchange_no_parent", f"{place}.{field}", {"id": getattr(record, field)[:60]})
                    )
    if ids["settings"] != {SETTINGS_ID}:
        raise Refused(Problem("exchange_settings", "settings", {"id": SETTINGS_ID}))
    for of_kind in by_kind.values():
        for place, record in of_kind:
            require_storable(record)
            for problem in problems_of(record):
                where = f"{place}.{problem.place}" if problem.place else place
                raise Refused(Problem(problem.code, where, problem.data))
