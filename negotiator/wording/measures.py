"""Words for the measure kinds and their parameters: a label and one plain sentence for each.

`field_label` and `field_help` look for the kind's own words first, then for the words that all kinds share.
"""

from __future__ import annotations

from collections.abc import Mapping

KIND_LABELS: Mapping[str, str] = {
    "pay_uplift": "Pay uplift, per cent",
    "flat_uplift": "Pay uplift, flat sum",
    "greater_of_uplift": "Pay uplift, the greater of two",
    "lump_sum": "One-off payment",
    "regrade": "Regrade to another band",
    "allowance": "Allowance",
    "shift_payment": "Payment for each shift",
    "rrp": "Recruitment and retention premium",
    "unsocial_rates": "Unsocial hours percentages",
    "on_call": "On-call",
    "working_week": "Length of the working week",
    "annual_leave": "Annual leave",
    "paid_release": "Paid release",
    "sickness_change": "Change in sickness absence",
    "posts": "New or removed posts",
    "redundancy": "Redundancy payments",
    "pay_protection": "Pay protection",
    "turnover_change": "Change in turnover",
    "agency_replacement": "Posts in place of agency staff",
    "non_pay": "Non-pay cost",
    "income": "Income or saving",
}

KIND_HELP: Mapping[str, str] = {
    "pay_uplift": "Raises basic pay by a percentage for everyone in scope; what scales with basic pay follows.",
    "flat_uplift": "Adds one yearly sum to full-time basic pay for everyone in scope; part-timers get their share.",
    "greater_of_uplift": "Raises full-time basic pay by a percentage, or by a minimum sum where that is more.",
    "lump_sum": "Pays once, in the month it starts: a sum for each WTE, or a percentage of yearly basic pay.",
    "regrade": "Moves people to another band, at the lowest step that gives a rise; where none does, old pay is held.",
    "allowance": "Adds a yearly sum to the pay of each person, or of each WTE, in scope.",
    "shift_payment": "Pays a sum for each shift worked in the whole scope, shared by the people in it.",
    "rrp": "Adds a premium as a share of basic pay; a long-term premium is pensionable, a short-term one is not.",
    "unsocial_rates": "Replaces the handbook's percentages for nights, Saturdays, Sundays and public holidays.",
    "on_call": "Pays on-call sessions of the whole scope, and call-out hours at time and a half.",
    "working_week": "Changes the full-time week with salaries unchanged; hours lost may be bought back.",
    "annual_leave": "Adds days of leave for each WTE; hours lost may be bought back.",
    "paid_release": "Gives days away from the job, in all or for each person; hours lost may be bought back.",
    "sickness_change": "Changes absence by a share of contracted hours; less absence gives hours back.",
    "posts": "Adds posts as a staff line of their own; a negative number of people removes posts.",
    "redundancy": "Pays handbook section 16 redundancy once; removing the post is a measure of its own.",
    "pay_protection": "Pays people who moved down the difference between two places on the scale, for some months.",
    "turnover_change": "Counts the saving from leavers avoided, as income.",
    "agency_replacement": "Replaces agency hours with employed posts, with headroom for leave, sickness and training.",
    "non_pay": "Adds a cost that is not pay: each year, or once in the month it starts.",
    "income": "Counts income or a saving: each year, or once in the month it starts.",
}

FIELD_LABELS: Mapping[str, str] = {
    "label": "Name",
    "start": "From",
    "end": "Until",
    "scope": "Who",
    "groups": "Staff groups",
    "bands": "Bands",
    "steps": "Steps",
    "zones": "Supplement zones",
    "lines": "Staff lines",
    "evidence": "Evidence",
    "percent": "Percentage",
    "amount": "Amount",
    "minimum": "Minimum",
    "pensionable": "Pensionable",
    "to_band": "New band",
    "headcount": "People",
    "share": "Share of those in scope",
    "per": "For each",
    "per_week": "Shifts a week",
    "term": "Term",
    "rates": "Percentages",
    "saturday_night": "Saturday and night",
    "sunday_holiday": "Sunday and public holiday",
    "sessions_per_week": "Sessions a week",
    "session_amount": "Payment for a session",
    "callout_hours_per_week": "Call-out hours a week",
    "hours": "Hours a week",
    "days": "Days a year",
    "points": "Less absence, share of hours",
    "backfill": "Share bought back",
    "backfill_rate": "Bought at",
    "agency_hourly": "Agency rate",
    "holiday_pay": "Holiday pay on bank hours",
    "wte": "WTE",
    "id": "Line name",
    "group": "Staff group",
    "role": "Role",
    "band": "Band",
    "step": "Step",
    "hcas": "Supplement zone",
    "saturday_night_hours": "Saturday and night hours",
    "sunday_holiday_hours": "Sunday and holiday hours",
    "overtime_hours": "Overtime hours",
    "overtime_holiday_hours": "Holiday overtime hours",
    "pension_share": "Share in the pension scheme",
    "rrp_long_term": "Long-term premium",
    "rrp_short_term": "Short-term premium",
    "allowances": "Allowances",
    "next_step": "Next step on",
    "people": "People, one by one",
    "service_years": "Years of service",
    "from_band": "Old band",
    "from_step": "Old step",
    "to_step": "New step",
    "months": "Months",
    "share_by_year": "Share protected in each year",
    "leavers_avoided": "Leavers avoided a year",
    "cost_per_leaver": "Cost of a leaver",
    "hours_per_week": "Agency hours a week",
    "headroom": "Headroom",
    "recurrent": "Every year",
    "yearly_growth": "Growth a year",
}

