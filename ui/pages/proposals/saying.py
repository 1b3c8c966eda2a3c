"""What is wrong with a measure, said at its field: in its own words and units, without the place of a case file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from negotiator.domain.costing.kinds import KINDS, FieldSpec
from negotiator.domain.problems import Problem
from negotiator.wording.figures import day
from negotiator.wording.measures import field_label
from negotiator.wording.sentences import sentence
from ui.pages.proposals.fields import shown

_NUMBERS = ("given", "least", "most")


def field_of(problem: Problem, names: list[str]) -> str:
    """The name of the field that a problem is about; empty where it is about the measure as a whole."""
    last = problem.place.rsplit(".", 1)[-1].split("[")[0]
    for tail in ("_low", "_high"):
        if last.endswith(tail) and last.removesuffix(tail) in names:
            return last.removesuffix(tail)
    return last if last in names else ""


def plainly(problem: Problem) -> str:
    """A problem's sentence without its place: the field it stands under is the place."""
    words = sentence(replace(problem, place=""))
    return words[:1].upper() + words[1:]


def said(problem: Problem, kind: str) -> str:
    """The same for a measure of a kind: parameters by their labels, shares in per cent, days as days."""
    specs = {spec.name: spec for spec in KINDS[kind].fields}
    spec = specs.get(field_of(problem, list(specs)))
    return plainly(
        replace(problem, data={key: _told(key, value, kind, spec, specs) for key, value in problem.data.items()})
    )


def _told(key: str, value: object, kind: str, spec: FieldSpec | None, specs: Mapping[str, FieldSpec]) -> object:
    if not isinstance(value, str):
        return value
    if key in ("name", "names"):
        return " ".join(_label(kind, word) if word in specs else word for word in value.split(" "))
    if key in _NUMBERS and spec is not None and _is_number(value):
        return shown(Decimal(value), spec.type)
    if key == "start":
        return day(date.fromisoformat(value))
    return value


def _label(kind: str, name: str) -> str:
    label = field_label(kind, name)
    return f"“{label}”"


def _is_number(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.replace(".", "", 1).isdigit()
