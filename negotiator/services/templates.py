"""What a new workspace can start from: options and measures laid out, their figures left to the user."""

from __future__ import annotations

from negotiator.domain.problems import Problem, Refused
from negotiator.domain.workspace import Record
from negotiator.services.seeds import RESOURCES, read_seeds

TEMPLATES = ("on_call", "organisational_change", "regrading", "premium", "working_time", "empty")
"""Names, in the order of the home page. Titles and descriptions are in `wording.templates`."""


def template_records(name: str) -> tuple[Record, ...]:
    """The records of a template. Raises Refused for a name that is none."""
    if name not in TEMPLATES:
        raise Refused(Problem("unknown_template", data={"name": name[:60], "known": ", ".join(TEMPLATES)}))
    return read_seeds(RESOURCES / "templates" / f"{name}.toml")
