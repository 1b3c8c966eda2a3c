"""Statistical process control: the XmR chart of NHS England's Making Data Count ("plot the dots").

Limits are the mean ± 2.66 × the mean moving range. Moving ranges above 3.267 × their mean are set aside once before
the mean moving range is taken. Four rules mark special cause: a point beyond a limit; seven points running on one side
of the mean; seven points running that rise or fall; two of three points running near the same limit. Where the guide
leaves a choice, the R package NHSRplotthedots decides: a point on the mean breaks a run, equal neighbours break a
trend, "near" is beyond two thirds of the way to a limit but not beyond the limit, and the third point of two in three
must lie on the same side of the mean. Arithmetic is exact, so that a point on the mean is seen to be on the mean.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

LIMIT = Fraction(266, 100)
NEAR = LIMIT * 2 / 3
SCREEN = Fraction(3267, 1000)
RUN = 7
FLAGS = ("beyond", "shift", "trend", "two_of_three")


@dataclass(frozen=True, slots=True)
class Point:
    """A value of the series with the special causes it belongs to, in the order of `FLAGS`."""

    period: str
    value: Decimal
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch between rebases with its own mean and limits; ``lower`` and ``upper`` are None for a single point."""

    first: int
    points: tuple[Point, ...]
    mean: Fraction
    lower: Fraction | None
    upper: Fraction | None


@dataclass(frozen=True, slots=True)
class Xmr:
    """The chart: its segments in order. The last one describes the process as it is now."""

    segments: tuple[Segment, ...]

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(point for segment in self.segments for point in segment.points)

    @property
    def now(self) -> Segment:
        return self.segments[-1]


def xmr(periods: Sequence[str], values: Sequence[Decimal], rebase: Sequence[str] = ()) -> Xmr:
    """The XmR chart of a series in its order; a new segment begins at each period of ``rebase``.

    Raises:
        ValueError: no points.
        KeyError: a period to rebase at is not in the series.
    """
    if not values:
        raise ValueError("a series needs a point")
    starts = {0}
    for period in rebase:
        if period not in periods:
            raise KeyError(period)
        starts.add(list(periods).index(period))
    edges = [*sorted(starts), len(values)]
    return Xmr(
        tuple(_segment(start, periods[start:end], values[start:end]) for start, end in itertools.pairwise(edges))
    )


def _segment(first: int, periods: Sequence[str], values: Sequence[Decimal]) -> Segment:
    numbers = [Fraction(value) for value in values]
    mean = sum(numbers, Fraction(0)) / len(numbers)
    moving = [abs(b - a) for a, b in itertools.pairwise(numbers)]
    if not moving:
        return Segment(first, (Point(periods[0], values[0]),), mean, None, None)
    size = _mean(moving)
    size = _mean([each for each in moving if each <= SCREEN * size])
    lower, upper = mean - LIMIT * size, mean + LIMIT * size

    beyond = [not lower <= number <= upper for number in numbers]
    near = [abs(n - mean) > NEAR * size and not out for n, out in zip(numbers, beyond, strict=True)]
    side = [(n > mean) - (n < mean) for n in numbers]
    steps = [(b > a) - (b < a) for a, b in itertools.pairwise(numbers)]
    shift = _runs(side, RUN)
    trend = _trend(steps, len(numbers))
    two = _two_of_three(near, side)
    points = tuple(
        Point(period, value, tuple(f for f, on in zip(FLAGS, marks, strict=True) if on))
        for period, value, marks in zip(periods, values, zip(beyond, shift, trend, two, strict=True), strict=True)
    )
    return Segment(first, points, mean, lower, upper)


def _mean(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


def _runs(signs: Sequence[int], length: int) -> list[bool]:
    """True for each place in a run of at least this many equal signs, none of them 0."""
    result = [False] * len(signs)
    start = 0
    for at in range(1, len(signs) + 1):
        if at == len(signs) or signs[at] != signs[start]:
            if signs[start] and at - start >= length:
                result[start:at] = [True] * (at - start)
            start = at
    return result


def _trend(steps: Sequence[int], count: int) -> list[bool]:
    """Seven points that rise or fall are six equal steps; both ends of each step belong to the trend."""
    stepped = _runs(steps, RUN - 1)
    result = [False] * count
    for at, on in enumerate(stepped):
        if on:
            result[at] = result[at + 1] = True
    return result


def _two_of_three(near: Sequence[bool], side: Sequence[int]) -> list[bool]:
    """True for each near point of three running on one side of the mean of which at least two are near the limit."""
    result = [False] * len(near)
    for at in range(len(near) - 2):
        three = slice(at, at + 3)
        if abs(sum(side[three])) == 3 and sum(near[three]) >= 2:
            for place in range(at, at + 3):
                result[place] = result[place] or near[place]
    return result


@dataclass(frozen=True, slots=True)
class Reading:
    """What the chart says of the process now.

    ``variation``: ``improvement``, ``concern``, ``change`` (special cause where neither way is better) or ``common``,
    from the last point. ``assurance``: ``pass``, ``fail`` or ``hit_or_miss`` against a target; None without one.
    """

    variation: str
    cause: str
    going_up: bool | None
    assurance: str | None


def cause_of(segment: Segment, index: int) -> tuple[str, bool | None]:
    """The special cause that a point is shown by, and whether it points upwards; ``""`` and None for common cause.

    A point of several causes is shown by the first of: beyond a limit, trend, two of three, shift. A trend points the
    way of the step to the next point, where that belongs to the trend too; the others point to their side of the mean.
    """
    point = segment.points[index]
    cause = next((flag for flag in ("beyond", "trend", "two_of_three", "shift") if flag in point.flags), "")
    if not cause:
        return "", None
    if cause == "trend":
        goes_on = index + 1 < len(segment.points) and "trend" in segment.points[index + 1].flags
        first, second = (index, index + 1) if goes_on else (index - 1, index)
        return cause, segment.points[second].value > segment.points[first].value
    return cause, Fraction(point.value) > segment.mean


def variation_of(segment: Segment, index: int, direction: str) -> str:
    """``common``, ``improvement``, ``concern``, or ``change`` where neither way is better."""
    cause, going_up = cause_of(segment, index)
    if not cause:
        return "common"
    if direction == "neutral":
        return "change"
    return "improvement" if going_up == (direction == "higher_is_better") else "concern"


def read(chart: Xmr, direction: str, target: Decimal | None = None) -> Reading:
    """Variation and assurance in Making Data Count's sense, for the last point and the limits now in force."""
    last = len(chart.now.points) - 1
    cause, going_up = cause_of(chart.now, last)
    variation = variation_of(chart.now, last, direction)
    return Reading(variation, cause, going_up, _assurance(chart.now, direction, target))


def _assurance(now: Segment, direction: str, target: Decimal | None) -> str | None:
    if target is None or direction == "neutral" or now.lower is None or now.upper is None:
        return None
    higher = direction == "higher_is_better"
    if Fraction(target) > now.upper:
        return "fail" if higher else "pass"
    if Fraction(target) < now.lower:
        return "pass" if higher else "fail"
    return "hit_or_miss"
