"""Establishments and options of a given size for the costing benchmarks, made up from a fixed seed."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

from negotiator.domain.costing.case import CaseOption, CostingCase
from negotiator.domain.establishment import StaffLine
from negotiator.domain.periods import FinancialYear
from negotiator.domain.proposals import Scope, Terms

_PLACES = [
    *(("2", "entry"), ("2", "top"), ("3", "entry"), ("3", "top"), ("4", "entry"), ("4", "top")),
    *((band, step) for band in ("5", "6", "7", "8a", "8b") for step in ("entry", "intermediate", "top")),
]
_WEIGHTS = [8, 10, 6, 10, 3, 5, 8, 7, 10, 4, 5, 9, 3, 3, 5, 1, 1, 2, 1, 1, 1]
_GROUPS = ("Nursing", "Healthcare assistants", "Estates", "Administration", "Scientists", "Therapists")


def people(count: int, seed: int = 7) -> tuple[StaffLine, ...]:
    """So many lines of one person, with working patterns as an electronic staff record has them."""
    chance = random.Random(seed)
    lines = []
    for number in range(count):
        band, step = chance.choices(_PLACES, _WEIGHTS)[0]
        full_time = chance.random() < 0.6
        wte = Decimal(1) if full_time else Decimal(chance.randint(15, 99)) / 100
        shifts = chance.random() < 0.5
        works_more = band < "8" and chance.random() < 0.1
        lines.append(
            StaffLine(
                name=f"person {number}",
                group=chance.choice(_GROUPS),
                band=band,
                step=step,
                headcount=1,
                wte=wte,
                hcas="none",
                saturday_night_hours=Decimal(chance.randint(0, 160)) / 10 if shifts else Decimal(0),
                sunday_holiday_hours=Decimal(chance.randint(0, 80)) / 10 if shifts else Decimal(0),
                overtime_hours=Decimal(chance.randint(1, 60)) / 10 if works_more else Decimal(0),
                pension_share=Decimal("0.9"),
                next_step=date(2026 + chance.randint(0, 4), chance.choice((1, 4, 7, 10)), 1)
                if step != "top" and chance.random() < 0.8
                else None,
            )
        )
    first = date(2026, 4, 1)
    return tuple(line if line.next_step is None or line.next_step >= first else _without_step(line) for line in lines)


def _without_step(line: StaffLine) -> StaffLine:
    from dataclasses import replace

    return replace(line, next_step=None)


def option(number: int) -> CaseOption:
    """An option of five measures that meet one another, different for each number."""
    tenth = Decimal(number + 1) / 1000
    return CaseOption(
        f"Option {number + 1}",
        (
            Terms("pay_uplift", start=date(2026, 10, 1), values={"percent": Decimal("0.01") + tenth}),
            Terms(
                "regrade",
                start=date(2027, 1, 1),
                scope=Scope(groups=("Healthcare assistants",), bands=("2",)),
                values={"to_band": "3", "share": Decimal("0.5")},
            ),
            Terms("allowance", scope=Scope(bands=("5", "6")), values={"amount": Decimal(300 + number), "per": "wte"}),
            Terms(
                "working_week",
                start=date(2028, 4, 1),
                values={"hours": Decimal("36.5"), "backfill": Decimal("0.5")},
            ),
            Terms(
                "unsocial_rates",
                start=date(2027, 4, 1),
                values={"rates": {"3": {"saturday_night": Decimal("0.37") + tenth}}},
            ),
        ),
    )


def case(lines: int, options: int, years: int = 5) -> CostingCase:
    return CostingCase(
        "England",
        FinancialYear(2026),
        years,
        people(lines),
        tuple(option(number) for number in range(options)),
        awards={f"{start}/{(start + 1) % 100:02d}": Decimal("0.025") for start in range(2027, 2026 + years)},
    )
