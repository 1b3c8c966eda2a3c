"""Own figures from national files. The rows are those of the published files for two trusts, with fewer columns."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from negotiator.domain.comparators import OwnFigure
from negotiator.domain.problems import Refused
from negotiator.reference import library
from negotiator.services.imports_national.figures import read_national
from negotiator.services.imports_national.formats import Wanted
from negotiator.services.imports_national.published import (
    ESTATES_STAFF_PARKING,
    ESTATES_SUBSIDIARY,
    ESTATES_VISITOR_PARKING,
)
from negotiator.wording.sentences import sentence

D = Decimal
ROYAL_FREE = Wanted("RAL", ("Royal Free London NHS Foundation Trust",))
AMBULANCE = Wanted("RRU", ("London Ambulance Service NHS Trust",))

SICKNESS_HEADS = "DATE,ORG_CODE,ORG_NAME,FTE_DAYS_LOST,FTE_DAYS_AVAILABLE,SICKNESS_ABSENCE_RATE_PERCENT\n"
OVERSIGHT = """\ufeffQuarter,Trust_code,Trust_name,Metric_ID,Metric_description,Reporting_date,Units,Value
Q4 2025/26,RRU,London Ambulance Service NHS Trust,OF0082,Sickness absence rate,Q3 2025/26,%,7.27
Q3 2025/26,RRU,London Ambulance Service NHS Trust,OF0082,Sickness absence rate,Q2 2025/26,%,7.15
Q4 2025/26,RRU,London Ambulance Service NHS Trust,OF0081,Variance,Month 12 2025/26,%,0.63
Q4 2025/26,RRU,London Ambulance Service NHS Trust,OF0079,Planned surplus/deficit,2025/26 plan,%,0.0
Q4 2025/26,RRU,London Ambulance Service NHS Trust,OF0084,Engagement,2025,out of 10,5.93
Q4 2025/26,RRU,London Ambulance Service NHS Trust,OF5000,Adjusted segment,Q4 2025/26,segment,3.0
Q4 2025/26,RRU,London Ambulance Service NHS Trust,OF0017,Category 2,Q4 2025,mins,30.3
Q4 2025/26,RX6,North East Ambulance Service,OF0082,Sickness absence rate,Q3 2025/26,%,6.8
"""
PAY_GAP = """EmployerName,EmployerId,DiffMeanHourlyPercent,DiffMedianHourlyPercent,FemaleTopQuartile,CurrentName,DueDate
"LONDON AMBULANCE SERVICE NHS TRUST",1,4.5,9.7,43.3,London Ambulance Service NHS Trust,2025/03/30 00:00:00
"LONDON AMBULANCE CHARITY",2,1,1,50,London Ambulance Charity,2025/04/05 00:00:00
"""


def write(folder: Path, content: str, name: str = "file.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(content.encode(encoding))
    return path


def told(figures: tuple[OwnFigure, ...]) -> dict[str, tuple[Decimal, str]]:
    return {figure.metric_id: (figure.value, figure.period) for figure in figures}


def refusal(path: Path, wanted: Wanted = AMBULANCE, kind: str = "") -> str:
    with pytest.raises(Refused) as caught:
        read_national([path], wanted, kind)
    return sentence(caught.value.problems[0])


def test_twelve_months_of_sickness_give_the_rate_of_the_year_and_of_the_last_month(tmp_path: Path) -> None:
    months = [(2024, m) for m in range(4, 13)] + [(2025, m) for m in range(1, 4)]
    paths = [
        write(
            tmp_path,
            f"{SICKNESS_HEADS}28/{month:02d}/{year},RAL,Royal Free,{20000 + 100 * i},500000,{4 + i / 50:.2f}\n",
            f"{i}.csv",
        )
        for i, (year, month) in enumerate(months)
    ]
    # (12 × 20,000 + 100 × 66) ÷ 6,000,000 = 4.11 per cent.
    assert told(read_national(paths, ROYAL_FREE)) == {
        "sickness_absence_rate_month": (D("4.22"), "2025-03"),
        "sickness_absence_rate_12m": (D("4.11"), "2024/25"),
    }
    assert set(told(read_national(paths[1:], ROYAL_FREE))) == {"sickness_absence_rate_month"}


def test_the_oversight_file_gives_the_newest_value_of_each_metric_in_the_words_of_the_edition(tmp_path: Path) -> None:
    got = told(read_national([write(tmp_path, OVERSIGHT)], AMBULANCE))
    assert got == {
        "sickness_absence_rate_quarter": (D("7.27"), "Q3 2025/26"),
        "variance_to_plan_pct": (D("0.63"), "2025/26 M12 YTD"),
        "planned_surplus_deficit_pct": (D("0.0"), "2025/26 plan"),
        "staff_engagement": (D("5.93"), "2025"),
        "nof_segment": (D("3.0"), "Q4 2025/26"),
    }
    shelf = library()
    for metric, (value, period) in got.items():
        published = shelf.value(metric, "RRU", period)
        assert published is not None and published.value == value


def test_the_estates_return_is_read_from_windows_text_with_income_turned_positive(tmp_path: Path) -> None:
    staff = ESTATES_STAFF_PARKING.replace("-", "–")
    heads = f"Trust Code,Trust Name,{ESTATES_VISITOR_PARKING},{staff},{ESTATES_SUBSIDIARY}"
    content = f"{heads}\nRAL,ROYAL FREE LONDON NHS FOUNDATION TRUST,-2535588,-737364,149\nR0A,M,0,Not Applicable,0\n"
    path = write(tmp_path, content, "ERIC - 2024_25 - Trust data.csv", "cp1252")
    wanted = Wanted("RAL", ROYAL_FREE.names, workforce=D(18_000))
    got = told(read_national([path], wanted))
    assert got == {
        "staff_parking_income": (D(737364), "2024/25"),
        "staff_parking_income_per_fte": (D("40.96"), "2024/25"),
        "visitor_parking_income": (D(2535588), "2024/25"),
        "estates_staff_in_subsidiary_wte": (D(149), "2024/25"),
    }
    assert library().values("staff_parking_income", "2024/25")["RAL"] == got["staff_parking_income"][0]
    assert "staff_parking_income" not in told(read_national([path], Wanted("R0A", ("M",))))
    nameless = write(tmp_path, content, "eric.csv", "cp1252")
    assert "does not say its year" in refusal(nameless, ROYAL_FREE)
    assert (
        told(read_national([nameless], Wanted("RAL", ("x",), period="2025/26")))["visitor_parking_income"][1]
        == "2025/26"
    )


def test_the_pay_gap_file_is_matched_by_the_whole_name(tmp_path: Path) -> None:
    path = write(tmp_path, PAY_GAP)
    assert told(read_national([path], AMBULANCE)) == {
        "gpg_median_hourly": (D("9.7"), "2024-25 (snapshot 31 Mar 2024)"),
        "gpg_mean_hourly": (D("4.5"), "2024-25 (snapshot 31 Mar 2024)"),
        "gpg_women_top_quartile": (D("43.3"), "2024-25 (snapshot 31 Mar 2024)"),
    }
    assert "has no row for London Ambulance (RRU)" in refusal(path, Wanted("RRU", ("London Ambulance",)))


def test_every_figure_says_where_it_is_from(tmp_path: Path) -> None:
    figures = read_national([write(tmp_path, OVERSIGHT)], AMBULANCE)
    assert {figure.source for figure in figures} == {"NHS Oversight Framework data (CSV)"}
    assert len({figure.id for figure in figures}) == len(figures)


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        (
            OVERSIGHT.replace("Trust_code", "Code"),
            "",
            "is not NHS Oversight Framework data (CSV): it has no column “Trust_code”",
        ),
        (OVERSIGHT, "pay_gap", "is not UK gender pay gap data (CSV): it has no column “EmployerName”"),
        ("a,b\n1,2\n", "sickness", "it has no column “DATE”"),
        (f"{SICKNESS_HEADS}soon,RRU,x,1,2,3\n", "", "row 2: “soon” in DATE is not a day"),
        (f"{SICKNESS_HEADS}31/03/2025,RRU,x,1,0,3\n", "", "it must be above nought"),
        (f"{SICKNESS_HEADS}31/03/2025,RRU,x,lots,9,3\n", "", "“lots” in FTE_DAYS_LOST is not a number"),
        (f"{SICKNESS_HEADS}31/03/2025,RAL,x,1,9,3\n", "", "has no row for London Ambulance Service NHS Trust (RRU)"),
        (OVERSIGHT.replace("Q4 2025/26,RRU", "Spring,RRU"), "", "“Spring” is not a quarter"),
        ("\0\0", "sickness", "is not a text file"),
    ],
)
def test_a_wrong_file_is_refused_in_words(tmp_path: Path, content: str, kind: str, said: str) -> None:
    assert said in refusal(write(tmp_path, content), AMBULANCE, kind)
