"""Changed rates in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from negotiator.domain.rates import Provenance
from negotiator.domain.rulebook import RateChange
from negotiator.reference import edition_named, schema
from negotiator.wording.rate_changes import ABSENT, SUBJECTS, rate_change_words

FROM = Provenance("A circular", True)


def test_a_changed_point_names_its_band_year_and_both_figures() -> None:
    change = RateChange(
        "pay-scales.csv", ("England", "2026/27", "5", "top"), "annual", Decimal(39043), Decimal(39143), FROM
    )
    words = rate_change_words(change)
    assert (words.subject, words.item, words.year) == ("Pay scale", "Band 5, top, yearly pay", "2026/27")
    assert (words.before, words.after) == ("£39,043", "£39,143")


def test_a_new_row_tells_its_figures_and_that_there_was_none() -> None:
    after = {"year": "2027/28", "rate": Decimal("0.15"), "threshold": Decimal(5000)}
    words = rate_change_words(RateChange("employer-national-insurance.csv", ("2027/28",), "", None, after, FROM))
    assert (words.year, words.before, words.after) == ("2027/28", ABSENT, "rate 15%, threshold £5,000")


def test_days_and_hours_are_shown_in_their_own_way() -> None:
    day = RateChange("wage-floors.csv", ("2027-04-01",), "hourly", Decimal("12.71"), Decimal("13.1"), FROM)
    assert (rate_change_words(day).year, rate_change_words(day).after) == ("from 1 April 2027", "£13.10")
    moved = replace(day, column="in_force_from", before=date(2026, 4, 1), after=date(2026, 5, 1))
    assert rate_change_words(moved).after == "1 May 2026"
    week = RateChange("working-week.csv", ("Scotland", "2027/28"), "hours", Decimal("37.5"), Decimal(36), FROM)
    assert (rate_change_words(week).before, rate_change_words(week).after) == ("37.5", "36")


def test_every_table_and_row_of_the_shipped_edition_has_words() -> None:
    assert set(SUBJECTS) == set(schema.TABLES)
    for table, rows in edition_named().tables.items():
        for row in rows:
            key = tuple(str(row[column]) for column in schema.TABLES[table].key)
            whole = rate_change_words(RateChange(table, key, "", dict(row.values), None, row.provenance))
            assert whole.after == ABSENT and whole.before
            for column, value in row.values.items():
                words = rate_change_words(RateChange(table, key, column, value, None, row.provenance))
                assert "_" not in words.item and words.before
