"""Money, numbers, WTE, shares and dates as text. British forms: £1,234, − for minus, en dash for nought in tables."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

MINUS = "−"
NOUGHT_IN_TABLE = "–"


def _grouped(value: Decimal, places: int) -> str:
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,.{places}f}"
    return f"{MINUS}{text}" if rounded < 0 else text


def money(value: Decimal, places: int = 0) -> str:
    """``£1,234`` or ``−£1,234.50``."""
    text = _grouped(value, places)
    return f"{MINUS}£{text[1:]}" if text.startswith(MINUS) else f"£{text}"


def money_short(value: Decimal) -> str:
    """``£641k``, ``£1.2m``: for a range or an axis, never where pennies matter."""
    size = abs(value)
    sign = MINUS if value < 0 else ""
    if size >= 999_500:
        text = f"{(size / 1_000_000).quantize(Decimal('0.1'), rounding=ROUND_HALF_UP):f}".removesuffix(".0")
        return f"{sign}£{text}m"
    if size >= 1_000:
        return f"{sign}£{(size / 1_000).quantize(Decimal(1), rounding=ROUND_HALF_UP):f}k"
    return money(value)


def amount(value: Decimal, places: int = 0) -> str:
    """A figure in a table cell whose head names the unit; nought is an en dash."""
    return NOUGHT_IN_TABLE if value == 0 else _grouped(value, places)


def number(value: Decimal | int, places: int = 0) -> str:
    """``1,234.5``"""
    return _grouped(Decimal(value), places)


def wte(value: Decimal) -> str:
    """``412.6 WTE``"""
    return f"{_grouped(value, 1 if abs(value) >= 10 else 2)} WTE"


def share(value: Decimal, places: int = 2) -> str:
    """A share as a percentage without idle noughts: ``14.38%``, ``90%``."""
    text = _grouped(value * 100, places)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}%"


def day(value: date) -> str:
    """``3 December 2026``"""
    return f"{value.day} {value:%B %Y}"


def short_day(value: date) -> str:
    """``3 Dec``"""
    return f"{value.day} {value:%b}"


def long_day(value: date) -> str:
    """``Thursday 3 December 2026``"""
    return f"{value:%A} {value.day} {value:%B %Y}"


def time_of_day(value: datetime) -> str:
    """``14:32``"""
    return f"{value:%H:%M}"


def ordinal(value: int) -> str:
    """``1st``, ``18th``, ``22nd``"""
    if 10 <= value % 100 <= 20:
        return f"{value}th"
    return f"{value}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th') }"
