"""``negotiator cost``: cost a case file, or the proposals of a workspace."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator.cli.passphrases import add_passphrase, passphrase_of

if TYPE_CHECKING:
    from negotiator.domain.costing.engine import Costing
    from negotiator.domain.costing.ranges import Limits, OptionRange
    from negotiator.services.headless import Passphrase

MOST_BYTES = 64 * 1024 * 1024
"""The largest case file that is read."""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``cost``."""
    cost = subparsers.add_parser("cost", help="cost the options of a case file or of a workspace")
    what = cost.add_mutually_exclusive_group(required=True)
    what.add_argument("file", metavar="FILE", nargs="?", help="a workspace; every proposal in it is costed")
    what.add_argument("--case", metavar="CASE.toml", help="a costing case")
    cost.add_argument("--json", action="store_true", help="answer in JSON")
    cost.add_argument("--explain", action="store_true", help="show how every figure was worked out")
    cost.add_argument(
        "--ranges", action="store_true", help="add the likely range of every view: P10, P50 and P90 of 10,000 draws"
    )
    add_passphrase(cost)
    cost.set_defaults(run=run_cost)


def run_cost(arguments: argparse.Namespace) -> int:
    """Cost and answer. Raises Refused for input that cannot be accepted, before anything is written."""
    if arguments.case is not None:
        costed = [_Costed(None, _cost_case(arguments.case))]
    else:
        costed = _cost_workspace(Path(arguments.file), passphrase_of(arguments))
    if arguments.json:
        shapes = [_shape(one, arguments) for one in costed]
        if arguments.case is not None:
            _answer(shapes[0])
        else:
            _answer({"proposals": [{"name": one.name, **shape} for one, shape in zip(costed, shapes, strict=True)]})
    else:
        for one in costed:
            _tell(one, arguments)
    return 0


@dataclass(frozen=True)
class _Costed:
    """One proposal of a workspace with the limits of its mandate, or a case, which has neither name nor limits."""

    name: str | None
    costing: Costing
    limits: Limits | None = None

    def ranges(self) -> list[OptionRange]:
        from negotiator.domain.costing.simulation import simulate

        return [simulate(self.costing, place, limits=self.limits) for place in range(len(self.costing.options))]


def _cost_case(path: str) -> Costing:
    from negotiator.domain.costing.engine import Costing
    from negotiator.domain.costing.reading import read_case
    from negotiator.reference import rates_for

    case = read_case(_content(path))
    return Costing(case, rates_for(case.jurisdiction))


def _cost_workspace(path: Path, passphrase: Passphrase) -> list[_Costed]:
    from negotiator.domain.costing.ranges import limits_of
    from negotiator.domain.proposals import Mandate, Proposal
    from negotiator.services.costing import case_for, check_records, cost_proposal
    from negotiator.services.headless import opened

    found = []
    with opened(path, passphrase) as session:
        for proposal in session.all(Proposal):
            check_records(case_for(session, proposal.id))
        for proposal in session.all(Proposal):
            costing = cost_proposal(session, proposal.id)
            mandate = next(iter(session.children(Mandate, proposal.id)), None)
            limits = limits_of(mandate, [year.label for year in costing.case.horizon])
            found.append(_Costed(proposal.name, costing, limits))
    return found


def _content(name: str) -> bytes:
    """The bytes of a case file. Raises Refused where it is missing, no file, too large, or cannot be read."""
    from negotiator.domain.costing.values import quoted
    from negotiator.domain.problems import Problem, Refused

    path, shown = Path(name), quoted(name)
    try:
        if not name or not path.exists():
            raise Refused(Problem("case_file_missing", "", {"path": shown}))
        if path.is_file() and path.stat().st_size > MOST_BYTES:
            raise Refused(Problem("case_file_too_large", "", {"path": shown, "limit": MOST_BYTES // (1024 * 1024)}))
        return path.read_bytes()
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "its name is not valid"
        raise Refused(Problem("case_file_unreadable", "", {"path": shown, "reason": reason})) from None


def _shape(one: _Costed, arguments: argparse.Namespace) -> dict[str, object]:
    from negotiator.services.costing_json import shape
    from negotiator.services.ranges_json import range_shape

    ranges = [range_shape(found) for found in one.ranges()] if arguments.ranges else None
    return shape(one.costing, arguments.explain, ranges)


def _tell(one: _Costed, arguments: argparse.Namespace) -> None:
    from negotiator.cli.lines import lines
    from negotiator.wording.costing import costing_text

    if one.name is not None:
        sys.stdout.write(lines(f"{one.name}\n{'=' * len(one.name)}\n\n"))
    sys.stdout.write(lines(costing_text(one.costing.result())))
    if arguments.ranges:
        from negotiator.wording.range_text import range_text

        sys.stdout.write(lines("".join(f"\n{range_text(found)}" for found in one.ranges())))
    if arguments.explain:
        from negotiator.services.costing_json import every_working
        from negotiator.wording.costing import workings_text

        told = [working for _, workings in every_working(one.costing) for working in workings]
        sys.stdout.write(lines(workings_text(told)))


def _answer(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
