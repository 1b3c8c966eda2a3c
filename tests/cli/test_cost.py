"""``negotiator cost``: the shape of its answer and its refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from negotiator.cli import main
from negotiator.domain.costing.result import COMPONENTS

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
name = "Two per cent"
[[option.measure]]
kind = "pay_uplift"
label = "Uplift"
percent = "0.02"
[[option.measure]]
kind = "income"
amount = "0.004"
"""


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    path = tmp_path / "case.toml"
    path.write_text(CASE, encoding="utf-8")
    return path


def test_the_answer_has_the_shape_of_the_method(case_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cost", "--case", str(case_file), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == ["currency", "basis", "years", "baseline", "options"]
    assert (answer["currency"], answer["basis"], answer["years"]) == ("GBP", "trust", ["2026/27", "2027/28"])
    assert list(answer["baseline"]["2026/27"]) == [*COMPONENTS, "total"]
    (option,) = answer["options"]
    assert option["years"]["2026/27"]["basic"] == "7418.17"
    assert option["years"]["2026/27"]["income"] == "0.00"
    assert option["full_year_effect"] == option["full_year_effect_components"]["total"]
    assert [measure["label"] for measure in option["measures"]] == ["Uplift", "income"]
    assert option["hours_lost"] == {"2026/27": "0.00", "2027/28": "0.00"}
    assert {warning["code"] for warning in option["warnings"]} == {
        "award_assumed",
        "rates_carried_forward",
        "pension_rate_assumed",
    }
    assert all(warning["message"].endswith(".") for warning in option["warnings"])


def test_workings_are_added_on_request(case_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cost", "--case", str(case_file), "--json", "--explain"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [entry["option"] for entry in answer["workings"]] == [None, "Two per cent"]
    total = answer["workings"][1]["cells"][0]
    assert total["value"] == answer["options"][0]["years"]["2026/27"]["total"]
    assert [part["label"] for part in total["parts"]][:1] == ["Basic pay, 2026/27"]


def test_without_json_a_table_is_told(case_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cost", "--case", str(case_file), "--explain"]) == 0
    told = capsys.readouterr().out
    assert "7,418.17" in told
    assert "Uplift by itself" in told


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('band = "5"', 'band = "5a"', 'staff[1].band: "5a" is not an Agenda for Change band'),
        ("years = 2", "years = two", "not TOML"),
        ('percent = "0.02"', 'percent = "two"', 'option[1].measure[1].percent: "two" is not a number'),
    ],
)
def test_bad_input_ends_with_status_2_and_one_line(
    case_file: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, words: str
) -> None:
    case_file.write_text(CASE.replace(old, new), encoding="utf-8")
    assert main(["cost", "--case", str(case_file), "--json"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert words in told.err
    assert told.err.count("\n") == 1


def test_a_file_that_cannot_be_read_is_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (tmp_path / "none.toml", tmp_path, tmp_path / "a\nb.toml"):
        assert main(["cost", "--case", str(path)]) == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_every_proposal_of_a_workspace_is_costed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "sample.negotiation"
    assert main(["new", str(path), "--sample"]) == 0
    capsys.readouterr()
    assert main(["cost", str(path), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["proposals"]
    for proposal in answer["proposals"]:
        assert next(iter(proposal)) == "name"
        assert {"currency", "baseline", "options"} <= set(proposal)
        for option in proposal["options"]:
            assert list(option["years"]) == proposal["years"]


def test_a_file_that_is_no_workspace_is_refused(case_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cost", str(case_file)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
