"""A data folder and sessions of each test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from negotiator.domain.workspace import Record
from negotiator.services.session import Session

MakeSession = Callable[[Iterable[Record]], Session]


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def make_session(data_folder: Path) -> Iterator[MakeSession]:
    """Makes sessions that are closed at the end."""
    made: list[Session] = []

    def make(records: Iterable[Record] = ()) -> Session:
        made.append(Session.create(records, data_folder))
        return made[-1]

    yield make
    for session in made:
        session.close()
