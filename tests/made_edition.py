"""An edition made from the shipped one, as somebody with newer rates would: a copy, a few edits, a new seal."""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

REFERENCE = Path(__file__).parents[1] / "resources" / "reference"

NAME = "2027-01"
BAND_5_TOP = "England,2026/27,2026-04-01,5,top,"
"""The beginning of the row whose pay the made edition changes."""


def made_edition(folder: Path, edits: Mapping[str, Mapping[str, str]], name: str = NAME) -> Path:
    """A copy of the shipped edition in ``folder``, under another name; ``edits`` are old and new texts by file."""
    target = Path(shutil.copytree(REFERENCE / "2026-11", folder / name))
    manifest = {'name = "2026-11"': f'name = "{name}"', "dated = 2026-11-22": "dated = 2027-01-15"}
    for file, texts in {**edits, "edition.toml": manifest}.items():
        path = target / file
        text = path.read_text(encoding="utf-8")
        for old, new in texts.items():
            assert text.count(old) == 1, (file, old)
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8", newline="\n")
    seal(target)
    return target


def seal(folder: Path) -> None:
    """Write the new checksums, by the script that people are told to use."""
    sys.path.insert(0, str(REFERENCE))
    try:
        assert importlib.import_module("build").main(["--seal", str(folder)]) == 0
    finally:
        sys.path.remove(str(REFERENCE))
