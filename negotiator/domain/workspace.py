"""One matter: everything that a workspace file holds, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from negotiator.domain.comparators import ChosenMetric, Initiative, OwnFigure, PeerGroup
from negotiator.domain.establishment import Snapshot, StaffLine
from negotiator.domain.facts import Assumption, Fact
from negotiator.domain.markings import Marking
from negotiator.domain.packs import ExportEntry, PackPlan
from negotiator.domain.partnership import Action, Meeting
from negotiator.domain.proposals import Mandate, Measure, MeasureTemplate, Option, Proposal
from negotiator.domain.stakeholders import Interest, Note, Stakeholder

JURISDICTIONS = ("England", "Scotland", "Wales", "Northern Ireland")
BASES = ("trust", "whole-nhs")
SETTINGS_ID = "settings"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the matter is, and the terms on which it is costed (the ``[case]`` table of a case file).

    ``awards`` and ``pension_rates`` are shares by financial year label. ``edition`` names the reference edition used.
    """

    title: str = ""
    organisation_name: str = ""
    organisation_code: str = ""
    forum: str = ""
    prepared_by: str = ""
    jurisdiction: str = "England"
    first_year: str = "2026/27"
    years: int = 3
    basis: str = "trust"
    discount: Decimal = Decimal("0.035")
    awards: Mapping[str, Decimal] = field(default_factory=dict)
    pension_rates: Mapping[str, Decimal] = field(default_factory=dict)
    edition: str = "2026-11"
    fictional: bool = False
    id: str = SETTINGS_ID
    position: int = 0
    marking: Marking = Marking.JOINT


Record = (
    Settings
    | StaffLine
    | Snapshot
    | Proposal
    | Option
    | Measure
    | MeasureTemplate
    | Mandate
    | Stakeholder
    | Interest
    | Note
    | Fact
    | Assumption
    | Meeting
    | Action
    | PeerGroup
    | OwnFigure
    | ChosenMetric
    | Initiative
    | PackPlan
    | ExportEntry
)

KINDS: Mapping[str, type] = {
    "settings": Settings,
    "staff_line": StaffLine,
    "snapshot": Snapshot,
    "proposal": Proposal,
    "option": Option,
    "measure": Measure,
    "measure_template": MeasureTemplate,
    "mandate": Mandate,
    "stakeholder": Stakeholder,
    "interest": Interest,
    "note": Note,
    "fact": Fact,
    "assumption": Assumption,
    "meeting": Meeting,
    "action": Action,
    "peer_group": PeerGroup,
    "own_figure": OwnFigure,
    "chosen_metric": ChosenMetric,
    "initiative": Initiative,
    "pack_plan": PackPlan,
    "export_entry": ExportEntry,
}
"""Every kind of record that a workspace holds, by its name in change sets and in the exchange format."""

PARENTS: Mapping[str, tuple[str, str]] = {
    "option": ("proposal_id", "proposal"),
    "measure": ("option_id", "option"),
    "mandate": ("proposal_id", "proposal"),
    "interest": ("stakeholder_id", "stakeholder"),
    "note": ("stakeholder_id", "stakeholder"),
}
"""Kinds that belong to another record: the field that names it, and its kind. They go when it goes."""
