"""Sharing by a deliberate act: what an audience does not see yet and might, and the command that shares it.

Offered are the records that a paper for both sides is made of. The mandate (envelope, reserve, red lines), people with
their interests and notes, staff lines, templates, packs and the log of exports are never offered here: whoever wants
to share one of those marks it by itself, where it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from negotiator.domain.confidentiality import WorkspaceValues, redact
from negotiator.domain.markings import Audience, Marking
from negotiator.domain.workspace import KINDS, PARENTS
from negotiator.services.commands import MarkRecords, Several
from negotiator.services.editions import library
from negotiator.wording.record_names import record_name

OFFERED = (
    "settings",
    "proposal",
    "option",
    "measure",
    "fact",
    "assumption",
    "meeting",
    "action",
    "peer_group",
    "chosen_metric",
    "own_figure",
    "initiative",
)
"""The kinds that may be shared from one list, in its order."""


@dataclass(frozen=True, slots=True)
class Shareable:
    """A record that its own marking withholds.

    ``parent_id`` is the record it belongs to, where that is withheld by its marking too and must be shared with it.
    ``brings`` counts by kind what is withheld only because this is, and comes with it.
    """

    kind: str
    record_id: str
    name: str
    marking: Marking
    parent_id: str = ""
    brings: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Withholding:
    """What an audience does not see: what may be shared with it, and how many of each kind are withheld, by reason."""

    audience: Audience
    offered: tuple[Shareable, ...]
    reasons: Mapping[str, Mapping[str, int]]


def withholding(values: WorkspaceValues, audience: Audience) -> Withholding:
    """What this audience does not see of a workspace."""
    redaction = redact(values, audience)
    by_marking = {item.record_id for item in redaction.withheld if item.because == "marking"}
    by_parent = {item.record_id for item in redaction.withheld if item.because == "parent"}
    metrics = {metric.id: metric.name for metric in library(values.settings.edition).metrics()}
    offered = []
    for kind in OFFERED:
        records: tuple[Any, ...] = values.all(KINDS[kind])
        for record in records:
            if record.id in by_marking:
                link = PARENTS.get(kind, ("", ""))[0]
                parent = getattr(record, link) if link else ""
                offered.append(
                    Shareable(
                        kind,
                        record.id,
                        record_name(kind, record, metrics),
                        record.marking,
                        parent if parent in by_marking else "",
                        _brings(values, kind, record.id, by_parent),
                    )
                )
    return Withholding(audience, tuple(offered), redaction.reasons)


def share(chosen: Iterable[Shareable], audience: Audience) -> Several:
    """Mark these for the audience, as one step of undo. Nothing else changes its marking."""
    by_kind: dict[str, list[str]] = {}
    for one in chosen:
        by_kind.setdefault(one.kind, []).append(one.record_id)
    commands = tuple(MarkRecords(kind, tuple(ids), audience.level) for kind, ids in by_kind.items())
    return Several(commands, f"mark_{audience.level.value}")


def _brings(values: WorkspaceValues, kind: str, record_id: str, by_parent: set[str]) -> dict[str, int]:
    """What is below a record and withheld for its parent's sake alone, by kind."""
    found: Counter[str] = Counter()
    for child, (_, parent_kind) in PARENTS.items():
        if parent_kind != kind or child not in OFFERED:
            continue
        records: tuple[Any, ...] = values.children(KINDS[child], record_id)
        for record in records:
            if record.id in by_parent:
                found[child] += 1
                found.update(_brings(values, child, record.id, by_parent))
    return dict(found)
