"""Words for a line of workings: what it is and what it comes to."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from negotiator.domain.costing.working import MONEY, Working
from negotiator.domain.money import round_to_penny
from negotiator.wording import measures
from negotiator.wording.figures import MINUS, money, number, share

_STEPS = {"single": "", "entry": " entry", "intermediate": " intermediate", "top": " top"}
_WHEN = {"saturday": "Saturday and night", "sunday": "Sunday and holiday"}
_BASES = {"trust": "paid by the trust", "whole-nhs": "paid by the whole NHS"}
_UNSOCIAL = {"1": "band 1", "2": "band 2", "3": "band 3", "4-9": "bands 4 to 9"}


def working_label(working: Working) -> str:
    """What a line of workings is, in a few words."""
    data = working.data
    match working.code:
        case "total" | "cell":
            name = measures.COMPONENT_LABELS[str(data["component"])]
            return f"{name}, {data['year']}"
        case "measure":
            return f"{data['label']} by itself"
        case "interaction":
            return "What the measures change by meeting one another"
        case "meeting":
            return f"{data['label']}, with the measures before it"
        case "place":
            return f"Band {data['band']}{_STEPS[str(data['step'])]}"
        case "not_pay":
            return f"{measures.COMPONENT_LABELS[str(data['component'])]}, not shared out to people"
        case "rounding":
            return "Rounded once, to the penny"
        case "heads_months":
            return "People, average of the year"
        case "heads_before":
            return "People there without the option"
        case "wte_months":
            return "WTE, average of the year"
        case "full_time_basic":
            grown = ", grown by the awards assumed" if data["grown"] else ""
            return f"Full-time basic pay, scale of {data['scale']}{grown}"
        case "handbook":
            return f"NHS terms and conditions handbook, section {data['section']}"
        case "nic_rate":
            return f"Employer National Insurance, {data['year']}"
        case "nic_threshold":
            return f"National Insurance threshold for each person, {data['year']}"
        case "pension_rate":
            return f"Employer pension rate {_BASES[str(data['basis'])]}, {data['year']}"
        case "pension_set":
            return f"Employer pension rate assumed for {data['year']}"
        case "levy_rate":
            return "Apprenticeship levy"
        case "unsocial_rate":
            return f"{_WHEN[str(data['when'])]}, {_UNSOCIAL[str(data['group'])]}"
        case "hcas_rate":
            least, most = (money(Decimal(str(data[end]))) for end in ("least", "most"))
            return f"Supplement, {data['zone']}, from {least} to {most}"
        case "redundancy_rule":
            return "A month's pay for each complete year, 2 to 24 years"
        case "given" | "chosen":
            return measures.field_label(str(data["kind"]), str(data["field"]))
    raise KeyError(working.code)


def working_value(working: Working) -> str:
    """What a line comes to, with its unit; empty for a rule."""
    value = working.value
    if value is None:
        return str(working.data.get("value", ""))
    if working.unit == MONEY:
        if working.code == "rounding":
            return f"{float(value) * 100:+.2f}p".replace("-", MINUS)
        return money(value if isinstance(value, Decimal) else round_to_penny(value), 2)
    if working.unit in ("share", "%"):
        return share(_decimal(value), 3)
    if working.unit.startswith("£"):
        return f"{money(round_to_penny(value), 2)}{working.unit[1:]}"
    shown = number(_decimal(value), 0 if Fraction(value).denominator == 1 else 2)
    return shown if working.unit == "number" else f"{shown} {working.unit}"


def working_source(working: Working) -> str:
    """Where a rate comes from, and whether it was verified; empty for what is no rate."""
    source = working.provenance
    if source is None:
        return ""
    return source.source if source.verified else f"{source.source} (not verified: {source.doubt})"


def workings_lines(working: Working, depth: int = 0) -> list[str]:
    """The tree as lines of text, children set in."""
    value, source = working_value(working), working_source(working)
    line = "  " * depth + working_label(working) + (f": {value}" if value else "") + (f"  [{source}]" if source else "")
    return [line, *(text for child in working.children for text in workings_lines(child, depth + 1))]


def _decimal(value: Decimal | Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else value
