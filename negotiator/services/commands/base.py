"""What every command is, and what its handler works with."""

from __future__ import annotations

import uuid
from collections.abc import Hashable, Iterable, Mapping
from typing import Protocol, TypeVar

from negotiator.domain.workspace import KINDS, Record

KIND_OF: Mapping[type, str] = {cls: kind for kind, cls in KINDS.items()}
"""The kind name of a record's type."""

R = TypeVar("R")


class Command:
    """Something that a person does to the workspace: a frozen dataclass of ids and values.

    ``label`` is a code with words in `wording.commands`. Two commands in succession with the same ``merge_key`` (not
    None) are one step of undo. ``deliberately`` says that the author means to share what is not shared by default.
    """

    __slots__ = ()

    @property
    def label(self) -> str:
        raise NotImplementedError

    @property
    def merge_key(self) -> Hashable | None:
        return None


class Work(Protocol):
    """The unit of work as a handler sees it (`storage.unit_of_work`)."""

    def find(self, kind: str, key: str) -> Record | None: ...
    def get(self, record_type: type[R], key: str) -> R: ...
    def all(self, record_type: type[R]) -> tuple[R, ...]: ...
    def children(self, record_type: type[R], parent_id: str) -> tuple[R, ...]: ...
    def siblings(self, record: Record) -> tuple[Record, ...]: ...
    def put(self, record: Record) -> None: ...
    def put_all(self, records: Iterable[Record]) -> None: ...
    def remove(self, kind: str, key: str) -> None: ...
    def renumber(self, ordered: Iterable[Record]) -> None: ...


def new_id() -> str:
    """An id for a record: 32 hex digits."""
    return uuid.uuid4().hex


def kind_of(record: Record) -> str:
    return KIND_OF[type(record)]
