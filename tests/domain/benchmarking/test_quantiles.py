"""Quantiles against worked values of the R package PHEindicatormethods 2.1.0 (testdata_Quantiles.xlsx)."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.domain.benchmarking.quantiles import rank_quantiles, spread

VALUES = st.lists(st.decimals(min_value=-1000, max_value=1000, places=2), min_size=1, max_size=60)


def decimals(*texts: str) -> list[Decimal | None]:
    return [Decimal(text) if text else None for text in texts]


def test_tied_areas_share_the_lowest_rank_as_in_the_published_test_of_region_1() -> None:
    values = decimals(
        *[
            "182.71",
            "175.99",
            "169.27",
            "169.27",
            "155.83",
            "149.11",
            "142.39",
            "135.67",
            "128.95",
            "121.4",
            "108.9",
            "108.9",
            "101.6",
        ]
    )
    assert rank_quantiles(values, 10, highest_first=True) == (1, 1, 2, 2, 4, 4, 5, 6, 7, 7, 8, 8, 10)


def test_the_lowest_value_comes_first_where_that_end_is_named_as_in_the_published_test_of_region_2() -> None:
    values = decimals(
        *[
            "10",
            "11",
            "13",
            "15",
            "19",
            "20.2",
            "22.4",
            "24.6",
            "26.8",
            "29",
            "31.2",
            "33.4",
            "35.6",
            "37.8",
            "37.8",
            "42.2",
            "44.4",
            "46.6",
            "46.6",
            "51",
            "53.2",
            "55.4",
        ]
    )
    expected = (1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 6, 6, 7, 8, 8, 8, 9, 10, 10)
    assert rank_quantiles(values, 10, highest_first=False) == expected


def test_a_blank_has_no_quantile_and_is_not_counted_as_in_the_published_test_of_the_south_west() -> None:
    values = decimals(
        "99.09132822",
        "105.9141688",
        "106.6076931",
        "108.3384726",
        "108.5979467",
        "109.4761072",
        "110.2726168",
        "112.0092179",
        "116.1820437",
        "123.2100694",
        "125.3350716",
        "126.0517496",
        "129.1985965",
        "130.8044487",
        "134.7667592",
        "",
    )
    expected = (10, 9, 9, 8, 7, 7, 6, 5, 5, 4, 3, 3, 2, 1, 1, None)
    assert rank_quantiles(values, 10, highest_first=True) == expected


def test_fewer_values_than_quantiles_give_none_as_in_the_published_test_of_the_east_midlands() -> None:
    values = decimals("98.48", "112.65", "118.88", "120.82", "122.38", "123.07", "126.03", "128.92", "145.64")
    assert rank_quantiles(values, 10, highest_first=True) == (None,) * 9


def test_no_quantiles_cannot_be_asked_for() -> None:
    with pytest.raises(ValueError):
        rank_quantiles([Decimal(1)], 0, highest_first=True)


@given(VALUES, st.integers(1, 12), st.booleans())
def test_a_better_value_is_never_in_a_later_quantile(values: list[Decimal], count: int, highest: bool) -> None:
    found = rank_quantiles(values, count, highest)
    if len(values) < count:
        assert set(found) == {None}
        return
    ordered = [q for _, q in sorted(zip(values, found, strict=True), key=lambda pair: pair[0], reverse=highest)]
    assert ordered == sorted(ordered)
    assert ordered[0] == 1
    assert all(1 <= q <= count for q in ordered)


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=60, unique=True), st.integers(1, 12))
def test_without_ties_the_quantiles_are_as_even_as_they_can_be(values: list[int], count: int) -> None:
    if len(values) >= count:
        found = rank_quantiles([Decimal(v) for v in values], count, highest_first=True)
        sizes = [found.count(quantile) for quantile in range(1, count + 1)]
        assert max(sizes) - min(sizes) <= 1


@given(VALUES)
def test_quartiles_are_those_of_linear_interpolation_between_ranks(values: list[Decimal]) -> None:
    found = spread(values)
    assert found is not None
    expected = np.percentile([float(v) for v in values], [0, 25, 50, 75, 100], method="linear")
    got = [float(v) for v in (found.least, found.q1, found.median, found.q3, found.most)]
    assert got == pytest.approx(list(expected), abs=1e-9)


def test_nothing_has_no_spread() -> None:
    assert spread([]) is None
