"""The shipped, dated, sourced rates, scales, trusts and metrics, read into domain values. Nothing is read on import."""

from __future__ import annotations

from pathlib import Path

from negotiator.domain.rates import Rates


def rates_for(jurisdiction: str, edition: str = "2026-11", folder: Path | None = None) -> Rates:
    """Every rate that costing needs for one jurisdiction, read once and kept.

    ``folder`` holds editions that a person added; the shipped ones are always found. Raises Refused where the edition
    is unknown or damaged, or the jurisdiction is none of the four.
    """
    from negotiator.reference import editions

    return editions.rates_for(jurisdiction, edition, folder)
