"""The months of a horizon, and the scale and rates in force in each (costing method, section 2)."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

import numpy as np

from negotiator.domain.costing.case import CostingCase
from negotiator.domain.costing.exact import Exact, Index
from negotiator.domain.costing.values import refuse
from negotiator.domain.establishment import BANDS, SENIOR_BANDS, STEPS, ZONES
from negotiator.domain.periods import FinancialYear, latest
from negotiator.domain.rates import PayPoint, PayScale, Rates

Place = tuple[str, str]
"""A band and a step."""

MONTHS = 12


@dataclass(frozen=True, slots=True)
class HcasBounds:
    """The supplement of one zone in one year: a share of full-time basic pay between two bounds a year."""

    share: Fraction
    least: Fraction
    most: Fraction


@dataclass(frozen=True, slots=True)
class MonthRates:
    """What holds in a month. ``basic`` is the full-time yearly basic pay of each place; ``week`` the national week.

    ``pension`` is by basis. ``zones`` is by zone name, empty outside England.
    """

    year: str
    basic: Exact
    zones: Mapping[str, HcasBounds]
    nic_rate: Fraction
    nic_threshold: Fraction
    pension: Mapping[str, Fraction]
    levy: Fraction
    week: Fraction


class Calendar:
    """Months by their number from the first day of the horizon, and what is in force in each."""

    def __init__(self, case: CostingCase, rates: Rates) -> None:
        self.rates = rates
        self.basis = case.basis
        self.years = case.horizon
        self.months = MONTHS * case.years
        self.first_day = case.first_year.first_day
        self._awards = case.awards
        self._pension_set = case.pension_rates
        self._scales = sorted(rates.scales.values(), key=lambda scale: scale.in_force_from)
        self.last_scale_year = FinancialYear.parse(self._scales[-1].year)
        self._kept: dict[tuple[int, str], MonthRates] = {}
        self._unsocial = rates.unsocial
        self._frozen: MonthRates | None = None
        self._pension_kept: dict[tuple[int, str], Fraction] = {}

    def with_first_scale(self) -> Calendar:
        """The same calendar as if the scale and the supplement bounds of the first month held throughout."""
        frozen = copy(self)
        frozen._kept = {}
        frozen._frozen = self.at(0)
        return frozen

    # --- time

    def month_of(self, day: date) -> int:
        """The number of the month that begins on a day; negative before the horizon."""
        return (day.year - self.first_day.year) * MONTHS + day.month - self.first_day.month

    def day_of(self, month: int) -> date:
        months = self.first_day.month - 1 + month
        return date(self.first_day.year + months // MONTHS, months % MONTHS + 1, 1)

    def year_of(self, month: int) -> FinancialYear:
        return self.years[month // MONTHS]

    @cached_property
    def changes(self) -> frozenset[int]:
        """Months in which a scale, a rate or a wage floor changes, the first of the horizon among them."""
        days = [scale.in_force_from for scale in self._scales] + [floor.from_day for floor in self.rates.wage_floors]
        found = {self.month_of(day) + (day.day > 1) for day in days}
        return frozenset({month for month in found if 0 < month < self.months} | set(range(0, self.months, MONTHS)))

    # --- places

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every band and step of the scales in force, by band and then lowest step first."""
        known = {
            (point.band, point.step) for month in sorted(self.changes) for point in self._scale_in_force(month).points
        }
        return tuple(sorted(known, key=lambda place: (BANDS.index(place[0]), STEPS.index(place[1]))))

    @cached_property
    def place_number(self) -> Mapping[Place, int]:
        return {place: number for number, place in enumerate(self.places)}

    @cached_property
    def band_numbers(self) -> Index:
        """For each place, where its band stands in BANDS."""
        return np.array([BANDS.index(band) for band, _ in self.places], dtype=np.int64)

    @cached_property
    def step_numbers(self) -> Index:
        return np.array([STEPS.index(step) for _, step in self.places], dtype=np.int64)

    @cached_property
    def senior(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """For each place, whether its band has no overtime."""
        return np.array([band in SENIOR_BANDS for band, _ in self.places], dtype=bool)

    @cached_property
    def unsocial_groups(self) -> tuple[str, ...]:
        """For each place, its group in the unsocial hours table."""
        return tuple(band if band in ("1", "2", "3") else "4-9" for band, _ in self.places)

    @property
    def unsocial(self) -> Mapping[str, tuple[Fraction, Fraction]]:
        """The handbook's percentages by band group: Saturday and night, Sunday and holiday."""
        return {
            group: (Fraction(self._unsocial.saturday_night[group]), Fraction(self._unsocial.sunday_holiday[group]))
            for group in self._unsocial.saturday_night
        }

    def steps_of(self, band: str, month: int) -> tuple[int, ...]:
        """The places of a band in the scale in force, lowest step first."""
        return tuple(
            self.place_number[point.band, point.step]
            for point in sorted(self._scale_in_force(month).points, key=lambda point: STEPS.index(point.step))
            if point.band == band
        )

    def path(self, place: int, start: int, next_month: int | None) -> tuple[tuple[int, int], ...]:
        """Where someone stands from month ``start``: (first month, place) pairs, in order of time.

        ``next_month`` is when the next step is reached, None for no progression. Later steps follow by the years of the
        scale in force when a step is reached. Raises Refused where a step that is reached leaves the scale.
        """
        found = [(start, place)]
        while next_month is not None and next_month < self.months:
            point = self._next_point(place, max(next_month, 0))
            if point is None:
                break
            place = self.place_number[point.band, point.step]
            found.append((next_month, place))
            next_month = None if point.years_to_next is None else next_month + MONTHS * point.years_to_next
        for (first, stood), (beyond, _) in zip(found, [*found[1:], (self.months, 0)], strict=True):
            self._check_stays(stood, first, beyond)
        return tuple(found)

    def years_to_next(self, place: int, month: int) -> int | None:
        """Years at a step before the next, by the scale in force in a month; None at the last step."""
        point = self._point(place, month)
        return None if point is None else point.years_to_next

    def _point(self, place: int, month: int) -> PayPoint | None:
        band, step = self.places[place]
        for point in self._scale_in_force(month).points:
            if (point.band, point.step) == (band, step):
                return point
        return None

    def _next_point(self, place: int, month: int) -> PayPoint | None:
        band, step = self.places[place]
        later = [
            point
            for point in self._scale_in_force(month).points
            if point.band == band and STEPS.index(point.step) > STEPS.index(step)
        ]
        return min(later, key=lambda point: STEPS.index(point.step), default=None)

    def _check_stays(self, place: int, first: int, beyond: int) -> None:
        for month in sorted(self.changes):
            if first <= month < beyond and self._point(place, month) is None:
                band, step = self.places[place]
                data = {
                    "step": step,
                    "band": band,
                    "jurisdiction": self.rates.jurisdiction,
                    "year": self.year_of(month).label,
                }
                raise refuse("step_not_on_scale", "staff", data)

    # --- rates

    def at(self, month: int) -> MonthRates:
        """The scale and rates in force in a month."""
        scale = self._scale_in_force(month)
        key = (month // MONTHS, scale.year)
        if key not in self._kept:
            found = self._rates_of(self.year_of(month), scale)
            if self._frozen is not None:
                found = replace(found, basic=self._frozen.basic, zones=self._frozen.zones)
            self._kept[key] = found
        return self._kept[key]

    def floor_at(self, month: int) -> Fraction | None:
        """The National Living Wage in force in a month, £ an hour; None before the first known."""
        day = self.day_of(month)
        known = [floor for floor in self.rates.wage_floors if floor.from_day <= day]
        return Fraction(max(known, key=lambda floor: floor.from_day).hourly) if known else None

    def growth_to(self, year: FinancialYear, since: FinancialYear) -> Fraction:
        """By how much the awards assumed for the years after ``since`` have grown a scale, up to a year."""
        growth = Fraction(1)
        for start in range(since.start + 1, year.start + 1):
            growth *= 1 + Fraction(self._awards.get(FinancialYear(start).label, 0))
        return growth

    def assumed_years(self) -> tuple[str, ...]:
        """The years up to the end of the horizon for which no scale is published."""
        return tuple(
            FinancialYear(start).label for start in range(self.last_scale_year.start + 1, self.years[-1].start + 1)
        )

    def _scale_in_force(self, month: int) -> PayScale:
        day = self.day_of(month)
        return max(
            (scale for scale in self._scales if scale.in_force_from <= day),
            key=lambda scale: scale.in_force_from,
            default=self._scales[0],
        )

    def _rates_of(self, year: FinancialYear, scale: PayScale) -> MonthRates:
        growth = self.growth_to(year, self.last_scale_year)
        annual = {(point.band, point.step): Fraction(point.annual) * growth for point in scale.points}
        ni = latest(self.rates.employer_ni, year)
        return MonthRates(
            year=year.label,
            basic=Exact.of([annual.get(place, Fraction(0)) for place in self.places]),
            zones=self._zones(year),
            nic_rate=Fraction(ni.rate),
            nic_threshold=Fraction(ni.threshold),
            pension={basis: self.pension_rate(year, basis) for basis in ("trust", "whole-nhs")},
            levy=Fraction(self.rates.levy),
            week=Fraction(latest(self.rates.week_hours, year)),
        )

    def pension_rate(self, year: FinancialYear, basis: str) -> Fraction:
        """The employer rate: published, else the last one set on the case's own basis, else the latest known."""
        key = (year.start, basis)
        if key not in self._pension_kept:
            self._pension_kept[key] = self._pension_rate(year, basis)
        return self._pension_kept[key]

    def _pension_rate(self, year: FinancialYear, basis: str) -> Fraction:
        published = self.rates.employer_pension
        if year.label not in published and basis == self.basis:
            last = max(FinancialYear.parse(label) for label in published)
            chosen = [known for known in map(FinancialYear.parse, self._pension_set) if last < known <= year]
            if chosen:
                return Fraction(self._pension_set[max(chosen).label])
        rates = latest(published, year)
        return Fraction(rates.trust if basis == "trust" else rates.whole_nhs)

    def _zones(self, year: FinancialYear) -> dict[str, HcasBounds]:
        if not self.rates.hcas:
            return {}
        last = max(map(FinancialYear.parse, self.rates.hcas))
        growth = self.growth_to(year, last)
        return {
            zone: HcasBounds(Fraction(rate.share), Fraction(rate.minimum) * growth, Fraction(rate.maximum) * growth)
            for zone, rate in latest(self.rates.hcas, year).items()
            if zone in ZONES
        }
