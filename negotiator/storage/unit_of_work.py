"""One command, one unit: what a handler reads and writes, and the images from which its inverse is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy import Connection, Engine

from negotiator.domain.problems import Problem, Refused
from negotiator.domain.workspace import KINDS, PARENTS, Record
from negotiator.storage.mapping import delete_all, insert_all, update_all
from negotiator.storage.records import Following, Records, place_in_order

KIND_OF: Mapping[type, str] = {cls: kind for kind, cls in KINDS.items()}
_CHILD_KINDS: Mapping[str, tuple[str, ...]] = {
    kind: tuple(child for child, (_, parent) in PARENTS.items() if parent == kind) for kind in KINDS
}

R = TypeVar("R")
T = TypeVar("T")

Progress = Callable[[float], None]
"""Told the share done, from 0 to 1. It may raise, which stops the work as if it had not begun."""

BATCH = 500
"""So many rows are written between two words of progress."""


def silent(share: float) -> None:
    """For who does not ask."""


def _batches(rows: tuple[T, ...]) -> Iterator[tuple[T, ...]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


@dataclass(frozen=True, slots=True)
class Images:
    """What changed: for each kind and id the record before and after; None where there was or is none."""

    before: Mapping[str, Mapping[str, Record | None]]
    after: Mapping[str, Mapping[str, Record | None]]


class UnitOfWork:
    """Reads through to the records, holds writes back until ``commit``. Without ``commit`` nothing happened."""

    def __init__(self, engine: Engine, records: Records) -> None:
        self._engine = engine
        self._records = records
        self._written: dict[str, dict[str, Record | None]] = {}

    def find(self, kind: str, key: str) -> Record | None:
        written = self._written.get(kind, {})
        return written[key] if key in written else self._records.find(kind, key)

    def get(self, record_type: type[R], key: str) -> R:
        """The record of this type and id. Raises Refused (``record_gone``) where there is none."""
        kind = KIND_OF[record_type]
        record = self.find(kind, key)
        if record is None:
            raise Refused(Problem("record_gone", data={"kind": kind.replace("_", " ")}))
        return record  # type: ignore[return-value]

    def all(self, record_type: type[R]) -> tuple[R, ...]:
        return self._of_kind(KIND_OF[record_type])  # type: ignore[return-value]

    def children(self, record_type: type[R], parent_id: str) -> tuple[R, ...]:
        return self._children(KIND_OF[record_type], parent_id)  # type: ignore[return-value]

    def siblings(self, record: Record) -> tuple[Record, ...]:
        """The records among which this one has its position."""
        kind = KIND_OF[type(record)]
        if kind in PARENTS:
            return self._children(kind, getattr(record, PARENTS[kind][0]))
        return self._of_kind(kind)

    def put(self, record: Record) -> None:
        """Add the record, or give the record of that id new values."""
        self._written.setdefault(KIND_OF[type(record)], {})[record.id] = record

    def put_all(self, records: Iterable[Record]) -> None:
        for record in records:
            self.put(record)

    def remove(self, kind: str, key: str) -> None:
        """Take a record away, and with it all that belongs to it."""
        for child_kind in _CHILD_KINDS[kind]:
            for child in self._children(child_kind, key):
                self.remove(child_kind, child.id)
        self._written.setdefault(kind, {})[key] = None

    def renumber(self, ordered: Iterable[Record]) -> None:
        """Give the positions 0, 1, 2… to siblings in this order, touching only those that move."""
        for position, record in enumerate(ordered):
            if record.position != position:
                self.put(replace(record, position=position))

    def images(self) -> Images:
        """What this unit has changed so far; a record written with the values it had is no change."""
        before: dict[str, dict[str, Record | None]] = {}
        after: dict[str, dict[str, Record | None]] = {}
        for kind, written in self._written.items():
            for key, record in written.items():
                old = self._records.find(kind, key)
                if old is not record and old != record:
                    before.setdefault(kind, {})[key] = old
                    after.setdefault(kind, {})[key] = record
        return Images(before, after)

    def write(self, images: Images, note: Callable[[], None], progress: Progress = silent) -> Following:
        """Write the changes in one transaction, parents before children, and commit it.

        ``note`` is called last before the commit. What either raises, or ``progress``, undoes everything. The records
        are as they were until they `take` what is returned.
        """
        following = self._records.after(images.after)
        whole = max(1, sum(map(len, images.after.values())))
        done = 0
        with self._engine.begin() as connection:
            for written in self._write(connection, images):
                done += written
                progress(done / whole)
            note()
        return following

    @staticmethod
    def _write(connection: Connection, images: Images) -> Iterator[int]:
        """Write batch by batch; gives the size of each."""
        for kind in KINDS:
            before, after = images.before.get(kind, {}), images.after.get(kind, {})
            new = tuple(r for key, r in after.items() if r is not None and before[key] is None)
            changed = tuple(r for key, r in after.items() if r is not None and before[key] is not None)
            for batch in _batches(new):
                insert_all(connection, kind, batch)
                yield len(batch)
            for batch in _batches(changed):
                update_all(connection, kind, batch)
                yield len(batch)
        for kind in reversed(tuple(KINDS)):
            gone = tuple(key for key, record in images.after.get(kind, {}).items() if record is None)
            for ids in _batches(gone):
                delete_all(connection, kind, ids)
                yield len(ids)

    def _of_kind(self, kind: str) -> tuple[Record, ...]:
        written = self._written.get(kind)
        if not written:
            return self._records.all(kind)
        kept = [record for record in self._records.all(kind) if record.id not in written]
        kept.extend(record for record in written.values() if record is not None)
        return tuple(sorted(kept, key=place_in_order))

    def _children(self, kind: str, parent_id: str) -> tuple[Record, ...]:
        field, _ = PARENTS[kind]
        if not self._written.get(kind):
            return self._records.children(kind, parent_id)
        return tuple(record for record in self._of_kind(kind) if getattr(record, field) == parent_id)
