"""The sentence for each problem code. Each area keeps its own table; a code stands in one table only."""

from __future__ import annotations

from importlib import import_module

from negotiator.domain.problems import Problem

_AREAS = ("costing", "documents", "imports", "benchmarks", "reference", "people", "packs", "typed")


def sentence(problem: Problem) -> str:
    """One clear sentence for a problem, led by its place where it has one.

    Raises KeyError for a code without words: a test walks every code, so that no reader ever meets one.
    """
    for area in _AREAS:
        table: dict[str, str] = import_module(f"negotiator.wording.sentences.{area}").SENTENCES
        if problem.code in table:
            text = table[problem.code].format(**problem.data)
            return f"{problem.place}: {text}" if problem.place else text
    raise KeyError(problem.code)
