"""What an initiative elsewhere would cost here: for each WTE, at our price year, for our staff.

Prices are moved by pay awards alone, because what such initiatives cost is mostly pay. A year whose award is not known
as a percentage stops the move: a figure is then not given at our prices, rather than at a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from negotiator.domain.comparators import Initiative
from negotiator.domain.periods import FinancialYear

PENNY = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class YearAward:
    """The pay award of a year as a share; ``assumed`` where it is an assumption of the matter, not published."""

    year: str
    share: Decimal
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Scaled:
    """Pounds a year: ``per_wte`` at the initiative's own prices, the two others at those of ``price_year``.

    ``awards`` are the steps from the one year to the other; ``back`` says that they were taken off. ``lacking``:
    ``wte``, ``cost``, ``price_year`` (none is given), ``awards`` (years in ``unknown``), ``staff`` (we have none);
    empty where everything is known.
    """

    price_year: str
    per_wte: Decimal | None = None
    per_wte_now: Decimal | None = None
    ours: Decimal | None = None
    our_wte: Decimal = Decimal(0)
    awards: tuple[YearAward, ...] = ()
    back: bool = False
    lacking: str = ""
    unknown: tuple[str, ...] = ()


def scale(initiative: Initiative, our_wte: Decimal, price_year: str, awards: Mapping[str, YearAward]) -> Scaled:
    """Normalise one initiative. ``awards`` by the year in which each comes into force."""
    if initiative.yearly_cost is None:
        return Scaled(price_year, our_wte=our_wte, lacking="cost")
    if not initiative.wte_covered:
        return Scaled(price_year, our_wte=our_wte, lacking="wte")
    exact = initiative.yearly_cost / initiative.wte_covered
    per_wte = _pennies(exact)
    try:
        then, now = FinancialYear.parse(initiative.price_year), FinancialYear.parse(price_year)
    except ValueError:
        return Scaled(price_year, per_wte, our_wte=our_wte, lacking="price_year")
    first, last = sorted((then, now))
    years = [(first + step).label for step in range(1, last.start - first.start + 1)]
    unknown = tuple(year for year in years if year not in awards)
    if unknown:
        return Scaled(price_year, per_wte, our_wte=our_wte, lacking="awards", unknown=unknown)
    steps = tuple(awards[year] for year in years)
    factor = Decimal(1)
    for step in steps:
        factor *= 1 + step.share
    back = now < then
    at_our_prices = exact / factor if back else exact * factor
    return Scaled(
        price_year,
        per_wte,
        _pennies(at_our_prices),
        _pennies(at_our_prices * our_wte) if our_wte else None,
        our_wte,
        steps,
        back,
        "" if our_wte else "staff",
    )


def _pennies(value: Decimal) -> Decimal:
    return value.quantize(PENNY, rounding=ROUND_HALF_UP)
