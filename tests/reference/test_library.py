"""Trusts, metrics and values of the shipped edition."""

from __future__ import annotations

from decimal import Decimal

import pytest

from negotiator.domain.problems import Refused
from negotiator.reference import library
from negotiator.wording.sentences import sentence


def test_a_trust_is_found_by_its_code() -> None:
    trust = library().trust("R0A")
    assert (trust.name, trust.type, trust.region) == (
        "Manchester University NHS Foundation Trust",
        "Acute",
        "North West",
    )
    assert trust.predecessors == ("RW6",)
    assert trust.current


def test_a_trust_that_was_renamed_keeps_its_former_name() -> None:
    assert library().trust("RA7").former_name == "University Hospitals Bristol and Weston NHS Foundation Trust"


@pytest.mark.parametrize(("code", "today"), [("RNK", "G6V2S"), ("RAP", "RAL"), ("RA7", "RA7"), ("RVY", "RBN")])
def test_a_merged_trust_leads_to_the_trust_of_today(code: str, today: str) -> None:
    successor = library().successor(code)
    assert successor is not None
    assert (successor.code, successor.current) == (today, True)


def test_a_dissolved_trust_has_no_successor() -> None:
    assert library().successor("RYK") is None


def test_trusts_of_today_leave_out_the_merged_ones() -> None:
    today = {trust.code for trust in library().trusts()}
    assert {trust.code for trust in library().all_trusts()} - today == {
        *("R1C", "RA4", "RAP", "RNK", "RRP", "RVJ", "RVY", "RY2", "RY9", "RYK", "RYV", "TAF"),
    }


def test_values_are_of_the_period_to_compare_by_unless_another_is_named() -> None:
    metric = library().metric("variance_to_plan_pct")
    assert metric.comparison_period == "2025/26 M9 YTD"
    assert metric.latest_period == "2025/26 M12 YTD"
    assert len(library().values(metric.id)) == 200
    assert len(library().values(metric.id, "2025/26 M12 YTD")) == 71


def test_values_are_exact_and_may_be_negative() -> None:
    assert library().values("sickness_absence_rate_12m")["RCF"] == Decimal("5.31")
    assert library().values("variance_to_plan_pct")["G6V2S"] == Decimal("-1.46")


def test_a_value_names_its_own_source() -> None:
    """Engagement comes from the Oversight Framework where it has it, otherwise from the survey workbook."""
    acute, mental_health = library().value("staff_engagement", "R0A"), library().value("staff_engagement", "G6V2S")
    assert acute is not None
    assert mental_health is not None
    assert acute.source_id == "nss-2025"
    assert mental_health.source_id == "nhse-nof-2025-26"
    assert not library().source("nss-2025").licence_stated
    assert library().source("nhse-nof-2025-26").licence_stated


def test_a_trust_without_a_value_has_none() -> None:
    assert library().value("wte_ambulance", "RA2") is None


def test_a_series_runs_from_the_oldest_period() -> None:
    months = library().series("sickness_absence_rate_month", "R0A")
    assert [value.period for value in months] == [
        *(f"2024-{month:02d}" for month in range(4, 13)),
        *(f"2025-{month:02d}" for month in range(1, 4)),
    ]


def test_every_metric_says_what_it_is_and_where_it_comes_from() -> None:
    for metric in library().metrics():
        assert metric.name
        assert metric.definition
        assert metric.unit
        assert metric.comparison_period in metric.periods
        assert len(library().values(metric.id)) >= 40
        for source_id in metric.source_ids:
            source = library().source(source_id)
            assert source.title
            assert source.attribution
            assert source.link.startswith("https://")


def test_the_two_survey_workbooks_alone_state_no_licence() -> None:
    assert {source.id for source in library().sources() if not source.licence_stated} == {"nss-2024", "nss-2025"}


def test_the_attribution_of_every_source_is_among_the_lines_of_the_edition() -> None:
    assert {source.attribution for source in library().sources()} == set(library().attribution)


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: library().trust("RZZ"), "“RZZ” is not the ODS code of a trust in the reference data"),
        (lambda: library().values("happiness"), "“happiness” is not a metric of the reference data"),
        (lambda: library().values("nof_segment", "2019"), "has no values for “2019”; it has Q3 2025/26, Q4 2025/26"),
    ],
)
def test_what_is_not_known_is_refused_in_words(ask, said: str) -> None:
    with pytest.raises(Refused) as refused:
        ask()
    assert said in sentence(refused.value.problems[0])
