"""Turnover by organisation: a row for each organisation, staff group and month (NHS Workforce Statistics).

The leaver rate of twelve months is their leavers over the average of the month-end staff, both in FTE. A leaver has
left this trust; many go to another one, so the rate is higher than that of leaving the NHS.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from negotiator.domain.comparators import OwnFigure
from negotiator.services.imports_national.formats import (
    Format,
    Wanted,
    figure_of,
    months_between,
    twelve_months,
)
from negotiator.services.imports_national.table import CsvRow, CsvTable
from negotiator.wording.national_files import OWN_METRICS

PERIOD, CODE, GROUP = "period_end", "org_code", "staff_group"
LEAVERS, STAFF = "leavers_fte", "denom_end_fte"
ALL_GROUPS = {"all staff groups", "all staff group", "all staff", "all hchs staff", "all"}


def _read(tables: Sequence[CsvTable], wanted: Wanted) -> tuple[OwnFigure, ...]:
    """The rate of the last twelve months where they are all there, else that of the newest month."""
    months: dict[str, tuple[Decimal, Decimal]] = {}
    for table in tables:
        ours = [row for row in table.rows if wanted.is_meant(row.cells[CODE], row.cells.get("org_name", ""))]
        whole = [row for row in ours if " ".join(row.cells[GROUP].split()).casefold() in ALL_GROUPS]
        if ours and not whole:
            raise table.refuse("no_all_staff_row", trust=ours[0].cells[CODE])
        for row in whole:
            left, staff = table.number(row, LEAVERS), table.number(row, STAFF)
            if left is None or staff is None:
                continue  # small numbers are left blank
            if staff <= 0:
                raise table.refuse("denominator_not_above_nought", row, given=staff)
            months[_month(table, row)] = (left, staff)
    labels = sorted(months)
    last = labels[-12:]
    if len(last) == 12 and months_between(last[0], last[-1]) == 11:
        left = sum((months[m][0] for m in last), Decimal(0))
        staff = sum((months[m][1] for m in last), Decimal(0)) / 12
        return (_rate("leaver_rate_12m", left, staff, twelve_months(last)),)
    return (_rate("leaver_rate_month", *months[labels[-1]], labels[-1]),) if labels else ()


def _rate(metric: str, left: Decimal, staff: Decimal, period: str) -> OwnFigure:
    rate = (100 * left / staff).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return figure_of(metric, rate, period, "turnover", OWN_METRICS[metric], "%", "lower_is_better")


def _month(table: CsvTable, row: CsvRow) -> str:
    """``202308``, ``2023-08`` or ``202208 to 202308``: the month in which the period ends."""
    found = re.search(r"(20\d{2})-?(0[1-9]|1[0-2])(?:-\d{2})?$", row.cells[PERIOD].strip())
    if found is None:
        raise table.refuse("csv_not_a_day", row, column=PERIOD, given=row.cells[PERIOD][:40])
    return f"{found[1]}-{found[2]}"


TURNOVER = Format("turnover", (PERIOD, CODE, GROUP, LEAVERS, STAFF), _read)
