"""The shipped, dated, sourced rates, scales, trusts and metrics, read into domain values. Nothing is read on import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from negotiator.domain.rates import Rates

if TYPE_CHECKING:
    from negotiator.reference.library import Library

CURRENT_EDITION = "2026-11"
"""The name of the newest edition that comes with the application."""


def rates_for(jurisdiction: str, edition: str = CURRENT_EDITION, folder: Path | None = None) -> Rates:
    """Every rate that costing needs for one jurisdiction, read once and kept.

    ``folder`` holds editions that a person added; the shipped ones are always found. Raises Refused where the edition
    is unknown or damaged, or the jurisdiction is none of the four.
    """
    from negotiator.reference import editions

    return editions.rates_for(jurisdiction, edition, folder)


def library(edition: str = CURRENT_EDITION, folder: Path | None = None) -> Library:
    """The trusts, metrics and values of an edition: one `Library`, kept, whose files are read when first needed."""
    from negotiator.reference import editions

    return editions.library(edition, folder)
