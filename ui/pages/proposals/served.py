"""Which interests an option serves, and which it does not yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from negotiator.domain.stakeholders import Interest, Stakeholder

Found = Mapping[str, tuple[str, ...]]
"""The text of an interest, and whose it is."""


@dataclass(frozen=True, slots=True)
class Served:
    """What a set of measures serves, and what it lacks. An interest that anybody sees served is not lacking."""

    serves: Found
    lacks: Found


def served_by(measure_ids: set[str], interests: Iterable[Interest], people: Iterable[Stakeholder]) -> Served:
    """Sort the interests by whether one of the measures serves them."""
    whose = {person.id: person.body or person.name for person in people}
    serves: dict[str, tuple[str, ...]] = {}
    lacks: dict[str, tuple[str, ...]] = {}
    for interest in interests:
        if interest.kind != "interest":
            continue
        into = serves if measure_ids & set(interest.served_by) else lacks
        who = whose.get(interest.stakeholder_id, "")
        before = into.get(interest.text, ())
        into[interest.text] = (*before, who) if who and who not in before else before
    return Served(serves, {text: who for text, who in lacks.items() if text not in serves})


def listed(found: Found, most: int) -> str:
    """The first ``most`` with whose they are; the rest are counted."""
    shown = [
        f"{text.lower() if not text.isupper() else text} ({', '.join(who)})" for text, who in list(found.items())[:most]
    ]
    more = len(found) - len(shown)
    if more <= 0:
        return ", ".join(shown)
    return ", ".join(shown) + QCoreApplication.translate("Served", " and {n} more").format(n=more)
