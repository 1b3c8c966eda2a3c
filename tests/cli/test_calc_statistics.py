from __future__ import annotations

import json
from pathlib import Path

import pytest

from negotiator.cli import main


@pytest.fixture
def csv_file(tmp_path: Path):  # type: ignore[no-untyped-def]
    def write(content: str | bytes) -> str:
        path = tmp_path / "data.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict:  # type: ignore[type-arg]
    assert main(["calc", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["calc", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err


def test_quantiles_keep_the_order_of_the_rows_and_leave_blanks_blank(csv_file, capsys) -> None:  # type: ignore[no-untyped-def]
    got = answer(capsys, "quantiles", csv_file("value\n5\n\n5\n3\n1\n9\n"), "--n", "4", "--first", "lowest")
    assert got == {
        "rows": [
            {"value": 5, "quantile": 2},
            {"value": None, "quantile": None},
            {"value": 5, "quantile": 2},
            {"value": 3, "quantile": 1},
            {"value": 1, "quantile": 1},
            {"value": 9, "quantile": 4},
        ]
    }


def test_quantiles_find_their_column_among_others(csv_file, capsys) -> None:  # type: ignore[no-untyped-def]
    file = csv_file("\ufeffname, Value \r\na,2.5\r\nb,\r\nc,1\r\n\r\n")
    got = answer(capsys, "quantiles", file, "--n", "2", "--first", "highest")
    assert [(row["value"], row["quantile"]) for row in got["rows"]] == [(2.5, 1), (None, None), (1, 2)]


def test_fewer_values_than_quantiles_are_all_null(csv_file, capsys) -> None:  # type: ignore[no-untyped-def]
    got = answer(capsys, "quantiles", csv_file("value\n1\n2\n3\n"))
    assert [row["quantile"] for row in got["rows"]] == [None, None, None]


def test_funnel_gives_limits_and_labels(csv_file, capsys) -> None:  # type: ignore[no-untyped-def]
    # Average 35 ÷ 250 = 0.14; z 1.959964 and 3.090232; for 100: 0.14 ± z·√(0.14 × 0.86 ÷ 100).
    got = answer(capsys, "funnel", csv_file("name,numerator,denominator\nA,5,100\nB,30,100\nC,0,50\n"))
    assert list(got) == ["baseline", "rows"]
    assert got["baseline"] == pytest.approx(0.14)
    assert list(got["rows"][0]) == ["name", "value", "lower2", "upper2", "lower3", "upper3", "label"]
    assert [row["label"] for row in got["rows"]] == ["low2", "high3", "low2"]
    first = got["rows"][0]
    assert [first[name] for name in ("lower2", "upper2", "lower3", "upper3")] == pytest.approx(
        [0.0719918, 0.2080082, 0.0327730, 0.2472270], abs=1e-6
    )
    assert got["rows"][2]["lower3"] == 0


def test_a_funnel_of_rates_is_given_per_the_multiplier(csv_file, capsys) -> None:  # type: ignore[no-untyped-def]
    # 30 events among 600 people: 10 are expected of 200. A limit is the number of events whose exact bound is 10.
    path = csv_file("name,numerator,denominator\nA,20,200\nB,3,200\nC,7,200\n")
    got = answer(capsys, "funnel", path, "--statistic", "rate", "--multiplier", "1000")
    assert {key: got[key] for key in ("statistic", "multiplier", "levels")} == {
        "statistic": "rate",
        "multiplier": 1000,
        "levels": [0.975, 0.999],
    }
    assert got["baseline"] == pytest.approx(50)
    assert [row["value"] for row in got["rows"]] == pytest.approx([100, 15, 35])
    # 17 events: lower bound 9.9031; 18: 10.6679. 3: upper bound 8.7673; 4: 10.2416.
    first = got["rows"][0]
    assert 17 * 5 < first["upper2"] < 18 * 5 and 3 * 5 < first["lower2"] < 4 * 5
    assert [row["label"] for row in got["rows"]] == ["high2", "low2", "none"]


def test_a_rate_may_have_more_events_than_people(csv_file, capsys) -> None:  # type: ignore[no-untyped-def]
    got = answer(capsys, "funnel", csv_file("name,numerator,denominator\nA,9,4\nB,0,4\n"), "--statistic", "rate")
    assert got["baseline"] == pytest.approx(1.125) and got["rows"][0]["value"] == 2.25


def test_levels_and_multiplier_are_chosen_for_proportions_too(csv_file, capsys) -> None:  # type: ignore[no-untyped-def]
    path = csv_file("name,numerator,denominator\nA,5,100\nB,30,100\nC,0,50\n")
    got = answer(capsys, "funnel", path, "--multiplier", "100", "--levels", "0.9,0.95")
    # 14 % ± 1.281552 and 1.644854 × √(0.14 × 0.86 ÷ 100)
    names = ("lower2", "upper2", "lower3", "upper3")
    assert [got["rows"][0][name] for name in names] == pytest.approx([9.55318, 18.44682, 8.29257, 19.70743], abs=1e-4)
    assert got["statistic"] == "proportion" and got["levels"] == [0.9, 0.95]


def test_asking_for_the_usual_funnel_changes_nothing(csv_file, capsys) -> None:  # type: ignore[no-untyped-def]
    path = csv_file("name,numerator,denominator\nA,5,100\nB,30,100\n")
    usual = answer(capsys, "funnel", path)
    asked = answer(capsys, "funnel", path, "--statistic", "proportion", "--multiplier", "1", "--levels", "0.975,0.999")
    assert asked == usual and list(usual) == ["baseline", "rows"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("A,2.5,10", "row 2: the numerator of a rate counts events, so it must be a whole number; 2.5 is not"),
        ("A,-1,10", "may not be below nought"),
        ("A,1,0", "row 2: the denominator is 0; it must be above nought"),
    ],
)
def test_what_is_no_rate_ends_in_one_sentence(csv_file, capsys, content: str, said: str) -> None:  # type: ignore[no-untyped-def]
    path = csv_file(f"name,numerator,denominator\n{content}\n")
    assert said in refusal(capsys, "funnel", path, "--statistic", "rate")


@pytest.mark.parametrize("given", ["0", "-5", "many", "nan", "inf", "1e99", "1_000", ""])
def test_a_bad_multiplier_is_refused(csv_file, capsys, given: str) -> None:  # type: ignore[no-untyped-def]
    path = csv_file("name,numerator,denominator\nA,1,2\n")
    assert f"--multiplier must be above nought and at most 1,000,000,000, such as 1000; “{given}” is not" in refusal(
        capsys, "funnel", path, f"--multiplier={given}"
    )


@pytest.mark.parametrize(
    "given", ["0.999,0.975", "0.975", "0.4,0.9", "0.975,1", "0.9,0.95,0.99", "a,b", "nan,0.99", ""]
)
def test_bad_levels_are_refused(csv_file, capsys, given: str) -> None:  # type: ignore[no-untyped-def]
    path = csv_file("name,numerator,denominator\nA,1,2\n")
    assert "--levels must be two one-sided levels between 0.5 and 1" in refusal(
        capsys, "funnel", path, f"--levels={given}"
    )


def test_spc_gives_the_limits_in_force_and_the_flags_of_each_point(csv_file, capsys) -> None:  # type: ignore[no-untyped-def]
    rows = "".join(f"2025-{month:02d},{month * month}\n" for month in range(1, 13))
    got = answer(capsys, "spc", csv_file("period,value\n" + rows), "--rebase", "2025-05")
    assert list(got) == ["mean", "lower", "upper", "points"]
    assert got["mean"] == pytest.approx(sum(month * month for month in range(5, 13)) / 8)
    assert got["points"][0] == {"period": "2025-01", "value": 1, "flags": []}
    assert got["points"][-1]["flags"] == ["beyond", "trend"]


@pytest.mark.parametrize(
    ("command", "content", "said"),
    [
        ("quantiles", "name\n1\n", "no column “value”; it has: name"),
        ("quantiles", "value\nsick\n", "row 2: “sick” in value is not a number"),
        ("quantiles", "value\nNaN\n", "is not a number"),
        ("quantiles", "value\n1e999\n", "is not a number"),
        ("quantiles", "value\n", "no rows"),
        ("quantiles", "", "no column “value”"),
        ("quantiles", b"\x00\x01\x02", "not a text file"),
        ("funnel", "name,numerator\nA,1\n", "no column “denominator”"),
        ("funnel", "name,numerator,denominator\nA,1,0\n", "row 2: the denominator is 0; it must be above nought"),
        ("funnel", "name,numerator,denominator\nA,-1,5\n", "may not be below nought"),
        ("funnel", "name,numerator,denominator\nA,6,5\n", "row 2: the numerator 6 is more than the denominator 5"),
        ("funnel", "name,numerator,denominator\nA,,5\n", "row 2: numerator is empty"),
        ("funnel", "name,numerator,denominator\nA,1,5,9\n", "row 2: it has 4 cells where the heads have 3"),
        ("spc", "period,value\n2025-01,1\n2025-02,\n", "row 3: value is empty"),
        ("spc", "period,value\n2025-01,1\n2025-01,2\n", "row 3: the period 2025-01 is there twice"),
        ("spc", "period,value,value\n2025-01,1,2\n", "has the column “value” twice"),
    ],
)
def test_a_bad_file_ends_in_one_sentence(csv_file, capsys, command: str, content: str | bytes, said: str) -> None:  # type: ignore[no-untyped-def]
    assert said in refusal(capsys, command, csv_file(content))


def test_bad_arguments_end_in_one_sentence(csv_file, capsys, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert "There is no file" in refusal(capsys, "spc", str(tmp_path / "nowhere.csv"))
    assert "is a folder" in refusal(capsys, "spc", str(tmp_path))
    assert "whole number from 1" in refusal(capsys, "quantiles", csv_file("value\n1\n"), "--n", "0")
    said = refusal(capsys, "spc", csv_file("period,value\nJan,1\nFeb,2\n"), "--rebase", "Mar")
    assert said == "--rebase: no row has the period “Mar”. The periods run from Jan to Feb.\n"
