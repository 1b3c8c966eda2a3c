"""The likely range of an option as text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from negotiator.domain.costing.ranges import OptionRange, Swing
from negotiator.wording import range_words as words
from negotiator.wording.figures import amount


def range_text(found: OptionRange) -> str:
    """A table for each group of views, the envelope, and what each uncertain number does by itself."""
    if not found.uncertain:
        return f"{found.name}: likely range\n  {words.no_range(found.certain)}\n"
    heads = (words.AS_COSTED, "P10", "P50", "P90")
    parts = [f"{found.name}: likely range\n  {words.eight_of_ten(found.views)}\n  {words.drawn_from(found)}\n"]
    for group in words.range_groups(found.views):
        parts.append(_table(group.title, heads, [(row.name, *row.cells) for row in group.rows]))
    if found.within is not None:
        parts.append(_table(words.WITHIN, words.WITHIN_HEADS, words.within_rows(found.within)))
        parts.append(f"  {words.within_said(found.within)}\n")
    parts.append(_table(words.BY_ITSELF, words.SWING_HEADS, [_swing(swing) for swing in found.tornado]))
    return "\n".join(parts)


def _swing(swing: Swing) -> tuple[str, ...]:
    costs = (swing.full_year_low, swing.full_year_high, swing.cumulative_low, swing.cumulative_high)
    return words.number_named(swing.number), *(amount(value) for value in (*costs, swing.hours_low, swing.hours_high))


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    first = max(len(title), *(len(row[0]) for row in rows))
    widths = [max(len(head), *(len(row[k]) for row in rows)) for k, head in enumerate(heads, 1)]
    found = []
    for name, *cells in ((title, *heads), *rows):
        right = "  ".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
        found.append(f"{name:<{first}}  {right}".rstrip())
    return "\n".join(found) + "\n"
