"""What a workspace file is and what in it needs attention, told without changing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from negotiator.domain.comparators import ChosenMetric, OwnFigure, PeerGroup
from negotiator.domain.costing.terms import check_terms
from negotiator.domain.establishment import StaffLine
from negotiator.domain.problems import Problem, Refused
from negotiator.domain.proposals import Measure, Option
from negotiator.domain.workspace import KINDS, Record
from negotiator.services.commands.base import kind_of
from negotiator.services.editions import library
from negotiator.services.headless import Passphrase, no_passphrase, opened
from negotiator.services.rules import problems_of
from negotiator.services.session import Session
from negotiator.wording.commands import kind_word


@dataclass(frozen=True, slots=True)
class FileReport:
    """A readable workspace: its schema version, how many records of each kind, and what needs attention."""

    version: int
    title: str
    organisation: str
    counts: Mapping[str, int]
    problems: tuple[Problem, ...]


def check_file(path: Path, passphrase: Passphrase = no_passphrase) -> FileReport:
    """Look a workspace file through. Raises Refused (DocumentProblem) where it cannot be opened at all."""
    with opened(path, passphrase) as session:
        counts = {kind: len(session.all(cls)) for kind, cls in KINDS.items()}
        settings = session.settings
        return FileReport(
            session.file_version, settings.title, settings.organisation_name, counts, tuple(attention(session))
        )


def attention(session: Session) -> Iterator[Problem]:
    """What costing, comparing or printing would stumble over, each with its place."""
    for record in session.records():
        for problem in problems_of(record):
            yield Problem(problem.code, _place(record, problem.place), problem.data)
    yield from _staff_names(session)
    yield from _measures(session)
    yield from _codes(session)


def _place(record: Record, field: str) -> str:
    name = getattr(record, "name", "") or getattr(record, "title", "") or getattr(record, "id", "")
    return f"{kind_word(kind_of(record))} “{name}”" + (f", {field}" if field else "")


def _staff_names(session: Session) -> Iterator[Problem]:
    for name, count in Counter(line.name for line in session.all(StaffLine)).items():
        if count > 1:
            yield Problem("name_taken", f"staff line “{name}”", {"name": name})


def _measures(session: Session) -> Iterator[Problem]:
    """Scopes that name nobody, and measures that are on but not complete."""
    lines = session.all(StaffLine)
    for option in session.all(Option):
        measures = session.children(Measure, option.id)
        posts = {str(m.terms.values["id"]) for m in measures if "id" in m.terms.values}
        new_groups = {str(m.terms.values["group"]) for m in measures if "group" in m.terms.values}
        known = {
            "groups": {line.group for line in lines} | new_groups,
            "lines": {line.name for line in lines} | posts,
        }
        for measure in measures:
            place = f"option “{option.name}”, measure “{measure.terms.label or measure.terms.kind}”"
            for field, there in known.items():
                for name in getattr(measure.terms.scope, field):
                    if name not in there:
                        yield Problem("scope_names_nobody", place, {"name": name})
            if measure.enabled:
                try:
                    check_terms(measure.terms, "")
                except Refused as refusal:
                    for problem in refusal.problems:
                        field = f", {problem.place}" if problem.place else ""
                        yield Problem(problem.code, place + field, problem.data)


def _codes(session: Session) -> Iterator[Problem]:
    """Trusts and metrics that the workspace's edition does not know."""
    settings = session.settings
    try:
        shelf = library(settings.edition)
    except Refused as refusal:
        yield from refusal.problems
        return
    trusts = {trust.code for trust in shelf.all_trusts()}
    metrics = {metric.id for metric in shelf.metrics()}
    if settings.organisation_code and settings.organisation_code not in trusts:
        yield Problem("code_not_in_edition", "settings", {"code": settings.organisation_code})
    for group in session.all(PeerGroup):
        for code in group.codes:
            if code not in trusts:
                yield Problem("code_not_in_edition", f"peer group “{group.name}”", {"code": code})
    own = {figure.metric_id for figure in session.all(OwnFigure)}
    for chosen in session.all(ChosenMetric):
        if chosen.metric_id not in metrics | own:
            yield Problem("metric_not_in_edition", "chosen metrics", {"metric": chosen.metric_id})
