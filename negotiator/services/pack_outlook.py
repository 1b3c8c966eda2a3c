"""What a pack says of an option beyond its costs: who gains and who loses by it, and its likely range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negotiator.domain.markings import Audience, Marking
from negotiator.domain.pack_content import Outlook
from negotiator.domain.problems import Refused

if TYPE_CHECKING:
    from negotiator.domain.confidentiality import WorkspaceValues
    from negotiator.domain.costing.engine import Costing


def outlook_of(costing: Costing, place: int, visible: WorkspaceValues, audience: Audience) -> Outlook:
    """The outlook of the option at this place of a costing of what the audience sees.

    The draws are seeded: the same costing gives the same range, the one that the window shows.
    """
    from negotiator.domain.costing.people_pay import who_gains
    from negotiator.domain.costing.simulation import certain_count, simulate, uncertain_numbers

    measures = costing.options[place].measures
    found, refusal = None, None
    try:
        found = who_gains(
            costing.case,
            costing.rates,
            costing.case.options[place],
            to_share=not sees_everybody(costing, visible, audience),
        )
    except Refused as refused:
        refusal = refused.problems[0]
    return Outlook(
        gainers=found,
        not_known=refusal,
        range=simulate(costing, place) if uncertain_numbers(measures) else None,
        certain=certain_count(measures),
    )


def sees_everybody(costing: Costing, visible: WorkspaceValues, audience: Audience) -> bool:
    """True for one of the team who sees every staff line: then no group of people is too small to be shown."""
    from negotiator.domain.establishment import StaffLine

    if audience.level.openness > Marking.TEAM.openness:
        return False
    return {line.name for line in costing.case.staff} <= {line.name for line in visible.all(StaffLine)}
