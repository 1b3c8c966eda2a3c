"""``negotiator new | check | export | import``: workspace files without a window."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from negotiator.cli.passphrases import add_passphrase, passphrase_of, say_unsealed

if TYPE_CHECKING:
    from negotiator.domain.problems import Problem


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of workspace files."""
    new = subparsers.add_parser("new", help="make a workspace file")
    new.add_argument("file", metavar="FILE", help="the file to make; an existing one is left alone")
    start = new.add_mutually_exclusive_group()
    start.add_argument("--sample", action="store_true", help="fill it with the sample of a fictional trust")
    start.add_argument(
        "--template", metavar="NAME", default="empty", help="on_call, organisational_change, regrading, …"
    )
    new.set_defaults(run=run_new)

    check = subparsers.add_parser("check", help="say what a workspace file holds and what needs attention")
    check.add_argument("file", metavar="FILE")
    check.add_argument("--json", action="store_true", help="answer in JSON")
    add_passphrase(check)
    check.set_defaults(run=run_check)

    export = subparsers.add_parser("export", help="write everything in a workspace as JSON")
    export.add_argument("file", metavar="FILE")
    export.add_argument(
        "--out", required=True, metavar="X.json", help="the file to write; an existing one is left alone"
    )
    add_passphrase(export)
    export.set_defaults(run=run_export)

    bring_in = subparsers.add_parser("import", help="make a workspace file from such JSON")
    bring_in.add_argument("json_file", metavar="X.json")
    bring_in.add_argument(
        "--out", required=True, metavar="FILE", help="the file to make; an existing one is left alone"
    )
    bring_in.set_defaults(run=run_import)


def run_new(arguments: argparse.Namespace) -> int:
    """Make a workspace file; Refused where there is one already."""
    from negotiator.services.headless import write_new
    from negotiator.services.sample import sample_records
    from negotiator.services.templates import template_records

    records = sample_records() if arguments.sample else template_records(arguments.template)
    write_new(records, Path(arguments.file))
    sys.stdout.write(f"{arguments.file}\n")
    return 0


def run_check(arguments: argparse.Namespace) -> int:
    """Tell what a file is. A file that cannot be opened is told too, and ends with status 2."""
    from negotiator.domain.problems import Refused
    from negotiator.services.checking import check_file

    path = Path(arguments.file)
    try:
        report = check_file(path, passphrase_of(arguments))
    except Refused as refusal:
        if arguments.json:
            _answer({"file": str(path), "readable": False, "problems": [_plain(p) for p in refusal.problems]})
        raise
    if arguments.json:
        _answer(
            {
                "file": str(path),
                "readable": True,
                "version": report.version,
                "title": report.title,
                "organisation": report.organisation,
                "records": dict(report.counts),
                "problems": [_plain(problem) for problem in report.problems],
            }
        )
        return 0
    counted = sum(report.counts.values())
    sys.stdout.write(f"{report.title or path.name}: {counted:,} records, form {report.version}\n")
    sys.stdout.write("".join(f"{_plain(problem)['message']}\n" for problem in report.problems))
    sys.stdout.write("" if report.problems else "Nothing needs attention.\n")
    return 0


def run_export(arguments: argparse.Namespace) -> int:
    """Write every record of a workspace; nothing is withheld, whatever its marking."""
    from negotiator.services.exchange import write_file
    from negotiator.services.headless import opened

    with opened(arguments.file, passphrase_of(arguments)) as session:
        write_file(session.records(), Path(arguments.out))
        say_unsealed(session, Path(arguments.out))
    sys.stdout.write(f"{arguments.out}\n")
    return 0


def run_import(arguments: argparse.Namespace) -> int:
    """Make a workspace from an export, checked value by value."""
    from negotiator.services.exchange import read_file
    from negotiator.services.headless import write_new

    write_new(read_file(Path(arguments.json_file)), Path(arguments.out))
    sys.stdout.write(f"{arguments.out}\n")
    return 0


def _answer(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")


def _plain(problem: Problem) -> dict[str, str]:
    from negotiator.wording.sentences import sentence

    return {"code": problem.code, "place": problem.place, "message": sentence(problem)}
