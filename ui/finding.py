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
                yield Find(text[:160], detail, icon, ("record", page, kind, record.id))
