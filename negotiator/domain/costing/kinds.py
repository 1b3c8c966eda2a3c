"""The measure kinds and their parameters (costing method, section 4): one table that reading, checking and forms share.

Words for kinds and parameters are in `negotiator.wording.measures`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class FieldType(StrEnum):
    """How a parameter is read, checked and typed into a form."""

    MONEY = "money"
    SHARE = "share"
    NUMBER = "number"
    WHOLE = "whole"
    FLAG = "flag"
    CHOICE = "choice"
    BAND = "band"
    STEP = "step"
    ZONE = "zone"
    TEXT = "text"
    DAY = "day"
    UNSOCIAL_TABLE = "unsocial_table"
    PEOPLE_TABLE = "people_table"
    SHARES_BY_YEAR = "shares_by_year"
    ALLOWANCES = "allowances"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One parameter of a kind. ``uncertain``: may carry a low and a high. Bounds are inclusive unless said."""

    name: str
    type: FieldType
    required: bool = False
    default: object = None
    least: Decimal | None = None
    most: Decimal | None = None
    choices: tuple[str, ...] = ()
    uncertain: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class MeasureKind:
    """A kind of measure. ``scoped``: takes a scope. ``always_once``: counts as non-recurrent whatever its dates.

    ``one_of`` lists groups of parameters of which exactly one must be given (``amount`` or ``percent``);
    ``at_most_one`` groups of which one may be given.
    """

    name: str
    fields: tuple[FieldSpec, ...]
    scoped: bool = True
    always_once: bool = False
    one_of: tuple[tuple[str, ...], ...] = ()
    at_most_one: tuple[tuple[str, ...], ...] = ()

    def field(self, name: str) -> FieldSpec:
        """The parameter of this name; KeyError where the kind has none."""
        for spec in self.fields:
            if spec.name == name:
                return spec
        raise KeyError(name)


_NOUGHT, _ONE = Decimal(0), Decimal(1)
_WEEK = Decimal(168)
_YEAR = Decimal(366)


def _money(name: str, *, required: bool = True, least: Decimal | None = None, unit: str = "£ a year") -> FieldSpec:
    return FieldSpec(name, FieldType.MONEY, required, least=least, uncertain=True, unit=unit)


def _share(
    name: str,
    *,
    required: bool = True,
    default: Decimal | None = None,
    least: Decimal = _NOUGHT,
    most: Decimal | None = _ONE,
) -> FieldSpec:
    return FieldSpec(name, FieldType.SHARE, required, default, least, most, uncertain=True, unit="%")


def _percent(name: str = "percent", *, required: bool = True, default: Decimal | None = None) -> FieldSpec:
    """A change as a share; above a quarter it brings a warning, it is not refused."""
    return _share(name, required=required, default=default, least=-_ONE, most=None)


def _number(
    name: str,
    unit: str,
    *,
    required: bool = True,
    default: Decimal | None = None,
    least: Decimal | None = _NOUGHT,
    most: Decimal | None = None,
) -> FieldSpec:
    return FieldSpec(name, FieldType.NUMBER, required, default, least, most, uncertain=True, unit=unit)


def _whole(
    name: str, unit: str, *, required: bool = True, least: Decimal | None = _NOUGHT, most: Decimal | None = None
) -> FieldSpec:
    return FieldSpec(name, FieldType.WHOLE, required, None, least, most, uncertain=True, unit=unit)


_PENSIONABLE = FieldSpec("pensionable", FieldType.FLAG, default=False)
_RECURRENT = FieldSpec("recurrent", FieldType.FLAG, default=True)
_HCAS = FieldSpec("hcas", FieldType.ZONE, default="none")

BACKFILL_FIELDS = (
    _share("backfill", required=False, default=_NOUGHT),
    FieldSpec("backfill_rate", FieldType.CHOICE, default="plain", choices=("plain", "overtime", "agency")),
    _money("agency_hourly", required=False, least=_NOUGHT, unit="£ an hour"),
    _share("holiday_pay", required=False, default=_NOUGHT, most=None),
)
"""What every measure that takes hours away, or gives them back, says about buying them."""

LINE_FIELDS = (
    _HCAS,
    _number("saturday_night_hours", "hours a week", required=False, default=_NOUGHT, most=_WEEK),
    _number("sunday_holiday_hours", "hours a week", required=False, default=_NOUGHT, most=_WEEK),
    _number("overtime_hours", "hours a week", required=False, default=_NOUGHT, most=_WEEK),
    _number("overtime_holiday_hours", "hours a week", required=False, default=_NOUGHT, most=_WEEK),
    _share("pension_share", required=False, default=Decimal("0.9")),
    _share("rrp_long_term", required=False, default=_NOUGHT, most=None),
    _share("rrp_short_term", required=False, default=_NOUGHT, most=None),
    FieldSpec("allowances", FieldType.ALLOWANCES),
    FieldSpec("next_step", FieldType.DAY),
)
"""A staff line's fields beside its name, group, band, step, heads and WTE."""

