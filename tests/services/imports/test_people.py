"""Rows as staff lines: columns matched, personal data left out, each wrong cell refused by its row and heading."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.domain.establishment import StaffLine
from negotiator.domain.problems import Refused
from negotiator.services.commands import ImportStaffLines
from negotiator.services.establishment import compare, read_options, take_snapshot
from negotiator.services.imports import cells
from negotiator.services.imports.columns import suggest
from negotiator.services.imports.people import FoundLines, ReadOptions, read_lines
from negotiator.services.imports.tables import Table, read_pasted
from negotiator.services.session import Session
from negotiator.wording.sentences import sentence

STEPS = {
    "1": ("single",),
    **dict.fromkeys(("2", "3", "4"), ("entry", "top")),
    **dict.fromkeys(("5", "6", "7", "8a", "8b", "8c", "8d", "9"), ("entry", "intermediate", "top")),
}
OPTIONS = ReadOptions(STEPS, first_day=date(2026, 4, 1))


def table(text: str) -> Table:
    """A table written with bars for tabs."""
    return read_pasted(text.replace(" | ", "\t").strip())


def found(text: str, options: ReadOptions = OPTIONS) -> FoundLines:
    read = table(text)
    return read_lines(read, suggest(read), options)


PERSONAL = ("Employee Number", "Last Name", "First Name", "Date Of Birth", "NI Number", "Postcode")
ESR = (
    " | ".join((*PERSONAL, "Staff Group | Role | Pay Scale | Grade Step | FTE | Next Increment Date | Cost Centre\n"))
    + "1001 | Smith | Jo | 01/02/1980 | QQ123456C | AB1 2CD | "
    "Nursing | Nurse | NHS|XN05|Non Review Body Band 5 | 2 | 0.8 | 15/04/2027 | C1\n"
    + "1002 | Jones | Al | 01/02/1981 | QQ123457C | AB1 2CE | Nursing | Nurse | XN06 | 3 | 1 |  | C1\n"
    + "1003 | Brown | Vi | 01/02/1982 | QQ123458C | AB1 2CF | "
    "Nursing | Matron | Non Review Body Band 8 - Range A | 1 | 1 | 01/01/2020 | C2\n"
)


def test_an_extract_of_employees_becomes_lines_of_one_person_without_their_names() -> None:
    lines = found(ESR)
    assert lines.refused == ()
    assert [(line.band, line.step, line.headcount, line.wte, line.next_step) for line in lines.lines] == [
        ("5", "intermediate", 1, Decimal("0.8"), date(2027, 4, 1)),
        ("6", "top", 1, Decimal(1), None),
        ("8a", "entry", 1, Decimal(1), None),
    ]
    assert lines.personal == PERSONAL
    assert lines.left_out == ("Cost Centre",)
    assert lines.steps_passed == 1, "an increment before the horizon is passed over and counted"
    assert not any(word in repr(lines.lines) for word in ("Smith", "QQ12", "1001", "1980", "AB1"))


def test_lines_have_names_that_differ() -> None:
    lines = found("Group | Band | Step | WTE\n" + "Nursing | 5 | top | 1\n" * 3 + "Estates | 3 | top | 1\n")
    assert [line.name for line in lines.lines] == [
        "Nursing · 5 top · 1",
        "Nursing · 5 top · 2",
        "Nursing · 5 top · 3",
        "Estates · 3 top",
    ]
    taken = found("Group | Band | Step | WTE\nEstates | 3 | top | 1\n", ReadOptions(STEPS, taken=("Estates · 3 top",)))
    assert [line.name for line in taken.lines] == ["Estates · 3 top · 2"]


def test_people_alike_become_one_line_only_where_their_own_wte_is_the_same() -> None:
    text = "Group | Band | Step | WTE\n" + "Nursing | 5 | top | 0.8\n" * 3 + "Nursing | 5 | top | 1\n" * 2
    lines = found(text, ReadOptions(STEPS, group_alike=True))
    assert [(line.headcount, line.wte) for line in lines.lines] == [(3, Decimal("2.4")), (2, Decimal(2))]
    assert (lines.people, lines.wte) == (5, Decimal("4.4"))


@given(st.lists(st.tuples(st.sampled_from("567"), st.sampled_from(["0.5", "0.8", "1"]), st.integers(1, 4)), min_size=1))
def test_grouping_keeps_people_and_wte(people: list[tuple[str, str, int]]) -> None:
    rows = "".join(f"Nursing | {band} | top | {count} | {Decimal(own) * count}\n" for band, own, count in people)
    text = "Group | Band | Step | Headcount | WTE\n" + rows
    one, other = found(text), found(text, ReadOptions(STEPS, group_alike=True))
    assert (one.people, one.wte) == (other.people, other.wte)
    assert len({(line.band, line.wte / line.headcount) for line in other.lines}) == len(other.lines)
    assert len({line.name for line in other.lines}) == len(other.lines)


@pytest.mark.parametrize(
    ("row", "heading", "code"),
    [
        ("Nursing | 5a | top | 1 | 1 | ", "Band", "import_unknown_band"),
        ("Nursing | XN09 | top | 1 | 1 | ", "Band", "import_scale_code"),
        ("Nursing |  | top | 1 | 1 | ", "Band", "import_blank"),
        (" | 5 | top | 1 | 1 | ", "Group", "import_blank"),
        ("Nursing | 5 |  | 1 | 1 | ", "Step", "import_step_missing"),
        ("Nursing | 5 | 4 | 1 | 1 | ", "Step", "import_step_number"),
        ("Nursing | 4 | intermediate | 1 | 1 | ", "Step", "import_unknown_step"),
        ("Nursing | 5 | third | 1 | 1 | ", "Step", "import_unknown_step"),
        ("Nursing | 5 | top | 1.5 | 1 | ", "Headcount", "import_not_whole"),
        ("Nursing | 5 | top | -1 | 0 | ", "Headcount", "below_least"),
        ("Nursing | 5 | top | many | 1 | ", "Headcount", "import_not_number"),
        ("Nursing | 5 | top | 1 | 1.21 | ", "WTE", "wte_above_heads"),
        ("Nursing | 5 | top | 1 | 1e3 | ", "WTE", "import_not_number"),
        ("Nursing | 5 | top | 1 | 1 | soon", "Next step date", "import_not_date"),
        ("Nursing | 5 | top | 1 | 1 | 31/02/2027", "Next step date", "import_not_date"),
        ("Nursing | 5 | top | 1 | 1 |  | more", "", "import_row_too_long"),
    ],
)
def test_a_wrong_cell_is_refused_by_its_row_and_heading(row: str, heading: str, code: str) -> None:
    head = "Group | Band | Step | Headcount | WTE | Next step date\n"
    lines = found(f"{head}Nursing | 5 | top | 2 | 2 | 01/04/2027\n{row}\nEstates | 3 | top | 1 | 1 | \n")
    assert len(lines.lines) == 2, "the other rows are read"
    (refused,) = lines.refused
    assert (refused.number, refused.heading, refused.problem.code) == (3, heading, code)
    assert sentence(refused.problem)


def test_a_name_that_comes_twice_or_is_there_already_is_refused() -> None:
    text = "Line | Group | Band | Step | WTE\nward | Nursing | 5 | top | 1\nward | Nursing | 5 | top | 1\n"
    assert [row.problem.code for row in found(text).refused] == ["import_name_twice"]
    taken = ReadOptions(STEPS, taken=("ward",))
    assert [row.problem.code for row in found(text, taken).refused] == ["import_name_taken", "import_name_taken"]


def test_a_missing_column_is_refused_with_the_headings_found() -> None:
    with pytest.raises(Refused) as refusal:
        found("Group | Grade Step | FTE\nNursing | 1 | 1\n")
    assert "Band" in sentence(refusal.value.problems[0])
    assert "Grade Step" in sentence(refusal.value.problems[0])


def test_a_column_can_be_matched_by_hand() -> None:
    read = table("Who | Band | Step | WTE\nNursing | 5 | top | 1\n")
    matching = suggest(read)
    assert matching.missing == ("group",)
    chosen = matching.with_column("group", 0)
    assert read_lines(read, chosen, OPTIONS).lines[0].group == "Nursing"
    moved = chosen.with_column("role", 0)
    assert moved.missing == ("group",)
    assert moved.with_column("role", None).unused == (0,)


@pytest.mark.parametrize(
    "heading",
    [
        "Name", "Surname", "First name", "Employee Name", "Employee No", "Assignment Number", "NI Number", "NINO",
        "National Insurance", "Date of birth", "DOB", "Age", "Gender", "Ethnic origin", "Home address", "Post code",
        "E-mail", "Work email address", "Mobile", "Phone number", "NMC PIN", "Title", "Known as", "Position Number",
        "Disability", "Nationality", "Next of kin", "Bank sort code",
    ],
)  # fmt: skip
def test_columns_about_a_person_match_nothing(heading: str) -> None:
    matching = suggest(table(f"{heading} | Group | Band | WTE\nx | Nursing | 5 | 1\n"))
    assert matching.personal == (0,)


@pytest.mark.parametrize(
    "heading", ["Job title", "Position title", "Staff group", "Employee group", "Pay scale name of band", "Percentage"]
)
def test_columns_about_a_post_are_not_taken_for_personal(heading: str) -> None:
    assert suggest(table(f"{heading} | Band | WTE\nx | 5 | 1\n")).personal == ()


@pytest.mark.parametrize("value", ["QQ 12 34 56 C", "jo.smith@example.org", "07700 900123", "AB1 2CD"])
def test_values_about_a_person_are_found_under_any_heading(value: str) -> None:
    matching = suggest(table(f"Role | Group | Band | WTE\n{value} | Nursing | 5 | 1\n"))
    assert matching.personal == (0,)
    assert "role" not in matching.columns


@pytest.mark.parametrize(
    ("given_text", "band"),
    [
        ("5", "5"), ("Band 5", "5"), ("band5", "5"), ("8A", "8a"), ("Band 8a", "8a"), ("8 b", "8b"), ("XN05", "5"),
        ("XR02", "2"), ("NHS|XN07|Non Review Body Band 7", "7"), ("Review Body Band 8 - Range C", "8c"),
        ("XN08 Band 8 - Range A", "8a"), ("AfC 6", "6"), ("Grade 4", "4"), ("XN12 Band 9", "9"),
    ],
)  # fmt: skip
def test_bands_are_read_as_people_and_payroll_write_them(given_text: str, band: str) -> None:
    assert cells.band(given_text) == band


@pytest.mark.parametrize("text", ["8", "10", "0", "Band 8", "consultant", "MC46", "XN08", "XN12", "", "5-6"])
def test_what_is_no_band_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        cells.band(text)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (12.0, "12"),
        (0.8, "0.8"),
        (0.1 + 0.2, "0.3"),
        ("1,234.50", "1234.50"),
        ("£28", "28"),
        (" 5 ", "5"),
        ("−2", "-2"),
    ],
)
def test_numbers_are_exact_decimals(raw: object, value: str) -> None:
    assert str(cells.number(raw)) == value


@pytest.mark.parametrize("raw", [True, "", "1.2.3", "12,34", "1e5", "NaN", float("nan"), float("inf"), "٣", "1 2"])
def test_what_is_no_number_is_refused(raw: object) -> None:
    with pytest.raises(Refused):
        cells.number(raw)


@pytest.mark.parametrize(
    ("raw", "value"), [("90%", "0.9"), (0.9, "0.9"), ("yes", "1"), ("Opted out", "0"), (True, "1"), (1.0, "1")]
)
def test_shares_are_parts_of_one(raw: object, value: str) -> None:
    assert cells.share(raw) == Decimal(value)


def test_a_share_above_one_is_not_guessed_at() -> None:
    with pytest.raises(Refused):
        cells.share(90)


@pytest.mark.parametrize(
    "text", ["15/04/2027", "2027-04-15", "15.04.27", "15-Apr-27", "15 April 2027", "2027-04-15 00:00:00", "1/4/2027"]
)
def test_dates_are_read_day_first_and_stand_for_their_month(text: str) -> None:
    assert cells.month(text) == date(2027, 4, 1)


def test_reading_can_be_cancelled() -> None:
    class Cancelled(Exception):
        pass

    def progress(share: float, words: str) -> None:
        assert 0 <= share <= 1 and words
        if share > 0.4:
            raise Cancelled

    read = table("Group | Band | Step | WTE\n" + "Nursing | 5 | top | 1\n" * 2_000)
    with pytest.raises(Cancelled):
        read_lines(read, suggest(read), OPTIONS, progress)


def test_the_lines_found_can_be_imported_into_a_workspace(data_folder: Path) -> None:
    session = Session.create(data_folder=data_folder)
    options = read_options(session)
    assert options.first_day == date(2026, 4, 1)
    assert options.steps["5"] == ("entry", "intermediate", "top")
    read = table(ESR)
    session.execute(ImportStaffLines(read_lines(read, suggest(read), options).lines))
    assert len(session.all(StaffLine)) == 3
    assert read_options(session).taken == {line.name for line in session.all(StaffLine)}
    session.close()


def test_two_snapshots_are_compared_line_by_line_and_by_group(data_folder: Path) -> None:
    session = Session.create(data_folder=data_folder)
    before = (
        StaffLine("a", "Nursing", "5", "top", 10, Decimal(9), id="1"),
        StaffLine("b", "Nursing", "5", "entry", 4, Decimal(4), id="2"),
    )
    after = (
        StaffLine("a", "Nursing", "5", "top", 12, Decimal(11), id="8"),
        StaffLine("c", "Estates", "3", "top", 2, Decimal(2), id="9"),
    )
    session.execute(ImportStaffLines(before))
    session.execute(take_snapshot(session, "October", date(2026, 10, 1)))
    compared = compare(before, after)
    assert [line.name for line in compared.added] == ["c"]
    assert [line.name for line in compared.removed] == ["b"]
    assert [change.fields for change in compared.changed] == [("headcount", "wte")]
    assert [(group.group, group.heads_before, group.heads_after) for group in compared.groups] == [
        ("Estates", 0, 2),
        ("Nursing", 14, 12),
    ]
    assert (compared.heads_before, compared.wte_after) == (14, Decimal(13))
    session.close()


def test_every_field_of_a_line_can_be_brought() -> None:
    lines = found(
        "Line | Department | Job title | Band | Pay step | Heads | FTE | HCAS zone | Saturday and night hours | "
        "Sunday and holiday hours | Overtime hours | Holiday overtime hours | Pension member | Long-term premium | "
        "Short-term premium | Next step date\n"
        "ward | Nursing | Nurse | 1 |  | 4 | 3.5 | Inner London | 6 | 4.5 | 1 | 0.5 | 95% | 10% | 0.05 | 1-Apr-27\n"
        "other | Nursing |  | 5 | Top step | 1 | 1 | north |  |  |  |  |  |  |  | \n"
    )
    assert lines.lines == (
        StaffLine(
            "ward",
            "Nursing",
            "1",
            "single",
            4,
            Decimal("3.5"),
            hcas="inner",
            saturday_night_hours=Decimal(6),
            sunday_holiday_hours=Decimal("4.5"),
            overtime_hours=Decimal(1),
            overtime_holiday_hours=Decimal("0.5"),
            pension_share=Decimal("0.95"),
            rrp_long_term=Decimal("0.1"),
            rrp_short_term=Decimal("0.05"),
            next_step=date(2027, 4, 1),
            role="Nurse",
        ),
    )
    assert [(row.heading, row.problem.code) for row in lines.refused] == [("HCAS zone", "import_unknown_zone")]


@pytest.mark.parametrize("said", ["yes", "Y", "true"])
def test_a_premium_that_is_merely_said_to_be_there_is_refused_and_not_taken_for_all_of_pay(said: str) -> None:
    rows = found(
        f"Staff group | Band | Step | WTE | Long-term premium\nN | 5 | top | 1 | {said}\nN | 5 | top | 1 | no\n"
    )
    assert [line.rrp_long_term for line in rows.lines] == [Decimal(0)]
    (refused,) = rows.refused
    assert (refused.heading, refused.problem.code) == ("Long-term premium", "import_premium_unsaid")
    assert "does not say how much" in sentence(refused.problem)


@pytest.mark.parametrize("step", ["0", "4", "9" * 5_000])
def test_a_step_beyond_those_of_the_band_is_refused_however_long_its_number(step: str) -> None:
    (refused,) = found(f"Staff group | Band | Step | WTE\nN | 5 | {step} | 1\n").refused
    assert refused.problem.code == "import_step_number"
    assert len(sentence(refused.problem)) < 200


def test_nought_in_a_sheet_has_no_sign() -> None:
    for value in (-0.0, "-0", "-0.00", -1e-9):
        assert not cells.number(value).is_signed()


def test_letters_that_no_one_can_see_do_not_come_into_names() -> None:
    assert cells.text_of("Ward\x1b[2J\N{RIGHT-TO-LEFT OVERRIDE} 7\n") == "Ward[2J 7"


def test_a_flag_is_told_as_the_sheet_shows_it() -> None:
    with pytest.raises(Refused) as caught:
        cells.number(True)
    assert sentence(caught.value.problems[0]) == "“TRUE” is not a number"
