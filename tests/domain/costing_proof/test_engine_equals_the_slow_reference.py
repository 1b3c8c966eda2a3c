"""The fast engine gives the slow reference's figures, to the penny, on random cases of every kind."""

from __future__ import annotations

import pytest
from hypothesis import given

from negotiator.domain.costing import cost as fast_cost
from negotiator.domain.costing.case import CostingCase
from negotiator.domain.costing.kinds import KINDS
from tests.domain.costing_proof.effort import effort
from tests.slow_reference import cost as slow_cost
from tests.slow_reference.shape import differences, shape
from tests.slow_reference.strategies import MAKERS, cases, rates


def assert_equal(case: CostingCase) -> None:
    known = rates(case.jurisdiction)
    found = differences(shape(fast_cost(case, known)), slow_cost(case, known))
    assert not found, "\n".join(found)


@effort(40)
@given(cases(most_years=3))
def test_any_case_costs_the_same_to_the_penny(case: CostingCase) -> None:
    assert_equal(case)


@pytest.mark.parametrize("kind", KINDS)
def test_a_single_measure_of_each_kind_costs_the_same_to_the_penny(kind: str) -> None:
    @effort(6)
    @given(cases(kinds=(kind,), most_measures=2, most_years=2))
    def proof(case: CostingCase) -> None:
        assert_equal(case)

    proof()


@effort(30)
@given(cases(kinds=("regrade", "pay_uplift", "flat_uplift", "unsocial_rates", "rrp"), most_measures=6, most_years=4))
def test_regrades_that_follow_one_another_cost_the_same_to_the_penny(case: CostingCase) -> None:
    """What holds a person's pay, and what overtakes it, meets most often here."""
    assert_equal(case)


def test_the_random_cases_hold_every_kind() -> None:
    assert set(MAKERS) == set(KINDS)
