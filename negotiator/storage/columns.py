"""How values of the domain lie in columns: everything is TEXT or INTEGER, in STRICT tables.

Amounts are text, so that no amount ever passes through a float; days are ISO text; values with parts are JSON text.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

from negotiator.domain.establishment import StaffLine
from negotiator.storage.values import codec, refuse

_AT_A_TIME = 500
"""Lines turned into text in one call."""


class AsText(TypeDecorator[Any]):
    """A value whose plain form is one text: an amount, a day, a moment, a member of an enumeration."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else codec(self.kind).encode(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else codec(self.kind).decode(value, "")


class Flag(TypeDecorator[bool]):
    """Yes or no as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)


class AsJson(TypeDecorator[Any]):
    """A value with parts, as JSON text without idle spaces. Equal values give equal text."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value == ():
            return "[]"
        return _as_text(codec(self.kind).encode(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value == "[]":
            return ()
        return codec(self.kind).decode(parsed(value), "")


class LinesTable(TypeDecorator[tuple[StaffLine, ...]]):
    """Staff lines as one table: the fields once, then a list for each line. A quarter of the size of the plain form."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[StaffLine, ...] | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        encode = codec(StaffLine).encode
        names = list(encode(value[0])) if value else []
        # A few lines at a time: one text of 25,000 lines made in one call would hold up every other thread.
        parts = (value[start : start + _AT_A_TIME] for start in range(0, len(value), _AT_A_TIME))
        lines = ",".join(_as_text([list(encode(line).values()) for line in part])[1:-1] for part in parts)
        return f'{{"fields":{_as_text(names)},"lines":[{lines}]}}'

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[StaffLine, ...] | None:
        if value is None:
            return None
        table = parsed(value)
        try:
            names, rows = table["fields"], table["lines"]
            given = [dict(zip(names, row, strict=True)) for row in rows]
        except (KeyError, TypeError, ValueError):
            raise refuse("value_not_object", "lines", value="") from None
        decode = codec(StaffLine).decode
        return tuple(decode(line, f"lines[{number}]") for number, line in enumerate(given, 1))


def _as_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def parsed(text: str) -> Any:
    """The JSON value of a column. Raises Refused where it is none."""
    try:
        return json.loads(text, parse_float=_no_float, parse_constant=_no_float)
    except (ValueError, RecursionError):
        raise refuse("value_not_json", "", reason="damaged") from None


def _no_float(text: str) -> Any:
    raise ValueError(text)
