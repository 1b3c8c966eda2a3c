"""The trust's own newer figures, read from the national files as they are published or returned.

Each format is known by its columns; a wrong file is refused by the column that it lacks. Only figures of the trust
asked for are read, and nothing is guessed: what a file leaves blank or marks "Not Applicable" gives no figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

from negotiator.domain.comparators import OwnFigure
from negotiator.domain.problems import Problem, Refused
from negotiator.services.imports_national.table import CsvRow, CsvTable, decoded, heads_of, read_bytes, table_of
from negotiator.wording.national_files import TITLES

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


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose figures to read, and what the files themselves may leave open.

    ``code`` is the ODS code, ``names`` what the trust is or was called; ``period`` names the year of a file that does
    not say its own; ``workforce`` is the average WTE, for the figures that are told per WTE.
    """

    code: str
    names: tuple[str, ...]
    period: str = ""
    workforce: Decimal | None = None


Reader = Callable[[Sequence[CsvTable], Wanted], tuple[OwnFigure, ...]]


def read_national(paths: Sequence[Path], wanted: Wanted, kind: str = "") -> tuple[OwnFigure, ...]:
    """The trust's figures in one or more files of one kind; without ``kind`` it is told by the columns.

    Raises:
        Refused: the file cannot be read, is of no known kind (naming the column it lacks), or does not have the trust.
    """
    texts = [(str(path), decoded(read_bytes(path), str(path))) for path in paths]
    chosen = kind or _kind_of(texts[0][1], texts[0][0])
    columns, reader = FORMATS[chosen]
    tables = []
    for name, text in texts:
        try:
            tables.append(table_of(text, name, columns))
        except Refused as refusal:
            problem = refusal.problems[0]
            if problem.code != "csv_missing_column":
                raise
            data = {"path": name, "expected": TITLES[chosen], "column": problem.data["column"]}
            raise Refused(Problem("wrong_national_file", data=data)) from None
    found = reader(tables, wanted)
    if not found:
        data = {"path": texts[0][0], "name": wanted.names[0] if wanted.names else "", "code": wanted.code or "no code"}
        raise Refused(Problem("trust_not_in_file", data=data))
    return found


def _kind_of(text: str, name: str) -> str:
    """The kind whose columns the file has most of; `table_of` then names a column that it lacks."""
    heads = heads_of(text, name)
    shares = {kind: len(set(columns) & set(heads(columns))) / len(columns) for kind, (columns, _) in FORMATS.items()}
    return max(shares, key=lambda kind: shares[kind])


def _figure(metric: str, value: Decimal, period: str, kind: str) -> OwnFigure:
    return OwnFigure(uuid4().hex, metric, value, period, TITLES[kind])


# --- sickness absence -------------------------------------------------------------------------------------------------


def sickness_months(tables: Sequence[CsvTable], code: str) -> dict[str, tuple[Decimal, Decimal, Decimal]]:
    """Days lost, days available and the published rate of each month (``2025-03``), oldest first."""
    months: dict[str, tuple[Decimal, Decimal, Decimal]] = {}
    for table in tables:
        for row in table.rows:
            if row.cells["ORG_CODE"].strip().upper() == code:
                lost, available = table.needed(row, "FTE_DAYS_LOST"), table.needed(row, "FTE_DAYS_AVAILABLE")
                if available <= 0:
                    raise table.refuse("denominator_not_above_nought", row, given=available)
                month = _day(table, row, "DATE")
                rate = table.needed(row, "SICKNESS_ABSENCE_RATE_PERCENT")
                months[f"{month:%Y-%m}"] = (lost, available, rate)
    return dict(sorted(months.items()))


def _read_sickness(tables: Sequence[CsvTable], wanted: Wanted) -> tuple[OwnFigure, ...]:
    """The newest month, and the rate of the last twelve where they are all there, without a gap."""
    months = sickness_months(tables, wanted.code)
    if not months:
        return ()
    labels = list(months)
    figures = [_figure("sickness_absence_rate_month", months[labels[-1]][2], labels[-1], "sickness")]
    last = labels[-12:]
    if len(last) == 12 and _months_between(last[0], last[-1]) == 11:
        lost, available = (sum((months[m][part] for m in last), Decimal(0)) for part in (0, 1))
        rate = (100 * lost / available).quantize(HUNDREDTH)
        figures.append(_figure("sickness_absence_rate_12m", rate, _twelve_months(last), "sickness"))
    return tuple(figures)


