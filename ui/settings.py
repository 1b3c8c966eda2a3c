"""What this person chose for this computer: a typed TOML file; geometry beside it through QSettings."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

VERSION = 1
MOST_RECENTS = 12


@dataclass(frozen=True, slots=True)
class Recent:
    """A workspace that was opened or saved here; ``next`` is what comes next in it, in words."""

    path: str
    title: str
    saved_at: datetime | None = None
    next: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything that is kept between starts."""

    version: int = VERSION
    theme: str = "system"
    text_size: int = 100
    person: str = ""
    recents: tuple[Recent, ...] = field(default=())


def upgraded(data: Mapping[str, Any]) -> dict[str, Any]:
    """Settings of an earlier version in the present shape; what is unknown is left out."""
    known = {name: data[name] for name in ("theme", "text_size", "person") if name in data}
    return {"version": VERSION, **known, "recents": data.get("recents", [])}


def parsed(text: str) -> Choices:
    """Read a settings file. ValueError where it is not one; single wrong values fall back to their default."""
    data = upgraded(tomllib.loads(text))
    default = Choices()
    recents = []
    for item in data["recents"] if isinstance(data["recents"], list) else []:
        if isinstance(item, dict) and isinstance(item.get("path"), str):
            saved = item.get("saved_at")
            title, next_up = str(item.get("title", "")), str(item.get("next", ""))
            recents.append(Recent(item["path"], title, saved if isinstance(saved, datetime) else None, next_up))
    theme, size, person = data.get("theme"), data.get("text_size"), data.get("person")
    return Choices(
        VERSION,
        theme if isinstance(theme, str) else default.theme,
        size if isinstance(size, int) else default.text_size,
        person if isinstance(person, str) else default.person,
        tuple(recents[:MOST_RECENTS]),
    )


def written(choices: Choices) -> str:
    """The settings file's text."""
    lines = []
    tables = []
    for name, value in asdict(choices).items():
        if name == "recents":
            for item in value:
                rows = [f"{key} = {_toml(part)}" for key, part in item.items() if part is not None]
                tables.append("\n[[recents]]\n" + "\n".join(rows))
        else:
            lines.append(f"{name} = {_toml(value)}")
    return "\n".join([*lines, *tables]) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    # A JSON string is a TOML basic string, but for the delete character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


class AppSettings:
    """The settings file of this computer. A file that cannot be read is set aside, never a reason not to start."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = folder / "settings.toml"
        self.choices = self._read()
        self._geometry = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    def change(self, **values: Any) -> None:
        """Change some choices and write them at once."""
        self.choices = replace(self.choices, **values)
        self.folder.mkdir(parents=True, exist_ok=True)
        beside = self._file.with_suffix(".new")
        beside.write_text(written(self.choices), encoding="utf-8")
        beside.replace(self._file)

    def add_recent(self, recent: Recent) -> None:
        """Put a workspace on top of the list of recent ones."""
        others = tuple(each for each in self.choices.recents if each.path != recent.path)
        self.change(recents=(recent, *others)[:MOST_RECENTS])

    def remove_recent(self, path: str) -> None:
        self.change(recents=tuple(each for each in self.choices.recents if each.path != path))

    def geometry(self, name: str) -> QByteArray:
        value = self._geometry.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_geometry(self, name: str, value: QByteArray) -> None:
        self._geometry.setValue(name, value)

    def _read(self) -> Choices:
        try:
            return parsed(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Choices()
        except (OSError, ValueError):
            if self._file.exists():
                self._file.replace(self._file.with_suffix(".unreadable"))
            return Choices()
