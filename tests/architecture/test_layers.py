"""Imports point one way: ``domain ← reference, storage, reporting ← services ← ui`` (docs/architecture.md).

Each layer may import what its row lists, directly; since that holds for every layer, no roundabout way exists either.
Imports for type checking alone do not count: they name a type and bring nothing along.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache

import grimp
import pytest
from grimp import ImportGraph


@dataclass(frozen=True)
class Layer:
    """What a package may import: parts of the application, and packages of others. All may use the standard library."""

    own: tuple[str, ...]
    others: tuple[str, ...] = ()


LAYERS = {
    "negotiator.domain": Layer(("negotiator.domain",), ("numpy",)),
    "negotiator.wording": Layer(("negotiator.domain", "negotiator.wording")),
    "negotiator.reference": Layer(("negotiator.domain", "negotiator.reference")),
    "negotiator.storage": Layer(
        ("negotiator.domain", "negotiator.storage"),
        ("sqlalchemy", "alembic", "sqlcipher3", "argon2", "platformdirs"),
    ),
    "negotiator.reporting": Layer(
        ("negotiator.domain", "negotiator.wording", "negotiator.reporting"),
        ("reportlab", "xlsxwriter", "docx", "pypdfium2", "numpy"),
    ),
    "negotiator.services": Layer(
        (
            "negotiator.domain",
            "negotiator.wording",
            "negotiator.reference",
            "negotiator.storage",
            "negotiator.reporting",
            "negotiator.services",
        ),
        ("numpy", "python_calamine", "platformdirs", "pypdfium2"),
    ),
    "negotiator.cli": Layer(("negotiator",)),
    "ui": Layer(
        (
            "ui",
            "negotiator.domain",
            "negotiator.wording",
            "negotiator.services",
            "negotiator.reporting.charts",
        ),
        ("PySide6", "shiboken6"),
    ),
}

EXCEPTIONS = {
    "negotiator.cli.window": ("ui",),  # `negotiator screens` and `self-test` start the window
    "negotiator.__main__": ("negotiator.cli",),
    "ui.charts": ("reportlab",),  # the renderer of Drawings
    "ui.pages.packs": ("pypdfium2",),  # the preview of a pack: Qt PDF is not among the parts of Qt that we use
}
"""Modules (with what lies under them) that may import more than their layer, and what."""


def _under(name: str, prefixes: tuple[str, ...]) -> bool:
    return any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)


@cache
def _graph() -> ImportGraph:
    return grimp.build_graph(
        "negotiator", "ui", include_external_packages=True, exclude_type_checking_imports=True, cache_dir=None
    )


def _allowed(module: str) -> tuple[str, ...]:
    layers = [layer for name, layer in LAYERS.items() if _under(module, (name,))]
    extra = tuple(name for place, names in EXCEPTIONS.items() if _under(module, (place,)) for name in names)
    return tuple(name for layer in layers for name in (*layer.own, *layer.others)) + extra


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_imports_only_what_its_row_allows(layer: str) -> None:
    graph = _graph()
    wrong = [
        f"{module} imports {imported}"
        for module in sorted(graph.modules)
        if _under(module, (layer,))
        for imported in sorted(graph.find_modules_directly_imported_by(module))
        if imported.split(".")[0] not in sys.stdlib_module_names and not _under(imported, _allowed(module))
    ]
    assert wrong == [], "\n".join(wrong)


def test_every_module_belongs_to_a_layer() -> None:
    graph = _graph()
    own = [m for m in graph.modules if _under(m, ("negotiator", "ui"))]
    assert [m for m in sorted(own) if m != "negotiator" and not _allowed(m)] == []


def test_nothing_but_the_window_imports_qt() -> None:
    graph = _graph()
    importers = {
        m for qt in ("PySide6", "shiboken6") if qt in graph.modules for m in graph.find_modules_that_directly_import(qt)
    }
    assert {m for m in importers if not _under(m, ("ui",))} == set()


def test_sqlalchemy_stays_inside_storage() -> None:
    graph = _graph()
    names = [name for name in ("sqlalchemy", "alembic", "sqlcipher3") if name in graph.modules]
    importers = {m for name in names for m in graph.find_modules_that_directly_import(name)}
    assert {m for m in importers if not _under(m, ("negotiator.storage",))} == set()
