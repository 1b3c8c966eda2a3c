"""The tables of a workspace file, one for each kind of record. ``…Row`` classes stay inside `negotiator.storage`.

A row's columns bear the names of the record's fields; a test holds that. Tables are STRICT: a text in a number's
place is found by SQLite itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from negotiator.domain.establishment import Allowance, StaffLine
from negotiator.domain.markings import Audience, Marking
from negotiator.domain.proposals import Scope, Terms
from negotiator.storage.columns import AsJson, AsText, Flag, LinesTable

SCHEMA_VERSION = 1
"""The newest schema; ``user_version`` of the file. A new one needs a step in `storage.migrations`."""

APPLICATION_ID = int.from_bytes(b"NEGO", "big")

Texts = tuple[str, ...]
Counts = tuple[tuple[str, int], ...]
Amounts = Mapping[str, Decimal]
Allowances = tuple[Allowance, ...]
Lines = tuple[StaffLine, ...]


class Base(DeclarativeBase):
    """The one registry and metadata of a workspace file."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        int: Integer(),
        bool: Flag(),
        Decimal: AsText(Decimal),
        date: AsText(date),
        datetime: AsText(datetime),
        Marking: AsText(Marking),
        Audience: AsText(Audience),
        Terms: AsJson(Terms),
        Scope: AsJson(Scope),
        Texts: AsJson(Texts),
        Counts: AsJson(Counts),
        Amounts: AsJson(Amounts),
        Allowances: AsJson(Allowances),
        Lines: LinesTable(),
    }


def _one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(value) for value in values)})", name=column)


class RecordRow:
    """What every record has."""

    __table_args__: Any = ({"sqlite_strict": True},)

    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]

    @declared_attr
    def marking(cls) -> Mapped[Marking]:  # noqa: N805 (SQLAlchemy gives the class)
        return mapped_column(_marking_check(), nullable=False)


def _marking_check() -> CheckConstraint:
    return _one_of("marking", tuple(marking.value for marking in Marking))


class SettingsRow(RecordRow, Base):
    __tablename__ = "settings"

    title: Mapped[str]
    organisation_name: Mapped[str]
    organisation_code: Mapped[str]
    forum: Mapped[str]
    prepared_by: Mapped[str]
    jurisdiction: Mapped[str]
    first_year: Mapped[str]
    years: Mapped[int]
    basis: Mapped[str]
    discount: Mapped[Decimal]
    awards: Mapped[Amounts]
    pension_rates: Mapped[Amounts]
    edition: Mapped[str]
    fictional: Mapped[bool]


class StaffLineRow(RecordRow, Base):
    __tablename__ = "staff_line"

    name: Mapped[str]
    group: Mapped[str]
    band: Mapped[str]
    step: Mapped[str]
    headcount: Mapped[int]
    wte: Mapped[Decimal]
    hcas: Mapped[str]
    saturday_night_hours: Mapped[Decimal]
    sunday_holiday_hours: Mapped[Decimal]
    overtime_hours: Mapped[Decimal]
    overtime_holiday_hours: Mapped[Decimal]
    pension_share: Mapped[Decimal]
    rrp_long_term: Mapped[Decimal]
    rrp_short_term: Mapped[Decimal]
    allowances: Mapped[Allowances]
    next_step: Mapped[date | None]
    role: Mapped[str]


class SnapshotRow(RecordRow, Base):
    __tablename__ = "snapshot"

    name: Mapped[str]
    taken_on: Mapped[date]
    source: Mapped[str]
    lines: Mapped[Lines]


class ProposalRow(RecordRow, Base):
    __tablename__ = "proposal"

    name: Mapped[str]
    summary: Mapped[str]


class OptionRow(RecordRow, Base):
    __tablename__ = "option"

    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposal.id"), index=True)
    name: Mapped[str]
    summary: Mapped[str]
    preferred: Mapped[bool]


class MeasureRow(RecordRow, Base):
    __tablename__ = "measure"

    option_id: Mapped[str] = mapped_column(ForeignKey("option.id"), index=True)
    terms: Mapped[Terms]
    why: Mapped[str]
    enabled: Mapped[bool]


