"""Where the shipped files are: beside the code when run from source, inside the bundle when built."""

from __future__ import annotations

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """The path of a shipped file or folder."""
    root = Path(getattr(sys, "_MEIPASS", "")) if hasattr(sys, "_MEIPASS") else Path(__file__).resolve().parents[1]
    return root.joinpath("resources", *parts)
