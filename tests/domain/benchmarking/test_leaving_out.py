"""Leaving out any one peer: what is found with a few trials is what every trial would find."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from negotiator.domain.benchmarking.comparison import compare
from negotiator.domain.benchmarking.data import DIRECTIONS
from negotiator.domain.benchmarking.peers import Peers
from negotiator.domain.benchmarking.robustness import LeaveOneOut, leave_one_out
from tests.domain.benchmarking.trusts import metric

VALUES = st.decimals(-5, 5, places=1)


@given(st.lists(VALUES, min_size=2, max_size=25), VALUES, st.sampled_from(DIRECTIONS))
def test_a_few_trials_find_what_every_trial_finds(peers: list[Decimal], own: Decimal, direction: str) -> None:
    values = {f"P{i:02d}": value for i, value in enumerate(peers)}
    chosen = compare(metric(direction), values, "OWN", Peers("hand", tuple(values)), own)
    trials = [
        compare(metric(direction), values, "OWN", Peers("hand", tuple(c for c in values if c != left_out)), own)
        for left_out in values
    ]
    ranks = [trial.rank for trial in trials if trial.rank is not None]
    medians = [trial.spread.median for trial in trials if trial.spread is not None]
    assert chosen.rank is not None
    assert leave_one_out(chosen) == LeaveOneOut(
        least_rank=min(ranks),
        most_rank=max(ranks),
        quartiles=tuple(sorted({trial.quartile for trial in trials if trial.quartile is not None})),
        least_median=min(medians),
        most_median=max(medians),
        places=max(abs(rank - chosen.rank) for rank in ranks),
    )
