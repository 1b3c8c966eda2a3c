"""``negotiator benchmark --trust CODE --metric ID [--peers …] --json``: a trust among its peers."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from negotiator.domain.benchmarking.comparison import Comparison
    from negotiator.domain.benchmarking.peers import Peers
    from negotiator.domain.benchmarking.robustness import Robustness
    from negotiator.services.benchmarks import Benchmarks


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``benchmark``."""
    command = subparsers.add_parser("benchmark", help="compare a trust with its peers on a metric")
    command.add_argument("--trust", required=True, metavar="CODE", help="ODS code, such as R0A")
    command.add_argument("--metric", required=True, metavar="ID", help="such as sickness_absence_rate_12m")
    command.add_argument(
        "--peers",
        default="type",
        metavar="GROUP",
        help="type (unless told), peer_group, type_region, region, icb, all, size:N, or codes parted by commas",
    )
    command.add_argument("--robust", action="store_true", help="ask the same of every reasonable peer group")
    command.add_argument("--json", action="store_true", help="answer in JSON")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the comparison; Refused for an unknown trust, metric or group."""
    from negotiator.reference import library
    from negotiator.services.benchmarks import Benchmarks

    benchmarks = Benchmarks.of_trust(library(), arguments.trust)
    metric = benchmarks.metric(arguments.metric.strip())
    comparison = benchmarks.compare(metric.id, _group(benchmarks, arguments.peers.strip()))
    robustness = benchmarks.robustness(comparison) if arguments.robust else None
    if arguments.json:
        answer = as_json(benchmarks, comparison)
        if robustness is not None:
            answer["robust"] = _robust_json(robustness)
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(benchmarks, comparison, robustness)) + "\n")
    return 0


def _group(benchmarks: Benchmarks, text: str) -> Peers:
    """The peers that ``--peers`` names."""
    from negotiator.domain.benchmarking.peers import BASES
    from negotiator.domain.problems import Problem, Refused

    basis, _, number = text.partition(":")
    if basis.lower() == "size":
        if number and not (number.isascii() and number.isdigit() and len(number) < 6):
            raise Refused(Problem("bad_peer_count", data={"given": number}))
        return benchmarks.peers("size", int(number)) if number else benchmarks.peers("size")
    if text.lower() in BASES and text.lower() != "hand":
        return benchmarks.peers(text.lower())
    codes = [code for code in text.split(",") if code.strip()]
    known = any(code.strip().upper() in benchmarks.trusts for code in codes)
    if not codes or (len(codes) == 1 and not known):
        raise Refused(Problem("unknown_basis", data={"given": text}))
    return benchmarks.peers("hand", codes=codes)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def as_json(benchmarks: Benchmarks, comparison: Comparison) -> dict[str, object]:
    """The comparison in the documented shape (docs/benchmarks.md): ``peers`` are those with a value, best first."""
    metric, spread = comparison.metric, comparison.spread
    sources = benchmarks.sources(metric)
    return {
        "metric": metric.id,
        "period": comparison.period,
        "unit": metric.unit,
        "direction": metric.direction,
        "own": {"code": benchmarks.own.code, "name": benchmarks.own.name, "value": _number(comparison.own)},
        "peers": [
            {"code": peer.code, "name": benchmarks.trusts[peer.code].name, "value": float(peer.value)}
            for peer in comparison.peers
        ],
        "n": comparison.n,
        "min": _number(spread.least if spread else None),
        "q1": _number(spread.q1 if spread else None),
        "median": _number(spread.median if spread else None),
        "q3": _number(spread.q3 if spread else None),
        "max": _number(spread.most if spread else None),
        "rank": comparison.rank,
        "quartile": comparison.quartile,
        "source": "; ".join(f"{source.title}, {source.publisher}" for source in sources),
    }


def _robust_json(found: Robustness) -> dict[str, object]:
    from negotiator.wording.comparisons import group, robustness

    moved = found.leave_one_out
    return {
        "sentence": robustness(found),
        "groups": [
            {
                "basis": each.group.basis,
                "name": group(each.group, each.n),
                "n": each.n,
                "median": _number(each.spread.median if each.spread else None),
                "rank": each.rank,
                "of": each.of,
                "quartile": each.quartile,
                "standing": each.standing,
            }
            for each in (found.chosen, *found.others)
        ],
        "leave_one_out": None
        if moved is None
        else {
            "least_rank": moved.least_rank,
            "most_rank": moved.most_rank,
            "quartiles": list(moved.quartiles),
            "least_median": float(moved.least_median),
            "most_median": float(moved.most_median),
        },
    }


def _lines(benchmarks: Benchmarks, comparison: Comparison, robustness: Robustness | None) -> list[str]:
    """The comparison as a person reads it."""
    from negotiator.wording import comparisons as words

    lines = [words.summary(comparison, benchmarks.own.name), words.standing(comparison)]
    if robustness is not None:
        lines.append(words.robustness(robustness))
        for each in (robustness.chosen, *robustness.others):
            lines.append(f"  {words.BASES[each.group.basis]}: {words.rank(each)}, {words.quarter(each)}")
    lines += [f"Note: {caveat}" for caveat in words.caveats(comparison, benchmarks.trusts)]
    lines += [f"Source: {source.title}, {source.publisher}" for source in benchmarks.sources(comparison.metric)]
    return lines
