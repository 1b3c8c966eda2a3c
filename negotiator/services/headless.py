"""Workspaces for the command line: read without a trace on this computer, made without a window."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from negotiator.domain.problems import Refused
from negotiator.domain.workspace import Record
from negotiator.services.session import Session

Passphrase = Callable[[Path], str]
"""Gives the passphrase of a file; it is asked only where the file has one. It may refuse."""


def no_passphrase(path: Path) -> str:
    """For who has none: the file is refused in words."""
    return ""


@contextmanager
def opened(path: Path | str, passphrase: Passphrase = no_passphrase) -> Iterator[Session]:
    """A workspace opened to be read: no note beside the file, nothing in the list of recents, no copy left behind."""
    with tempfile.TemporaryDirectory(prefix="negotiator-") as folder:
        session = _open(Path(path), Path(folder), passphrase)
        try:
            yield session
        finally:
            session.close()


def _open(path: Path, folder: Path, passphrase: Passphrase) -> Session:
    try:
        return Session.open(path, folder, announce=False)
    except Refused as refusal:
        if refusal.problems[0].code != "passphrase_needed":
            raise
    return Session.open(path, folder, announce=False, passphrase=passphrase(path))


def write_new(records: Iterable[Record], path: Path | str) -> None:
    """Write records to a new workspace file. Raises Refused: ``file_exists``, and the errors of the world."""
    with tempfile.TemporaryDirectory(prefix="negotiator-") as folder:
        session = Session.create(records, Path(folder))
        try:
            session.save_as(path)
        finally:
            session.close()
