"""Paths as people know them."""

from __future__ import annotations

from pathlib import Path


def shown_path(path: Path) -> str:
    """A path with ``~`` for the person's own folder."""
    home = Path.home()
    return str(Path("~") / path.relative_to(home)) if path.is_relative_to(home) else str(path)
