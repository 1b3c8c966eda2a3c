"""``negotiator cost --ranges``: every view of an option with its percentiles, as text and as JSON."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from negotiator.cli import main
from negotiator.services.sample import sample_records
from negotiator.services.session import Session

CASE = """
[case]
jurisdiction = "England"
first_year = "2026/27"
years = 2
[case.awards]
"2027/28" = "0.025"
[[staff]]
id = "ward"
group = "Nursing"
band = "5"
step = "top"
headcount = 10
wte = "9.5"
[[option]]
name = "A day more"
[[option.measure]]
kind = "annual_leave"
label = "Leave"
days = "1"
days_low = "0.5"
days_high = "2"
backfill = "0.5"
[[option.measure]]
kind = "lump_sum"
amount = "100"
[[option]]
name = "No range"
[[option.measure]]
kind = "pay_uplift"
percent = "0.02"
"""

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    path = tmp_path / "case.toml"
    path.write_text(CASE, encoding="utf-8")
    return path


@pytest.fixture
def sample_file(tmp_path: Path) -> Path:
    session = Session.create(sample_records(), tmp_path / "session")
    try:
        session.save_as(tmp_path / "sample.negotiation")
    finally:
        session.close()
    return tmp_path / "sample.negotiation"


def asked(capsys: Captured, *arguments: str) -> Any:
    assert main(["cost", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_answer_has_ranges_only_where_they_are_asked_for(case_file: Path, capsys: Captured) -> None:
    plain = asked(capsys, "--case", str(case_file))
    ranged = asked(capsys, "--case", str(case_file), "--ranges")
    assert all("ranges" not in option for option in plain["options"])
    for option in ranged["options"]:
        option.pop("ranges")
    assert ranged == plain


def test_every_view_stands_beside_its_figure_as_costed(case_file: Path, capsys: Captured) -> None:
    option, certain = asked(capsys, "--case", str(case_file), "--ranges")["options"]
    ranges = option["ranges"]
    assert (ranges["draws"], ranges["numbers_with_range"], ranges["numbers_without_range"]) == (10_000, 1, 2)
    for view in ("recurrent", "non_recurrent", "hours_lost"):
        assert {year: spread["as_costed"] for year, spread in ranges[view].items()} == option[view]
    for year, costs in option["years"].items():
        assert ranges["years"][year]["as_costed"] == costs["total"]
    assert ranges["cumulative"]["as_costed"] == option["cumulative"]
    assert ranges["net_present_cost"]["as_costed"] == option["net_present_cost"]
    assert ranges["full_year_effect"]["as_costed"] == option["full_year_effect"]
    assert ranges["bases"]["trust"]["years"] == ranges["years"]
    hours = [Decimal(ranges["hours_lost"]["2026/27"][key]) for key in ("p10", "p50", "p90")]
    assert hours == sorted(set(hours))
    (swing,) = ranges["tornado"]
    assert (swing["measure"], swing["field"], swing["low"], swing["high"]) == (1, "days", "0.5", "2")
    half, two = map(Decimal, swing["hours_lost"])
    assert abs(two - 4 * half) <= Decimal("0.03") and two > 100
    assert Decimal(ranges["largest_error"]) < Decimal("0.05") > Decimal(ranges["largest_hours_error"])
    assert certain["ranges"]["numbers_with_range"] == 0
    assert len(set(certain["ranges"]["cumulative"].values())) == 1


def test_a_case_has_no_envelope_and_a_workspace_has_its_mandates(
    case_file: Path, sample_file: Path, capsys: Captured
) -> None:
    assert "envelope" not in asked(capsys, "--case", str(case_file), "--ranges")["options"][0]["ranges"]
    proposal = asked(capsys, str(sample_file), "--ranges")["proposals"][0]
    envelope = proposal["options"][-1]["ranges"]["envelope"]
    assert envelope["full_year"]["limit"] == "850000.00"
    assert 0 < envelope["full_year"]["draws_within"] < 1_000
    assert envelope["draws_within_every_year"] <= min(one["draws_within"] for one in envelope["years"].values())


def test_the_text_tells_every_group_of_views_and_counts_what_has_no_range(case_file: Path, capsys: Captured) -> None:
    assert main(["cost", "--case", str(case_file), "--ranges"]) == 0
    text = capsys.readouterr().out
    for words in ("P10", "One-off, 2026/27", "Hours lost, net of cover, 2027/28", "The same in WTE", "For each person"):
        assert words in text
    assert "2 others have none and are taken as certain" in text
    assert "\nLeave: extra days" in text
    assert "No range: likely range\n  No likely range is given: the option’s one number has no range" in text
    assert "envelope" not in text


def test_the_text_of_a_workspace_tells_in_how_many_draws_an_option_is_within_the_envelope(
    sample_file: Path, capsys: Captured
) -> None:
    assert main(["cost", str(sample_file), "--ranges"]) == 0
    text = capsys.readouterr().out
    assert "within the envelope of £850,000 in every draw" in text
    assert "of 100 draws" in text
