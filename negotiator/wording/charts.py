"""The sentence under each chart: what it shows, in words that stand without the picture."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from negotiator.wording.figures import MINUS, money, number

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


def two_metrics(across: str, up: str, n: int, peers: str, rho: float | None, left_out: int) -> str:
    """What the scatter shows: how strongly two metrics go together, and that this is no proof."""
    missing = f" {count(left_out, capital=True)} without one of the two left out." if left_out else ""
    if rho is None:
        return (
            f"{across} and {up}, {n} trusts ({peers}): too few or too alike to say whether they go together.{missing}"
        )
    size = abs(rho)
    strength = "hardly" if size < 0.2 else "weakly" if size < 0.4 else "moderately" if size < 0.7 else "strongly"
    way = "" if size < 0.2 else ", in opposite ways" if rho < 0 else ""
    figure = f"{rho:.2f}".replace("-", MINUS)
    return (
        f"{across} and {up} go together {strength}{way}, {n} trusts ({peers}; rank correlation {figure}). "
        f"That is no proof that one causes the other.{missing}"
    )


def funnel(n: int, within: int, ours: str, own: str, inner: float, outer: float) -> str:
    """What the funnel shows: how many lie beyond what chance explains, and where ours lies."""
    us = f"{own} is {ours}. " if ours else ""
    return (
        f"{us}{count(n - within, capital=True)} of {count(n)} lie beyond a limit; chance alone would put "
        f"{number(Decimal(str(round(n * 2 * (1 - inner), 1))), 1)} beyond the inner one. Limits at {inner:.1%} and "
        f"{outer:.1%}, one side each."
    )


def difference(first: str, second: str, before: Decimal, after: Decimal, largest: Sequence[tuple[str, Decimal]]) -> str:
    """What the waterfall shows: the difference, and what drives most of it."""
    gap = after - before
    if gap == 0:
        return f"{second} costs the same as {first}, {money(after)}."
    word = "more" if gap > 0 else "less"
    drivers = joined([f"{name} ({'+' if value > 0 else ''}{money(value)})" for name, value in largest])
    return f"{second} costs {money(abs(gap))} {word} than {first}, mostly by {drivers}."


def tornado(base: Decimal, largest: Sequence[tuple[str, Decimal, Decimal]], figure: str) -> str:
    """What a tornado with at least one swing shows: which uncertain number moves the result most."""
    name, low, high = largest[0]
    rest = f"; then {joined([each[0] for each in largest[1:3]])}" if len(largest) > 1 else ""
    return (
        f"{name} matters most: it moves the {figure} of {money(base)} between {money(min(low, high))} and "
        f"{money(max(low, high))}{rest}."
    )


def pert(low: str, likely: str, high: str) -> str:
    """What the little shape under a range shows."""
    return f"Between {low} and {high}, most likely {likely}; values near the likely one weigh most."


def years(names: Sequence[str], first: str, last: str, totals: Sequence[Decimal]) -> str:
    """What the year bars show."""
    if not names:
        return "No option has been costed yet."
    parts = [f"{name} {money(total)}" for name, total in zip(names, totals, strict=True)]
    return f"In-year cost, {first} to {last}: {joined(parts)} in all."
