"""What the picture card shows: which picture, and the comparisons in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from negotiator.domain.benchmarking.comparison import Comparison
from negotiator.domain.benchmarking.data import Metric
from negotiator.domain.benchmarking.peers import Peers
from negotiator.services.benchmarks import Benchmarks
from negotiator.wording import comparisons as words

ALL, RANKED, AGAINST, TIME, FUNNEL = "all", "ranked", "against", "time", "funnel"
"""Every metric in a row of its own; one metric's trusts in order; two metrics; one over time; shares of a file."""


@dataclass(frozen=True)
class Shown:
    """What there is to draw: our trust, its peers, and their comparisons; ``metric_id`` is the chosen one."""

    found: Benchmarks
    group: Peers
    comparisons: tuple[Comparison, ...]
    metric_id: str
    metrics: tuple[Metric, ...] = field(default=())

    @property
    def us(self) -> str:
        return words.short_name(self.found.own.name)

    @property
    def chosen(self) -> Comparison | None:
        return next((each for each in self.comparisons if each.metric.id == self.metric_id), None)
