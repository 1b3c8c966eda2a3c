"""The words of likely ranges: what is rare is never told as never, and what is certain is not told as a range."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from negotiator.domain.costing.engine import Costing
from negotiator.domain.costing.ranges import Spread, Within, WithinEnvelope
from negotiator.domain.costing.simulation import simulate
from negotiator.domain.proposals import Terms
from negotiator.wording.range_words import RangeRow, Unit, eight_of_ten, figure, of_draws, range_groups, within_said
from tests.domain.costing.cases import case, line, measure, one, rates


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        (0, "no draw"),
        (1, "fewer than 1 of 100 draws"),
        (49, "fewer than 1 of 100 draws"),
        (50, "1 of 100 draws"),
        (8_349, "83 of 100 draws"),
        (8_350, "84 of 100 draws"),
        (9_949, "99 of 100 draws"),
        (9_999, "more than 99 of 100 draws"),
        (10_000, "every draw"),
    ],
)
def test_a_share_of_the_draws_is_said_in_hundredths_and_never_rounded_to_all_or_none(inside: int, words: str) -> None:
    assert of_draws(inside, 10_000) == words


def test_an_envelope_is_told_for_the_full_year_and_for_every_year_at_once() -> None:
    full, first, second = (Within(Decimal(850_000), inside, 100) for inside in (83, 90, 75))
    both = WithinEnvelope(full, {"2026/27": first, "2027/28": second}, 70)
    assert within_said(both) == (
        "The full-year effect is within the envelope of £850,000 in 83 of 100 draws. "
        "All 2 years are within their limits at once in 70 of 100 draws."
    )
    alone = WithinEnvelope(None, {"2026/27": first}, 90)
    assert within_said(alone) == "The cost of 2026/27 is within its limit of £850,000 in 90 of 100 draws."


def test_figures_stand_in_their_unit() -> None:
    shown = RangeRow("Hours", "2026/27", Spread(*(Decimal(n) for n in ("0.00", "-4.25", "10.50", "1234.00"))), Unit.WTE)
    assert shown.cells == ("–", "−4.25", "10.50", "1,234.00")
    assert shown.name == "Hours, 2026/27"
    assert figure(Fraction(1, 40), Unit.SHARE) == "2.5%" and figure(Fraction(0), Unit.SHARE) == "–"
    assert figure(Decimal("1234.56"), Unit.POUNDS) == "1,235"


def ranged(*measures: Terms) -> Costing:
    return Costing(case(line("a", "5", "top", 10), options=one(*measures), years=2), rates())


def test_what_moves_only_one_off_pay_is_told_by_the_cost_of_all_years() -> None:
    found = simulate(ranged(measure("lump_sum", amount=200, amount_high=400)), 0, draws=100)
    said = eight_of_ten(found.views)
    assert "the cost of all years lies between £" in said and "full-year effect is £0 in every draw" in said


def test_groups_without_anything_in_them_are_left_out() -> None:
    plain = simulate(ranged(measure("non_pay", amount=200, amount_high=400)), 0, draws=20)
    assert [group.key for group in range_groups(plain.views)] == ["cost", "people", "bases"]
    every = ranged(measure("lump_sum", amount=200), measure("annual_leave", days=1, days_high=2))
    assert [group.key for group in range_groups(simulate(every, 0, draws=20).views)] == [
        "cost",
        "once",
        "hours",
        "people",
        "bases",
    ]
