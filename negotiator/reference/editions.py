"""Where editions are found, and the lazy, cached way to what they hold."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from negotiator.domain.problems import Problem, Refused
from negotiator.domain.rates import Rates
from negotiator.reference.files import EditionFiles, open_edition
from negotiator.reference.library import Library
from negotiator.reference.rates import Tables, rates_from, read_tables

SHIPPED = Path(__file__).parents[2] / "resources" / "reference"
"""The folder of the editions that come with the application."""


def find_edition(name: str, folder: Path | None = None) -> EditionFiles:
    """Open the edition of this name: from ``folder`` (editions that a person added), or a shipped one."""
    for place in (folder, SHIPPED):
        if place is not None and "/" not in name and "\\" not in name and (place / name).is_dir():
            edition = open_edition(place / name)
            if edition.name != name:
                raise Refused(Problem("reference_name", "edition.toml: edition.name", {"name": name}))
            return edition
    raise Refused(Problem("reference_not_found", "", {"name": name}))


@cache
def tables_of(name: str, folder: Path | None = None) -> Tables:
    """The tables of rates of an edition, read once."""
    return read_tables(find_edition(name, folder))


@cache
def rates_for(jurisdiction: str, edition: str, folder: Path | None = None) -> Rates:
    """See `negotiator.reference.rates_for`."""
    return rates_from(tables_of(edition, folder), jurisdiction, edition)


@cache
def library(edition: str, folder: Path | None = None) -> Library:
    """See `negotiator.reference.library`."""
    return Library(find_edition(edition, folder))
