"""Workings: whatever the cell, the parts add up to it, and rates name their source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from negotiator.domain.costing.engine import Costing
from negotiator.domain.costing.explain import explain
from negotiator.domain.costing.result import COMPONENTS
from negotiator.domain.costing.working import MONEY, Working
from negotiator.wording.workings import working_label, working_value, workings_lines
from tests.domain.costing.cases import case, line, measure, rates


@pytest.fixture(scope="module")
def costing() -> Costing:
    staff = (
        line("a", "5", "entry", 12, wte=Decimal("9.7"), saturday_night_hours=Decimal(6), next_step=date(2026, 9, 1)),
        line("b", "2", "top", 8, wte=Decimal("1.1"), hcas="inner", overtime_hours=Decimal(3)),
        line("c", "8a", "top", 3, rrp_long_term=Decimal("0.1")),
    )
    measures = [
        measure("pay_uplift", percent="0.031", scope={"bands": ["5", "6"]}, label="Uplift"),
        measure("regrade", to_band="6", share="0.5", start=date(2026, 11, 1), scope={"bands": ["5"]}),
        measure("on_call", sessions_per_week=7, session_amount=31, callout_hours_per_week=4, pensionable=True),
        measure("working_week", hours="36.5", backfill="0.4"),
        measure("redundancy", people=[{"band": "8a", "step": "top", "service_years": 11}]),
        measure("non_pay", amount="1234.56"),
    ]
    return Costing(case(*staff, options={"All": measures}, years=2), rates())


def walk(working: Working) -> Iterator[Working]:
    yield working
    for child in working.children:
        yield from walk(child)


def assert_adds_up(working: Working) -> None:
    for node in walk(working):
        parts = [child for child in node.children if child.unit == MONEY]
        if parts:
            assert sum(Fraction(part.value or 0) for part in parts) == Fraction(node.value or 0), node.code


@pytest.mark.parametrize("component", [*COMPONENTS, "total"])
def test_the_parts_of_every_cell_add_up_to_it(costing: Costing, component: str) -> None:
    result = costing.result()
    for year in result.years:
        for index, costs in ((None, result.baseline[year]), (0, result.options[0].years[year])):
            working = explain(costing, index, component, year)
            assert working.value == (costs.total if component == "total" else costs.components[component])
            assert_adds_up(working)


def test_a_cell_is_explained_on_the_other_basis_too(costing: Costing) -> None:
    working = explain(costing, 0, "pension", "2026/27", "whole-nhs")
    assert working.value == costing.result("whole-nhs").options[0].years["2026/27"].components["pension"]
    assert_adds_up(working)


def test_what_measures_change_by_meeting_has_a_line_of_its_own(costing: Costing) -> None:
    working = explain(costing, 0, "basic", "2026/27")
    (meeting,) = [child for child in working.children if child.code == "interaction"]
    assert meeting.value
    assert {child.code for child in meeting.children} == {"meeting"}


def test_rates_name_their_year_and_source(costing: Costing) -> None:
    nic = next(node for node in walk(explain(costing, 0, "nic", "2027/28")) if node.code == "nic_rate")
    assert nic.data["year"] == "2026/27"
    assert nic.value == Fraction(15, 100)
    assert nic.provenance is not None
    assert nic.provenance.source


def test_every_line_of_workings_has_words(costing: Costing) -> None:
    for year in ("2026/27", "2027/28"):
        for index in (None, 0):
            for node in walk(explain(costing, index, "total", year)):
                assert working_label(node)
                assert working_value(node) or node.value is None
    assert workings_lines(explain(costing, 0, "total", "2026/27"))[0].startswith("Total, 2026/27: £")


def test_a_cell_that_is_not_there_is_not_explained(costing: Costing) -> None:
    with pytest.raises(KeyError):
        explain(costing, 0, "bonus", "2026/27")
    with pytest.raises(KeyError):
        explain(costing, 0, "basic", "2030/31")
