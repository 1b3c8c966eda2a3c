"""Initiatives elsewhere: brought to our scale and prices, and the register as a CSV file in both directions."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from negotiator.domain.comparators import Initiative
from negotiator.domain.confidentiality import WorkspaceValues, redact
from negotiator.domain.establishment import StaffLine
from negotiator.domain.markings import Audience, Marking
from negotiator.domain.problems import Problem, Refused
from negotiator.domain.proposals import Option, Proposal
from negotiator.domain.scaling import Scaled, YearAward, scale
from negotiator.domain.workspace import Settings
from negotiator.services.commands import AddRecords, ChangeRecords, Command, Several
from negotiator.services.editions import pay_awards
from negotiator.services.imports_national.table import CsvRow, CsvTable, read_table
from negotiator.services.packs import Pack
from negotiator.wording import initiatives as words
from negotiator.wording.figures import day
from negotiator.wording.pack_words import COMPARABLE, STRENGTHS
from negotiator.wording.typed import read_day

NEEDS = (words.HEADS["employer"], words.HEADS["title"])
_DANGEROUS = "=+-@\t\r"
_YES = {"yes", "y", "true", "1"}


def awards_of(settings: Settings) -> dict[str, YearAward]:
    """Pay awards by year: those that the edition publishes as a percentage, then the matter's own assumptions.

    Where the edition is not on this computer, which the costing says, the assumptions stand alone.
    """
    found = {year: YearAward(year, share, assumed=True) for year, share in settings.awards.items()}
    try:
        published = pay_awards(settings.edition)
    except Refused:
        published = ()
    for award in published:
        if award.jurisdiction == settings.jurisdiction and award.share is not None:
            found[award.year] = YearAward(award.year, award.share)
    return found


def scaled_for(initiatives: Sequence[Initiative], staff: Sequence[StaffLine], settings: Settings) -> dict[str, Scaled]:
    """Each initiative on our scale, by its id: our staff in scope, at the prices of the matter's first year."""
    awards = awards_of(settings)
    wte = sum((line.wte for line in staff), Decimal(0))
    return {each.id: scale(each, wte, settings.first_year, awards) for each in initiatives}


# --- out --------------------------------------------------------------------------------------------------------------


def register_for(
    audience: Audience,
    at: datetime,
    settings: Settings,
    initiatives: Sequence[Initiative],
    proposals: Sequence[Proposal] = (),
    options: Sequence[Option] = (),
) -> Pack:
    """The register as a CSV file for an audience, with what the export log needs. Nothing it may not see is in it."""
    values = WorkspaceValues(
        {
            "settings": (settings,),
            "proposal": tuple(proposals),
            "option": tuple(options),
            "initiative": tuple(initiatives),
        }
    )
    redaction = redact(values, audience)
    seen = redaction.visible.all(Initiative)
    names = {option.id: option.name for option in redaction.visible.all(Option)}
    kept = len(initiatives) - len(seen)
    withheld: Mapping[str, int] = {"initiative": kept} if kept else {}
    return Pack(as_csv(seen, names).encode("utf-8-sig"), "csv", audience, at, withheld)


