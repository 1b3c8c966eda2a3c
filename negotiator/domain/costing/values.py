"""Reading one value: text or a number becomes the type that a field asks for, or is refused by its place.

Case files, screens and imports come through here, so that each gives the same sentence (costing method, section 7).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from negotiator.domain.costing.kinds import PERSON_FIELDS, FieldSpec, FieldType
from negotiator.domain.establishment import BANDS, STEPS, ZONES, Allowance
from negotiator.domain.problems import Problem, Refused

_NUMBER = re.compile(r"[+-]?(?:([0-9]+)(?:\.([0-9]*))?|\.([0-9]+))", re.ASCII)
_MOST_DIGITS = 15
_LONGEST_QUOTE = 60

UNSOCIAL_GROUPS = ("1", "2", "3", "4-9")
UNSOCIAL_COLUMNS = ("saturday_night", "sunday_holiday")


def refuse(code: str, place: str, data: Mapping[str, object] | None = None) -> Refused:
    """The refusal of one value, to be raised."""
    return Refused(Problem(code, place, data or {}))


def quoted(value: object) -> str:
    """A stranger's value for a sentence, as a case file writes it: on one line, not long, text in quotation marks.

    A list or a table is only called so: what is in it is not what is wrong.
    """
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    text = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
    if len(text) > _LONGEST_QUOTE:
        text = f"{text[:_LONGEST_QUOTE]}…"
    return f'"{text}"' if isinstance(value, str) and not isinstance(value, NumberText) else text


@lru_cache(maxsize=65_536)
def _decimal_of(text: str) -> Decimal | str:
    """The exact decimal, or the code of what is wrong with the text."""
    match = _NUMBER.fullmatch(text)
    if not match:
        return "not_number"
    whole, after, only_after = match.groups()
    if max(len(whole or ""), len(after or only_after or "")) > _MOST_DIGITS:
        return "number_too_long"
    return Decimal(text)


class NumberText(str):
    """A number as it stood in a TOML file, kept as text until its place is known."""

    __slots__ = ()


def number(raw: object, place: str) -> Decimal:
    """An exact decimal: a sign, digits, at most one point; at most 15 digits on either side. Nought has no sign."""
    if isinstance(raw, NumberText):
        text = raw.replace("_", "")
    elif isinstance(raw, str):
        text = raw
    elif isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        raise refuse("not_number", place, {"given": quoted(raw)})
    else:
        text = f"{raw:f}" if isinstance(raw, Decimal) else (str(raw) if abs(raw) < 10**20 else "9" * 20)
    value = _decimal_of(text)
    if isinstance(value, Decimal):
        return value or abs(value)
    shown = quoted(text if isinstance(raw, str) and not isinstance(raw, NumberText) else NumberText(text))
    raise refuse("number_too_long" if value == "number_too_long" else "not_number", place, {"given": shown})


def whole(raw: object, place: str) -> int:
    value = number(raw, place)
    if value != value.to_integral_value():
        raise refuse("not_whole", place, {"given": quoted(value)})
    return int(value)


def text(raw: object, place: str) -> str:
    if isinstance(raw, NumberText) or not isinstance(raw, str):
        raise refuse("not_words", place, {"given": quoted(raw)})
    return raw


def name(raw: object, place: str) -> str:
    """Text that says something."""
    value = text(raw, place)
    if not value.strip():
        raise refuse("empty_name", place)
    return value


def flag(raw: object, place: str) -> bool:
    if not isinstance(raw, bool):
        raise refuse("not_flag", place, {"given": quoted(raw)})
    return raw


def first_of_month(raw: object, place: str) -> date:
    """The first day of a month, as a date or as ``2026-10-01``."""
    value = raw
    if isinstance(raw, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", raw, re.ASCII):
        try:
            value = date.fromisoformat(raw)
        except ValueError:
            value = raw
    if isinstance(value, datetime) or not isinstance(value, date):
        raise refuse("not_day", place, {"given": quoted(raw)})
    if value.day != 1:
        raise refuse("not_first_of_month", place, {"given": value.isoformat()})
    return value


def listed(raw: object, place: str) -> Sequence[object]:
    if not isinstance(raw, list | tuple):
        raise refuse("not_list", place, {"given": quoted(raw)})
    return raw


def tables(raw: object, place: str, header: str) -> Sequence[object]:
    """A list of tables, each of which a case file heads with ``[[header]]``. One pair of brackets is a usual slip."""
    if isinstance(raw, Mapping):
        raise refuse("not_tables", place, {"header": header})
    return listed(raw, place)


def table(raw: object, place: str) -> Mapping[str, object]:
    if not isinstance(raw, Mapping):
        raise refuse("not_table", place, {"given": quoted(raw)})
    return raw


def band(raw: object, place: str) -> str:
    value = text(raw, place)
    if value not in BANDS:
        raise refuse("unknown_band", place, {"given": quoted(value)})
    return value


def step(raw: object, place: str) -> str:
    value = text(raw, place)
    if value not in STEPS:
        raise refuse("unknown_step", place, {"given": quoted(value)})
    return value


def zone(raw: object, place: str) -> str:
    value = text(raw, place)
    if value not in ZONES:
        raise refuse("unknown_zone", place, {"given": quoted(value)})
    return value


def choice(raw: object, place: str, choices: tuple[str, ...]) -> str:
    value = text(raw, place)
    if value not in choices:
        raise refuse("unknown_choice", place, {"given": quoted(value), "choices": ", ".join(choices)})
    return value


def check_known(given: Mapping[str, object], known: Sequence[str], place: str, ranged: Sequence[str] = ()) -> None:
    """Refuse the first field that is not known. ``ranged`` are those that may have a low and a high beside them."""
    for field in given:
        if field in known:
            continue
        here = joined(place, field)
        if ranged and field.endswith(("_low", "_high")):
            raise refuse("unknown_range", here, {"known": ", ".join(ranged)})
        raise refuse("unknown_field", here, {"known": ", ".join(known)})


def joined(place: str, field: str) -> str:
    """``staff[3]`` and ``band`` make ``staff[3].band``. A field that is no plain word is quoted."""
    safe = field if re.fullmatch(r"[A-Za-z0-9_-]{1,60}", field, re.ASCII) else quoted(field)
    return f"{place}.{safe}" if place else safe


def within(value: Decimal | int, spec: FieldSpec, place: str) -> None:
    """Refuse a number outside its field's bounds."""
    if spec.least is not None and value < spec.least:
        raise refuse("below_least", place, {"given": f"{Decimal(value):f}", "least": f"{spec.least:f}"})
    if spec.most is not None and value > spec.most:
        raise refuse("above_most", place, {"given": f"{Decimal(value):f}", "most": f"{spec.most:f}"})


