"""Exact Poisson limits: how many events an expected number would bring at a one-sided level, chance alone deciding.

The tails are those of the regularised incomplete gamma function P(a, x), by its series below the middle and by its
continued fraction above (Abramowitz and Stegun 6.5.29 and 6.5.31): the chance of ``a`` or more events where ``x`` are
expected. Between whole numbers of events it goes on smoothly, so that a limit is a curve. Above `LARGE` events the
cube-root form of Wilson and Hilferty takes over, which is the one that OHID itself uses (as Byar's) from ten events on.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from statistics import NormalDist

LARGE = 10_000.0
"""Events from which the cube-root form stands in for the sum: it then differs by less than 0.0001 events in 10,000."""

_NORMAL = NormalDist()
_TINY = 1e-300
_CLOSE = 1e-15


def at_least(events: float, expected: float) -> float:
    """The chance of this many events or more, ``expected`` of 0 or above; certain for no events."""
    if events <= 0:
        return 1.0
    if expected <= 0:
        return 0.0
    if events > LARGE:
        return _NORMAL.cdf(_cube_root(events, expected))
    if expected < events + 1:
        return min(1.0, _series(events, expected))
    return 1.0 - min(1.0, _fraction(events, expected))


def at_most(events: float, expected: float) -> float:
    """The chance of this many events or fewer; none for fewer than no events."""
    after = events + 1
    if after <= 0:
        return 0.0
    if expected <= 0:
        return 1.0
    if after > LARGE:
        return _NORMAL.cdf(-_cube_root(after, expected))
    if expected < after + 1:
        return 1.0 - min(1.0, _series(after, expected))
    return min(1.0, _fraction(after, expected))


@lru_cache(maxsize=8192)
def upper_events(level: float, expected: float) -> float:
    """Events at the upper limit: the number whose own exact lower confidence limit is ``expected``.

    ``level`` is one-sided, above 0.5 and below 1.
    """
    if expected <= 0:
        return 0.0
    # Where a float no longer tells single events apart, rounding may not put a limit on the wrong side.
    return max(expected, _where(lambda events: at_least(events, expected) - (1 - level), level, expected, 1))


@lru_cache(maxsize=8192)
def lower_events(level: float, expected: float) -> float:
    """Events at the lower limit: the number whose own exact upper confidence limit is ``expected``, 0 if none is."""
    if expected <= 0 or at_most(0.0, expected) >= 1 - level:
        return 0.0
    return min(expected, _where(lambda events: (1 - level) - at_most(events, expected), level, expected, -1))


def _cube_root(events: float, expected: float) -> float:
    """Standard deviations at which P(events, expected) lies, by Wilson and Hilferty."""
    return 3 * math.sqrt(events) * (math.cbrt(expected / events) - 1 + 1 / (9 * events))


def _density(a: float, x: float) -> float:
    """x^a · e^(−x) ÷ Γ(a)"""
    return math.exp(a * math.log(x) - x - math.lgamma(a))


def _series(a: float, x: float) -> float:
    """P(a, x), quick for x below a + 1."""
    term = total = 1 / a
    step = a
    while term > total * _CLOSE:
        step += 1
        term *= x / step
        total += term
    return total * _density(a, x)


def _fraction(a: float, x: float) -> float:
    """1 − P(a, x) by Lentz's way of working out the continued fraction, quick for x above a + 1."""
    b = x + 1 - a
    c, d = 1 / _TINY, 1 / b
    total = d
    step = 0
    change = 0.0
    while abs(change - 1) > _CLOSE * 4:
        step += 1
        part = -step * (step - a)
        b += 2
        d = part * d + b
        d = 1 / (d if abs(d) > _TINY else _TINY)
        c = b + part / c
        c = c if abs(c) > _TINY else _TINY
        change = c * d
        total *= change
    return total * _density(a, x)


def _where(falling: Callable[[float], float], level: float, expected: float, side: int) -> float:
    """Where a falling function of the events crosses nought, by false position (Illinois) within a bracket."""
    z = _NORMAL.inv_cdf(level)
    near = max(0.0, expected + side * z * math.sqrt(expected) + z * z / 3)
    reach = 1.0 + near * 1e-6
    low, high = max(0.0, near - reach), near + reach
    while (at_low := falling(low)) < 0 and low > 0:
        reach *= 2
        low = max(0.0, low - reach)
    while (at_high := falling(high)) > 0:
        reach *= 2
        high += reach
    best, kept = low, 0
    for _ in range(200):
        if at_low == at_high or high - low <= 1e-14 * high:
            break
        best = low + (high - low) * at_low / (at_low - at_high)
        if not low < best < high:
            break
        value = falling(best)
        if value == 0:
            break
        if value > 0:
            low, at_low = best, value
            at_high *= 0.5 if kept == 1 else 1.0
            kept = 1
        else:
            high, at_high = best, value
            at_low *= 0.5 if kept == -1 else 1.0
            kept = -1
    return best
