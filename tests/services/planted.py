"""A workspace with a marked word in every text of every kind of record, at every marking."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from negotiator.domain.comparators import ChosenMetric, Initiative, OwnFigure, PeerGroup
from negotiator.domain.establishment import Allowance, Snapshot, StaffLine
from negotiator.domain.facts import Assumption, Fact
from negotiator.domain.markings import Audience, Marking
from negotiator.domain.packs import ExportEntry, PackPlan
from negotiator.domain.partnership import Action, Meeting
from negotiator.domain.proposals import Mandate, Measure, MeasureTemplate, Option, Proposal, Scope, Terms
from negotiator.domain.stakeholders import Interest, Note, Stakeholder
from negotiator.domain.workspace import KINDS, Record, Settings
from negotiator.services.commands.base import KIND_OF

STRUCTURE = {
    "settings": {"jurisdiction", "first_year", "basis", "edition", "organisation_code"},
    "staff_line": {"band", "step", "hcas"},
    "stakeholder": {"side", "stance"},
    "interest": {"kind"},
    "peer_group": {"basis"},
    "own_figure": {"direction"},
    "export_entry": {"format", "sha256"},
}
"""Texts that are codes and not words that a person writes: they cannot hold a word of one's own."""


@dataclass(frozen=True)
class Planted:
    """The records, and each planted word with the kind and marking of its record."""

    records: tuple[Record, ...]
    words: dict[str, tuple[str, Marking]]


class _Planter:
    def __init__(self) -> None:
        self.words: dict[str, tuple[str, Marking]] = {}

    def word(self, kind: str, marking: Marking) -> str:
        made = f"Zq{len(self.words):04d}x"
        self.words[made] = (kind, marking)
        return made

    def plant(self, record: Any, kind: str = "") -> Any:
        """The record with a word of its own in each of its texts."""
        kind = kind or KIND_OF[type(record)]
        hints = typing.get_type_hints(type(record))
        changed: dict[str, Any] = {}
        for one in fields(record):
            if one.name == "id" or one.name.endswith(("_id", "_ids")) or one.name in STRUCTURE.get(kind, ()):
                continue
            value, hint = getattr(record, one.name), hints[one.name]
            if hint is str:
                changed[one.name] = self.word(kind, record.marking)
            elif hint == tuple[str, ...] and one.name == "red_lines":
                changed[one.name] = (self.word(kind, record.marking),)
            elif isinstance(value, Terms):
                changed[one.name] = self.terms(value, kind, record.marking)
            elif one.name == "allowances":
                changed[one.name] = (Allowance(self.word(kind, record.marking), Decimal(100)),)
        return replace(record, **changed)

    def terms(self, terms: Terms, kind: str, marking: Marking) -> Terms:
        values = dict(terms.values)
        if terms.kind == "posts":
            values |= {name: self.word(kind, marking) for name in ("group", "role", "id")}
        return replace(terms, label=self.word(kind, marking), values=values)


def text_fields() -> Iterator[tuple[str, str]]:
    """Every text of every kind, as (kind, field)."""
    for kind, cls in KINDS.items():
        assert is_dataclass(cls)
        for name, hint in typing.get_type_hints(cls).items():
            if hint is str or (isinstance(hint, types.UnionType) and str in typing.get_args(hint)):
                yield kind, name


def planted() -> Planted:
    """One record of each kind at each marking, its parents being of the same marking; one settings record, joint."""
    planter = _Planter()
    records: list[Record] = [planter.plant(Settings(years=2, marking=Marking.JOINT))]
    for n, marking in enumerate(Marking):
        records += [planter.plant(record) for record in _records(f"k{n}", n, marking)]
    return Planted(tuple(records), planter.words)


