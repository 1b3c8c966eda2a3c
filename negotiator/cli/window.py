"""``negotiator screens``, ``self-test`` and ``open``: the window, started as a program of its own.

Nothing here imports the window: the headless commands work where Qt cannot be loaded.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from negotiator.cli.folders import folder_for

_ROOT = Path(__file__).parents[2]


def register(subparsers: Any) -> None:
    """Add the commands."""
    screens = subparsers.add_parser("screens", help="every page of the sample as a picture (PNG)")
    screens.add_argument("--out", required=True, metavar="DIR")
    screens.add_argument("--theme", choices=("light", "dark", "contrast"), default="light")
    screens.add_argument("--size", default="1280x800", metavar="WIDTHxHEIGHT")
    screens.add_argument("--text-size", default="100", metavar="PER_CENT", help="100 unless told, up to 200")
    screens.set_defaults(run=_screens)
    test = subparsers.add_parser("self-test", help="try the window out without a screen")
    test.set_defaults(run=_self_test)
    opening = subparsers.add_parser("open", help="open a workspace in the window")
    opening.add_argument("file", nargs="?", metavar="FILE")
    opening.add_argument("--sample", action="store_true", help="open the sample workspace")
    opening.set_defaults(run=_open)


def _screens(chosen: argparse.Namespace) -> int:
    folder_for(Path(chosen.out))
    look = ("--theme", chosen.theme, "--size", chosen.size, "--text-size", chosen.text_size)
    return _start("ui.screens", "--out", chosen.out, *look)


def _self_test(chosen: argparse.Namespace) -> int:
    return _start("ui.selftest")


def _open(chosen: argparse.Namespace) -> int:
    flags = ["--sample"] if chosen.sample else []
    return _start("ui", *flags, *([str(Path(chosen.file).absolute())] if chosen.file else []))


def _start(module: str, *arguments: str) -> int:
    """Run a module of the window in this interpreter's like, and hand back its exit status."""
    command = [sys.executable, "-m", module, *arguments]
    if getattr(sys, "frozen", False):
        command = [str(Path(sys.executable).with_name("Negotiator")), f"--module={module}", *arguments]
    places = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(places)}
    return subprocess.run(command, env=environment, check=False).returncode
