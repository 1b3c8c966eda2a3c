"""The headless commands: ``negotiator …``.

Each module here holds the commands of one subject and adds them with ``register(subparsers)``; a command's function
takes the parsed arguments and returns the exit status. Bad input ends with status 2 and one line on standard error.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from importlib.util import find_spec
from io import TextIOWrapper

from negotiator.cli.lines import one_line
from negotiator.domain.problems import Refused
from negotiator.wording.sentences import sentence

_SUBJECTS = ("costing", "calc", "benchmark", "workspace", "packs", "demo", "window", "reference", "editions")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        """One line and status 2, as for every other bad input."""
        self.exit(2, f"{one_line(f'{self.prog}: {message}')}\n")


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
    _write_any_letter()
    chosen = parser().parse_args(arguments)
    try:
        status = int(chosen.run(chosen))
        sys.stdout.flush()
    except Refused as refusal:
        return _refuse(sentence(refusal.problems[0]))
    except BrokenPipeError:
        # who reads the answer has read enough of it; what is left must not be written at the end of the program either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        # a path no file can have, a full disk: the commands say the usual ones better, this one keeps the form
        where = f"“{error.filename}”: " if error.filename is not None else ""
        return _refuse(f"{where}{error.strerror or error}.")
    return status


def _refuse(words: str) -> int:
    sys.stderr.write(f"{one_line(words)}\n")
    return 2


def _write_any_letter() -> None:
    """Let an answer hold any letter: UTF-8 into a file or a pipe, as JSON must be; a terminal keeps its code page.

    What cannot be written (half a letter, from an odd file name) is escaped as JSON escapes it.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")
