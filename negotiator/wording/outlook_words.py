"""The words of a pack for who gains and who loses by an option."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from negotiator.domain.costing.gainers import Gain, Gainers
from negotiator.domain.pack_content import Outlook
from negotiator.wording.charts import joined
from negotiator.wording.figures import number
from negotiator.wording.sentences import sentence

PLACE = "Band and step"
PEOPLE = "People"
BEFORE = ("Gross", "before")
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


def left_out(outlook: Outlook) -> str:
    """Why there is no table of who gains; empty where there is one."""
    found = outlook.gainers
    if found is None:
        # The place of the problem is a field of the calculation, not one that a reader of the paper knows.
        return gainers_not_known(sentence(replace(outlook.not_known, place="")) if outlook.not_known else "")
    if not found.rows:
        return TOO_FEW if found.withheld else NOBODY
    return "" if any(_changes(row) for row in found.rows) else nobody_gains(found.year)


def _changes(row: Gain) -> bool:
    """True where anybody's pay changes, or where that may not be told from the row."""
    averages = (row.gross_change, row.member_change, row.outside_change)
    return any(averages) or row.same is None or row.same < row.heads


def gainers_said(found: Gainers) -> list[str]:
    """What is to be known of the table, sentence by sentence."""
    said = [gainers_rule(found.year, found.rates_year)]
    if all(row.gain is not None for row in found.rows):
        gain, lose, same = (sum(getattr(row, name) for row in found.rows) for name in ("gain", "lose", "same"))
        said.append(counted(gain, lose, same))
    if found.withheld:
        said.append(SOME_TOO_FEW)
    if any(len(row.places) > 1 for row in found.rows):
        said.append(MERGED)
    if any(row.notices for row in found.rows):
        said.append(tier_notice([places_said(row.places) for row in found.rows if row.notices]))
    return said


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
