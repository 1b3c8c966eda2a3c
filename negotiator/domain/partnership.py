"""The forum's meetings and what people undertook to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from negotiator.domain.markings import Marking


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of the forum. ``time`` is local, as written (``10:00``)."""

    id: str
    forum: str
    day: date
    time: str = ""
    place: str = ""
    purpose: str = ""
    position: int = 0
    marking: Marking = Marking.JOINT


@dataclass(frozen=True, slots=True)
class Action:
    """Something that somebody undertook to do by a day."""

    id: str
    text: str
    owner: str = ""
    due: date | None = None
    done: bool = False
    position: int = 0
    marking: Marking = Marking.JOINT
