"""What every command does with input it cannot accept: status 2, nothing on standard output, one line that says why."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from negotiator.cli import main
from negotiator.cli.lines import LONGEST, lines, one_line

LONG_NAME = "x" * 5_000
TAKE_HOME = ["calc", "take-home", "--jurisdiction", "England", "--json"]


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    try:
        status: object = main(arguments)
    except SystemExit as left:
        status = left.code
    told = capsys.readouterr()
    assert status == 2
    assert told.out == ""
    assert told.err.endswith("\n")
    line = told.err[:-1]
    assert line
    assert line.isprintable()
    assert len(line) <= LONGEST
    return line


@pytest.mark.parametrize(
    "arguments",
    [
        ["cost", "--case", "x", "two\nlines"],
        ["cost", "--case", "a\nb"],
        ["cost", "a\nb"],
        ["check", "a\nb"],
        ["export", "a\nb", "--out", "c"],
        ["import", "a\nb", "--out", "c"],
        ["recost", "a\nb", "--edition", "2026-11"],
        ["reference", "--edition", "a\nb"],
        ["reference", "--check", "a\nb"],
        ["new", "a", "--template", "a\nb"],
        ["calc", "spc", "a\nb"],
        [*TAKE_HOME, "--year", "2026/27", "--gross", "5\n"],
        [*TAKE_HOME, "--year", "2026/27\n", "--gross", "5"],
        [*TAKE_HOME, "--year", "2026/27", "--gross", "\N{RIGHT-TO-LEFT OVERRIDE}5"],
        ["benchmark", "--trust", "R0A\nR0B", "--metric", "sickness_absence_rate_12m"],
        ["benchmark", "--trust", "R0A", "--metric", "\x1b[2J"],
        ["benchmark", "--trust", "R0A", "--metric", "sickness_absence_rate_12m", "--peers", "a\nb"],
    ],
)
def test_words_that_hold_a_line_break_are_refused_on_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    refused(arguments, capsys)


@pytest.mark.parametrize(
    "arguments",
    [
        ["cost", "--case", LONG_NAME],
        ["cost", LONG_NAME],
        ["calc", "quantiles", LONG_NAME],
        ["calc", "funnel", LONG_NAME],
        ["reference", "--check", LONG_NAME],
        ["reference", "--compare", LONG_NAME],
        ["recost", LONG_NAME, "--edition", "2026-11"],
        ["pack", LONG_NAME, "--audience", "management", "--out", "x.pdf"],
        ["benchmark", "--trust", LONG_NAME, "--metric", "sickness_absence_rate_12m"],
    ],
)
def test_a_name_that_no_file_can_have_is_refused_in_words(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    refused(arguments, capsys)


@pytest.mark.parametrize("command", ["demo", "screens"])
def test_a_file_in_the_place_of_a_folder_is_refused_before_anything_is_made(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine", encoding="utf-8")
    assert "taken" in refused([command, "--out", str(taken)], capsys)
    assert taken.read_text(encoding="utf-8") == "mine"


def test_no_file_given_is_not_taken_for_the_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(["cost", "--case", ""], capsys) == 'There is no file "".'


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("1e3", '--gross: "1e3" is not a number'),
        ("1,000", '--gross: "1,000" is not a number'),
        ("£5", '--gross: "£5" is not a number'),
        ("9" * 16, "--gross: "),
        ("-1", "--gross: gross pay cannot be below nought"),
    ],
)
def test_pay_is_typed_as_any_other_number_and_refused_by_its_option(
    given: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refused([*TAKE_HOME, "--year", "2026/27", f"--gross={given}"], capsys).startswith(words)


def test_a_year_without_rates_is_refused_by_its_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert refused([*TAKE_HOME, "--year", "2026/28", "--gross", "5"], capsys).startswith("--year: ")


def test_nothing_earned_leaves_nothing_and_no_minus_nought(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*TAKE_HOME, "--year", "2026/27", "--gross=-0"]) == 0
    assert set(json.loads(capsys.readouterr().out).values()) == {"0.00"}


@pytest.mark.parametrize("count", ["0", "1001", "x", "9" * 5_000])
def test_a_number_of_quantiles_beyond_use_is_refused(
    count: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "values.csv"
    table.write_text("value\n1\n2\n", encoding="utf-8")
    assert refused(["calc", "quantiles", str(table), "--n", count], capsys).startswith("--n ")


@pytest.mark.parametrize("cell", ["1,2,3", "1_000", "٥", "1,00", "nan", "--5"])
def test_a_cell_that_only_looks_like_a_number_is_refused_by_its_row(
    cell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "values.csv"
    table.write_text(f'value\n1\n"{cell}"\n', encoding="utf-8")
    assert "row 3" in refused(["calc", "quantiles", str(table)], capsys)


def test_a_table_in_words_sends_the_terminal_no_orders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "case.toml"
    case.write_text(
        '[case]\njurisdiction = "England"\nfirst_year = "2026/27"\nyears = 1\n'
        '[[option]]\nname = "Clear \\u001b[2J the screen"\n[[option.measure]]\nkind = "non_pay"\namount = 5\n',
        encoding="utf-8",
    )
    assert main(["cost", "--case", str(case)]) == 0
    told = capsys.readouterr().out
    assert "\x1b" not in told
    assert "the screen" in told


def test_a_line_is_cut_and_lines_are_kept() -> None:
    assert one_line("a\nb\x00\N{RIGHT-TO-LEFT OVERRIDE}c") == "a b\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}c"
    assert len(one_line("c " * 5_000)) == LONGEST
    assert one_line(f"“{'c' * 5_000}” cannot be read").endswith("c…” cannot be read")
    assert lines("a\nb\x1b") == "a\nb\N{REPLACEMENT CHARACTER}"


def _environment(**more: str) -> dict[str, str]:
    root = str(Path(__file__).parents[2])
    return {**os.environ, "PYTHONPATH": root, **more}


def test_an_answer_into_a_pipe_is_utf_8_whatever_the_code_page() -> None:
    case = Path(__file__).parents[1] / "cases" / "pay-uplift-part-year.toml"
    done = subprocess.run(
        [sys.executable, "-m", "negotiator", "recost", "none", "--edition", "→"],
        env=_environment(PYTHONIOENCODING="ascii"),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    done = subprocess.run(
        [sys.executable, "-m", "negotiator", "cost", "--case", str(case)],
        env=_environment(PYTHONIOENCODING="ascii"),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert "Hours lost" in done.stdout.decode("utf-8")
    assert "·" in done.stdout.decode("utf-8")


def test_a_reader_who_leaves_early_meets_no_traceback() -> None:
    case = Path(__file__).parents[1] / "cases" / "pay-uplift-part-year.toml"
    running = subprocess.Popen(
        [sys.executable, "-m", "negotiator", "cost", "--case", str(case), "--json", "--explain"],
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait() == 0
