"""The records of an open document, decoded once and kept in step by the units of work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from negotiator.domain.workspace import KINDS, PARENTS, Record


def place_in_order(record: Record) -> tuple[int, str]:
    return (record.position, record.id)


class Records:
    """Every record by kind and id. The orders are worked out when first asked for, and again after a change."""

    def __init__(self, records: Mapping[str, Iterable[Record]]) -> None:
        self._by_id: dict[str, dict[str, Record]] = {
            kind: {record.id: record for record in records.get(kind, ())} for kind in KINDS
        }
        self._ordered: dict[str, tuple[Record, ...]] = {}
        self._by_parent: dict[str, dict[str, tuple[Record, ...]]] = {}

    def find(self, kind: str, key: str) -> Record | None:
        return self._by_id[kind].get(key)

    def all(self, kind: str) -> tuple[Record, ...]:
        """The records of a kind by position."""
        if kind not in self._ordered:
            self._ordered[kind] = tuple(sorted(self._by_id[kind].values(), key=place_in_order))
        return self._ordered[kind]

    def children(self, kind: str, parent_id: str) -> tuple[Record, ...]:
        """The records of a kind that belong to one parent, by position."""
        if kind not in self._by_parent:
            field, _ = PARENTS[kind]
            groups: dict[str, list[Record]] = {}
            for record in self.all(kind):
                groups.setdefault(getattr(record, field), []).append(record)
            self._by_parent[kind] = {parent: tuple(group) for parent, group in groups.items()}
        return self._by_parent[kind].get(parent_id, ())

    def take_in(self, kind: str, changes: Mapping[str, Record | None]) -> None:
        """Follow what was committed: new values by id, None for what is gone."""
        by_id = self._by_id[kind]
        in_place = kind in self._ordered
        for key, record in changes.items():
            old = by_id.get(key)
            in_place = in_place and old is not None and record is not None and old.position == record.position
            if record is None:
                by_id.pop(key, None)
            else:
                by_id[key] = record
        self._by_parent.pop(kind, None)
        if in_place:
            self._ordered[kind] = tuple(by_id[record.id] for record in self._ordered[kind])
        else:
            self._ordered.pop(kind, None)
