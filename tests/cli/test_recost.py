"""``negotiator recost``: what another edition would change, and nothing changed."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from negotiator.cli import main
from negotiator.domain.workspace import Settings
from negotiator.services.headless import write_new
from negotiator.services.sample import sample_records
from negotiator.wording.figures import amount
from tests.made_edition import BAND_5_TOP, NAME, made_edition
from tests.reporting.pdf_reading import text_of

BAND_5 = {"pay-scales.csv": {f"{BAND_5_TOP}39043,": f"{BAND_5_TOP}39143,"}}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "sample.negotiation"
    write_new(sample_records(), path)
    return path


def test_the_preview_is_that_of_the_edition_in_a_folder_and_changes_nothing(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = workspace.read_bytes()
    newer = made_edition(tmp_path, BAND_5)
    assert main(["recost", str(workspace), "--edition", str(newer), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["edition_now"], answer["edition_then"]) == ("2026-11", NAME)
    assert len(answer["options"]) == 3
    for option in answer["options"]:
        for year in answer["years"]:
            now, then = float(option["now"]["years"][year]), float(option["then"]["years"][year])
            assert float(option["difference"]["years"][year]) == pytest.approx(then - now, abs=0.001)
    assert [(change["row"], change["before"], change["after"]) for change in answer["changed_rates"]] == [
        (["England", "2026/27", "5", "top"], "39043", "39143")
    ]
    assert workspace.read_bytes() == before
    assert main(["cost", str(workspace), "--json"]) == 0
    costed = json.loads(capsys.readouterr().out)["proposals"][0]["options"]
    assert [o["now"]["full_year_effect"] for o in answer["options"]] == [o["full_year_effect"] for o in costed]


def test_the_same_edition_changes_nothing(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recost", str(workspace), "--edition", "2026-11"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("From edition 2026-11 to edition 2026-11, England. Nothing was changed.")
    assert "Changed rates (0):" in said


@pytest.mark.parametrize("edition", ["2031-04", "../../etc", "", "sample.negotiation"])
def test_an_edition_that_is_none_is_refused_in_one_line(
    workspace: Path, edition: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace.parent)
    assert main(["recost", str(workspace), "--edition", edition]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1 and "Traceback" not in captured.err


def test_an_added_edition_is_found_by_its_name_afterwards(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["recost", str(workspace), "--edition", NAME]) == 2
    assert NAME in capsys.readouterr().err
    assert main(["reference", "--add", str(made_edition(tmp_path, BAND_5)), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["edition"] == NAME
    assert main(["recost", str(workspace), "--edition", NAME]) == 0
    said = capsys.readouterr().out
    assert "Pay scale, Band 5, top, yearly pay, 2026/27: £39,043 → £39,143" in said


def with_edition(tmp_path: Path, edition: str) -> Path:
    """The sample's file, costed with another edition."""
    path = tmp_path / "other.negotiation"
    records = [replace(one, edition=edition) if isinstance(one, Settings) else one for one in sample_records()]
    write_new(records, path)
    return path


def test_costs_and_packs_use_an_added_edition(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reference", "--add", str(made_edition(tmp_path, BAND_5))]) == 0
    path, pack = with_edition(tmp_path, NAME), tmp_path / "pack.pdf"
    capsys.readouterr()
    assert main(["cost", str(path), "--json"]) == 0
    costed = json.loads(capsys.readouterr().out)["proposals"][0]["options"][0]["full_year_effect"]
    assert main(["recost", str(path), "--edition", "2026-11", "--json"]) == 0
    (first, *_) = json.loads(capsys.readouterr().out)["options"]
    assert first["now"]["full_year_effect"] == costed != first["then"]["full_year_effect"]
    assert main(["pack", str(path), "--audience", "management", "--out", str(pack)]) == 0
    text = text_of(pack.read_bytes())
    assert amount(Decimal(costed)) in text and NAME in text


def test_a_workspace_whose_edition_is_missing_is_refused_in_one_line_that_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, pack = with_edition(tmp_path, "2031-04"), tmp_path / "pack.pdf"
    for command in (["cost", str(path)], ["pack", str(path), "--audience", "management", "--out", str(pack)]):
        assert main(command) == 2
        said = capsys.readouterr().err
        assert said.count("\n") == 1 and "2031-04" in said and "Rates edition…" in said
    assert not pack.exists()
    assert main(["recost", str(path), "--edition", "2026-11", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert "2031-04" in answer["problems_now"][0] and answer["problems_then"] == []
    assert all(option["now"] is None and option["then"] for option in answer["options"])
