"""Values of the domain as plain JSON values, and strictly back.

Decimals become text without an exponent, dates ISO text, enumerations their text, tuples lists, frozen values objects
with every field. Where a field may hold several types (``Terms.values``), what JSON cannot tell apart is named:
``{"decimal": "0.02"}``, ``{"day": "2027-01-01"}``, ``{"table": {…}}``; text, whole numbers and flags stand as they
are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from negotiator.domain.establishment import Allowance
from negotiator.domain.problems import Problem, Refused

LONGEST_TEXT = 100_000
MOST_ITEMS = 200_000
_UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")
_DECIMAL = re.compile(r"[+-]?\d{1,30}(\.\d{1,30})?")


@dataclass(frozen=True, slots=True)
class Codec:
    """Two ways between a value of one type and its plain form. ``decode`` takes the plain value and its place."""

    encode: Callable[[Any], Any]
    decode: Callable[[Any, str], Any]


def refuse(code: str, place: str, **data: object) -> Refused:
    """The refusal of one plain value."""
    return Refused(Problem(code, place, data))


def _shown(value: object) -> str:
    """A stranger's value for a sentence, as JSON writes it (``null``, ``true``), on one line and not long."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    text = "".join(letter if letter.isprintable() else " " for letter in text)
    return text if len(text) <= 40 else f"{text[:39]}…"


@lru_cache(maxsize=8192)
def _decimal_from_text(text: str) -> Decimal:
    if not _DECIMAL.fullmatch(text):
        raise InvalidOperation(text)
    return Decimal(text)


def decimal_to_text(value: Decimal) -> str:
    """``1234.50``: exact, never with an exponent. Raises Refused for a float, which is no amount."""
    if not isinstance(value, Decimal):
        raise refuse("value_not_amount", "", value=_shown(value))
    return format(value, "f")


def day_to_text(value: date) -> str:
    """``2027-01-01``. Raises Refused for a moment, whose hour would be lost."""
    if isinstance(value, datetime) or not isinstance(value, date):
        raise refuse("value_not_day", "", value=_shown(value))
    return value.isoformat()


def _decode_decimal(value: object, place: str) -> Decimal:
    if isinstance(value, str):
        try:
            return _decimal_from_text(value)
        except InvalidOperation:
            pass
    raise refuse("value_not_amount", place, value=_shown(value))


