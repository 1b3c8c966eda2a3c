"""Who gains and who loses by an option, and how a person's take-home pay came about: the work of a job."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from negotiator.domain.costing.case import CostingCase
from negotiator.domain.money import NOUGHT, round_to_penny
from negotiator.wording.figures import NOUGHT_IN_TABLE, amount, money, number, share
from negotiator.wording.sentences import sentence
from ui.pages.costing.views import Place, TableView, Workings
from ui.widgets import Working

if TYPE_CHECKING:
    from negotiator.domain.costing.gainers import Gain, PersonPay
    from negotiator.domain.takehome import PersonalRates, TakeHome

_HOME = 4
"""The column of members' take-home pay: the first question that is asked."""
_MINOR = (2, 5)
"""Gross pay, and the take-home pay of who is not a member: both are in the workings too."""
_MOST_EXPLAINED = 12
"""Groups paid alike that the workings of a row list; the rest are counted."""
CROSSES = "‡"
"""Marks a row in which somebody's pension tier changes so that more gross leaves less."""


def tr(text: str) -> str:
    return QCoreApplication.translate("CostingGainers", text)


def who_gains_table(case: CostingCase, edition: str, place: int) -> TableView:
    """Who gains and who loses by an option: for the team, every band and step by itself."""
    from negotiator.domain.costing.gainers import gainers
    from negotiator.domain.costing.people_pay import first_full_year, people_pay
    from negotiator.domain.takehome import personal_rates
    from negotiator.services.lookups import rates

    heads = (
        tr("Band and step"),
        tr("People"),
        tr("Gross, £"),
        tr("More gross"),
        tr("Take-home"),
        tr("Non-member"),
        tr("Gain"),
        tr("Lose"),
    )
    if not case.staff:
        return TableView(heads, (), tr("There is nobody in the establishment yet."), lacks="people")
    given, option = rates(case.jurisdiction, edition), case.options[place]
    year = first_full_year(case, option)
    personal = personal_rates(given, year.label, carry_forward=True)
    people = people_pay(case, given, option, year.months[-1])
    found = gainers(people, personal, year.label)
    alike: dict[tuple[str, str], list[PersonPay]] = {}
    for each in people:
        if each.heads > 0:
            alike.setdefault((each.band, each.step), []).append(each)
    rows: list[tuple[str, ...]] = []
    workings: dict[Place, Workings] = {}
    tips: dict[int, str] = {}
    for number_of, row in enumerate(found.rows):
        rows.append(_row(row))
        here = [each for where in row.places for each in alike[where]]
        by_pay, by_home = _by_pay(row, here), _by_home(row, here, personal)
        workings.update({(number_of, column): by_pay if column < _HOME else by_home for column in range(1, len(heads))})
        if row.notices:
            tips[number_of] = " ".join(sentence(notice) + "." for notice in row.notices)
    gain, lose = sum(row.gain or 0 for row in found.rows), sum(row.lose or 0 for row in found.rows)
    words = tr(
        "In {year} {gain} people take home more and {lose} less, each by their own pay; a row is their average. "
        "Take-home is the change for members of the pension scheme; beside it, for who is not a member."
    ).format(year=found.year, gain=number(gain), lose=number(lose))
    if found.rates_year != found.year:
        words += " " + tr("Tax and pension tiers are those of {year}, the latest known.").format(year=found.rates_year)
    return TableView(heads, tuple(rows), words, frozenset(), workings, tips, _HOME, _MINOR, _warning(found.rows))


def _row(row: Gain) -> tuple[str, ...]:
    where = ", ".join(f"{band} {step}" if step != "single" else band for band, step in row.places)
    name = tr("Band {place}").format(place=where)
    counts = (NOUGHT_IN_TABLE if not n else number(n) for n in (row.gain, row.lose))
    return (
        f"{name} {CROSSES}" if row.notices else name,
        number(row.heads),
        amount(row.gross_before),
        amount(row.gross_change),
        amount(row.member_change),
        amount(row.outside_change),
        *counts,
    )


