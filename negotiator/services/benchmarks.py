"""Benchmarks: our trust among fair peers, from an edition's figures and the workspace's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from negotiator.domain.benchmarking import peers as choosing
from negotiator.domain.benchmarking.comparison import Comparison, compare
from negotiator.domain.benchmarking.data import Metric, MetricSource, Trust
from negotiator.domain.benchmarking.opportunity import Opportunity, opportunity
from negotiator.domain.benchmarking.peers import SIZE_METRIC, Peers, find
from negotiator.domain.benchmarking.robustness import Robustness, check
from negotiator.domain.comparators import ChosenMetric, OwnFigure, PeerGroup
from negotiator.domain.costing.result import Costs
from negotiator.domain.establishment import StaffLine
from negotiator.domain.problems import Problem, Refused
from negotiator.domain.workspace import Settings

if TYPE_CHECKING:
    from negotiator.reference.benchmarks import Library

_R = TypeVar("_R", OwnFigure, PeerGroup, ChosenMetric)


class Records(Protocol):
    """What is asked of a workspace: an open `Session`, or the values that an audience may see."""

    @property
    def settings(self) -> Settings: ...

    def all(self, record_type: type[_R], /) -> tuple[_R, ...]: ...


PARTNERSHIP_METRICS = (
    "staff_engagement",
    "staff_raising_concerns",
    "staff_morale",
    "sickness_absence_rate_12m",
    "q11c_work_related_stress",
    "q26a_often_think_about_leaving",
    "q12b_burnt_out",
    "temp_staff_share",
    "q4d_flexible_working_opportunities",
    "q4c_satisfied_with_pay",
    "gpg_median_hourly",
    "staff_parking_income_per_fte",
)
"""What the staff side and the board both ask about, in the order in which it is shown."""


def stand_in(name: str, codes: Iterable[str], trusts: Mapping[str, Trust]) -> Trust:
    """A trust that is not in the data, such as a fictional one: it has whatever its hand-picked peers all share."""
    chosen = [trusts[code] for code in codes if code in trusts]

    def shared(field_name: str) -> str:
        found = {str(getattr(trust, field_name)) for trust in chosen}
        return found.pop() if len(found) == 1 else ""

    return Trust(
        code="",
        name=name,
        type=shared("type"),
        peer_group=shared("peer_group"),
        region=shared("region"),
        ics=shared("ics"),
        icb_code=shared("icb_code"),
        icb=shared("icb"),
        current=True,
    )


@dataclass(frozen=True)
class Benchmarks:
    """Comparisons of one trust. ``figures`` are the trust's own values, which take the place of published ones."""

    library: Library
    own: Trust
    figures: Mapping[str, OwnFigure] = field(default_factory=dict)

    @classmethod
    def of_trust(cls, library: Library, code: str) -> Benchmarks:
        """For a trust of the data; a merged one gives its successor. Raises Refused for an unknown code."""
        return cls(library, find(code, {trust.code: trust for trust in library.all_trusts()}))

    @classmethod
    def of_session(cls, library: Library, session: Records) -> Benchmarks:
        """For the workspace's organisation, with its own figures; a stand-in where the data do not know its code."""
        trusts = {trust.code: trust for trust in library.all_trusts()}
        settings = session.settings
        figures = {figure.metric_id: figure for figure in session.all(OwnFigure)}
        if settings.organisation_code.strip().upper() in trusts:
            return cls(library, find(settings.organisation_code, trusts), figures)
        chosen = chosen_group(session)
        name = settings.organisation_name or settings.title
        return cls(library, stand_in(name, chosen.codes if chosen else (), trusts), figures)

    @cached_property
    def trusts(self) -> dict[str, Trust]:
        """Every trust, merged ones too, by code."""
        return {trust.code: trust for trust in self.library.all_trusts()}

    @cached_property
    def sizes(self) -> Mapping[str, Decimal]:
        """Average workforce, WTE, by code."""
        return self.library.values(SIZE_METRIC)

    @property
    def own_size(self) -> Decimal | None:
        figure = self.figures.get(SIZE_METRIC)
        return figure.value if figure else self.sizes.get(self.own.code)

    def metric(self, metric_id: str) -> Metric:
        """The metric of this id; one that is not shipped is made of the own figure. Raises Refused with near ids."""
        known = {metric.id: metric for metric in self.library.metrics()}
        if metric_id in known:
            return known[metric_id]
        figure = self.figures.get(metric_id)
        if figure is not None:
            return _own_metric(figure)
        near = choosing.nearest_spellings(metric_id, {metric.id: metric.name for metric in known.values()})
        code = "no_such_metric" if near else "no_such_metric_at_all"
        raise Refused(Problem(code, data={"given": metric_id, "nearest": ", ".join(near)}))

    def values(self, metric: Metric) -> Mapping[str, Decimal]:
        """The values that the metric is ranked by, by code; none for a metric that is not shipped."""
        known = {each.id for each in self.library.metrics()}
        return self.library.values(metric.id) if metric.id in known else {}

    def sources(self, metric: Metric) -> tuple[MetricSource, ...]:
        """Where the metric's values come from."""
        return tuple(self.library.source(source_id) for source_id in metric.source_ids)

    def peers(
        self, basis: str, count: int = choosing.USUAL_COUNT, codes: Iterable[str] = (), reason: str = ""
    ) -> Peers:
        """The peers of our trust on a basis. Raises Refused as `domain.benchmarking.peers.choose` does."""
        return choosing.choose(basis, self.own, self.trusts, self.sizes, count, codes, reason, self.own_size)

    def peers_of(self, group: PeerGroup) -> Peers:
        """The peers of a group kept in the workspace."""
        return self.peers(group.basis, group.count, group.codes, group.reason)

    def compare(self, metric_id: str, group: Peers) -> Comparison:
        """Our trust among the group. Raises Refused for an unknown metric."""
        metric = self.metric(metric_id)
        figure = self.figures.get(metric_id)
        return compare(
            metric,
            self.values(metric),
            self.own.code,
            group,
            figure.value if figure else None,
            figure.period if figure else "",
        )

    def robustness(self, comparison: Comparison) -> Robustness:
        """The same question asked of every reasonable group, and of the chosen one less any one peer."""
        metric = comparison.metric
        return check(comparison, metric, self.values(metric), self.own, self.trusts, self.sizes, self.own_size)


