"""The folder that a command writes into."""

from __future__ import annotations

from pathlib import Path


def folder_for(path: Path) -> Path:
    """The folder, made where it is not there. Raises Refused where it cannot be, or where a file has its name."""
    from negotiator.storage.errors import DocumentProblem, in_words

    with in_words(path):
        if path.exists() and not path.is_dir():
            raise DocumentProblem("file_exists", path)
        path.mkdir(parents=True, exist_ok=True)
    return path
