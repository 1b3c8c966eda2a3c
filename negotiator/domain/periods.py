"""Financial years (1 April to 31 March) and the months in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

T = TypeVar("T")

_LABEL = re.compile(r"(\d{4})/(\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class FinancialYear:
    """A financial year, named by the calendar year in which it starts."""

    start: int

    @classmethod
    def parse(cls, label: str) -> FinancialYear:
        """Read ``2026/27``. Raises ValueError where the text is not two years that follow one another."""
        match = _LABEL.fullmatch(label)
        if not match or (int(match[1]) + 1) % 100 != int(match[2]):
            raise ValueError(label)
        return cls(int(match[1]))

    @classmethod
    def of(cls, day: date) -> FinancialYear:
        return cls(day.year if day.month >= 4 else day.year - 1)

    @property
    def label(self) -> str:
        return f"{self.start}/{(self.start + 1) % 100:02d}"

    @property
    def short_label(self) -> str:
        """``26/27``, for a narrow column head."""
        return f"{self.start % 100:02d}/{(self.start + 1) % 100:02d}"

    @property
    def first_day(self) -> date:
        return date(self.start, 4, 1)

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each of its twelve months, April first."""
        return tuple(date(self.start + (m > 12), (m - 1) % 12 + 1, 1) for m in range(4, 16))

    def __add__(self, years: int) -> FinancialYear:
        return FinancialYear(self.start + years)

    def __str__(self) -> str:
        return self.label


def horizon(first: FinancialYear, years: int) -> tuple[FinancialYear, ...]:
    """The financial years of a projection, first one first."""
    return tuple(first + k for k in range(years))


def latest(by_year: Mapping[str, T], year: FinancialYear) -> T:
    """The value of a year, or the latest one known before it. ValueError where all are later."""
    return by_year[max((label for label in by_year if FinancialYear.parse(label) <= year), key=FinancialYear.parse)]