class MeasureTemplateRow(RecordRow, Base):
    __tablename__ = "measure_template"

    name: Mapped[str]
    terms: Mapped[Terms]


class MandateRow(RecordRow, Base):
    __tablename__ = "mandate"

    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposal.id"), index=True)
    envelope: Mapped[Decimal | None]
    envelope_by_year: Mapped[Amounts]
    reserve: Mapped[Decimal | None]
    red_lines: Mapped[Texts]
    authority: Mapped[str]


class StakeholderRow(RecordRow, Base):
    __tablename__ = "stakeholder"

    name: Mapped[str]
    role: Mapped[str]
    body: Mapped[str]
    is_body: Mapped[bool]
    side: Mapped[str]
    influence: Mapped[int]
    interest: Mapped[int]
    stance: Mapped[str]
    speaks_for: Mapped[str]
    answers_to: Mapped[str]
    link_owner: Mapped[str]


class InterestRow(RecordRow, Base):
    __tablename__ = "interest"

    stakeholder_id: Mapped[str] = mapped_column(ForeignKey("stakeholder.id"), index=True)
    text: Mapped[str]
    kind: Mapped[str]
    served_by: Mapped[Texts]
    hearsay: Mapped[bool]


class NoteRow(RecordRow, Base):
    __tablename__ = "note"

    stakeholder_id: Mapped[str] = mapped_column(ForeignKey("stakeholder.id"), index=True)
    day: Mapped[date]
    text: Mapped[str]
    author: Mapped[str]
    source: Mapped[str]


class FactRow(RecordRow, Base):
    __tablename__ = "fact"

    statement: Mapped[str]
    source: Mapped[str]
    day: Mapped[date | None]
    page: Mapped[str]
    link: Mapped[str]
    verified: Mapped[bool]


class AssumptionRow(RecordRow, Base):
    __tablename__ = "assumption"

    statement: Mapped[str]
    owner: Mapped[str]
    reason: Mapped[str]
    review_on: Mapped[date | None]


class MeetingRow(RecordRow, Base):
    __tablename__ = "meeting"

    forum: Mapped[str]
    day: Mapped[date]
    time: Mapped[str]
    place: Mapped[str]
    purpose: Mapped[str]


class ActionRow(RecordRow, Base):
    __tablename__ = "action"

    text: Mapped[str]
    owner: Mapped[str]
    due: Mapped[date | None]
    done: Mapped[bool]


class PeerGroupRow(RecordRow, Base):
    __tablename__ = "peer_group"

    name: Mapped[str]
    basis: Mapped[str]
    codes: Mapped[Texts]
    count: Mapped[int]
    reason: Mapped[str]
    chosen: Mapped[bool]


class OwnFigureRow(RecordRow, Base):
    __tablename__ = "own_figure"

    metric_id: Mapped[str]
    value: Mapped[Decimal]
    period: Mapped[str]
    source: Mapped[str]
    day: Mapped[date | None]
    name: Mapped[str]
    unit: Mapped[str]
    direction: Mapped[str]


class ChosenMetricRow(RecordRow, Base):
    __tablename__ = "chosen_metric"

    metric_id: Mapped[str]


class InitiativeRow(RecordRow, Base):
    __tablename__ = "initiative"

    employer: Mapped[str]
    title: Mapped[str]
    what: Mapped[str]
    started_on: Mapped[date | None]
    staff_covered: Mapped[str]
    wte_covered: Mapped[Decimal | None]
    yearly_cost: Mapped[Decimal | None]
    price_year: Mapped[str]
    outcome: Mapped[str]
    contact: Mapped[str]
    source: Mapped[str]
    strength: Mapped[int]
    comparable: Mapped[int]
    option_ids: Mapped[Texts]
    fictional: Mapped[bool]


class PackPlanRow(RecordRow, Base):
    __tablename__ = "pack_plan"

    name: Mapped[str]
    audience: Mapped[Audience]
    sections: Mapped[Texts]
    subtitle: Mapped[str]
    decision_asked: Mapped[str]


class ExportEntryRow(RecordRow, Base):
    __tablename__ = "export_entry"

    at: Mapped[datetime]
    audience: Mapped[Audience]
    format: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    withheld: Mapped[Counts]
