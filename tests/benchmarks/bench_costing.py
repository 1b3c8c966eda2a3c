"""Costing at trust scale, beside what is asked for and beside the slow reference of the tests.

25,000 one-person lines, ten options of five measures each, five years by month.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from time import perf_counter

from negotiator.domain.costing.case import CaseOption, CostingCase
from negotiator.domain.costing.engine import Costing
from negotiator.domain.proposals import Measure, Option, Proposal
from negotiator.domain.rates import Rates
from negotiator.reference import rates_for
from tests.benchmarks.costing_sizes import case
from tests.benchmarks.rows import Row, bounded, peak_memory_mb, seconds

PEOPLE = 25_000
OPTIONS = 10
_SLOW_PEOPLE = 40
_TIMES_FASTER = 100


def run() -> list[Row]:
    """Rows for costing from nothing, after a change, by size, and for a simulation."""
    rates = rates_for("England")
    whole = case(PEOPLE, OPTIONS)
    rows = _whole(whole, rates)
    rows.append(bounded("memory at its peak", peak_memory_mb(), 400, "MB"))
    rows += _by_size(rates)
    rows.append(_against_the_slow_reference(rates))
    rows.append(_simulation())
    return rows


def _whole(whole: CostingCase, rates: Rates) -> list[Row]:
    size = f"{PEOPLE:,} lines × {OPTIONS} options × 5 years"
    rows = [bounded(f"{size}, from nothing", seconds(lambda: Costing(whole, rates).result(), 3), 1.0)]
    kept = Costing(whole, rates)
    kept.result()
    for name, place in (("first measure", 0), ("regrade, which moves others,", 1), ("last measure", -1)):
        changed = replace(whole, options=(_changed(whole.options[0], place), *whole.options[1:]))
        taken = seconds(lambda changed=changed: Costing(changed, rates, kept).result())
        rows.append(bounded(f"{size}, {name} of one option changed", taken, 0.06))
    return rows


def _changed(option: CaseOption, place: int) -> CaseOption:
    """The option with another figure in one measure."""
    measures = list(option.measures)
    terms = measures[place]
    values = {name: _more(value) for name, value in terms.values.items()}
    measures[place] = replace(terms, values=values)
    return replace(option, measures=tuple(measures))


def _more(value: object) -> object:
    if isinstance(value, Decimal):
        return value + Decimal("0.01")
    return {name: _more(part) for name, part in value.items()} if isinstance(value, dict) else value


def _by_size(rates: Rates) -> list[Row]:
    rows = []
    for lines in (1_000, 10_000, 100_000):
        sized = case(lines, OPTIONS)
        taken = _once(lambda sized=sized: Costing(sized, rates).result())
        rows.append(Row(f"{lines:,} lines × {OPTIONS} options × 5 years", f"{taken:.2f} s", "how time grows"))
    return rows


def _against_the_slow_reference(rates: Rates) -> Row:
    """The reference works one person and month at a time: it is given few people, and the engine the same."""
    from tests.slow_reference import cost as slow_cost

    few = case(_SLOW_PEOPLE, 1)
    slow = _once(lambda: slow_cost(few, rates)) / _SLOW_PEOPLE
    many = case(PEOPLE, 1)
    fast = seconds(lambda: Costing(many, rates).result(), 3) / PEOPLE
    return Row(
        "one person, one option, 5 years: times faster than the slow reference",
        f"{slow / fast:,.0f}",
        f"at least {_TIMES_FASTER}",
        slow / fast >= _TIMES_FASTER,
    )


def _simulation() -> Row:
    """10,000 draws of the sample's option with most ranges."""
    import tempfile
    from pathlib import Path

    from negotiator.domain.costing.simulation import simulate, uncertain_numbers
    from negotiator.services.costing import cost_proposal
    from negotiator.services.sample import sample_records
    from negotiator.services.session import Session

    with tempfile.TemporaryDirectory(prefix="negotiator-bench-") as folder:
        session = Session.create(sample_records(), Path(folder))
        try:
            proposal = next(p for p in session.all(Proposal) if _has_measures(session, p))
            costing = cost_proposal(session, proposal.id)
        finally:
            session.close()
    counts = [len(uncertain_numbers(option.measures)) for option in costing.options]
    index = counts.index(max(counts))
    name = f"10,000 draws over {counts[index]} ranges of the sample"
    return bounded(name, seconds(lambda: simulate(costing, index), 3), 1.0)


def _has_measures(session: object, proposal: Proposal) -> bool:
    from negotiator.services.session import Session

    assert isinstance(session, Session)
    return any(session.children(Measure, option.id) for option in session.children(Option, proposal.id))


def _once(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began
