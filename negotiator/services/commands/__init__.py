"""The commands: everything that changes a workspace, in the field's verbs. `services.handlers` runs them."""

from negotiator.services.commands.base import KIND_OF, Command, kind_of, new_id
from negotiator.services.commands.establishment import ChangeStaffField, ImportStaffLines, Placing, RenameStaffLine
from negotiator.services.commands.matter import ChangeSettings, ClearMandate, MarkRecords, Recost, SetMandate
from negotiator.services.commands.proposals import (
    CopyMeasures,
    DuplicateOption,
    KeepTemplate,
    MoveMeasure,
    PreferOption,
    SwitchMeasures,
    UseTemplate,
)
from negotiator.services.commands.records import (
    AddRecord,
    AddRecords,
    ChangeRecord,
    ChangeRecords,
    MoveRecord,
    RemoveRecords,
    RestoreRecords,
    Several,
)

__all__ = [
    "KIND_OF",
    "AddRecord",
    "AddRecords",
    "ChangeRecord",
    "ChangeRecords",
    "ChangeSettings",
    "ChangeStaffField",
    "ClearMandate",
    "Command",
    "CopyMeasures",
    "DuplicateOption",
    "ImportStaffLines",
    "KeepTemplate",
    "MarkRecords",
    "MoveMeasure",
    "MoveRecord",
    "Placing",
    "PreferOption",
    "Recost",
    "RemoveRecords",
    "RenameStaffLine",
    "RestoreRecords",
    "SetMandate",
    "Several",
    "SwitchMeasures",
    "UseTemplate",
    "kind_of",
    "new_id",
]
