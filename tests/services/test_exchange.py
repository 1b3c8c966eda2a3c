"""A workspace as JSON: equal there and back, refused by the place of what is wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest

from negotiator.domain.problems import Refused
from negotiator.domain.workspace import Settings
from negotiator.services.exchange import from_json, to_json
from negotiator.services.sample import sample_records
from negotiator.services.templates import TEMPLATES, template_records
from negotiator.wording.sentences import sentence


def by_id(records: tuple[Any, ...]) -> dict[tuple[type, str], Any]:
    return {(type(record), record.id): record for record in records}


def test_the_sample_is_equal_after_a_round_trip() -> None:
    assert by_id(from_json(to_json(sample_records()))) == by_id(sample_records())


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_equal_after_a_round_trip(name: str) -> None:
    assert by_id(from_json(to_json(template_records(name)))) == by_id(template_records(name))


def changed(*path: str | int, to: Any) -> str:
    """The sample's export with one value changed."""
    whole = json.loads(to_json(sample_records()))
    target = whole
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = to
    return json.dumps(whole)


@pytest.mark.parametrize(
    ("path", "value", "place", "code"),
    [
        (("format",), "other", "format", "exchange_format"),
        (("version",), 2, "version", "exchange_version"),
        (("version",), True, "version", "exchange_version"),
        (("extra",), 1, "extra", "field_unknown"),
        (("records",), [], "records", "value_not_object"),
        (("records", "wish"), [], "records", "exchange_kind"),
        (("records", "fact"), {}, "fact", "value_not_list"),
        (("records", "fact", 2), "x", "fact[3]", "value_not_object"),
        (("records", "fact", 2, "wish"), "x", "fact[3].wish", "field_unknown"),
        (("records", "fact", 2, "verified"), "yes", "fact[3].verified", "value_not_flag"),
        (("records", "fact", 2, "day"), "2026-13-01", "fact[3].day", "value_not_day"),
        (("records", "fact", 2, "statement"), "a\x00b", "fact[3].statement", "value_not_printable"),
        (("records", "fact", 2, "statement"), "a" * 100_001, "fact[3].statement", "value_too_long"),
        (("records", "fact", 2, "marking"), "secret", "fact[3].marking", "value_not_one_of"),
        (("records", "staff_line", 2, "wte"), 1.5, "staff_line[3].wte", "value_not_amount"),
        (("records", "staff_line", 2, "wte"), "1e3", "staff_line[3].wte", "value_not_amount"),
        (("records", "staff_line", 2, "wte"), "NaN", "staff_line[3].wte", "value_not_amount"),
        (("records", "staff_line", 2, "headcount"), "12", "staff_line[3].headcount", "value_not_whole"),
        (("records", "staff_line", 2, "headcount"), 2**60, "staff_line[3].headcount", "value_not_whole"),
        (("records", "staff_line", 2, "band"), "5a", "staff_line[3].band", "unknown_band"),
        (("records", "staff_line", 2, "wte"), "9999", "staff_line[3].wte", "wte_above_heads"),
        (("records", "measure", 0, "option_id"), "nobody", "measure[1].option_id", "exchange_no_parent"),
        (("records", "measure", 0, "terms", "values"), {"a": 1.5}, "measure[1].terms.values.a", "value_unknown"),
        (("records", "measure", 0, "id"), "a b", "measure[1].id", "exchange_id"),
        (("records", "settings"), [], "settings", "exchange_settings"),
        (("records", "settings", 0, "id"), "other", "settings", "exchange_settings"),
        (("records", "stakeholder", 0, "influence"), 101, "stakeholder[1].influence", "value_not_between"),
    ],
)
def test_what_cannot_be_accepted_is_refused_by_its_place(
    path: tuple[str | int, ...], value: object, place: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        from_json(changed(*path, to=value))
    problem = refused.value.problems[0]
    assert (problem.place, problem.code) == (place, code)
    assert place in sentence(problem)


def test_an_id_that_stands_twice_is_refused() -> None:
    whole = json.loads(to_json(sample_records()))
    whole["records"]["fact"].append(whole["records"]["fact"][0])
    with pytest.raises(Refused) as refused:
        from_json(json.dumps(whole))
    assert refused.value.problems[0].code == "exchange_id_twice"


@pytest.mark.parametrize("text", ["", "{", "[1,", '{"a": 1, "a": 2}', "[" * 100_000, "9" * 5000, "null", '"x"'])
def test_what_is_no_export_is_refused_in_words(text: str) -> None:
    with pytest.raises(Refused) as refused:
        from_json(text)
    assert sentence(refused.value.problems[0])


def test_a_field_that_is_left_out_takes_its_default() -> None:
    text = json.dumps({"format": "negotiator-workspace", "version": 1, "records": {"settings": [{"title": "x"}]}})
    assert from_json(text) == (Settings(title="x"),)
