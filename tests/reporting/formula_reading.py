"""A small spreadsheet: works out the formulas of a workbook from its inputs, forgetting every value kept in it."""

from __future__ import annotations

import math
import re
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from xml.etree import ElementTree

from negotiator.reporting.workbook.sheets import column_name

_NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = r"\$?([A-Z]{1,3})\$?(\d+)"
_REFERENCE = re.compile(rf"(?:'([^']+)'!|([A-Za-z]\w*)!)?{_CELL}(?::{_CELL})?(?![\w(])")

Key = tuple[str, str, int]
"""Sheet, column, row."""


class Recalculated:
    """The cells of a workbook; `value` works a cell out, `change` types over an input."""

    def __init__(self, data: bytes) -> None:
        self.formulas: dict[Key, str] = {}
        self.numbers: dict[Key, float] = {}
        self.texts: dict[Key, str] = {}
        self.sheets: list[str] = []
        self._known: dict[Key, float] = {}
        with zipfile.ZipFile(BytesIO(data)) as archive:
            self._read(archive)

    def _read(self, archive: zipfile.ZipFile) -> None:
        strings = [
            "".join(node.itertext())
            for node in ElementTree.fromstring(archive.read("xl/sharedStrings.xml")).findall("m:si", _NS)
        ]
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {link.get("Id"): link.get("Target") for link in links}
        for sheet in book.findall("m:sheets/m:sheet", _NS):
            name = str(sheet.get("name"))
            self.sheets.append(name)
            root = ElementTree.fromstring(archive.read(f"xl/{targets[sheet.get(_REL)]}"))
            for cell in root.iter(f"{{{_NS['m']}}}c"):
                self._cell(name, cell, strings)

    def _cell(self, sheet: str, cell: ElementTree.Element, strings: list[str]) -> None:
        match = re.fullmatch(r"([A-Z]+)(\d+)", str(cell.get("r")))
        assert match
        key = (sheet, match[1], int(match[2]))
        formula, value = cell.find("m:f", _NS), cell.find("m:v", _NS)
        if formula is not None:
            self.formulas[key] = str(formula.text)
        elif value is not None and cell.get("t") == "s":
            self.texts[key] = strings[int(str(value.text))]
        elif value is not None:
            self.numbers[key] = float(str(value.text))

    def find(self, sheet: str, text: str, after: int = 0) -> int:
        """The row of a text in the first column, the first below a row."""
        return min(
            row
            for (name, column, row), words in self.texts.items()
            if (name, column) == (sheet, "A") and words == text and row > after
        )

    def change(self, sheet: str, column: str, row: int, value: float) -> None:
        assert (sheet, column, row) in self.numbers, "only an input can be typed over"
        self.numbers[sheet, column, row] = value
        self._known.clear()

    def value(self, sheet: str, column: str, row: int) -> float:
        """The cell, worked out; an empty one counts as nought."""
        key = (sheet, column, row)
        if key not in self.formulas:
            return self.numbers.get(key, 0.0)
        if key not in self._known:
            self._known[key] = self._work_out(key)
        return self._known[key]

    def _work_out(self, key: Key) -> float:
        code = _REFERENCE.sub(lambda match: self._python(match, key[0]), self.formulas[key]).replace("^", "**")
        code = re.sub(r"(?<![<>=])=(?!=)", "==", code)
        found = eval(code, {"__builtins__": {}}, self._functions())
        return float(found)

    def _python(self, match: re.Match[str], here: str) -> str:
        sheet = match[1] or match[2] or here
        if match[5]:
            return f"cells({sheet!r},{match[3]!r},{match[4]},{match[5]!r},{match[6]})"
        return f"cell({sheet!r},{match[3]!r},{match[4]})"

    def _functions(self) -> dict[str, object]:
        def cells(sheet: str, left: str, first: int, right: str, last: int) -> list[float]:
            columns = range(_place(left), _place(right) + 1)
            return [self.value(sheet, column_name(k), row) for row in range(first, last + 1) for k in columns]

        def across(values: object) -> list[float]:
            return values if isinstance(values, list) else [float(values)]  # type: ignore[arg-type]

        return {
            "cell": self.value,
            "cells": cells,
            "SUM": lambda *parts: math.fsum(number for part in parts for number in across(part)),
            "SUMPRODUCT": lambda a, b: math.fsum(x * y for x, y in zip(a, b, strict=True)),
            "MAX": max,
            "MIN": min,
            "INT": math.floor,
            "IF": lambda condition, yes, no: yes if condition else no,
            "ROUND": _round,
        }


def _place(column: str) -> int:
    place = 0
    for letter in column:
        place = 26 * place + ord(letter) - 64
    return place - 1


def _round(value: float, places: int) -> float:
    return float(Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))
