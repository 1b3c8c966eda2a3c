"""Own figures from the staff survey's workbook, turnover tables, the facility time return and a plain CSV file.

Survey rows are those of the published workbook of 2024 for one trust, turnover rows have its published columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from negotiator.domain.comparators import OwnFigure
from negotiator.domain.problems import Refused
from negotiator.reference import library
from negotiator.services.benchmarks import Benchmarks
from negotiator.services.imports_national import facility_time
from negotiator.services.imports_national.figures import read_national
from negotiator.services.imports_national.formats import Wanted
from negotiator.services.own_figures import beside, taking, wanted_for
from negotiator.wording.sentences import sentence
from tests.services.conftest import MakeSession

D = Decimal
ROYAL_FREE = Wanted("RAL", ("Royal Free London NHS Foundation Trust",))
NAME = "Royal Free London NHS Foundation Trust"
Grid = Sequence[Sequence[object]]

PAY = ["Q4c - My level of pay.", "", "", "", "", ""]
PAY_HEADS = [
    "% Very dissatisfied",
    "% Dissatisfied",
    "% Neither satisfied nor dissatisfied",
    "% Satisfied",
    "% Very satisfied",
    "Base (number of responses)",
]
WHO = ["ODS code", "Organisation name", "Benchmarking group", "Region", "ICS", "Weighting"]
RAL = ["RAL", NAME, "Acute and Acute & Community Trusts", "London", "North Central London", "Occupation Group"]
TITLE = ["NHS Staff Survey 2024 - WEIGHTED Results", "", "", "", "", ""]
JOB: Grid = (
    [*TITLE, *PAY],
    ["YOUR JOB Q4-6 Q4a-Q6d"],
    ["\nNote: fewer than 10 responses are not displayed"],
    [],
    [*WHO, *PAY_HEADS],
    ["0AR", "NHS North of England CSU", "CSUs", "-", "-", "Unweighted", 5.5, 10.0, 20.0, 50.0, 14.5, 1200],
    [*RAL, 16.25, 29.125, 26.5, 22.0625, 6.0625, 4321],
)
ADJUSTMENTS: Grid = (
    [
        *TITLE,
        "Q31b - Has your employer made reasonable adjustment(s) to enable you to carry out your work?",
        "",
        "",
        "",
    ],
    [],
    [],
    [],
    [*WHO, "% Yes", "% No", "% No adjustment required", "Base (number of responses)"],
    [*RAL, 45.0, 15.0, 40.0, 800],
)
THEMES: Grid = (
    [*TITLE, "Staff Engagement - Staff engagement", "", "M_1 - Thinking about leaving", ""],
    [],
    [],
    [],
    [*WHO, "Staff Engagement - score", "Base (number of responses)", "M_1 - score", "Base (number of responses)"],
    [*RAL, 6.9512, 4321, "", 0],
)


def workbook(path: Path, sheets: dict[str, Grid]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for title, grid in sheets.items():
            sheet = book.add_worksheet(title)
            for row, cells in enumerate(grid):
                for column, cell in enumerate(cells):
                    if cell != "":
                        sheet.write(row, column, cell)
    return path


def told(figures: tuple[OwnFigure, ...]) -> dict[str, tuple[Decimal, str]]:
    return {figure.metric_id: (figure.value, figure.period) for figure in figures}


def refusal(path: Path, wanted: Wanted = ROYAL_FREE) -> str:
    with pytest.raises(Refused) as caught:
        read_national([path], wanted)
    return sentence(caught.value.problems[0])


# --- staff survey -----------------------------------------------------------------------------------------------------


def test_the_survey_gives_shares_by_the_words_of_questions_and_scores_from_every_sheet(tmp_path: Path) -> None:
    sheets: dict[str, Grid] = {
        "Notes": [["", "NHS Staff Survey 2024"]],
        "JOB": JOB,
        "Q31": ADJUSTMENTS,
        "THEMES": THEMES,
    }
    path = workbook(tmp_path / "survey.xlsx", sheets)
    assert told(read_national([path], ROYAL_FREE)) == {
        "q4c_satisfied_with_pay": (D("28.1"), "2024"),  # 22.0625 + 6.0625 = 28.125
        "q31b_reasonable_adjustments": (D("75.0"), "2024"),  # 45 of the 60 who need them
        "staff_engagement": (D("6.95"), "2024"),
    }
    published = library().value("q4c_satisfied_with_pay", "RAL", "2024")
    assert published is not None and published.value == D("28.1")


def test_a_survey_question_is_found_when_its_number_changes(tmp_path: Path) -> None:
    moved = ([*TITLE, "Q5b - My level of pay.", *PAY[1:]], *JOB[1:])
    path = workbook(tmp_path / "survey.xlsx", {"JOB": moved})
    assert "q4c_satisfied_with_pay" in told(read_national([path], ROYAL_FREE))


def test_a_suppressed_answer_gives_no_figure(tmp_path: Path) -> None:
    hidden = (*JOB[:-1], [*RAL, 16.25, 29.125, 26.5, 22.0625, "", 9])
    path = workbook(tmp_path / "survey.xlsx", {"JOB": hidden, "THEMES": THEMES})
    assert set(told(read_national([path], ROYAL_FREE))) == {"staff_engagement"}


def test_a_survey_workbook_without_its_columns_is_refused_by_the_one_that_is_missing(tmp_path: Path) -> None:
    unweighted = tuple([cell for cell in row if cell not in ("Weighting", "Occupation Group")] for row in JOB)
    path = workbook(tmp_path / "survey.xlsx", {"JOB": unweighted})
    assert "is not NHS Staff Survey, organisational results (workbook): it has no column “Weighting”" in refusal(path)
    other = ([*TITLE, "Q1 - Another question", *PAY[1:]], *JOB[1:])
    assert "it has no column “Q4c - My level of pay" in refusal(workbook(tmp_path / "b.xlsx", {"JOB": other}))


def test_reading_can_be_cancelled_between_sheets(tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def stop(share: float, words: str) -> None:
        if words == "THEMES":
            raise Stop

    path = workbook(tmp_path / "survey.xlsx", {"JOB": JOB, "THEMES": THEMES})
    with pytest.raises(Stop):
        read_national([path], ROYAL_FREE, progress=stop)


def test_a_damaged_workbook_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "survey.xlsx"
    path.write_bytes(b"PK\x03\x04 and no more")
    assert "is not a workbook that can be read" in refusal(path)


# --- turnover ---------------------------------------------------------------------------------------------------------

TURNOVER_HEADS = "period_end,org_code,org_name,staff_group,leavers_fte,denom_end_fte\n"


def turnover(months: Sequence[str], group: str = "All staff groups", left: str = "90") -> str:
    return TURNOVER_HEADS + "".join(
        f"{month},RAL,{NAME},{group},{left},{10_000 + 100 * n}\n{month},R1H,Barts,{group},200,19000\n"
        for n, month in enumerate(months)
    )


def write(folder: Path, content: str, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


YEAR = [f"2024{m:02d}" for m in range(4, 13)] + [f"2025{m:02d}" for m in range(1, 4)]


def test_twelve_months_of_turnover_give_leavers_over_the_average_staff(tmp_path: Path) -> None:
    (figure,) = read_national([write(tmp_path, turnover(YEAR))], ROYAL_FREE)
    # 12 × 90 = 1,080 of (10,000 + 550) = 10.24 per cent
    assert (figure.metric_id, figure.value, figure.period) == ("leaver_rate_12m", D("10.24"), "2024/25")
    assert (figure.name, figure.unit, figure.direction) == ("Leaver rate, 12 months", "%", "lower_is_better")


def test_with_a_month_missing_only_the_newest_month_is_told(tmp_path: Path) -> None:
    (figure,) = read_national([write(tmp_path, turnover([*YEAR[:5], *YEAR[6:]]))], ROYAL_FREE)
    assert (figure.metric_id, figure.period) == ("leaver_rate_month", "2025-03")


def test_turnover_of_some_groups_is_not_taken_for_that_of_all(tmp_path: Path) -> None:
    said = refusal(write(tmp_path, turnover(YEAR, "Nurses & health visitors")))
    assert "no rows of all staff groups together for RAL" in said


def test_turnover_reads_a_workbook_whose_heads_stand_under_a_title(tmp_path: Path) -> None:
    heads = ["Period end", "Org code", "Org name", "Staff group", "Leavers FTE", "Denom end FTE"]
    rows = [[month, "RAL", NAME, "All staff groups", 90, 10_000 + 100 * n] for n, month in enumerate(YEAR)]
    path = workbook(tmp_path / "t.xlsx", {"Cover": [["NHS workforce"]], "Data": [["Turnover"], heads, *rows]})
    assert told(read_national([path], ROYAL_FREE))["leaver_rate_12m"][0] == D("10.24")


# --- facility time ----------------------------------------------------------------------------------------------------

RETURN: Grid = (
    ["Trade union facility time, 1 April 2024 to 31 March 2025"],
    [facility_time.OFFICIALS, facility_time.OFFICIALS_FTE],
    [37, 34.5],
    ["Percentage of time", "Number of employees"],
    ["0%", 3],
    [facility_time.COST, "£224,715"],
    ["Total pay bill", 120_382_755],
    ["Percentage of the total pay bill spent on facility time", "0.19%"],
)
RETURN_FIGURES = {
    "facility_time_share": (D("0.187"), "2024/25"),
    "facility_time_cost": (D(224_715), "2024/25"),
    "union_officials": (D(37), "2024/25"),
    "union_officials_fte": (D("34.5"), "2024/25"),
}


def test_a_facility_time_return_is_read_as_it_is_filled_in(tmp_path: Path) -> None:
    path = workbook(tmp_path / "return.xlsx", {"Schedule 2": RETURN})
    assert told(read_national([path], ROYAL_FREE)) == RETURN_FIGURES


def test_a_facility_time_table_of_many_employers_gives_ours(tmp_path: Path) -> None:
    heads = f"Organisation,Relevant period,{','.join(facility_time.NEEDS)}"
    rows = 'Barts Health,2024-25,9,9,1,100\n"ROYAL FREE LONDON NHS FOUNDATION TRUST",2024-25,37,34.5,224715,120382755'
    assert told(read_national([write(tmp_path, f"{heads}\n{rows}\n")], ROYAL_FREE)) == RETURN_FIGURES


def test_a_facility_time_return_without_the_pay_bill_is_refused_by_it(tmp_path: Path) -> None:
    path = workbook(tmp_path / "return.xlsx", {"Schedule 2": RETURN[:-2]})
    assert "facility time return (Schedule 2 of SI 2017/328): it has no column “Total pay bill”" in refusal(path)


# --- a plain file -----------------------------------------------------------------------------------------------------

OWN = """metric,period,value,source,unit,direction,day
sickness_absence_rate_12m,2025/26,5.41,ESR extract,,,2026-05-01
staff MORALE,2025,6.02,Local survey,,,
Turnover,2025/26,9.8,ESR extract,%,lower_is_better,
"""


def test_a_plain_file_names_shipped_metrics_by_id_or_name_and_metrics_of_our_own(tmp_path: Path) -> None:
    found = Benchmarks.of_trust(library(), "RAL")
    figures = read_national([write(tmp_path, OWN)], wanted_for(found))
    assert told(figures) == {
        "sickness_absence_rate_12m": (D("5.41"), "2025/26"),
        "staff_morale": (D("6.02"), "2025"),
        "turnover": (D("9.8"), "2025/26"),
    }
    assert (figures[2].name, figures[2].unit, figures[2].direction) == ("Turnover", "%", "lower_is_better")
    assert [figure.source for figure in figures] == ["ESR extract", "Local survey", "ESR extract"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (OWN.replace("source", "origin"), "is not a CSV file of own figures: it has no column “source”"),
        (OWN.replace("5.41", "high"), "row 2: “high” in value is not a number"),
        (OWN.replace("Local survey", ""), "row 3: source is empty"),
        (OWN.replace("lower_is_better", "less"), "row 4: “less” is no direction"),
        ("a,b\n1,2\n", "has none of the columns of a file that can be read here; it has: a, b"),
    ],
)
def test_a_wrong_plain_file_is_refused_by_row_and_column(tmp_path: Path, content: str, said: str) -> None:
    assert said in refusal(write(tmp_path, content), wanted_for(Benchmarks.of_trust(library(), "RAL")))


def test_ticked_figures_are_kept_in_one_command_that_keeps_what_was_there(
    make_session: MakeSession, tmp_path: Path
) -> None:
    old = OwnFigure("f1", "staff_morale", D("5.9"), "2024", "Earlier survey")
    session = make_session((old,))
    found = Benchmarks(library(), Benchmarks.of_trust(library(), "RAL").own, {"staff_morale": old})
    rows = beside(found, read_national([write(tmp_path, OWN)], wanted_for(found)))
    assert [row.is_same for row in rows] == [False, False, False]
    assert [row.name for row in rows] == ["Sickness absence rate, 12 months", "Staff morale", "Turnover"]
    command = taking(rows, {"staff_morale", "turnover"})
    assert command is not None and command.label == "import_own_figures"
    outcome = session.execute(command)
    kept = {figure.metric_id: figure for figure in session.all(OwnFigure)}
    assert set(kept) == {"staff_morale", "turnover"}
    assert (kept["staff_morale"].id, kept["staff_morale"].value) == ("f1", D("6.02"))
    session.execute(outcome.inverse)
    assert session.all(OwnFigure) == (old,)
    assert taking(rows, ()) is None