def _months_between(first: str, last: str) -> int:
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:])


def _twelve_months(labels: Sequence[str]) -> str:
    if labels[0].endswith("-04"):
        return f"{labels[0][:4]}/{int(labels[-1][:4]) % 100:02d}"
    return f"{labels[0]}..{labels[-1]}"


def _day(table: CsvTable, row: CsvRow, column: str) -> date:
    """``31/03/2025``, ``2025-03-31`` or ``2025/03/31 00:00:00``."""
    text = row.cells[column].strip().split(" ")[0].replace("/", "-")
    british = re.fullmatch(r"(\d{2})-(\d{2})-(\d{4})", text)
    if british:
        text = f"{british[3]}-{british[2]}-{british[1]}"
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise table.refuse("csv_not_a_day", row, column=column, given=row.cells[column][:40]) from None


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
                newest[metric] = (order, _figure(metric, value, period, "oversight"))
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
        period = wanted.period or _year_in(Path(table.name).name)
        if not period:
            raise table.refuse("year_not_known")
        staff = _stated(table, row, ESTATES_STAFF_PARKING)
        visitors = _stated(table, row, ESTATES_VISITOR_PARKING)
        subsidiary = _stated(table, row, ESTATES_SUBSIDIARY)
        if staff is not None:
            figures.append(_figure("staff_parking_income", abs(staff), period, "estates"))
            if wanted.workforce:
                each = (abs(staff) / wanted.workforce).quantize(HUNDREDTH)
                figures.append(_figure("staff_parking_income_per_fte", each, period, "estates"))
        if visitors is not None:
            figures.append(_figure("visitor_parking_income", abs(visitors), period, "estates"))
        if subsidiary is not None:
            figures.append(_figure("estates_staff_in_subsidiary_wte", subsidiary, period, "estates"))
    return tuple(figures)


def _stated(table: CsvTable, row: CsvRow, column: str) -> Decimal | None:
    if row.cells[column].strip().casefold() in ("not applicable", "n/a", "not available"):
        return None
    return table.number(row, column)


def _year_in(file_name: str) -> str:
    found = re.search(r"(20\d{2})[ _/-]+(?:20)?(\d{2})(?!\d)", file_name.replace("%20", " "))
    if found and (int(found[1]) + 1) % 100 == int(found[2]):
        return f"{found[1]}/{found[2]}"
    return ""


# --- gender pay gap ---------------------------------------------------------------------------------------------------


def _read_pay_gap(tables: Sequence[CsvTable], wanted: Wanted) -> tuple[OwnFigure, ...]:
    """The employer is found by its whole name, never by a near one: two trusts differ by a word."""
    names = {_plain_name(name) for name in wanted.names if name}
    figures = []
    for table in tables:
        for row in table.rows:
            known = {_plain_name(row.cells["EmployerName"]), _plain_name(row.cells.get("CurrentName", ""))}
            if not names & known:
                continue
            due = _day(table, row, "DueDate").year
            period = f"{due - 1}-{due % 100:02d} (snapshot 31 Mar {due - 1})"
            for column, metric in (
                ("DiffMedianHourlyPercent", "gpg_median_hourly"),
                ("DiffMeanHourlyPercent", "gpg_mean_hourly"),
                ("FemaleTopQuartile", "gpg_women_top_quartile"),
            ):
                value = table.number(row, column)
                if value is not None:
                    figures.append(_figure(metric, value, period, "pay_gap"))
    return tuple({(figure.metric_id, figure.period): figure for figure in figures}.values())


def _plain_name(name: str) -> str:
    words = re.sub(r"[^a-z0-9& ]", "", name.casefold()).replace("&", " and ").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


FORMATS: Mapping[str, tuple[tuple[str, ...], Reader]] = {
    "sickness": (SICKNESS_COLUMNS, _read_sickness),
    "oversight": (OVERSIGHT_COLUMNS, _read_oversight),
    "estates": (ESTATES_COLUMNS, _read_estates),
    "pay_gap": (PAY_GAP_COLUMNS, _read_pay_gap),
}
"""The kinds of file that can be read: the columns that each must have, and its reader."""
