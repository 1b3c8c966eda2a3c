"""Who gains, who loses: pay without and with an option, by band and step, and nobody to be found in what is shared."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from negotiator.domain.costing.gainers import Gain, PersonPay, gainers, gainers_to_share
from negotiator.domain.takehome import PersonalRates, personal_rates
from negotiator.reference import rates_for


def england() -> PersonalRates:
    return personal_rates(rates_for("England"), "2026/27")


def people(band: str, step: str, heads: int, before: str, after: str) -> PersonPay:
    """People whose pay is all pensionable."""
    gross, more = Fraction(before), Fraction(after)
    return PersonPay(f"{band}-{step}-{heads}-{before}", band, step, heads, gross, more, gross, more)


def heads_by_places(rows: tuple[Gain, ...]) -> list[tuple[tuple[str, ...], int]]:
    return [(tuple(" ".join(place) for place in row.places), row.heads) for row in rows]


def test_a_group_shows_the_average_of_each_persons_own_take_home() -> None:
    # 30,000 → 31,000, tier 8.3%: 1,000 less 83 pension, 20% of 917 = 183.40 tax, 80 National Insurance = 653.60.
    # 15,000 → 15,500 (half time), tier 6.5%: 500 less 32.50, 20% of 467.50 = 93.50, 40 = 334.00.
    # Average of three: (2 × 653.60 + 334.00) ÷ 3 = 547.0667; outside the scheme (2 × 720 + 360) ÷ 3 = 600.
    table = gainers(
        [people("5", "entry", 2, "30000", "31000"), people("5", "entry", 1, "15000", "15500")], england(), "2026/27"
    )
    (row,) = table.rows
    assert (row.places, row.heads) == ((("5", "entry"),), 3)
    assert row.gross_before == Decimal("25000.00")
    assert row.gross_change == Decimal("833.33")
    assert row.member_change == Decimal("547.07")
    assert row.outside_change == Decimal("600.00")
    assert (row.gain, row.lose, row.same) == (3, 0, 0)


def test_somebody_pushed_over_a_pension_tier_counts_as_losing() -> None:
    table = gainers(
        [people("3", "entry", 4, "28854", "28900"), people("3", "top", 1, "30000", "30000")], england(), "26"
    )
    entry, top = table.rows
    assert (entry.gain, entry.lose, entry.same) == (0, 4, 0)
    assert [notice.code for notice in entry.notices] == ["take_home_falls_at_tier"]
    assert (top.gain, top.lose, top.same, top.notices) == (0, 0, 1, ())


def test_rows_stand_in_the_order_of_the_scale_and_posts_taken_away_are_nobody() -> None:
    table = gainers(
        [
            people("8a", "top", 1, "64750", "65000"),
            people("2", "top", 1, "25272", "26000"),
            people("2", "entry", 1, "25272", "26000"),
            people("4", "top", -2, "31157", "31157"),
        ],
        england(),
        "2026/27",
    )
    assert heads_by_places(table.rows) == [(("2 entry",), 1), (("2 top",), 1), (("8a top",), 1)]


def test_groups_below_ten_are_merged_in_what_is_shared() -> None:
    table = gainers_to_share(
        [
            people("2", "top", 30, "25272", "26000"),
            people("5", "entry", 6, "32073", "33000"),
            people("6", "top", 7, "48117", "49000"),
        ],
        england(),
        "2026/27",
    )
    assert heads_by_places(table.rows) == [(("2 top",), 30), (("5 entry", "6 top"), 13)]
    assert table.withheld == 0


def test_a_small_group_alone_takes_the_smallest_other_with_it_so_that_none_is_found_by_subtraction() -> None:
    table = gainers_to_share(
        [
            people("2", "top", 30, "25272", "26000"),
            people("5", "entry", 12, "32073", "33000"),
            people("9", "top", 1, "129783", "131000"),
        ],
        england(),
        "2026/27",
    )
    assert heads_by_places(table.rows) == [(("2 top",), 30), (("5 entry", "9 top"), 13)]


def test_fewer_than_ten_people_in_all_are_withheld() -> None:
    table = gainers_to_share([people("2", "top", 9, "25272", "26000")], england(), "2026/27")
    assert (table.rows, table.withheld) == ((), 9)


def test_a_count_of_a_few_within_a_large_group_is_withheld() -> None:
    crowd = [people("3", "entry", 20, "30000", "31000"), people("3", "entry", 2, "28854", "28900")]
    (shared,) = gainers_to_share(crowd, england(), "2026/27").rows
    (own,) = gainers(crowd, england(), "2026/27").rows
    assert (own.gain, own.lose) == (20, 2)
    assert (shared.gain, shared.lose, shared.same, shared.notices) == (None, None, None, ())
    assert shared.gross_change == own.gross_change
