"""Editions: where they are found, what they hold, how a newer one is added, and how two of them differ."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from negotiator.domain.problems import Problem, Refused
from negotiator.domain.rates import Rates
from negotiator.domain.rulebook import PayAward, RateChange, Rule, StatutoryPay
from negotiator.domain.workspace import JURISDICTIONS
from negotiator.reference import schema
from negotiator.reference.benchmarks import Library
from negotiator.reference.files import EDITION_NAME, EditionFiles, open_edition
from negotiator.reference.rates import Tables, rates_from, read_tables
from negotiator.reference.rulebook import awards_from, read_rules, statutory_pay_from
from negotiator.reference.tables import Row, Source, read_sources

SHIPPED = Path(__file__).parents[2] / "resources" / "reference"
"""The folder of the editions that come with the application."""


@dataclass(frozen=True, slots=True)
class Unverified:
    """A figure or a rule that nobody has confirmed: the file, the row or rule, and what it rests on."""

    file: str
    row: str
    doubt: str


class Edition:
    """A reference edition; each part is read and checked when it is first asked for, and kept."""

    def __init__(self, files: EditionFiles) -> None:
        self.files = files
        self._rates: dict[str, Rates] = {}

    @property
    def name(self) -> str:
        return self.files.name

    @property
    def title(self) -> str:
        return self.files.title

    @property
    def dated(self) -> date:
        return self.files.dated

    @cached_property
    def tables(self) -> Tables:
        """The tables of rates by file name."""
        return read_tables(self.files)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The sources of rates and rules by key."""
        return read_sources(self.files)

    @cached_property
    def library(self) -> Library:
        """Trusts, metrics and values."""
        return Library(self.files)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Rules of the handbook, on-costs, wage floors, consultation and facility time."""
        return read_rules(self.files)

    @property
    def awards(self) -> tuple[PayAward, ...]:
        return awards_from(self.tables)

    @property
    def statutory_pay(self) -> Mapping[str, StatutoryPay]:
        return statutory_pay_from(self.tables)

    def rates(self, jurisdiction: str) -> Rates:
        """Every rate of one jurisdiction."""
        if jurisdiction not in self._rates:
            self._rates[jurisdiction] = rates_from(self.tables, jurisdiction, self.name)
        return self._rates[jurisdiction]

    def unverified(self) -> tuple[Unverified, ...]:
        """Every rate, rule and source of trusts' values that nobody has confirmed, with its doubt."""
        rates = (
            Unverified(name, " ".join(_row_name(name, row)), row.provenance.doubt)
            for name, rows in self.tables.items()
            for row in rows
            if not row.provenance.verified
        )
        rules = (
            Unverified(schema.RULES, rule.id, rule.provenance.doubt)
            for rule in self.rules
            if not rule.provenance.verified
        )
        sources = (
            Unverified(schema.METRIC_SOURCES, source.id, source.checks)
            for source in self.library.sources()
            if not source.verified
        )
        return (*rates, *rules, *sources)

    def check(self) -> None:
        """Read everything. Raises Refused at the first thing that is not as it should be."""
        for jurisdiction in JURISDICTIONS:
            self.rates(jurisdiction)
        self.library.check()
        if not self.rules:
            raise Refused(Problem("reference_empty", schema.RULES))


def _row_name(table: str, row: Row) -> tuple[str, ...]:
    return tuple(str(row[column]) for column in schema.TABLES[table].key)


def _place(name: str, folder: Path | None) -> Path:
    if EDITION_NAME.fullmatch(name):
        for place in (SHIPPED, folder):
            if place is not None and (place / name / schema.MANIFEST).is_file():
                return place / name
    raise Refused(Problem("reference_not_found", "", {"name": name[:60]}))


@cache
def _edition_at(place: Path) -> Edition:
    """Kept by its place, so that a shipped edition is read once, whatever folder a caller adds to the search."""
    files = open_edition(place)
    if files.name != place.name:
        raise Refused(Problem("reference_name", schema.MANIFEST, {"name": place.name, "found": files.name}))
    return Edition(files)


