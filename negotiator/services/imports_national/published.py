"""Files published or returned as CSV: sickness absence, oversight framework, estates return, gender pay gap.

Only figures of the trust asked for are read, and nothing is guessed: what a file leaves blank or marks "Not
Applicable" gives no figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from negotiator.domain.comparators import OwnFigure
from negotiator.services.imports_national.formats import (
    Format,
    Wanted,
    day_in,
    figure_of,
    months_between,
    plain_name,
    twelve_months,
    year_in,
)
from negotiator.services.imports_national.table import CsvRow, CsvTable

HUNDREDTH = Decimal("0.01")

SICKNESS_COLUMNS = ("DATE", "ORG_CODE", "FTE_DAYS_LOST", "FTE_DAYS_AVAILABLE", "SICKNESS_ABSENCE_RATE_PERCENT")
OVERSIGHT_COLUMNS = ("Quarter", "Trust_code", "Metric_ID", "Reporting_date", "Value")
ESTATES_STAFF_PARKING = "Income from car parking - staff (£)"
ESTATES_VISITOR_PARKING = "Income from car parking - patients and visitors (£)"
ESTATES_SUBSIDIARY = "Estates and Facilities staff employed by an NHS wholly owned subsidiary company (WTE)"
ESTATES_COLUMNS = ("Trust Code", ESTATES_VISITOR_PARKING, ESTATES_STAFF_PARKING, ESTATES_SUBSIDIARY)
PAY_GAP_COLUMNS = ("EmployerName", "DiffMeanHourlyPercent", "DiffMedianHourlyPercent", "FemaleTopQuartile", "DueDate")

OVERSIGHT_METRICS = {
    "OF0061": "staff_raising_concerns",
    "OF0079": "planned_surplus_deficit_pct",
    "OF0081": "variance_to_plan_pct",
    "OF0082": "sickness_absence_rate_quarter",
    "OF0084": "staff_engagement",
    "OF4004": "nof_people_score",
    "OF4104": "nof_people_segment",
    "OF5000": "nof_segment",
    "OF5002": "nof_average_score",
}


# --- sickness absence -------------------------------------------------------------------------------------------------


def _sickness_months(tables: Sequence[CsvTable], code: str) -> dict[str, tuple[Decimal, Decimal, Decimal]]:
    """Days lost, days available and the published rate of each month (``2025-03``), oldest first."""
    months: dict[str, tuple[Decimal, Decimal, Decimal]] = {}
    for table in tables:
        for row in table.rows:
            if row.cells["ORG_CODE"].strip().upper() == code:
                lost, available = table.needed(row, "FTE_DAYS_LOST"), table.needed(row, "FTE_DAYS_AVAILABLE")
                if available <= 0:
                    raise table.refuse("denominator_not_above_nought", row, given=available)
                month = day_in(table, row, "DATE")
                rate = table.needed(row, "SICKNESS_ABSENCE_RATE_PERCENT")
                months[f"{month:%Y-%m}"] = (lost, available, rate)
    return dict(sorted(months.items()))


def _read_sickness(tables: Sequence[CsvTable], wanted: Wanted) -> tuple[OwnFigure, ...]:
    """The newest month, and the rate of the last twelve where they are all there, without a gap."""
    months = _sickness_months(tables, wanted.code)
    if not months:
        return ()
    labels = list(months)
    figures = [figure_of("sickness_absence_rate_month", months[labels[-1]][2], labels[-1], "sickness")]
    last = labels[-12:]
    if len(last) == 12 and months_between(last[0], last[-1]) == 11:
        lost, available = (sum((months[m][part] for m in last), Decimal(0)) for part in (0, 1))
        rate = (100 * lost / available).quantize(HUNDREDTH)
        figures.append(figure_of("sickness_absence_rate_12m", rate, twelve_months(last), "sickness"))
    return tuple(figures)


# --- oversight framework ----------------------------------------------------------------------------------------------


def _read_oversight(tables: Sequence[CsvTable], wanted: Wanted) -> tuple[OwnFigure, ...]:
    """The newest value of each metric that the edition has too."""
    newest: dict[str, tuple[str, OwnFigure]] = {}
    for table in tables:
        for row in table.rows:
            metric = OVERSIGHT_METRICS.get(row.cells["Metric_ID"].strip())
            if metric is None or row.cells["Trust_code"].strip().upper() != wanted.code:
                continue
            value = table.number(row, "Value")
            quarter = re.fullmatch(r"Q([1-4]) (\d{4})[/-](\d{2})", row.cells["Quarter"].strip())
            if quarter is None:
                raise table.refuse("csv_not_a_quarter", row, given=row.cells["Quarter"][:40])
            order = f"{quarter[2]} {quarter[1]}"
            if value is not None and (metric not in newest or newest[metric][0] <= order):
                period = _oversight_period(metric, row.cells["Reporting_date"].strip(), quarter)
                newest[metric] = (order, figure_of(metric, value, period, "oversight"))
    return tuple(figure for _order, figure in newest.values())


def _oversight_period(metric: str, reported: str, quarter: re.Match[str]) -> str:
    """The period as the edition writes it; the file's own wording changes from quarter to quarter."""
    year = f"{quarter[2]}/{quarter[3]}"
    if metric == "planned_surplus_deficit_pct":
        return f"{year} plan"
    month = re.match(r"Month (\d{1,2})\b", reported)
    if metric == "variance_to_plan_pct" and month:
        return f"{year} M{month[1]} YTD"
    if metric.startswith("nof_"):
        return f"Q{quarter[1]} {year}"
    return re.sub(r"(\d{4})-(\d{2})\b", r"\1/\2", reported)


