"""The people of a costing as rows of whole numbers, one row for each staff line (costing method, section 1).

Nearly all of pay is linear in a few *quantities* of a line: heads, WTE, heads times hours, heads times allowances, each
also weighted by the share in the pension scheme. Rows keep them as whole numbers of a common fraction, so that sums are
exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from negotiator.domain.costing.calendar import Calendar
from negotiator.domain.costing.exact import Index, Ints, Mask, product, scaled, times
from negotiator.domain.establishment import ZONES, StaffLine
from negotiator.domain.proposals import Scope

QUANTITIES = ("heads", "wte", "saturday", "sunday", "overtime", "holiday", "short_rrp", "allowances")
"""heads; WTE; weekly hours of all heads; WTE times short-term premium; yearly allowances of all heads."""

MEMBER_QUANTITIES = ("m_heads", "m_wte", "m_saturday", "m_sunday", "m_allowances")
"""The pensionable ones, weighted by the share in the pension scheme (allowances: the pensionable part)."""

NO_STEP = -1


@dataclass(frozen=True)
class Rows:
    """One row for each staff line with people in it. ``quantities[name]`` over ``dens[name]`` is the exact amount.

    ``line`` is the line's place in the list it came from. ``born`` is the number of the measure that made the row, -1
    for the establishment; it is there in months ``since`` to before ``until``. ``alone``: never summed with other rows,
    because something about these people is not linear (pay near the National Insurance threshold; posts of a measure).
    """

    lines: tuple[StaffLine, ...]
    line: Index
    place: Index
    zone: Index
    premium: Index
    premiums: tuple[Fraction, ...]
    next_month: Index
    heads: Index
    quantities: dict[str, Ints]
    dens: dict[str, int]
    most_short_rrp: Ints
    alone: Mask
    born: Index
    since: Index
    until: Index
    _kept: dict[object, tuple[Ints, Any]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.line)

    def quantity(self, name: str) -> tuple[Ints, int]:
        return self.quantities[name], self.dens[name]

    def blank(self, name: str) -> bool:
        """True where nobody has any of it."""
        return not self.quantities[name].any()

    def additional(self, week: Fraction, members: bool) -> tuple[Ints, int]:
        """Weekly hours beyond contract of part-timers up to a full week, of all heads (or weighted by members)."""
        key = (week, members)
        if key not in self._kept:
            self._kept[key] = self._additional(week, members)
        return self._kept[key]

    def _additional(self, week: Fraction, members: bool) -> tuple[Ints, int]:
        if self.blank("overtime"):
            return np.zeros(len(self), dtype=np.int64), 1
        if members:
            hours, den = self.additional(week, False)
            share, share_den = self.quantity("pension_share")
            return product(hours, share), den * share_den
        hours, hours_den = self.quantity("overtime")
        wte, wte_den = self.quantity("wte")
        sign = np.sign(self.heads)
        free = times(np.abs(self.heads), wte_den) - np.abs(wte)
        free = times(np.where(free > 0, free, 0), week.numerator * hours_den)
        worked = times(np.abs(hours), wte_den * week.denominator)
        return product(np.where(free < worked, free, worked), sign), hours_den * wte_den * week.denominator

    def per_head(self, name: str) -> npt.NDArray[np.float64]:
        """The amount of one head, as a double: for bounds only, never for a figure."""
        numbers, den = self.quantity(name)
        return np.abs(numbers.astype(np.float64)) / den / np.abs(self.heads)

    def within(self, scope: Scope) -> Mask:
        """Rows that a scope's groups, zones and lines allow; its bands and steps depend on the month."""
        found = np.ones(len(self), dtype=bool)
        for chosen, value in ((scope.groups, "group"), (scope.zones, "hcas"), (scope.lines, "name")):
            if chosen:
                numbers, known = self._numbered(value)
                found &= np.isin(numbers, [known[name] for name in chosen if name in known])
        return found

    def _numbered(self, value: str) -> tuple[Index, dict[str, int]]:
        """A text of each row's line as a number, and the number of each text."""
        if value not in self._kept:
            known: dict[str, int] = {}
            texts = [getattr(line, value) for line in self.lines]
            numbers = np.array([known.setdefault(text, len(known)) for text in texts], dtype=np.int64)
            self._kept[value] = (numbers[self.line], known)
        return cast("tuple[Index, dict[str, int]]", self._kept[value])

    def flagged(self, alone: Mask) -> Rows:
        """The same rows, with more of them taken alone."""
        return replace(self, alone=self.alone | alone, _kept=self._kept)


def rows_of(
    lines: Sequence[StaffLine],
    calendar: Calendar,
    *,
    born: int = -1,
    since: int = 0,
    until: int | None = None,
    wte: Sequence[Fraction] | None = None,
) -> Rows:
    """Rows for staff lines; a line of a measure (``born``) may have a negative number of heads.

    ``wte`` stands in for the WTE of the lines where it is no decimal.
    """
    numbers = np.array([index for index, line in enumerate(lines) if line.headcount], dtype=np.int64)
    chosen = [lines[index] for index in numbers]
    heads = np.array([line.headcount for line in chosen], dtype=np.int64)
    sign = np.sign(heads)
    premiums: dict[Fraction | Decimal, int] = {}
    premium = np.array([premiums.setdefault(line.rrp_long_term, len(premiums)) for line in chosen], dtype=np.int64)
    own_wte = [line.wte for line in lines] if wte is None else wte
    quantities, dens, most_short = _quantities(chosen, heads, [abs(own_wte[index]) for index in numbers])
    place_number = calendar.place_number
    zone_number = {zone: number for number, zone in enumerate(ZONES)}
    next_month = [NO_STEP if line.next_step is None else calendar.month_of(line.next_step) for line in chosen]
    rows = Rows(
        lines=tuple(lines),
        line=numbers,
        place=np.array([place_number[line.band, line.step] for line in chosen], dtype=np.int64),
        zone=np.array([zone_number[line.hcas] for line in chosen], dtype=np.int64),
        premium=premium,
        premiums=tuple(Fraction(value) for value in premiums) or (Fraction(0),),
        next_month=np.array(next_month, dtype=np.int64),
        heads=heads,
        quantities=quantities,
        dens=dens,
        most_short_rrp=most_short,
        alone=np.full(len(chosen), born >= 0) | (sign < 0),
        born=np.full(len(chosen), born, dtype=np.int64),
        since=np.full(len(chosen), since, dtype=np.int64),
        until=np.full(len(chosen), calendar.months if until is None else until, dtype=np.int64),
    )
    return replace(rows, alone=rows.alone | _near_threshold(rows, calendar))


