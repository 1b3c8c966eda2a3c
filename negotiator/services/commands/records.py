"""The general commands, for records without rules of their own and for forms that give whole new values."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace

from negotiator.domain.problems import Problem, Refused
from negotiator.domain.workspace import PARENTS, Record
from negotiator.services.commands.base import Command, Work, kind_of, new_id
from negotiator.wording.commands import kind_word


def _label(verb: str, records: tuple[Record, ...]) -> str:
    kinds = {kind_of(record) for record in records}
    return f"{verb}_{kinds.pop()}" if len(kinds) == 1 else f"{verb}_records"


@dataclass(frozen=True, slots=True)
class AddRecords(Command):
    """Add records, each at the end of its siblings, or the first of them at ``at``. One without id is given an id."""

    records: tuple[Record, ...]
    at: int | None = None
    deliberately: bool = False

    @property
    def label(self) -> str:
        return _label("add", self.records)


def AddRecord(record: Record, at: int | None = None, deliberately: bool = False) -> AddRecords:
    """Add one record."""
    return AddRecords((record,), at, deliberately)


@dataclass(frozen=True, slots=True)
class ChangeRecords(Command):
    """Give records new values, whole; positions stay. ``field`` names what was typed into, so that keystrokes merge."""

    records: tuple[Record, ...]
    field: str = ""
    deliberately: bool = False

    @property
    def label(self) -> str:
        return _label("change", self.records)

    @property
    def merge_key(self) -> Hashable | None:
        if not self.field:
            return None
        return ("change", self.field, tuple((kind_of(record), record.id) for record in self.records))


def ChangeRecord(record: Record, field: str = "", deliberately: bool = False) -> ChangeRecords:
    """Give one record new values."""
    return ChangeRecords((record,), field, deliberately)


@dataclass(frozen=True, slots=True)
class RemoveRecords(Command):
    """Take records of one kind away, with all that belongs to them."""

    kind: str
    ids: tuple[str, ...]

    @property
    def label(self) -> str:
        return f"remove_{self.kind}"


@dataclass(frozen=True, slots=True)
class MoveRecord(Command):
    """Put a record at another place among its siblings, counted from 0."""

    kind: str
    id: str
    to: int

    @property
    def label(self) -> str:
        return f"move_{self.kind}"


@dataclass(frozen=True, slots=True)
class Several(Command):
    """Commands that are one step of undo. If one is refused, none was done."""

    commands: tuple[Command, ...]
    label_code: str

    @property
    def label(self) -> str:
        return self.label_code

    @property
    def deliberately(self) -> bool:
        return any(getattr(command, "deliberately", False) for command in self.commands)


@dataclass(frozen=True, slots=True)
class RestoreRecords(Command):
    """Put records back as they were: (kind, id, record or None where there was none). Made by a unit of work only."""

    images: tuple[tuple[str, str, Record | None], ...]
    label_code: str = "restore"

    @property
    def label(self) -> str:
        return self.label_code

    def before_also(self, later: RestoreRecords) -> RestoreRecords:
        """The inverse of this inverse's command and a later one together: the earlier image of each record counts."""
        images = {(kind, key): record for kind, key, record in later.images}
        images |= {(kind, key): record for kind, key, record in self.images}
        return RestoreRecords(tuple((kind, key, record) for (kind, key), record in images.items()), self.label_code)


def add(command: AddRecords, work: Work) -> None:
    after_last: dict[tuple[str, str], int] = {}
    for number, record in enumerate(command.records):
        named = record if record.id else replace(record, id=new_id())
        if work.find(kind_of(named), named.id) is not None:
            raise Refused(Problem("record_exists", data={"kind": kind_word(kind_of(named))}))
        if command.at is not None:
            insert_among(work, named, command.at + number)
            continue
        group = (kind_of(named), _parent_of(named))
        if group not in after_last:
            siblings = work.siblings(named)
            after_last[group] = siblings[-1].position + 1 if siblings else 0
        work.put(replace(named, position=after_last[group]))
        after_last[group] += 1


def _parent_of(record: Record) -> str:
    kind = kind_of(record)
    return str(getattr(record, PARENTS[kind][0])) if kind in PARENTS else ""


def insert_among(work: Work, record: Record, at: int) -> None:
    """Put a record at a place among its siblings, whether it is new or stood elsewhere."""
    others = [sibling for sibling in work.siblings(record) if sibling.id != record.id]
    place = max(0, min(at, len(others)))
    position = others[place].position if place < len(others) else (others[-1].position + 1 if others else 0)
    work.put(replace(record, position=position))
    work.renumber([*others[:place], replace(record, position=position), *others[place:]])


def change(command: ChangeRecords, work: Work) -> None:
    for record in command.records:
        old = work.get(type(record), record.id)
        work.put(replace(record, position=old.position))


def remove(command: RemoveRecords, work: Work) -> None:
    for key in command.ids:
        if work.find(command.kind, key) is None:
            raise Refused(Problem("record_gone", data={"kind": kind_word(command.kind)}))
        work.remove(command.kind, key)


def move(command: MoveRecord, work: Work) -> None:
    record = work.find(command.kind, command.id)
    if record is None:
        raise Refused(Problem("record_gone", data={"kind": kind_word(command.kind)}))
    insert_among(work, record, command.to)


def restore(command: RestoreRecords, work: Work) -> None:
    for kind, key, record in command.images:
        if record is None:
            work.remove(kind, key)
        else:
            work.put(record)
