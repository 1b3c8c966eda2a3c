"""Allowances of a staff line in one line of text, and back: ``Lead £500 pensionable; Tools £60``."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from negotiator.domain.establishment import Allowance
from negotiator.domain.problems import Problem, Refused
from negotiator.wording.figures import money
from negotiator.wording.typed import read_money

PENSIONABLE = "pensionable"


def allowances_text(allowances: Iterable[Allowance]) -> str:
    """What `read_allowances` reads back to the same allowances."""
    return "; ".join(
        f"{each.label} {exact_money(each.amount)}{f' {PENSIONABLE}' if each.pensionable else ''}" for each in allowances
    )


def exact_money(amount: Decimal) -> str:
    """A sum with the pence that it has: ``£500``, ``£62.50``."""
    places = max(0, -int(amount.normalize().as_tuple().exponent))
    return money(amount, max(2, places) if places else 0)


def read_allowances(text: str, place: str = "") -> tuple[Allowance, ...]:
    """Allowances between semicolons, each a name and a yearly sum. Raises Refused ``not_an_allowance``."""
    return tuple(_one(part, place) for part in text.split(";") if part.strip())


def _one(text: str, place: str) -> Allowance:
    words = text.split()
    pensionable = words[-1].lower() == PENSIONABLE
    words = words[:-1] if pensionable else words
    if len(words) < 2:
        raise Refused(Problem("not_an_allowance", place, {"text": text.strip()}))
    return Allowance(" ".join(words[:-1]), read_money(words[-1], place), pensionable)
