from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.domain.benchmarking.comparison import Comparison, compare
from negotiator.domain.benchmarking.peers import Peers
from negotiator.domain.benchmarking.robustness import check, leave_one_out
from negotiator.wording import comparisons as words
from tests.domain.benchmarking.trusts import TRUSTS, metric


def comparison(own: str | None, *peers: str, direction: str = "lower_is_better", missing: int = 0) -> Comparison:
    values = {f"P{i:02d}": Decimal(value) for i, value in enumerate(peers)}
    codes = (*values, *(f"M{i}" for i in range(missing)))
    return compare(metric(direction), values, "OWN", Peers("hand", codes), Decimal(own) if own else None)


def test_rank_counts_from_the_better_end_and_equal_values_share_the_best_rank() -> None:
    assert comparison("5", "4", "5", "6").rank == 2
    assert comparison("5", "4", "5", "6", direction="higher_is_better").rank == 2
    assert comparison("6", "4", "5", "6").rank == 3
    assert comparison("6", "4", "5", "6", direction="neutral").rank == 1
    assert comparison("4", "4", "5", "6").rank == 1


def test_the_spread_is_of_the_peers_alone_and_the_rank_of_us_and_them() -> None:
    found = comparison("9", "1", "2", "3", "4", missing=2)
    assert found.spread is not None
    assert (found.spread.least, found.spread.q1, found.spread.median, found.spread.q3, found.spread.most) == (
        Decimal(1),
        Decimal("1.75"),
        Decimal("2.5"),
        Decimal("3.25"),
        Decimal(4),
    )
    assert (found.n, found.of, found.rank, found.missing) == (4, 5, 5, ("M0", "M1"))


def test_the_quartile_is_the_rank_rule_over_us_and_the_peers() -> None:
    # OHID's rule for 21, 5 − ⌈4·(22 − rank) ÷ 21⌉: rank 6 gives 5 − ⌈3.05⌉ = 1, rank 7 gives 5 − ⌈2.86⌉ = 2.
    ranks = {}
    for place in range(21):
        own = str(place * 2)
        peers = [str(value) for value in range(1, 41, 2)]
        found = comparison(own, *peers)
        ranks[found.rank] = found.quartile
    assert [ranks[rank] for rank in range(1, 22)] == [1] * 6 + [2] * 5 + [3] * 5 + [4] * 5


def test_too_few_trusts_have_no_quartile_but_a_rank() -> None:
    found = comparison("5", "4", "6")
    assert (found.rank, found.quartile, found.standing) == (2, None, "too_few")


def test_percentile_is_the_share_of_peers_that_we_do_better_than_an_equal_one_counting_half() -> None:
    assert comparison("5", "4", "5", "6", "7").percentile == Decimal("62.5")


def test_without_our_value_there_is_a_spread_and_no_rank() -> None:
    found = comparison(None, "4", "5", "6")
    assert (found.rank, found.quartile, found.percentile, found.of) == (None, None, None, 3)
    assert found.spread is not None
    assert found.standing == "no_value"


def test_without_a_peer_value_there_is_no_spread() -> None:
    found = comparison("5", missing=3)
    assert (found.spread, found.rank, found.standing) == (None, None, "no_value")


PEERS = ("1", "2", "3", "4", "5", "6", "7", "8", "9")


@pytest.mark.parametrize(
    ("own", "direction", "standing"),
    [
        ("3", "lower_is_better", "alike"),
        ("7", "lower_is_better", "alike"),
        ("2.9", "lower_is_better", "better"),
        ("2.9", "higher_is_better", "worse"),
        ("7.1", "neutral", "higher"),
        ("2.9", "neutral", "lower"),
    ],
)
def test_a_trust_within_the_middle_half_is_not_distinguishable(own: str, direction: str, standing: str) -> None:
    found = comparison(own, *PEERS, direction=direction)
    assert found.standing == standing
    assert ("Not distinguishable" in words.standing(found)) == (standing == "alike")


def test_a_value_that_shows_the_same_figure_as_the_median_is_alike() -> None:
    found = comparison("5.001", *["5.003"] * 9)
    assert found.standing == "alike"


@given(st.lists(st.decimals(-100, 100, places=1), min_size=1, max_size=30), st.decimals(-100, 100, places=1))
def test_rank_from_one_end_and_from_the_other_agree(peers: list[Decimal], own: Decimal) -> None:
    texts = [str(value) for value in peers]
    best = comparison(str(own), *texts, direction="higher_is_better")
    worst = comparison(str(own), *texts)
    level = peers.count(own)
    assert best.rank is not None and worst.rank is not None
    assert best.rank + worst.rank == len(peers) + 2 - level
    assert best.percentile is not None and worst.percentile is not None
    assert best.percentile + worst.percentile == 100


def test_leaving_out_one_peer_moves_the_rank_by_a_place_at_most() -> None:
    moved = leave_one_out(comparison("5", "1", "2", "8", "9"))
    assert moved is not None
    assert (moved.least_rank, moved.most_rank, moved.places) == (2, 3, 1)
    assert (moved.least_median, moved.most_median) == (Decimal(2), Decimal(8))
    assert leave_one_out(comparison("5", "1")) is None


def test_the_cherry_pick_check_asks_every_group_that_the_trust_has_and_none_twice() -> None:
    trusts = {
        f"T{i:02d}": replace(TRUSTS["AAA"], code=f"T{i:02d}", name=f"T{i}", region="London" if i < 8 else "North West")
        for i in range(14)
    }
    sizes = {code: Decimal(100 + i) for i, code in enumerate(trusts)}
    values = {code: Decimal(i) for i, code in enumerate(trusts)}
    own = trusts["T06"]
    chosen = compare(metric(), values, own.code, Peers("type", tuple(c for c in trusts if c != own.code), ("Acute",)))
    found = check(chosen, metric(), values, own, trusts, sizes)
    # Peer group, size and all are the same thirteen trusts as the type; region and type in region are the same seven.
    assert [each.group.basis for each in found.others] == ["type_region"]
    assert [(each.rank, each.of) for each in found.all] == [(7, 14), (7, 8)]
    assert words.robustness(found) == (
        "It depends on the group: second quarter to lowest quarter; second quarter in one of two, lowest quarter in "
        "one of two. Leaving out any one peer moves the rank by one place at most."
    )
