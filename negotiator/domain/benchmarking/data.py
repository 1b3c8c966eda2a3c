"""Trusts and the metrics in which they are compared, as `negotiator.reference` reads them from an edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

DIRECTIONS = ("higher_is_better", "lower_is_better", "neutral")


@dataclass(frozen=True, slots=True)
class Trust:
    """An NHS trust of England by its ODS code.

    A merged trust keeps its own values; ``successor`` is the code of the trust that it became part of (empty where it
    was dissolved) and ``merged_on`` the day. ``predecessors`` are the codes of trusts that became part of this one.
    ``icb`` is the integrated care board of April 2026. Empty text where a field is not known.
    """

    code: str
    name: str
    type: str
    peer_group: str
    region: str
    ics: str
    icb_code: str
    icb: str
    current: bool
    successor: str = ""
    merged_on: date | None = None
    predecessors: tuple[str, ...] = ()
    former_name: str = ""


@dataclass(frozen=True, slots=True)
class MetricSource:
    """Where values of a metric come from, and on what terms.

    ``licence_stated`` is False where the published file states no licence: such values can be left out of an edition.
    ``obtained_from`` names the public copy that was read, ``checks`` how it was checked; ``verified`` says that it was
    compared with the publisher's own checksum, totals or file, or with a second copy.
    """

    id: str
    title: str
    publisher: str
    link: str
    licence: str
    licence_stated: bool
    period: str
    attribution: str
    verified: bool
    checks: str
    obtained_from: str = ""


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure in which trusts are compared.

    ``comparison_period`` is the one to rank by: the latest with good coverage, not always the newest. ``decimals`` is
    the number of places to show. ``caveat`` and ``use`` may be empty.
    """

    id: str
    name: str
    definition: str
    unit: str
    direction: str
    theme: str
    decimals: int
    derived: bool
    periods: tuple[str, ...]
    comparison_period: str
    source_ids: tuple[str, ...]
    caveat: str = ""
    use: str = ""

    @property
    def latest_period(self) -> str:
        return self.periods[-1]


@dataclass(frozen=True, slots=True)
class TrustValue:
    """One value of one metric, of a trust in a period, with the id of its source."""

    code: str
    metric_id: str
    period: str
    value: Decimal
    source_id: str


PeriodValues = Mapping[str, Decimal]
"""The values of one metric in one period, by trust code."""
