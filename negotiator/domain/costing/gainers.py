"""Who gains, who loses (costing method, section 5): yearly gross and take-home pay by band and step.

Someone is counted at the band and step that they would have without the option. Pay is one month's terms for a whole
year, without what is paid once. Take-home pay is worked out for each person on their own pay and then averaged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from negotiator.domain.establishment import BANDS, STEPS
from negotiator.domain.money import round_to_penny
from negotiator.domain.problems import Problem
from negotiator.domain.takehome import PersonalRates, take_home, tier_fall

LEAST_PEOPLE_SHOWN = 10
"""Groups of fewer people are merged or withheld in anything that leaves the team."""


@dataclass(frozen=True, slots=True)
class PersonPay:
    """``heads`` people paid alike, without and with an option: £ a year of one of them, exact.

    ``band`` and ``step`` are those without the option.
    """

    line: str
    band: str
    step: str
    heads: int
    gross_before: Fraction
    gross_after: Fraction
    pensionable_before: Fraction
    pensionable_after: Fraction


@dataclass(frozen=True, slots=True)
class Gain:
    """A group of people and the average change in a year's pay of one of them, £.

    ``places`` are the bands and steps of the group: one, or several where small groups are merged. Take-home pay is
    given for members of the pension scheme and for those outside it. ``gain``, ``lose`` and ``same`` count people by
    the change in their take-home pay as members; None where a count is withheld. ``notices`` say where more gross
    leaves less.
    """

    places: tuple[tuple[str, str], ...]
    heads: int
    gross_before: Decimal
    gross_change: Decimal
    member_change: Decimal
    outside_change: Decimal
    gain: int | None
    lose: int | None
    same: int | None
    notices: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Gainers:
    """The whole table. ``rates_year`` is the year whose tax and pension tiers were used; ``withheld`` counts people."""

    year: str
    rates_year: str
    rows: tuple[Gain, ...]
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class _Change:
    """The change of people alike, to the penny, before it is averaged."""

    place: tuple[str, str]
    heads: int
    gross_before: Decimal
    gross: Decimal
    member: Decimal
    outside: Decimal
    notice: Problem | None


def gainers(people: Iterable[PersonPay], personal: PersonalRates, year: str) -> Gainers:
    """The table for the team: one row for each band and step, in the order of the scale."""
    groups = _by_place(people, personal)
    return Gainers(year, personal.year, tuple(_row(changes) for changes in groups))


def gainers_to_share(people: Iterable[PersonPay], personal: PersonalRates, year: str) -> Gainers:
    """The table for anybody beyond the team: no row of fewer than ten people, and no count below ten.

    Small groups are merged; where all of them together are still too few, the smallest other group joins them, so that
    nobody can be found by subtraction. If everybody together is too few, nothing is shown.
    """
    groups = _by_place(people, personal)
    small = [changes for changes in groups if _heads(changes) < LEAST_PEOPLE_SHOWN]
    large = [changes for changes in groups if _heads(changes) >= LEAST_PEOPLE_SHOWN]
    merged = [change for changes in small for change in changes]
    while merged and _heads(merged) < LEAST_PEOPLE_SHOWN and large:
        smallest = min(large, key=_heads)
        large.remove(smallest)
        merged += smallest
    rows = [_without_small_counts(_row(changes)) for changes in large]
    if not merged:
        return Gainers(year, personal.year, tuple(rows))
    if _heads(merged) < LEAST_PEOPLE_SHOWN:
        return Gainers(year, personal.year, tuple(rows), withheld=_heads(merged))
    merged.sort(key=lambda change: _order(change.place))
    return Gainers(year, personal.year, (*rows, _without_small_counts(_row(merged))))


def _by_place(people: Iterable[PersonPay], personal: PersonalRates) -> list[list[_Change]]:
    places: dict[tuple[str, str], list[_Change]] = defaultdict(list)
    for alike in people:
        if alike.heads > 0:
            change = _change(alike, personal)
            places[change.place].append(change)
    return [places[place] for place in sorted(places, key=_order)]


def _order(place: tuple[str, str]) -> tuple[int, int]:
    band, step = place
    return BANDS.index(band), STEPS.index(step)


def _heads(changes: Iterable[_Change]) -> int:
    return sum(change.heads for change in changes)


def _change(alike: PersonPay, personal: PersonalRates) -> _Change:
    before, after = round_to_penny(alike.gross_before), round_to_penny(alike.gross_after)
    nothing = Decimal(0)
    member_before = take_home(personal, before, min(before, round_to_penny(alike.pensionable_before)))
    member_after = take_home(personal, after, min(after, round_to_penny(alike.pensionable_after)))
    outside_before, outside_after = take_home(personal, before, nothing), take_home(personal, after, nothing)
    return _Change(
        place=(alike.band, alike.step),
        heads=alike.heads,
        gross_before=before,
        gross=after - before,
        member=member_after.take_home - member_before.take_home,
        outside=outside_after.take_home - outside_before.take_home,
        notice=tier_fall(member_before, member_after),
    )


def _row(changes: list[_Change]) -> Gain:
    heads = _heads(changes)

    def average(amounts: Iterable[tuple[Decimal, int]]) -> Decimal:
        return round_to_penny(sum((Fraction(amount) * count for amount, count in amounts), Fraction(0)) / heads)

    return Gain(
        places=tuple(dict.fromkeys(change.place for change in changes)),
        heads=heads,
        gross_before=average((change.gross_before, change.heads) for change in changes),
        gross_change=average((change.gross, change.heads) for change in changes),
        member_change=average((change.member, change.heads) for change in changes),
        outside_change=average((change.outside, change.heads) for change in changes),
        gain=sum(change.heads for change in changes if change.member > 0),
        lose=sum(change.heads for change in changes if change.member < 0),
        same=sum(change.heads for change in changes if change.member == 0),
        notices=_once_each(change.notice for change in changes),
    )


def _once_each(notices: Iterable[Problem | None]) -> tuple[Problem, ...]:
    found: list[Problem] = []
    for notice in notices:
        if notice is not None and notice not in found:
            found.append(notice)
    return tuple(found)


def _without_small_counts(row: Gain) -> Gain:
    """The row with its counts only where none of them is of one to nine people, and no notice of one person."""
    counts = (row.gain, row.lose, row.same)
    small = any(count is not None and 0 < count < LEAST_PEOPLE_SHOWN for count in counts)
    return replace(row, gain=None, lose=None, same=None, notices=()) if small else row
