"""Values of the domain as plain values: equal there and back, whatever they are; refused by place otherwise."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.domain.establishment import Allowance, Snapshot, StaffLine
from negotiator.domain.facts import Fact
from negotiator.domain.markings import Audience, Marking
from negotiator.domain.packs import ExportEntry
from negotiator.domain.problems import Refused
from negotiator.domain.proposals import Measure, Scope, Terms
from negotiator.storage.values import codec, require_storable

texts = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=20)
amounts = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6)
days = st.dates()
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | texts | amounts | days,
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
terms = st.builds(
    Terms,
    kind=texts,
    label=texts,
    start=st.none() | days,
    end=st.none() | days,
    scope=st.builds(Scope, groups=st.lists(texts, max_size=3).map(tuple), lines=st.lists(texts, max_size=3).map(tuple)),
    values=st.dictionaries(texts, values, max_size=4),
    ranges=st.dictionaries(texts, st.tuples(st.none() | amounts, st.none() | amounts), max_size=3),
    evidence=st.lists(texts, max_size=3).map(tuple),
)


@given(terms)
def test_terms_of_any_measure_are_equal_after_json(given_terms: Terms) -> None:
    plain = json.loads(json.dumps(codec(Terms).encode(given_terms)))
    assert codec(Terms).decode(plain, "") == given_terms


def test_types_are_told_apart_after_json() -> None:
    mixed = {
        "amount": Decimal("0.10"),
        "text": "0.10",
        "count": 3,
        "flag": True,
        "day": date(2027, 1, 1),
        "allowances": (Allowance("First aid", Decimal(5)),),
        "table": {"4-9": {"sunday_holiday": Decimal("0.64")}},
        "marking": "joint",
    }
    back = codec(Terms).decode(json.loads(json.dumps(codec(Terms).encode(Terms("x", values=mixed)))), "").values
    assert back == mixed
    assert {name: type(value) for name, value in back.items()} == {name: type(value) for name, value in mixed.items()}
    assert str(back["amount"]) == "0.10", "places are kept"


def test_records_with_every_type_of_field_are_equal_after_json() -> None:
    line = StaffLine("a", "Nursing", "5", "top", 1, Decimal(1), next_step=date(2027, 4, 1), marking=Marking.PRIVATE)
    entry = ExportEntry("e", datetime(2026, 11, 23, tzinfo=UTC), Audience.JOINT, "pdf", "x", "0", (("note", 3),))
    for record in (line, entry, Snapshot("s", "October", date(2026, 10, 1), "ESR", (line,))):
        part = codec(type(record))
        assert part.decode(json.loads(json.dumps(part.encode(record))), "") == record


@pytest.mark.parametrize(
    ("kind", "plain", "place", "code"),
    [
        (Decimal, 5, "x", "value_not_amount"),
        (Decimal, "5,0", "x", "value_not_amount"),
        (Decimal, "9" * 31, "x", "value_not_amount"),
        (date, "20270101", "x", "value_not_day"),
        (datetime, "yesterday", "x", "value_not_moment"),
        (datetime, 5, "x", "value_not_moment"),
        (tuple[str, ...], "abc", "x", "value_not_list"),
        (tuple[str, ...], ["a", 5], "x[2]", "value_not_text"),
        (tuple[str, int], ["a"], "x", "value_wrong_length"),
        (Mapping[str, Decimal], {"a": "b"}, "x.a", "value_not_amount"),
        (Scope, {"groups": [1]}, "x.groups[1]", "value_not_text"),
        (Scope, [], "x", "value_not_object"),
        (Fact, {"id": "1"}, "x.statement", "field_absent"),
        (object, {"decimal": "1", "day": "2027-01-01"}, "x", "value_unknown"),
        (object, {"date": "2027-01-01"}, "x", "value_unknown"),
        (object, {"allowance": {"label": "a", "amount": 1}}, "x.amount", "value_not_amount"),
        (str, "\ud800", "x", "value_not_printable"),
    ],
)
def test_a_plain_value_that_does_not_fit_is_refused_by_its_place(
    kind: type, plain: object, place: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        codec(kind).decode(plain, "x")
    assert (refused.value.problems[0].place, refused.value.problems[0].code) == (place, code)


@pytest.mark.parametrize(
    ("record", "place"),
    [
        (Fact("1", "x", day="2027-01-01"), "day"),  # type: ignore[arg-type]
        (Fact("1", "x", day=datetime(2027, 1, 1, tzinfo=UTC)), "day"),
        (Fact("1", "x", marking="joint"), "marking"),  # type: ignore[arg-type]
        (Fact("1", 5), "statement"),  # type: ignore[arg-type]
        (Fact("1", "x", verified=1), "verified"),  # type: ignore[arg-type]
    ],
)
def test_a_record_that_could_not_be_read_back_is_refused_by_its_field(record: Fact, place: str) -> None:
    with pytest.raises(Refused) as refused:
        require_storable(record)
    assert refused.value.problems[0].place == place


def test_a_float_hidden_in_the_terms_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        require_storable(Measure("m", "o", Terms("x", values={"amount": 0.5})))
    assert refused.value.problems[0].place == "terms"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "null"),
        (True, "true"),
        ([None], "[null]"),
        ({"a": 1}, '{"a": 1}'),
        ("a\nb\x1b", "a b "),
        (Decimal("1.5"), '"1.5"'),
        (["x" * 50], '["' + "x" * 37 + "…"),
    ],
)
def test_a_refused_value_is_shown_as_json_writes_it(value: object, shown: str) -> None:
    with pytest.raises(Refused) as caught:
        codec(date).decode(value, "x")
    assert caught.value.problems[0].data["value"] == shown
