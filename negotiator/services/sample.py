"""The sample workspace: a fictional trust before its talks on on-call pay (resources/sample)."""

from __future__ import annotations

from negotiator.domain.workspace import Record
from negotiator.services.seeds import RESOURCES, read_seeds

FILES = ("matter", "establishment", "options", "people", "evidence", "comparators", "meetings", "packs")


def sample_records() -> tuple[Record, ...]:
    """Every record of the sample, from data files that anybody can read. Trust, people and figures are invented."""
    return read_seeds(*(RESOURCES / "sample" / f"{name}.toml" for name in FILES))
