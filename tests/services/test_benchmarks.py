from __future__ import annotations

import warnings
from dataclasses import replace
from decimal import Decimal

import pytest

from negotiator.domain.benchmarking.peers import BASES
from negotiator.domain.comparators import ChosenMetric, OwnFigure, PeerGroup
from negotiator.domain.costing.result import Costs
from negotiator.domain.establishment import StaffLine
from negotiator.domain.problems import Refused
from negotiator.domain.workspace import Settings
from negotiator.reference import library
from negotiator.reporting.charts.dot_range import DotRange, range_row
from negotiator.reporting.charts.ranked_bars import RankedBars
from negotiator.reporting.charts.style import LIGHT
from negotiator.services.benchmarks import (
    PARTNERSHIP_METRICS,
    Benchmarks,
    chosen_group,
    chosen_metrics,
    opportunity_for,
)
from negotiator.wording import comparisons as words
from tests.services.conftest import MakeSession

SICKNESS = "sickness_absence_rate_12m"
ACUTE_MEDIUM = tuple(trust.code for trust in library().trusts() if trust.peer_group == "Acute - Medium")


def matter(**more: object) -> Settings:
    return replace(Settings(title="On-call", organisation_name="Calder Vale NHS Foundation Trust"), **more)  # type: ignore[arg-type]


def hand(**more: object) -> PeerGroup:
    return replace(PeerGroup("g", "Ours", "hand", ACUTE_MEDIUM, reason="the published group", chosen=True), **more)  # type: ignore[arg-type]


def test_a_real_organisation_is_compared_by_its_code(make_session: MakeSession) -> None:
    session = make_session([matter(organisation_code="rrf")])
    found = Benchmarks.of_session(library(), session)
    assert found.own.code == "RRF"
    assert found.compare(SICKNESS, found.peers("type")).own == library().values(SICKNESS)["RRF"]


def test_an_invented_organisation_has_what_its_hand_picked_peers_share(make_session: MakeSession) -> None:
    figure = OwnFigure("f", SICKNESS, Decimal("5.62"), "2024/25", "invented")
    session = make_session([matter(), hand(), figure])
    found = Benchmarks.of_session(library(), session)
    assert (found.own.name, found.own.type, found.own.region) == ("Calder Vale NHS Foundation Trust", "Acute", "")
    compared = found.compare(SICKNESS, found.peers_of(hand()))
    assert (compared.own, compared.n, compared.of) == (Decimal("5.62"), 20, 21)
    assert words.group(compared.group) == "20 trusts chosen by hand (the published group)"
    bases = [each.group.basis for each in found.robustness(compared).others]
    assert bases == ["type", "all"]


def test_an_own_figure_takes_the_place_of_the_published_one_and_says_its_period(make_session: MakeSession) -> None:
    figure = OwnFigure("f", SICKNESS, Decimal("4.10"), "2025/26", "ESR, 3 November")
    session = make_session([matter(organisation_code="RRF"), figure])
    found = Benchmarks.of_session(library(), session)
    compared = found.compare(SICKNESS, found.peers("peer_group"))
    assert (compared.own, compared.period) == (Decimal("4.10"), "2025/26")
    assert "Our figure is for 2025/26, the peers’ for 2024/25." in words.caveats(compared, found.trusts)


def test_a_metric_that_is_not_shipped_has_a_value_and_no_peers(make_session: MakeSession) -> None:
    figure = OwnFigure(
        "f", "turnover", Decimal("11.4"), "2025/26", "ESR", name="Turnover", unit="%", direction="neutral"
    )
    session = make_session([matter(organisation_code="RRF"), figure])
    found = Benchmarks.of_session(library(), session)
    compared = found.compare("turnover", found.peers("type"))
    assert (compared.own, compared.n, compared.rank, compared.metric.decimals) == (Decimal("11.4"), 0, None, 1)
    assert words.standing(compared).startswith("There is nothing to compare")


def test_an_unknown_metric_is_refused(make_session: MakeSession) -> None:
    found = Benchmarks.of_session(library(), make_session([matter(organisation_code="RRF")]))
    with pytest.raises(Refused):
        found.compare("no_such_thing_at_all", found.peers("type"))


def test_the_partnership_view_is_shown_where_nothing_is_chosen(make_session: MakeSession) -> None:
    assert {metric.id for metric in library().metrics()} >= set(PARTNERSHIP_METRICS)
    assert chosen_metrics(make_session([matter()])) == PARTNERSHIP_METRICS
    session = make_session([matter(), ChosenMetric("a", SICKNESS), hand(chosen=False), hand(id="h", name="Later")])
    assert chosen_metrics(session) == (SICKNESS,)
    group = chosen_group(session)
    assert group is not None and group.id == "h"


def test_opportunity_goes_through_the_cost_of_the_staff_in_scope() -> None:
    found = Benchmarks.of_trust(library(), "RRF")
    compared = found.compare(SICKNESS, found.peers("peer_group"))
    staff = (
        StaffLine("a", "Nursing", "5", "top", 200, Decimal(180)),
        StaffLine("b", "AHP", "6", "top", 30, Decimal(20)),
    )
    baseline = Costs({"basic": Decimal("8000000.00"), "nic": Decimal("1000000.00"), "income": Decimal("0.00")})
    got = opportunity_for(found.robustness(compared), staff, baseline=baseline)
    assert got is not None and got.wte is not None and got.pounds is not None and compared.spread is not None
    assert compared.own is not None
    gap = compared.own - compared.spread.median
    assert got.wte.likely == gap * 200 / 100
    assert got.pounds.likely == got.wte.likely * Decimal(45000)
    assert got.gap.low <= got.gap.likely <= got.gap.high
    bare = opportunity_for(found.robustness(compared), ())
    assert bare is not None and (bare.wte, bare.pounds) == (None, None)


@pytest.mark.parametrize("code", ["RRF", "RX9", "RP1", "RY5"])
def test_metrics_draw_against_every_peer_group_without_a_warning(code: str) -> None:
    shelf = library()
    found = Benchmarks.of_trust(shelf, code)
    metrics = shelf.metrics()[:: 5 if code != "RRF" else 1]
    drawn = 0
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for basis in BASES:
            group = found.peers(basis, codes=ACUTE_MEDIUM[:6])
            compared = [found.compare(metric.id, group) for metric in metrics]
            chart = DotRange(tuple(range_row(each) for each in compared), found.own.name, words.group(group))
            assert len(chart.draw(LIGHT, 700, 300).marks) == len(metrics)
            for each in compared[::4]:
                sentence = RankedBars(each, {}, found.own.name).draw(LIGHT, 700, 300).sentence
                assert words.group(group, each.n) in sentence
                drawn += 1
    assert drawn >= len(BASES) * 3
