"""Pictures of one metric, from the shipped figures and from files; what cannot be drawn is refused in words."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from negotiator.domain.benchmarking.peers import Peers
from negotiator.domain.comparators import OwnFigure
from negotiator.domain.problems import Refused
from negotiator.reference import library
from negotiator.services.benchmark_pictures import MONTHLY, against, over_time, ranked
from negotiator.services.benchmarks import Benchmarks, stand_in
from negotiator.services.statistics_files import read_proportions, read_series
from negotiator.wording.comparisons import SHORT_METRICS
from negotiator.wording.sentences import sentence

D = Decimal


def gateshead() -> Benchmarks:
    return Benchmarks.of_trust(library(), "RR7")


def test_two_metrics_show_every_peer_that_has_both_and_count_the_others() -> None:
    found = gateshead()
    group = found.peers("type")
    scatter = against(found, group, "staff_engagement", "staff_parking_income_per_fte")
    both = set(library().values("staff_engagement")) & set(library().values("staff_parking_income_per_fte"))
    peers = [point for point in scatter.points if not point.ours]
    assert {point.key for point in peers} == both & set(group.codes)
    assert scatter.left_out == len(group.codes) - len(peers) > 0
    assert [point.key for point in scatter.points if point.ours] == ["RR7"]


def test_our_own_newer_figure_stands_in_both_pictures() -> None:
    figure = OwnFigure("f", "staff_engagement", D("9.99"), "2026", "Local survey")
    found = Benchmarks(library(), gateshead().own, {"staff_engagement": figure})
    group = found.peers("type")
    (ours,) = (p for p in against(found, group, "staff_engagement", "staff_morale").points if p.ours)
    assert ours.x == D("9.99")
    assert ranked(found, found.compare("staff_engagement", group)).comparison.rank == 1


def test_two_metrics_that_no_trust_of_the_group_has_are_refused_in_words() -> None:
    found = gateshead()
    lacking = next(
        code for code in found.trusts if found.trusts[code].current and code not in library().values("staff_morale")
    )
    nobody = Benchmarks(library(), stand_in("Calder Vale", (), found.trusts))
    with pytest.raises(Refused) as caught:
        against(nobody, Peers("hand", (lacking,)), "staff_morale", "staff_engagement")
    assert "No trust of this group has a value of both “Staff morale”" in sentence(caught.value.problems[0])


@pytest.mark.parametrize("asked", ["sickness_absence_rate_month", *MONTHLY])
def test_twelve_published_months_make_a_series_whichever_sickness_metric_is_chosen(asked: str) -> None:
    metric, series = over_time(gateshead(), asked)
    assert metric.id == "sickness_absence_rate_month"
    assert (series.periods[0], series.periods[-1], len(series.values)) == ("2024-04", "2025-03", 12)
    assert series.values[-1] == library().values("sickness_absence_rate_month", "2025-03")["RR7"]


def test_our_own_newer_month_follows_the_published_ones() -> None:
    figure = OwnFigure("f", "sickness_absence_rate_month", D("4.5"), "2025-04", "ESR")
    found = Benchmarks(library(), gateshead().own, {figure.metric_id: figure})
    _, series = over_time(found, "sickness_absence_rate_month")
    assert (series.periods[-1], series.values[-1]) == ("2025-04", D("4.5"))


def test_what_has_no_months_says_so_and_what_to_do() -> None:
    found = gateshead()
    with pytest.raises(Refused) as caught:
        over_time(found, "staff_morale")
    assert "“Staff morale” is not published by month" in sentence(caught.value.problems[0])
    invented = Benchmarks(library(), stand_in("Calder Vale", (), found.trusts))
    with pytest.raises(Refused) as caught:
        over_time(invented, "sickness_absence_rate_12m")
    assert "do not have Calder Vale" in sentence(caught.value.problems[0])
    month = OwnFigure("f", "sickness_absence_rate_month", D("4.5"), "2025-04", "ESR")
    with pytest.raises(Refused) as caught:
        over_time(Benchmarks(library(), invented.own, {month.metric_id: month}), month.metric_id)
    assert "has 1 months; it takes 7" in sentence(caught.value.problems[0])


def test_a_series_and_shares_come_from_files(tmp_path: Path) -> None:
    months = tmp_path / "turnover.csv"
    months.write_text("value,period\n1.5,2025-01\n1.25,2025-02\n")
    series = read_series(months)
    assert (series.name, series.periods, series.values) == ("turnover", ("2025-01", "2025-02"), (D("1.5"), D("1.25")))
    months.write_text("period,value\n2025-01,1\n2025-01,2\n")
    with pytest.raises(Refused) as caught:
        read_series(months)
    assert "row 3: the period 2025-01 is there twice" in sentence(caught.value.problems[0])
    shares = tmp_path / "shares.csv"
    shares.write_text("name,numerator,denominator\nA,5,10\n")
    (one,) = read_proportions(shares)
    assert (one.name, one.share) == ("A", 0.5)


def test_short_names_are_of_metrics_that_there_are_and_shorter() -> None:
    names = {metric.id: metric.name for metric in library().metrics()}
    assert set(SHORT_METRICS) <= set(names)
    assert all(len(short) < len(names[metric]) for metric, short in SHORT_METRICS.items())
    assert len(set(SHORT_METRICS.values())) == len(SHORT_METRICS)
