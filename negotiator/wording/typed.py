"""Reading what a person typed: money, per cent, numbers, months. The other direction of `wording.figures`."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from negotiator.domain.problems import Problem, Refused
from negotiator.wording.figures import MINUS

_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{0,15})?|[+-]?\.\d{1,15}")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_IN_FIGURES = re.compile(r"(\d{1,2})\s*[/.]\s*(\d{1,2})\s*[/.]\s*(\d{4}|\d{2})")
_DAY_IN_WORDS = re.compile(r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?(?:\s+(\d{4}))?", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_number(text: str, place: str = "") -> Decimal:
    """``1,234.5`` as a Decimal. Raises Refused ``not_a_typed_number`` for anything that is not one plain number."""
    plain = text.strip().replace(MINUS, "-").replace("\u00a0", "").replace(" ", "")
    if "," in plain:
        if not _GROUPED.fullmatch(plain):
            raise Refused(Problem("not_a_typed_number", place, {"text": text.strip()}))
        plain = plain.replace(",", "")
    if not _NUMBER.fullmatch(plain):
        raise Refused(Problem("not_a_typed_number", place, {"text": text.strip()}))
    return Decimal(plain)


def read_money(text: str, place: str = "") -> Decimal:
    """``£1,234.50``, ``-£20`` or ``20`` as pounds."""
    return read_number(text.replace("£", "", 1), place)


def read_per_cent(text: str, place: str = "") -> Decimal:
    """``2%`` or ``2`` as the share 0.02: fields on screen are in per cent."""
    return read_number(text.strip().removesuffix("%"), place) / 100


def read_day(text: str, place: str = "", today: date | None = None) -> date:
    """``3 December 2026``, ``Thu 3rd Dec 2026``, ``3/12/2026``, ``3.12.26`` or ``2026-12-03``: day before month.

    With ``today``, a day without its year (``3 Dec``) is the next such day. Raises Refused ``not_a_typed_day`` for
    anything else, and for a day that does not exist.
    """
    words = text.strip()
    try:
        found = _day(words, today)
    except ValueError:
        found = None
    if found is None:
        raise Refused(Problem("not_a_typed_day", place, {"text": words}))
    return found


def _day(words: str, today: date | None) -> date | None:
    if match := _ISO_DAY.fullmatch(words):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_IN_FIGURES.fullmatch(words):
        year = int(match[3])
        return date(year if year > 99 else 2000 + year, int(match[2]), int(match[1]))
    match = _DAY_IN_WORDS.fullmatch(words)
    if not match or match[2][:3].lower() not in _MONTHS:
        return None
    month = _MONTHS.index(match[2][:3].lower()) + 1
    if match[3]:
        return date(int(match[3]), month, int(match[1]))
    if today is None:
        return None
    this_year = date(today.year, month, int(match[1]))
    return this_year if this_year >= today else this_year.replace(year=today.year + 1)
