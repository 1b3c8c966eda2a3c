"""Every worked case gives its hand-worked figures, by the slow reference and by the program."""

from __future__ import annotations

import json
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from negotiator.cli import main
from negotiator.domain.costing.kinds import KINDS
from negotiator.domain.costing.result import COMPONENTS
from negotiator.reference import rates_for
from tests.slow_reference import cost
from tests.slow_reference.reading import read_case

FOLDER = Path(__file__).parent
CASES = sorted(path for path in FOLDER.glob("*.toml") if not path.name.endswith(".expected.toml"))
NOUGHT = Decimal("0.00")


def expected_of(case: Path) -> dict[str, object]:
    return tomllib.loads(case.with_name(f"{case.stem}.expected.toml").read_text(encoding="utf-8"))


def figures(table: object) -> object:
    """Amounts as Decimals wherever they stand, so that ``-0.00``, a text or a number compare alike."""
    if isinstance(table, dict):
        return {key: figures(value) for key, value in table.items()}
    if isinstance(table, list):
        return [figures(value) for value in table]
    try:
        return Decimal(table) if isinstance(table, str) else table
    except ArithmeticError:
        return table


def spread(costs: object) -> dict[str, Decimal]:
    """A table of costs with every component: one left out is nought."""
    given = figures(costs)
    assert isinstance(given, dict)
    return {**dict.fromkeys((*COMPONENTS, "total"), NOUGHT), **given}


def assert_agrees(found: dict[str, object], expected: dict[str, object]) -> None:
    found, expected = figures(found), figures(expected)  # type: ignore[assignment]
    for year, costs in expected.get("baseline", {}).items():  # type: ignore[attr-defined]
        assert found["baseline"][year] == spread(costs), f"baseline {year}"  # type: ignore[index]
    by_name = {option["name"]: option for option in found["options"]}  # type: ignore[attr-defined]
    assert list(by_name) == [option["name"] for option in expected["option"]]  # type: ignore[attr-defined]
    for wanted in expected["option"]:  # type: ignore[attr-defined]
        option = by_name[wanted["name"]]
        for year, costs in wanted["years"].items():
            assert option["years"][year] == spread(costs), f"{wanted['name']} {year}"
        if "full_year_effect" in wanted:
            full_year = wanted["full_year_effect"]
            assert option["full_year_effect"] == (spread(full_year) if isinstance(full_year, dict) else full_year)
        for view in ("recurrent", "non_recurrent", "cumulative", "net_present_cost", "hours_lost", "measures"):
            if view in wanted:
                assert option[view] == wanted[view], f"{wanted['name']}: {view}"
        assert sorted(set(option["warnings"])) == wanted["warnings"], wanted["name"]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_slow_reference_gives_the_figures_worked_out_by_hand(case: Path) -> None:
    costing = read_case(case)
    assert_agrees(cost(costing, rates_for(costing.jurisdiction)), expected_of(case))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_program_gives_the_figures_worked_out_by_hand(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cost", "--case", str(case), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    expected = expected_of(case)
    for option, wanted in zip(printed["options"], expected["option"], strict=True):  # type: ignore[call-overload]
        if "full_year_effect" in wanted:
            # The program prints the total alone.
            wanted["full_year_effect"] = wanted["full_year_effect"]["total"]
        option["warnings"] = [warning["code"] for warning in option["warnings"]]
    assert_agrees(printed, expected)


def test_every_kind_of_measure_has_a_worked_case() -> None:
    used = {measure.kind for case in CASES for option in read_case(case).options for measure in option.measures}
    assert used == set(KINDS)
