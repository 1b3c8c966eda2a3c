"""The fast engine gives the slow reference's figures, to the penny, on random cases of every kind."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from negotiator.domain.costing import cost as fast_cost
from negotiator.domain.costing.case import CostingCase
from negotiator.domain.costing.kinds import KINDS
from tests.slow_reference import cost as slow_cost
from tests.slow_reference.shape import differences, shape
from tests.slow_reference.strategies import MAKERS, cases, rates

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def assert_equal(case: CostingCase) -> None:
    known = rates(case.jurisdiction)
    found = differences(shape(fast_cost(case, known)), slow_cost(case, known))
    assert not found, "\n".join(found)


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(cases(most_years=3))
def test_any_case_costs_the_same_to_the_penny(case: CostingCase) -> None:
    assert_equal(case)


@pytest.mark.parametrize("kind", KINDS)
def test_a_single_measure_of_each_kind_costs_the_same_to_the_penny(kind: str) -> None:
    @settings(max_examples=6, deadline=None, suppress_health_check=SLOW)
    @given(cases(kinds=(kind,), most_measures=2, most_years=2))
    def proof(case: CostingCase) -> None:
        assert_equal(case)

    proof()


def test_the_random_cases_hold_every_kind() -> None:
    assert set(MAKERS) == set(KINDS)
