"""Spreadsheets and pastes as tables: encodings, delimiters, headings, and files that are none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from negotiator.domain.problems import Refused
from negotiator.services.imports import tables
from negotiator.services.imports.tables import Table, column_letter, read_pasted, read_table
from negotiator.wording.sentences import sentence


def csv_file(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "staff.csv"
    path.write_bytes(text.encode(encoding))
    return path


def workbook(tmp_path: Path, fill: Callable[[Any, Any], None]) -> Path:
    path = tmp_path / "staff.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Staff")
    fill(book, sheet)
    book.close()
    return path


def refused(read: Callable[[], Table]) -> str:
    with pytest.raises(Refused) as refusal:
        read()
    assert sentence(refusal.value.problems[0])
    return refusal.value.problems[0].code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_is_read_in_the_encodings_that_spreadsheets_write(tmp_path: Path, encoding: str) -> None:
    table = read_table(csv_file(tmp_path, "Staff group,Band,WTE\nSiân’s team,5,1\n", encoding))
    assert table.rows[0].cells == ("Siân’s team", "5", "1")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    text = f"Staff group{delimiter}Band{delimiter}WTE\n" + f'"a, b; c"{delimiter}5{delimiter}1\n' * 3
    table = read_table(csv_file(tmp_path, text))
    assert table.headings == ("Staff group", "Band", "WTE")
    assert table.rows[0].cells == ("a, b; c", "5", "1")


def test_rows_keep_the_number_that_the_spreadsheet_shows(tmp_path: Path) -> None:
    table = read_table(csv_file(tmp_path, "Extract of 1 October\n\nGroup,Band,WTE\n\nNursing,5,1\n,,\nEstates,3,2\n"))
    assert table.headings == ("Group", "Band", "WTE")
    assert [(row.number, row.cells[0]) for row in table.rows] == [(5, "Nursing"), (7, "Estates")]


def test_a_line_break_inside_a_cell_is_part_of_the_cell(tmp_path: Path) -> None:
    table = read_table(csv_file(tmp_path, 'Group,"Pay\nscale",WTE\n"Theatres\nand Recovery",5,1\n'))
    assert table.headings == ("Group", "Pay scale", "WTE")
    assert table.rows[0].cells[0] == "Theatres\nand Recovery"


def test_a_workbook_gives_its_values(tmp_path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(2, 1, ["Group", "Band", "WTE", "Next increment date"])
        sheet.write_row(3, 1, ["Nursing", 5, 0.8])
        sheet.write_datetime(3, 4, date(2027, 4, 15), book.add_format({"num_format": "dd/mm/yyyy"}))  # type: ignore[arg-type]
        book.add_worksheet("Other")

    table = read_table(workbook(tmp_path, fill))
    assert (table.sheet, table.sheets) == ("Staff", ("Staff", "Other"))
    assert table.headings == ("", "Group", "Band", "WTE", "Next increment date")
    assert table.rows[0].number == 4
    assert table.rows[0].cells[1:] == ("Nursing", 5.0, 0.8, date(2027, 4, 15))


def test_a_formula_is_its_value_and_a_formula_like_text_is_text(tmp_path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Group", "Band", "WTE"])
        sheet.write_string(1, 0, "=cmd|' /C calc'!A0")
        sheet.write_formula(1, 1, "=2+3", None, 5)
        sheet.write_number(1, 2, 1)

    assert read_table(workbook(tmp_path, fill)).rows[0].cells == ("=cmd|' /C calc'!A0", 5.0, 1.0)


def test_merged_headings_are_refused_by_their_columns(tmp_path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Group", "Band"])
        sheet.merge_range(0, 2, 0, 3, "WTE")
        sheet.write_row(1, 0, ["Nursing", 5, 1, 2])

    with pytest.raises(Refused) as refusal:
        read_table(workbook(tmp_path, fill))
    problem = refusal.value.problems[0]
    assert (problem.code, problem.data["first"], problem.data["last"]) == ("import_headings_merged", "C", "D")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Group,,WTE\nNursing,5,1\n", "import_heading_missing"),
        ("Group,Band,WTE,band\nNursing,5,1,5\n", "import_heading_twice"),
        ("Group,Band,WTE\n", "import_no_rows"),
        ("\n\n\n", "import_no_rows"),
        ("\x00\x01\x02", "import_not_text"),
        (",".join(f"h{n}" for n in range(300)) + "\n" + "1," * 299 + "1\n", "import_too_wide"),
    ],
)
def test_a_table_without_sound_headings_is_refused(tmp_path: Path, text: str, code: str) -> None:
    assert refused(lambda: read_table(csv_file(tmp_path, text))) == code


def test_a_column_without_heading_and_values_is_passed_over(tmp_path: Path) -> None:
    assert read_table(csv_file(tmp_path, "Group,,WTE\nNursing,,1\n")).headings == ("Group", "", "WTE")


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    assert refused(lambda: read_table(csv_file(tmp_path, "Group,Band,WTE\n" + "a,5,1\n" * 4))) == "import_too_long"


def test_files_of_the_wrong_kind_are_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert refused(lambda: read_table(path)) == "file_missing"
    path.write_bytes(b"")
    assert refused(lambda: read_table(path)) == "file_empty"
    path.write_bytes(b"not a workbook")
    assert refused(lambda: read_table(path)) == "import_not_workbook"
    path.write_bytes(b"PK\x03\x04" + b"\x00" * 100)
    assert refused(lambda: read_table(path)) == "import_not_workbook"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\x00" * 5000)
    assert refused(lambda: read_table(path)) == "import_not_workbook"
    assert refused(lambda: read_table(tmp_path)) == "import_not_text"


def test_a_workbook_with_broken_parts_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, lambda book, sheet: sheet.write(0, 0, "Group"))
    made = io.BytesIO()
    with zipfile.ZipFile(path) as good, zipfile.ZipFile(made, "w") as bad:
        for member in good.namelist():
            bad.writestr(member, b"<broken" if "sheet1" in member else good.read(member))
    path.write_bytes(made.getvalue())
    assert refused(lambda: read_table(path)) in ("import_not_workbook", "import_no_rows")


def test_a_workbook_that_unpacks_to_something_huge_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    assert refused(lambda: read_table(path)) == "import_not_workbook"


def test_an_unknown_sheet_is_refused_with_the_names(tmp_path: Path) -> None:
    path = workbook(tmp_path, lambda book, sheet: sheet.write(0, 0, "Group"))
    assert refused(lambda: read_table(path, sheet="Nobody")) == "import_sheet_unknown"


def test_a_paste_with_headings_is_read_by_them() -> None:
    table = read_pasted("Band\tGroup\tWTE\n5\tNursing\t1\n")
    assert table.headings == ("Band", "Group", "WTE")
    assert len(table.rows) == 1


def test_a_paste_without_headings_takes_the_columns_pasted_into() -> None:
    table = read_pasted("Nursing\t5\ttop\nEstates\t3\ttop\n", fields=("group", "band", "step", "headcount"))
    assert table.headings == ("Staff group", "Band", "Step")
    assert len(table.rows) == 2
    assert refused(lambda: read_pasted("a\tb\tc", fields=("group", "band"))) == "import_too_wide"
    assert refused(lambda: read_pasted(" \n", fields=("group",))) == "import_nothing_pasted"


def test_columns_are_lettered_as_in_a_spreadsheet() -> None:
    assert [column_letter(n) for n in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]
