"""Which function does what a command says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from negotiator.services.commands import establishment, matter, proposals, records
from negotiator.services.commands.base import Command, Work

Handler = Callable[[Any, Work], None]


def _each(command: records.Several, work: Work) -> None:
    for part in command.commands:
        handle(part, work)


HANDLERS: Mapping[type[Command], Handler] = {
    records.AddRecords: records.add,
    records.ChangeRecords: records.change,
    records.RemoveRecords: records.remove,
    records.MoveRecord: records.move,
    records.RestoreRecords: records.restore,
    records.Several: _each,
    establishment.RenameStaffLine: establishment.rename,
    establishment.ChangeStaffField: establishment.change_field,
    establishment.ImportStaffLines: establishment.bring_in,
    proposals.DuplicateOption: proposals.duplicate,
    proposals.PreferOption: proposals.prefer,
    proposals.CopyMeasures: proposals.copy_measures,
    proposals.MoveMeasure: proposals.move_measure,
    proposals.SwitchMeasures: proposals.switch,
    proposals.KeepTemplate: proposals.keep_template,
    proposals.UseTemplate: proposals.use_template,
    matter.ChangeSettings: matter.change_settings,
    matter.Recost: matter.recost,
    matter.SetMandate: matter.set_mandate,
    matter.ClearMandate: matter.clear_mandate,
    matter.MarkRecords: matter.mark,
}


def handle(command: Command, work: Work) -> None:
    """Do what the command says, in this unit of work. Raises Refused where it cannot be done."""
    HANDLERS[type(command)](command, work)
