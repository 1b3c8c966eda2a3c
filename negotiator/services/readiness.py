"""How ready a matter is for the table: twelve checks, each with its reason and the place where it is mended.

The checks are rules over the records of a workspace; the words for them are in `wording.readiness`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from negotiator.domain.comparators import ChosenMetric, Initiative, OwnFigure
from negotiator.domain.costing.kinds import KINDS
from negotiator.domain.establishment import StaffLine
from negotiator.domain.facts import Assumption, Fact
from negotiator.domain.partnership import Action, Meeting
from negotiator.domain.problems import Problem
from negotiator.domain.proposals import Mandate, Measure, Option, Proposal
from negotiator.domain.stakeholders import Interest, Stakeholder
from negotiator.domain.workspace import Settings

if TYPE_CHECKING:
    from negotiator.services.session import Session

STALE_AFTER = timedelta(days=2 * 365)
"""A fact older than this is asked for again: most of the shipped national figures are renewed each year."""


class Standing(StrEnum):
    """How a check stands."""

    MISSING = "missing"
    PART = "part"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Mend:
    """Where the thing is put right: a page, and in it a record, where there is one."""

    page: str
    kind: str = ""
    record_id: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list. ``reason`` is a code with words in `wording.readiness`; ``data`` is what they need."""

    name: str
    standing: Standing
    reason: str
    mend: Mend
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Matter:
    """The records that the checks look at, frozen, with the day and what the costing refused."""

    today: date
    settings: Settings = field(default_factory=Settings)
    staff: tuple[StaffLine, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    options: tuple[Option, ...] = ()
    measures: tuple[Measure, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    people: tuple[Stakeholder, ...] = ()
    interests: tuple[Interest, ...] = ()
    facts: tuple[Fact, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    metrics: tuple[ChosenMetric, ...] = ()
    own_figures: tuple[OwnFigure, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    actions: tuple[Action, ...] = ()
    refused: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, session: Session, today: date, refused: Sequence[Problem] = ()) -> Matter:
        """What an open workspace holds now."""
        return cls(
            today=today,
            settings=session.settings,
            staff=session.all(StaffLine),
            proposals=session.all(Proposal),
            options=session.all(Option),
            measures=session.all(Measure),
            mandates=session.all(Mandate),
            people=session.all(Stakeholder),
            interests=session.all(Interest),
            facts=session.all(Fact),
            assumptions=session.all(Assumption),
            metrics=session.all(ChosenMetric),
            own_figures=session.all(OwnFigure),
            initiatives=session.all(Initiative),
            meetings=session.all(Meeting),
            actions=session.all(Action),
            refused=tuple(refused),
        )

    def enabled(self, option: Option) -> tuple[Measure, ...]:
        """The measures of an option that are switched on."""
        return tuple(measure for measure in self.measures if measure.option_id == option.id and measure.enabled)

    @property
    def in_view(self) -> tuple[Option, ...]:
        """The preferred options; all of them where none is preferred."""
        return tuple(option for option in self.options if option.preferred) or self.options


def readiness(matter: Matter) -> tuple[Check, ...]:
    """Every check: what is missing first, then what is part done, then what is ready, each group in its fixed order."""
    order = tuple(Standing)
    return tuple(sorted((rule(matter) for rule in RULES), key=lambda check: order.index(check.standing)))


def _graded(missing: int, total: int) -> Standing:
    """Ready where nothing is missing, part where something is there."""
    return Standing.READY if not missing else Standing.MISSING if missing == total else Standing.PART


def researched(matter: Matter) -> Check:
    """Facts are written down, with a source that somebody has looked at, and are not old."""
    name, facts = "researched", matter.facts
    if not facts:
        return Check(name, Standing.MISSING, "no_facts", Mend("evidence"))
    unsourced = [fact for fact in facts if not fact.source.strip()]
    unverified = [fact for fact in facts if not fact.verified]
    stale = [fact for fact in facts if fact.day is not None and matter.today - fact.day > STALE_AFTER]
    for reason, found in (("facts_unsourced", unsourced), ("facts_unverified", unverified), ("facts_stale", stale)):
        if found:
            data = {"count": len(found), "total": len(facts)}
            return Check(name, Standing.PART, reason, Mend("evidence", "fact", found[0].id), data)
    return Check(name, Standing.READY, "facts_ready", Mend("evidence"), {"total": len(facts)})


def costed(matter: Matter) -> Check:
    """There are staff lines and options, every option does something, and the costing accepts it all."""
    name = "costed"
    if not matter.staff:
        return Check(name, Standing.MISSING, "no_staff", Mend("establishment"))
    if not matter.options:
        return Check(name, Standing.MISSING, "no_options", Mend("proposals"))
    if matter.refused:
        return Check(name, Standing.MISSING, "costing_refused", Mend("costing"), {"problem": matter.refused[0]})
    empty = [option for option in matter.options if not matter.enabled(option)]
    if empty:
        standing = _graded(len(empty), len(matter.options))
        return Check(
            name, standing, "options_empty", Mend("proposals", "option", empty[0].id), {"options": _names(empty)}
        )
    return Check(name, Standing.READY, "costed_ready", Mend("costing"), {"options": len(matter.options)})


def _numbers(measures: Iterable[Measure]) -> tuple[list[tuple[Measure, str]], list[tuple[Measure, str]]]:
    """The uncertain numbers given in these measures, and those of them without both a low and a high."""
    given = [
        (measure, spec.name)
        for measure in measures
        if measure.terms.kind in KINDS
        for spec in KINDS[measure.terms.kind].fields
        if spec.uncertain and measure.terms.values.get(spec.name) is not None
    ]
    return given, [(m, number) for m, number in given if None in m.terms.ranges.get(number, (None, None))]


def numbers_to_range(options: Iterable[Option], matter: Matter) -> tuple[int, int]:
    """How many uncertain numbers these options give, and how many of them lack a low or a high."""
    given, open_numbers = _numbers(measure for option in options for measure in matter.enabled(option))
    return len(given), len(open_numbers)


def ranged(matter: Matter) -> Check:
    """Every uncertain number of the options in view has a low and a high."""
    name = "ranged"
    given, open_numbers = _numbers(measure for option in matter.in_view for measure in matter.enabled(option))
    if not given:
        return Check(name, Standing.MISSING, "no_numbers", Mend("proposals"))
    if open_numbers:
        holders = {measure.option_id for measure, _ in open_numbers}
        data = {
            "count": len(open_numbers),
            "total": len(given),
            "options": _names(option for option in matter.in_view if option.id in holders),
        }
        mend = Mend("proposals", "measure", open_numbers[0][0].id)
        return Check(name, _graded(len(open_numbers), len(given)), "numbers_open", mend, data)
    return Check(name, Standing.READY, "ranged_ready", Mend("proposals"), {"total": len(given)})


def benchmarked(matter: Matter) -> Check:
    """Metrics have been chosen to show, and the trust has its place in them: by its code, or by figures of its own."""
    name = "benchmarked"
    if not matter.metrics:
        return Check(name, Standing.MISSING, "no_metrics", Mend("benchmarks"))
    known = {figure.metric_id for figure in matter.own_figures}
    placeless = [chosen for chosen in matter.metrics if chosen.metric_id not in known]
    if placeless and not matter.settings.organisation_code.strip():
        data = {"count": len(placeless), "total": len(matter.metrics)}
        mend = Mend("benchmarks", "chosen_metric", placeless[0].id)
        return Check(name, Standing.PART, "trust_unnamed", mend, data)
    return Check(name, Standing.READY, "benchmarked_ready", Mend("benchmarks"), {"count": len(matter.metrics)})


def compared(matter: Matter) -> Check:
    """What other employers did is noted, and stands beside an option."""
    name = "compared"
    if not matter.initiatives:
        return Check(name, Standing.MISSING, "no_initiatives", Mend("benchmarks", "initiative", "new"))
    loose = [initiative for initiative in matter.initiatives if not initiative.option_ids]
    if len(loose) == len(matter.initiatives):
        mend = Mend("benchmarks", "initiative", loose[0].id)
        return Check(name, Standing.PART, "initiatives_loose", mend, {"count": len(loose)})
    return Check(
        name,
        Standing.READY,
        "compared_ready",
        Mend("benchmarks", "initiative", matter.initiatives[0].id),
        {"count": len(matter.initiatives)},
    )


def mapped(matter: Matter) -> Check:
    """People of both sides are there, and each has an interest noted."""
    name, people = "mapped", matter.people
    if not people:
        return Check(name, Standing.MISSING, "no_people", Mend("people"))
    for side in ("staff_side", "management"):
        if all(person.side != side for person in people):
            return Check(name, Standing.PART, "side_absent", Mend("people"), {"side": side})
    known = {interest.stakeholder_id for interest in matter.interests}
    unknown = [person for person in people if person.id not in known]
    if unknown:
        mend = Mend("people", "stakeholder", unknown[0].id)
        data = {"count": len(unknown), "total": len(people), "name": unknown[0].name}
        return Check(name, Standing.PART, "interests_unknown", mend, data)
    bodies = sum(person.is_body for person in people)
    data = {"people": len(people) - bodies, "bodies": bodies}
    return Check(name, Standing.READY, "mapped_ready", Mend("people"), data)


def served(matter: Matter) -> Check:
    """Every interest is served by a measure of some option."""
    name = "served"
    interests = [interest for interest in matter.interests if interest.kind == "interest"]
    if not interests:
        return Check(name, Standing.MISSING, "no_interests", Mend("people"))
    measures = {measure.id for measure in matter.measures if measure.enabled}
    unserved = [interest for interest in interests if not measures.intersection(interest.served_by)]
    if unserved:
        holders = {person.id: person.name for person in matter.people}
        first = unserved[0]
        data = {"count": len(unserved), "text": first.text, "name": holders.get(first.stakeholder_id, "")}
        mend = Mend("people", "stakeholder", first.stakeholder_id)
        return Check(name, _graded(len(unserved), len(interests)), "interests_unserved", mend, data)
    return Check(name, Standing.READY, "served_ready", Mend("people"), {"count": len(interests)})


def sponsored(matter: Matter) -> Check:
    """Somebody on the management side is named as sponsor in their role."""
    name = "sponsored"
    sponsors = [p for p in matter.people if p.side == "management" and "sponsor" in p.role.casefold()]
    if not sponsors:
        return Check(name, Standing.MISSING, "no_sponsor", Mend("people"))
    return Check(
        name,
        Standing.READY,
        "sponsored_ready",
        Mend("people", "stakeholder", sponsors[0].id),
        {"name": sponsors[0].name},
    )


def mandated(matter: Matter) -> Check:
    """Each proposal has a mandate with an envelope and an authority."""
    name = "mandated"
    mandates = {mandate.proposal_id: mandate for mandate in matter.mandates}
    without = [proposal for proposal in matter.proposals if proposal.id not in mandates]
    if not matter.proposals or without:
        first = without[0].id if without else ""
        standing = Standing.PART if mandates else Standing.MISSING
        return Check(name, standing, "no_mandate", Mend("proposals", "proposal" if first else "", first))
    for mandate in mandates.values():
        for reason, lacking in (
            ("no_envelope", mandate.envelope is None and not mandate.envelope_by_year),
            ("no_authority", not mandate.authority.strip()),
        ):
            if lacking:
                return Check(name, Standing.PART, reason, Mend("proposals", "proposal", mandate.proposal_id))
    first_mandate = next(iter(mandates.values()))
    lines = sum(len(mandate.red_lines) for mandate in mandates.values())
    data = {"envelope": first_mandate.envelope if len(mandates) == 1 else None, "red_lines": lines}
    return Check(name, Standing.READY, "mandated_ready", Mend("proposals"), data)


def owned(matter: Matter) -> Check:
    """Assumptions are written down and each has somebody who answers for it."""
    name, assumptions = "owned", matter.assumptions
    if not assumptions:
        return Check(name, Standing.MISSING, "no_assumptions", Mend("evidence"))
    unowned = [assumption for assumption in assumptions if not assumption.owner.strip()]
    overdue = [a for a in assumptions if a.review_on is not None and a.review_on < matter.today]
    if unowned:
        data = {"count": len(unowned), "total": len(assumptions)}
        mend = Mend("evidence", "assumption", unowned[0].id)
        return Check(name, _graded(len(unowned), len(assumptions)), "assumptions_unowned", mend, data)
    if overdue:
        mend = Mend("evidence", "assumption", overdue[0].id)
        return Check(name, Standing.PART, "assumptions_overdue", mend, {"count": len(overdue)})
    return Check(name, Standing.READY, "owned_ready", Mend("evidence"), {"total": len(assumptions)})


def convened(matter: Matter) -> Check:
    """A meeting of the forum lies ahead, with its purpose."""
    name = "convened"
    ahead = next_meeting(matter.meetings, matter.today)
    if ahead is None:
        return Check(name, Standing.MISSING, "no_meeting", Mend("overview", "meeting"))
    if not ahead.purpose.strip():
        return Check(name, Standing.PART, "no_purpose", Mend("overview", "meeting", ahead.id), {"forum": ahead.forum})
    data = {"forum": ahead.forum, "day": ahead.day}
    return Check(name, Standing.READY, "convened_ready", Mend("overview", "meeting", ahead.id), data)


def followed_up(matter: Matter) -> Check:
    """No action is late, and each open one has an owner and a day."""
    name = "followed_up"
    waiting = [action for action in matter.actions if not action.done]
    late = [action for action in waiting if action.due is not None and action.due < matter.today]
    loose = [action for action in waiting if not action.owner.strip() or action.due is None]
    for reason, found in (("actions_late", late), ("actions_loose", loose)):
        if found:
            mend = Mend("overview", "action", found[0].id)
            return Check(name, Standing.PART, reason, mend, {"count": len(found), "text": found[0].text})
    return Check(name, Standing.READY, "followed_up_ready", Mend("overview", "action"), {"count": len(waiting)})


def next_meeting(meetings: Iterable[Meeting], today: date) -> Meeting | None:
    """The first meeting from today on."""
    return min((m for m in meetings if m.day >= today), key=lambda m: (m.day, m.time), default=None)


def _names(options: Iterable[Option]) -> tuple[str, ...]:
    return tuple(option.name for option in options)


RULES: tuple[Callable[[Matter], Check], ...] = (
    costed,
    ranged,
    mandated,
    sponsored,
    served,
    mapped,
    benchmarked,
    compared,
    researched,
    owned,
    convened,
    followed_up,
)
"""In the order in which a matter is usually made ready: what it costs, who agrees, why it is right, what comes next."""
