"""One cell as the value of a field. A workbook gives whole numbers as floats, dates as dates, and the rest as text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from negotiator.domain.establishment import BANDS
from negotiator.domain.problems import Problem, Refused

_PLACES = 6
"""A float is taken to six places: what a sheet shows as 0.8 is 0.8."""

_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d{1,12})?|[+-]?\.\d{1,12}", re.ASCII)
_SCALE_CODE = re.compile(r"\bX[A-Z]0([1-7])\b", re.I)
_SENIOR_CODE = re.compile(r"\bX[A-Z](08|09|10|11|12)\b", re.I)
_RANGE = re.compile(r"\bband\s*8\s*[-–,]?\s*range\s*([a-d])\b", re.I)
_NAMED_BAND = re.compile(r"\b(?:band|grade|afc)\s*([1-9])\s*([a-d])?\b", re.I)
_ZONES: Mapping[str, tuple[str, ...]] = {
    "none": ("none", "no", "n", "n/a", "-"),
    "inner": ("inner", "inner london"),
    "outer": ("outer", "outer london"),
    "fringe": ("fringe", "london fringe"),
}
_STEPS: Mapping[str, tuple[str, ...]] = {
    "entry": ("entry", "entry step", "entry point", "bottom", "minimum", "min"),
    "intermediate": ("intermediate", "intermediate step", "middle", "mid", "mid point"),
    "top": ("top", "top step", "top point", "maximum", "max"),
    "single": ("single", "single point", "spot"),
}
_ZONE_OF = {word: name for name, listed in _ZONES.items() for word in listed}
_STEP_OF = {word: name for name, listed in _STEPS.items() for word in listed}
_YES = frozenset({"yes", "y", "true", "in", "member", "active"})
_NO = frozenset({"no", "n", "false", "out", "not in scheme", "opted out", "opt out"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def refuse(code: str, **data: object) -> Refused:
    """The refusal of one cell."""
    return Refused(Problem(code, "", data))


def shown(value: Any) -> str:
    """A stranger's value for a sentence, on one line and not long."""
    said = str(value).upper() if isinstance(value, bool) else str(value)  # TRUE, as the sheet shows it
    text = "".join(letter if letter.isprintable() else " " for letter in said)
    return text if len(text) <= 40 else f"{text[:39]}…"


def text_of(value: Any) -> str:
    """A cell's text on one line; a whole number without a point, for codes that a sheet took for numbers."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = " ".join(str(value).split())
    return text if text.isprintable() else "".join(letter for letter in text if letter.isprintable())


def is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def number(value: Any) -> Decimal:
    """A number: ``1,234.50``, ``£28``, or a sheet's own. Nought has no sign."""
    if isinstance(value, bool):
        raise refuse("import_not_number", value=shown(value))
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        return _from_float(value)
    return _from_text(str(value))


def _from_float(value: float) -> Decimal:
    if not abs(value) < 1e12:
        raise refuse("import_not_number", value=shown(value))
    rounded = Decimal(format(value, f".{_PLACES}f"))
    exact = rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()
    return exact or abs(exact)


@lru_cache(maxsize=8192)
def _from_text(text: str) -> Decimal:
    bare = text.strip().removeprefix("£").replace("−", "-").strip()
    if not _NUMBER.fullmatch(bare) or len(bare) > 20:
        raise refuse("import_not_number", value=shown(text))
    amount = Decimal(bare.replace(",", ""))
    return amount or abs(amount)


def whole(value: Any) -> int:
    """A number of people."""
    amount = number(value)
    if amount != amount.to_integral_value():
        raise refuse("import_not_whole", value=shown(value))
    return int(amount)