# --- estates return ---------------------------------------------------------------------------------------------------


def _read_estates(tables: Sequence[CsvTable], wanted: Wanted) -> tuple[OwnFigure, ...]:
    """Parking income, which the return writes below nought, and staff of a subsidiary company."""
    figures = []
    for table in tables:
        row = next((each for each in table.rows if each.cells["Trust Code"].strip().upper() == wanted.code), None)
        if row is None:
            continue
        period = wanted.period or year_in(Path(table.name).name)
        if not period:
            raise table.refuse("year_not_known")
        staff = _stated(table, row, ESTATES_STAFF_PARKING)
        visitors = _stated(table, row, ESTATES_VISITOR_PARKING)
        subsidiary = _stated(table, row, ESTATES_SUBSIDIARY)
        if staff is not None:
            figures.append(figure_of("staff_parking_income", abs(staff), period, "estates"))
            if wanted.workforce:
                each = (abs(staff) / wanted.workforce).quantize(HUNDREDTH)
                figures.append(figure_of("staff_parking_income_per_fte", each, period, "estates"))
        if visitors is not None:
            figures.append(figure_of("visitor_parking_income", abs(visitors), period, "estates"))
        if subsidiary is not None:
            figures.append(figure_of("estates_staff_in_subsidiary_wte", subsidiary, period, "estates"))
    return tuple(figures)


def _stated(table: CsvTable, row: CsvRow, column: str) -> Decimal | None:
    if row.cells[column].strip().casefold() in ("not applicable", "n/a", "not available"):
        return None
    return table.number(row, column)


# --- gender pay gap ---------------------------------------------------------------------------------------------------


def _read_pay_gap(tables: Sequence[CsvTable], wanted: Wanted) -> tuple[OwnFigure, ...]:
    """The employer is found by its whole name, never by a near one: two trusts differ by a word."""
    names = {plain_name(name) for name in wanted.names if name}
    figures = []
    for table in tables:
        for row in table.rows:
            known = {plain_name(row.cells["EmployerName"]), plain_name(row.cells.get("CurrentName", ""))}
            if not names & known:
                continue
            due = day_in(table, row, "DueDate").year
            period = f"{due - 1}-{due % 100:02d} (snapshot 31 Mar {due - 1})"
            for column, metric in (
                ("DiffMedianHourlyPercent", "gpg_median_hourly"),
                ("DiffMeanHourlyPercent", "gpg_mean_hourly"),
                ("FemaleTopQuartile", "gpg_women_top_quartile"),
            ):
                value = table.number(row, column)
                if value is not None:
                    figures.append(figure_of(metric, value, period, "pay_gap"))
    return tuple({(figure.metric_id, figure.period): figure for figure in figures}.values())


SICKNESS = Format("sickness", SICKNESS_COLUMNS, _read_sickness)
OVERSIGHT = Format("oversight", OVERSIGHT_COLUMNS, _read_oversight)
ESTATES = Format("estates", ESTATES_COLUMNS, _read_estates)
PAY_GAP = Format("pay_gap", PAY_GAP_COLUMNS, _read_pay_gap)
