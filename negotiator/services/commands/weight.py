"""How much work a command is, told beforehand: what is heavy is done away from the window."""

from __future__ import annotations

from typing import Any

from negotiator.domain.establishment import Snapshot
from negotiator.services.commands.base import Command
from negotiator.services.commands.establishment import ChangeStaffField, ImportStaffLines
from negotiator.services.commands.matter import MarkRecords
from negotiator.services.commands.records import AddRecords, ChangeRecords, RemoveRecords, RestoreRecords, Several


def weight(command: Command) -> int:
    """About how many rows it writes; a snapshot counts as many as it holds lines. One for what is always small."""
    match command:
        case Several(commands=parts):
            return sum(map(weight, parts))
        case AddRecords(records=records) | ChangeRecords(records=records):
            return sum(map(_rows, records))
        case ImportStaffLines(lines=lines):
            return len(lines)
        case RestoreRecords(images=images):
            return sum(_rows(record) for _, _, record in images)
        case ChangeStaffField(ids=ids) | RemoveRecords(ids=ids) | MarkRecords(ids=ids):
            return len(ids)
    return 1


def _rows(record: Any) -> int:
    return 1 + len(record.lines) if isinstance(record, Snapshot) else 1
