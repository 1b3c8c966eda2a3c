"""The figures at the head of the overview, each from the model."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING

from negotiator.domain.costing.kinds import KINDS
from negotiator.domain.establishment import StaffLine
from negotiator.domain.problems import Refused
from negotiator.domain.proposals import Mandate, Measure, Option, Proposal, Scope

if TYPE_CHECKING:
    from negotiator.domain.benchmarking.comparison import Comparison
    from negotiator.services.session import Session


@dataclass(frozen=True, slots=True)
class InScope:
    """The staff that an option's measures touch: a line counts once, however many measures name it."""

    wte: Decimal
    headcount: int
    groups: int


@dataclass(frozen=True, slots=True)
class InView:
    """The option that the overview speaks of, with its proposal's mandate."""

    option: Option
    mandate: Mandate | None


def option_in_view(session: Session) -> InView | None:
    """The preferred option of the first proposal that has one, else the first option; None without options."""
    first: InView | None = None
    for proposal in session.all(Proposal):
        mandate = next(iter(session.children(Mandate, proposal.id)), None)
        for option in session.children(Option, proposal.id):
            if option.preferred:
                return InView(option, mandate)
            first = first or InView(option, mandate)
    return first


def touches(scope: Scope, line: StaffLine) -> bool:
    """True where a scope names this line: every list given must hold (costing method, section 4)."""
    return (not scope.lines or line.name in scope.lines) and _touches_alike(scope, _alike(line))


_alike: Callable[[StaffLine], tuple[str, str, str, str]] = attrgetter("group", "band", "step", "hcas")
"""What a scope asks of a line, but for its name: the same for very many lines."""


def _touches_alike(scope: Scope, alike: tuple[str, str, str, str]) -> bool:
    asked = (scope.groups, scope.bands, scope.steps, scope.zones)
    return all(not wanted or value in wanted for wanted, value in zip(asked, alike, strict=True))


def in_scope(staff: Iterable[StaffLine], measures: Iterable[Measure]) -> InScope:
    """Whom these measures touch; those that are switched off, or have no scope (non-pay, income), touch nobody."""
    scopes = [m.terms.scope for m in measures if m.enabled and m.terms.kind in KINDS and KINDS[m.terms.kind].scoped]
    named = [scope for scope in scopes if scope.lines]
    known: dict[tuple[str, str, str, str], bool] = {}
    wte, headcount, groups = Decimal(0), 0, set()
    for line in staff:
        alike = _alike(line)
        touched = known.get(alike)
        if touched is None:
            touched = known[alike] = any(_touches_alike(scope, alike) for scope in scopes if not scope.lines)
        if touched or (named and any(touches(scope, line) for scope in named)):
            wte += line.wte
            headcount += line.headcount
            groups.add(line.group)
    return InScope(wte, headcount, len(groups))


def warm_library(edition: str) -> None:
    """Read what comparisons need, so that `first_comparison` answers at once. Safe in any thread."""
    from negotiator.domain.benchmarking.peers import SIZE_METRIC
    from negotiator.services.editions import library

    loaded = library(edition)
    loaded.metrics()
    loaded.values(SIZE_METRIC)


def first_comparison(session: Session) -> Comparison | None:
    """Where the trust stands on the first chosen metric, among the chosen peers; None where that cannot be said."""
    from negotiator.services.benchmarks import Benchmarks, chosen_group, chosen_metrics
    from negotiator.services.editions import library

    try:
        benchmarks = Benchmarks.of_session(library(session.settings.edition), session)
        group = chosen_group(session)
        peers = benchmarks.peers_of(group) if group is not None else benchmarks.peers("type")
        return benchmarks.compare(chosen_metrics(session)[0], peers)
    except Refused:
        return None  # the page of benchmarks says why
