"""``negotiator cost``: cost a case file, or the proposals of a workspace."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from negotiator.domain.costing.engine import Costing

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
    cost.set_defaults(run=run_cost)


def run_cost(arguments: argparse.Namespace) -> int:
    """Cost and answer. Raises Refused for input that cannot be accepted, before anything is written."""
    if arguments.case is not None:
        costing = _cost_case(arguments.case)
        if arguments.json:
            _answer(_shape(costing, arguments.explain))
        else:
            _tell(None, costing, arguments.explain)
        return 0
    named = _cost_workspace(Path(arguments.file))
    if arguments.json:
        proposals = [{"name": name, **_shape(costing, arguments.explain)} for name, costing in named]
        _answer({"proposals": proposals})
    else:
        for name, costing in named:
            _tell(name, costing, arguments.explain)
    return 0


def _cost_case(path: str) -> Costing:
    from negotiator.domain.costing.engine import Costing
    from negotiator.domain.costing.reading import read_case
    from negotiator.reference import rates_for

    case = read_case(_content(path))
    return Costing(case, rates_for(case.jurisdiction))


def _cost_workspace(path: Path) -> list[tuple[str, Costing]]:
    from negotiator.domain.proposals import Proposal
    from negotiator.services.costing import case_for, check_records, cost_proposal
    from negotiator.services.headless import opened

    with opened(path) as session:
        for proposal in session.all(Proposal):
            check_records(case_for(session, proposal.id))
        return [(proposal.name, cost_proposal(session, proposal.id)) for proposal in session.all(Proposal)]


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


def _shape(costing: Costing, explain: bool) -> dict[str, object]:
    from negotiator.services.costing_json import shape

    return shape(costing, explain)


def _tell(name: str | None, costing: Costing, explain: bool) -> None:
    from negotiator.cli.lines import lines
    from negotiator.wording.costing import costing_text

    if name is not None:
        sys.stdout.write(lines(f"{name}\n{'=' * len(name)}\n\n"))
    sys.stdout.write(lines(costing_text(costing.result())))
    if explain:
        from negotiator.services.costing_json import every_working
        from negotiator.wording.costing import workings_text

        told = [working for _, workings in every_working(costing) for working in workings]
        sys.stdout.write(lines(workings_text(told)))


def _answer(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
