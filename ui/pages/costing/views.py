"""Views of an option as small tables: who gains and who loses, and the option set against pay bill and mandate.

The functions are the work of jobs: frozen values in, words out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from PySide6.QtCore import QCoreApplication

from negotiator.domain.costing.case import CostingCase
from negotiator.wording.figures import NOUGHT_IN_TABLE, amount, money, number, share
from negotiator.wording.sentences import sentence
from ui.widgets import TupleModel


def tr(text: str) -> str:
    return QCoreApplication.translate("CostingViews", text)


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as words: heads, rows, and a sentence that says what it shows. ``strong`` are rows that stand out."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sentence: str
    strong: frozenset[int] = frozenset()


def who_gains_table(case: CostingCase, edition: str, place: int) -> TableView:
    """Who gains and who loses by an option: for the team, every band and step by itself."""
    from negotiator.domain.costing.people_pay import who_gains
    from negotiator.services.lookups import rates

    found = who_gains(case, rates(case.jurisdiction, edition), case.options[place])
    rows = []
    for row in found.rows:
        where = ", ".join(f"{band} {step}" if step != "single" else band for band, step in row.places)
        counts = (NOUGHT_IN_TABLE if n is None else number(n) for n in (row.gain, row.lose))
        rows.append(
            (
                tr("Band {place}").format(place=where),
                number(row.heads),
                amount(row.gross_before),
                amount(row.gross_change),
                amount(row.member_change),
                amount(row.outside_change),
                *counts,
            )
        )
    heads = (
        tr("Band and step"),
        tr("People"),
        tr("Gross, £"),
        tr("More gross"),
        tr("Home, member"),
        tr("Home, other"),
        tr("Gain"),
        tr("Lose"),
    )
    lose = sum(row.lose or 0 for row in found.rows)
    gain = sum(row.gain or 0 for row in found.rows)
    words = tr(
        "In {year} {gain} people take home more and {lose} less, on average pay of each band and step. "
        "Home is take-home pay of members of the pension scheme, and of others."
    ).format(year=found.year, gain=number(gain), lose=number(lose))
    if found.rates_year != found.year:
        words += " " + tr("Tax and pension tiers are those of {year}, the latest known.").format(year=found.rates_year)
    notices = list(dict.fromkeys(sentence(notice) for row in found.rows for notice in row.notices))
    words = " ".join([words, *notices[:2]])
    return TableView(heads, tuple(rows), words)


def pay_bill_table(
    case: CostingCase, edition: str, place: int, envelope: Decimal | None, by_year: Mapping[str, Decimal]
) -> TableView:
    """An option by year on both bases, against the mandate and the pay bill, beside what drifts by itself."""
    from negotiator.domain.costing.engine import Costing
    from negotiator.domain.costing.views import both_bases, cost_of_one_percent, drift, option_view
    from negotiator.services.lookups import rates

    costing = Costing(case, rates(case.jurisdiction, edition))
    bases = both_bases(costing)
    result = bases[case.basis]
    years = result.years
    view = option_view(costing, result, place)
    option = result.options[place]
    own_growth = drift(costing)
    one = cost_of_one_percent(costing)
    rows: list[tuple[str, ...]] = []

    def add(label: str, cells: list[str]) -> None:
        rows.append((label, *cells))

    for basis, words in (("trust", tr("Cost, trust basis")), ("whole-nhs", tr("Cost, whole-NHS basis"))):
        add(words, [amount(bases[basis].options[place].years[y].total) for y in years])
    limits = {year: by_year.get(year, envelope) for year in years}
    if any(limit is not None for limit in limits.values()):
        add(tr("Mandate"), [_amount(limits[y]) for y in years])
        rooms = [None if (limit := limits[y]) is None else limit - option.years[y].total for y in years]
        add(tr("Inside, or above (−)"), [_amount(room) for room in rooms])
    add(tr("Share of the pay bill"), [_share(view.of_pay_bill[y]) for y in years])
    add(tr("For each WTE"), [_money(view.per_wte[y]) for y in years])
    add(tr("For each person"), [_money(view.per_person[y]) for y in years])
    add(tr("Hours lost, as WTE"), [number(view.hours_wte[y], 2) for y in years])
    add(tr("Cost of 1 % on basic pay"), [amount(one.years[y].total) for y in years])
    add(tr("Drift: progression by itself"), [amount(own_growth.progression[y]) for y in years])
    add(tr("Drift: awards assumed"), [amount(own_growth.awards[y]) for y in years])
    add(tr("Drift: rates and hours"), [amount(own_growth.rates[y]) for y in years])
    words = tr(
        "{name}: {trust} over {n} years on the trust basis, {nhs} on the whole-NHS basis. "
        "Drift is what no change costs more than its first year; neither side claims it."
    ).format(
        name=option.name,
        trust=money(bases["trust"].options[place].cumulative),
        nhs=money(bases["whole-nhs"].options[place].cumulative),
        n=len(years),
    )
    return TableView((tr("£ in each year"), *years), tuple(rows), words, frozenset((0,)))


def _share(value: Fraction | None) -> str:
    return NOUGHT_IN_TABLE if value is None else share(Decimal(value.numerator) / Decimal(value.denominator))


def _amount(value: Decimal | None) -> str:
    return NOUGHT_IN_TABLE if value is None else amount(value)


def _money(value: Decimal | None) -> str:
    return NOUGHT_IN_TABLE if value is None else amount(value, 2)


class _NoColumns(Enum):
    pass


class WordsModel(TupleModel[tuple[str, ...]]):
    """A table of words; the first column is names, the rest are figures."""

    columns = _NoColumns
    _view = TableView((), (), "")

    def show_view(self, view: TableView) -> None:
        self._view = view
        self.set_columns(range(len(view.heads)))
        self.set_records(view.rows)

    def head(self, column: Any) -> str:
        return self._view.heads[column] if column < len(self._view.heads) else ""

    def words(self, record: tuple[str, ...], column: Any) -> str:
        return record[column] if column < len(record) else ""

    def is_figure(self, column: Any) -> bool:
        return bool(column)

    def is_strong(self, record: tuple[str, ...], column: Any) -> bool:
        return any(self._view.rows[place] == record for place in self._view.strong if place < len(self._view.rows))

    def key(self, record: tuple[str, ...]) -> object:
        return record[0]
