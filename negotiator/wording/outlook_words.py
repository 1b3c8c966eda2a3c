"""The words of a pack for who gains and who loses by an option."""

from __future__ import annotations

from collections.abc import Sequence

from negotiator.wording.charts import joined
from negotiator.wording.figures import number

PLACE = "Band and step"
PEOPLE = "People"
CHANGES: tuple[tuple[str, str], ...] = (
    ("Change", "in gross"),
    ("Change", "in take-home, scheme member"),
    ("Change", "in take-home, others"),
)
TOO_FEW = "Who gains and who loses is left out: fewer than ten people are counted in all."
SOME_TOO_FEW = "Groups of fewer than ten people that could not be merged are left out."
NOBODY = "Who gains and who loses is left out: nobody of the establishment is there in that year."
MERGED = (
    "Bands and steps of fewer than ten people, with the next smallest where these are still too few, are put together "
    "in the last row."
)


def gainers_caption(letter: str, year: str) -> str:
    return f"Option {letter}: who gains, who loses, £ a year for one person, {year}"


def gainers_rule(year: str, rates_year: str) -> str:
    """What the figures are, and whose tax and pension tiers they rest on."""
    known = "of the same year" if rates_year == year else f"of {rates_year}, the latest known"
    return (
        f"Averages of each group, on a year’s pay at the terms of the last month of {year}, the option’s first full "
        "year, without what is paid once. People are counted at the band and step that they would have without the "
        f"option. Take-home pay is after income tax, National Insurance and pension contribution at the rates {known}."
    )


def counted(gain: int, lose: int, same: int) -> str:
    """How many take home more, less and the same, as members of the pension scheme."""
    unchanged = number(same) if same else "none"
    return f"As members of the scheme {_people(gain)} home more, {_people(lose)} home less, and {unchanged} the same."


def _people(count: int) -> str:
    return "one person takes" if count == 1 else f"{number(count) if count else 'no'} people take"


def nobody_gains(year: str) -> str:
    return f"Nobody’s yearly pay changes in {year}, the option’s first full year: nobody gains and nobody loses by it."


def gainers_not_known(why: str) -> str:
    """Where the tax or pension tiers are not known."""
    return f"Who gains and who loses is left out: {why}." if why else "Who gains and who loses is left out."


def tier_notice(places: Sequence[str]) -> str:
    """That a pension tier takes more than the rise of some people, without telling anybody’s own figures."""
    named = [place[0].lower() + place[1:] for place in places]
    return (
        f"In {joined(named)} some people reach a higher pension tier, whose rate is paid on all of their pensionable "
        "pay: more gross leaves them less in the hand."
    )


def places_said(places: Sequence[tuple[str, str]]) -> str:
    """``Band 5 top``; small groups that were put together are not named one by one."""
    if len(places) > 1:
        return "Bands and steps put together"
    ((band, step),) = places
    return f"Band {band}" if step == "single" else f"Band {band} {step}"
