"""Reading and checking one measure (costing method, section 4), wherever it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import cast

from negotiator.domain.costing.kinds import KINDS, FieldSpec, FieldType, MeasureKind
from negotiator.domain.costing.lines import MOST_WTE_PER_HEAD
from negotiator.domain.costing.values import (
    band,
    check_known,
    fields,
    first_of_month,
    joined,
    listed,
    quoted,
    refuse,
    step,
    table,
    text,
    value_of,
    zone,
)
from negotiator.domain.establishment import SENIOR_BANDS
from negotiator.domain.proposals import Scope, Terms

COMMON_FIELDS = ("kind", "label", "start", "end", "scope", "evidence")
SCOPE_FIELDS = ("groups", "bands", "steps", "zones", "lines")
_RANGED = (FieldType.MONEY, FieldType.SHARE, FieldType.NUMBER, FieldType.WHOLE)
_READ_SCOPE = {"groups": text, "bands": band, "steps": step, "zones": zone, "lines": text}


def read_terms(given: Mapping[str, object], place: str) -> Terms:
    """A measure as a table of a case file: ``kind``, common fields, parameters and ``NAME_low``/``NAME_high``.

    Raises Refused. What needs the horizon, the other measures or the rates is checked with the case.
    """
    if "kind" not in given:
        raise refuse("field_missing", joined(place, "kind"))
    kind_name = text(given["kind"], joined(place, "kind"))
    if kind_name not in KINDS:
        raise refuse("unknown_kind", joined(place, "kind"), {"given": quoted(kind_name), "known": ", ".join(KINDS)})
    kind = KINDS[kind_name]
    uncertain = [spec for spec in kind.fields if spec.uncertain and spec.type in _RANGED]
    bounds = [f"{spec.name}_{end}" for spec in uncertain for end in ("low", "high")]
    check_known(
        {field: raw for field, raw in given.items() if field not in bounds},
        [*COMMON_FIELDS, *(spec.name for spec in kind.fields)],
        place,
        tuple(spec.name for spec in uncertain),
    )
    values = fields(
        {field: raw for field, raw in given.items() if field not in COMMON_FIELDS and field not in bounds},
        kind.fields,
        place,
    )
    label = text(given.get("label", ""), joined(place, "label"))
    terms = Terms(
        kind=kind_name,
        label=label if label.strip() else "",
        start=_day(given, "start", place),
        end=_day(given, "end", place),
        scope=read_scope(given.get("scope", {}), joined(place, "scope")),
        values=values,
        ranges=_ranges(given, uncertain, values, place),
        evidence=tuple(
            text(link, f"{joined(place, 'evidence')}[{index}]")
            for index, link in enumerate(_as_list(given.get("evidence", ()), joined(place, "evidence")), 1)
        ),
    )
    if terms.start and terms.end and terms.end <= terms.start:
        raise refuse("end_before_start", joined(place, "end"), {"start": terms.start.isoformat()})
    _check_together(kind, values, place)
    if kind_name == "pay_protection":
        _check_protection(terms, place)
    return terms


def table_of(terms: Terms) -> dict[str, object]:
    """The measure as the table that `read_terms` reads."""
    given: dict[str, object] = {"kind": terms.kind, **terms.values}
    if terms.label:
        given["label"] = terms.label
    if terms.start:
        given["start"] = terms.start
    if terms.end:
        given["end"] = terms.end
    scope = {field: list(getattr(terms.scope, field)) for field in SCOPE_FIELDS if getattr(terms.scope, field)}
    if scope:
        given["scope"] = scope
    if terms.evidence:
        given["evidence"] = list(terms.evidence)
    for field, (low, high) in terms.ranges.items():
        if low is not None:
            given[f"{field}_low"] = low
        if high is not None:
            given[f"{field}_high"] = high
    return given


def check_terms(terms: Terms, place: str) -> Terms:
    """The terms of a record, typed and checked as those of a case file are. Raises Refused."""
    return read_terms(table_of(terms), place)


def checked_terms(
    kind: str,
    values: Mapping[str, object],
    place: str = "",
    *,
    label: str = "",
    start: date | None = None,
    end: date | None = None,
    scope: Scope | None = None,
    ranges: Mapping[str, tuple[Decimal | None, Decimal | None]] | None = None,
    evidence: tuple[str, ...] = (),
) -> Terms:
    """Terms from a form: values as typed or as text. Raises Refused naming the place as a case file would."""
    return check_terms(Terms(kind, label, start, end, scope or Scope(), values, ranges or {}, evidence), place)


def read_scope(raw: object, place: str) -> Scope:
    given = table(raw, place)
    check_known(given, SCOPE_FIELDS, place)
    found: dict[str, tuple[str, ...]] = {}
    for field, value in given.items():
        here = joined(place, field)
        found[field] = tuple(
            _READ_SCOPE[field](entry, f"{here}[{index}]") for index, entry in enumerate(listed(value, here), 1)
        )
    return Scope(**found)


def _day(given: Mapping[str, object], field: str, place: str) -> date | None:
    return first_of_month(given[field], joined(place, field)) if field in given else None


def _as_list(raw: object, place: str) -> list[object]:
    return [raw] if isinstance(raw, str) else list(listed(raw, place))


def _ranges(
    given: Mapping[str, object], uncertain: list[FieldSpec], values: Mapping[str, object], place: str
) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    """The low and high of each uncertain number; either may be missing, and the number lies between them."""
    found: dict[str, tuple[Decimal | None, Decimal | None]] = {}
    for spec in uncertain:
        ends: dict[str, Decimal] = {}
        for end in ("low", "high"):
            field = f"{spec.name}_{end}"
            if field in given:
                ends[end] = Decimal(cast(Decimal | int, value_of(spec, given[field], joined(place, field))))
        if not ends:
            continue
        if spec.name not in values:
            raise refuse("range_without_number", joined(place, f"{spec.name}_{next(iter(ends))}"), {"name": spec.name})
        likely = Decimal(cast(Decimal | int, values[spec.name]))
        if "low" in ends and ends["low"] > likely:
            raise refuse("range_low_above", joined(place, f"{spec.name}_low"), {"name": spec.name})
        if "high" in ends and ends["high"] < likely:
            raise refuse("range_high_below", joined(place, f"{spec.name}_high"), {"name": spec.name})
        found[spec.name] = (ends.get("low"), ends.get("high"))
    return found


def _check_together(kind: MeasureKind, values: Mapping[str, object], place: str) -> None:
    """What the parameters of one measure must be together."""
    for group in kind.one_of:
        if sum(field in values for field in group) != 1:
            raise refuse("exactly_one_of", place, {"names": " or ".join(group)})
    for group in kind.at_most_one:
        if sum(field in values for field in group) > 1:
            raise refuse("at_most_one_of", place, {"names": " and ".join(group)})
    if values.get("backfill_rate") == "agency" and "agency_hourly" not in values:
        raise refuse("agency_rate_missing", joined(place, "agency_hourly"))
    check = {
        "on_call": _check_on_call,
        "posts": _check_posts,
        "redundancy": _check_redundancy,
        "agency_replacement": _check_agency_posts,
    }.get(kind.name)
    if check:
        check(values, place)


def _check_on_call(values: Mapping[str, object], place: str) -> None:
    for field, other in (("sessions_per_week", "session_amount"), ("session_amount", "sessions_per_week")):
        if field in values and other not in values:
            raise refuse("field_missing", joined(place, other))
    if "session_amount" not in values and "callout_hours_per_week" not in values:
        raise refuse("field_missing", joined(place, "sessions_per_week"))


def _check_wte(values: Mapping[str, object], headcount: int, place: str) -> None:
    wte = cast(Decimal, values["wte"])
    wrong_sign = wte < 0 < headcount
    if wrong_sign or abs(wte) > abs(headcount) * MOST_WTE_PER_HEAD:
        raise refuse("wte_above_heads", joined(place, "wte"), {"wte": f"{wte:f}", "headcount": f"{headcount:,}"})


def _check_overtime(values: Mapping[str, object], place: str) -> None:
    if values["band"] in SENIOR_BANDS:
        for field in ("overtime_hours", "overtime_holiday_hours"):
            if values.get(field):
                raise refuse("overtime_senior_band", joined(place, field), {"band": values["band"]})


def _check_posts(values: Mapping[str, object], place: str) -> None:
    _check_wte(values, cast(int, values["headcount"]), place)
    _check_overtime(values, place)


def _check_redundancy(values: Mapping[str, object], place: str) -> None:
    if "people" in values:
        for field in values:
            if field != "people":
                raise refuse("not_with_people", joined(place, field))
        return
    for field in ("wte", "service_years", "band", "step"):
        if field not in values:
            raise refuse("field_missing", joined(place, field))
    _check_wte(values, cast(int, values["headcount"]), place)


def _check_protection(terms: Terms, place: str) -> None:
    """Every year that the protection may last needs its share, also where only the high end of its months runs on."""
    shares = cast(tuple[Decimal, ...], terms.values["share_by_year"])
    _, longest = terms.ranges.get("months", (None, None))
    needed = -(-int(longest or cast(int, terms.values["months"])) // 12)
    if len(shares) < needed:
        raise refuse(
            "shares_too_few", joined(place, "share_by_year"), {"needed": f"{needed:,}", "given": f"{len(shares):,}"}
        )


def _check_agency_posts(values: Mapping[str, object], place: str) -> None:
    _check_overtime(values, place)
