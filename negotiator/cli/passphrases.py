"""The passphrase of a workspace on the command line: typed at a terminal or read from a file, never an argument.

An argument would be seen by everybody on the computer who lists its programs, and kept by the shell.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator.cli.lines import one_line

if TYPE_CHECKING:
    from negotiator.services.headless import Passphrase
    from negotiator.services.session import Session

_MOST_BYTES = 10_000


def add_passphrase(command: argparse.ArgumentParser) -> None:
    """Let a command that opens a workspace take its passphrase."""
    command.add_argument(
        "--passphrase-file",
        metavar="PATH",
        help="a file whose first line is the workspace's passphrase; - reads it from standard input",
    )


def passphrase_of(arguments: argparse.Namespace) -> Passphrase:
    """What gives the passphrase, once it is known that the workspace has one."""
    return partial(_passphrase, arguments.passphrase_file)


def say_unsealed(session: Session, out: Path) -> None:
    """Tell who took something out of a workspace with a passphrase that it opens without one."""
    if session.has_passphrase:
        sys.stderr.write(f"{one_line(out.name)} opens without the passphrase: keep it as you would keep paper.\n")


def _passphrase(given: str | None, workspace: Path) -> str:
    """Raises Refused where nobody can be asked, or where what was given cannot be read."""
    from negotiator.domain.problems import Problem, Refused

    if given is None:
        if not (sys.stdin and sys.stdin.isatty()):
            raise Refused(Problem("passphrase_not_asked", data={"name": workspace.name}))
        try:
            return getpass.getpass(f"Passphrase of {workspace.name}: ")
        except (EOFError, KeyboardInterrupt):
            raise Refused(Problem("passphrase_not_asked", data={"name": workspace.name})) from None
    return _first_line(given)


def _first_line(given: str) -> str:
    from negotiator.domain.problems import Problem, Refused

    try:
        if given == "-":
            content = sys.stdin.buffer.readline(_MOST_BYTES) if sys.stdin else b""
        else:
            with Path(given).open("rb") as file:
                content = file.readline(_MOST_BYTES)
        passphrase = content.decode("utf-8-sig").rstrip("\r\n")
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise Refused(Problem("passphrase_file", data={"name": given, "detail": detail})) from None
    if not passphrase:
        raise Refused(Problem("passphrase_file", data={"name": given, "detail": "its first line is empty"}))
    return passphrase
