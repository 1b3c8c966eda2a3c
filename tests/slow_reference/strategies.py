"""Random costing cases that the method accepts: every kind, scopes, part-line regrades, progression, four countries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from negotiator.domain.costing.case import CaseOption, CostingCase
from negotiator.domain.establishment import BANDS, SENIOR_BANDS, ZONES, Allowance, StaffLine
from negotiator.domain.periods import FinancialYear, horizon
from negotiator.domain.proposals import Scope, Terms
from negotiator.domain.rates import Rates
from negotiator.reference import rates_for

FIRST_YEARS = {
    "England": (2023, 2024, 2025, 2026, 2027),
    "Scotland": (2025, 2026, 2028),
    "Wales": (2025, 2026),
    "Northern Ireland": (2025, 2026),
}
GROUPS = ("Nursing", "Estates")
Values = dict[str, object]


def exact(least: str, most: str, places: int = 2) -> st.SearchStrategy[Decimal]:
    return st.decimals(Decimal(least), Decimal(most), places=places)


def often(usual: object, other: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Mostly the usual value, so that shrinking finds it and cases stay legible."""
    return st.one_of(st.just(usual), st.just(usual), other)


@cache
def rates(jurisdiction: str) -> Rates:
    return rates_for(jurisdiction)


def places_on_scale(jurisdiction: str, years: tuple[FinancialYear, ...]) -> list[tuple[str, str]]:
    """Bands and steps that stand in the scale of every year of the horizon."""
    scales = rates(jurisdiction).scales
    found: list[set[tuple[str, str]]] = []
    for year in years:
        known = max(label for label in scales if FinancialYear.parse(label) <= year)
        found.append({(point.band, point.step) for point in scales[known].points})
    return sorted(set.intersection(*found), key=lambda place: (BANDS.index(place[0]), place[1]))


class Terrain:
    """What the parts of one case may refer to."""

    def __init__(self, jurisdiction: str, first: FinancialYear, years: int) -> None:
        self.jurisdiction = jurisdiction
        self.years = horizon(first, years)
        self.places = places_on_scale(jurisdiction, self.years)
        self.months = [month for year in self.years for month in year.months]

        self.home: list[tuple[str, str]] = []

    @property
    def place(self) -> st.SearchStrategy[tuple[str, str]]:
        return st.sampled_from(self.places)

    @property
    def usual_place(self) -> st.SearchStrategy[tuple[str, str]]:
        """One of a few places of the case, so that lines share a band and step, or anywhere."""
        return st.one_of(st.sampled_from(self.home), self.place) if self.home else self.place

    @property
    def zone(self) -> st.SearchStrategy[str]:
        return st.sampled_from(ZONES) if self.jurisdiction == "England" else st.just("none")

    @property
    def month(self) -> st.SearchStrategy[date]:
        return st.sampled_from(self.months)


@st.composite
def pattern(draw: st.DrawFn, ground: Terrain, band: str) -> Values:
    """What a line says beside heads, WTE, group, band and step."""
    hours = often(Decimal(0), exact("0", "20", 1))
    values: Values = {
        "hcas": draw(often("none", ground.zone)),
        "saturday_night_hours": draw(hours),
        "sunday_holiday_hours": draw(hours),
        "pension_share": draw(often(Decimal("0.9"), exact("0", "1"))),
        "rrp_long_term": draw(often(Decimal(0), exact("0", "0.3"))),
        "rrp_short_term": draw(often(Decimal(0), exact("0", "0.3"))),
        "next_step": draw(often(None, ground.month)),
    }
    if band not in SENIOR_BANDS:
        values["overtime_hours"] = draw(hours)
        values["overtime_holiday_hours"] = draw(hours)
    if draw(st.booleans()) and draw(st.booleans()):
        values["allowances"] = (Allowance("Added", draw(exact("0", "2000")), draw(st.booleans())),)
    return values


def wte_for(heads: int) -> st.SearchStrategy[Decimal]:
    return exact("0", str(Decimal(heads) * Decimal("1.2")))