_KINDS = (
    MeasureKind("pay_uplift", (_percent(),)),
    MeasureKind("flat_uplift", (_money("amount"),)),
    MeasureKind("greater_of_uplift", (_percent(), _money("minimum"))),
    MeasureKind(
        "lump_sum",
        (_money("amount", required=False, unit="£ per WTE"), _percent(required=False), _PENSIONABLE),
        always_once=True,
        one_of=(("amount", "percent"),),
    ),
    MeasureKind(
        "regrade",
        (
            FieldSpec("to_band", FieldType.BAND, required=True),
            _whole("headcount", "people", required=False),
            _share("share", required=False),
        ),
        at_most_one=(("headcount", "share"),),
    ),
    MeasureKind(
        "allowance",
        (
            _money("amount"),
            FieldSpec("per", FieldType.CHOICE, default="person", choices=("person", "wte")),
            _PENSIONABLE,
        ),
    ),
    MeasureKind(
        "shift_payment", (_money("amount", unit="£ a shift"), _number("per_week", "shifts a week"), _PENSIONABLE)
    ),
    MeasureKind("rrp", (_percent(), FieldSpec("term", FieldType.CHOICE, required=True, choices=("long", "short")))),
    MeasureKind("unsocial_rates", (FieldSpec("rates", FieldType.UNSOCIAL_TABLE, required=True),)),
    MeasureKind(
        "on_call",
        (
            _number("sessions_per_week", "sessions a week", required=False, default=_NOUGHT),
            _money("session_amount", required=False, unit="£ a session"),
            _number("callout_hours_per_week", "hours a week", required=False, default=_NOUGHT),
            _PENSIONABLE,
        ),
    ),
    MeasureKind("working_week", (_number("hours", "hours a week", least=_ONE, most=_WEEK), *BACKFILL_FIELDS)),
    MeasureKind("annual_leave", (_number("days", "days a year", least=-_YEAR, most=_YEAR), *BACKFILL_FIELDS)),
    MeasureKind(
        "paid_release",
        (
            _number("days", "days a year"),
            FieldSpec("per", FieldType.CHOICE, default="all", choices=("all", "person")),
            *BACKFILL_FIELDS,
        ),
    ),
    MeasureKind("sickness_change", (_share("points", least=-_ONE), *BACKFILL_FIELDS)),
    MeasureKind(
        "posts",
        (
            FieldSpec("id", FieldType.TEXT),
            _whole("headcount", "people", least=None),
            _number("wte", "WTE", least=None),
            FieldSpec("group", FieldType.TEXT, required=True),
            FieldSpec("band", FieldType.BAND, required=True),
            FieldSpec("step", FieldType.STEP, required=True),
            *LINE_FIELDS,
        ),
        scoped=False,
    ),
    MeasureKind(
        "redundancy",
        (
            FieldSpec("people", FieldType.PEOPLE_TABLE),
            _whole("headcount", "people", required=False),
            _number("wte", "WTE", required=False),
            _number("service_years", "years", required=False, most=Decimal(80)),
            FieldSpec("band", FieldType.BAND),
            FieldSpec("step", FieldType.STEP),
            _HCAS,
            _share("rrp_long_term", required=False, default=_NOUGHT, most=None),
        ),
        scoped=False,
        always_once=True,
        one_of=(("people", "headcount"),),
    ),
    MeasureKind(
        "pay_protection",
        (
            _whole("headcount", "people"),
            FieldSpec("from_band", FieldType.BAND, required=True),
            FieldSpec("from_step", FieldType.STEP, required=True),
            FieldSpec("to_band", FieldType.BAND, required=True),
            FieldSpec("to_step", FieldType.STEP, required=True),
            _whole("months", "months", least=_ONE, most=Decimal(600)),
            FieldSpec("share_by_year", FieldType.SHARES_BY_YEAR, required=True, least=_NOUGHT, most=_ONE),
            _share("pension_share", required=False, default=Decimal("0.9")),
        ),
        scoped=False,
        always_once=True,
    ),
    MeasureKind(
        "turnover_change",
        (_number("leavers_avoided", "people a year", least=None), _money("cost_per_leaver", unit="£ a leaver")),
        scoped=False,
    ),
    MeasureKind(
        "agency_replacement",
        (
            FieldSpec("id", FieldType.TEXT),
            _number("hours_per_week", "hours a week"),
            _money("agency_hourly", least=_NOUGHT, unit="£ an hour"),
            FieldSpec("band", FieldType.BAND, required=True),
            FieldSpec("step", FieldType.STEP, required=True),
            _share("headroom", required=False, default=Decimal("0.22"), most=None),
            _whole("headcount", "people", required=False),
            FieldSpec("group", FieldType.TEXT),
            *LINE_FIELDS,
        ),
        scoped=False,
    ),
    MeasureKind(
        "non_pay",
        (_money("amount"), _RECURRENT, _percent("yearly_growth", required=False, default=_NOUGHT)),
        scoped=False,
    ),
    MeasureKind(
        "income",
        (_money("amount"), _RECURRENT, _percent("yearly_growth", required=False, default=_NOUGHT)),
        scoped=False,
    ),
)

KINDS: Mapping[str, MeasureKind] = {kind.name: kind for kind in _KINDS}
"""Every kind by name, in the method's order. ``scoped`` False: a scope may be given and has no effect."""

PERSON_FIELDS = (
    FieldSpec("band", FieldType.BAND, required=True),
    FieldSpec("step", FieldType.STEP, required=True),
    _number("service_years", "years", most=Decimal(80)),
    _number("wte", "WTE", required=False, default=_ONE, most=Decimal("1.2")),
    _HCAS,
    _share("rrp_long_term", required=False, default=_NOUGHT, most=None),
)
"""One person of a redundancy's ``people``."""
