"""The comparison behind the optional LibreOffice job: it takes out every kept value and sees a penny."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from tests.office.recalculate import differences, main, without_values


def workbook(path: Path, *values: float) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Results")
        for row, value in enumerate(values):
            sheet.write_formula(row, 0, "=1+1", None, value)
    return path


def test_a_penny_is_a_difference(tmp_path: Path) -> None:
    ours, theirs = workbook(tmp_path / "a.xlsx", 10.25, 3.5), workbook(tmp_path / "b.xlsx", 10.25, 3.51)
    assert differences(ours, theirs) == (2, ["Results, row 2: 3.5 here, 3.51 there"])


def test_a_number_that_is_lacking_is_a_difference(tmp_path: Path) -> None:
    ours, theirs = workbook(tmp_path / "a.xlsx", 10.25, 3.5), workbook(tmp_path / "b.xlsx", 10.25)
    assert differences(ours, theirs) == (2, ["Results, row 2: 3.5 here, None there"])


def test_every_kept_value_is_taken_out(tmp_path: Path) -> None:
    stripped = tmp_path / "stripped.xlsx"
    assert without_values(workbook(tmp_path / "a.xlsx", 10.25, 3.5), stripped) == 2
    assert differences(stripped, stripped) == (0, [])


def test_an_office_that_does_not_start_is_a_sentence_and_a_failure(tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    assert main(str(tmp_path / "none")) == 1
    assert capsys.readouterr().err.startswith("LibreOffice could not be started as ")
