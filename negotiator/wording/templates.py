"""What the templates of the home page are called, and what each is for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class TemplateWords(NamedTuple):
    """A template's title and the line beneath it."""

    title: str
    description: str


TEMPLATES: Mapping[str, TemplateWords] = {
    "on_call": TemplateWords("On-call and unsocial hours", "Sessions, call-outs, rest and rates"),
    "organisational_change": TemplateWords("Organisational change", "Posts, redundancy, protection, duties"),
    "regrading": TemplateWords("Regrading a staff group", "Who moves, to which step, take-home"),
    "premium": TemplateWords("Recruitment and retention premium", "Gap to market, review date, exit"),
    "working_time": TemplateWords("Working week or leave", "Hours lost, cover and cost"),
    "empty": TemplateWords("Empty workspace", "Start from an establishment"),
}
"""By the names of `services.templates.TEMPLATES`, in that order."""