def edition(name: str, folder: Path | None = None) -> Edition:
    """The edition of this name: a shipped one, or one in ``folder``, where a person's own editions are."""
    return _edition_at(_place(name, folder))


def available_editions(folder: Path | None = None) -> tuple[Edition, ...]:
    """The editions that can be used, newest first. A folder that holds no sound edition is passed over."""
    names = {
        path.name
        for place in (SHIPPED, folder)
        if place is not None and place.is_dir()
        for path in place.iterdir()
        if (path / schema.MANIFEST).is_file()
    }
    found = []
    for name in names:
        try:
            found.append(edition(name, folder))
        except Refused:
            continue
    return tuple(sorted(found, key=lambda each: (each.dated, each.name), reverse=True))


def load_edition(origin: Path) -> Edition:
    """Read the edition in a folder or a zip file, all of it, as a stranger's.

    Raises Refused where anything is wrong.
    """
    loaded = Edition(open_edition(origin))
    loaded.check()
    return loaded


def add_edition(origin: Path, folder: Path) -> Edition:
    """Check an edition and keep a copy of it in ``folder``, under its name. Returns the kept one.

    Raises Refused where it is not sound, where another edition of that name is already there, or where the folder
    cannot be written.
    """
    new = load_edition(origin)
    target = folder / new.name
    for place in (SHIPPED / new.name, target):
        if (place / schema.MANIFEST).is_file():
            if open_edition(place).hashes == new.files.hashes:
                return edition(new.name, folder)
            raise Refused(Problem("reference_name_taken", "", {"name": new.name}))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".edition-", dir=folder))
        try:
            for name in (schema.MANIFEST, *schema.FILES):
                content = new.files.manifest if name == schema.MANIFEST else new.files.read(name)
                (draft / name).write_bytes(content)
            draft.replace(target)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    except OSError as error:
        raise Refused(Problem("reference_cannot_keep", "", {"reason": error.strerror or ""})) from error
    return edition(new.name, folder)


def remove_edition(name: str, folder: Path) -> None:
    """Delete the copy of an edition that a person added to ``folder``.

    Raises Refused for one that comes with the application, one that is not there, and where the folder cannot be
    written.
    """
    place = _place(name, folder)
    if place.parent == SHIPPED:
        raise Refused(Problem("reference_is_shipped", "", {"name": name}))
    try:
        # Renamed first: an edition half deleted would be found and refused at every start.
        doomed = Path(tempfile.mkdtemp(prefix=".edition-", dir=folder))
        place.replace(doomed / name)
        shutil.rmtree(doomed)
    except OSError as error:
        raise Refused(Problem("reference_cannot_remove", "", {"reason": error.strerror or ""})) from error
    _edition_at.cache_clear()


def compare_editions(before: Edition, after: Edition, jurisdiction: str | None = None) -> tuple[RateChange, ...]:
    """What differs in the rates, table by table in the order of the rows; of one jurisdiction if it is named.

    Rates that hold in every jurisdiction are always among them.
    """
    changes: list[RateChange] = []
    for name, table in schema.TABLES.items():
        columns = [column.name for column in table.columns if column not in schema.PROVENANCE]
        old = {_row_name(name, row): row for row in before.tables[name]}
        new = {_row_name(name, row): row for row in after.tables[name]}
        for key in dict.fromkeys((*old, *new)):
            was, now = old.get(key), new.get(key)
            row = now or was
            assert row is not None
            if jurisdiction and row.values.get("jurisdiction", jurisdiction) != jurisdiction:
                continue
            if was is None or now is None:
                changes.append(RateChange(name, key, "", _figures(was), _figures(now), row.provenance))
                continue
            changes += [
                RateChange(name, key, column, was[column], now[column], now.provenance)
                for column in columns
                if was[column] != now[column]
            ]
    return tuple(changes)


def _figures(row: Row | None) -> dict[str, object] | None:
    return None if row is None else dict(row.values)