@st.composite
def staff_lines(draw: st.DrawFn, ground: Terrain, name: str) -> StaffLine:
    band, step = draw(ground.usual_place)
    heads = draw(st.sampled_from((1, 2, 3, 4, 5, 0)))
    return StaffLine(
        name=name,
        group=draw(st.sampled_from(GROUPS)),
        band=band,
        step=step,
        headcount=heads,
        wte=draw(wte_for(heads)),
        **draw(pattern(ground, band)),  # type: ignore[arg-type]
    )


@st.composite
def scopes(draw: st.DrawFn, ground: Terrain, names: tuple[str, ...]) -> Scope:
    if draw(st.integers(0, 2)):
        return Scope()

    def some(pool: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(draw(st.lists(st.sampled_from(pool), max_size=3, unique=True))) if pool else ()

    asked = draw(st.sampled_from(("groups", "bands", "bands", "steps", "zones", "lines", "two")))
    bands = tuple(sorted({band for band, _ in ground.places}))
    return Scope(
        groups=some(GROUPS) if asked in ("groups", "two") else (),
        bands=some(bands) if asked in ("bands", "two") else (),
        steps=some(("entry", "intermediate", "top", "single")) if asked == "steps" else (),
        zones=some(ZONES) if asked == "zones" else (),
        lines=some(names) if asked in ("lines", "two") else (),
    )


# -- the parameters of each kind -------------------------------------------------------------------------------------

Maker = Callable[[st.DrawFn, Terrain], Values]
PERCENT = exact("-0.1", "0.3", 3)
MONEY = exact("-3000", "9000")


def _backfill(draw: st.DrawFn) -> Values:
    values: Values = {"backfill": draw(often(Decimal(1), exact("0", "1")))}
    values["backfill_rate"] = draw(st.sampled_from(("plain", "overtime", "agency")))
    if values["backfill_rate"] == "agency":
        values["agency_hourly"] = draw(exact("0", "60"))
    if draw(st.booleans()):
        values["holiday_pay"] = Decimal("0.1207")
    return values


def _lump_sum(draw: st.DrawFn, ground: Terrain) -> Values:
    amount = {"amount": draw(MONEY)} if draw(st.booleans()) else {"percent": draw(PERCENT)}
    return {**amount, "pensionable": draw(st.booleans())}


def _regrade(draw: st.DrawFn, ground: Terrain) -> Values:
    values: Values = {"to_band": draw(ground.place)[0]}
    how = draw(st.sampled_from(("all", "share", "headcount")))
    if how == "share":
        values["share"] = draw(exact("0", "1"))
    elif how == "headcount":
        values["headcount"] = draw(st.integers(0, 9))
    return values


def _unsocial_rates(draw: st.DrawFn, ground: Terrain) -> Values:
    groups = draw(st.lists(st.sampled_from(("1", "2", "3", "4-9")), min_size=1, max_size=4, unique=True))
    share = exact("0", "1")
    return {"rates": {group: {"saturday_night": draw(share), "sunday_holiday": draw(share)} for group in groups}}


def _on_call(draw: st.DrawFn, ground: Terrain) -> Values:
    return {
        "sessions_per_week": draw(exact("0", "14", 1)),
        "session_amount": draw(exact("0", "90")),
        "callout_hours_per_week": draw(exact("0", "20", 1)),
        "pensionable": draw(st.booleans()),
    }


def _posts(draw: st.DrawFn, ground: Terrain) -> Values:
    band, step = draw(ground.usual_place)
    heads = draw(st.integers(-4, 4))
    sign = draw(st.sampled_from((1, -1))) if heads < 0 else 1
    return {
        "headcount": heads,
        "wte": draw(wte_for(abs(heads))) * sign,
        "group": draw(st.sampled_from(GROUPS)),
        "band": band,
        "step": step,
        **_given(draw(pattern(ground, band))),
    }


def _redundancy(draw: st.DrawFn, ground: Terrain) -> Values:
    def one() -> Values:
        band, step = draw(ground.place)
        return {
            "band": band,
            "step": step,
            "hcas": draw(ground.zone),
            "rrp_long_term": draw(often(Decimal(0), exact("0", "0.3"))),
            "service_years": draw(exact("0", "30", 1)),
        }

    if draw(st.booleans()):
        heads = draw(st.integers(0, 4))
        return {**one(), "headcount": heads, "wte": draw(wte_for(heads))}
    return {"people": tuple({**one(), "wte": draw(exact("0", "1.2"))} for _ in range(draw(st.integers(1, 3))))}


def _pay_protection(draw: st.DrawFn, ground: Terrain) -> Values:
    (from_band, from_step), (to_band, to_step) = draw(ground.place), draw(ground.place)
    return {
        "headcount": draw(st.integers(0, 4)),
        "from_band": from_band,
        "from_step": from_step,
        "to_band": to_band,
        "to_step": to_step,
        "months": draw(st.integers(1, 40)),
        "share_by_year": tuple(draw(st.lists(exact("0", "1"), min_size=4, max_size=4))),
        "pension_share": draw(exact("0", "1")),
    }


def _agency_replacement(draw: st.DrawFn, ground: Terrain) -> Values:
    band, step = draw(ground.place)
    values: Values = {
        "hours_per_week": draw(exact("0", "200", 1)),
        "agency_hourly": draw(exact("0", "60")),
        "band": band,
        "step": step,
        "headroom": draw(often(Decimal("0.22"), exact("0", "0.3"))),
        **_given(draw(pattern(ground, band))),
    }
    if draw(st.booleans()):
        values["headcount"] = draw(st.integers(6, 9))
    if draw(st.booleans()):
        values["group"] = draw(st.sampled_from(GROUPS))
    return values


def _given(values: Mapping[str, object]) -> Values:
    return {name: value for name, value in values.items() if value is not None}


def _money(draw: st.DrawFn, ground: Terrain) -> Values:
    values: Values = {"amount": draw(MONEY), "recurrent": draw(st.booleans())}
    if draw(st.booleans()):
        values["yearly_growth"] = draw(exact("-0.05", "0.3", 3))
    return values


MAKERS: Mapping[str, Maker] = {
    "pay_uplift": lambda draw, ground: {"percent": draw(PERCENT)},
    "flat_uplift": lambda draw, ground: {"amount": draw(MONEY)},
    "greater_of_uplift": lambda draw, ground: {"percent": draw(PERCENT), "minimum": draw(exact("-500", "2000"))},
    "lump_sum": _lump_sum,
    "regrade": _regrade,
    "allowance": lambda draw, ground: {
        "amount": draw(MONEY),
        "per": draw(st.sampled_from(("person", "wte"))),
        "pensionable": draw(st.booleans()),
    },
    "shift_payment": lambda draw, ground: {
        "amount": draw(exact("0", "90")),
        "per_week": draw(exact("0", "30", 1)),
        "pensionable": draw(st.booleans()),
    },
    "rrp": lambda draw, ground: {
        "percent": draw(exact("-0.05", "0.3", 3)),
        "term": draw(st.sampled_from(("long", "short"))),
    },
    "unsocial_rates": _unsocial_rates,
    "on_call": _on_call,
    "working_week": lambda draw, ground: {"hours": draw(exact("30", "40", 1)), **_backfill(draw)},
    "annual_leave": lambda draw, ground: {"days": draw(exact("-5", "10", 1)), **_backfill(draw)},
    "paid_release": lambda draw, ground: {
        "days": draw(exact("0", "90", 1)),
        "per": draw(st.sampled_from(("all", "person"))),
        **_backfill(draw),
    },
    "sickness_change": lambda draw, ground: {"points": draw(exact("-0.05", "0.05", 3)), **_backfill(draw)},
    "posts": _posts,
    "redundancy": _redundancy,
    "pay_protection": _pay_protection,
    "turnover_change": lambda draw, ground: {
        "leavers_avoided": draw(exact("-5", "9", 1)),
        "cost_per_leaver": draw(MONEY),
    },
    "agency_replacement": _agency_replacement,
    "non_pay": _money,
    "income": _money,
}
ONES_WITH_MEETINGS = ("regrade",) * 5 + ("pay_uplift", "pay_uplift", "flat_uplift", "rrp", "working_week", "posts")
"""Kinds whose meetings with others are hardest: drawn more often."""


@st.composite
def measures(draw: st.DrawFn, ground: Terrain, names: tuple[str, ...], kinds: tuple[str, ...]) -> Terms:
    kind = draw(st.sampled_from(kinds))
    start = draw(often(None, ground.month))
    end = None
    if draw(st.integers(0, 3)) == 0:
        after = [month for month in ground.months if month > (start or ground.months[0])]  # type: ignore[operator]
        beyond = date(ground.years[-1].start + 1, draw(st.sampled_from((4, 5, 12))), 1)
        end = draw(st.sampled_from([*after, beyond]))
    return Terms(
        kind=kind,
        start=start,  # type: ignore[arg-type]
        end=end,
        scope=draw(scopes(ground, names)),
        values=MAKERS[kind](draw, ground),
    )


NEW = "new"


@st.composite
def options(
    draw: st.DrawFn, ground: Terrain, names: tuple[str, ...], kinds: tuple[str, ...], most: int
) -> tuple[Terms, ...]:
    """The measures of one option; the first line that a measure adds may have a name that scopes ask for."""
    drawn = draw(
        st.lists(measures(ground, (*names, NEW), kinds), min_size=draw(st.sampled_from((1, 2, 0))), max_size=most)
    )
    namer = next((n for n, terms in enumerate(drawn) if terms.kind in ("posts", "agency_replacement")), None)
    if namer is not None:
        terms = drawn[namer]
        drawn[namer] = replace(terms, values={**terms.values, "id": NEW})
        return tuple(drawn)
    return tuple(
        replace(terms, scope=replace(terms.scope, lines=tuple(line for line in terms.scope.lines if line != NEW)))
        for terms in drawn
    )


@st.composite
def cases(
    draw: st.DrawFn,
    kinds: tuple[str, ...] = (*MAKERS, *ONES_WITH_MEETINGS),
    most_measures: int = 5,
    most_years: int = 5,
) -> CostingCase:
    """A whole case: up to four lines of up to five people, one or two options."""
    jurisdiction = draw(st.sampled_from(tuple(FIRST_YEARS)))
    first = FinancialYear(draw(st.sampled_from(FIRST_YEARS[jurisdiction])))
    years = draw(st.integers(1, most_years))
    ground = Terrain(jurisdiction, first, years)
    ground.home = draw(st.lists(ground.place, max_size=2, unique=True))
    names = tuple("abcd"[: draw(st.sampled_from((2, 1, 3, 4, 0)))])
    award_years = [FinancialYear(start).label for start in range(first.start, first.start + years + 1)]
    unpublished = [label for label in award_years if label not in rates(jurisdiction).employer_pension]
    return CostingCase(
        jurisdiction=jurisdiction,
        first_year=first,
        years=years,
        staff=tuple(draw(staff_lines(ground, name)) for name in names),
        options=tuple(
            CaseOption(f"Option {n}", draw(options(ground, names, kinds, most_measures)))
            for n in range(1, draw(st.integers(1, 2)) + 1)
        ),
        basis=draw(st.sampled_from(("trust", "whole-nhs"))),
        discount=draw(often(Decimal("0.035"), exact("0", "0.1", 3))),  # type: ignore[arg-type]
        awards=draw(st.dictionaries(st.sampled_from(award_years), exact("-0.02", "0.3", 3), max_size=3)),
        pension_rates=draw(st.dictionaries(st.sampled_from(unpublished), exact("0.1", "0.3", 3), max_size=2))
        if unpublished
        else {},
    )
