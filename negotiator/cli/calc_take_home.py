"""``negotiator calc take-home``: what a year's pay leaves after pension, income tax and National Insurance."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from decimal import Decimal

from negotiator.domain.costing.values import number
from negotiator.domain.problems import Refused
from negotiator.domain.takehome import TakeHome, personal_rates, take_home, tier_trap
from negotiator.domain.workspace import JURISDICTIONS
from negotiator.wording.figures import money, share
from negotiator.wording.sentences import sentence


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``take-home``."""
    command = subparsers.add_parser("take-home", help="a year's take-home pay")
    command.add_argument("--jurisdiction", required=True, choices=JURISDICTIONS)
    command.add_argument("--year", required=True, help="tax year, such as 2026/27")
    command.add_argument("--gross", required=True, help="gross pay, £ a year")
    pension = command.add_mutually_exclusive_group()
    pension.add_argument("--pensionable", help="pensionable pay, £ a year (default: all of gross)")
    pension.add_argument("--no-pension", action="store_true", help="not in the pension scheme")
    command.add_argument("--json", action="store_true", help="print JSON")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print one year's deductions. Raises Refused for figures that cannot be."""
    from negotiator.reference import rates_for

    gross = number(arguments.gross, "--gross")
    pensionable = None if arguments.pensionable is None else number(arguments.pensionable, "--pensionable")
    try:
        personal = personal_rates(rates_for(arguments.jurisdiction), arguments.year)
        person = take_home(personal, gross, Decimal(0) if arguments.no_pension else pensionable)
    except Refused as refusal:
        raise Refused(*(replace(problem, place=f"--{problem.place}") for problem in refusal.problems)) from None
    if arguments.json:
        sys.stdout.write(json.dumps(_figures(person), indent=2) + "\n")
        return 0
    sys.stdout.write(_table(person))
    trap = tier_trap(personal, person)
    if trap:
        sys.stdout.write(f"{sentence(trap)}\n")
    return 0


def _figures(person: TakeHome) -> dict[str, str]:
    return {
        "gross": f"{person.gross:.2f}",
        "pension": f"{person.pension:.2f}",
        "income_tax": f"{person.income_tax:.2f}",
        "employee_ni": f"{person.employee_ni:.2f}",
        "take_home": f"{person.take_home:.2f}",
    }


def _table(person: TakeHome) -> str:
    tier = f" ({share(person.tier.rate)} of {money(person.pensionable, 2)})" if person.tier else ""
    rows = (
        ("Gross", money(person.gross, 2)),
        ("Pension", money(person.pension, 2) + tier),
        ("Income tax", money(person.income_tax, 2)),
        ("National Insurance", money(person.employee_ni, 2)),
        ("Take-home", money(person.take_home, 2)),
    )
    return "".join(f"{name:<20}{figure}\n" for name, figure in rows)
