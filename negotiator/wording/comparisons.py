"""Words for comparisons: values of metrics, names of peer groups, quarters, standing, caveats."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from negotiator.domain.benchmarking.comparison import Comparison
from negotiator.domain.benchmarking.data import Metric, Trust
from negotiator.domain.benchmarking.opportunity import Estimate, Opportunity
from negotiator.domain.benchmarking.peers import Peers
from negotiator.domain.benchmarking.robustness import Robustness
from negotiator.domain.benchmarking.spc import Reading
from negotiator.wording.charts import count, joined
from negotiator.wording.figures import NOUGHT_IN_TABLE, money, money_short, number, ordinal

QUARTERS = {1: "best quarter", 2: "second quarter", 3: "third quarter", 4: "lowest quarter"}
"""Quarters where one end is better; 1 is the best."""

NEUTRAL_QUARTERS = {1: "highest values", 2: "second highest", 3: "third highest", 4: "lowest values"}

DIRECTIONS = {
    "higher_is_better": "higher is better",
    "lower_is_better": "lower is better",
    "neutral": "neither end is better",
}

BASES = {
    "type": "Same type",
    "peer_group": "NHS peer group",
    "type_region": "Same type and region",
    "region": "Region",
    "icb": "Integrated care board",
    "size": "Nearest in size",
    "all": "All trusts",
    "hand": "Chosen by hand",
}

UNITS = {
    "%": "%",
    "FTE": "WTE",
    "WTE": "WTE",
    "GBP": "£",
    "GBP per WTE": "£ per WTE",
    "GBP per FTE per year": "£ per WTE a year",
    "score 0-10": "0–10",
    "score 1-4": "score 1–4",
    "segment 1-4": "segment 1–4",
    "segment 1-5": "segment 1–5",
}

SHORT_METRICS = {
    "sickness_absence_rate_12m": "Sickness absence, 12 months",
    "sickness_absence_rate_month": "Sickness absence, month",
    "sickness_absence_rate_quarter": "Sickness absence, quarter",
    "staff_cost_share_opex": "Staff costs of all spending",
    "temp_staff_cost": "Bank and agency cost",
    "temp_staff_share": "Bank and agency share",
    "wte_average_total": "Average staff, accounts",
    "wte_medical_dental": "Medical and dental staff",
    "wte_nursing_midwifery": "Nursing and midwifery staff",
    "wte_scientific_therapeutic_technical": "Scientific and technical staff",
    "wte_admin_estates": "Administration and estates",
    "wte_hca_support": "Healthcare support staff",
    "wte_ambulance": "Ambulance staff",
    "nof_segment": "Oversight segment",
    "nof_average_score": "Oversight average score",
    "nof_people_score": "Oversight people score",
    "nof_people_segment": "Oversight people segment",
    "variance_to_plan_pct": "Variance to plan, to date",
    "pp1_compassionate_inclusive": "Compassionate and inclusive",
    "pp2_recognised_rewarded": "Recognised and rewarded",
    "pp4_1_health_safety_climate": "Health and safety climate",
    "pp4_2_burnout": "Burnout sub-score",
    "m1_thinking_about_leaving": "Thinking about leaving",
    "m2_work_pressure": "Work pressure sub-score",
    "q4c_satisfied_with_pay": "Satisfied with pay",
    "q4b_organisation_values_work": "My work is valued",
    "q4d_flexible_working_opportunities": "Flexible working offered",
    "q6c_work_home_balance": "Work and home balance",
    "q6d_can_ask_flexible_working": "Can ask to work flexibly",
    "q3g_meet_conflicting_demands": "Can meet demands on my time",
    "q3i_enough_staff": "Enough staff to do my job",
    "q10b_additional_paid_hours": "Work additional paid hours",
    "q10c_additional_unpaid_hours": "Work additional unpaid hours",
    "q11a_action_on_wellbeing": "Action on health and wellbeing",
    "q11b_musculoskeletal": "Musculoskeletal problems",
    "q11c_work_related_stress": "Unwell from work stress",
    "q11d_worked_while_unwell": "Came to work while unwell",
    "q12b_burnt_out": "Burnt out, often or always",
    "q13a_violence_from_public": "Violence from the public",
    "q14b_bullying_by_managers": "Harassment by managers",
    "q14c_bullying_by_colleagues": "Harassment by colleagues",
    "q16b_discrimination_manager_colleagues": "Discrimination at work",
    "q22_affordable_food": "Can eat well at work",
    "q25c_recommend_as_workplace": "Recommend as a workplace",
    "q26c_will_leave_when_job_found": "Will leave for another job",
    "q31b_reasonable_adjustments": "Reasonable adjustments made",
    "staff_parking_income_per_fte": "Staff parking income per WTE",
    "visitor_parking_income": "Visitor parking income",
    "estates_staff_in_subsidiary_wte": "Estates staff in a subsidiary",
}
"""Names of metrics where there is no room for the whole one; the whole one is then in the tooltip and the table."""


def short_metric(metric: Metric) -> str:
    """The metric's name for a narrow place."""
    return SHORT_METRICS.get(metric.id, metric.name)