def joined(first: Rows, second: Rows) -> Rows:
    """The rows of both, the first ones first; quantities are brought to common fractions."""
    quantities: dict[str, Ints] = {}
    dens: dict[str, int] = {}
    for name in first.quantities:
        den = lcm(first.dens[name], second.dens[name])
        parts = [times(rows.quantities[name], den // rows.dens[name]) for rows in (first, second)]
        quantities[name], dens[name] = np.concatenate(parts), den
    return Rows(
        lines=first.lines + second.lines,
        line=np.concatenate([first.line, second.line + len(first.lines)]),
        place=np.concatenate([first.place, second.place]),
        zone=np.concatenate([first.zone, second.zone]),
        premium=np.concatenate([first.premium, second.premium + len(first.premiums)]),
        premiums=first.premiums + second.premiums,
        next_month=np.concatenate([first.next_month, second.next_month]),
        heads=np.concatenate([first.heads, second.heads]),
        quantities=quantities,
        dens=dens,
        most_short_rrp=np.concatenate([first.most_short_rrp, second.most_short_rrp]),
        alone=np.concatenate([first.alone, second.alone]),
        born=np.concatenate([first.born, second.born]),
        since=np.concatenate([first.since, second.since]),
        until=np.concatenate([first.until, second.until]),
    )


def _quantities(
    lines: Sequence[StaffLine], heads: Index, wtes: Sequence[Decimal | Fraction]
) -> tuple[dict[str, Ints], dict[str, int], Ints]:
    """Every quantity as whole numbers with its fraction, and each row's short-term premium as exact fractions."""
    sign = np.sign(heads)
    wte, wte_den = scaled(wtes)
    wte = product(wte, sign)
    share, share_den = scaled([line.pension_share for line in lines])
    short, short_den = scaled([line.rrp_short_term for line in lines])
    found: dict[str, tuple[Ints, int]] = {
        "heads": (heads, 1),
        "wte": (wte, wte_den),
        "short_rrp": (product(wte, short), wte_den * short_den),
        "pension_share": (share, share_den),
    }
    for name, attribute in (
        ("saturday", "saturday_night_hours"),
        ("sunday", "sunday_holiday_hours"),
        ("overtime", "overtime_hours"),
        ("holiday", "overtime_holiday_hours"),
    ):
        hours, hours_den = scaled([getattr(line, attribute) for line in lines])
        found[name] = (product(hours, heads), hours_den)
    nought = Decimal(0)
    for name, only_pensionable in (("allowances", False), ("p_allowances", True)):
        sums = [
            nought
            if not line.allowances
            else _exact_sum([part.amount for part in line.allowances if part.pensionable or not only_pensionable])
            for line in lines
        ]
        amounts, amounts_den = scaled(sums)
        found[name] = (product(amounts, heads), amounts_den)
    for name in ("heads", "wte", "saturday", "sunday"):
        numbers, den = found[name]
        found[f"m_{name}"] = (product(numbers, share), den * share_den)
    numbers, den = found.pop("p_allowances")
    found["m_allowances"] = (product(numbers, share), den * share_den)
    quantities = {name: numbers for name, (numbers, _) in found.items()}
    fractions = {value: Fraction(value) for value in {line.rrp_short_term for line in lines}}
    return quantities, {name: den for name, (_, den) in found.items()}, _fractions(lines, fractions)


def _fractions(lines: Sequence[StaffLine], fractions: dict[Decimal, Fraction]) -> Ints:
    array = np.empty(len(lines), dtype=object)
    array[:] = [fractions[line.rrp_short_term] for line in lines]
    return array


def _exact_sum(amounts: Sequence[Decimal]) -> Fraction:
    return sum((Fraction(amount) for amount in amounts), Fraction(0))


def _near_threshold(rows: Rows, calendar: Calendar) -> Mask:
    """Rows whose lowest basic pay, with what may be taken off it, does not clearly exceed the highest NI threshold."""
    lowest = np.full(len(calendar.places), np.inf)
    threshold = 0.0
    for month in sorted(calendar.changes):
        rates = calendar.at(month)
        basic = rates.basic.lowest()
        lowest = np.minimum(lowest, np.where(basic > 0, basic, np.inf))
        threshold = max(threshold, float(rates.nic_threshold))
    by_band = {band: lowest[calendar.band_numbers == band].min() for band in set(calendar.band_numbers.tolist())}
    band_lowest = np.array([by_band[band] for band in calendar.band_numbers.tolist()])
    numbers, den = rows.quantity("allowances")
    allowances = numbers.astype(np.float64) / den / rows.heads
    pay = rows.per_head("wte") * band_lowest[rows.place] + np.minimum(allowances, 0)
    return np.asarray(pay < 1.05 * threshold)
