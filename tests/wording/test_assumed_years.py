"""Years beyond the last published scale are told from the others."""

from __future__ import annotations

from decimal import Decimal

from negotiator.domain.problems import Problem
from negotiator.wording.assumed_years import assumed_note, assumed_years

ASSUMED = Problem("award_assumed", "", {"last_year": "2026/27", "years": "2027/28, 2028/29"})
MISSING = Problem("award_not_set", "", {"years": "2029/30"})
OTHER = Problem("award_ignored", "", {"years": "2025/26"})


def test_assumed_years_are_those_without_a_scale_whether_an_award_is_set_or_not() -> None:
    assert assumed_years((MISSING, OTHER, ASSUMED)) == ("2027/28", "2028/29", "2029/30")
    assert assumed_years((OTHER,)) == ()


def test_the_note_says_which_award_is_assumed_for_which_year_and_where_none_is() -> None:
    same = {"2027/28": Decimal("0.025"), "2028/29": Decimal("0.025"), "2025/26": Decimal("0.5")}
    assert assumed_note((ASSUMED, MISSING, OTHER), same) == (
        "27/28 and 28/29: award of 2.5% assumed; 29/30: no award set, none counted. No pay scale is published yet."
    )
    assert assumed_note((ASSUMED,), same, short=False).startswith("2027/28 and 2028/29: award")
    other = {**same, "2028/29": Decimal("0.02")}
    assert assumed_note((ASSUMED,), other) == (
        "27/28: award of 2.5% assumed; 28/29: award of 2% assumed. No pay scale is published yet."
    )


def test_where_every_scale_is_published_there_is_no_note() -> None:
    assert assumed_note((OTHER,), {}) == ""
