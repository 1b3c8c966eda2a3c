"""Dated, sourced rates: what `negotiator.reference` reads from an edition and the costing engine works with.

Years are financial or tax years by label (``2026/27``). Money is Decimal pounds a year, shares are Decimal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a figure comes from. ``verified`` False: shown as unverified, with ``doubt`` saying what it rests on."""

    source: str
    verified: bool
    doubt: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class PayPoint:
    """Full-time yearly basic pay of a band and step; ``years_to_next`` None at the last step of the band."""

    band: str
    step: str
    annual: Decimal
    years_to_next: int | None
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class PayScale:
    """The scale of one jurisdiction in one year, points in the published order (band, then lowest step first)."""

    jurisdiction: str
    year: str
    in_force_from: date
    points: tuple[PayPoint, ...]


@dataclass(frozen=True, slots=True)
class HcasRate:
    """High cost area supplement: a share of full-time basic pay between two bounds a year."""

    zone: str
    share: Decimal
    minimum: Decimal
    maximum: Decimal
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class EmployerNi:
    """Employer National Insurance: share of pay above a yearly threshold, for each person and month (a twelfth)."""

    year: str
    rate: Decimal
    threshold: Decimal
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class EmployerPension:
    """Employer pension rates of pensionable pay: what the trust pays locally, and the whole rate with its levy."""

    year: str
    trust: Decimal
    whole_nhs: Decimal
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class UnsocialRates:
    """Enhancement of hourly pay by band group (``1``, ``2``, ``3``, ``4-9``), as shares."""

    saturday_night: Mapping[str, Decimal]
    sunday_holiday: Mapping[str, Decimal]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class WageFloor:
    """National Living Wage, £ an hour, from a day."""

    from_day: date
    hourly: Decimal
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class PensionTier:
    """Employee pension contribution: ``rate`` of pensionable pay, for pay from ``from_pay`` to ``to_pay``."""

    from_pay: Decimal
    to_pay: Decimal | None
    rate: Decimal
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class TaxBand:
    """Income tax: ``rate`` on taxable income (after the allowance) above ``above``, up to the next band's."""

    name: str
    above: Decimal
    rate: Decimal
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class PersonalTax:
    """Income tax and employee National Insurance of one country and tax year.

    The personal allowance is tapered by £1 for every £2 of income above ``taper_from``. Employee NI:
    ``ni_main`` between ``ni_primary_threshold`` and ``ni_upper_limit``, ``ni_upper`` above.
    """

    jurisdiction: str
    year: str
    personal_allowance: Decimal
    taper_from: Decimal
    bands: tuple[TaxBand, ...]
    ni_primary_threshold: Decimal
    ni_upper_limit: Decimal
    ni_main: Decimal
    ni_upper: Decimal
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class RedundancyRules:
    """Handbook section 16: reckonable service in complete years, floor and cap of yearly pay (England only)."""

    least_years: int
    most_years: int
    floor: Decimal | None
    cap: Decimal | None
    nic_free: Decimal
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Rates:
    """Every rate that costing needs for one jurisdiction, from one edition. Mappings are keyed by year label.

    ``week_hours`` are the full-time weekly hours by year; years after the last known one keep the last.
    ``hcas`` is empty outside England.
    """

    jurisdiction: str
    edition: str
    scales: Mapping[str, PayScale]
    hcas: Mapping[str, Mapping[str, HcasRate]]
    employer_ni: Mapping[str, EmployerNi]
    employer_pension: Mapping[str, EmployerPension]
    levy: Decimal
    levy_provenance: Provenance
    unsocial: UnsocialRates
    week_hours: Mapping[str, Decimal]
    wage_floors: tuple[WageFloor, ...]
    redundancy: RedundancyRules
    pension_tiers: Mapping[str, tuple[PensionTier, ...]] = field(default_factory=dict)
    personal_tax: Mapping[str, PersonalTax] = field(default_factory=dict)
