"""A small edition, built from the inputs beside this file, for tests that edit or break one."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

INPUTS = Path(__file__).parent / "inputs"
REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def builder(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script resources/reference/build.py as a module."""
    monkeypatch.syspath_prepend(str(REPOSITORY / "resources" / "reference"))
    return importlib.import_module("build")


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A copy of the small inputs, free to be changed: ``reference``, ``trusts`` and ``words``."""
    return Path(shutil.copytree(INPUTS, tmp_path / "inputs"))


@pytest.fixture
def small(builder: ModuleType, inputs: Path, tmp_path: Path) -> Path:
    """The folder of a small edition, called ``small``."""
    target = tmp_path / "editions" / "small"
    builder.build(inputs, target, words=inputs / "words")
    return target


@pytest.fixture
def edit(builder: ModuleType, small: Path) -> Callable[..., Path]:
    """Replace text in a file of the small edition and seal it anew, as somebody with newer rates would."""

    def change(file: str, old: str, new: str) -> Path:
        path = small / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
        assert builder.main(["--seal", str(small)]) == 0
        return small

    return change
