from __future__ import annotations

from decimal import Decimal

import pytest

from negotiator.domain.benchmarking.peers import choose, find
from negotiator.domain.problems import Refused
from negotiator.wording.sentences import sentence
from tests.domain.benchmarking.trusts import SIZES, TRUSTS

OWN = TRUSTS["AAA"]


def peers(basis: str, **more: object) -> tuple[str, ...]:
    return choose(basis, OWN, TRUSTS, SIZES, **more).codes  # type: ignore[arg-type]


def refusal(basis: str, own: str = "AAA", **more: object) -> str:
    with pytest.raises(Refused) as caught:
        choose(basis, TRUSTS[own], TRUSTS, SIZES, **more)  # type: ignore[arg-type]
    return sentence(caught.value.problems[0])


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        ("type", ("BBB", "CCC", "EEE")),
        ("peer_group", ("BBB", "CCC", "ZZZ")),
        ("region", ("BBB", "DDD")),
        ("type_region", ("BBB",)),
        ("icb", ("BBB", "DDD")),
        ("all", ("BBB", "CCC", "DDD", "EEE", "ZZZ")),
    ],
)
def test_a_group_holds_the_trusts_of_today_that_share_the_field_without_our_own(
    basis: str, expected: tuple[str, ...]
) -> None:
    assert peers(basis) == expected


def test_the_nearest_in_size_are_nearest_by_workforce_ties_by_code() -> None:
    assert peers("size", count=1) == ("DDD",)
    assert peers("size", count=2) == ("BBB", "DDD")
    assert peers("size", count=3) == ("BBB", "CCC", "DDD")
    assert peers("size", count=99) == ("BBB", "CCC", "DDD", "EEE")
    assert peers("size", count=1, own_size=Decimal(290)) == ("EEE",)


def test_a_merged_trust_chosen_by_hand_stands_for_its_successor_and_says_so() -> None:
    chosen = choose("hand", OWN, TRUSTS, SIZES, codes=("fff", "BBB", "CCC", "AAA"), reason="same road")
    assert chosen.codes == ("CCC", "BBB")
    assert chosen.replaced == (("FFF", "CCC"),)
    assert chosen.reason == "same road"


def test_a_merged_trust_gives_its_last_successor() -> None:
    assert find(" fff ", TRUSTS).code == "CCC"


def test_a_dissolved_trust_is_refused_in_words() -> None:
    with pytest.raises(Refused) as caught:
        find("HHH", TRUSTS)
    assert "dissolved without a successor" in sentence(caught.value.problems[0])


def test_an_unknown_code_is_refused_with_the_nearest_spelling() -> None:
    with pytest.raises(Refused) as caught:
        find("AAB", TRUSTS)
    assert "AAA (Trust AAA)" in sentence(caught.value.problems[0])


def test_each_group_that_cannot_be_is_refused_in_words() -> None:
    assert "no peers on this basis" in refusal("type", own="ZZZ")
    assert "has no peer group in the data" in refusal("peer_group", own="DDD")
    assert "no workforce figure" in refusal("size", own="ZZZ")
    assert "whole number from 1" in refusal("size", count=0)
    assert "no way to choose peers" in refusal("colour")
    assert "no peers" in refusal("hand", codes=("AAA",))
