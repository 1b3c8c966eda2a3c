"""Recalculates workbooks in LibreOffice, compares every number and tells the time beside the engine's.

``sh dev.sh office`` runs it; on a machine that has LibreOffice, ``python -m tests.office.recalculate [SOFFICE]`` in the
project's folder does as well. Every value kept in a workbook is taken out first, so that LibreOffice must work each of
them out. Ends with status 1 where a number differs; a time fails nothing, for machines differ.
"""

from __future__ import annotations

import re
import sys
import tempfile
import zipfile
from itertools import zip_longest
from pathlib import Path

from python_calamine import CalamineWorkbook

from tests.benchmarks.rows import Row, seconds, table
from tests.office.libreoffice import ConversionFailed, LibreOffice
from tests.office.workbooks import CostedWorkbook, made_workbook, sample_workbook, trivial_workbook

TIMES_FASTER = 100
RUNS = 3
"""Conversions or recalculations of which the median counts."""

SHOWN = 20
"""Differences told one by one."""


def without_values(source: Path, target: Path) -> int:
    """The workbook with its formulas and without their values. Returns how many values were taken out."""
    taken_out = 0
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/"):
                content, count = re.subn(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
                taken_out += count
            new.writestr(name, content)
    return taken_out


def differences(ours: Path, theirs: Path) -> tuple[int, list[str]]:
    """How many numbers were compared, and which differ: on Results at all, elsewhere by more than a rounding."""
    here, there = CalamineWorkbook.from_path(ours), CalamineWorkbook.from_path(theirs)
    compared, found = 0, []
    for name in here.sheet_names:
        left = here.get_sheet_by_name(name).to_python(skip_empty_area=False)
        right = there.get_sheet_by_name(name).to_python(skip_empty_area=False)
        least = 1e-9 if name.endswith("Results") else 1e-6
        for n, (row, other) in enumerate(zip_longest(left, right, fillvalue=[]), start=1):
            for value, worked_out in zip_longest(row, other):
                if isinstance(value, float):
                    compared += 1
                    if not isinstance(worked_out, float) or abs(value - worked_out) > least:
                        found.append(f"{name}, row {n}: {value} here, {worked_out} there")
    return compared, found


def _check(workbook: CostedWorkbook, stripped: Path, office: LibreOffice) -> bool:
    """Whether LibreOffice comes to every number of the workbook; tells what it found."""
    formulas = without_values(workbook.path, stripped)
    compared, found = differences(workbook.path, office.convert(stripped))
    sys.stdout.write("".join(f"  {line}\n" for line in found[:SHOWN]))
    sys.stdout.write(f"{workbook.name}: {formulas:,} formulas, {compared:,} numbers compared, {len(found):,} differ\n")
    return bool(formulas and compared) and not found


def _rows(workbook: CostedWorkbook, stripped: Path, trivial: Path, office: LibreOffice) -> list[Row]:
    """Times of LibreOffice without its start-up, beside the engine's for the equal costing from nothing."""
    engine = seconds(workbook.cost)
    whole = _converting(office, stripped) - _converting(office, trivial)
    alone = office.recalculation(workbook.path, RUNS)
    return [
        Row(f"{workbook.name}: the engine, from nothing", f"{engine * 1000:.1f} ms", ""),
        _times_faster(f"{workbook.name}: LibreOffice opens, recalculates, saves", whole, engine),
        _times_faster(f"{workbook.name}: LibreOffice, the recalculation alone", alone, engine),
    ]


def _converting(office: LibreOffice, source: Path) -> float:
    return seconds(lambda: office.convert(source), RUNS)


def _times_faster(name: str, taken: float, engine: float) -> Row:
    times = taken / engine
    return Row(
        name,
        f"{taken:.2f} s, {times:,.1f} times the engine",
        f"at least {TIMES_FASTER} times",
        times >= TIMES_FASTER,
    )


def main(soffice: str = "soffice") -> int:
    """Compare, then measure. Returns the exit status, which is about the pennies alone."""
    with tempfile.TemporaryDirectory(prefix="negotiator-office-") as name:
        folder = Path(name)
        office = LibreOffice(soffice, folder / "office")
        equal, rows = True, []
        try:
            trivial = trivial_workbook(folder)
            office.convert(trivial)  # the first start of a profile takes longer
            for make in (sample_workbook, made_workbook):
                workbook = make(folder)
                stripped = folder / f"stripped-{workbook.path.name}"
                equal &= _check(workbook, stripped, office)
                rows += _rows(workbook, stripped, trivial, office)
        except ConversionFailed as problem:
            sys.stderr.write(f"{problem}\n")
            return 1
    sys.stdout.write(f"\n{table(rows)}\n\n")
    sys.stdout.write("Equal to the penny.\n" if equal else "NOT equal to the penny.\n")
    return 0 if equal else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
