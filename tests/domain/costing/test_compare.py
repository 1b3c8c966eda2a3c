"""The way from one option to another, and what a mandate leaves."""

from __future__ import annotations

from decimal import Decimal

import pytest

from negotiator.domain.costing import cost
from negotiator.domain.costing.compare import CUMULATIVE, FULL_YEAR, affordability, by_component, by_measure, total
from negotiator.domain.costing.result import OptionCost
from negotiator.domain.proposals import Mandate
from tests.domain.costing.cases import case, line, measure, rates


@pytest.fixture(scope="module")
def options() -> tuple[OptionCost, OptionCost]:
    first = [measure("pay_uplift", percent="0.02"), measure("allowance", amount=100), measure("allowance", amount=50)]
    second = [measure("pay_uplift", percent="0.03"), measure("regrade", to_band="6"), measure("allowance", amount=100)]
    found = cost(case(line(), options={"First": first, "Second": second}, years=2), rates()).options
    return found[0], found[1]


@pytest.mark.parametrize("view", [FULL_YEAR, CUMULATIVE, "2026/27", "2027/28"])
def test_the_drivers_lead_from_one_option_to_the_other(options: tuple[OptionCost, OptionCost], view: str) -> None:
    for found in (by_measure(*options, view), by_component(*options, view)):
        assert (found.before, found.after) == (total(options[0], view), total(options[1], view))
        assert sum(driver.amount for driver in found.drivers) == found.after - found.before


def test_measures_of_one_kind_and_name_are_matched_in_their_order(options: tuple[OptionCost, OptionCost]) -> None:
    drivers = by_measure(*options).drivers
    assert [driver.name for driver in drivers] == ["pay_uplift", "allowance", "allowance", "regrade"]
    assert drivers[2].after == drivers[3].before == 0


def test_an_unknown_view_is_no_view(options: tuple[OptionCost, OptionCost]) -> None:
    with pytest.raises(KeyError):
        by_measure(*options, "2040/41")


def test_an_option_is_held_against_the_envelope_of_each_year(options: tuple[OptionCost, OptionCost]) -> None:
    option = options[0]
    full = option.full_year_effect.total
    mandate = Mandate("m", "p", envelope=full - 1, envelope_by_year={"2027/28": Decimal("99999")}, reserve=Decimal(5))
    rows = {row.year: row for row in affordability(option, mandate)}
    assert list(rows) == [FULL_YEAR, "2026/27", "2027/28"]
    assert (rows[FULL_YEAR].left, rows[FULL_YEAR].left_with_reserve, rows[FULL_YEAR].affordable) == (-1, 4, False)
    assert rows["2026/27"].affordable is None
    assert rows["2027/28"].affordable is True
