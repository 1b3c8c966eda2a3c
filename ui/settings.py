"""What this person chose for this computer: a typed TOML file; geometry beside it through QSettings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

VERSION = 1


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything that is kept between starts."""

    version: int = VERSION
    theme: str = "system"
    text_size: int = 100
    person: str = ""
    last_folder: str = ""


def upgraded(data: Mapping[str, Any]) -> dict[str, Any]:
    """Settings of an earlier version in the present shape; what is unknown is left out."""
    known = {name: data[name] for name in ("theme", "text_size", "person", "last_folder") if name in data}
    return {"version": VERSION, **known}


def parsed(text: str) -> Choices:
    """Read a settings file. ValueError where it is not one; single wrong values fall back to their default."""
    import tomllib

    data = upgraded(tomllib.loads(text))
    right = {field.name: getattr(Choices(), field.name) for field in fields(Choices)}
    return Choices(**{name: data[name] for name in right if isinstance(data.get(name), type(right[name]))})


def written(choices: Choices) -> str:
    """The settings file's text."""
    return "".join(f"{name} = {_toml(value)}\n" for name, value in asdict(choices).items())


def _toml(value: object) -> str:
    import json

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
