"""Recalculates the sample's workbooks in LibreOffice and compares every number; for a machine that has it installed.

Run ``python -m tests.office.recalculate [SOFFICE]`` in the project's folder. Every value kept in the workbook is taken
out first, so that LibreOffice must work each of them out. Ends with status 1 where a number differs.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from python_calamine import CalamineWorkbook

from negotiator.domain.markings import Audience
from negotiator.services import packs
from negotiator.services.sample import sample_records
from negotiator.services.session import Session

ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def without_values(source: Path, target: Path) -> None:
    """The workbook with its formulas and without their values."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/"):
                content = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
            new.writestr(name, content)


def recalculated(source: Path, folder: Path, soffice: str) -> Path:
    """The workbook as LibreOffice works it out."""
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE)
    stripped = folder / "stripped.xlsx"
    without_values(source, stripped)
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={profile.parent.as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(folder / "out"),
            str(stripped),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return folder / "out" / "stripped.xlsx"


def differences(ours: Path, theirs: Path) -> tuple[int, list[str]]:
    """How many numbers were compared, and which differ: on Results at all, elsewhere by more than a rounding."""
    here, there = CalamineWorkbook.from_path(ours), CalamineWorkbook.from_path(theirs)
    compared, found = 0, []
    for name in here.sheet_names:
        left = here.get_sheet_by_name(name).to_python(skip_empty_area=False)
        right = there.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for n, (row, other) in enumerate(zip(left, right, strict=False), start=1):
            for value, worked_out in zip(row, other, strict=False):
                if isinstance(value, float):
                    compared += 1
                    least = 1e-9 if name == "Results" else 1e-6
                    if not isinstance(worked_out, float) or abs(value - worked_out) > least:
                        found.append(f"{name}, row {n}: {value} here, {worked_out} there")
    return compared, found


def main(soffice: str = "soffice") -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        session = Session.create(sample_records(), folder / "data")
        pack = packs.make_pack(packs.freeze(session), Audience.TEAM, datetime.now(UTC), "xlsx")
        session.close()
        (folder / "sample.xlsx").write_bytes(pack.data)
        compared, found = differences(folder / "sample.xlsx", recalculated(folder / "sample.xlsx", folder, soffice))
    sys.stdout.write("".join(f"{line}\n" for line in found) + f"{compared} numbers compared, {len(found)} differ\n")
    return 1 if found or not compared else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
