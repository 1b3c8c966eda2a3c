"""The words of a pack: titles, labels, confidentiality lines, what is withheld, simplifications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from negotiator.domain.markings import Audience
from negotiator.wording.charts import count, joined
from negotiator.wording.figures import money, number, ordinal, share
from negotiator.wording.measures import COMPONENT_LABELS, KIND_LABELS

UNTITLED = "Briefing pack"

AUDIENCE: Mapping[Audience, tuple[str, str]] = {
    Audience.PRIVATE: ("Private", "for the author alone"),
    Audience.TEAM: ("Team", "for the negotiating team alone"),
    Audience.MANAGEMENT: ("Management", "for the board and finance"),
    Audience.JOINT: ("Joint", "may be shared with both sides"),
    Audience.OPEN: ("Open", "may be shared with anybody"),
}
"""The confidentiality line of every page: the marking, and what it allows."""

AUDIENCE_FOR: Mapping[Audience, tuple[str, str]] = {
    Audience.PRIVATE: ("The author", ""),
    Audience.TEAM: ("The negotiating team", ""),
    Audience.MANAGEMENT: ("Management", ", the board and finance"),
    Audience.JOINT: ("Joint forum", ", both sides of the table"),
    Audience.OPEN: ("Anybody", ""),
}
"""Who the pack is for, on the cover: the bold part and the rest."""

SECTION_TITLES: Mapping[str, str] = {
    "contents": "Contents",
    "summary": "Summary",
    "options": "The options compared",
    "costs": "What each option costs",
    "benchmarks": "How we compare",
    "initiatives": "What others have done",
    "people": "The people",
    "assumptions": "Assumptions and limits",
    "workings": "Annex: how the figures were made",
    "sources": "Sources and licences",
}

COVER_LABELS = {
    "for": "For",
    "meeting": "Meeting",
    "prepared_by": "Prepared by",
    "figures": "Figures as at",
    "decision": "Decision asked",
}
COVER_FIGURES_NOTE = "Cost in a full year with employer on-costs, against no change"
FICTIONAL = "An example: the organisation, its people and its figures are invented."

COMPONENTS: Mapping[str, str] = COMPONENT_LABELS
ON_COSTS = "Employer on-costs"

BASES: Mapping[str, str] = {"trust": "trust basis", "whole-nhs": "whole-NHS basis"}
BASIS_MEANS: Mapping[str, str] = {
    "trust": "what the employer pays",
    "whole-nhs": "what the NHS as a whole pays, with the full pension contribution",
}

NOTHING_YET = "Nothing has been put yet that this audience may see."
PENNIES = (
    "Every figure is the whole projection with the option less the whole projection without it, rounded once to the "
    "penny. Tables elsewhere show the same figures in whole pounds."
)
HOLDS_FOR_ALL = "To be known of every option:"
WORKINGS_INTRO = "Each table takes one figure of this paper back to what it rests on."

SIDES: Mapping[str, str] = {"management": "Management", "staff_side": "Staff side", "other": "Others"}
STANCES: Mapping[str, str] = {
    "unknown": "not known",
    "supports": "supports",
    "open": "open",
    "open_with_conditions": "open, with conditions",
    "doubts": "has doubts",
    "against": "against",
}
STRENGTHS = ("not judged", "weak", "fair", "good", "strong")
COMPARABLE = ("not judged", "little", "somewhat", "well", "closely")

RATE_NAMES: Mapping[str, str] = {
    "pay_scale": "Pay scale",
    "employer_ni_rate": "Employer National Insurance, rate",
    "employer_ni_threshold": "Employer National Insurance, yearly threshold for each person",
    "pension_trust": "Employer pension, paid by the trust",
    "pension_whole_nhs": "Employer pension, full rate with levy",
    "levy": "Apprenticeship levy",
    "hcas": "High cost area supplement",
    "unsocial": "Unsocial hours percentages",
    "week_hours": "Full-time week",
    "wage_floor": "National Living Wage, an hour",
    "award": "Pay award assumed",
    "pension_assumed": "Employer pension rate assumed",
}

SIMPLIFICATIONS: tuple[str, ...] = (
    "Unsocial hours are a yearly average, spread evenly over the twelve months.",
    "Part-timers’ additional hours, and hours bought as cover, carry no leave, high cost area supplement or "
    "enhancements unless holiday pay is stated.",
    "Flat sums stay in cash: they do not grow with later awards.",
    "Redundancy outside England is worked out by the same rules without the floor and the cap.",
    "Left out: the payroll’s rounding of the monthly National Insurance threshold, the levy’s £15,000 allowance, the "
    "nil rate for under-21s and apprentices, pension strain on redundancy, and employer National Insurance on "
    "benefits.",
)

WITHHELD_KINDS: Mapping[str, tuple[str, str]] = {
    "settings": ("the particulars of the matter", "the particulars of the matter"),
    "staff_line": ("staff line", "staff lines"),
    "snapshot": ("snapshot of the establishment", "snapshots of the establishment"),
    "proposal": ("proposal", "proposals"),
    "option": ("option", "options"),
    "measure": ("measure", "measures"),
    "measure_template": ("measure template", "measure templates"),
    "mandate": ("mandate", "mandates"),
    "stakeholder": ("person", "people"),
    "interest": ("interest or pressure", "interests and pressures"),
    "note": ("note", "notes"),
    "fact": ("fact", "facts"),
    "assumption": ("assumption", "assumptions"),
    "meeting": ("meeting", "meetings"),
    "action": ("action", "actions"),
    "peer_group": ("peer group", "peer groups"),
    "own_figure": ("figure of our own", "figures of our own"),
    "chosen_metric": ("chosen metric", "chosen metrics"),
    "initiative": ("initiative elsewhere", "initiatives elsewhere"),
    "pack_plan": ("saved pack", "saved packs"),
    "export_entry": ("entry of the export log", "entries of the export log"),
    "preference": ("preferred option", "preferred options"),
    "reading_of_person": ("reading of a person’s place and stance", "readings of people’s places and stances"),
    "people_table": ("list of people to be made redundant", "lists of people to be made redundant"),
}
"""What is withheld, one and several; the last three are parts of records that are shown."""

BECAUSE: Mapping[str, str] = {
    "marking": "marked {marking}",
    "parent": "belongs to something that is withheld",
    "few_people": "fewer than ten people",
    "part": "kept to the team and management",
    "no_rule": "may not leave yet",
}


def notes_above(pages: Mapping[int, Sequence[int]]) -> str:
    """``Notes 1 and 4 to 6: see page 7. Note 2: see page 4.``, from the numbers of notes by their page."""
    return " ".join(
        f"{'Note' if len(numbers) == 1 else 'Notes'} {_runs(numbers)}: see page {page}."
        for page, numbers in pages.items()
    )


def _runs(numbers: Sequence[int]) -> str:
    """``1, 2 and 4 to 6`` for rising numbers: three or more in a row are given by the first and the last."""
    runs: list[list[int]] = []
    for each in numbers:
        if runs and each == runs[-1][-1] + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    said: list[str] = []
    for run in runs:
        said += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(each) for each in run]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def withheld_line(counts: Mapping[str, int]) -> str:
    """``Withheld: 2 notes, 1 mandate.`` for the author."""
    if not counts:
        return "Nothing is withheld."
    parts = [_counted(kind, n) for kind, n in counts.items()]
    return f"Withheld: {', '.join(parts)}."


WITHHELD_BECAUSE: Mapping[str, str] = {
    "marking": "Withheld by their marking",
    "parent": "Withheld with what they belong to",
    "few_people": "Withheld as fewer than ten people",
    "part": "Kept to the team and management",
    "no_rule": "Not allowed to leave yet",
}


def withheld_reasons(reasons: Mapping[str, Mapping[str, int]]) -> list[str]:
    """``Withheld by their marking: 1 proposal and 11 facts.``: what is withheld and why, a sentence for each reason."""
    return [
        f"{words}: {joined([_counted(kind, n) for kind, n in reasons[because].items()])}."
        for because, words in WITHHELD_BECAUSE.items()
        if reasons.get(because)
    ]


def brings_said(brings: Mapping[str, int]) -> str:
    """``with 3 options and 20 measures``; empty where nothing comes along."""
    parts = [f"{number(n)} {_kind(kind, n)}" for kind, n in brings.items()]
    return f"with {joined(parts)}" if parts else ""


def left_out_line(measures: int) -> str:
    """For the author: the costs shown are without measures that the audience does not see."""
    what = (
        "1 measure that this audience does not see is"
        if measures == 1
        else (f"{number(measures)} measures that this audience does not see are")
    )
    return f"{what} not in the costs shown."


def _kind(kind: str, n: int) -> str:
    one, several = WITHHELD_KINDS.get(kind, ("record", "records"))
    return one if n == 1 else several


def _counted(kind: str, n: int) -> str:
    """``3 options``; a matter has its particulars once."""
    return _kind(kind, n) if kind == "settings" else f"{number(n)} {_kind(kind, n)}"


def options_put(number_of: int) -> str:
    """``Three options are put.``"""
    if number_of == 1:
        return "One option is put."
    return f"{count(number_of, capital=True)} options are put."


def costs_or_saves(value: Decimal) -> str:
    """The verb for an amount that stands beside it without its sign."""
    return "saves" if value < 0 else "costs"


def differences(ordered: Sequence[tuple[str, Decimal]], chief: Sequence[str]) -> list[tuple[str, str, str]]:
    """How each option's full-year effect stands to the one before it: before, figure, after; the figure stands bold.

    ``chief`` names, for each option after the first, the component that makes most of the difference.
    """
    sentences = []
    for (before, less), (name, more), what in zip(ordered, ordered[1:], chief, strict=False):
        gap = more - less
        if gap == 0:
            sentences.append((f"{name} costs as much as {before} in a full year.", "", ""))
            continue
        word = "more" if gap > 0 else "less"
        because = f", chiefly in {what[0].lower()}{what[1:]}." if what else "."
        sentences.append((f"{name} costs ", money(abs(gap)), f" {word} than {before} in a full year{because}"))
    return sentences


def spread(named: Sequence[tuple[str, Decimal]]) -> str:
    """From the least to the most costly of many options."""
    least, most = min(named, key=lambda pair: pair[1]), max(named, key=lambda pair: pair[1])
    return f"In a full year the options run from {money(least[1])} ({least[0]}) to {money(most[1])} ({most[0]})."


FULL_YEAR = "Full-year effect"
FULL_YEAR_RULE = "The first year with the recurrent measures from its first day, less the same year without them."
BY_MEASURE = "The same, by measure"
SHARES_RULE = "Each measure’s share: the cost with the list up to it, less the cost up to the one before."
NET_PRESENT = "Net present cost"
ALL_YEARS = "Without discounting"
ALL_YEARS_RULE = "The sum of the years’ totals."

COMPONENT_RULES: Mapping[str, str] = {
    "basic": "Full-time pay of band and step, times WTE, month by month.",
    "rrp": "Basic pay times the premium.",
    "hcas": "The zone’s percentage of full-time basic pay, between its bounds, times WTE.",
    "unsocial": "Hourly rate times enhanced hours times the percentage of the band.",
    "overtime": "Additional hours at plain time; hours beyond full time at time and a half, holidays at double.",
    "allowances": "Sums as given by the measures.",
    "backfill": "Hours bought at the rate that the measure names.",
    "redundancy": "A month’s pay for each complete year of service, handbook section 16.",
    "non_pay": "Sums as given by the measures.",
    "income": "Sums as given by the measures; income and savings are negative.",
}
"""How each component is worked out, in one line; on-costs tell their rates instead."""


def working_title(letter: str, figure: str) -> str:
    return f"Option {letter}: {figure[0].lower()}{figure[1:]}"


def rate_reference(verified: bool) -> str:
    """Where the source of a rate stands in the pack."""
    return "Rates used" if verified else "Rates used; not verified"


def made_title(letter: str, year: str) -> str:
    return f"Option {letter}: how its cost in {year} was made"


def present_rule(discount: Decimal) -> str:
    return f"Each year’s total divided by one more {share(discount)} than the year before; the first year as it is."


def not_costed(names: Sequence[str]) -> str:
    """``B has not been costed yet.``"""
    have = "has" if len(names) == 1 else "have"
    return f"{joined(list(names))} {have} not been costed yet."


def against_envelope(gap: Decimal) -> str:
    """``£1,234 inside``, ``£1,234 above`` or ``exactly at it``, for what is left of an envelope."""
    if gap == 0:
        return "exactly at it"
    return f"{money(gap)} inside it" if gap > 0 else f"{money(-gap)} above it"


def bases_note() -> str:
    """What the two bases mean."""
    parts = [f"{name[0].upper()}{name[1:]}: {BASIS_MEANS[basis]}" for basis, name in BASES.items()]
    return f"{'; '.join(parts)}."


def peers_said(own: str, peers: str, reason: str = "") -> str:
    """Who is compared with whom, and why with them."""
    because = f" The reason for this choice: {reason.rstrip('.')}." if reason else ""
    return f"{own} is compared with {peers}.{because} Where a scale has a better end, that end is on the right."


_QUARTERS = ("the best quarter", "the second quarter", "the third quarter", "the lowest quarter")
_NEUTRAL = ("the highest quarter of values", "the second highest quarter", "the third quarter", "the lowest quarter")


def rank_said(rank: int | None, of: int, quartile: int | None, direction: str) -> str:
    """``18th of 41, in the second quarter.``; says so where there is no rank."""
    if rank is None:
        return "No rank: we or too few peers have a value."
    names = _NEUTRAL if direction == "neutral" else _QUARTERS
    counted = ", counted from the highest value" if direction == "neutral" else ", counted from the best"
    where = f", in {names[quartile - 1]}" if quartile else ""
    return f"{ordinal(rank)} of {of}{counted}{where}."


def evidence_said(strength: int, comparable: int) -> str:
    """How strong the evidence is and how well it compares; empty where neither was judged."""
    parts = []
    if strength:
        parts.append(f"the evidence is {STRENGTHS[min(strength, 4)]}")
    if comparable:
        parts.append(f"it compares {COMPARABLE[min(comparable, 4)]}")
    text = " and ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def rates_intro(edition: str) -> str:
    return f"From rates edition {edition}. A value that was not verified against its source says so."


def measure_kind(kind: str) -> str:
    """A measure's kind in words, for one without a label."""
    return KIND_LABELS.get(kind, kind)
