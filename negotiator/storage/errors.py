"""Errors of the world, as against bugs: the file is full, locked, read-only, damaged, too new, not ours."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from negotiator.domain.problems import Problem, Refused


class DocumentProblem(Refused):
    """A file could not be read or written; nothing in it, and nothing in the open workspace, was changed."""

    def __init__(self, code: str, path: Path | None = None, **data: object) -> None:
        named = {"name": path.name, "folder": str(path.parent)} if path else {}
        super().__init__(Problem(code, "", named | data))

    @property
    def code(self) -> str:
        return self.problems[0].code


_CODES = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
    errno.EROFS: "folder_read_only",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.ENOENT: "file_missing",
    errno.ELOOP: "file_missing",
    errno.ENOTDIR: "folder_missing",
    errno.EISDIR: "not_a_file",
    errno.ENAMETOOLONG: "name_too_long",
    errno.EBUSY: "file_busy",
    errno.ETXTBSY: "file_busy",
}
_WINDOWS_CODES = {32: "file_busy", 33: "file_busy", 112: "disk_full", 39: "disk_full", 19: "folder_read_only"}


def problem_of(error: OSError, path: Path) -> DocumentProblem:
    """The problem that an operating system's error stands for."""
    code = _WINDOWS_CODES.get(getattr(error, "winerror", 0) or 0) or _CODES.get(error.errno or 0, "file_trouble")
    return DocumentProblem(code, path, detail=error.strerror or type(error).__name__)


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn the operating system's errors inside the block into document problems about ``path``."""
    try:
        yield
    except OSError as error:
        raise problem_of(error, path) from error
