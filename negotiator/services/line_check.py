"""The costing method's rules for a staff line, worked through once for all lines that are alike but for their name."""

from __future__ import annotations

from dataclasses import fields, replace
from operator import attrgetter
from typing import Any

from negotiator.domain.costing.lines import check_staff_line
from negotiator.domain.establishment import StaffLine
from negotiator.domain.problems import Problem, Refused

_IDENTITY = frozenset({"id", "name", "position", "marking"})
_terms = attrgetter(*(field.name for field in fields(StaffLine) if field.name not in _IDENTITY))


class LineCheck:
    """Checks lines one by one and remembers the terms that passed: 25,000 employees have a few hundred."""

    def __init__(self) -> None:
        self._passed: set[Any] = set()

    def __call__(self, line: StaffLine) -> None:
        """Raise Refused, with the field as place, where a line could not be costed."""
        if not line.name.strip():
            raise Refused(Problem("empty_name", "name"))
        self.check_terms(line)

    def check_terms(self, line: StaffLine) -> None:
        """The same for a line that has no name yet."""
        terms = _terms(line)
        if terms not in self._passed:
            check_staff_line(replace(line, name="line"), "")
            self._passed.add(terms)
