"""What a pack takes from the reference edition: rates with their sources, comparisons, attributions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from negotiator.domain.comparators import ChosenMetric
from negotiator.domain.confidentiality import WorkspaceValues
from negotiator.domain.establishment import StaffLine
from negotiator.domain.pack_content import ComparisonContent, RateFigure
from negotiator.domain.periods import FinancialYear, horizon
from negotiator.domain.workspace import Settings
from negotiator.services import editions
from negotiator.wording import comparisons as words

if TYPE_CHECKING:
    from negotiator.domain.rates import Rates
    from negotiator.services.session import Session


def rate_figures(settings: Settings, lines: Iterable[StaffLine]) -> tuple[RateFigure, ...]:
    """The rates that the costs rest on, by rate and year, each with its source; then those that a person assumed."""
    rates = editions.rates_for(settings.jurisdiction, settings.edition)
    years = [year.label for year in horizon(FinancialYear.parse(settings.first_year), settings.years)]
    zones = sorted({line.hcas for line in lines} - {"none"})
    found: list[RateFigure] = []
    for year in years:
        found += _of_year(rates, year, zones)
    found.append(RateFigure("levy", "", rates.levy, "share", rates.levy_provenance))
    found.append(RateFigure("unsocial", "", None, "scale", rates.unsocial.provenance))
    first, last = FinancialYear.parse(years[0]).first_day, (FinancialYear.parse(years[-1]) + 1).first_day
    floors = [floor for floor in rates.wage_floors if floor.from_day < last]
    in_force = [floor for floor in floors if floor.from_day <= first][-1:]
    for floor in [*in_force, *(floor for floor in floors if floor.from_day > first)]:
        label = FinancialYear.of(floor.from_day).label
        found.append(RateFigure("wage_floor", label, floor.hourly, "pounds_an_hour", floor.provenance))
    found += [RateFigure("award", year, value, "share") for year, value in sorted(settings.awards.items())]
    found += [
        RateFigure("pension_assumed", year, value, "share") for year, value in sorted(settings.pension_rates.items())
    ]
    return tuple(found)


def _of_year(rates: Rates, year: str, zones: Sequence[str]) -> list[RateFigure]:
    found: list[RateFigure] = []
    if year in rates.scales:
        points = rates.scales[year].points
        found.append(RateFigure("pay_scale", year, None, "scale", points[0].provenance))
    for zone in zones:
        rate = rates.hcas.get(year, {}).get(zone)
        if rate is not None:
            found.append(RateFigure("hcas", year, rate.share, "share", rate.provenance))
    ni = rates.employer_ni.get(year)
    if ni is not None:
        found.append(RateFigure("employer_ni_rate", year, ni.rate, "share", ni.provenance))
        found.append(RateFigure("employer_ni_threshold", year, ni.threshold, "pounds", ni.provenance))
    pension = rates.employer_pension.get(year)
    if pension is not None:
        found.append(RateFigure("pension_trust", year, pension.trust, "share", pension.provenance))
        found.append(RateFigure("pension_whole_nhs", year, pension.whole_nhs, "share", pension.provenance))
    return found


def week_hours(settings: Settings) -> dict[str, Decimal]:
    """Full-time hours a week by financial year; a year after the last known one keeps the last."""
    known = editions.rates_for(settings.jurisdiction, settings.edition).week_hours
    found: dict[str, Decimal] = {}
    for year in horizon(FinancialYear.parse(settings.first_year), settings.years):
        earlier = [label for label in known if label <= year.label]
        if earlier:
            found[year.label] = known[max(earlier)]
    return found


def comparisons_of(visible: WorkspaceValues, settings: Settings) -> tuple[ComparisonContent, ...]:
    """Our trust among its peers on the metrics that the team chose, as far as the audience sees them."""
    chosen = visible.all(ChosenMetric)
    if not chosen:
        return ()
    from negotiator.services.benchmarks import Benchmarks, chosen_group

    library = editions.library(settings.edition)
    seen = cast("Session", visible)  # redacted values answer the two questions that are asked: ``all`` and ``settings``
    benchmarks = Benchmarks.of_session(library, seen)
    group = chosen_group(seen)
    if group is None:
        return ()
    peers = benchmarks.peers_of(group)
    found = []
    for one in chosen:
        compared = benchmarks.compare(one.metric_id, peers)
        metric, spread = compared.metric, compared.spread
        figure = benchmarks.figures.get(one.metric_id)
        sources = [f"{source.title}, {source.publisher}. {source.licence}." for source in benchmarks.sources(metric)]
        if figure is not None:
            sources.insert(0, f"Our own figure: {figure.source or 'no source given'}.")
        found.append(
            ComparisonContent(
                metric_id=metric.id,
                name=metric.name,
                unit=words.unit(metric),
                period=compared.period,
                direction=metric.direction,
                decimals=metric.decimals,
                peers=words.group(replace(peers, reason="")),
                peers_reason=peers.reason,
                own_name=benchmarks.own.name,
                n=compared.n,
                own=compared.own,
                least=spread.least if spread else None,
                q1=spread.q1 if spread else None,
                median=spread.median if spread else None,
                q3=spread.q3 if spread else None,
                most=spread.most if spread else None,
                rank=compared.rank,
                of=compared.of,
                quartile=compared.quartile,
                definition=metric.definition,
                caveats=(words.standing(compared), *words.caveats(compared, benchmarks.trusts)),
                sources=tuple(sources),
            )
        )
    return tuple(found)


def attributions_of(visible: WorkspaceValues, settings: Settings) -> tuple[str, ...]:
    """Whose data is used: the edition's lines, and those of the metrics shown."""
    library = editions.library(settings.edition)
    lines = [*library.attribution, *library.licence]
    known = {metric.id: metric for metric in library.metrics()}
    for one in visible.all(ChosenMetric):
        if one.metric_id in known:
            lines += [library.source(key).attribution for key in known[one.metric_id].source_ids]
    return tuple(dict.fromkeys(line for line in lines if line))