def as_csv(initiatives: Sequence[Initiative], option_names: Mapping[str, str]) -> str:
    """A row for each, heads in words; a cell that a spreadsheet would run is made text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(words.HEADS.values())
    for each in initiatives:
        cells = {
            "employer": each.employer,
            "title": each.title,
            "what": each.what,
            "started_on": day(each.started_on) if each.started_on else "",
            "staff_covered": each.staff_covered,
            "wte_covered": "" if each.wte_covered is None else str(each.wte_covered),
            "yearly_cost": "" if each.yearly_cost is None else str(each.yearly_cost),
            "price_year": each.price_year,
            "outcome": each.outcome,
            "contact": each.contact,
            "source": each.source,
            "strength": words.strength(each.strength),
            "comparable": words.comparable(each.comparable),
            "options": "; ".join(option_names[key] for key in each.option_ids if key in option_names),
            "fictional": "yes" if each.fictional else "no",
            "marking": each.marking.value,
        }
        writer.writerow([_harmless(cells[name]) for name in words.HEADS])
    return out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] and cell[0] in _DANGEROUS else cell


# --- in ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FoundInitiatives:
    """What a file holds; ``unlinked`` counts links to options that are not here, which are left out."""

    initiatives: tuple[Initiative, ...]
    unlinked: int = 0


def read_register(path: Path, options: Sequence[Option]) -> FoundInitiatives:
    """The initiatives of a CSV file with at least the columns Employer and What was done.

    Raises:
        Refused: the file cannot be read, lacks a column, or a cell is not what its column asks for.
    """
    table = read_table(path, NEEDS)
    by_name = {option.name.casefold(): option.id for option in options}
    found, unlinked = [], 0
    for row in table.rows:
        initiative = _one(table, row)
        named = [name.strip() for name in _cell(row, "options").split(";") if name.strip()]
        keys = tuple(by_name[name.casefold()] for name in named if name.casefold() in by_name)
        unlinked += len(named) - len(keys)
        found.append(replace(initiative, option_ids=tuple(dict.fromkeys(keys))))
    return FoundInitiatives(tuple(found), unlinked)


def bringing_in(found: Sequence[Initiative], existing: Sequence[Initiative]) -> Command | None:
    """One command: the same employer and title again brings that record up to date, the rest is added.

    None where the file would change nothing.
    """
    known = {(each.employer.casefold(), each.title.casefold()): each for each in existing}
    changed: dict[str, Initiative] = {}
    added = []
    for each in found:
        old = known.get((each.employer.casefold(), each.title.casefold()))
        if old is None:
            added.append(each)
            continue
        links = each.option_ids or old.option_ids
        new = replace(each, id=old.id, position=old.position, option_ids=links)
        if new != old:
            changed[old.id] = new
    commands: list[Command] = []
    if changed:
        commands.append(ChangeRecords(tuple(changed.values())))
    if added:
        commands.append(AddRecords(tuple(added)))
    return Several(tuple(commands), "import_initiatives") if commands else None


def _cell(row: CsvRow, name: str) -> str:
    """A cell by its field, without the mark that keeps a spreadsheet from running it."""
    head = words.HEADS[name].casefold()
    text = next((cell for key, cell in row.cells.items() if key.casefold() == head), "").strip()
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in _DANGEROUS else text


def _one(table: CsvTable, row: CsvRow) -> Initiative:
    for name in ("employer", "title"):
        if not _cell(row, name):
            raise table.refuse("csv_blank_cell", row, column=words.HEADS[name])
    started = _cell(row, "started_on")
    try:
        started_on = read_day(started) if started else None
    except Refused:
        raise table.refuse("csv_not_a_day", row, column=words.HEADS["started_on"], given=started[:40]) from None
    wte, cost = _number(table, row, "wte_covered"), _number(table, row, "yearly_cost")
    if wte is not None and wte < 0:
        raise table.refuse("csv_below_nought", row, column=words.HEADS["wte_covered"], given=wte)
    return Initiative(
        id="",
        employer=_cell(row, "employer"),
        title=_cell(row, "title"),
        what=_cell(row, "what"),
        started_on=started_on,
        staff_covered=_cell(row, "staff_covered"),
        wte_covered=wte,
        yearly_cost=cost,
        price_year=_cell(row, "price_year"),
        outcome=_cell(row, "outcome"),
        contact=_cell(row, "contact"),
        source=_cell(row, "source"),
        strength=_level(table, row, "strength", STRENGTHS),
        comparable=_level(table, row, "comparable", COMPARABLE),
        fictional=_cell(row, "fictional").casefold() in _YES,
        marking=_marking(table, row),
    )


def _number(table: CsvTable, row: CsvRow, name: str) -> Decimal | None:
    head = next((key for key in row.cells if key.casefold() == words.HEADS[name].casefold()), "")
    if not head:
        return None
    plain = replace(row, cells={head: _cell(row, name)})
    return table.number(plain, head)


def _level(table: CsvTable, row: CsvRow, name: str, levels: tuple[str, ...]) -> int:
    level = words.level_of(_cell(row, name), levels)
    if level is None:
        data = {"column": words.HEADS[name], "given": _cell(row, name)[:40], "choices": ", ".join(levels)}
        raise table.refuse("csv_not_a_level", row, **data)
    return level


def _marking(table: CsvTable, row: CsvRow) -> Marking:
    text = _cell(row, "marking").casefold()
    if text and text not in {marking.value for marking in Marking}:
        data = {"column": words.HEADS["marking"], "given": text[:40], "choices": ", ".join(Marking)}
        raise table.refuse("csv_not_a_level", row, **data)
    return Marking(text) if text else Marking.JOINT


def no_initiatives_in(path: Path) -> Refused:
    """A file that would change nothing."""
    return Refused(Problem("nothing_new_in_file", data={"path": str(path)}))
