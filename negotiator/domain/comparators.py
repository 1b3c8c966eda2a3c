"""What the trust compares itself with: peers chosen, own figures, initiatives elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from negotiator.domain.markings import Marking


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """A peer group kept under a name.

    ``basis`` is one of ``type``, ``peer_group``, ``region``, ``icb``, ``size``, ``hand``, ``all``.
    ``codes`` are ODS codes for a hand-picked group; ``count`` the number for the nearest in size; ``reason`` says why
    these were picked by hand.
    """

    id: str
    name: str
    basis: str = "type"
    codes: tuple[str, ...] = ()
    count: int = 20
    reason: str = ""
    chosen: bool = False
    position: int = 0
    marking: Marking = Marking.JOINT


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """The trust's own value of a metric: a newer one, or of a metric that is not shipped."""

    id: str
    metric_id: str
    value: Decimal
    period: str
    source: str
    day: date | None = None
    name: str = ""
    unit: str = ""
    direction: str = "neutral"
    position: int = 0
    marking: Marking = Marking.JOINT


@dataclass(frozen=True, slots=True)
class ChosenMetric:
    """A metric that the team shows, on the page and in packs."""

    id: str
    metric_id: str
    position: int = 0
    marking: Marking = Marking.JOINT


@dataclass(frozen=True, slots=True)
class Initiative:
    """What another employer did.

    Money in pounds at the price year given; ``strength`` of evidence and ``comparable`` run from 0 to 4.
    """

    id: str
    employer: str
    title: str
    what: str = ""
    started_on: date | None = None
    staff_covered: str = ""
    wte_covered: Decimal | None = None
    yearly_cost: Decimal | None = None
    price_year: str = ""
    outcome: str = ""
    contact: str = ""
    source: str = ""
    strength: int = 0
    comparable: int = 0
    option_ids: tuple[str, ...] = ()
    fictional: bool = False
    position: int = 0
    marking: Marking = Marking.JOINT
