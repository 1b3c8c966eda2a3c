"""The likely range of an option in words and in rows: the same in the window, in packs and on the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from fractions import Fraction

from negotiator.domain.costing.kinds import KINDS, FieldType
from negotiator.domain.costing.ranges import (
    OptionRange,
    ShareSpread,
    Spread,
    Uncertain,
    ViewRanges,
    Within,
    WithinEnvelope,
)
from negotiator.wording.figures import NOUGHT_IN_TABLE, amount, money, number, share
from negotiator.wording.measures import field_label, kind_label

FULL_YEAR = "Full-year effect"
ALL_YEARS = "All years"
NET_PRESENT = "Net present cost"
RECURRENT = "Recurrent"
ONE_OFF = "One-off"
HOURS = "Hours lost, net of cover"
HOURS_WTE = "The same in WTE"
OF_PAY_BILL = "Share of the pay bill"
PER_WTE = "For each WTE, £"
PER_PERSON = "For each person, £"
WITHIN = "Within the envelope"
WITHIN_HEADS = ("Limit, £", "Within it in")
BY_ITSELF = "Each number by itself"
SWING_HEADS = ("Full year, £: low", "high", "All years, £: low", "high", "Hours lost: low", "high")
BASES: Mapping[str, str] = {"trust": "trust basis", "whole-nhs": "whole-NHS basis"}

AS_COSTED = "As costed"
QUANTILES: tuple[tuple[str, str], ...] = (
    ("P10", "a tenth below"),
    ("P50", "half below"),
    ("P90", "nine tenths below"),
)
ROWS_APART = "Each row is a range of its own: the ranges of the years do not add up to that of all years."
NEXT_STEP = "Give a number a low and a high in the form of its measure, and its likely range is drawn here."


class Unit(Enum):
    """What the figures of a row are."""

    POUNDS = "pounds"
    PENNIES = "pennies"
    HOURS = "hours"
    WTE = "wte"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class RangeRow:
    """One figure: as costed, and its percentiles. ``year`` is empty where it is not that of one year."""

    label: str
    year: str
    spread: Spread | ShareSpread
    unit: Unit = Unit.POUNDS
    strong: bool = False

    @property
    def name(self) -> str:
        """The label with its year."""
        return ", ".join(part for part in (self.label, self.year) if part)

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """As costed, P10, P50, P90."""
        likely, p10, p50, p90 = (figure(value, self.unit) for value in self.spread.values)
        return likely, p10, p50, p90


@dataclass(frozen=True, slots=True)
class RangeGroup:
    """Rows that belong together. ``key`` is ``cost``, ``once``, ``hours``, ``people`` or ``bases``."""

    key: str
    title: str
    rows: tuple[RangeRow, ...]


def figure(value: Decimal | Fraction, unit: Unit) -> str:
    """A figure in a table; its unit stands in a head or a label."""
    if unit is Unit.SHARE:
        as_decimal = Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else value
        return share(as_decimal) if round(as_decimal, 4) else NOUGHT_IN_TABLE
    assert isinstance(value, Decimal)
    return amount(value, 2 if unit in (Unit.PENNIES, Unit.WTE) else 0)


def range_groups(views: ViewRanges) -> tuple[RangeGroup, ...]:
    """Every view of an option, group by group; what is paid once and hours only where there are any."""
    return tuple(_groups(views))


def _groups(views: ViewRanges) -> Iterator[RangeGroup]:
    years = tuple(RangeRow(year, "", spread) for year, spread in views.years.items())
    every = (RangeRow(ALL_YEARS, "", views.cumulative),) if len(years) > 1 else ()
    full = RangeRow(FULL_YEAR, "", views.full_year_effect, strong=True)
    yield RangeGroup("cost", "Cost, £", (full, *years, *every, RangeRow(NET_PRESENT, "", views.net_present_cost)))
    if views.pay_once:
        parts = (*_by_year(RECURRENT, views.recurrent), *_by_year(ONE_OFF, views.non_recurrent))
        yield RangeGroup("once", "Recurrent and one-off, £", parts)
    if views.move_hours:
        hours = (
            *_by_year(HOURS, views.hours_lost, Unit.HOURS),
            *_by_year(HOURS_WTE, views.hours_wte, Unit.WTE),
        )
        yield RangeGroup("hours", "Hours lost or regained (−)", hours)
    people = (
        *(RangeRow(OF_PAY_BILL, year, spread, Unit.SHARE) for year, spread in views.of_pay_bill.items()),
        *_by_year(PER_WTE, views.per_wte, Unit.PENNIES),
        *_by_year(PER_PERSON, views.per_person, Unit.PENNIES),
    )
    if people:
        yield RangeGroup("people", "Against pay bill and people", people)
    both = []
    for basis, words in BASES.items():
        on_it = views.bases[basis]
        both.append(RangeRow(f"{FULL_YEAR}, {words}", "", on_it.full_year_effect, strong=True))
        both += [RangeRow(f"{year}, {words}", "", spread) for year, spread in on_it.years.items()]
        both += [RangeRow(f"{ALL_YEARS}, {words}", "", on_it.cumulative)] if len(years) > 1 else []
    yield RangeGroup("bases", "Both bases, £", tuple(both))


def _by_year(label: str, spreads: Mapping[str, Spread], unit: Unit = Unit.POUNDS) -> tuple[RangeRow, ...]:
    return tuple(RangeRow(label, year, spread, unit) for year, spread in spreads.items())


# --- sentences


def range_caption(letter: str) -> str:
    return f"Option {letter}: the likely range, £"


def views_caption(letter: str) -> str:
    return f"Option {letter}: the likely range of its views, P50 and beneath it P10 to P90"


def eight_of_ten(views: ViewRanges) -> str:
    """The range of the full year in words, or of all years where nothing moves the full year."""
    full, every = views.full_year_effect, views.cumulative
    if full.p10 != full.p90 or every.p10 == every.p90:
        return _between("the full-year effect", full)
    return f"{_between('the cost of all years', every)} The full-year effect is {money(full.p50)} in every draw."


def _between(what: str, spread: Spread) -> str:
    if spread.p10 == spread.p90:
        return f"In eight of ten draws {what} is {money(spread.p50)}."
    low, middle, high = money(spread.p10), money(spread.p50), money(spread.p90)
    return f"In eight of ten draws {what} lies between {low} and {high}; half of all draws lie below {middle}."


def drawn_from(found: OptionRange) -> str:
    """What the range rests on, and how many numbers have none."""
    uncertain = len(found.uncertain)
    ranged = "one number that has a range" if uncertain == 1 else f"the {number(uncertain)} numbers that have a range"
    return f"{number(found.draws)} draws of {ranged}; {_certain(found.certain)}."


def range_said(found: OptionRange) -> str:
    """The range in words, what it rests on, and how its rows are to be read."""
    return f"{eight_of_ten(found.views)} {drawn_from(found)} {ROWS_APART}"


def _certain(certain: int) -> str:
    if certain == 0:
        return "every uncertain number of the option has one"
    if certain == 1:
        return "one other has none and is taken as certain"
    return f"{number(certain)} others have none and are taken as certain"


def no_range(certain: int) -> str:
    """Where no number has a range: there is nothing to draw."""
    if certain == 0:
        return "No likely range is given: the option has no number that could have one."
    if certain == 1:
        return "No likely range is given: the option’s one number has no range and is taken as certain."
    none = f"none of the option’s {number(certain)} numbers has a range"
    return f"No likely range is given: {none}; all are taken as certain."


def to(low: str, high: str) -> str:
    """From where to where, in a narrow cell."""
    return f"{low} to {high}"


def of_draws(inside: int, draws: int) -> str:
    """``83 of 100 draws``; never a hundred or none of a hundred where some lie on the other side."""
    if inside in (0, draws):
        return "every draw" if inside else "no draw"
    return f"{_of_hundred(inside, draws)} draws"


def _of_hundred(inside: int, draws: int) -> str:
    hundredths = (Decimal(inside) * 100 / Decimal(draws)).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    if hundredths == 100:
        return "more than 99 of 100"
    return f"{hundredths} of 100" if hundredths else "fewer than 1 of 100"


def _short(inside: int, draws: int) -> str:
    """The same in a narrow column whose head says that it is of the draws."""
    if inside in (0, draws):
        return "all" if inside else "none"
    return _of_hundred(inside, draws).replace("more than ", "> ").replace("fewer than ", "< ")


def within_said(within: WithinEnvelope) -> str:
    """How often the option lies within the envelope: in a full year, and in every financial year at once."""
    parts = []
    if within.full_year is not None:
        parts.append(_inside("The full-year effect is within the envelope", within.full_year))
    if len(within.years) == 1:
        parts += [_inside(f"The cost of {year} is within its limit", one) for year, one in within.years.items()]
    elif within.years:
        draws = next(iter(within.years.values())).draws
        count = number(len(within.years))
        parts.append(f"All {count} years are within their limits at once in {of_draws(within.every_year, draws)}.")
    return " ".join(parts)


def within_rows(within: WithinEnvelope, short: bool = False) -> list[tuple[str, str, str]]:
    """Each limit with how often the option lies within it: the full year's and each year's."""
    words = _short if short else of_draws
    named = [] if within.full_year is None else [(FULL_YEAR, within.full_year)]
    return [(name, amount(one.limit), words(one.inside, one.draws)) for name, one in (*named, *within.years.items())]


def low_likely_high(uncertain: Uncertain) -> str:
    """The three values of a number that has a range, in its unit: ``£25 – £30 – £45``."""
    spec = KINDS[uncertain.kind].field(uncertain.field)
    return " – ".join(_value(value, spec.type) for value in (uncertain.low, uncertain.likely, uncertain.high))


def _value(value: Decimal, type_: FieldType) -> str:
    if type_ is FieldType.SHARE:
        return share(value)
    places = max(0, -int(value.normalize().as_tuple().exponent))
    return money(value, 2 if places else 0) if type_ is FieldType.MONEY else number(value, places)


def number_parts(uncertain: Uncertain) -> tuple[str, str]:
    """The measure of a number, and what of it the number is."""
    label = uncertain.label if uncertain.label != uncertain.kind else kind_label(uncertain.kind)
    return label, field_label(uncertain.kind, uncertain.field).lower()


def number_named(uncertain: Uncertain) -> str:
    """A number with a range as it is shown: the measure, and what of it."""
    return ": ".join(number_parts(uncertain))


def ranged_said(found: OptionRange) -> str:
    """How many numbers have a range, and how many none."""
    uncertain = len(found.uncertain)
    ranged = "One number has a range" if uncertain == 1 else f"{number(uncertain)} numbers have a range"
    return f"{ranged}; {_certain(found.certain)}."


def _inside(what: str, within: Within) -> str:
    return f"{what} of {money(within.limit)} in {of_draws(within.inside, within.draws)}."
