"""What an audience may see of a workspace.

Redaction acts on values, before anything is laid out, and builds a new workspace from what is allowed: a kind of
record that has no rule here is withheld whole, and a field that no rule names takes the record's default. Nothing is
ever deleted from a copy. What is withheld is counted, so that it can be told and logged.

The rules: an audience sees its own level and everything more open; a child goes when its parent goes; a link to
something withheld goes too; the team's preference and its reading of people stay on the management side of the table
whatever the record's marking; and beyond the team no group of fewer than ten people is shown by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from decimal import Decimal
from types import MappingProxyType
from typing import Any, TypeVar, cast

from negotiator.domain.establishment import StaffLine
from negotiator.domain.markings import Audience, Marking
from negotiator.domain.proposals import Scope, Terms
from negotiator.domain.workspace import KINDS, PARENTS, Record, Settings

LEAST_PEOPLE = 10
"""Beyond the team, fewer people than this are merged with others or withheld (costing method, section 5)."""

WITHHELD_LINE = "(withheld)"
"""Stands in a scope for a staff line that the audience may not see. It matches no line, so it never widens a scope."""

PREFERENCE = "preference"
READING = "reading_of_person"
PEOPLE_TABLE = "people_table"
"""What is withheld inside a record that is itself shown; counted beside the kinds."""

_T = TypeVar("_T")
_KIND_OF: Mapping[type, str] = {cls: kind for kind, cls in KINDS.items()}


@dataclass(frozen=True, slots=True)
class WorkspaceValues:
    """Everything in a workspace as values: kind -> records, in their order. Kinds without records may be left out."""

    records: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "records", MappingProxyType({k: tuple(v) for k, v in self.records.items()}))

    def all(self, cls: type[_T]) -> tuple[_T, ...]:
        """Every record of this class, in order."""
        return cast("tuple[_T, ...]", self.records.get(_KIND_OF[cls], ()))

    def children(self, cls: type[_T], parent_id: str) -> tuple[_T, ...]:
        """The records of this class that belong to the parent, in order."""
        link, _ = PARENTS[_KIND_OF[cls]]
        return tuple(record for record in self.all(cls) if getattr(record, link) == parent_id)

    @property
    def settings(self) -> Settings:
        """The one Settings record; the defaults where the audience does not see it."""
        return next(iter(self.all(Settings)), Settings())


@dataclass(frozen=True, slots=True)
class Withheld:
    """One thing that the audience does not see, and why.

    ``because`` is ``marking``, ``parent`` (what it belongs to is withheld), ``few_people``, ``part`` (a part of a
    record that is shown) or ``no_rule``. For the author's eyes only: never put into anything that leaves.
    """

    kind: str
    record_id: str
    marking: Marking
    because: str


@dataclass(frozen=True, slots=True)
class Redaction:
    """The workspace as the audience sees it, and what it does not see."""

    audience: Audience
    visible: WorkspaceValues
    withheld: tuple[Withheld, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Number withheld by kind, in the order of the kinds."""
        counted = Counter(item.kind for item in self.withheld)
        order = [*KINDS, PREFERENCE, READING, PEOPLE_TABLE]
        known = {kind: counted[kind] for kind in order if counted[kind]}
        return known | {kind: counted[kind] for kind in sorted(counted) if kind not in known}

    @property
    def reasons(self) -> dict[str, dict[str, int]]:
        """Number withheld by reason, and by kind in the order of the kinds."""
        found = dict.fromkeys(item.because for item in self.withheld)
        return {
            because: Redaction(
                self.audience, self.visible, tuple(item for item in self.withheld if item.because == because)
            ).counts
            for because in found
        }


