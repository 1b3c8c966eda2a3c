"""What a record is called where it stands in a list among records of other kinds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from negotiator.wording.figures import day
from negotiator.wording.measures import KIND_LABELS

_FIELDS: Mapping[str, str] = {
    "settings": "title",
    "proposal": "name",
    "option": "name",
    "fact": "statement",
    "assumption": "statement",
    "action": "text",
    "peer_group": "name",
}


def record_name(kind: str, record: Any, metrics: Mapping[str, str]) -> str:
    """The record's own words; ``metrics`` are the names of metrics by id. KeyError for any other kind."""
    if kind == "measure":
        return str(record.terms.label or KIND_LABELS.get(record.terms.kind, record.terms.kind))
    if kind == "meeting":
        return f"{record.forum}, {day(record.day)}" if record.forum else day(record.day)
    if kind == "initiative":
        return f"{record.employer}: {record.title}"
    if kind == "own_figure":
        return str(record.name or metrics.get(record.metric_id, record.metric_id))
    if kind == "chosen_metric":
        return str(metrics.get(record.metric_id, record.metric_id))
    return str(getattr(record, _FIELDS[kind]))
