"""Words for the checks of readiness: what each is called, its reason, and the button that goes where it is mended."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from negotiator.wording.charts import count, joined
from negotiator.wording.figures import money, short_day
from negotiator.wording.sentences import sentence


class _Check(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def data(self) -> Mapping[str, Any]: ...


NAMES = {
    "costed": "Costed",
    "ranged": "Ranged",
    "mandated": "Mandate set",
    "sponsored": "Board sponsor",
    "served": "Interests served",
    "mapped": "People mapped",
    "benchmarked": "Benchmarked",
    "compared": "Comparators",
    "researched": "Researched",
    "owned": "Assumptions owned",
    "convened": "Meeting agreed",
    "followed_up": "Actions in hand",
}
STANDINGS = {"missing": "Missing", "part": "Part done", "ready": "Ready"}
SIDES = {"management": "management", "staff_side": "staff side"}


def _things(number: int, one: str, many: str = "", capital: bool = True) -> str:
    """``One fact``, ``Three facts``, ``14 facts``."""
    return f"{count(number, capital)} {one if number == 1 else many or one + 's'}"


def _few(number: int, one: str, many: str = "") -> str:
    """``1 fact``, ``3 facts``: for a caption."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _be(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


def _quoted(names: Sequence[str]) -> str:
    return joined([f"“{name}”" for name in names])


Data = Mapping[str, Any]


def _options_empty(data: Data) -> str:
    names = data["options"]
    return (
        f"{_quoted(names)} {_be(len(names), 'has', 'have')} no measure that is switched on, so nothing is costed there."
    )


def _numbers_open(data: Data) -> str:
    number = data["count"]
    where = f" in {_quoted(data['options'])}" if data["options"] else ""
    return (
        f"{_things(number, 'number')}{where} {_be(number, 'has', 'have')} no low and high, so the range is too narrow."
    )


def _interests_unserved(data: Data) -> str:
    who = f" ({data['name']})" if data["name"] else ""
    more = data["count"] - 1
    tail = f" Nor {_be(more, 'is', 'are')} {_things(more, 'other', capital=False)}." if more else ""
    return f"“{data['text']}”{who} is not served by any measure in any option.{tail}"


def _actions_late(data: Data) -> str:
    if data["count"] == 1:
        return f"“{data['text']}” is late."
    return f"{_things(data['count'], 'action')} are late, the first being “{data['text']}”."


def _actions_loose(data: Data) -> str:
    number = data["count"]
    return f"{_things(number, 'open action')} {_be(number, 'lacks', 'lack')} an owner or a day."


def _mandated_ready(data: Data) -> str:
    lines = _few(data["red_lines"], "red line")
    envelope = data["envelope"]
    return f"{money(envelope)}, {lines}" if isinstance(envelope, Decimal) else lines


def _convened_ready(data: Data) -> str:
    day: date = data["day"]
    return f"{data['forum']}, {short_day(day)}".removeprefix(", ")


