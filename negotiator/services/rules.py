"""What must hold after a command, whatever the command was: what follows from its changes, and what refuses them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from negotiator.domain.comparators import Initiative
from negotiator.domain.costing.terms import check_terms
from negotiator.domain.establishment import StaffLine
from negotiator.domain.markings import Marking
from negotiator.domain.periods import FinancialYear
from negotiator.domain.problems import Problem, Refused
from negotiator.domain.proposals import Measure, MeasureTemplate, Option
from negotiator.domain.stakeholders import SIDES, STANCES, Interest, Stakeholder
from negotiator.domain.workspace import BASES, JURISDICTIONS, PARENTS, Record, Settings
from negotiator.services.commands.base import KIND_OF, Work
from negotiator.services.counting import Counter, Progress, silent
from negotiator.services.line_check import LineCheck
from negotiator.wording.commands import kind_word

GUARDED_KINDS = ("mandate", "stakeholder", "interest", "note")
"""Kinds kept within the team by default: they leave it by a deliberate act only."""

Image = Mapping[str, Mapping[str, Record | None]]


def follow(work: Work, before: Image, after: Image) -> None:
    """Do what follows: scopes keep the names of their lines, references to what is gone go, one option is preferred."""
    _follow_renamed_lines(work, before.get("staff_line", {}), after.get("staff_line", {}))
    _drop_references(work, after)
    for record in after.get("option", {}).values():
        if isinstance(record, Option) and record.preferred:
            for sibling in work.children(Option, record.proposal_id):
                if sibling.preferred and sibling.id != record.id:
                    work.put(replace(sibling, preferred=False))


def _follow_renamed_lines(work: Work, before: Mapping[str, Record | None], after: Mapping[str, Record | None]) -> None:
    renamed = {
        old.name: new.name
        for key, new in after.items()
        if isinstance(new, StaffLine) and isinstance(old := before[key], StaffLine) and old.name != new.name
    }
    if not renamed:
        return
    holders: tuple[Measure | MeasureTemplate, ...] = (*work.all(Measure), *work.all(MeasureTemplate))
    for holder in holders:
        scope = holder.terms.scope
        if any(name in renamed for name in scope.lines):
            lines = tuple(renamed.get(name, name) for name in scope.lines)
            work.put(replace(holder, terms=replace(holder.terms, scope=replace(scope, lines=lines))))


def _drop_references(work: Work, after: Image) -> None:
    def gone(kind: str) -> frozenset[str]:
        return frozenset(key for key, record in after.get(kind, {}).items() if record is None)

    if options := gone("option"):
        for initiative in work.all(Initiative):
            kept = tuple(key for key in initiative.option_ids if key not in options)
            if kept != initiative.option_ids:
                work.put(replace(initiative, option_ids=kept))
    if measures := gone("measure"):
        for interest in work.all(Interest):
            kept = tuple(key for key in interest.served_by if key not in measures)
            if kept != interest.served_by:
                work.put(replace(interest, served_by=kept))
    if facts := gone("fact"):
        for measure in work.all(Measure):
            kept = tuple(key for key in measure.terms.evidence if key not in facts)
            if kept != measure.terms.evidence:
                work.put(replace(measure, terms=replace(measure.terms, evidence=kept)))


def check(work: Work, before: Image, after: Image, deliberately: bool, progress: Progress = silent) -> None:
    """Raise Refused with every problem in what changed. ``progress`` is told the share checked, from 0 to 1."""
    count = Counter(sum(map(len, after.values())), progress)
    problems = list(_problems(work, before, after, deliberately, count))
    if problems:
        raise Refused(*problems)


def _problems(
    work: Work, before: Image, after: Image, deliberately: bool, count: Callable[[], None]
) -> Iterator[Problem]:
    line_check = LineCheck()
    for kind, records in after.items():
        for key, record in records.items():
            count()
            if record is None:
                continue
            old = before[kind][key]
            if kind in GUARDED_KINDS and not deliberately and _leaves_the_team(old, record):
                yield Problem("needs_deliberate_act", data={"kind": kind_word(kind)})
            if kind in PARENTS and work.find(PARENTS[kind][1], getattr(record, PARENTS[kind][0])) is None:
                yield Problem("record_gone", data={"kind": kind_word(PARENTS[kind][1])})
            yield from _check_staff_line(record, line_check) if isinstance(record, StaffLine) else problems_of(record)
    yield from _names_taken(work, before, after)
    yield from _lines_still_named(work, before, after)


def _leaves_the_team(old: Record | None, new: Record) -> bool:
    was_out = old is not None and old.marking.openness >= Marking.JOINT.openness
    return new.marking.openness >= Marking.JOINT.openness and not was_out


def problems_of(record: Record) -> Iterator[Problem]:
    """What the rules of its kind say against a record by itself; places are its fields."""
    if check_record := _CHECKS.get(KIND_OF[type(record)]):
        yield from check_record(record)


def _names_taken(work: Work, before: Image, after: Image) -> Iterator[Problem]:
    """Names that must be unique: of staff lines, of the options of a proposal."""
    if _names_changed(before.get("staff_line", {}), after.get("staff_line", {})):
        yield from _repeated([line.name for line in work.all(StaffLine)])
    if _names_changed(before.get("option", {}), after.get("option", {})):
        proposals = {r.proposal_id for r in after.get("option", {}).values() if isinstance(r, Option)}
        for proposal_id in proposals:
            yield from _repeated([option.name for option in work.children(Option, proposal_id)])


def _names_changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    return any(new is not None and (before[k] is None or before[k].name != new.name) for k, new in after.items())


def _repeated(names: list[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    told: set[str] = set()
    for name in names:
        if name in seen and name not in told:
            told.add(name)
            yield Problem("name_taken", "name", {"name": name})
        seen.add(name)


def _lines_still_named(work: Work, before: Image, after: Image) -> Iterator[Problem]:
    """A line that a measure's scope names cannot go: the scope would touch nobody, or everybody."""
    removed = {
        old.name
        for key, new in after.get("staff_line", {}).items()
        if new is None and isinstance(old := before["staff_line"][key], StaffLine)
    }
    if not removed:
        return
    for measure in work.all(Measure):
        for name in measure.terms.scope.lines:
            if name in removed:
                label = measure.terms.label or measure.terms.kind
                option = work.find("option", measure.option_id)
                yield Problem(
                    "line_in_use",
                    data={"line": name, "measure": label, "option": option.name if isinstance(option, Option) else ""},
                )


