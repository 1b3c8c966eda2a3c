"""Words for initiatives elsewhere: how strong the evidence is, how comparable, how a cost came to our scale."""

from __future__ import annotations

from collections.abc import Mapping

from negotiator.domain.scaling import Scaled
from negotiator.wording.charts import joined
from negotiator.wording.figures import money, share, wte
from negotiator.wording.pack_words import COMPARABLE, STRENGTHS

STRENGTH_MEANINGS = (
    "not judged yet",
    "weak: said by one side, no figures",
    "fair: figures from the employer alone",
    "good: figures before and after, both sides agree",
    "strong: evaluated by somebody else",
)
COMPARABLE_MEANINGS = (
    "not judged yet",
    "little: other staff, other kind of trust",
    "somewhat: like staff or like trust",
    "well: like staff and like trust",
    "closely: like staff, trust and terms",
)

HEADS: Mapping[str, str] = {
    "employer": "Employer",
    "title": "What was done",
    "what": "In more words",
    "started_on": "Started on",
    "staff_covered": "Staff covered",
    "wte_covered": "WTE covered",
    "yearly_cost": "Cost a year, £",
    "price_year": "Price year",
    "outcome": "Outcome",
    "contact": "Contact",
    "source": "Source",
    "strength": "Strength of evidence",
    "comparable": "How comparable",
    "options": "Options",
    "fictional": "Fictional",
    "marking": "Marking",
}
"""Heads of the register as a CSV file, in order."""


def strength(level: int) -> str:
    return STRENGTHS[level]


def comparable(level: int) -> str:
    return COMPARABLE[level]


def level_of(text: str, words: tuple[str, ...]) -> int | None:
    """The level that a word or a figure from 0 to 4 means; 0 for an empty one; None for anything else."""
    plain = text.strip().casefold().partition(":")[0]
    if not plain:
        return 0
    if plain in words:
        return words.index(plain)
    return int(plain) if plain.isascii() and plain.isdigit() and int(plain) < len(words) else None


def how_scaled(scaled: Scaled) -> str:
    """How the cost came to our scale and prices, or what is lacking for it."""
    if scaled.lacking == "cost":
        return "Without the cost a year it cannot be brought to our scale."
    if scaled.lacking == "wte":
        return "Without the WTE covered it cannot be brought to our scale."
    if scaled.lacking == "price_year":
        return "Without the price year, such as 2025/26, it cannot be brought to our prices."
    if scaled.lacking == "awards":
        years = joined(list(scaled.unknown))
        return (
            f"Not brought to {scaled.price_year} prices: the pay award of {years} is not known as a percentage. "
            "Assume one in the workspace’s settings."
        )
    if not scaled.awards:
        moved = f"Already at {scaled.price_year} prices"
    else:
        steps = joined([f"{share(a.share)} in {a.year}{' (assumed)' if a.assumed else ''}" for a in scaled.awards])
        moved = f"Moved {'back ' if scaled.back else ''}to {scaled.price_year} prices by pay awards alone: {steps}"
    if scaled.lacking == "staff":
        return f"{moved}. There are no staff in scope yet to scale it to."
    return f"{moved}; scaled to our {wte(scaled.our_wte)} in scope."


def our_scale(scaled: Scaled) -> str:
    """``£41,200 a year for our 118.2 WTE``, empty where it is not known."""
    return f"{money(scaled.ours)} a year for our {wte(scaled.our_wte)}" if scaled.ours is not None else ""
