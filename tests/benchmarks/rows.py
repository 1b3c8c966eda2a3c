"""What a benchmark module hands back: rows of a name, what was measured, and the yardstick beside it."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. ``within`` None: there is no bound, the figure is told for its own sake."""

    name: str
    measured: str
    yardstick: str
    within: bool | None = None


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """The median time of several runs of ``work``."""
    taken = []
    for _ in range(times):
        began = perf_counter()
        work()
        taken.append(perf_counter() - began)
    return statistics.median(taken)


def bounded(name: str, value: float, most: float, unit: str = "s") -> Row:
    """A row for a value that is not to exceed ``most``, both in ``unit`` (seconds below one tenth are told in ms)."""

    def words(amount: float) -> str:
        if unit == "s" and amount < 0.2:
            return f"{amount * 1000:.1f} ms"
        return f"{amount:.2f} {unit}" if amount < 100 else f"{amount:,.0f} {unit}"

    return Row(name, words(value), f"at most {words(most)}", value <= most)


def peak_memory_mb() -> float:
    """The most memory this process has held, in MB."""
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def table(rows: Sequence[Row]) -> str:
    """The rows as text in columns, with the verdict where there is a bound."""
    verdicts = {True: "kept", False: "NOT KEPT", None: ""}
    cells = [("Benchmark", "Measured", "Yardstick", "")]
    cells += [(row.name, row.measured, row.yardstick, verdicts[row.within]) for row in rows]
    widths = [max(len(line[column]) for line in cells) for column in range(4)]
    lines = ["  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() for line in cells]
    lines.insert(1, "-" * max(map(len, lines)))
    return "\n".join(lines)
