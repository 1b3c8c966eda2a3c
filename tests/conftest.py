"""What every test stands on: folders of its own, no screen, and one hypothesis profile.

No test may see or touch the settings, recents, working copies or templates of the person who runs the suite.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

FOLDER_VARIABLES = {
    "HOME": "home",
    "USERPROFILE": "home",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "runtime",
    "XDG_DOCUMENTS_DIR": "documents",
    "APPDATA": "data",
    "LOCALAPPDATA": "data",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "data",
    "WIN_PD_OVERRIDE_APPDATA": "data",
    "WIN_PD_OVERRIDE_DOCUMENTS": "documents",
}
"""Everything that platformdirs, Qt and ``Path.home`` ask for the places of a user, and the folder each gets."""

settings.register_profile(
    "suite",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", parent=settings.get_profile("suite"), derandomize=False, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


def _point_at(root: Path, environment: dict[str, str]) -> None:
    for variable, name in FOLDER_VARIABLES.items():
        folder = root / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        environment[variable] = str(folder)


def pytest_configure(config: pytest.Config) -> None:
    """Before anything is imported: libraries that read these once must never read the real ones."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    kept = tempfile.TemporaryDirectory(prefix="negotiator-tests-")
    config.add_cleanup(kept.cleanup)
    environment: dict[str, str] = {}
    _point_at(Path(kept.name), environment)
    os.environ.update(environment)


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A fresh set of user folders for each test; the value is their root."""
    root = tmp_path_factory.mktemp("user")
    environment: dict[str, str] = {}
    _point_at(root, environment)
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    yield root
