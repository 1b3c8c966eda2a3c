"""Rules and facts beside the rates: what the handbook and the law say, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from negotiator.domain.rates import Provenance


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule or fact.

    ``book`` is the body of rules (``handbook``, ``hcas``, ``on_costs``, ``wage_floors``, ``consultation``,
    ``facility_time``), ``topic`` its part, ``section`` the paragraph or statute where known. No jurisdictions: it holds
    wherever the book does. ``value`` is the figure in the statement, in ``unit``; None where there is none.
    """

    id: str
    book: str
    topic: str
    statement: str
    provenance: Provenance
    section: str = ""
    jurisdictions: tuple[str, ...] = ()
    year: str = ""
    value: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PayAward:
    """What was awarded in a year; ``share`` None where it was no percentage. ``note`` says what else was agreed."""

    jurisdiction: str
    year: str
    share: Decimal | None
    note: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class StatutoryPay:
    """Statutory sick and maternity pay, £ a week, and the week's pay and payment at which redundancy pay is capped."""

    year: str
    sick_pay_weekly: Decimal
    maternity_pay_weekly: Decimal
    weeks_pay_cap: Decimal
    most_redundancy_pay: Decimal | None
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class RateChange:
    """A rate that differs between two editions.

    ``table`` is the file (``pay-scales.csv``), ``row`` what names the row (``("England", "2026/27", "5", "top")``),
    ``column`` the figure; empty for a row that only one edition has. ``before`` or ``after`` is None where that edition
    has no such row. ``provenance`` is that of the newer figure, or of the one that went.
    """

    table: str
    row: tuple[str, ...]
    column: str
    before: object
    after: object
    provenance: Provenance
