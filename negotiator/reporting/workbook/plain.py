"""Worksheets that take formulas as they are written."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet


class PlainWorksheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose formulas have none of the functions that came after Excel 2007.

    The library looks for some thirty of those in every formula, which is half the time of writing a workbook of several
    hundred thousand.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")
