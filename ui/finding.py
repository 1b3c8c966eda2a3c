"""What the palette can find in a workspace: every record that has words, and the page that shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from negotiator.domain.comparators import Initiative, OwnFigure, PeerGroup
from negotiator.domain.establishment import StaffLine
from negotiator.domain.facts import Assumption, Fact
from negotiator.domain.packs import PackPlan
from negotiator.domain.partnership import Action, Meeting
from negotiator.domain.proposals import Measure, Option, Proposal
from negotiator.domain.stakeholders import Interest, Note, Stakeholder
from negotiator.wording.commands import kind_word
from negotiator.wording.figures import day
from ui.bridge import Bridge
from ui.palette import Find

_KINDS: tuple[tuple[str, type, str, str, Callable[[Any], str]], ...] = (
    ("proposal", Proposal, "proposals", "layers", lambda record: record.name),
    ("option", Option, "proposals", "layers", lambda record: record.name),
    ("measure", Measure, "proposals", "layers", lambda record: record.terms.label or record.terms.kind),
    ("stakeholder", Stakeholder, "people", "user", lambda record: f"{record.name} {record.role}".strip()),
    ("interest", Interest, "people", "heart-pulse", lambda record: record.text),
    ("note", Note, "people", "message-square", lambda record: record.text),
    ("fact", Fact, "evidence", "file-check", lambda record: record.statement),
    ("assumption", Assumption, "evidence", "file-check", lambda record: record.statement),
    ("meeting", Meeting, "overview", "calendar-days", lambda record: f"{record.forum}, {day(record.day)}"),
    ("action", Action, "overview", "calendar-check", lambda record: record.text),
    ("peer_group", PeerGroup, "benchmarks", "chart-column", lambda record: record.name),
    ("own_figure", OwnFigure, "benchmarks", "chart-column", lambda record: record.name or record.metric_id),
    ("initiative", Initiative, "benchmarks", "lightbulb", lambda record: f"{record.employer}: {record.title}"),
    ("pack_plan", PackPlan, "packs", "printer", lambda record: record.name),
    ("staff_line", StaffLine, "establishment", "users", lambda record: f"{record.name}, band {record.band}"),
)
"""Kind, type, page, icon and words, in the order found. Staff lines come last, as there may be thousands."""

_WHOSE: dict[str, tuple[type, str]] = {
    "option": (Proposal, "proposal_id"),
    "measure": (Option, "option_id"),
    "interest": (Stakeholder, "stakeholder_id"),
    "note": (Stakeholder, "stakeholder_id"),
}
"""Kinds that say where they stand, since the same words may stand in several places: the type and field of that."""


def records(bridge: Bridge) -> Iterator[Find]:
    """Every record of the open workspace; none where none is open."""
    if not bridge.is_open:
        return
    for kind, record_type, page, icon, words in _KINDS:
        detail = kind_word(kind).capitalize()
        found: tuple[Any, ...] = bridge.all(record_type)
        for record in found:
            text = " ".join(words(record).split())
            if text:
                whose = _whose(bridge, kind, record)
                yield Find(
                    text[:160], f"{detail} · {whose}" if whose else detail, icon, ("record", page, kind, record.id)
                )


def _whose(bridge: Bridge, kind: str, record: Any) -> str:
    """The name of what the record belongs to; empty where its own words are enough."""
    if kind not in _WHOSE:
        return ""
    parent_type, field = _WHOSE[kind]
    parent = bridge.find(parent_type, getattr(record, field))
    return parent.name if parent is not None else ""
