"""The bytes of an edition, from a folder or a zip file, read as a stranger's: only names that an edition has, each up
to a limit, each with the SHA-256 that the manifest gives.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from negotiator.domain.problems import Problem, Refused
from negotiator.reference.schema import FILES, FORMAT, MANIFEST

LIMIT = 8 * 1024 * 1024
"""Bytes of the largest file that is read; the shipped edition's largest is about 1 MB."""

_ZIP_LIMIT = 32 * 1024 * 1024
"""Bytes of the largest zip file that is opened."""

EDITION_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
"""What an edition may be called: it becomes the name of a folder."""

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class EditionFiles:
    """An edition opened: what its manifest says, and a way to read each of its files.

    ``licence`` and ``attribution`` are lines to show and print. ``hashes`` are SHA-256 by file name.
    """

    name: str
    title: str
    dated: date
    licence: tuple[str, ...]
    attribution: tuple[str, ...]
    hashes: dict[str, str]
    manifest: bytes
    origin: Path
    _read: Callable[[str], bytes]

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises Refused where it is missing, too large or not the one in the manifest."""
        content = self._read(name)
        if hashlib.sha256(content).hexdigest() != self.hashes[name]:
            raise Refused(Problem("reference_checksum", name, {"file": name}))
        return content

    def text(self, name: str) -> str:
        """The text of a file, without a byte order mark."""
        try:
            return self.read(name).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Refused(Problem("reference_not_text", name)) from None

    def toml(self, name: str) -> dict[str, object]:
        return _toml(self.text(name), name)


def open_edition(origin: Path) -> EditionFiles:
    """Open the edition in a folder or a zip file. Only the manifest is read.

    Raises Refused where it is not an edition, has another format number, or lacks a file.
    """
    if origin.is_dir():
        read = _folder_reader(origin)
    elif origin.is_file():
        read = _zip_reader(origin)
    else:
        raise Refused(Problem("reference_not_found", "", {"name": origin.name}))
    return _manifest(origin, read)


def _folder_reader(folder: Path) -> Callable[[str], bytes]:
    def read(name: str) -> bytes:
        path = folder / name
        try:
            if path.is_symlink() or not path.is_file():
                raise Refused(Problem("reference_file_missing", name))
            with path.open("rb") as file:
                return _within_limit(file.read(LIMIT + 1), name)
        except OSError as error:
            raise Refused(Problem("reference_unreadable", name, {"reason": error.strerror or ""})) from error

    return read


def _zip_reader(path: Path) -> Callable[[str], bytes]:
    """Members are read in memory by their own name, at the top of the archive or in its one folder: never unpacked."""
    import lzma  # slow to import, all three, and the shipped editions are folders
    import zipfile
    import zlib

    broken = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, EOFError, ValueError)

    def read(name: str) -> bytes:
        try:
            if path.stat().st_size > _ZIP_LIMIT:
                raise Refused(Problem("reference_too_large", path.name, {"limit": _ZIP_LIMIT // (1024 * 1024)}))
            with zipfile.ZipFile(path) as archive:
                members = [
                    m for m in archive.namelist() if m == name or re.fullmatch(rf"(?!\.)[^/\\]+/{re.escape(name)}", m)
                ]
                if len(members) != 1:
                    raise Refused(Problem("reference_file_missing", name))
                with archive.open(members[0]) as file:
                    return _within_limit(file.read(LIMIT + 1), name)
        except broken as error:
            raise Refused(Problem("reference_not_edition", "", {"name": path.name})) from error
        except OSError as error:
            raise Refused(Problem("reference_unreadable", name, {"reason": error.strerror or ""})) from error

    return read


def _within_limit(content: bytes, name: str) -> bytes:
    if len(content) > LIMIT:
        raise Refused(Problem("reference_too_large", name, {"limit": LIMIT // (1024 * 1024)}))
    return content


def _toml(text: str, name: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refused(Problem("reference_toml", name, {"reason": str(error)[:200]})) from error


def _manifest(origin: Path, read: Callable[[str], bytes]) -> EditionFiles:
    try:
        manifest = read(MANIFEST)
        text = manifest.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(Problem("reference_not_text", MANIFEST)) from None
    except Refused as refusal:
        if refusal.problems[0].code == "reference_file_missing":
            raise Refused(Problem("reference_not_edition", "", {"name": origin.name})) from None
        raise
    data = _toml(text, MANIFEST)
    if data.get("format") != FORMAT:
        raise Refused(Problem("reference_format", f"{MANIFEST}: format", {"known": FORMAT}))
    head = data.get("edition")
    hashes = data.get("files")
    if not isinstance(head, dict):
        raise unfit(f"{MANIFEST}: edition", head)
    if not isinstance(hashes, dict):
        raise unfit(f"{MANIFEST}: files", hashes)
    name, title, dated = head.get("name"), head.get("title"), head.get("dated")
    if not isinstance(name, str) or not EDITION_NAME.fullmatch(name):
        raise unfit(f"{MANIFEST}: edition.name", name)
    if not isinstance(title, str) or not title or len(title) > 200:
        raise unfit(f"{MANIFEST}: edition.title", title)
    if type(dated) is not date:
        raise unfit(f"{MANIFEST}: edition.dated", dated)
    for file in FILES:
        if file not in hashes:
            raise Refused(Problem("reference_file_missing", file))
    for file, digest in hashes.items():
        if file not in FILES:
            raise Refused(Problem("reference_file_unknown", f"{MANIFEST}: files", {"file": file[:60]}))
        if not isinstance(digest, str) or not _SHA256.fullmatch(digest):
            raise unfit(f"{MANIFEST}: files.{file}", digest)
    return EditionFiles(
        name,
        title,
        dated,
        _lines(head, "licence"),
        _lines(head, "attribution"),
        hashes,
        manifest,
        origin,
        read,
    )


def unfit(place: str, value: object) -> Refused:
    """The refusal of a value, or of a missing one (None), at its place in a file of an edition."""
    if value is None or value == "":
        return Refused(Problem("reference_value_missing", place))
    if isinstance(value, bool):
        shown = str(value).lower()
    elif isinstance(value, (dict, list)):
        shown = "[…]" if isinstance(value, list) else "{…}"
    else:
        shown = str(value)[:60]
    return Refused(Problem("reference_value", place, {"value": shown}))


def _lines(head: dict[str, object], field: str) -> tuple[str, ...]:
    lines = head.get(field)
    if not isinstance(lines, list) or not lines or not all(isinstance(line, str) and line for line in lines):
        raise unfit(f"{MANIFEST}: edition.{field}", lines)
    return tuple(lines)
