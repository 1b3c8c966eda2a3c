"""Between records and the rows of their tables, by name: a column holds the field of the same name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Delete, Select, Table, Update, bindparam, delete, insert, select, update

from negotiator.domain.workspace import KINDS, Record
from negotiator.storage.schema import Base

TABLES: Mapping[str, Table] = {kind: Base.metadata.tables[kind] for kind in KINDS}
_NAMES: Mapping[str, tuple[str, ...]] = {kind: tuple(f.name for f in fields(cls)) for kind, cls in KINDS.items()}
_VALUES: Mapping[str, Callable[[Any], tuple[Any, ...]]] = {kind: attrgetter(*names) for kind, names in _NAMES.items()}
_MAKERS: Mapping[str, Callable[..., Record]] = KINDS

_NEW = "new_"
"""Before the parameters of an update, so that they are not taken for columns."""


def _row(kind: str, record: Record, before: str = "") -> dict[str, Any]:
    return {before + name: value for name, value in zip(_NAMES[kind], _VALUES[kind](record), strict=True)}


@cache
def _selection(kind: str) -> Select[Any]:
    table = TABLES[kind]
    return select(*(table.c[name] for name in _NAMES[kind])).order_by(table.c.position, table.c.id)


@cache
def _update(kind: str) -> Update:
    table = TABLES[kind]
    values = {name: bindparam(_NEW + name, type_=table.c[name].type) for name in _NAMES[kind] if name != "id"}
    return update(table).where(table.c.id == bindparam(f"{_NEW}id")).values(values)


@cache
def _deletion(kind: str) -> Delete:
    table = TABLES[kind]
    return delete(table).where(table.c.id == bindparam("key"))


def read_all(connection: Connection, kind: str) -> tuple[Record, ...]:
    """Every record of a kind in its order. Raises Refused at a value that no record may hold."""
    make = _MAKERS[kind]
    return tuple(make(*row) for row in connection.execute(_selection(kind)))


def insert_all(connection: Connection, kind: str, records: tuple[Record, ...]) -> None:
    connection.execute(insert(TABLES[kind]), [_row(kind, record) for record in records])


def update_all(connection: Connection, kind: str, records: tuple[Record, ...]) -> None:
    connection.execute(_update(kind), [_row(kind, record, _NEW) for record in records])


def delete_all(connection: Connection, kind: str, ids: tuple[str, ...]) -> None:
    connection.execute(_deletion(kind), [{"key": key} for key in ids])
