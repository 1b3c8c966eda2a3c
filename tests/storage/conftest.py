"""Documents of each test's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from negotiator.services.sample import sample_records
from negotiator.storage.document import Document

NOW = datetime(2026, 11, 23, 14, 32, tzinfo=UTC)


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def sample_file(tmp_path: Path, data_folder: Path) -> Path:
    """The sample, saved."""
    path = tmp_path / "On-call 2027.negotiation"
    document = Document.create(data_folder, sample_records())
    document.save_as(path, NOW)
    document.close()
    return path


@pytest.fixture
def document(data_folder: Path, sample_file: Path) -> Iterator[Document]:
    """The sample, opened from its file."""
    opened = Document.open(data_folder, sample_file, NOW)
    yield opened
    opened.close()