def unit(metric: Metric) -> str:
    """The unit in a reader's words."""
    return UNITS.get(metric.unit, metric.unit)


def value(metric: Metric, figure: Decimal | None) -> str:
    """A value with its unit where the unit is a sign: ``5.62%``, ``£48,120``, ``6.71``."""
    if figure is None:
        return NOUGHT_IN_TABLE
    if metric.unit == "%":
        return f"{number(figure, metric.decimals)}%"
    if metric.unit.startswith("GBP"):
        return money_short(figure) if abs(figure) >= 1_000_000 else money(figure)
    return number(figure, metric.decimals)


def unit_and_period(metric: Metric, period: str = "") -> str:
    """The second line under a metric's name: ``%, 2024/25``."""
    return f"{unit(metric)}, {period or metric.comparison_period}"


def group(peers: Peers, counted: int | None = None) -> str:
    """A peer group in words: ``122 acute trusts``, ``the 20 trusts nearest in size``."""
    n = counted if counted is not None else len(peers.codes)
    trusts = "trust" if n == 1 else "trusts"
    if peers.basis == "type":
        return f"{n} {kind(peers.values[0])} {trusts}"
    if peers.basis == "peer_group":
        return f"{n} {trusts} of the peer group {peers.values[0]}"
    if peers.basis == "type_region":
        return f"{n} {kind(peers.values[0])} {trusts} in {region(peers.values[1])}"
    if peers.basis == "region":
        return f"{n} {trusts} in {region(peers.values[0])}"
    if peers.basis == "icb":
        return f"{n} {trusts} of {peers.values[0]}"
    if peers.basis == "size":
        return f"the {n} {trusts} nearest in size"
    if peers.basis == "all":
        return f"all {n} other trusts"
    because = f" ({peers.reason})" if peers.reason else ""
    return f"{n} {trusts} chosen by hand{because}"


def short_name(name: str) -> str:
    """A trust's name without what every name ends with: ``Gateshead Health``."""
    for ending in (" NHS Foundation Trust", " NHS Trust", " Foundation Trust"):
        if name.endswith(ending):
            return name.removesuffix(ending)
    return name


def kind(trust_type: str) -> str:
    """A trust type within a sentence: ``acute``, ``mental health & LD``."""
    return trust_type[:1].lower() + trust_type[1:]


def region(name: str) -> str:
    """A region within a sentence: London and the East of England need no more, the rest are ``the North West``."""
    return name if name in ("London", "") else f"the {name}"


def quarter(comparison: Comparison) -> str:
    """The quarter in words, empty where there is none."""
    if comparison.quartile is None:
        return ""
    table = NEUTRAL_QUARTERS if comparison.metric.direction == "neutral" else QUARTERS
    return table[comparison.quartile]


def rank(comparison: Comparison) -> str:
    """``18th of 21``"""
    return NOUGHT_IN_TABLE if comparison.rank is None else f"{ordinal(comparison.rank)} of {comparison.of}"


def standing(comparison: Comparison) -> str:
    """Whether our value can be told from the peers', in words."""
    metric, spread = comparison.metric, comparison.spread
    if comparison.standing == "no_value":
        return "There is nothing to compare: no value of ours, or none of a peer."
    if comparison.standing == "too_few":
        return f"Only {count(comparison.n)} peers have a value: too few to tell us apart from them."
    if spread is None:
        return ""
    if comparison.standing == "alike":
        return (
            f"Not distinguishable from peers: {value(metric, comparison.own)} lies in their middle half, "
            f"{value(metric, spread.q1)} to {value(metric, spread.q3)}."
        )
    word = {"better": "Better than", "worse": "Worse than", "higher": "Higher than", "lower": "Lower than"}
    return (
        f"{word[comparison.standing]} the middle half of peers, {value(metric, spread.q1)} to "
        f"{value(metric, spread.q3)}."
    )


def summary(comparison: Comparison, name: str) -> str:
    """The comparison in one sentence."""
    metric = comparison.metric
    where = f"{name}: {metric.name} {value(metric, comparison.own)} in {comparison.period}"
    if comparison.rank is None or comparison.spread is None:
        return f"{where}; no rank among {group(comparison.group, comparison.n)}."
    return (
        f"{where}, {rank(comparison)} against {group(comparison.group, comparison.n)} "
        f"(median {value(metric, comparison.spread.median)}; {quarter(comparison)}; {DIRECTIONS[metric.direction]})."
    )


def caveats(comparison: Comparison, trusts: Mapping[str, Trust]) -> tuple[str, ...]:
    """What the reader must know before using the figure."""
    result = [comparison.metric.caveat] if comparison.metric.caveat else []
    for old, new in comparison.group.replaced:
        result.append(f"{old} has merged; {trusts[new].name} ({new}) stands in its place.")
    if comparison.missing:
        n = len(comparison.missing)
        names = joined([trusts[c].name if c in trusts else c for c in comparison.missing[:3]])
        more = f" and {count(n - 3)} more" if n > 3 else ""
        result.append(f"No value for {count(n)} of {len(comparison.group.codes)} peers: {names}{more}.")
    own = trusts.get(comparison.own_code)
    if own is not None and own.predecessors:
        result.append(
            f"{own.name} took in {joined(own.predecessors)}; a period before the merger does not include them."
        )
    if comparison.period != comparison.metric.comparison_period:
        result.append(f"Our figure is for {comparison.period}, the peers’ for {comparison.metric.comparison_period}.")
    return tuple(result)