REASONS: Mapping[str, Callable[[Data], str]] = {
    "no_facts": lambda d: "No fact is written down yet. A figure without its source does not stand in the room.",
    "facts_unsourced": lambda d: (
        f"{_things(d['count'], 'fact')} of {d['total']} {_be(d['count'], 'has', 'have')} no source."
    ),
    "facts_unverified": lambda d: (
        f"{_things(d['count'], 'fact')} of {d['total']} {_be(d['count'], 'has', 'have')} not been checked against "
        f"{_be(d['count'], 'its source', 'their sources')}."
    ),
    "facts_stale": lambda d: (
        f"{_things(d['count'], 'fact')} of {d['total']} {_be(d['count'], 'is', 'are')} over two years old."
    ),
    "facts_ready": lambda d: f"{_few(d['total'], 'fact')}, none stale",
    "no_staff": lambda d: "The establishment is empty, so nothing can be costed.",
    "no_options": lambda d: "There is no option to cost yet.",
    "costing_refused": lambda d: f"The options cannot be costed as they are. {sentence(d['problem'])}",
    "options_empty": _options_empty,
    "costed_ready": lambda d: f"{_few(d['options'], 'option')}, every line",
    "no_numbers": lambda d: "No option has a number yet that could be given a low and a high.",
    "numbers_open": _numbers_open,
    "ranged_ready": lambda d: f"{_few(d['total'], 'number')}, each low to high",
    "no_metrics": lambda d: "No metric has been chosen, so nothing is set beside other trusts.",
    "trust_unnamed": lambda d: (
        f"{_things(d['count'], 'metric')} of {d['total']} {_be(d['count'], 'shows', 'show')} peers but no figure of "
        "this trust: it is not named, and no own figure is noted."
    ),
    "benchmarked_ready": lambda d: _few(d["count"], "metric"),
    "no_initiatives": lambda d: "What other employers did about the same matter is not noted.",
    "initiatives_loose": lambda d: "What other employers did is noted, but stands beside none of the options.",
    "compared_ready": lambda d: _few(d["count"], "initiative elsewhere", "initiatives elsewhere"),
    "no_people": lambda d: "Nobody is on the picture yet: who decides, who speaks for whom, who is affected.",
    "side_absent": lambda d: f"Nobody from {SIDES[d['side']]} is on the picture.",
    "interests_unknown": lambda d: (
        f"What matters to {d['name']} is not noted."
        if d["count"] == 1
        else f"What matters to {d['name']} and {_things(d['count'] - 1, 'other', capital=False)} is not noted."
    ),
    "mapped_ready": lambda d: f"{_few(d['people'], 'person', 'people')}, {_few(d['bodies'], 'body', 'bodies')}",
    "no_interests": lambda d: "No interest is noted yet, so none can be traced to a measure.",
    "interests_unserved": _interests_unserved,
    "served_ready": lambda d: f"{_few(d['count'], 'interest')} traced",
    "no_sponsor": lambda d: "Nobody from management has “sponsor” in their role. A board paper needs a named sponsor.",
    "sponsored_ready": lambda d: d["name"],
    "no_mandate": lambda d: "What the team may agree is not set: envelope, red lines, authority.",
    "no_envelope": lambda d: "The mandate has no envelope, so no option can be said to be inside it.",
    "no_authority": lambda d: "The mandate does not say on whose authority it rests.",
    "mandated_ready": _mandated_ready,
    "no_assumptions": lambda d: "No assumption is written down. Every costing rests on some; each wants an owner.",
    "assumptions_unowned": lambda d: (
        f"{_things(d['count'], 'assumption')} of {d['total']} {_be(d['count'], 'has', 'have')} nobody who answers for "
        f"{_be(d['count'], 'it', 'them')}."
    ),
    "assumptions_overdue": lambda d: (
        f"{_things(d['count'], 'assumption')} {_be(d['count'], 'was', 'were')} due for review."
    ),
    "owned_ready": lambda d: f"{d['total']} of {d['total']} named",
    "no_meeting": lambda d: "No meeting of the forum lies ahead.",
    "no_purpose": lambda d: f"The next meeting{' of ' + d['forum'] if d['forum'] else ''} has no purpose written down.",
    "convened_ready": _convened_ready,
    "actions_late": _actions_late,
    "actions_loose": _actions_loose,
    "followed_up_ready": lambda d: "none open" if not d["count"] else f"{d['count']} open, none late",
}
"""Why a check stands as it does; for one that is ready, a few words."""

ACTIONS = {
    "no_facts": "Add a fact",
    "facts_unsourced": "Name the source",
    "facts_unverified": "Check the facts",
    "facts_stale": "Renew the facts",
    "no_staff": "Add staff lines",
    "no_options": "Add an option",
    "costing_refused": "See the costing",
    "options_empty": "Add a measure",
    "no_numbers": "Add a measure",
    "numbers_open": "Add ranges",
    "no_metrics": "Choose metrics",
    "trust_unnamed": "Name the trust",
    "no_initiatives": "Add an initiative",
    "initiatives_loose": "Link an option",
    "no_people": "Add people",
    "side_absent": "Add people",
    "interests_unknown": "Note an interest",
    "no_interests": "Note an interest",
    "interests_unserved": "Trace the interest",
    "no_sponsor": "Name a sponsor",
    "no_mandate": "Set the mandate",
    "no_envelope": "Set the envelope",
    "no_authority": "Name the authority",
    "no_assumptions": "Add an assumption",
    "assumptions_unowned": "Name owners",
    "assumptions_overdue": "Review them",
    "no_meeting": "Add a meeting",
    "no_purpose": "Say the purpose",
    "actions_late": "See the actions",
    "actions_loose": "Complete them",
}
"""The words of the one button that goes where a check is mended. A check that is ready has none."""


def name(check: _Check) -> str:
    return NAMES[check.name]


def reason(check: _Check) -> str:
    """Why it stands as it does: a sentence, or a few words where it is ready."""
    return REASONS[check.reason](check.data)


def action(check: _Check) -> str:
    """The words of its button; empty for a check that is ready."""
    return ACTIONS.get(check.reason, "")
