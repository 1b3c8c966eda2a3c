"""The sentence under each chart: what it shows, in words that stand without the picture."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from negotiator.wording.figures import money

SMALL_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def count(number: int, capital: bool = False) -> str:
    """``four``, ``Four``, ``13``: small numbers as words."""
    word = SMALL_NUMBERS[number] if 0 <= number < len(SMALL_NUMBERS) else f"{number:,}"
    return word[0].upper() + word[1:] if capital else word


def joined(words: Sequence[str], last: str = "and") -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def options_against_envelope(nets: Sequence[tuple[str, Decimal]], envelope: Decimal | None) -> str:
    """What the option bars show: each net full-year effect, and how it stands to the envelope where one is given."""
    if not nets:
        return "No option has been costed yet."
    if envelope is None:
        parts = [f"{name} costs {money(net)}" if net >= 0 else f"{name} saves {money(-net)}" for name, net in nets]
        return f"In a full year {joined(parts)}. The upright mark is the net cost."
    parts = []
    for index, (name, net) in enumerate(nets):
        gap = envelope - net
        stand = f"{money(gap)} inside" if gap > 0 else f"{money(-gap)} above" if gap < 0 else "exactly at"
        parts.append(f"{name} is {stand}" + (f" the {money(envelope)} envelope (dashed line)" if index == 0 else ""))
    return f"{'; '.join(parts)}. The upright mark is the net cost."


def people_by_place(names_to_work_with: Sequence[str], total: int) -> str:
    """What the influence and interest picture shows."""
    if not total:
        return "Nobody has been placed yet."
    if not names_to_work_with:
        return f"None of {count(total)} is in “work with closely”."
    are = "is" if len(names_to_work_with) == 1 else "are"
    return (
        f"{count(len(names_to_work_with), capital=True)} of {count(total)} {are} in “work with closely”: "
        f"{joined(names_to_work_with)}."
    )


def ranges(us: str, peers: str, best: Sequence[str], lowest: Sequence[str], between: int, missing: int) -> str:
    """What the dot-and-range chart shows: where our trust is in the best and in the lowest quarter."""
    parts = []
    if best:
        parts.append(f"in the best quarter on {joined(best)}")
    if lowest:
        parts.append(f"in the lowest quarter on {joined(lowest)}")
    if between:
        others = "the other " if parts else ""
        parts.append(f"in between on {others}{count(between)}")
    if missing:
        parts.append(f"without a rank on {count(missing)}")
    return f"{us} against {peers}: {'; '.join(parts)}." if parts else f"{us} against {peers}: nothing to show yet."
