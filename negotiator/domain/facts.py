"""Facts with their source, and assumptions with their owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from negotiator.domain.markings import Marking


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure or statement with source, date and page. ``verified`` says that someone has looked at the source."""

    id: str
    statement: str
    source: str = ""
    day: date | None = None
    page: str = ""
    link: str = ""
    verified: bool = False
    position: int = 0
    marking: Marking = Marking.JOINT


@dataclass(frozen=True, slots=True)
class Assumption:
    """What is taken to be so until it is known, and who answers for it."""

    id: str
    statement: str
    owner: str = ""
    reason: str = ""
    review_on: date | None = None
    position: int = 0
    marking: Marking = Marking.JOINT
