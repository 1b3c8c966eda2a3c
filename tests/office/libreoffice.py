"""LibreOffice without a window: converts a workbook with every formula worked out again, and times that alone."""

from __future__ import annotations

import statistics
import subprocess
from pathlib import Path

MOST_SECONDS = 300
"""For one start; after that it counts as failed."""

_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Timing"/></library:library>
"""
_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Timing" script:language="StarBasic">
Sub Recalculate(source, target, times)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  book = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  Open target For Output As #1
  For n = 1 To times
    began = GetSystemTicks()
    book.calculateAll()
    Print #1, CStr(GetSystemTicks() - began)
  Next n
  Close #1
  book.close(True)
  StarDesktop.terminate()
End Sub
</script:module>
"""


class ConversionFailed(Exception):
    """LibreOffice did not start, took too long or wrote no workbook; the message is a sentence."""


class LibreOffice:
    """A LibreOffice with a profile of its own in a folder, so that nobody's settings count."""

    def __init__(self, soffice: str, folder: Path) -> None:
        """``soffice`` is the program's name or path; the folder is made."""
        self._soffice, self._folder = soffice, folder
        self._profile = folder / "profile"
        (self._profile / "user").mkdir(parents=True)
        (self._profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, "utf-8")

    def convert(self, source: Path) -> Path:
        """The workbook as LibreOffice works it out and writes it. Raises ConversionFailed."""
        target = self._folder / "out" / source.name
        wanted = ("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(target.parent), str(source))
        return self._make(target, *wanted)

    def recalculation(self, source: Path, times: int) -> float:
        """Seconds for all formulas of the open workbook, the median of several: no start, no reading, no writing.

        Something must have been converted before, for the first start lays out the profile. Raises ConversionFailed.
        """
        library = self._profile / "user" / "basic" / "Standard"
        library.mkdir(parents=True, exist_ok=True)
        (library / "script.xlb").write_text(_LIBRARY, "utf-8")
        (library / "Timing.xba").write_text(_MACRO, "utf-8")
        target = self._folder / f"{source.stem}.txt"
        call = f'macro:///Standard.Timing.Recalculate("{source.as_uri()}","{target}",{times})'
        told = self._make(target, "--norestore", call).read_text("utf-8").split()
        return statistics.median(int(milliseconds) for milliseconds in told) / 1000

    def _make(self, target: Path, *arguments: str) -> Path:
        """One start, which is to write the target."""
        target.unlink(missing_ok=True)
        command = [self._soffice, f"-env:UserInstallation={self._profile.as_uri()}", "--headless", *arguments]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=MOST_SECONDS, check=False)
        except OSError as problem:
            raise ConversionFailed(f"LibreOffice could not be started as {self._soffice}: {problem}.") from problem
        except subprocess.TimeoutExpired as problem:
            raise ConversionFailed(f"LibreOffice took over {MOST_SECONDS} s to make {target.name}.") from problem
        if not target.exists():  # its status is 0 even where it could not read the file
            raise ConversionFailed(f"LibreOffice did not make {target.name}: {done.stderr.strip()}")
        return target