def _own_metric(figure: OwnFigure) -> Metric:
    """A metric that is not shipped, as the person described it: it has no peers' values."""
    exponent = figure.value.as_tuple().exponent
    return Metric(
        id=figure.metric_id,
        name=figure.name or figure.metric_id,
        definition="",
        unit=figure.unit,
        direction=figure.direction,
        theme="own",
        decimals=max(0, -exponent) if isinstance(exponent, int) else 0,
        derived=False,
        periods=(figure.period,),
        comparison_period=figure.period,
        source_ids=(),
    )


def chosen_group(session: Records) -> PeerGroup | None:
    """The peer group that the team uses; None where none is chosen."""
    groups = session.all(PeerGroup)
    return next((group for group in groups if group.chosen), groups[0] if groups else None)


def chosen_metrics(session: Records) -> tuple[str, ...]:
    """The ids of the metrics that the team shows, or the partnership view where it has chosen none."""
    return tuple(chosen.metric_id for chosen in session.all(ChosenMetric)) or PARTNERSHIP_METRICS


def opportunity_for(
    found: Robustness,
    staff: Sequence[StaffLine],
    target: str = "median",
    baseline: Costs | None = None,
    week_hours: Decimal = Decimal("37.5"),
) -> Opportunity | None:
    """What reaching the peers is worth for the staff in scope, over every group of the cherry-pick check.

    ``baseline`` is the engine's cost of these staff for a year without any measure (`CostingResult.baseline` of that
    year): it gives the pounds. Without it, or without staff, the gap is told in the units that remain.
    """
    wte = sum((line.wte for line in staff), Decimal(0))
    heads = sum(line.headcount for line in staff)
    total = baseline.total if baseline is not None else None
    return opportunity(
        found.all,
        target,
        wte=wte or None,
        headcount=heads or None,
        week_hours=week_hours,
        pay_bill=total,
        pounds_per_wte=total / wte if total is not None and wte else None,
    )
