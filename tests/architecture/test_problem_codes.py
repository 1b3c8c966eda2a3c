"""Every problem that the application can raise has exactly one sentence, and gets the figures that it speaks of."""

from __future__ import annotations

import ast
import string
from collections import Counter
from dataclasses import dataclass
from importlib import import_module

from negotiator.wording import sentences
from tests.architecture.source import ROOT, called_name, modules


@dataclass(frozen=True)
class Raised:
    """A place in the source where a problem is made. ``data`` None: the data is not written out at that place."""

    code: str
    where: str
    data: frozenset[str] | None


def _tables() -> dict[str, dict[str, str]]:
    return {area: import_module(f"negotiator.wording.sentences.{area}").SENTENCES for area in sentences._AREAS}


def _passes_on(function: ast.FunctionDef) -> dict[str, int]:
    """Parameters of this function that become the code of a problem, by their position among the arguments."""
    names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
    if names[:1] in (["self"], ["cls"]):
        names = names[1:]
    keywords = [argument.arg for argument in function.args.kwonlyargs]
    found = {}
    for call in ast.walk(function):
        if isinstance(call, ast.Call) and called_name(call) == "Problem":
            code = _argument(call, 0, "code")
            if isinstance(code, ast.Name) and code.id in (*names, *keywords):
                found[code.id] = names.index(code.id) if code.id in names else -1
    return found


def _callables(node: ast.AST) -> list[tuple[str, ast.FunctionDef]]:
    """The name by which a function is called: its own, or its class's where it makes an object."""
    if isinstance(node, ast.ClassDef):
        return [
            (node.name, each) for each in node.body if isinstance(each, ast.FunctionDef) and each.name == "__init__"
        ]
    return [(node.name, node)] if isinstance(node, ast.FunctionDef) and node.name != "__init__" else []


def _argument(call: ast.Call, position: int, name: str) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    return call.args[position] if 0 <= position < len(call.args) else None


def _literals(expression: ast.expr | None) -> list[str]:
    """The texts that an expression can be: a literal, or either branch of a choice."""
    match expression:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp(body=body, orelse=orelse):
            return _literals(body) + _literals(orelse)
    return []


def _keys(expression: ast.expr | None) -> frozenset[str] | None:
    if expression is None:
        return frozenset()
    if isinstance(expression, ast.Dict) and all(isinstance(key, ast.Constant) for key in expression.keys):
        return frozenset(key.value for key in expression.keys if isinstance(key, ast.Constant))
    return None


def _raised() -> list[Raised]:
    makers: dict[str, tuple[int, str]] = {}
    for tree in modules().values():
        for node in ast.walk(tree):
            for name, function in _callables(node):
                for parameter, position in _passes_on(function).items():
                    makers[name] = (position, parameter)
    found = []
    for path, tree in modules().items():
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call):
                continue
            where = f"{path}:{call.lineno}"
            name = called_name(call)
            if name == "Problem":
                data = _keys(_argument(call, 2, "data"))
                found += [Raised(code, where, data) for code in _literals(_argument(call, 0, "code"))]
            elif name in makers:
                found += [Raised(code, where, None) for code in _literals(_argument(call, *makers[name]))]
    return found


def test_every_area_of_sentences_is_looked_up() -> None:
    files = {path.stem for path in (ROOT / "negotiator/wording/sentences").glob("*.py")} - {"__init__"}
    assert files == set(sentences._AREAS)


def test_every_problem_raised_has_a_sentence() -> None:
    known = {code for table in _tables().values() for code in table}
    wrong = sorted(f"{raised.code} at {raised.where}" for raised in _raised() if raised.code not in known)
    assert wrong == [], "\n".join(wrong)


def test_a_code_stands_in_one_table_only() -> None:
    counts = Counter(code for table in _tables().values() for code in table)
    assert [code for code, count in counts.items() if count > 1] == []


def test_a_problem_brings_the_figures_that_its_sentence_speaks_of() -> None:
    fields = {
        code: {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for table in _tables().values()
        for code, text in table.items()
    }
    wrong = [
        f"{raised.code} at {raised.where}: lacks {', '.join(sorted(fields[raised.code] - raised.data))}"
        for raised in _raised()
        if raised.data is not None and raised.code in fields and fields[raised.code] - raised.data
    ]
    assert wrong == [], "\n".join(wrong)