def _allowances(raw: object, place: str) -> tuple[Allowance, ...]:
    found = []
    for index, row in enumerate(listed(raw, place), 1):
        if isinstance(row, Allowance):
            row = {"label": row.label, "amount": row.amount, "pensionable": row.pensionable}
        here = f"{place}[{index}]"
        row = table(row, here)
        check_known(row, ("label", "amount", "pensionable"), here)
        if "amount" not in row:
            raise refuse("field_missing", joined(here, "amount"))
        found.append(
            Allowance(
                text(row.get("label", ""), joined(here, "label")),
                number(row["amount"], joined(here, "amount")),
                flag(row.get("pensionable", False), joined(here, "pensionable")),
            )
        )
    return tuple(found)


def _unsocial_table(raw: object, place: str) -> Mapping[str, Mapping[str, Decimal]]:
    groups = table(raw, place)
    if not groups:
        raise refuse("empty_rates", place)
    found: dict[str, Mapping[str, Decimal]] = {}
    for group, columns in groups.items():
        here = joined(place, group)
        if group not in UNSOCIAL_GROUPS:
            raise refuse("unknown_band_group", here, {"known": ", ".join(UNSOCIAL_GROUPS)})
        columns = table(columns, here)
        check_known(columns, UNSOCIAL_COLUMNS, here)
        if not columns:
            raise refuse("empty_rates", here)
        found[group] = {
            column: _bounded(number(value, joined(here, column)), joined(here, column))
            for column, value in columns.items()
        }
    return found


def _bounded(value: Decimal, place: str) -> Decimal:
    within(value, FieldSpec("", FieldType.SHARE, least=Decimal(0)), place)
    return value


def _shares_by_year(raw: object, place: str, spec: FieldSpec) -> tuple[Decimal, ...]:
    found = []
    for index, share in enumerate(listed(raw, place), 1):
        here = f"{place}[{index}]"
        found.append(number(share, here))
        within(found[-1], spec, here)
    return tuple(found)


def _people(raw: object, place: str) -> tuple[Mapping[str, object], ...]:
    rows = listed(raw, place)
    if not rows:
        raise refuse("empty_people", place)
    return tuple(
        fields(table(row, f"{place}[{index}]"), PERSON_FIELDS, f"{place}[{index}]") for index, row in enumerate(rows, 1)
    )


_PLAIN: Mapping[FieldType, Callable[[object, str], object]] = {
    FieldType.FLAG: flag,
    FieldType.BAND: band,
    FieldType.STEP: step,
    FieldType.ZONE: zone,
    FieldType.TEXT: name,
    FieldType.DAY: first_of_month,
    FieldType.ALLOWANCES: _allowances,
    FieldType.UNSOCIAL_TABLE: _unsocial_table,
    FieldType.PEOPLE_TABLE: _people,
}


def value_of(spec: FieldSpec, raw: object, place: str) -> object:
    """One field's value in its own type, within its bounds."""
    if spec.type in _PLAIN:
        return _PLAIN[spec.type](raw, place)
    if spec.type is FieldType.CHOICE:
        return choice(raw, place, spec.choices)
    if spec.type is FieldType.SHARES_BY_YEAR:
        return _shares_by_year(raw, place, spec)
    value: Decimal | int = whole(raw, place) if spec.type is FieldType.WHOLE else number(raw, place)
    within(value, spec, place)
    return value


def fields(given: Mapping[str, object], specs: Sequence[FieldSpec], place: str) -> dict[str, object]:
    """Every field given, typed and checked. Refuses an unknown field and a required one that is missing."""
    check_known(given, [spec.name for spec in specs], place)
    found: dict[str, object] = {}
    for spec in specs:
        if spec.name in given:
            found[spec.name] = value_of(spec, given[spec.name], joined(place, spec.name))
        elif spec.required:
            raise refuse("field_missing", joined(place, spec.name))
    return found
