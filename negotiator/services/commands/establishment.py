"""What is done to staff lines."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from negotiator.domain.establishment import StaffLine
from negotiator.domain.problems import Problem, Refused
from negotiator.services.commands.base import Command, Work, new_id

_OWN_FIELDS = frozenset(f.name for f in fields(StaffLine)) - {"id", "position"}


class Placing(StrEnum):
    """What becomes of the lines already there when others are brought in."""

    APPEND = "append"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class RenameStaffLine(Command):
    """Give a line another name; scopes that name it follow."""

    id: str
    name: str

    @property
    def label(self) -> str:
        return "rename_staff_line"


@dataclass(frozen=True, slots=True)
class ChangeStaffField(Command):
    """Give one field of some lines one value: a cell typed into, or a column filled. The value has the field's type."""

    ids: tuple[str, ...]
    field: str
    value: object

    @property
    def label(self) -> str:
        return f"change_staff_{self.field}"

    @property
    def merge_key(self) -> Hashable | None:
        return ("staff", self.field, self.ids)


@dataclass(frozen=True, slots=True)
class ImportStaffLines(Command):
    """Bring lines in from a spreadsheet. ``REPLACE`` keeps the id of a line whose name comes again, drops the rest.

    The ids that ``lines`` themselves have do not count: those of a snapshot come in as any others.
    """

    lines: tuple[StaffLine, ...]
    placing: Placing = Placing.APPEND

    @property
    def label(self) -> str:
        return "import_staff_lines"


def rename(command: RenameStaffLine, work: Work) -> None:
    work.put(replace(work.get(StaffLine, command.id), name=command.name))


def change_field(command: ChangeStaffField, work: Work) -> None:
    if command.field not in _OWN_FIELDS:
        raise Refused(Problem("field_unknown", command.field))
    for key in command.ids:
        work.put(replace(work.get(StaffLine, key), **{command.field: command.value}))  # type: ignore[arg-type]


def bring_in(command: ImportStaffLines, work: Work) -> None:
    old = work.all(StaffLine)
    if command.placing is Placing.APPEND:
        first = old[-1].position + 1 if old else 0
        work.put_all(replace(line, id=new_id(), position=first + n) for n, line in enumerate(command.lines))
        return
    ids = {line.name: line.id for line in old}
    named_again: set[str] = set()
    for position, line in enumerate(command.lines):
        key = ids.pop(line.name, "") or new_id()
        named_again.add(key)
        work.put(replace(line, id=key, position=position))
    for line in old:
        if line.id not in named_again:
            work.remove("staff_line", line.id)
