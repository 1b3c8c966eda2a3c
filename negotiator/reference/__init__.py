"""The shipped, dated, sourced rates, scales, trusts and metrics, read into domain values. Nothing is read on import.

Editions that a person added are in a folder of theirs, given as ``folder``; the shipped ones are always found. Every
function raises Refused where an edition is unknown, damaged or not sound. The format is in docs/reference-data.md.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from negotiator.domain.rates import Rates
    from negotiator.domain.rulebook import PayAward, RateChange, Rule
    from negotiator.reference.benchmarks import Library
    from negotiator.reference.editions import Edition

CURRENT_EDITION = "2026-11"
"""The name of the newest edition that comes with the application."""


def rates_for(jurisdiction: str, edition: str = CURRENT_EDITION, folder: Path | None = None) -> Rates:
    """Every rate that costing needs for one jurisdiction, read once and kept."""
    return edition_named(edition, folder).rates(jurisdiction)


def library(edition: str = CURRENT_EDITION, folder: Path | None = None) -> Library:
    """The trusts, metrics and values of an edition: one `Library`, kept, whose files are read when first needed."""
    return edition_named(edition, folder).library


def rules(edition: str = CURRENT_EDITION, folder: Path | None = None, book: str | None = None) -> tuple[Rule, ...]:
    """The rules and facts of an edition; of one book (``handbook``, ``facility_time``…) if it is named."""
    return tuple(rule for rule in edition_named(edition, folder).rules if book is None or rule.book == book)


def pay_awards(edition: str = CURRENT_EDITION, folder: Path | None = None) -> tuple[PayAward, ...]:
    """The awards behind the pay scales."""
    return edition_named(edition, folder).awards


def edition_named(name: str = CURRENT_EDITION, folder: Path | None = None) -> Edition:
    """The edition of this name, with everything that it holds."""
    from negotiator.reference import editions

    return editions.edition(name, folder)


def available_editions(folder: Path | None = None) -> tuple[Edition, ...]:
    """The editions that can be used, newest first."""
    from negotiator.reference import editions

    return editions.available_editions(folder)


def load_edition(origin: Path) -> Edition:
    """Read the edition in a folder or a zip file, all of it, as a stranger's."""
    from negotiator.reference import editions

    return editions.load_edition(origin)


def add_edition(origin: Path, folder: Path) -> Edition:
    """Check the edition in a folder or a zip file and keep a copy of it in ``folder``."""
    from negotiator.reference import editions

    return editions.add_edition(origin, folder)


def remove_edition(name: str, folder: Path) -> None:
    """Delete the copy of an edition that was added to ``folder``."""
    from negotiator.reference import editions

    editions.remove_edition(name, folder)


def compare_editions(before: Edition, after: Edition, jurisdiction: str | None = None) -> tuple[RateChange, ...]:
    """The rates that differ between two editions; of one jurisdiction if it is named."""
    from negotiator.reference import editions

    return editions.compare_editions(before, after, jurisdiction)
