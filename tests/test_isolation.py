"""The suite leaves the folders of its user alone."""

from __future__ import annotations

import tempfile
from pathlib import Path

import platformdirs


def test_every_user_folder_lies_in_the_temporary_folder(own_folders: Path) -> None:
    folders = [
        Path.home(),
        platformdirs.user_data_path("negotiator"),
        platformdirs.user_config_path("negotiator"),
        platformdirs.user_state_path("negotiator"),
        platformdirs.user_cache_path("negotiator"),
        platformdirs.user_documents_path(),
    ]
    assert own_folders.is_relative_to(Path(tempfile.gettempdir()).resolve())
    assert [folder for folder in folders if not folder.is_relative_to(own_folders)] == []
