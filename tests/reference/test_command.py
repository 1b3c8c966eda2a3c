"""``negotiator reference``."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from negotiator.cli import main


def test_the_summary_says_what_is_held_and_what_is_not_confirmed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reference", "--json"]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert summary["edition"] == "2026-11"
    assert (summary["counts"]["pay-scales"], summary["counts"]["trusts"], summary["counts"]["metrics"]) == (
        288,
        201,
        67,
    )
    assert {"file": "rules.toml", "row": "trainees", "doubt": "General knowledge; the annex was not read."} in summary[
        "unverified"
    ]
    assert len(summary["metrics"]) == 67
    unlicensed = {source["id"] for source in summary["trust_sources"] if not source["licence_stated"]}
    assert unlicensed == {"nss-2024", "nss-2025"}


def test_the_summary_in_words_names_the_edition_and_its_attribution(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reference"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Reference edition 2026-11: ")
    assert "Contains information from NHS England, licensed under the Open Government Licence v3.0." in text
    assert "pay-scales.csv, England 2024/25 7 intermediate: No printed copy found" in text


def test_an_edition_in_a_file_can_be_checked(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reference", "--check", str(small), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["edition"] == "small"


def test_what_another_edition_changes_is_listed(
    small: Path, edit: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    older = shutil.copytree(small, tmp_path / "older")
    edit("pay-scales.csv", ",30000,", ",31000,")
    assert main(["reference", "--check", str(older), "--compare", str(small), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["changes"] == [
        {
            "table": "pay-scales.csv",
            "row": ["England", "2026/27", "5", "entry"],
            "column": "annual",
            "before": "30000",
            "after": "31000",
        }
    ]
    assert main(["reference", "--check", str(older), "--compare", str(small)]) == 0
    assert "pay-scales.csv, England 2026/27 5 entry, annual: 30000 → 31000" in capsys.readouterr().out


def test_a_bad_edition_ends_with_status_2_and_one_line(
    edit: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = edit("pay-scales.csv", ",30000,", ",thirty,")
    assert main(["reference", "--check", str(folder)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "pay-scales.csv row 2, annual: “thirty” cannot stand here\n"
