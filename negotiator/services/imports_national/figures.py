"""The trust's own newer figures, read from the national files as they are published or returned.

Each format is known by its columns; a wrong file is refused by the column that it lacks. Only figures of the trust
asked for are read, and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from negotiator.domain.comparators import OwnFigure
from negotiator.domain.problems import Problem, Refused
from negotiator.services.imports_national.facility_time import FACILITY_TIME
from negotiator.services.imports_national.formats import Format, Wanted
from negotiator.services.imports_national.plain import PLAIN
from negotiator.services.imports_national.published import ESTATES, OVERSIGHT, PAY_GAP, SICKNESS
from negotiator.services.imports_national.sheets import Progress, Sheets, read_sheets
from negotiator.services.imports_national.survey import SURVEY
from negotiator.services.imports_national.turnover import TURNOVER
from negotiator.wording.national_files import TITLES

FORMATS: Mapping[str, Format] = {
    each.kind: each for each in (SICKNESS, OVERSIGHT, ESTATES, PAY_GAP, SURVEY, TURNOVER, FACILITY_TIME, PLAIN)
}
"""The kinds of file that can be read."""


def _silent(share: float, words: str) -> None:
    """No one to tell."""


def read_national(
    paths: Sequence[Path], wanted: Wanted, kind: str = "", progress: Progress = _silent
) -> tuple[OwnFigure, ...]:
    """The trust's figures in one or more files of one kind; without ``kind`` it is told by the columns.

    ``progress`` is told the share done and what is read; it may raise to cancel.

    Raises:
        Refused: the file cannot be read, is of no known kind (naming the column it lacks), or does not have the trust.
    """
    files = []
    for number, path in enumerate(paths):
        progress(number / len(paths), path.name)
        files.append(read_sheets(path, progress if len(paths) == 1 else _silent))
    chosen = FORMATS[kind or kind_of(files[0])]
    tables = []
    for sheets in files:
        try:
            tables.append(chosen.table(sheets))
        except Refused as refusal:
            problem = refusal.problems[0]
            if problem.code != "csv_missing_column":
                raise
            data = {"path": sheets.name, "expected": TITLES[chosen.kind], "column": problem.data["column"]}
            raise Refused(Problem("wrong_national_file", data=data)) from None
    found = chosen.read(tables, wanted)
    if not found:
        name = wanted.names[0] if wanted.names else ""
        data = {"path": files[0].name, "name": name, "code": wanted.code or "no code"}
        raise Refused(Problem("trust_not_in_file", data=data))
    return found


def kind_of(sheets: Sheets) -> str:
    """The kind whose columns the file has most of; reading then names a column that it lacks.

    Raises:
        Refused: the file has no column of any kind.
    """
    shares = {kind: each.share(sheets) for kind, each in FORMATS.items()}
    best = max(shares, key=lambda kind: shares[kind])
    if not shares[best]:
        first = next((line for _, lines in sheets.grids for line in lines if any(c.strip() for c in line)), ())
        shown = ", ".join(cell.strip()[:40] for cell in first[:8] if cell.strip()) or "nothing"
        raise Refused(Problem("unknown_national_file", data={"path": sheets.name, "found": shown}))
    return best