FIELD_HELP: Mapping[str, str] = {
    "label": "The name shown in tables and packs; the kind where left empty.",
    "start": "The first day of a month within the horizon; the first day of the horizon where left empty.",
    "end": "The first day on which it no longer applies; empty where it does not end.",
    "scope": "Every list given must hold; nothing chosen means everyone.",
    "groups": "Only these staff groups.",
    "bands": "Only people who stand in these bands after the measures before this one.",
    "steps": "Only people who stand at these steps after the measures before this one.",
    "zones": "Only these high cost area zones.",
    "lines": "Only these staff lines, by name.",
    "evidence": "The facts that support the figures.",
    "percent": "A share of basic pay: 0.02 or 2% is two per cent.",
    "amount": "Pounds a year.",
    "minimum": "The least that full-time basic pay rises by, in pounds a year.",
    "pensionable": "Tick where the payment counts for pension.",
    "to_band": "The band people move to; those already in it do not move.",
    "headcount": "A whole number of people.",
    "share": "Between 0 and 1; people move in the order of the lines.",
    "per": "Whether the figure is for each person or for the whole.",
    "per_week": "The number of shifts paid in the whole scope in an average week.",
    "term": "Long term counts for pension, supplements and hourly pay; short term does not.",
    "rates": "For band 1, 2, 3, and 4 to 9; what is left empty keeps the handbook's percentage.",
    "saturday_night": "The enhancement for Saturdays and nights, as a share of hourly pay.",
    "sunday_holiday": "The enhancement for Sundays and public holidays, as a share of hourly pay.",
    "sessions_per_week": "On-call sessions in the whole scope in an average week.",
    "session_amount": "Pounds for one session.",
    "callout_hours_per_week": "Hours worked when called out, in the whole scope in an average week.",
    "hours": "The new full-time week in hours.",
    "days": "A day is a fifth of the full-time week.",
    "points": "A share of contracted hours: 0.01 is one percentage point less absence; negative means more.",
    "backfill": "Between 0 (no hours are bought back) and 1 (all are).",
    "backfill_rate": "Plain time, time and a half, or an agency's hourly rate.",
    "agency_hourly": "Pounds an hour that the agency charges, with its fee.",
    "holiday_pay": "Bank hours usually carry 12.07%.",
    "wte": "Whole-time equivalents of all of these people together.",
    "id": "A name by which later measures can choose this line; may be left empty.",
    "group": "The staff group, as in the establishment.",
    "band": "An Agenda for Change band, 1 to 9.",
    "step": "The step as the pay scale names it.",
    "hcas": "High cost area supplement: England only.",
    "saturday_night_hours": "Average hours a week for each person at the Saturday and night enhancement.",
    "sunday_holiday_hours": "Average hours a week for each person at the Sunday and public holiday enhancement.",
    "overtime_hours": "Average hours a week beyond contract for each person; bands 1 to 7 only.",
    "overtime_holiday_hours": "Average overtime hours a week on public holidays for each person; bands 1 to 7 only.",
    "pension_share": "The share of these people who are in the pension scheme, 0 to 1.",
    "rrp_long_term": "Long-term recruitment and retention premium, as a share of basic pay.",
    "rrp_short_term": "Short-term recruitment and retention premium, as a share of basic pay.",
    "allowances": "Other yearly pay of each person, with a name, pounds a year, and whether it is pensionable.",
    "next_step": "The first day of the month in which these people reach the next step; empty: no progression.",
    "people": "One row for each person: band, step, years of service, WTE.",
    "service_years": "Reckonable service; below two years nothing is paid, above 24 no more.",
    "from_band": "The band people held before.",
    "from_step": "The step people held before.",
    "to_step": "The step people hold now.",
    "months": "For how many months from the start.",
    "share_by_year": "The share of the difference paid in the first year, the second, and so on.",
    "leavers_avoided": "How many fewer people leave in a year.",
    "cost_per_leaver": "Pounds for recruiting, cover and induction of one leaver's successor.",
    "hours_per_week": "Agency hours a week that stop.",
    "headroom": "Extra time for leave, sickness and training: 0.22 is 22%.",
    "recurrent": "Tick where it comes every year; otherwise it comes once, in the month it starts.",
    "yearly_growth": "How much it grows in each financial year after that of its start.",
}

