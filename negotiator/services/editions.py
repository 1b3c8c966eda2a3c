"""Rates editions on this computer: the shipped ones and those that a person added, and what another would change.

Every look-up for a workspace comes through here, so that an added edition is found wherever a shipped one is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator import reference
from negotiator.domain.problems import Problem, Refused
from negotiator.reference import CURRENT_EDITION
from negotiator.services.places import default_data_folder

if TYPE_CHECKING:
    from negotiator.domain.costing.case import CostingCase
    from negotiator.domain.costing.result import CostingResult
    from negotiator.domain.rates import Rates
    from negotiator.domain.rulebook import PayAward, RateChange
    from negotiator.reference.benchmarks import Library
    from negotiator.reference.editions import Edition
    from negotiator.services.session import Session

Tell = Callable[[float], None]
"""Is told how much is done, from 0 to 1; may raise to stop the work."""


def editions_folder() -> Path:
    """Where this person's added editions are; made when the first is added."""
    return default_data_folder() / "editions"


# --- looking up -------------------------------------------------------------------------------------------------------


def edition_of(name: str = CURRENT_EDITION) -> Edition:
    """The edition of this name, shipped or added. Raises Refused (``edition_not_here``) with what to do about it."""
    try:
        return reference.edition_named(name, editions_folder())
    except Refused as refusal:
        if refusal.problems[0].code == "reference_not_found":
            raise Refused(Problem("edition_not_here", "", {"name": name[:60]})) from None
        raise


def rates_for(jurisdiction: str, edition: str = CURRENT_EDITION) -> Rates:
    """Every rate that costing needs for one jurisdiction."""
    return edition_of(edition).rates(jurisdiction)


def library(edition: str = CURRENT_EDITION) -> Library:
    """The trusts, metrics and values of an edition."""
    return edition_of(edition).library


def pay_awards(edition: str = CURRENT_EDITION) -> tuple[PayAward, ...]:
    """The awards behind the pay scales of an edition."""
    return edition_of(edition).awards


# --- what there is ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KnownEdition:
    """An edition that can be used here. ``added``: by a person, so that it does not come with the application."""

    name: str
    title: str
    dated: date
    added: bool

    @property
    def id(self) -> str:
        return self.name


def known_editions() -> tuple[KnownEdition, ...]:
    """The editions on this computer, newest first."""
    shipped = {edition.name for edition in reference.available_editions()}
    return tuple(
        KnownEdition(edition.name, edition.title, edition.dated, edition.name not in shipped)
        for edition in reference.available_editions(editions_folder())
    )


def add_edition(path: Path | str) -> KnownEdition:
    """Check the edition in a folder, a zip file, or beside a manifest, and keep a copy on this computer.

    Raises Refused at the first thing in it that is not sound, naming file, row and column; nothing is kept then.
    """
    origin = Path(path)
    if origin.name == "edition.toml":  # who is asked for a file picks the manifest of an unpacked edition
        origin = origin.parent
    added = reference.add_edition(origin, editions_folder())
    return next(known for known in known_editions() if known.name == added.name)


def remove_edition(name: str, session: Session | None = None) -> None:
    """Delete the copy of an added edition; the file that it came from stays where it is.

    ``session`` is the open workspace, if any. Raises Refused where that uses the edition (``edition_in_use``, with the
    workspace's title), and for an edition that was not added.
    """
    if session is not None and session.settings.edition == name:
        title = session.settings.title or (session.path.stem if session.path else name)
        raise Refused(Problem("edition_in_use", "", {"name": name, "title": title}))
    reference.remove_edition(name, editions_folder())


# --- what another edition would change --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RecostCase:
    """One proposal, frozen: a job may cost it while the workspace goes on changing."""

    proposal_id: str
    proposal: str
    case: CostingCase


@dataclass(frozen=True, slots=True)
class Amounts:
    """What an option costs with one edition, in pounds: the full-year effect, and each year's total by its label.

    ``full_year`` is None for the pay bill of no change, which has no full-year effect.
    """

    full_year: Decimal | None
    years: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Recosted:
    """An option, now and with the other edition; None on a side that cannot be costed.

    An empty ``option_id`` is the pay bill without any option.
    """

    proposal_id: str
    proposal: str
    option_id: str
    option: str
    now: Amounts | None
    then: Amounts | None

    @property
    def id(self) -> tuple[str, str]:
        return (self.proposal_id, self.option_id)

    def difference(self, year: str = "") -> Decimal | None:
        """What the other edition adds, in a full year or in the year named; None where a side is missing."""
        now, then = (_amount(side, year) for side in (self.now, self.then))
        return None if now is None or then is None else then - now


