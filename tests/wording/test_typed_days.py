"""A day is read as people in Britain write it."""

from __future__ import annotations

from datetime import date

import pytest

from negotiator.domain.problems import Refused
from negotiator.wording.figures import day, long_day, short_day
from negotiator.wording.typed import read_day

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "text",
    ["3 December 2026", "3 Dec 2026", "3rd december 2026", "3/12/2026", "03/12/26", "3.12.2026", "2026-12-03", "3 Dec"],
)
def test_the_usual_ways_to_write_a_day_are_read_day_first(text: str) -> None:
    assert read_day(text, today=TODAY) == date(2026, 12, 3)


def test_a_day_without_a_year_is_the_next_one() -> None:
    assert read_day("22 November", today=TODAY) == date(2027, 11, 22)
    assert read_day("23 November", today=TODAY) == TODAY


def test_what_the_application_writes_it_reads_again() -> None:
    for value in (date(2026, 12, 3), date(2027, 2, 28)):
        assert {read_day(write(value), today=TODAY) for write in (day, long_day, short_day)} == {value}


def test_without_the_day_of_today_a_year_is_needed() -> None:
    with pytest.raises(Refused):
        read_day("3 Dec")


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "31/2/2026", "3 Dicember 2026", "12/2026", "0/1/2026", "29 February 2027"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_day(text, "due", today=TODAY)
    assert (refusal.value.problems[0].code, refusal.value.problems[0].place) == ("not_a_typed_day", "due")
