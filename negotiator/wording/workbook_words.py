"""The words of a costing workbook."""

from __future__ import annotations

from collections.abc import Sequence

from negotiator.wording.charts import joined
from negotiator.wording.figures import number

AGAINST_NO_CHANGE = "£ against no change"
ALL_YEARS = "All years"
APPLICATION_FIGURE = "The application’s figure when this was made"
DIFFERENCE = "Difference from it"
HOURS = "Hours lost less hours bought"
BY_MEASURE = "By measure: the application’s figures, not formulas"
LIKELY_RANGE = "Likely range"
WHO_GAINS = "Who gains, who loses"
RESULTS_NO_FORMULAS = (
    "These are the application’s results when this workbook was made, not formulas: they do not follow a changed input."
)
SHARE_OF_DRAWS = "Share of the draws"
EVERY_YEAR_AT_ONCE = "Every year’s at once"
SIMPLIFIED = "What is simplified:"

HOW_TO_READ: Sequence[str] = (
    "Results: each option by component and year, rounded once to the penny; beneath it the figure of the application "
    "when this workbook was made, and the difference, which is nought until an input is changed.",
    "Assumptions, Scale, Staff and Measures hold the inputs: blue on a pale ground. Change one and all follows.",
    "No change and the sheets of the options hold the workings: each stretch of months in which nothing else changes, "
    "the measures in their order, then everybody’s pay. The cost of an option is its total less that of no change.",
    "The full-year effect is a projection of its own: the first year with the recurrent measures from its first day.",
    "Likely range and Who gains, who loses, where they are here, are results and no formulas.",
    "There are no macros, no hidden sheets and no links to other files.",
)
NOT_LIVE_HEAD = "Decided when this workbook was made, and not worked out again here:"
NOT_LIVE: Sequence[str] = (
    "who is in the scope of a measure, and from which month to which it is in force;",
    "on which step somebody stands by progression or after a regrade, how many heads a regrade moves, and from which "
    "month pay that was held is held no longer;",
    "the number of posts that replace agency hours, and how a line is parted where only some of its people move;",
    "the split of an option’s cost by measure, and every warning.",
)


def made_on(words: str) -> str:
    return f"Made on {words}."


def results_only(proposal: str) -> str:
    return (
        f"{proposal}: results alone, with live totals. The workings rest on staff lines or lists of people that are "
        "not marked for this audience, or that stand for fewer than ten people, so they are not in this workbook."
    )


def too_large(proposal: str, lines: int) -> str:
    return (
        f"{proposal}: results alone, with live totals. With {number(lines)} staff lines the workings would be more "
        "than a person can use in a spreadsheet; merge lines that are alike to have them as formulas."
    )


def without_formulas(proposal: str, letters: Sequence[str]) -> str:
    """Options whose formulas would not give their figures to the penny."""
    return (
        f"{proposal}, option {joined(list(letters))}: the measures meet in a way that this workbook cannot express, so "
        "the results are the application’s figures and no formulas, without a sheet of workings."
    )
