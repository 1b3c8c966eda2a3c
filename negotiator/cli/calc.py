"""``negotiator calc …``: the functions behind the screens, applied to any figures, so that anyone can check them."""

from __future__ import annotations

import argparse
from importlib import import_module
from importlib.util import find_spec

_SUBJECTS = ("calc_take_home", "calc_statistics")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``calc`` with the sub-commands of each subject."""
    calc = subparsers.add_parser("calc", help="work out one figure from figures you give")
    calc_subparsers = calc.add_subparsers(dest="calculation", metavar="CALCULATION", required=True)
    for subject in _SUBJECTS:
        if find_spec(f"negotiator.cli.{subject}"):
            import_module(f"negotiator.cli.{subject}").register(calc_subparsers)