def _decode_text(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise refuse("value_not_text", place, value=_shown(value))
    if len(value) > LONGEST_TEXT:
        raise refuse("value_too_long", place, length=len(value), most=LONGEST_TEXT)
    if _UNPRINTABLE.search(value):
        raise refuse("value_not_printable", place)
    return value


def _decode_whole(value: object, place: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 2**53:
        raise refuse("value_not_whole", place, value=_shown(value))
    return value


def _decode_flag(value: object, place: str) -> bool:
    if not isinstance(value, bool):
        raise refuse("value_not_flag", place, value=_shown(value))
    return value


def _decode_day(value: object, place: str) -> date:
    try:
        if isinstance(value, str) and len(value) == 10:
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise refuse("value_not_day", place, value=_shown(value))


def _decode_moment(value: object, place: str) -> datetime:
    try:
        if isinstance(value, str):
            return datetime.fromisoformat(value)
    except ValueError:
        pass
    raise refuse("value_not_moment", place, value=_shown(value))


def _same(value: Any) -> Any:
    return value


_SCALARS: dict[type, Codec] = {
    str: Codec(_same, _decode_text),
    int: Codec(_same, _decode_whole),
    bool: Codec(_same, _decode_flag),
    Decimal: Codec(decimal_to_text, _decode_decimal),
    date: Codec(day_to_text, _decode_day),
    datetime: Codec(datetime.isoformat, _decode_moment),
}


@cache
def codec(kind: Any) -> Codec:
    """The codec of a type as written in a dataclass. Raises TypeError for a type that no record uses."""
    if kind in _SCALARS:
        return _SCALARS[kind]
    if kind is object:
        return Codec(_encode_any, _decode_any)
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType) and NoneType in parts and len(parts) == 2:
        return _optional(codec(next(part for part in parts if part is not NoneType)))
    if origin is tuple:
        return _list_of(codec(parts[0])) if parts[1:] == (...,) else _fixed(tuple(codec(part) for part in parts))
    if origin is Mapping and parts[0] is str:
        return _mapping_of(codec(parts[1]))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _choice(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind)
    raise TypeError(kind)


def _optional(inner: Codec) -> Codec:
    def encode(value: Any) -> Any:
        return None if value is None else inner.encode(value)

    def decode(value: Any, place: str) -> Any:
        return None if value is None else inner.decode(value, place)

    return Codec(encode, decode)


def _as_list(value: object, place: str) -> list[Any]:
    if not isinstance(value, list):
        raise refuse("value_not_list", place, value=_shown(value))
    if len(value) > MOST_ITEMS:
        raise refuse("value_too_many", place, count=len(value), most=MOST_ITEMS)
    return value


def _as_object(value: object, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise refuse("value_not_object", place, value=_shown(value))
    return value


def _list_of(inner: Codec) -> Codec:
    def encode(value: Any) -> Any:
        return [inner.encode(item) for item in value]

    def decode(value: Any, place: str) -> Any:
        items = _as_list(value, place)
        return tuple(inner.decode(item, f"{place}[{number}]") for number, item in enumerate(items, 1))

    return Codec(encode, decode)


def _fixed(inner: tuple[Codec, ...]) -> Codec:
    def encode(value: Any) -> Any:
        return [part.encode(item) for part, item in zip(inner, value, strict=True)]

    def decode(value: Any, place: str) -> Any:
        items = _as_list(value, place)
        if len(items) != len(inner):
            raise refuse("value_wrong_length", place, count=len(items), wanted=len(inner))
        return tuple(
            part.decode(item, f"{place}[{n}]") for n, (part, item) in enumerate(zip(inner, items, strict=True), 1)
        )

    return Codec(encode, decode)


def _mapping_of(inner: Codec) -> Codec:
    def encode(value: Any) -> Any:
        return {key: inner.encode(item) for key, item in value.items()}

    def decode(value: Any, place: str) -> Any:
        items = _as_object(value, place)
        return {_decode_text(key, place): inner.decode(item, f"{place}.{key}") for key, item in items.items()}

    return Codec(encode, decode)


def _choice(kind: type[StrEnum]) -> Codec:
    members = {member.value: member for member in kind}

    def decode(value: Any, place: str) -> Any:
        if not isinstance(value, str) or value not in members:
            raise refuse("value_not_one_of", place, value=_shown(value), choices=", ".join(members))
        return members[value]

    return Codec(lambda value: value.value, decode)


def _record(kind: type) -> Codec:
    hints = get_type_hints(kind)
    parts = [(f.name, codec(hints[f.name])) for f in fields(kind)]
    names = {name for name, _ in parts}
    required = [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]

    def encode(value: Any) -> Any:
        return {name: part.encode(getattr(value, name)) for name, part in parts}

    def decode(value: Any, place: str) -> Any:
        given = _as_object(value, place)
        for name in given:
            if name not in names:
                raise refuse("field_unknown", f"{place}.{_shown(name)}" if place else _shown(name))
        for name in required:
            if name not in given:
                raise refuse("field_absent", f"{place}.{name}" if place else name)
        before = f"{place}." if place else ""
        return kind(**{name: part.decode(given[name], before + name) for name, part in parts if name in given})

    return Codec(encode, decode)


def _encode_any(value: Any) -> Any:
    if value is None or (isinstance(value, (bool, int, str)) and not isinstance(value, StrEnum)):
        return value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return {"decimal": decimal_to_text(value)}
    if isinstance(value, date) and not isinstance(value, datetime):
        return {"day": value.isoformat()}
    if isinstance(value, Mapping):
        return {"table": {key: _encode_any(item) for key, item in value.items()}}
    if isinstance(value, (tuple, list)):
        return [_encode_any(item) for item in value]
    if isinstance(value, Allowance):
        return {"allowance": codec(Allowance).encode(value)}
    raise TypeError(type(value))


def require_storable(record: Any) -> None:
    """Raise Refused, with the field as place, where a record holds a value that could not be read back.

    Nothing may be written that a later opening would refuse: a float, a text without end, an amount that is no number.
    """
    part = codec(cast(Hashable, type(record)))
    try:
        part.decode(part.encode(record), "")
    except (Refused, TypeError, AttributeError, ValueError):
        for field in fields(record):
            _require_field(record, field.name)
        raise


def _require_field(record: Any, name: str) -> None:
    part, value = codec(get_type_hints(type(record))[name]), getattr(record, name)
    try:
        part.decode(part.encode(value), name)
    except Refused as refusal:
        raise refuse(refusal.problems[0].code, refusal.problems[0].place or name, **refusal.problems[0].data) from None
    except (TypeError, AttributeError, ValueError):
        raise refuse("value_wrong_type", name, value=_shown(value)) from None


def _decode_any(value: Any, place: str) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return _decode_whole(value, place)
    if isinstance(value, str):
        return _decode_text(value, place)
    if isinstance(value, list):
        return tuple(_decode_any(item, f"{place}[{number}]") for number, item in enumerate(_as_list(value, place), 1))
    if isinstance(value, dict) and len(value) == 1:
        ((tag, inner),) = value.items()
        if tag == "decimal":
            return _decode_decimal(inner, place)
        if tag == "day":
            return _decode_day(inner, place)
        if tag == "table":
            return _mapping_of(codec(object)).decode(inner, place)
        if tag == "allowance":
            return codec(Allowance).decode(inner, place)
    raise refuse("value_unknown", place, value=_shown(value))
