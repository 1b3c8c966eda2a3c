"""What is wrong, as codes with data. The screen and the command line find the words (`negotiator.wording`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that cannot be accepted, or that the reader must know.

    Attributes:
        code: a stable name, such as ``unknown_band``.
        place: where, as the reader counts it, such as ``staff[3].band``; empty where the whole input is meant.
        data: the values that the sentence needs.
    """

    code: str
    place: str = ""
    data: Mapping[str, object] = field(default_factory=dict)


class Refused(Exception):
    """The input cannot be accepted; nothing was changed."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{p.place}: {p.code}" if p.place else p.code for p in problems))
        self.problems = problems
