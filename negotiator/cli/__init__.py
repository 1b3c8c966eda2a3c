"""The headless commands: ``negotiator …``.

Each module here holds the commands of one subject and adds them with ``register(subparsers)``; a command's function
takes the parsed arguments and returns the exit status. Bad input ends with status 2 and one line on standard error.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from importlib.util import find_spec

from negotiator.domain.problems import Refused
from negotiator.wording.sentences import sentence

_SUBJECTS = ("costing", "calc", "benchmark", "workspace", "packs", "demo", "window", "reference", "editions")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        """One line and status 2, as for every other bad input."""
        self.exit(2, f"{self.prog}: {message}\n")


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    root = _Parser(prog="negotiator", description="Prepare negotiations in the NHS, without a window.")
    subparsers = root.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for subject in _SUBJECTS:
        if find_spec(f"negotiator.cli.{subject}"):
            import_module(f"negotiator.cli.{subject}").register(subparsers)
    return root


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns 0, or 2 for input that cannot be accepted."""
    chosen = parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except Refused as refusal:
        sys.stderr.write("".join(f"{sentence(problem)}\n" for problem in refusal.problems[:1]))
        return 2
