"""Anybody's own figures for a statistic: shares or rates for a funnel, a series over time. Refused in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from negotiator.domain.benchmarking.funnel import Proportion, Rate
from negotiator.services.imports_national.table import read_table


@dataclass(frozen=True, slots=True)
class Series:
    """Values in order of time; ``name`` is what they measure, ``source`` where they are from."""

    name: str
    periods: tuple[str, ...]
    values: tuple[Decimal, ...]
    source: str = ""


def read_proportions(path: Path) -> tuple[Proportion, ...]:
    """The shares of a CSV file with the columns name, numerator and denominator.

    Raises:
        Refused: the file or a column is not there, or a row is not a share: numerator from 0 to its denominator, that
            above 0.
    """
    table = read_table(path, ("name", "numerator", "denominator"))
    rows = []
    for row in table.rows:
        numerator, denominator = table.needed(row, "numerator"), table.needed(row, "denominator")
        if numerator < 0:
            raise table.refuse("csv_below_nought", row, column="numerator", given=numerator)
        if denominator <= 0:
            raise table.refuse("denominator_not_above_nought", row, given=denominator)
        if numerator > denominator:
            raise table.refuse("more_than_whole", row, numerator=numerator, denominator=denominator)
        rows.append(Proportion(row.cells["name"].strip(), float(numerator), float(denominator)))
    return tuple(rows)


def read_rates(path: Path) -> tuple[Rate, ...]:
    """The rates of a CSV file with the columns name, numerator (events) and denominator (population).

    Raises:
        Refused: the file or a column is not there, or a row is not a rate: a whole number of events from 0, of a
            population above 0.
    """
    table = read_table(path, ("name", "numerator", "denominator"))
    rows = []
    for row in table.rows:
        events, population = table.needed(row, "numerator"), table.needed(row, "denominator")
        if events < 0:
            raise table.refuse("csv_below_nought", row, column="numerator", given=events)
        if events != events.to_integral_value():
            raise table.refuse("events_not_whole", row, given=events)
        if population <= 0:
            raise table.refuse("denominator_not_above_nought", row, given=population)
        rows.append(Rate(row.cells["name"].strip(), float(events), float(population)))
    return tuple(rows)


def read_series(path: Path) -> Series:
    """The series of a CSV file with the columns period and value, in order of time.

    Raises:
        Refused: the file or a column is not there, a value is no number, or a period stands there twice.
    """
    table = read_table(path, ("period", "value"))
    seen: set[str] = set()
    periods, values = [], []
    for row in table.rows:
        period = row.cells["period"].strip()
        if period in seen:
            raise table.refuse("repeated_period", row, given=period)
        seen.add(period)
        periods.append(period)
        values.append(table.needed(row, "value"))
    return Series(path.stem, tuple(periods), tuple(values), path.name)