def robustness(found: Robustness) -> str:
    """The cherry-pick check in words: every group tried, and any one peer left out."""
    tried = [each for each in found.all if each.quartile is not None]
    if not tried:
        return "There is no rank to test."
    parts = [_groups(tried)]
    moved = found.leave_one_out
    if moved is not None:
        if moved.places == 0:
            parts.append("Leaving out any one peer does not move the rank.")
        else:
            places = "place" if moved.places == 1 else "places"
            parts.append(f"Leaving out any one peer moves the rank by {count(moved.places)} {places} at most.")
        if len(moved.quartiles) > 1:
            parts.append("The quarter hangs on a single peer.")
    return " ".join(parts)


def _groups(tried: list[Comparison]) -> str:
    if len(tried) == 1:
        return f"One group tried: {quarter(tried[0])}."
    quarters = [each.quartile for each in tried]
    neutral = tried[0].metric.direction == "neutral"
    names = NEUTRAL_QUARTERS if neutral else QUARTERS
    every = f"every group tried, {count(len(tried))} of them"
    if len(set(quarters)) == 1:
        return f"The same in {every}: {names[quarters[0] or 1]}."
    low, high = min(q or 1 for q in quarters), max(q or 4 for q in quarters)
    spread = f"{names[low]} to {names[high]}"
    tally = f"{names[high]} in {count(quarters.count(high))} of {count(len(tried))}"
    best = f"{names[low]} in {count(quarters.count(low))} of {count(len(tried))}"
    if all(q and q >= 3 for q in quarters):
        return f"Below the middle in every group tried, {tally}."
    if all(q and q <= 2 for q in quarters):
        return f"Above the middle in every group tried, {best}."
    return f"It depends on the group: {spread}; {best}, {tally}."


def _estimate(figures: Estimate, places: int = 0) -> str:
    """``1.8 (1.2 to 2.3)``"""
    likely = number(figures.likely, places)
    low, high = number(figures.low, places), number(figures.high, places)
    return likely if low == high == likely else f"{likely} ({low} to {high})"


def opportunity(found: Opportunity, metric: Metric) -> str:
    """What reaching the peers is worth, as a range over the reasonable peer groups."""
    aim = "the peer median" if found.target == "median" else "the best quartile"
    if found.gap.likely == 0 and found.gap.high == 0:
        return f"We are at {aim} or beyond it."
    if found.wte is not None and found.hours is not None:
        money_words = ""
        if found.pounds is not None:
            low, high = money_short(found.pounds.low), money_short(found.pounds.high)
            money_words = f", worth about {money_short(found.pounds.likely)} ({low} to {high}) of paid time"
        return (
            f"Reaching {aim} would return about {number(_rounded(found.hours.likely))} hours a year, "
            f"{_estimate(found.wte, 1)} WTE{money_words}."
        )
    if found.people is not None:
        return f"Reaching {aim} is about {_estimate(found.people)} people answering differently."
    if found.pounds is not None:
        low, high = money_short(found.pounds.low), money_short(found.pounds.high)
        return (
            f"Reaching {aim} is about {money_short(found.pounds.likely)} a year ({low} to {high}) less of this spend, "
            "before what takes its place."
        )
    places = metric.decimals
    return f"The gap to {aim} is {_estimate(found.gap, places)} {unit(metric)}."


def _rounded(hours: Decimal) -> Decimal:
    """Hours to three figures: an estimate must not look exact."""
    if hours == 0:
        return hours
    places = 2 - hours.adjusted()
    return hours.quantize(Decimal(1).scaleb(max(0, -places)))


VARIATION = {
    "improvement": "Special cause, improving",
    "concern": "Special cause, concerning",
    "change": "Special cause, neither better nor worse",
    "common": "Common cause: no significant change",
}

CAUSES = {
    "beyond": "the last point lies beyond a limit",
    "shift": "seven or more points in a row lie on one side of the mean",
    "trend": "seven or more points in a row go the same way",
    "two_of_three": "two of three points in a row lie near the same limit",
}

ASSURANCE = {
    "pass": "The process will consistently pass the target if nothing changes",
    "fail": "The process will consistently fail the target if nothing changes",
    "hit_or_miss": "The process will hit and miss the target by chance",
}


def spc_reading(reading: Reading) -> str:
    """Variation and, against a target, assurance."""
    text = VARIATION[reading.variation]
    if reading.cause:
        text += f" ({CAUSES[reading.cause]})"
    if reading.assurance:
        text += f". {ASSURANCE[reading.assurance]}"
    return f"{text}."
