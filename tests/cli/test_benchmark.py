from __future__ import annotations

import json
from decimal import Decimal

import numpy as np
import pytest

from negotiator.cli import main
from negotiator.reference import library

SICKNESS = "sickness_absence_rate_12m"
OWN = "RRF"


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict:  # type: ignore[type-arg]
    assert main(["benchmark", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["benchmark", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err


def test_the_answer_has_the_documented_shape_and_is_of_the_same_type_by_default(
    capsys: pytest.CaptureFixture[str],
) -> None:
    got = answer(capsys, "--trust", OWN, "--metric", SICKNESS)
    assert list(got) == (
        "metric period unit direction own peers n min q1 median q3 max rank quartile source".split()  # noqa: SIM905
    )
    values = library().values(SICKNESS)
    expected = {
        trust.code
        for trust in library().trusts()
        if trust.type == "Acute" and trust.code != OWN and trust.code in values
    }
    assert {peer["code"] for peer in got["peers"]} == expected
    assert got["n"] == len(expected)
    assert got["period"] == "2024/25"
    assert got["own"]["value"] == float(values[OWN])
    assert "NHS England" in got["source"]


def test_the_figures_are_those_of_the_peers_listed(capsys: pytest.CaptureFixture[str]) -> None:
    got = answer(capsys, "--trust", OWN, "--metric", SICKNESS, "--peers", "region")
    values = [peer["value"] for peer in got["peers"]]
    assert values == sorted(values)
    assert [got[name] for name in ("min", "q1", "median", "q3", "max")] == pytest.approx(
        list(np.percentile(values, [0, 25, 50, 75, 100]))
    )
    assert got["rank"] == 1 + sum(value < got["own"]["value"] for value in values)


def test_higher_is_better_ranks_the_highest_first(capsys: pytest.CaptureFixture[str]) -> None:
    got = answer(capsys, "--trust", OWN, "--metric", "staff_engagement", "--peers", "size:12")
    values = [peer["value"] for peer in got["peers"]]
    assert values == sorted(values, reverse=True)
    assert got["rank"] == 1 + sum(value > got["own"]["value"] for value in values)


def test_peers_may_be_named_and_merged_ones_are_followed_by_their_successor(
    capsys: pytest.CaptureFixture[str],
) -> None:
    got = answer(capsys, "--trust", "rrf", "--metric", SICKNESS, "--peers", "RAP,RM3,R1C")
    assert {peer["code"] for peer in got["peers"]} == {"RAL", "RM3", "RW1"}
    assert got["quartile"] is not None


def test_a_trust_without_a_value_has_no_rank(capsys: pytest.CaptureFixture[str]) -> None:
    got = answer(capsys, "--trust", "RNK", "--metric", SICKNESS)
    assert got["own"] == {"code": "G6V2S", "name": "North London NHS Foundation Trust", "value": None}
    assert (got["rank"], got["quartile"]) == (None, None)
    assert got["n"] > 0


def test_robust_asks_the_same_of_other_groups(capsys: pytest.CaptureFixture[str]) -> None:
    got = answer(capsys, "--trust", OWN, "--metric", SICKNESS, "--robust")["robust"]
    assert [group["basis"] for group in got["groups"]] == ["type", "peer_group", "type_region", "region", "size", "all"]
    assert all(1 <= group["rank"] <= group["of"] == group["n"] + 1 for group in got["groups"])
    assert got["leave_one_out"]["most_rank"] - got["leave_one_out"]["least_rank"] <= 1
    assert got["sentence"].startswith("It depends on the group")


def test_in_words_the_standing_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benchmark", "--trust", OWN, "--metric", SICKNESS, "--robust"]) == 0
    said = capsys.readouterr().out
    assert "Worse than the middle half of peers" in said
    assert "Same type:" in said and "Source: NHS Sickness Absence Rates" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--trust", "RRX9", "--metric", SICKNESS), "RX9"),
        (("--trust", "bolton", "--metric", SICKNESS), "RMC"),
        (("--trust", "%%%%", "--metric", SICKNESS), "No trust has the code"),
        (("--trust", OWN, "--metric", "sicknes_absence_rate"), SICKNESS),
        (("--trust", OWN, "--metric", "zzzzzzzz"), "No metric is called"),
        (("--trust", OWN, "--metric", SICKNESS, "--peers", "colour"), "no way to choose peers"),
        (("--trust", OWN, "--metric", SICKNESS, "--peers", ""), "no way to choose peers"),
        (("--trust", OWN, "--metric", SICKNESS, "--peers", "size:0"), "whole number from 1"),
        (("--trust", OWN, "--metric", SICKNESS, "--peers", "size:many"), "whole number from 1"),
        (("--trust", OWN, "--metric", SICKNESS, "--peers", "RM3,RQQQ"), "No trust has the code"),
        (("--trust", OWN, "--metric", SICKNESS, "--peers", OWN), "no peers"),
    ],
)
def test_bad_input_ends_in_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert said in refusal(capsys, *arguments)


def test_every_metric_answers_for_a_trust_of_every_type(capsys: pytest.CaptureFixture[str]) -> None:
    firsts = {trust.type: trust.code for trust in library().trusts()}
    for metric in library().metrics():
        for code in firsts.values():
            got = answer(capsys, "--trust", code, "--metric", metric.id, "--peers", "all")
            assert got["n"] == len(got["peers"])
            assert got["min"] <= got["q1"] <= got["median"] <= got["q3"] <= got["max"]
            assert Decimal(str(got["median"])).is_finite()
