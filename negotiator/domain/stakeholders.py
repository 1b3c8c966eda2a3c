"""The people and bodies on all sides, what matters to them, and dated notes about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from negotiator.domain.markings import Marking

SIDES = ("management", "staff_side", "other")
STANCES = ("unknown", "supports", "open", "open_with_conditions", "doubts", "against")


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """A person or a body. ``influence`` and ``interest`` run from 0 to 100, in this matter."""

    id: str
    name: str
    role: str = ""
    body: str = ""
    is_body: bool = False
    side: str = "other"
    influence: int = 50
    interest: int = 50
    stance: str = "unknown"
    speaks_for: str = ""
    answers_to: str = ""
    link_owner: str = ""
    position: int = 0
    marking: Marking = Marking.TEAM


@dataclass(frozen=True, slots=True)
class Interest:
    """Why the matter matters to a stakeholder (``interest``), or what presses on them (``pressure``).

    ``served_by`` are ids of measures that serve it. ``hearsay`` says that nobody has heard it at first hand.
    """

    id: str
    stakeholder_id: str
    text: str
    kind: str = "interest"
    served_by: tuple[str, ...] = ()
    hearsay: bool = False
    position: int = 0
    marking: Marking = Marking.TEAM


@dataclass(frozen=True, slots=True)
class Note:
    """Something said or observed about a stakeholder, with its day, writer and source."""

    id: str
    stakeholder_id: str
    day: date
    text: str
    author: str = ""
    source: str = ""
    position: int = 0
    marking: Marking = Marking.TEAM
