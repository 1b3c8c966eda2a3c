"""Where the application keeps its own things on this computer: working copies, safety copies, the list of recents."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

VARIABLE = "NEGOTIATOR_DATA_FOLDER"
"""Names another data folder, for a portable installation or a test."""


def default_data_folder() -> Path:
    """The data folder of this person on this computer; it is made when first written to."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else Path(platformdirs.user_data_dir("Negotiator", appauthor=False))
