"""Workspaces for the command line: read without a trace on this computer, made without a window."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from negotiator.domain.workspace import Record
from negotiator.services.session import Session


@contextmanager
def opened(path: Path | str) -> Iterator[Session]:
    """A workspace opened to be read: no note beside the file, nothing in the list of recents, no copy left behind."""
    with tempfile.TemporaryDirectory(prefix="negotiator-") as folder:
        session = Session.open(path, Path(folder), announce=False)
        try:
            yield session
        finally:
            session.close()


def write_new(records: Iterable[Record], path: Path | str) -> None:
    """Write records to a new workspace file. Raises Refused: ``file_exists``, and the errors of the world."""
    with tempfile.TemporaryDirectory(prefix="negotiator-") as folder:
        session = Session.create(records, Path(folder))
        try:
            session.save_as(path)
        finally:
            session.close()
