"""One trust among its peers on one metric, in the period that the metric is ranked by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from negotiator.domain.benchmarking.data import Metric
from negotiator.domain.benchmarking.peers import Peers
from negotiator.domain.benchmarking.quantiles import Spread, rank_quantiles, spread

FEWEST_TO_JUDGE = 8
"""With fewer peers than this, quarters hold one or two trusts each and a rank says little."""


@dataclass(frozen=True, slots=True)
class PeerValue:
    """A peer with its value."""

    code: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Comparison:
    """Where our trust stands.

    ``peers`` have a value and run from the best to the worst (highest first where neither end is better); ``missing``
    are peers without one. ``spread`` is of the peers alone. ``rank`` is ours among us and the peers, 1 the best, equal
    values sharing the best of their ranks; ``of`` counts us and the peers. ``quartile`` is OHID's rank rule over the
    same trusts, 1 the best quarter. ``percentile`` is the share of peers, in per cent, that we do better than, an equal
    one counting half. ``standing`` says whether we can be told from the peers: see `standing_of`.
    """

    metric: Metric
    period: str
    own_code: str
    own: Decimal | None
    peers: tuple[PeerValue, ...]
    missing: tuple[str, ...]
    group: Peers
    spread: Spread | None
    rank: int | None
    of: int
    quartile: int | None
    percentile: Decimal | None
    standing: str

    @property
    def n(self) -> int:
        """How many peers have a value."""
        return len(self.peers)


def better(direction: str, a: Decimal, b: Decimal) -> bool:
    """True where ``a`` is better than ``b``; the higher one where neither end is better."""
    return a < b if direction == "lower_is_better" else a > b


def compare(
    metric: Metric,
    values: Mapping[str, Decimal],
    own_code: str,
    group: Peers,
    own: Decimal | None = None,
    period: str = "",
) -> Comparison:
    """Compare a trust with a group. ``values`` are those of the comparison period, by code.

    ``own`` is given where our figure is not the published one: a newer value, or a trust that is not in the data.
    """
    mine = own if own is not None else values.get(own_code)
    highest_first = metric.direction != "lower_is_better"
    found = [PeerValue(code, values[code]) for code in group.codes if code in values]
    found.sort(key=lambda peer: ((-peer.value if highest_first else peer.value), peer.code))
    middle = spread([peer.value for peer in found])
    rank = quartile = percentile = None
    of = len(found) + (mine is not None)
    if mine is not None and found:
        ahead = sum(better(metric.direction, peer.value, mine) for peer in found)
        level = sum(peer.value == mine for peer in found)
        rank = ahead + 1
        quartile = rank_quantiles([mine, *(peer.value for peer in found)], 4, highest_first)[0]
        percentile = (Decimal(len(found) - ahead - level) + Decimal(level) / 2) * 100 / len(found)
    return Comparison(
        metric=metric,
        period=period or metric.comparison_period,
        own_code=own_code,
        own=mine,
        peers=tuple(found),
        missing=tuple(code for code in group.codes if code not in values),
        group=group,
        spread=middle,
        rank=rank,
        of=of,
        quartile=quartile,
        percentile=percentile,
        standing=standing_of(metric, mine, middle),
    )


def standing_of(metric: Metric, own: Decimal | None, peers: Spread | None) -> str:
    """Whether our value can be told from the peers'.

    ``no_value``; ``too_few`` peers to say; ``alike`` where our value lies in the peers' middle half, or shows the same
    figure as their median at the metric's decimals; else ``better``, ``worse``, or ``higher`` and ``lower`` where
    neither end is better. The published files carry no number of answers, so chance cannot be worked out trust by
    trust; the middle half is a plain rule that needs none: half of the peers are that close to their own median.
    """
    if own is None or peers is None:
        return "no_value"
    if peers.n < FEWEST_TO_JUDGE:
        return "too_few"
    places = Decimal(1).scaleb(-metric.decimals)
    if peers.q1 <= own <= peers.q3 or own.quantize(places) == peers.median.quantize(places):
        return "alike"
    if metric.direction == "neutral":
        return "higher" if own > peers.q3 else "lower"
    return "better" if better(metric.direction, own, peers.median) else "worse"