def _records(key: str, n: int, marking: Marking) -> list[Any]:
    day = date(2027, 1, 10 + n)
    line = StaffLine("", "", "5", "top", 30, Decimal(28), id=f"{key}l", position=n, marking=marking)
    few = StaffLine("", "", "6", "top", 3, Decimal(3), id=f"{key}f", position=10 + n, marking=marking)
    cost = Terms("non_pay", values={"amount": Decimal(1000)}, evidence=(f"{key}fa",))
    by_year = {"2026/27": Decimal(313131)}
    then = datetime(2026, 1, 1, tzinfo=UTC)
    posts = Terms("posts", values={"headcount": 12, "wte": Decimal(11), "band": "5", "step": "top"})
    return [
        line,
        few,
        Snapshot(f"{key}s", "", day, "", (), position=n, marking=marking),
        Fact(f"{key}fa", "", day=day, position=n, marking=marking),
        Proposal(f"{key}p", "", position=n, marking=marking),
        Option(f"{key}o", f"{key}p", "", preferred=True, marking=marking),
        Measure(f"{key}m", f"{key}o", cost, marking=marking),
        Measure(f"{key}q", f"{key}o", posts, position=1, marking=marking),
        MeasureTemplate(f"{key}t", "", Terms("non_pay", values={"amount": Decimal(1)}), position=n, marking=marking),
        Mandate(f"{key}x", f"{key}p", Decimal(424242), by_year, Decimal(515151), ("",), marking=marking),
        Stakeholder(f"{key}h", "", stance="against", influence=91, position=n, marking=marking),
        Interest(f"{key}i", f"{key}h", "", served_by=(f"{key}m",), marking=marking),
        Note(f"{key}n", f"{key}h", day, "", marking=marking),
        Assumption(f"{key}a", "", review_on=day, position=n, marking=marking),
        Meeting(f"{key}g", "", day, position=n, marking=marking),
        Action(f"{key}c", "", due=day, position=n, marking=marking),
        PeerGroup(f"{key}e", "", "hand", ("R0A", "R1H", "RJ1"), chosen=True, position=n, marking=marking),
        OwnFigure(f"{key}w", f"own{n}", Decimal("4.2"), "", "", day, position=n, marking=marking),
        ChosenMetric(f"{key}d", f"own{n}", position=n, marking=marking),
        Initiative(f"{key}v", "", "", started_on=day, option_ids=(f"{key}o",), position=n, marking=marking),
        PackPlan(f"{key}k", "", Audience(marking.value), position=n, marking=marking),
        ExportEntry(f"{key}r", then, Audience.TEAM, "pdf", "", "0" * 64, position=n, marking=marking),
    ]  # fmt: skip


def children_of_the_team() -> Planted:
    """Joint and open records that belong to records of the team: the child goes with its parent."""
    planter = _Planter()
    open_, team = Marking.OPEN, Marking.TEAM
    parents: list[Record] = [
        Settings(marking=Marking.JOINT),
        Proposal("p", "hidden", marking=team),
        Proposal("p2", "shown", marking=Marking.JOINT),
        Option("o2", "p2", "hidden too", marking=team),
        Stakeholder("h", "hidden", marking=team),
    ]
    children = [
        Option("o", "p", "", marking=open_),
        Measure("m", "o", Terms("non_pay", values={"amount": Decimal(1000)}), marking=open_),
        Measure("m2", "o2", Terms("non_pay", values={"amount": Decimal(1000)}), marking=open_),
        Mandate("x", "p", Decimal(1), red_lines=("",), marking=open_),
        Interest("i", "h", "", marking=open_),
        Note("n", "h", date(2027, 1, 1), "", marking=open_),
    ]
    return Planted((*parents, *(planter.plant(child) for child in children)), planter.words)


def scoped_to_withheld_lines() -> tuple[Record, ...]:
    """A joint measure whose scope names a line of the team."""
    terms = Terms("allowance", "shown", scope=Scope(lines=("Zq9999x",)), values={"amount": Decimal(10)})
    return (
        Settings(marking=Marking.JOINT),
        StaffLine("Zq9999x", "Zq9998x", "5", "top", 30, Decimal(28), id="l"),
        Proposal("p", "shown", marking=Marking.JOINT),
        Option("o", "p", "shown"),
        Measure("m", "o", terms),
    )
