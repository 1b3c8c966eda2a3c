"""``negotiator calc quantiles|funnel|spc FILE.csv``: the benchmarking statistics on anybody's data, as JSON."""

from __future__ import annotations

import argparse
import json
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator.domain.problems import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

MOST_QUANTILES = 1000
MOST_MULTIPLIER = 1_000_000_000
USUAL_LEVELS = "0.975,0.999"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands below ``calc``."""
    quantiles = subparsers.add_parser("quantiles", help="OHID quantiles of the column value, by rank")
    quantiles.add_argument("file", metavar="FILE.csv", help="a CSV file with the column value; blanks allowed")
    quantiles.add_argument("--n", default="10", metavar="N", help="how many quantiles; 10 unless told")
    quantiles.add_argument("--first", choices=("highest", "lowest"), default="highest", help="which end is quantile 1")
    quantiles.set_defaults(run=run_quantiles)

    funnel = subparsers.add_parser("funnel", help="funnel plot limits for proportions or rates, by OHID's method")
    funnel.add_argument("file", metavar="FILE.csv", help="a CSV file with the columns name, numerator, denominator")
    funnel.add_argument(
        "--statistic",
        choices=("proportion", "rate"),
        default="proportion",
        help="proportion: some of a whole; rate: events of a population",
    )
    funnel.add_argument("--multiplier", default="1", metavar="N", help="what values are given per; 1 unless told")
    funnel.add_argument(
        "--levels", default=USUAL_LEVELS, metavar="INNER,OUTER", help=f"one-sided levels; {USUAL_LEVELS} unless told"
    )
    funnel.set_defaults(run=run_funnel)

    spc = subparsers.add_parser("spc", help="XmR chart by Making Data Count's rules")
    spc.add_argument("file", metavar="FILE.csv", help="a CSV file with the columns period, value, in order of time")
    spc.add_argument("--rebase", metavar="PERIOD", action="append", default=[], help="new limits from this period on")
    spc.set_defaults(run=run_spc)

    for parser in (quantiles, funnel, spc):
        parser.add_argument("--json", action="store_true", help="the answer is always JSON")


def _say(answer: Mapping[str, object]) -> int:
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
    return 0


def _plain(value: Decimal) -> int | float:
    """A whole number stays one."""
    return int(value) if value == value.to_integral_value() else float(value)


def run_quantiles(arguments: argparse.Namespace) -> int:
    """``{"rows":[{"value","quantile"}]}``"""
    from negotiator.domain.benchmarking.quantiles import rank_quantiles
    from negotiator.services.imports_national.table import read_table

    asked = str(arguments.n)
    plain = asked.isascii() and asked.isdigit() and len(asked) <= len(str(MOST_QUANTILES))
    if not plain or not 1 <= int(asked) <= MOST_QUANTILES:
        raise Refused(Problem("bad_quantile_count", data={"given": asked}))
    table = read_table(Path(arguments.file), ("value",))
    values = [table.number(row, "value") for row in table.rows]
    found = rank_quantiles(values, int(asked), highest_first=arguments.first == "highest")
    rows = [
        {"value": None if value is None else _plain(value), "quantile": quantile}
        for value, quantile in zip(values, found, strict=True)
    ]
    return _say({"rows": rows})


def _number(text: str) -> float | None:
    """A finite number in plain digits, None for anything else."""
    if not text.isascii() or "_" in text:
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _multiplier(given: str) -> float:
    value = _number(given)
    if value is None or not 0 < value <= MOST_MULTIPLIER:
        raise Refused(Problem("bad_multiplier", data={"given": given}))
    return value


def _levels(given: str) -> tuple[float, float]:
    parts = [_number(part) for part in given.split(",")]
    if len(parts) == 2 and parts[0] is not None and parts[1] is not None and 0.5 < parts[0] < parts[1] < 1:
        return parts[0], parts[1]
    raise Refused(Problem("bad_levels", data={"given": given}))


def run_funnel(arguments: argparse.Namespace) -> int:
    """``{"baseline","rows":[{"name","value","lower2","upper2","lower3","upper3","label"}]}``

    Values, limits and baseline are times the multiplier; 2 marks the inner level and 3 the outer. Where anything but
    the usual was asked for, ``statistic``, ``multiplier`` and ``levels`` say what.
    """
    from negotiator.domain.benchmarking.funnel import funnel, rate_funnel
    from negotiator.services.statistics_files import read_proportions, read_rates

    times, levels = _multiplier(str(arguments.multiplier)), _levels(str(arguments.levels))
    path = Path(arguments.file)
    of_rates = arguments.statistic == "rate"
    found = rate_funnel(read_rates(path), *levels) if of_rates else funnel(read_proportions(path), *levels)
    figures = ("value", "lower2", "upper2", "lower3", "upper3")
    rows = [
        {"name": row.name, **{figure: getattr(row, figure) * times for figure in figures}, "label": row.label}
        for row in found.rows
    ]
    answer: dict[str, object] = {"baseline": found.baseline * times, "rows": rows}
    if of_rates or times != 1 or levels != _levels(USUAL_LEVELS):
        per = int(times) if times.is_integer() else times
        answer = {"statistic": found.statistic, "multiplier": per, "levels": list(levels), **answer}
    return _say(answer)


def run_spc(arguments: argparse.Namespace) -> int:
    """``{"mean","lower","upper","points":[{"period","value","flags"}]}``; the limits are those in force at the end."""
    from negotiator.domain.benchmarking.spc import xmr
    from negotiator.services.statistics_files import read_series

    series = read_series(Path(arguments.file))
    for period in arguments.rebase:
        if period not in series.periods:
            data = {"given": period, "first": series.periods[0], "last": series.periods[-1]}
            raise Refused(Problem("no_such_period", data=data))
    chart = xmr(series.periods, series.values, tuple(arguments.rebase))
    now = chart.now
    points = [{"period": p.period, "value": _plain(p.value), "flags": list(p.flags)} for p in chart.points]
    return _say(
        {
            "mean": float(now.mean),
            "lower": None if now.lower is None else float(now.lower),
            "upper": None if now.upper is None else float(now.upper),
            "points": points,
        }
    )
