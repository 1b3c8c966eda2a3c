"""What the window looks up in a reference edition: trusts to choose from, rates to show, attributions to print."""

from __future__ import annotations

from negotiator.domain.benchmarking.data import MetricSource, Trust
from negotiator.domain.problems import Refused
from negotiator.domain.rates import Rates
from negotiator.reference import CURRENT_EDITION
from negotiator.reference.benchmarks import Library
from negotiator.services.editions import library, rates_for


def current_edition() -> str:
    """The newest edition that comes with the application."""
    return CURRENT_EDITION


def trusts(edition: str = CURRENT_EDITION) -> tuple[Trust, ...]:
    """The trusts of today, by name."""
    return tuple(sorted(library(edition).trusts(), key=lambda trust: trust.name))


def trusts_to_choose(edition: str) -> tuple[Trust, ...]:
    """The trusts of an edition by name; where it is not here, those of the newest that comes with the application."""
    try:
        return trusts(edition)
    except Refused:
        return trusts()


def rates(jurisdiction: str, edition: str = CURRENT_EDITION) -> Rates:
    """Every rate of a jurisdiction, each with its source. Raises Refused for an edition that is not there."""
    return rates_for(jurisdiction, edition)


def attributions(edition: str = CURRENT_EDITION) -> tuple[str, ...]:
    """The lines that the licences of an edition's sources ask for."""
    return tuple(library(edition).attribution)


def metric_sources(edition: str = CURRENT_EDITION) -> tuple[MetricSource, ...]:
    """Where the trusts' values come from, and on what terms."""
    return library(edition).sources()


def library_of(edition: str = CURRENT_EDITION) -> Library:
    """The trusts and metrics of an edition, read, so that the first comparison need not wait."""
    found = library(edition)
    found.metrics()
    found.trusts()
    found.values("workforce_fte_avg")
    return found
