"""The XLSX of a pack: the costings that the pack shows, as formulas where their audience may see what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from negotiator.domain.confidentiality import PEOPLE_TABLE, Redaction
from negotiator.domain.costing.case import CostingCase
from negotiator.domain.costing.result import CostingResult
from negotiator.domain.establishment import StaffLine
from negotiator.domain.pack_content import PackContent
from negotiator.reporting.workbook.content import ProposalCosting, WorkbookContent
from negotiator.services.editions import rates_for
from negotiator.wording.pack_words import AUDIENCE, UNTITLED

if TYPE_CHECKING:
    from negotiator.domain.confidentiality import WorkspaceValues


def workbook_content(
    content: PackContent,
    redaction: Redaction,
    values: WorkspaceValues,
    cases: Mapping[str, CostingCase],
    results: Mapping[str, CostingResult],
) -> WorkbookContent:
    """What the workbook holds. ``cases`` and ``results`` by proposal are those of what the audience sees.

    The workings hold staff lines: where a line is withheld from the audience, or a list of people to be made redundant
    is, the workbook has results alone.
    """
    settings = content.settings
    rates = rates_for(settings.jurisdiction, settings.edition)
    every_line = len(redaction.visible.all(StaffLine)) == len(values.all(StaffLine))
    may_see = every_line and not any(item.kind == PEOPLE_TABLE for item in redaction.withheld)
    marking, means = AUDIENCE[content.audience]
    return WorkbookContent(
        title=settings.title or UNTITLED,
        organisation=settings.organisation_name,
        confidentiality=f"{marking.upper()} · {means}",
        at=content.at,
        proposals=tuple(
            ProposalCosting(
                name=one.proposal.name,
                result=results[one.proposal.id],
                rates=rates,
                discount=settings.discount,
                letters=tuple(option.letter for option in one.options if option.costs),
                case=cases[one.proposal.id] if may_see else None,
                outlooks=tuple(option.outlook for option in one.options if option.costs),
            )
            for one in content.proposals
            if one.proposal.id in results
        ),
    )
