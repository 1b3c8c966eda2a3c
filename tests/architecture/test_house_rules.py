"""Habits of this code that a machine can check (docs/contributing.md tells the rest)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import ROOT, called_name, modules, project_files

LONGEST_MODULE = 700
"""Lines. A file that everybody edits is the regret of every large application."""

READS_A_FILE_OR_A_CLOCK = {"os", "io", "pathlib", "shutil", "sqlite3", "socket", "subprocess", "tempfile", "time"}
GPL_ONLY_QT = {"QtCharts", "QtGraphs", "QtGraphsWidgets", "QtDataVisualization", "QtVirtualKeyboard"}


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def test_every_module_says_what_it_is_for() -> None:
    silent = [path for path, tree in modules().items() if tree.body and not ast.get_docstring(tree)]
    assert silent == []


def test_no_module_is_too_long_to_hold_in_the_head() -> None:
    lengths = {path: len((ROOT / path).read_text("utf-8").splitlines()) for path in modules()}
    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_nothing_prints() -> None:
    assert [
        path for path, tree in modules().items() if any(called_name(call) == "print" for call in _calls(tree))
    ] == []


def test_the_domain_reads_no_file_and_no_clock() -> None:
    wrong = []
    for path, tree in modules().items():
        if not path.startswith("negotiator/domain/"):
            continue
        wrong += [f"{path}: {name}" for name in _imports(tree) if name.split(".")[0] in READS_A_FILE_OR_A_CLOCK]
        wrong += [
            f"{path}: {called_name(call)}()" for call in _calls(tree) if called_name(call) in {"today", "now", "open"}
        ]
    assert wrong == [], "\n".join(wrong)


def test_no_part_of_qt_that_is_gpl_only_is_imported() -> None:
    wrong = [
        f"{path}: {name}"
        for path, tree in modules().items()
        for name in _imports(tree)
        if GPL_ONLY_QT & set(name.split("."))
    ]
    assert wrong == [], "\n".join(wrong)


def test_the_window_never_pumps_events_itself_and_has_no_table_widget() -> None:
    wrong = [
        f"{path}: {called_name(call)}"
        for path, tree in modules().items()
        for call in _calls(tree)
        if called_name(call) in {"processEvents", "QTableWidget", "QTableWidgetItem"}
    ]
    assert wrong == [], "\n".join(wrong)


def test_no_failure_is_swallowed() -> None:
    wrong = []
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.ExceptHandler):
                continue
            catches_all = node.type is None or (
                isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}
            )
            if catches_all and all(isinstance(step, ast.Pass | ast.Continue) for step in node.body):
                wrong.append(f"{path}:{node.lineno}")
    assert wrong == [], "\n".join(wrong)


def test_dependencies_that_are_imported_are_declared() -> None:
    declared = re.findall(
        r'^\s+"([A-Za-z0-9_.-]+)', (ROOT / "pyproject.toml").read_text("utf-8").split("[project.scripts]")[0], re.M
    )
    known = {name.lower().replace("-", "_") for name in declared}
    import_names = {"pyside6_essentials": "PySide6", "python_docx": "docx", "argon2_cffi": "argon2"}
    allowed = {import_names.get(name, name) for name in known} | {"negotiator", "ui", "shiboken6", "__future__"}
    import sys

    used = {
        (path, name.split(".")[0])
        for path, tree in modules().items()
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom) and node.level == 0
            else []
        )
    }
    assert (
        sorted(f"{path}: {name}" for path, name in used if name not in allowed and name not in sys.stdlib_module_names)
        == []
    )


def test_no_file_names_a_registry_or_a_place_on_somebodys_machine() -> None:
    traces = re.compile(
        "|".join(
            (
                r"pypi\.(org|python)" + r"\b",
                r"pythonhosted" + r"\.org",
                r"(extra-)?index" + r"-url",
                r"find" + r"-links\s*[=:/]",
                r"(?<![\w.])/(work|root|opt/pypi)" + r"/",
                r"(?<![\w.])/(home|Users)/" + r"[a-z]+/",
            )
        )
    )
    this = "tests/architecture/test_house_rules.py"
    wrong = []
    for path in project_files():
        name = path.relative_to(ROOT).as_posix()
        if name == this:
            continue
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # pictures, fonts and workspaces
        wrong += [f"{name}:{n}" for n, line in enumerate(text.splitlines(), 1) if traces.search(line)]
    assert wrong == [], "\n".join(wrong)
