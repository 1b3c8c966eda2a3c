"""What each command is called in the undo menu and in the list of changes that a crash left."""

from __future__ import annotations

from collections.abc import Collection

from negotiator.domain.workspace import KINDS

_KIND_WORDS = {
    "settings": "settings",
    "staff_line": "staff line",
    "snapshot": "snapshot",
    "proposal": "proposal",
    "option": "option",
    "measure": "measure",
    "measure_template": "measure template",
    "mandate": "mandate",
    "stakeholder": "person",
    "interest": "interest",
    "note": "note",
    "fact": "fact",
    "assumption": "assumption",
    "meeting": "meeting",
    "action": "action",
    "peer_group": "peer group",
    "own_figure": "own figure",
    "chosen_metric": "metric",
    "initiative": "initiative",
    "pack_plan": "pack",
    "export_entry": "export",
}
_VERBS = {"add": "Add", "change": "Change", "remove": "Remove", "move": "Move"}

_STAFF_FIELDS = {
    "name": "name",
    "group": "staff group",
    "band": "band",
    "step": "step",
    "headcount": "headcount",
    "wte": "WTE",
    "hcas": "supplement zone",
    "saturday_night_hours": "Saturday and night hours",
    "sunday_holiday_hours": "Sunday and holiday hours",
    "overtime_hours": "overtime hours",
    "overtime_holiday_hours": "holiday overtime hours",
    "pension_share": "pension share",
    "rrp_long_term": "long-term premium",
    "rrp_short_term": "short-term premium",
    "allowances": "allowances",
    "next_step": "next step date",
    "role": "role",
    "marking": "marking",
}

_LABELS = {
    "add_records": "Add",
    "change_records": "Change",
    "restore": "Restore",
    "rename_staff_line": "Rename staff line",
    "import_staff_lines": "Import staff lines",
    "import_own_figures": "Import own figures",
    "import_initiatives": "Import initiatives",
    "duplicate_option": "Duplicate option",
    "prefer_option": "Prefer option",
    "prefer_no_option": "Prefer no option",
    "copy_measure": "Copy measure",
    "switch_on_measure": "Switch measure on",
    "switch_off_measure": "Switch measure off",
    "change_settings": "Change settings",
    "set_mandate": "Set mandate",
    "clear_mandate": "Clear mandate",
    "mark_private": "Mark as private",
    "mark_team": "Mark for the team",
    "mark_management": "Mark for management",
    "mark_joint": "Share with both sides",
    "mark_open": "Mark as open",
    **{f"change_staff_{field}": f"Change {words}" for field, words in _STAFF_FIELDS.items()},
    **{f"{verb}_{kind}": f"{word} {_KIND_WORDS[kind]}" for verb, word in _VERBS.items() for kind in KINDS},
}


_NAMING = {"recost": "Re-cost with edition {name}"}
"""Labels that say what was chosen: the code carries it after a colon."""


def command_label(code: str) -> str:
    """``Change WTE``, for a command's label code. A code that is words already stands as it is."""
    kind, _, name = code.partition(":")
    if name and kind in _NAMING:
        return _NAMING[kind].format(name=name)
    return _LABELS.get(code, code)


def kind_word(kind: str) -> str:
    """``staff line``, for a kind's name."""
    return _KIND_WORDS[kind]


def copy_name(name: str, taken: Collection[str]) -> str:
    """A name for a copy that none of its siblings has: ``B (copy)``, ``B (copy 2)``."""
    candidate, number = f"{name} (copy)", 2
    while candidate in taken:
        candidate, number = f"{name} (copy {number})", number + 1
    return candidate
