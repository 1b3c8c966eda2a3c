"""Costing the proposals of a workspace: a case is frozen from its records, and costed with the rates of its edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negotiator.domain.costing.case import CaseOption, CostingCase
from negotiator.domain.costing.checks import year
from negotiator.domain.costing.lines import check_staff_line
from negotiator.domain.costing.terms import check_terms
from negotiator.domain.establishment import StaffLine
from negotiator.domain.proposals import Measure, Option, Proposal
from negotiator.domain.rates import Rates
from negotiator.services.editions import rates_for

if TYPE_CHECKING:
    from negotiator.domain.costing.engine import Costing
    from negotiator.domain.costing.result import CostingResult
    from negotiator.services.session import Session


def case_for(session: Session, proposal_id: str) -> CostingCase:
    """The case of one proposal as the records stand now; measures that are switched off are left out.

    The case holds values alone, so that a job may work on it while the workspace goes on changing. Raises KeyError
    for a proposal that is not there, Refused where the first year is none.
    """
    settings = session.settings
    proposal = session.get(Proposal, proposal_id)
    options = []
    for option in session.children(Option, proposal.id):
        measures = [measure for measure in session.children(Measure, option.id) if measure.enabled]
        options.append(
            CaseOption(
                name=option.name,
                measures=tuple(measure.terms for measure in measures),
                id=option.id,
                measure_ids=tuple(measure.id for measure in measures),
            )
        )
    return CostingCase(
        jurisdiction=settings.jurisdiction,
        first_year=year(settings.first_year, "case.first_year"),
        years=settings.years,
        staff=session.all(StaffLine),
        options=tuple(options),
        basis=settings.basis,
        discount=settings.discount,
        awards=dict(settings.awards),
        pension_rates=dict(settings.pension_rates),
    )


def check_records(case: CostingCase) -> None:
    """Refuse a case from a stranger's workspace with a value that no screen or case file would have accepted."""
    for index, line in enumerate(case.staff, 1):
        check_staff_line(line, f"staff[{index}]")
    for number, option in enumerate(case.options, 1):
        for index, terms in enumerate(option.measures, 1):
            check_terms(terms, f"option[{number}].measure[{index}]")


def rates_of(session: Session) -> Rates:
    """The rates of the edition that the workspace uses, for its jurisdiction."""
    settings = session.settings
    return rates_for(settings.jurisdiction, edition=settings.edition)


def cost_proposal(
    session: Session, proposal_id: str, rates: Rates | None = None, before: Costing | None = None
) -> Costing:
    """One proposal costed. ``before`` is an earlier costing: what did not change is taken over from it.

    Raises Refused where the records cannot be costed, naming lines, options and measures by their place.
    """
    from negotiator.domain.costing.engine import Costing

    return Costing(case_for(session, proposal_id), rates or rates_of(session), before)


def cost_case(case: CostingCase, edition: str) -> CostingResult:
    """A frozen case costed with the rates of an edition: what a job runs. Raises Refused."""
    from negotiator.domain.costing.engine import Costing

    return Costing(case, rates_for(case.jurisdiction, edition=edition)).result()
