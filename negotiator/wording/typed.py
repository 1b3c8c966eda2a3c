"""Reading what a person typed: money, per cent, numbers, months. The other direction of `wording.figures`."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from negotiator.domain.problems import Problem, Refused
from negotiator.wording.figures import MINUS

_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{0,15})?|[+-]?\.\d{1,15}")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")


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


def read_day(text: str, place: str = "") -> date:
    """``3 December 2026``, ``3/12/2026`` or ``2026-12-03``. Raises Refused ``not_a_typed_day``."""
    words = text.strip()
    for pattern, order in (
        (r"(\d{4})-(\d{1,2})-(\d{1,2})", (1, 2, 3)),
        (r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", (3, 2, 1)),
        (r"(\d{1,2})\s+([A-Za-z]{3,9})\s+(\d{4})", (3, 2, 1)),
    ):
        match = re.fullmatch(pattern, words)
        if not match:
            continue
        year, month, day = (match[number] for number in order)
        number = int(month) if month.isdigit() else _MONTHS.get(month[:3].lower(), 0)
        try:
            return date(int(year), number, int(day))
        except ValueError:
            break
    raise Refused(Problem("not_a_typed_day", place, {"text": words}))


_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