def share(value: Any) -> Decimal:
    """A share: ``0.9``, ``90%``, yes or no. A bare number above one is not guessed at."""
    if isinstance(value, bool):
        return Decimal(int(value))
    text = text_of(value).casefold()
    if text in _YES or text in _NO:
        return Decimal(int(text in _YES))
    amount = _from_text(text[:-1]) / 100 if text.endswith("%") else number(value)
    if not 0 <= amount <= 1:
        raise refuse("import_not_share", value=shown(value))
    return amount


def premium(value: Any) -> Decimal:
    """A share of basic pay. ``no`` is none; ``yes`` does not say how much, and is not taken for all of it."""
    if text_of(value).casefold() in _YES:
        raise refuse("import_premium_unsaid", value=shown(value))
    return share(value)


@lru_cache(maxsize=4096)
def band(text: str) -> str:
    """``5``, ``Band 8a``, ``XN05``, ``Non Review Body Band 8 - Range B``.

    A scale code above 07 alone is refused: such codes count the ranges of band 8 as bands of their own.
    """
    bare = text.strip().casefold().replace(" ", "")
    if bare in BANDS:
        return bare
    if found := _RANGE.search(text):
        return f"8{found[1].lower()}"
    if found := _NAMED_BAND.search(text):
        name = f"{found[1]}{(found[2] or '').lower()}"
        if name in BANDS:
            return name
    elif found := _SCALE_CODE.search(text):
        return found[1]
    code = "import_scale_code" if _SENIOR_CODE.search(text) else "import_unknown_band"
    raise refuse(code, value=shown(text))


def step(text: str, band_name: str, steps: Mapping[str, tuple[str, ...]]) -> str:
    """A step by its name, or by its number within the band (1 is the lowest). Blank stands for a band's only step.

    ``steps`` are the steps of each band in the scale, lowest first.
    """
    there = steps.get(band_name, ())
    bare = text.strip().casefold()
    if not bare:
        if len(there) == 1:
            return there[0]
        raise refuse("import_step_missing", band=band_name, steps=", ".join(there))
    if bare.isascii() and bare.isdigit():
        place = bare.lstrip("0")
        if place and len(place) <= len(str(len(there))) and int(place) <= len(there):
            return there[int(place) - 1]
        raise refuse("import_step_number", value=shown(text), band=band_name, count=len(there))
    found = _STEP_OF.get(bare.replace("-", " "))
    if found is None or found not in there:
        raise refuse("import_unknown_step", value=shown(text), band=band_name, steps=", ".join(there))
    return found


def zone(text: str) -> str:
    """A supplement zone by its name."""
    found = _ZONE_OF.get(text.strip().casefold().removesuffix(" zone"))
    if found is None:
        raise refuse("import_unknown_zone", value=shown(text))
    return found


def month(value: Any) -> date:
    """The first day of the month of a date: a sheet's own, ``2027-04-01``, ``01/04/2027`` (day first), ``1-Apr-27``.

    A month alone has its year in full: ``Apr 2027``.
    """
    if isinstance(value, date):
        return date(value.year, value.month, 1)
    found = _day_from_text(str(value).strip())
    if found is None:
        raise refuse("import_not_date", value=shown(value))
    return found


@lru_cache(maxsize=4096)
def _day_from_text(text: str) -> date | None:
    try:
        if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?", text, re.ASCII):
            return date(int(match[1]), int(match[2]), int(match[3])).replace(day=1)
        if match := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})(?: .*)?", text, re.ASCII):
            return date(_year(match[3]), int(match[2]), int(match[1])).replace(day=1)
        if match := re.fullmatch(r"(\d{1,2})[- ]([A-Za-z]{3})[a-z]*[- ](\d{4}|\d{2})", text, re.ASCII):
            return date(_year(match[3]), _MONTHS.index(match[2].lower()) + 1, int(match[1])).replace(day=1)
        if match := re.fullmatch(r"([A-Za-z]{3})[a-z]*[- ](\d{4})", text, re.ASCII):
            return date(int(match[2]), _MONTHS.index(match[1].lower()) + 1, 1)
    except ValueError:
        return None
    return None


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)
