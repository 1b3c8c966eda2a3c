"""What a pack says, as values: filled after redaction, laid out afterwards. Nothing else reaches the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from negotiator.domain.comparators import Initiative
from negotiator.domain.confidentiality import PeopleGroup
from negotiator.domain.costing.result import Costs, OptionCost
from negotiator.domain.facts import Assumption, Fact
from negotiator.domain.markings import Audience
from negotiator.domain.packs import PackPlan
from negotiator.domain.partnership import Meeting
from negotiator.domain.problems import Problem
from negotiator.domain.proposals import Mandate, Measure, Option, Proposal
from negotiator.domain.rates import Provenance
from negotiator.domain.stakeholders import Interest, Note, Stakeholder
from negotiator.domain.workspace import Settings

if TYPE_CHECKING:
    from negotiator.domain.costing.gainers import Gainers
    from negotiator.domain.costing.ranges import OptionRange


def without_letter(name: str, letter: str) -> str:
    """An option's name without the letter that it may begin with: ``Flat rate`` for ``A · Flat rate``."""
    return re.sub(rf"^(option )?{re.escape(letter)} *[·:.,–-] +", "", name, flags=re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Who gains and who loses by an option, as the audience may see it, and the option's likely range.

    ``not_known`` says why there are no ``gainers``. ``range`` is None where no number has one; ``certain`` counts the
    numbers without one.
    """

    gainers: Gainers | None = None
    not_known: Problem | None = None
    range: OptionRange | None = None
    certain: int = 0


@dataclass(frozen=True, slots=True)
class OptionContent:
    """An option with its costs by basis (``trust``, ``whole-nhs``). ``letter`` stands for it in tables: A, B, C …

    ``outlook`` is None where the pack has no section for it or the option is not costed.
    """

    letter: str
    option: Option
    measures: tuple[Measure, ...]
    costs: Mapping[str, OptionCost] = field(default_factory=dict)
    outlook: Outlook | None = None

    @property
    def name(self) -> str:
        """The option's name as it stands beside its letter."""
        return without_letter(self.option.name, self.letter)


@dataclass(frozen=True, slots=True)
class ProposalContent:
    """A proposal, its options, and the projection without any change, by basis and year.

    ``mandate`` is None unless the audience may see one; then no trace of an envelope is shown.
    """

    proposal: Proposal
    options: tuple[OptionContent, ...]
    years: tuple[str, ...] = ()
    baseline: Mapping[str, Mapping[str, Costs]] = field(default_factory=dict)
    mandate: Mandate | None = None


@dataclass(frozen=True, slots=True)
class ComparisonContent:
    """Our value of one metric among named peers. Quartile 1 is the best quarter (neutral: the highest values).

    ``peers_reason`` says why peers were picked by hand. ``of`` counts us and the peers that have a value; ``n`` the
    peers alone. ``sources`` are lines ready to print.
    """

    metric_id: str
    name: str
    unit: str
    period: str
    direction: str
    decimals: int
    peers: str
    own_name: str
    n: int
    peers_reason: str = ""
    own: Decimal | None = None
    least: Decimal | None = None
    q1: Decimal | None = None
    median: Decimal | None = None
    q3: Decimal | None = None
    most: Decimal | None = None
    rank: int | None = None
    of: int = 0
    quartile: int | None = None
    definition: str = ""
    caveats: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonContent:
    """A stakeholder whom the audience may see, with what it may see of interests and notes."""

    person: Stakeholder
    interests: tuple[Interest, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class RateFigure:
    """A rate that the costs rest on. ``name`` is a code with words in `wording.pack_words`.

    ``unit`` is ``share``, ``pounds``, ``pounds_an_hour``, ``hours`` or ``scale`` (no single value).
    """

    name: str
    year: str
    value: Decimal | None
    unit: str
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class WorkingStep:
    """One line of how a figure was made: what it is, its value as text, and where it comes from. ``depth`` indents."""

    label: str
    value: str
    source: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Working:
    """How one key figure was made."""

    title: str
    steps: tuple[WorkingStep, ...]


@dataclass(frozen=True, slots=True)
class PackContent:
    """Everything a pack for one audience says.

    ``at`` is the moment of printing: the same content at the same moment gives the same bytes. ``withheld``, and
    ``reasons`` by reason and kind, are for the author's preview and the export log; they are never printed.
    ``measures_left_out`` counts the measures of options shown that the audience does not see and that are therefore
    not in their costs.
    """

    audience: Audience
    plan: PackPlan
    settings: Settings
    at: datetime
    meeting: Meeting | None = None
    proposals: tuple[ProposalContent, ...] = ()
    comparisons: tuple[ComparisonContent, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    people: tuple[PersonContent, ...] = ()
    facts: tuple[Fact, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    establishment: tuple[PeopleGroup, ...] = ()
    rates: tuple[RateFigure, ...] = ()
    week_hours: Mapping[str, Decimal] = field(default_factory=dict)
    workings: tuple[Working, ...] = ()
    attributions: tuple[str, ...] = ()
    withheld: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    measures_left_out: int = 0

    @property
    def options(self) -> tuple[tuple[ProposalContent, OptionContent], ...]:
        """Every option of every proposal, in order."""
        return tuple((proposal, option) for proposal in self.proposals for option in proposal.options)

    @property
    def is_costed(self) -> bool:
        """True where a cost of any option is shown; else the terms and rates of a costing say nothing to the reader."""
        return any(option.costs for _, option in self.options)

    def option_named(self, option_id: str) -> OptionContent | None:
        """The option of this id, if the audience sees it."""
        return next((option for _, option in self.options if option.option.id == option_id), None)