def _warning(rows: tuple[Gain, ...]) -> str:
    """That a pension tier takes more than the deal gives, in words, with the band and step where it happens."""
    crossing = [row for row in rows if row.notices]
    if not crossing:
        return ""
    first = crossing[0]
    words = tr("{mark} {place}: {sentence}.").format(
        mark=CROSSES, place=_row(first)[0].removesuffix(f" {CROSSES}"), sentence=sentence(first.notices[0])
    )
    if len(crossing) > 1 or len(first.notices) > 1:
        words += " " + tr("The same happens wherever a row bears this mark; its workings say how.")
    return words


def _by_pay(row: Gain, people: list[PersonPay]) -> tuple[Working, ...]:
    """The average gross pay of a row, from the groups of people who are paid alike in it."""
    shown = [
        _both(
            tr("{line}, {people}").format(line=each.line, people=_people(each.heads)),
            round_to_penny(each.gross_before),
            round_to_penny(each.gross_after),
        )
        for each in people[:_MOST_EXPLAINED]
    ]
    return (
        Working(
            tr("Gross pay in a year, the average of {n}").format(n=_people(row.heads)),
            money(row.gross_before + row.gross_change, 2),
            _change_words(row.gross_before, row.gross_change),
            children=(*shown, *_rest(people)),
        ),
    )


def _rest(people: list[PersonPay]) -> tuple[Working, ...]:
    left = sum(each.heads for each in people[_MOST_EXPLAINED:])
    return (Working(tr("{n} more, each in the same way").format(n=_people(left))),) if left else ()


def _by_home(row: Gain, people: list[PersonPay], personal: PersonalRates) -> tuple[Working, ...]:
    """The average change of take-home pay of a row, from the groups of people who are paid alike in it."""
    shown = [_alike(each, personal) for each in people[:_MOST_EXPLAINED]]
    return (
        Working(
            tr("Take-home pay of members, the average of {n}").format(n=_people(row.heads)),
            _signed(row.member_change),
            tr(
                "Of one person on average: {gross} more gross; {other} more at home for who is not in the scheme."
            ).format(gross=money(row.gross_change, 2), other=money(row.outside_change, 2)),
            children=(*shown, *_rest(people)),
        ),
    )


def _alike(each: PersonPay, personal: PersonalRates) -> Working:
    from negotiator.domain.takehome import take_home, tier_fall

    before, after = round_to_penny(each.gross_before), round_to_penny(each.gross_after)
    sides = [
        take_home(personal, gross, min(gross, round_to_penny(pensionable)))
        for gross, pensionable in ((before, each.pensionable_before), (after, each.pensionable_after))
    ]
    was, now = sides
    notice = tier_fall(was, now)
    return Working(
        tr("{line}, {people}").format(line=each.line, people=_people(each.heads)),
        _signed(now.take_home - was.take_home),
        f"{sentence(notice)}." if notice is not None else "",
        children=(
            _both(tr("Gross pay in a year"), was.gross, now.gross),
            _both(
                tr("Pension contribution, {before} then {after}").format(before=_tier(was), after=_tier(now)),
                was.pension,
                now.pension,
            ),
            _both(tr("Income tax"), was.income_tax, now.income_tax),
            _both(tr("National Insurance"), was.employee_ni, now.employee_ni),
            _both(tr("Take-home pay"), was.take_home, now.take_home),
        ),
    )


def _people(heads: int) -> str:
    return tr("1 person") if heads == 1 else tr("{n} people").format(n=number(heads))


def _tier(side: TakeHome) -> str:
    return share(side.tier.rate) if side.tier else tr("none")


def _both(label: str, before: Decimal, after: Decimal) -> Working:
    return Working(label, money(after, 2), _change_words(before, after - before))


def _change_words(before: Decimal, change: Decimal) -> str:
    words = (
        tr("{before} without the option, {change} more")
        if change >= NOUGHT
        else tr("{before} without the option, {change} less")
    )
    return words.format(before=money(before, 2), change=money(abs(change), 2))


def _signed(value: Decimal) -> str:
    return f"+{money(value, 2)}" if value > NOUGHT else money(value, 2)
