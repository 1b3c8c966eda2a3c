"""The project's own source, read once for the rules in this folder."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("negotiator", "ui")
MADE = {".git", ".venv", "build", "dist", "out", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
"""What lies in the folder but is no part of the project."""


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the application by its path from the root, parsed."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
    }


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that is, or is about to be, part of the project; made and ignored ones are not.

    Without git, or in a folder that came as an archive, everything but what tools make.
    """
    command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listing = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        paths = [ROOT / name for name in listing.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        paths = [path for path in ROOT.rglob("*") if not MADE.intersection(path.relative_to(ROOT).parts)]
    return tuple(path for path in paths if path.is_file() and not path.is_symlink())


def called_name(call: ast.Call) -> str:
    """``f`` for ``f(…)`` and for ``x.f(…)``; empty for anything else."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""