def _named(record: Any) -> Iterator[Problem]:
    if not record.name.strip():
        yield Problem("name_missing", "name")


def _between(record: Any, field: str, least: int, most: int) -> Iterator[Problem]:
    if not least <= getattr(record, field) <= most:
        yield Problem("value_not_between", field, {"value": getattr(record, field), "least": least, "most": most})


def _one_of(record: Any, field: str, choices: tuple[str, ...]) -> Iterator[Problem]:
    if getattr(record, field) not in choices:
        yield Problem("value_not_one_of", field, {"value": getattr(record, field), "choices": ", ".join(choices)})


def _check_settings(settings: Settings) -> Iterator[Problem]:
    yield from _one_of(settings, "jurisdiction", JURISDICTIONS)
    yield from _one_of(settings, "basis", BASES)
    yield from _between(settings, "years", 1, 10)
    for field, label in (
        ("first_year", settings.first_year),
        *(("awards", year) for year in settings.awards),
        *(("pension_rates", year) for year in settings.pension_rates),
    ):
        try:
            FinancialYear.parse(label)
        except ValueError:
            yield Problem("value_not_year", field, {"value": label})


def _check_staff_line(line: StaffLine, line_check: LineCheck | None = None) -> Iterator[Problem]:
    """What the costing method (section 1) asks of a staff line by itself."""
    try:
        (line_check or LineCheck())(line)
    except Refused as refusal:
        yield from refusal.problems


def _check_stakeholder(stakeholder: Stakeholder) -> Iterator[Problem]:
    yield from _named(stakeholder)
    yield from _between(stakeholder, "influence", 0, 100)
    yield from _between(stakeholder, "interest", 0, 100)
    yield from _one_of(stakeholder, "side", SIDES)
    yield from _one_of(stakeholder, "stance", STANCES)


def _check_initiative(initiative: Initiative) -> Iterator[Problem]:
    yield from _between(initiative, "strength", 0, 4)
    yield from _between(initiative, "comparable", 0, 4)


_INCOMPLETE = frozenset({"field_missing", "exactly_one_of", "agency_rate_missing"})
"""What a measure that is switched off may still lack: a template's is filled in step by step, then switched on."""


def _check_measure(measure: Measure) -> Iterator[Problem]:
    """The terms, as the costing method asks (section 4); places are the fields of the form."""
    try:
        check_terms(measure.terms, "")
    except Refused as refusal:
        yield from (p for p in refusal.problems if measure.enabled or p.code not in _INCOMPLETE)


_CHECKS: Mapping[str, Callable[[Any], Iterator[Problem]]] = {
    "settings": _check_settings,
    "staff_line": _check_staff_line,
    "proposal": _named,
    "option": _named,
    "measure": _check_measure,
    "measure_template": _named,
    "stakeholder": _check_stakeholder,
    "initiative": _check_initiative,
    "peer_group": _named,
    "pack_plan": _named,
}