@dataclass(slots=True)
class _Sight:
    """What has been decided so far: ids shown by kind, names of staff lines shown."""

    audience: Audience
    shown: dict[str, set[str]]
    lines: set[str]
    withheld_names: set[str]
    parts: list[Withheld]

    @property
    def beyond_team(self) -> bool:
        return self.audience.level.openness > Marking.TEAM.openness

    @property
    def other_side(self) -> bool:
        """True where the reader may be of the other side: the joint forum or anybody."""
        return self.audience.level.openness >= Marking.JOINT.openness

    def only(self, kind: str, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(i for i in ids if i in self.shown.get(kind, set()))


@dataclass(frozen=True, slots=True)
class _Rule:
    """How a record is built anew: the fields copied, those kept from the other side, and those worked out."""

    copied: tuple[str, ...]
    own_side: tuple[str, ...] = ()
    part: str = ""
    worked: Mapping[str, Callable[[Any, _Sight], object]] = field(default_factory=dict)

    @property
    def named(self) -> frozenset[str]:
        return frozenset((*self.copied, *self.own_side, *self.worked))


_COMMON = ("id", "position", "marking")


def _terms(terms: Terms, record_id: str, marking: Marking, sight: _Sight) -> Terms:
    scope = Scope(
        groups=terms.scope.groups,
        bands=terms.scope.bands,
        steps=terms.scope.steps,
        zones=terms.scope.zones,
        lines=tuple(name if name in sight.lines else WITHHELD_LINE for name in terms.scope.lines),
    )
    values = {name: value for name, value in terms.values.items() if not (name == "people" and sight.beyond_team)}
    if len(values) < len(terms.values):
        sight.parts.append(Withheld(PEOPLE_TABLE, record_id, marking, "part"))
    return Terms(
        kind=terms.kind,
        label=terms.label,
        start=terms.start,
        end=terms.end,
        scope=scope,
        values=values,
        ranges={name: terms.ranges[name] for name in terms.ranges},
        evidence=sight.only("fact", terms.evidence),
    )


def _own_terms(record: Any, sight: _Sight) -> Terms:
    return _terms(record.terms, record.id, record.marking, sight)


def _few(line: StaffLine, sight: _Sight) -> bool:
    return sight.beyond_team and line.headcount < LEAST_PEOPLE


def _snapshot_lines(snapshot: Any, sight: _Sight) -> tuple[StaffLine, ...]:
    lines = []
    for line in snapshot.lines:
        if sight.audience.may_see(line.marking) and not _few(line, sight):
            lines.append(_build(line, _RULES["staff_line"], sight))
        else:
            because = "few_people" if sight.audience.may_see(line.marking) else "marking"
            sight.parts.append(Withheld("staff_line", snapshot.id, line.marking, because))
    return tuple(lines)


def _unless_withheld(name: str) -> Callable[[Any, _Sight], str]:
    """A person named in another's card, unless that person is withheld."""

    def worked(record: Any, sight: _Sight) -> str:
        text = str(getattr(record, name))
        return "" if sight.other_side or text in sight.withheld_names else text

    return worked


_RULES: Mapping[str, _Rule] = {
    "settings": _Rule(
        (
            *_COMMON,
            "title",
            "organisation_name",
            "organisation_code",
            "forum",
            "prepared_by",
            "jurisdiction",
            "first_year",
            "years",
            "basis",
            "discount",
            "awards",
            "pension_rates",
            "edition",
            "fictional",
        )
    ),
    "staff_line": _Rule(
        (
            *_COMMON,
            "name",
            "group",
            "role",
            "band",
            "step",
            "headcount",
            "wte",
            "hcas",
            "saturday_night_hours",
            "sunday_holiday_hours",
            "overtime_hours",
            "overtime_holiday_hours",
            "pension_share",
            "rrp_long_term",
            "rrp_short_term",
            "allowances",
            "next_step",
        )
    ),
    "snapshot": _Rule((*_COMMON, "name", "taken_on", "source"), worked={"lines": _snapshot_lines}),
    "proposal": _Rule((*_COMMON, "name", "summary")),
    "option": _Rule((*_COMMON, "proposal_id", "name", "summary"), own_side=("preferred",), part=PREFERENCE),
    "measure": _Rule((*_COMMON, "option_id", "why", "enabled"), worked={"terms": _own_terms}),
    "measure_template": _Rule((*_COMMON, "name"), worked={"terms": _own_terms}),
    "mandate": _Rule(
        (*_COMMON, "proposal_id", "envelope", "envelope_by_year", "reserve", "red_lines", "authority"),
    ),
    "stakeholder": _Rule(
        (*_COMMON, "name", "role", "body", "is_body", "side", "speaks_for"),
        own_side=("influence", "interest", "stance"),
        part=READING,
        worked={"answers_to": _unless_withheld("answers_to"), "link_owner": _unless_withheld("link_owner")},
    ),
    "interest": _Rule(
        (*_COMMON, "stakeholder_id", "text", "kind", "hearsay"),
        worked={"served_by": lambda record, sight: sight.only("measure", record.served_by)},
    ),
    "note": _Rule((*_COMMON, "stakeholder_id", "day", "text", "author", "source")),
    "fact": _Rule((*_COMMON, "statement", "source", "day", "page", "link", "verified")),
    "assumption": _Rule((*_COMMON, "statement", "owner", "reason", "review_on")),
    "meeting": _Rule((*_COMMON, "forum", "day", "time", "place", "purpose")),
    "action": _Rule((*_COMMON, "text", "owner", "due", "done")),
    "peer_group": _Rule((*_COMMON, "name", "basis", "codes", "count", "reason", "chosen")),
    "own_figure": _Rule(
        (*_COMMON, "metric_id", "value", "period", "source", "day", "name", "unit", "direction"),
    ),
    "chosen_metric": _Rule((*_COMMON, "metric_id")),
    "initiative": _Rule(
        (
            *_COMMON,
            "employer",
            "title",
            "what",
            "started_on",
            "staff_covered",
            "wte_covered",
            "yearly_cost",
            "price_year",
            "outcome",
            "contact",
            "source",
            "strength",
            "comparable",
            "fictional",
        ),
        worked={"option_ids": lambda record, sight: sight.only("option", record.option_ids)},
    ),
    "pack_plan": _Rule((*_COMMON, "name", "audience", "sections", "subtitle", "decision_asked")),
    "export_entry": _Rule((*_COMMON, "at", "audience", "format", "file_name", "sha256", "withheld")),
}
"""A kind that is not named here reaches nobody. A test asks that every field of every kind was thought of."""

_ORDER = (
    # What is linked to comes before what links to it.
    "settings",
    "fact",
    "staff_line",
    "proposal",
    "option",
    "measure",
    "stakeholder",
)


def ruled_fields(kind: str) -> frozenset[str]:
    """The fields of a kind that redaction knows of; a field that it does not know takes its default."""
    return _RULES[kind].named


def redact(workspace: WorkspaceValues, audience: Audience) -> Redaction:
    """The workspace that this audience may see, built from what is allowed, and what is withheld from it."""
    sight = _Sight(audience, {}, set(), _withheld_names(workspace, audience), [])
    withheld: list[Withheld] = []
    visible: dict[str, tuple[Record, ...]] = {}
    kinds = [*_ORDER, *(kind for kind in workspace.records if kind not in _ORDER)]
    for kind in (kind for kind in kinds if workspace.records.get(kind)):
        built: list[Record] = []
        for record in workspace.records[kind]:
            because = _reason_to_withhold(kind, record, sight)
            if because:
                withheld.append(Withheld(kind, record.id, record.marking, because))
                continue
            sight.shown.setdefault(kind, set()).add(record.id)
            if isinstance(record, StaffLine):
                sight.lines.add(record.name)
            built.append(_build(record, _RULES[kind], sight))
        visible[kind] = tuple(built)
    return Redaction(audience, WorkspaceValues(visible), (*withheld, *sight.parts))


def _withheld_names(workspace: WorkspaceValues, audience: Audience) -> set[str]:
    """Ids and names of people whom the audience does not see: they are not named in other people's cards either."""
    people = [p for p in workspace.records.get("stakeholder", ()) if not audience.may_see(p.marking)]
    return {text for person in people for text in (person.id, cast(Any, person).name)}


def _reason_to_withhold(kind: str, record: Record, sight: _Sight) -> str:
    """Why the record is withheld; empty where it is shown."""
    if kind not in _RULES:
        return "no_rule"
    if not sight.audience.may_see(record.marking):
        return "marking"
    if kind in PARENTS:
        link, parent_kind = PARENTS[kind]
        if getattr(record, link) not in sight.shown.get(parent_kind, set()):
            return "parent"
    if isinstance(record, StaffLine) and _few(record, sight):
        return "few_people"
    return ""


def _build(record: Any, rule: _Rule, sight: _Sight) -> Any:
    values: dict[str, object] = {name: getattr(record, name) for name in rule.copied}
    if not sight.other_side:
        values |= {name: getattr(record, name) for name in rule.own_side}
    elif any(getattr(record, name) != _default(type(record), name) for name in rule.own_side):
        sight.parts.append(Withheld(rule.part, record.id, record.marking, "part"))
    values |= {name: work(record, sight) for name, work in rule.worked.items()}
    return type(record)(**values)


def _default(cls: type, name: str) -> object:
    found = next(f for f in fields(cls) if f.name == name)
    return None if found.default is MISSING else found.default


@dataclass(frozen=True, slots=True)
class PeopleGroup:
    """Some people under one name: heads and WTE. ``merged`` is the number of small groups put together in it."""

    name: str
    heads: int
    wte: Decimal
    merged: int = 0


def merge_small_groups(groups: Sequence[PeopleGroup], audience: Audience) -> tuple[PeopleGroup, ...]:
    """The groups as this audience may see them.

    Beyond the team, groups of fewer than ten people are put together under an empty name, last. Where they come to
    fewer than ten even so, the smallest group that could stand alone joins them: otherwise the total would tell them.
    Where everybody together is fewer than ten, nothing is shown.
    """
    if audience.level.openness <= Marking.TEAM.openness:
        return tuple(groups)
    large = [group for group in groups if group.heads >= LEAST_PEOPLE]
    small = [group for group in groups if 0 < group.heads < LEAST_PEOPLE]
    if small and sum(group.heads for group in small) < LEAST_PEOPLE and large:
        smallest = min(large, key=lambda group: group.heads)
        large.remove(smallest)
        small.append(smallest)
    if not small:
        return tuple(large)
    heads = sum(group.heads for group in small)
    if heads < LEAST_PEOPLE:
        return ()
    rest = PeopleGroup("", heads, sum((group.wte for group in small), Decimal(0)), merged=len(small))
    return (*large, rest)
