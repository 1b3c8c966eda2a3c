"""Days as people write them, read back."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_FIGURES = re.compile(r"(\d{1,2})\s*[/.]\s*(\d{1,2})\s*[/.]\s*(\d{4}|\d{2})")
_WORDS = re.compile(r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?(?:\s+(\d{4}))?", re.IGNORECASE)


def read_day(text: str, today: date) -> date | None:
    """``3 December 2026``, ``3 Dec``, ``3/12/2026``, ``2026-12-03``; None for an empty text.

    Day before month, as in Britain. Without a year, the next such day from ``today`` on. Raises ValueError for anything
    else, and for a day that does not exist.
    """
    text = text.strip()
    if not text:
        return None
    if match := _ISO.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _FIGURES.fullmatch(text):
        year = int(match[3])
        return date(year if year > 99 else 2000 + year, int(match[2]), int(match[1]))
    match = _WORDS.fullmatch(text)
    if not match or match[2][:3].lower() not in _MONTHS:
        raise ValueError(text)
    month = _MONTHS.index(match[2][:3].lower()) + 1
    if match[3]:
        return date(int(match[3]), month, int(match[1]))
    this_year = date(today.year, month, int(match[1]))
    return this_year if this_year >= today else this_year.replace(year=today.year + 1)