_OWN_LABELS: Mapping[tuple[str, str], str] = {
    ("lump_sum", "amount"): "Amount for each WTE",
    ("shift_payment", "amount"): "Payment for a shift",
    ("rrp", "percent"): "Premium",
    ("working_week", "hours"): "New full-time week",
    ("regrade", "headcount"): "People who move",
    ("annual_leave", "days"): "Extra days a year",
}

_OWN_HELP: Mapping[tuple[str, str], str] = {
    ("flat_uplift", "amount"): "Pounds a year added to full-time basic pay; later awards do not grow it.",
    ("lump_sum", "amount"): "Pounds paid once for each WTE.",
    ("lump_sum", "percent"): "A share of yearly basic pay, paid once.",
    ("shift_payment", "amount"): "Pounds for one shift.",
    ("rrp", "percent"): "Added to the line's premium; more than 30% in all is not normally paid.",
    ("annual_leave", "days"): "Extra days for each WTE; a day is a fifth of the full-time week. Negative means fewer.",
    ("regrade", "headcount"): "How many of those in scope move, in the order of the lines; everyone where left empty.",
    ("posts", "headcount"): "A whole number of people; negative removes posts.",
    ("posts", "wte"): "Whole-time equivalents of all of these people together.",
    ("redundancy", "service_years"): "Average reckonable service of the group in years.",
    ("redundancy", "headcount"): "How many people, where they are given as a group.",
    ("agency_replacement", "headcount"): "How many people fill the posts; the fewest that can where left empty.",
    ("income", "amount"): "Pounds received or saved.",
    ("non_pay", "amount"): "Pounds spent.",
    ("paid_release", "per"): "The days are of everyone together, or of each person.",
    ("allowance", "per"): "The amount is for each person, or for each WTE.",
}

CHOICE_LABELS: Mapping[tuple[str, str], str] = {
    ("per", "person"): "Person",
    ("per", "wte"): "WTE",
    ("per", "all"): "All together",
    ("term", "long"): "Long term",
    ("term", "short"): "Short term",
    ("backfill_rate", "plain"): "Plain time",
    ("backfill_rate", "overtime"): "Time and a half",
    ("backfill_rate", "agency"): "Agency rate",
}

BAND_GROUP_LABELS: Mapping[str, str] = {"1": "Band 1", "2": "Band 2", "3": "Band 3", "4-9": "Bands 4 to 9"}

COMPONENT_LABELS: Mapping[str, str] = {
    "basic": "Basic pay",
    "rrp": "Recruitment and retention premia",
    "hcas": "High cost area supplement",
    "unsocial": "Unsocial hours",
    "overtime": "Overtime and additional hours",
    "allowances": "Allowances and one-off pay",
    "backfill": "Bought hours",
    "nic": "Employer National Insurance",
    "pension": "Employer pension contributions",
    "levy": "Apprenticeship levy",
    "redundancy": "Redundancy payments",
    "non_pay": "Non-pay",
    "income": "Income and savings",
    "total": "Total",
}


def kind_label(kind: str) -> str:
    return KIND_LABELS[kind]


def kind_help(kind: str) -> str:
    return KIND_HELP[kind]


def field_label(kind: str, name: str) -> str:
    """The label of a parameter, without unit. KeyError where there are no words."""
    return _OWN_LABELS.get((kind, name)) or FIELD_LABELS[name]


def field_help(kind: str, name: str) -> str:
    """One sentence for a parameter. KeyError where there are no words."""
    return _OWN_HELP.get((kind, name)) or FIELD_HELP[name]


def choice_label(name: str, choice: str) -> str:
    return CHOICE_LABELS[name, choice]
