"""Everybody in a table."""

from __future__ import annotations

from enum import Enum
from typing import Any

from negotiator.domain.stakeholders import Stakeholder
from ui.pages.people.words import side_words, stance_words
from ui.widgets import MARKING_ROLE, TupleModel


class Column(Enum):
    NAME = "name"
    ROLE = "role"
    SIDE = "side"
    STANCE = "stance"
    INFLUENCE = "influence"
    INTEREST = "interest"
    LINK = "link"
    MARKING = "marking"


class PeopleModel(TupleModel[Stakeholder]):
    """A row for each person or body."""

    columns = Column

    def head(self, column: Any) -> str:
        return {
            Column.NAME: self.tr("Name"),
            Column.ROLE: self.tr("Role"),
            Column.SIDE: self.tr("Side"),
            Column.STANCE: self.tr("Stance"),
            Column.INFLUENCE: self.tr("Influence"),
            Column.INTEREST: self.tr("Interest"),
            Column.LINK: self.tr("Link"),
            Column.MARKING: self.tr("Marking"),
        }[column]

    def words(self, record: Stakeholder, column: Any) -> str:
        return {
            Column.NAME: record.name,
            Column.ROLE: ", ".join(part for part in (record.role, record.body) if part),
            Column.SIDE: side_words(record.side),
            Column.STANCE: stance_words(record.stance),
            Column.INFLUENCE: str(record.influence),
            Column.INTEREST: str(record.interest),
            Column.LINK: record.link_owner or "–",
            Column.MARKING: str(record.marking),
        }[column]

    def is_figure(self, column: Any) -> bool:
        return column in (Column.INFLUENCE, Column.INTEREST)

    def is_strong(self, record: Stakeholder, column: Any) -> bool:
        return column is Column.NAME

    def extra(self, record: Stakeholder, column: Any, role: int) -> Any:
        return record.marking if column is Column.MARKING and role == MARKING_ROLE else None