@dataclass(frozen=True, slots=True)
class Recosting:
    """What would change, before anything does.

    ``rates`` are the rates of the jurisdiction that differ; ``problems_now`` and ``problems_then`` say, for each
    edition, why something could not be costed with it.
    """

    before: str
    after: str
    jurisdiction: str
    years: tuple[str, ...]
    options: tuple[Recosted, ...]
    rates: tuple[RateChange, ...]
    problems_now: tuple[Problem, ...] = ()
    problems_then: tuple[Problem, ...] = ()

    @property
    def changed(self) -> int:
        """How many options cost something else."""
        return sum(
            1 for one in self.options if one.option_id and any(one.difference(year) for year in ("", *self.years))
        )


def recost_cases(session: Session) -> tuple[tuple[RecostCase, ...], tuple[Problem, ...]]:
    """The proposals of a workspace as they stand, ready for `recosting`; and why some cannot be costed at all."""
    from negotiator.domain.proposals import Proposal
    from negotiator.services.costing import case_for

    cases: list[RecostCase] = []
    problems: list[Problem] = []
    for proposal in session.all(Proposal):
        try:
            cases.append(RecostCase(proposal.id, proposal.name, case_for(session, proposal.id)))
        except Refused as refusal:
            problems += refusal.problems
    return tuple(cases), tuple(problems)


def recosting(
    cases: tuple[RecostCase, ...], jurisdiction: str, before: str, after: Edition | str, progress: Tell | None = None
) -> Recosting:
    """What costing with another edition would change: frozen values in, values out, so that a job can run it.

    ``after`` is the name of an edition here, or one that is not kept here. Raises Refused where it cannot be read;
    what refuses to be costed is told in the answer.
    """
    newer = edition_of(after) if isinstance(after, str) else after
    newer_rates = newer.rates(jurisdiction)
    older: Edition | None = None
    now_problems: list[Problem] = []
    then_problems: list[Problem] = []
    try:
        older = edition_of(before)
        older.rates(jurisdiction)
    except Refused as refusal:
        older, now_problems = None, list(refusal.problems)
    found: list[Recosted] = []
    for number, one in enumerate(cases):
        if progress is not None:
            progress(number / len(cases))
        now = _cost(one, older.rates(jurisdiction), now_problems) if older is not None else None
        if progress is not None:
            progress((number + 0.5) / len(cases))
        then = _cost(one, newer_rates, then_problems)
        found += _side_by_side(one, now, then, with_pay_bill=number == 0)
    if progress is not None:
        progress(1.0)
    return Recosting(
        before=before,
        after=newer.name,
        jurisdiction=jurisdiction,
        years=tuple(year.label for year in cases[0].case.horizon) if cases else (),
        options=tuple(found),
        rates=changed_rates(older, newer, jurisdiction) if older is not None else (),
        problems_now=tuple(now_problems),
        problems_then=tuple(then_problems),
    )


def changed_rates(before: Edition, after: Edition, jurisdiction: str) -> tuple[RateChange, ...]:
    """The rates that differ and hold in a jurisdiction: high cost areas are England's alone."""
    from negotiator.reference.schema import HIGH_COST_AREAS

    return tuple(
        change
        for change in reference.compare_editions(before, after, jurisdiction)
        if change.table != HIGH_COST_AREAS or jurisdiction == "England"
    )


def _cost(one: RecostCase, rates: Rates, problems: list[Problem]) -> CostingResult | None:
    from negotiator.domain.costing.engine import Costing

    try:
        return Costing(one.case, rates).result()
    except Refused as refusal:
        problems += [problem for problem in refusal.problems if problem not in problems]
        return None


def _side_by_side(
    one: RecostCase, now: CostingResult | None, then: CostingResult | None, with_pay_bill: bool
) -> Iterable[Recosted]:
    if with_pay_bill:  # the people are those of the workspace, so every proposal stands on the same pay bill
        yield Recosted(one.proposal_id, one.proposal, "", "", _pay_bill(now), _pay_bill(then))
    for place, option in enumerate(one.case.options):
        yield Recosted(
            one.proposal_id, one.proposal, option.id, option.name, _of_option(now, place), _of_option(then, place)
        )


def _pay_bill(result: CostingResult | None) -> Amounts | None:
    return None if result is None else Amounts(None, {year: costs.total for year, costs in result.baseline.items()})


def _of_option(result: CostingResult | None, place: int) -> Amounts | None:
    if result is None:
        return None
    option = result.options[place]
    return Amounts(option.full_year_effect.total, {year: costs.total for year, costs in option.years.items()})


def _amount(side: Amounts | None, year: str) -> Decimal | None:
    if side is None:
        return None
    return side.years.get(year) if year else side.full_year
