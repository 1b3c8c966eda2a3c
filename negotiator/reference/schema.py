"""What the files of a reference edition are called and what their columns hold. The builder writes by it, the loader
checks by it, and docs/reference-data.md describes it in words.

Every table ends with the provenance columns: ``verified``, ``sources`` (keys of sources.toml, separated by a space) and
``doubt`` (what an unverified figure rests on).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from negotiator.domain.establishment import BANDS, STEPS
from negotiator.domain.workspace import JURISDICTIONS

FORMAT = 1
"""The number of this file format; an edition with another number is refused."""

MANIFEST = "edition.toml"
SOURCES = "sources.toml"
METRICS = "metrics.toml"
METRIC_SOURCES = "metric-sources.toml"
TRUSTS = "trusts.csv"
VALUES = "trust-values.csv"
RULES = "rules.toml"

UNSOCIAL_GROUPS = ("1", "2", "3", "4-9")


class Kind(StrEnum):
    """How a cell is read."""

    TEXT = "text"
    CHOICE = "choice"
    MONEY = "money"
    SHARE = "share"
    NUMBER = "number"
    WHOLE = "whole"
    YEAR = "year"
    DAY = "day"
    FLAG = "flag"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. A cell may be empty only where ``required`` is False. Bounds are inclusive."""

    name: str
    kind: Kind
    required: bool = True
    choices: tuple[str, ...] = ()
    least: Decimal = Decimal(0)
    most: Decimal = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of an edition: its columns in order, and the columns that together name a row."""

    columns: tuple[Column, ...]
    key: tuple[str, ...]


PROVENANCE = (
    Column("verified", Kind.FLAG),
    Column("sources", Kind.SOURCES),
    Column("doubt", Kind.TEXT, required=False),
)

_JURISDICTION = Column("jurisdiction", Kind.CHOICE, choices=JURISDICTIONS)
_YEAR = Column("year", Kind.YEAR)


def _share(name: str) -> Column:
    return Column(name, Kind.SHARE, most=Decimal(1))


def _money(name: str, required: bool = True) -> Column:
    return Column(name, Kind.MONEY, required=required)


PAY_SCALES = "pay-scales.csv"
HIGH_COST_AREAS = "high-cost-areas.csv"
EMPLOYER_NI = "employer-national-insurance.csv"
EMPLOYER_PENSION = "employer-pension.csv"
LEVY = "apprenticeship-levy.csv"
PENSION_TIERS = "employee-pension-tiers.csv"
INCOME_TAX = "income-tax-bands.csv"
PERSONAL_TAX = "personal-tax.csv"
UNSOCIAL_HOURS = "unsocial-hours.csv"
WORKING_WEEK = "working-week.csv"
WAGE_FLOORS = "wage-floors.csv"
REDUNDANCY = "redundancy.csv"
AWARDS = "pay-awards.csv"
STATUTORY_PAY = "statutory-pay.csv"

TABLES: Mapping[str, Table] = {
    PAY_SCALES: Table(
        (
            _JURISDICTION,
            _YEAR,
            Column("in_force_from", Kind.DAY),
            Column("band", Kind.CHOICE, choices=BANDS),
            Column("step", Kind.CHOICE, choices=STEPS),
            Column("annual", Kind.MONEY, least=Decimal(1)),
            Column("years_to_next", Kind.WHOLE, required=False, least=Decimal(1), most=Decimal(10)),
            *PROVENANCE,
        ),
        ("jurisdiction", "year", "band", "step"),
    ),
    AWARDS: Table(
        (
            _JURISDICTION,
            _YEAR,
            Column("share", Kind.SHARE, required=False, most=Decimal(1)),
            Column("note", Kind.TEXT, required=False),
            *PROVENANCE,
        ),
        ("jurisdiction", "year"),
    ),
    HIGH_COST_AREAS: Table(
        (
            _YEAR,
            Column("zone", Kind.CHOICE, choices=("inner", "outer", "fringe")),
            _share("share"),
            _money("minimum"),
            _money("maximum"),
            *PROVENANCE,
        ),
        ("year", "zone"),
    ),
    EMPLOYER_NI: Table((_YEAR, _share("rate"), _money("threshold"), *PROVENANCE), ("year",)),
    EMPLOYER_PENSION: Table(
        (_JURISDICTION, _YEAR, _share("trust"), _share("whole_nhs"), *PROVENANCE), ("jurisdiction", "year")
    ),
    LEVY: Table((_share("rate"), _money("yearly_allowance"), *PROVENANCE), ()),
    PENSION_TIERS: Table(
        (_JURISDICTION, _YEAR, _money("from_pay"), _money("to_pay", required=False), _share("rate"), *PROVENANCE),
        ("jurisdiction", "year", "from_pay"),
    ),
    PERSONAL_TAX: Table(
        (
            _JURISDICTION,
            _YEAR,
            _money("personal_allowance"),
            _money("taper_from"),
            _money("ni_primary_threshold"),
            _money("ni_upper_limit"),
            _share("ni_main"),
            _share("ni_upper"),
            *PROVENANCE,
        ),
        ("jurisdiction", "year"),
    ),
    INCOME_TAX: Table(
        (
            _JURISDICTION,
            _YEAR,
            Column("name", Kind.TEXT),
            _money("above"),
            _share("rate"),
            *PROVENANCE,
        ),
        ("jurisdiction", "year", "above"),
    ),
    UNSOCIAL_HOURS: Table(
        (
            _JURISDICTION,
            Column("bands", Kind.CHOICE, choices=UNSOCIAL_GROUPS),
            Column("saturday_night", Kind.SHARE, most=Decimal(2)),
            Column("sunday_holiday", Kind.SHARE, most=Decimal(2)),
            *PROVENANCE,
        ),
        ("jurisdiction", "bands"),
    ),
    WORKING_WEEK: Table(
        (_JURISDICTION, _YEAR, Column("hours", Kind.NUMBER, least=Decimal(20), most=Decimal(60)), *PROVENANCE),
        ("jurisdiction", "year"),
    ),
    WAGE_FLOORS: Table(
        (
            Column("from_day", Kind.DAY),
            Column("hourly", Kind.NUMBER, least=Decimal(1), most=Decimal(100)),
            Column("from_age", Kind.WHOLE, least=Decimal(16), most=Decimal(30)),
            Column("aged_18_to_20", Kind.NUMBER, most=Decimal(100)),
            Column("aged_16_to_17", Kind.NUMBER, most=Decimal(100)),
            Column("apprentice", Kind.NUMBER, most=Decimal(100)),
            *PROVENANCE,
        ),
        ("from_day",),
    ),
    STATUTORY_PAY: Table(
        (
            _YEAR,
            _money("sick_pay_weekly"),
            _money("maternity_pay_weekly"),
            _money("weeks_pay_cap"),
            _money("most_redundancy_pay", required=False),
            *PROVENANCE,
        ),
        ("year",),
    ),
    REDUNDANCY: Table(
        (
            _JURISDICTION,
            Column("least_years", Kind.WHOLE, most=Decimal(60)),
            Column("most_years", Kind.WHOLE, most=Decimal(60)),
            _money("floor", required=False),
            _money("cap", required=False),
            _money("nic_free"),
            *PROVENANCE,
        ),
        ("jurisdiction",),
    ),
}
"""The tables of rates, by file name."""

TRUST_TABLE = Table(
    (
        Column("code", Kind.TEXT),
        Column("name", Kind.TEXT),
        Column("former_name", Kind.TEXT, required=False),
        Column("type", Kind.TEXT),
        Column("peer_group", Kind.TEXT, required=False),
        Column("region", Kind.TEXT),
        Column("ics", Kind.TEXT, required=False),
        Column("icb_code", Kind.TEXT, required=False),
        Column("icb", Kind.TEXT, required=False),
        Column("status", Kind.CHOICE, choices=("current", "merged")),
        Column("successor", Kind.TEXT, required=False),
        Column("merged_on", Kind.DAY, required=False),
        Column("predecessors", Kind.TEXT, required=False),
    ),
    ("code",),
)
"""Trusts. Their source is ``TRUST_SOURCE`` in metric-sources.toml. ``predecessors`` are codes separated by a space."""

TRUST_SOURCE = "ods-trusts"

BOOKS = ("handbook", "hcas", "on_costs", "wage_floors", "consultation", "facility_time")
"""The books of rules in rules.toml."""

VALUE_COLUMNS = ("metric", "period", "code", "value", "source")
"""The columns of trust-values.csv, sorted by metric, period and trust."""

FILES = (*TABLES, SOURCES, RULES, TRUSTS, METRICS, METRIC_SOURCES, VALUES)
"""Every file of an edition besides the manifest. An edition holds exactly these."""
