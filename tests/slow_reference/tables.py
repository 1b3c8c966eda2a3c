"""What the rates and the user's assumptions say in one month (method, section 2)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from negotiator.domain.costing.case import CostingCase
from negotiator.domain.periods import FinancialYear
from negotiator.domain.rates import PayPoint, Rates

ONE = Fraction(1)


class Tables:
    """The rates of one case, asked month by month."""

    def __init__(self, case: CostingCase, rates: Rates) -> None:
        self.case = case
        self.rates = rates

    # -- pay scale ------------------------------------------------------------------------------------------------

    def basic(self, band: str, step: str, day: date) -> Fraction:
        """Full-time yearly basic pay before any measure: published, or the last scale grown by assumed awards."""
        year = FinancialYear.of(day)
        last = _latest(self.rates.scales, year)
        for point in self.rates.scales[last.label].points:
            if (point.band, point.step) == (band, step):
                return Fraction(point.annual) * self._growth(last, year)
        raise KeyError((band, step, year.label))

    def points(self, band: str, day: date) -> tuple[PayPoint, ...]:
        """The steps of a band in the scale of that month, lowest first."""
        scale = self.rates.scales[_latest(self.rates.scales, FinancialYear.of(day)).label]
        return tuple(point for point in scale.points if point.band == band)

    def _growth(self, last_published: FinancialYear, year: FinancialYear) -> Fraction:
        growth = ONE
        for start in range(last_published.start + 1, year.start + 1):
            growth *= 1 + Fraction(self.case.awards.get(FinancialYear(start).label, Decimal(0)))
        return growth

    # -- rates ----------------------------------------------------------------------------------------------------

    def hcas(self, zone: str, day: date) -> tuple[Fraction, Fraction, Fraction]:
        """Share of basic, least and most a year; the bounds grow by the same award as the scale."""
        if zone == "none":
            return Fraction(0), Fraction(0), Fraction(0)
        year = FinancialYear.of(day)
        last = _latest(self.rates.hcas, year)
        rate = self.rates.hcas[last.label][zone]
        growth = self._growth(last, year)
        return Fraction(rate.share), Fraction(rate.minimum) * growth, Fraction(rate.maximum) * growth

    def ni_rate(self, day: date) -> Fraction:
        return Fraction(self.rates.employer_ni[self._ni_year(day)].rate)

    def ni_threshold(self, day: date) -> Fraction:
        """Pounds a year for each person."""
        return Fraction(self.rates.employer_ni[self._ni_year(day)].threshold)

    def _ni_year(self, day: date) -> str:
        return _latest(self.rates.employer_ni, FinancialYear.of(day)).label

    def pension_rate(self, day: date) -> Fraction:
        """The rate on the case's basis: published, or the latest that the user has set for a year since."""
        year = FinancialYear.of(day)
        published = _latest(self.rates.employer_pension, year)
        for start in range(year.start, published.start, -1):
            if FinancialYear(start).label in self.case.pension_rates:
                return Fraction(self.case.pension_rates[FinancialYear(start).label])
        known = self.rates.employer_pension[published.label]
        return Fraction(known.trust if self.case.basis == "trust" else known.whole_nhs)

    def levy_rate(self) -> Fraction:
        return Fraction(self.rates.levy)

    def national_week(self, day: date) -> Fraction:
        return Fraction(self.rates.week_hours[_latest(self.rates.week_hours, FinancialYear.of(day)).label])

    def unsocial(self) -> dict[str, tuple[Fraction, Fraction]]:
        """Handbook percentages by band group: Saturday and night, Sunday and public holiday."""
        given = self.rates.unsocial
        return {
            group: (Fraction(given.saturday_night[group]), Fraction(given.sunday_holiday[group]))
            for group in ("1", "2", "3", "4-9")
        }

    def living_wage(self, day: date) -> Fraction | None:
        floors = [floor for floor in self.rates.wage_floors if floor.from_day <= day]
        return Fraction(max(floors, key=lambda floor: floor.from_day).hourly) if floors else None

    # -- warnings of the terms --------------------------------------------------------------------------------------

    def warnings(self) -> set[str]:
        """Codes that follow from the years and the user's assumptions alone."""
        codes = set()
        final = self.case.horizon[-1]
        last_scale = _latest(self.rates.scales, final)
        for start in range(last_scale.start + 1, final.start + 1):
            codes.add("award_assumed" if FinancialYear(start).label in self.case.awards else "award_not_set")
        if any(label in self.rates.scales for label in self.case.awards):
            codes.add("award_ignored")
        if any(award > Decimal("0.25") for award in self.case.awards.values()):
            codes.add("large_percentage")
        if _latest(self.rates.employer_ni, final) < final or _latest(self.rates.employer_pension, final) < final:
            codes.add("rates_carried_forward")
        if final.start >= 2027:
            codes.add("pension_rate_assumed")
        return codes


def _latest(by_year: object, year: FinancialYear) -> FinancialYear:
    """The last year at or before this one that the table knows."""
    return max(known for known in map(FinancialYear.parse, by_year) if known <= year)  # type: ignore[call-overload]
