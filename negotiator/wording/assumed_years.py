"""Years beyond the last published pay scale: which they are, and what was assumed for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import groupby

from negotiator.domain.periods import FinancialYear
from negotiator.domain.problems import Problem
from negotiator.wording.figures import share

DAGGER = "†"
"""Marks the head of a year whose scale is assumed."""


def assumed_years(warnings: Iterable[Problem]) -> tuple[str, ...]:
    """The labels of the years of a costing for which no scale is published, in order."""
    found = [year for problem in warnings for year in _years(problem, "award_assumed", "award_not_set")]
    return tuple(sorted(set(found)))


def assumed_note(warnings: Iterable[Problem], awards: Mapping[str, Decimal], short: bool = True) -> str:
    """What is assumed for those years: ``27/28 and 28/29: award of 2.5% assumed, …``; empty where there are none.

    ``short`` False writes years as ``2027/28``.
    """
    warnings = tuple(warnings)
    unset = {year for problem in warnings for year in _years(problem, "award_not_set")}
    parts = []
    for award, years in groupby(assumed_years(warnings), key=lambda year: None if year in unset else awards.get(year)):
        named = _joined([FinancialYear.parse(year).short_label if short else year for year in years])
        parts.append(
            f"{named}: no award set, none counted" if award is None else f"{named}: award of {share(award)} assumed"
        )
    return f"{'; '.join(parts)}. No pay scale is published yet." if parts else ""


def _years(problem: Problem, *codes: str) -> list[str]:
    return str(problem.data["years"]).split(", ") if problem.code in codes else []


def _joined(years: list[str]) -> str:
    return years[0] if len(years) == 1 else f"{', '.join(years[:-1])} and {years[-1]}"
