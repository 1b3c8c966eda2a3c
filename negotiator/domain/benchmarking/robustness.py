"""The cherry-pick check: the same question asked of every reasonable peer group, and of the group less any one peer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from negotiator.domain.benchmarking.comparison import Comparison, better, compare
from negotiator.domain.benchmarking.data import Metric, Trust
from negotiator.domain.benchmarking.peers import Peers, choose
from negotiator.domain.problems import Refused

REASONABLE = ("type", "peer_group", "type_region", "region", "size", "all")
"""Every group that somebody across the table might fairly ask for."""

FEWEST = 4
"""A group with fewer peers than this is not asked."""


@dataclass(frozen=True, slots=True)
class LeaveOneOut:
    """How far our rank, quarter and the peers' median move when any one peer is left out.

    ``places`` is the most that the rank counted from the nearer end moves; ``quartiles`` are those met, in order.
    """

    least_rank: int
    most_rank: int
    quartiles: tuple[int, ...]
    least_median: Decimal
    most_median: Decimal
    places: int


@dataclass(frozen=True, slots=True)
class Robustness:
    """The chosen comparison, the same one under each reasonable group, and the chosen one less any one peer."""

    chosen: Comparison
    others: tuple[Comparison, ...]
    leave_one_out: LeaveOneOut | None

    @property
    def all(self) -> tuple[Comparison, ...]:
        """Every comparison that gave a rank, the chosen one first."""
        return tuple(each for each in (self.chosen, *self.others) if each.rank is not None)

    @property
    def median_range(self) -> tuple[Decimal, Decimal] | None:
        """The lowest and the highest of the groups' medians."""
        medians = [each.spread.median for each in self.all if each.spread is not None]
        return (min(medians), max(medians)) if medians else None


def check(
    chosen: Comparison,
    metric: Metric,
    values: Mapping[str, Decimal],
    own: Trust,
    trusts: Mapping[str, Trust],
    sizes: Mapping[str, Decimal],
    own_size: Decimal | None = None,
) -> Robustness:
    """Ask the same question of the other reasonable groups. A group that our trust has none of is passed over."""
    others = []
    met = {frozenset(chosen.group.codes)}
    for basis in REASONABLE:
        if basis == chosen.group.basis and basis != "size":
            continue
        try:
            group: Peers = choose(basis, own, trusts, sizes, own_size=own_size)
        except Refused:
            continue
        if frozenset(group.codes) in met:
            continue
        comparison = compare(metric, values, own.code, group, chosen.own, chosen.period)
        if comparison.n >= FEWEST:
            met.add(frozenset(group.codes))
            others.append(comparison)
    return Robustness(chosen, tuple(others), leave_one_out(chosen))


def _telling(comparison: Comparison) -> tuple[str, ...]:
    """The peers whose absence says all that any peer's absence can.

    Our rank and quarter depend only on whether the one left out was better than we are, level or worse; the median
    moves furthest when the lowest or the highest goes. So five trials stand for two hundred.
    """
    metric, own = comparison.metric, comparison.own
    chosen = {0: comparison.peers[0].code, 1: comparison.peers[-1].code}
    for peer in comparison.peers:
        ahead = own is not None and better(metric.direction, peer.value, own)
        level = peer.value == own
        chosen.setdefault(2 if ahead else 3 if level else 4, peer.code)
    return tuple(dict.fromkeys(chosen.values()))


def leave_one_out(comparison: Comparison) -> LeaveOneOut | None:
    """What changes when any one peer is dropped; None without a rank or with a single peer."""
    if comparison.rank is None or comparison.n < 2:
        return None
    values = {peer.code: peer.value for peer in comparison.peers}
    trials = []
    for left_out in _telling(comparison):
        rest = Peers(comparison.group.basis, tuple(code for code in values if code != left_out))
        trials.append(compare(comparison.metric, values, comparison.own_code, rest, comparison.own, comparison.period))
    ranks = [trial.rank for trial in trials if trial.rank is not None]
    medians = [trial.spread.median for trial in trials if trial.spread is not None]
    # A better peer gone lifts our rank by one; a worse one gone leaves the rank and moves us nearer the other end.
    return LeaveOneOut(
        least_rank=min(ranks),
        most_rank=max(ranks),
        quartiles=tuple(sorted({trial.quartile for trial in trials if trial.quartile is not None})),
        least_median=min(medians),
        most_median=max(medians),
        places=max(abs(rank - comparison.rank) for rank in ranks),
    )
