"""What a file held before it was replaced, as the window offers it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from negotiator.storage.safety import copies_of


@dataclass(frozen=True, slots=True)
class SafetyCopy:
    """A file of this computer as it stood until ``taken``; open it by its ``path`` and save it elsewhere.

    One that was kept under an earlier passphrase opens with that one.
    """

    path: Path
    taken: datetime


def safety_copies(data_folder: Path, document: Path) -> tuple[SafetyCopy, ...]:
    """The copies kept of a file, newest first; none where it was never replaced."""
    return tuple(SafetyCopy(copy.path, copy.taken) for copy in copies_of(data_folder / "safety", document))
