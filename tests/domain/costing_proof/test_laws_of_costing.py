"""What must hold of any costing, whatever its figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from negotiator.domain.costing import cost
from negotiator.domain.costing.case import CaseOption, CostingCase
from negotiator.domain.costing.engine import Costing
from negotiator.domain.costing.result import COMPONENTS, CostingResult
from negotiator.domain.establishment import StaffLine
from negotiator.domain.proposals import Terms
from tests.domain.costing_proof.effort import effort
from tests.slow_reference.shape import differences, shape
from tests.slow_reference.strategies import MAKERS, cases, rates

NOUGHT = Decimal("0.00")


def result_of(case: CostingCase) -> CostingResult:
    return cost(case, rates(case.jurisdiction))


def moves_heads_in_order(case: CostingCase) -> bool:
    """Whether a regrade moves part of its scope, for which the order of the lines is meant to matter."""
    return any(
        measure.kind == "regrade" and ("share" in measure.values or "headcount" in measure.values)
        for option in case.options
        for measure in option.measures
    )


@effort(30)
@given(cases(most_years=3))
def test_totals_add_rounded_parts_and_shares_add_up_to_the_option(case: CostingCase) -> None:
    for option in result_of(case).options:
        for year, costs in option.years.items():
            assert list(costs.components) == list(COMPONENTS)
            assert costs.total == sum(costs.components.values())
            if any(measure.years[year] for measure in option.measures):
                assert costs.total == sum(measure.years[year] for measure in option.measures)
                assert costs.total == option.recurrent[year] + option.non_recurrent[year]
        assert option.cumulative == sum(costs.total for costs in option.years.values())


@effort(30)
@given(cases(most_years=3))
def test_an_option_without_measures_costs_nothing(case: CostingCase) -> None:
    option = result_of(replace(case, options=(CaseOption("Nothing", ()),))).options[0]
    assert {amount for costs in option.years.values() for amount in costs.components.values()} == {NOUGHT}
    assert option.full_year_effect.total == option.cumulative == option.net_present_cost == NOUGHT
    assert set(option.hours_lost.values()) == {NOUGHT}


@effort(30)
@given(cases(most_years=3), st.randoms(use_true_random=False))
def test_the_order_of_the_lines_does_not_matter_where_whole_scopes_move(case: CostingCase, chance) -> None:  # type: ignore[no-untyped-def]
    if moves_heads_in_order(case):
        case = replace(case, options=tuple(replace(option, measures=without_parts(option)) for option in case.options))
    lines = list(case.staff)
    chance.shuffle(lines)
    assert not differences(shape(result_of(replace(case, staff=tuple(lines)))), shape(result_of(case)))


def without_parts(option: CaseOption):  # type: ignore[no-untyped-def]
    return tuple(m for m in option.measures if not (m.kind == "regrade" and {"share", "headcount"} & set(m.values)))


@effort(30)
@given(
    cases(kinds=tuple(kind for kind in MAKERS if kind != "regrade"), most_years=3), st.integers(1, 9), st.integers(1, 9)
)
def test_a_line_cut_in_two_costs_what_the_whole_line_costs(case: CostingCase, some: int, others: int) -> None:
    """Additive in heads: as many people alike on one line or on two."""
    if not case.staff:
        return
    line, *rest = case.staff
    each = line.wte / max(line.headcount, 1)
    each = min(each.quantize(Decimal("0.01")), Decimal("1.2"))

    def part(heads: int, name: str) -> StaffLine:
        return replace(line, name=name, headcount=heads, wte=each * heads)

    whole = replace(case, staff=(part(some + others, line.name), *rest))
    cut = replace(case, staff=(part(some, line.name), *rest, part(others, "the others")))
    named = tuple(
        replace(
            option,
            measures=tuple(
                replace(m, scope=replace(m.scope, lines=(*m.scope.lines, "the others")))
                if line.name in m.scope.lines
                else m
                for m in option.measures
            ),
        )
        for option in cut.options
    )
    assert not differences(shape(result_of(replace(cut, options=named))), shape(result_of(whole)))


@effort(20)
@given(cases(most_years=2), cases(most_years=2), st.integers(0, 5))
def test_costing_anew_from_a_costing_before_gives_what_costing_from_nothing_gives(
    before: CostingCase, after: CostingCase, dropped: int
) -> None:
    """For another case altogether, for the same people with one measure gone, and with one figure changed."""
    known = Costing(before, rates(before.jurisdiction))
    fewer = tuple(
        replace(option, measures=option.measures[:dropped] + option.measures[dropped + 1 :])
        for option in before.options
        if not any("id" in measure.values for measure in option.measures)
    )
    other = tuple(replace(option, measures=with_another_figure(option, dropped)) for option in before.options)
    for case in (replace(before, options=fewer), replace(before, options=other), after):
        anew = Costing(case, rates(case.jurisdiction), known).result()
        assert not differences(shape(anew), shape(result_of(case)))
        known = Costing(case, rates(case.jurisdiction), known)


def with_another_figure(option: CaseOption, place: int) -> tuple[Terms, ...]:
    """The measures, the one at a place with another percentage or amount where it has one."""
    return tuple(
        replace(
            terms,
            values={
                name: value + Decimal("0.01") if name in ("percent", "amount") and isinstance(value, Decimal) else value
                for name, value in terms.values.items()
            },
            ranges={},
        )
        if number == place
        else terms
        for number, terms in enumerate(option.measures)
    )
