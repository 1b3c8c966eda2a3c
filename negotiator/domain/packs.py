"""What is printed for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from negotiator.domain.markings import Audience, Marking

SECTIONS = ("summary", "options", "costs", "benchmarks", "initiatives", "people", "assumptions", "workings", "sources")
"""Sections of a pack in their order; the cover and the contents are always there."""


@dataclass(frozen=True, slots=True)
class PackPlan:
    """A saved pack: its audience, its sections in order, and what the cover says."""

    id: str
    name: str
    audience: Audience = Audience.JOINT
    sections: tuple[str, ...] = SECTIONS
    subtitle: str = ""
    decision_asked: str = ""
    position: int = 0
    marking: Marking = Marking.TEAM


@dataclass(frozen=True, slots=True)
class ExportEntry:
    """One thing that left the workspace: when, for whom, in which form, its SHA-256, and what was withheld, by kind."""

    id: str
    at: datetime
    audience: Audience
    format: str
    file_name: str
    sha256: str
    withheld: tuple[tuple[str, int], ...] = ()
    position: int = 0
    marking: Marking = Marking.TEAM
