"""The workspaces that this computer knows, newest first, as the home page lists them. Titles and dates, no content."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

MOST = 30


@dataclass(frozen=True, slots=True)
class Recent:
    """A workspace file as last seen here.

    ``saved_at`` is an ISO moment; ``next_meeting`` an ISO day, with its ``forum``; ``marking`` the most private
    marking in it, a person's own private notes apart. Where the workspace has a passphrase (``sealed`` is then "yes"),
    its name is the file's and nothing is said of what it holds.
    """

    path: str
    title: str
    saved_at: str = ""
    next_meeting: str = ""
    forum: str = ""
    marking: str = "team"
    sealed: str = ""

    @property
    def is_sealed(self) -> bool:
        return self.sealed == "yes"

    @property
    def is_there(self) -> bool:
        return Path(self.path).is_file()


def recents(data_folder: Path) -> tuple[Recent, ...]:
    """The list; empty where it is missing or cannot be read."""
    try:
        given = json.loads(_list(data_folder).read_text("utf-8"))
        return tuple(Recent(**{key: str(value) for key, value in entry.items()}) for entry in given["recents"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return ()


def remember(data_folder: Path, recent: Recent) -> None:
    """Put a workspace on top of the list."""
    others = [known for known in recents(data_folder) if known.path != recent.path]
    _write(data_folder, (recent, *others)[:MOST])


def forget(data_folder: Path, path: str) -> None:
    """Take one workspace off the list; its file stays."""
    _write(data_folder, tuple(known for known in recents(data_folder) if known.path != path))


def clear(data_folder: Path) -> None:
    """Empty the list; the files stay."""
    _write(data_folder, ())


def _list(data_folder: Path) -> Path:
    return data_folder / "recents.json"


def _write(data_folder: Path, entries: tuple[Recent, ...]) -> None:
    data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = data_folder / "recents.new"
    beside.write_text(json.dumps({"recents": [asdict(e) for e in entries]}, ensure_ascii=False, indent=1), "utf-8")
    beside.replace(_list(data_folder))
