"""The records of an open document, decoded once and kept in step by the units of work.

What a unit changes is worked out beside what readers see (`Records.after`) and put in its place in one go
(`Records.take`): a reader sees the workspace before a command or after it, never between.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from negotiator.domain.workspace import KINDS, PARENTS, Record


def place_in_order(record: Record) -> tuple[int, str]:
    return (record.position, record.id)


@dataclass(frozen=True, slots=True)
class Following:
    """The kinds that a unit of work changes, as they are after it: by id, and in their order."""

    by_id: Mapping[str, dict[str, Record]]
    ordered: Mapping[str, tuple[Record, ...]]


class Records:
    """Every record by kind and id. The orders are worked out when first asked for, and with each change."""

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

    def after(self, changes: Mapping[str, Mapping[str, Record | None]]) -> Following:
        """What these changes make of the records, by kind and id, None for what is gone. Nothing is changed yet."""
        by_id, ordered = {}, {}
        for kind, of_kind in changes.items():
            by_id[kind], ordered[kind] = self._kind_after(kind, of_kind)
        return Following(by_id, ordered)

    def take(self, following: Following) -> None:
        """Show readers what was committed."""
        for kind, by_id in following.by_id.items():
            self._by_id[kind] = by_id
            self._ordered[kind] = following.ordered[kind]
            self._by_parent.pop(kind, None)

    def _kind_after(
        self, kind: str, changes: Mapping[str, Record | None]
    ) -> tuple[dict[str, Record], tuple[Record, ...]]:
        by_id = dict(self._by_id[kind])
        stays_in_order = kind in self._ordered
        for key, record in changes.items():
            old = by_id.get(key)
            stays = old is not None and record is not None and old.position == record.position
            stays_in_order = stays_in_order and stays
            if record is None:
                by_id.pop(key, None)
            else:
                by_id[key] = record
        if stays_in_order:
            return by_id, tuple(by_id[record.id] for record in self._ordered[kind])
        return by_id, tuple(sorted(by_id.values(), key=place_in_order))
