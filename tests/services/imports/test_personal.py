"""Columns that speak of persons are left out of an import and listed: by heading in any spelling, or by values."""

from __future__ import annotations

from datetime import date

import pytest

from negotiator.services.imports.columns import suggest
from negotiator.services.imports.personal import personal_heading, personal_values
from negotiator.services.imports.tables import Row, Table

HEADINGS = ("Staff group", "Band", "Step", "WTE", "Role", "Line")


@pytest.mark.parametrize(
    "heading",
    [
        *("NI Number", "N.I. No", "NINO", "Nat Ins", "National Insurance No."),
        *("Employee No.", "EmployeeNumber", "Emp. No.", "Emp ID", "Assignment Number", "Payroll ref", "Personnel No"),
        *("ESR ID", "Position Number", "Pension ref", "NMC PIN", "DBS Number", "Smartcard", "UUID", "Username"),
        *("DOB", "D.O.B.", "D O B", "Date of Birth", "DateOfBirth", "Year of birth", "Age Band"),
        *("Forename", "FirstName", "SURNAME", "Full name", "Name", "Known As", "Worker Name", "Name of employee"),
        *("Title", "Initials", "Line Manager", "Supervisor Name", "Next of kin", "Emergency contact"),
        *("Email", "E-mail address", "Tel No", "Mobile", "Home address", "Postcode", "Post Code", "Town"),
        *(
            "Ethnic origin",
            "Gender",
            "Religious Belief",
            "Disability",
            "Marital Status",
            "Nationality",
            "Right to work",
        ),
        *("Trade union", "Sickness days", "Occupational Health", "Criminal record", "Bank Account", "Sort code"),
    ],
)
def test_a_heading_that_speaks_of_a_person_is_known_in_any_spelling(heading: str) -> None:
    assert personal_heading(heading)


@pytest.mark.parametrize(
    "heading",
    [
        *("Staff group", "Role", "Job title", "Position title", "Pay band", "Pay step", "Pay scale", "WTE", "Staff"),
        *("Headcount", "Line", "Next increment date", "Pension scheme", "Supplement zone", "Long-term premium"),
        *("Saturday and night hours", "Cost centre", "Site", "Directorate", "Contract type", "Basic pay"),
    ],
)
def test_a_heading_of_the_establishment_is_not(heading: str) -> None:
    assert not personal_heading(heading)


@pytest.mark.parametrize(
    "values",
    [
        ("AB123456C", "QQ 12 34 56 A"),
        ("a.b@nhs.net", "c@x.org"),
        ("07700 900123", "+447700900456", "0161-496-0000", "(07700) 900789"),
        ("M13 9WL", "SW1A 1AA"),
        ("943 476 5919", "401-023-2137"),
        ("98I1234E", "01A2345E"),
        ("Mr", "Mrs", "Dr"),
        ("Mrs Mary Jones", "Dr A. Khan"),
        ("Male", "Female", "F"),
        ("12/03/1975", "01/01/1980", "30/11/1992"),
        (date(1975, 3, 12), date(1980, 1, 1)),
        ("20123456", "20123457-2", "20123458"),
        (20123456.0, 20123457.0, 20123458.0),
        ("Smith, John", "Jones, Mary Ann", "O'Neill, Siân"),
        ("Smith J", "Jones, M A", "A. Khan"),
        ("John Smith", "Mary Jones", "Ali Khan", "Olu Adeyemi"),
    ],
)
def test_values_of_a_person_are_known_under_any_heading(values: tuple[object, ...]) -> None:
    assert personal_values(values)


@pytest.mark.parametrize(
    "values",
    [
        (),
        ("", None),
        ("Staff Nurse", "Ward Clerk", "Domestic"),
        ("Nursing and Midwifery Registered", "Add Prof Scientific and Technic", "Estates and Ancillary"),
        ("Prof Scientific and Technic", "Prof Scientific and Technic"),
        ("Victoria Ward", "Albert Wing", "Elizabeth Unit", "James House"),
        ("MS Nurse", "MS Nurse", "MS Nurse"),
        ("XN05", "XN06", "XR08"),
        ("5", "8a", "Band 6"),
        (1.0, 0.8, 0.56),
        ("1", "0.8", "0.56"),
        ("01/04/2027", "01/10/2026", "01/02/2028"),
        (date(2027, 4, 1), date(2026, 10, 1)),
        ("123456", "123456", "123456"),
        (True, False),
        (float("inf"), float("nan")),
    ],
)
def test_values_of_the_establishment_are_not(values: tuple[object, ...]) -> None:
    assert not personal_values(values)


def _table(*columns: tuple[str, ...]) -> Table:
    return Table("t.csv", HEADINGS, tuple(Row(n, cells) for n, cells in enumerate(zip(*columns, strict=True), 2)))


def test_a_field_that_may_be_missing_is_left_out_where_its_column_holds_people() -> None:
    alike = (("Nursing",) * 3, ("5",) * 3, ("top",) * 3, ("1",) * 3)
    matching = suggest(_table(*alike, ("John Smith", "Mary Jones", "Ali Khan"), ("20123456", "20123457", "20123458")))
    assert [HEADINGS[index] for index in matching.personal] == ["Role", "Line"]
    assert matching.missing == ()


def test_a_field_that_is_needed_is_not_left_out_for_being_different_in_each_row() -> None:
    lines = (("5",) * 3, ("top",) * 3, ("1",) * 3, ("Nurse",) * 3, ("A", "B", "C"))
    matching = suggest(_table(("Nursing, Adult", "Nursing, Child", "Estates, Works"), *lines))
    assert matching.missing == ()
    assert matching.personal == ()
