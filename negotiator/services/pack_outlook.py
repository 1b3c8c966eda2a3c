"""What a pack says of an option beyond its costs: who gains and who loses by it, and its likely range."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from negotiator.domain.confidentiality import LEAST_PEOPLE
from negotiator.domain.markings import Audience, Marking
from negotiator.domain.pack_content import Outlook
from negotiator.domain.problems import Refused

if TYPE_CHECKING:
    from negotiator.domain.confidentiality import WorkspaceValues
    from negotiator.domain.costing.engine import Costing
    from negotiator.domain.proposals import Mandate


def outlook_of(
    costing: Costing, place: int, visible: WorkspaceValues, audience: Audience, mandate: Mandate | None = None
) -> Outlook:
    """The outlook of the option at this place of a costing of what the audience sees.

    The draws are seeded: the same costing gives the same range, the one that the window shows. ``mandate`` is one that
    the audience may see; without it nothing is said of an envelope. Beyond the team, a cost for each person is not told
    of fewer than ten people.
    """
    from negotiator.domain.costing.people_pay import who_gains
    from negotiator.domain.costing.ranges import limits_of
    from negotiator.domain.costing.simulation import certain_count, simulate, uncertain_numbers

    measures = costing.options[place].measures
    to_share = not sees_everybody(costing, visible, audience)
    limits = limits_of(mandate, [year.label for year in costing.case.horizon])
    found, refusal = None, None
    try:
        found = who_gains(
            costing.case,
            costing.rates,
            costing.case.options[place],
            to_share=to_share,
        )
    except Refused as refused:
        refusal = refused.problems[0]
    drawn = simulate(costing, place, limits=limits) if uncertain_numbers(measures) else None
    if drawn is not None and to_share and sum(line.headcount for line in costing.case.staff) < LEAST_PEOPLE:
        drawn = replace(drawn, views=replace(drawn.views, per_wte={}, per_person={}))
    return Outlook(
        gainers=found,
        not_known=refusal,
        range=drawn,
        certain=certain_count(measures),
    )


def sees_everybody(costing: Costing, visible: WorkspaceValues, audience: Audience) -> bool:
    """True for one of the team who sees every staff line: then no group of people is too small to be shown."""
    from negotiator.domain.establishment import StaffLine

    if audience.level.openness > Marking.TEAM.openness:
        return False
    return {line.name for line in costing.case.staff} <= {line.name for line in visible.all(StaffLine)}
