"""What a year's pay leaves in the hand: income tax, employee National Insurance and pension of one country and year.

Rounding: gross and pensionable pay are taken to the penny; each deduction is worked out from them exactly (Decimals of
a few places, far within their precision) and rounded once, to the penny, halves up; take-home is gross less the rounded
deductions. Nothing is rounded down to the pound: payroll does that month by month with its tables, so a payslip
can differ from these yearly figures by small change.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise, zip_longest

from negotiator.domain.money import NOUGHT, PENNY
from negotiator.domain.periods import FinancialYear
from negotiator.domain.problems import Problem, Refused
from negotiator.domain.rates import PensionTier, PersonalTax, Rates


@dataclass(frozen=True, slots=True)
class PersonalRates:
    """Tax and pension tiers that apply to a person in one year.

    ``year`` is the year whose rates these are: the year asked for, or the latest known one before it.
    """

    year: str
    tax: PersonalTax
    tiers: tuple[PensionTier, ...]


@dataclass(frozen=True, slots=True)
class TakeHome:
    """One person's year, £. ``tier`` is None for someone who pays no pension contribution."""

    gross: Decimal
    pensionable: Decimal
    pension: Decimal
    income_tax: Decimal
    employee_ni: Decimal
    tier: PensionTier | None

    @property
    def take_home(self) -> Decimal:
        return self.gross - self.pension - self.income_tax - self.employee_ni


def personal_rates(rates: Rates, year: str, *, carry_forward: bool = False) -> PersonalRates:
    """The tax and tiers of a year.

    ``carry_forward`` lets a later year take the latest known rates; otherwise, and for any year before the first known
    one, Refused with ``personal_rates_unknown``.
    """
    known = sorted(set(rates.personal_tax) & set(rates.pension_tiers), key=FinancialYear.parse)
    try:
        asked = FinancialYear.parse(year)
    except ValueError:
        asked = None
    if asked is not None:
        usable = [label for label in known if label == year or (carry_forward and FinancialYear.parse(label) < asked)]
        if usable:
            return PersonalRates(usable[-1], rates.personal_tax[usable[-1]], rates.pension_tiers[usable[-1]])
    data = {"year": year, "jurisdiction": rates.jurisdiction, "known": ", ".join(known)}
    raise Refused(Problem("personal_rates_unknown", "year", data))


def take_home(personal: PersonalRates, gross: Decimal, pensionable: Decimal | None = None) -> TakeHome:
    """One person's year. ``pensionable`` None: all of gross; nought: not in the scheme.

    Raises Refused where gross or pensionable pay is negative, or pensionable pay is more than gross.
    """
    if gross < 0:
        raise Refused(Problem("gross_negative", "gross", {"gross": gross}))
    if pensionable is not None and not 0 <= pensionable <= gross:
        raise Refused(Problem("pensionable_outside_gross", "pensionable", {"pensionable": pensionable, "gross": gross}))
    gross = _to_penny(gross)
    basis = gross if pensionable is None else _to_penny(pensionable)
    tier = pension_tier(personal.tiers, basis) if basis else None
    pension = tier.rate * basis if tier else NOUGHT
    return TakeHome(
        gross=gross,
        pensionable=basis,
        pension=_to_penny(pension),
        # Net pay arrangement: contributions come off taxable pay, not off pay for National Insurance.
        income_tax=_to_penny(income_tax(personal.tax, gross - pension)),
        employee_ni=_to_penny(employee_ni(personal.tax, gross)),
        tier=tier,
    )


def _to_penny(amount: Decimal) -> Decimal:
    return amount.quantize(PENNY, rounding=ROUND_HALF_UP)


def pension_tier(tiers: tuple[PensionTier, ...], pensionable: Decimal) -> PensionTier:
    """The tier of a year's actual pensionable pay; its rate is paid on all of it. Odd pence stay in the lower tier."""
    return max((tier for tier in tiers if tier.from_pay <= pensionable), key=lambda tier: tier.from_pay)


def personal_allowance(tax: PersonalTax, income: Decimal) -> Decimal:
    """£1 less for every £2 of income (after pension contributions) above the taper's start, down to nought."""
    lost = max(NOUGHT, (income - tax.taper_from) / 2)
    return max(NOUGHT, tax.personal_allowance - lost)


def income_tax(tax: PersonalTax, income: Decimal) -> Decimal:
    """Tax on a year's income after pension contributions, exact."""
    taxable = max(NOUGHT, income - personal_allowance(tax, income))
    due = NOUGHT
    for band, next_band in zip_longest(tax.bands, tax.bands[1:]):
        if taxable > band.above:
            top = taxable if next_band is None else min(taxable, next_band.above)
            due += band.rate * (top - band.above)
    return due


def employee_ni(tax: PersonalTax, gross: Decimal) -> Decimal:
    """Class 1 contributions on a year of even pay, exact."""
    main = tax.ni_main * max(NOUGHT, min(gross, tax.ni_upper_limit) - tax.ni_primary_threshold)
    return main + tax.ni_upper * max(NOUGHT, gross - tax.ni_upper_limit)


def tier_fall(before: TakeHome, after: TakeHome) -> Problem | None:
    """Says that more gross leaves less in the hand because a pension tier is crossed; None where that is not so."""
    if before.tier is None or after.tier is None or after.tier.rate <= before.tier.rate:
        return None
    if after.gross <= before.gross or after.take_home >= before.take_home:
        return None
    return Problem(
        "take_home_falls_at_tier",
        "",
        {
            "rise": after.gross - before.gross,
            "fall": before.take_home - after.take_home,
            "from_pay": after.tier.from_pay,
            "old_rate": before.tier.rate,
            "new_rate": after.tier.rate,
        },
    )


def tier_trap(personal: PersonalRates, person: TakeHome) -> Problem | None:
    """Says that this person would have more in the hand with less gross: pay just below their pension tier."""
    if person.tier is None:
        return None
    below = next((lower for lower, tier in pairwise(personal.tiers) if tier == person.tier), None)
    if below is None:
        return None
    # The most that still counts in the tier below, to the pound as the scheme states its tiers.
    highest = person.tier.from_pay - 1
    less = person.pensionable - highest
    if less > person.gross:
        return None
    poorer = take_home(personal, person.gross - less, highest)
    return tier_fall(poorer, person)
