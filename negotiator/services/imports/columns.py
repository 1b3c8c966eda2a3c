"""Which column is which field. Columns that look like personal data are left out, and listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from negotiator.domain.problems import Problem, Refused
from negotiator.services.imports.personal import personal_heading, personal_values
from negotiator.services.imports.tables import Table
from negotiator.wording.imports import FIELDS, field_of

REQUIRED = ("group", "band", "wte")
"""Fields without which no row can become a line; a missing step is asked for by the row where its band has several."""

_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Matching:
    """The column of each field that has one. ``personal`` and ``unused`` are the columns left out, by index."""

    columns: Mapping[str, int]
    personal: tuple[int, ...] = ()
    unused: tuple[int, ...] = ()

    def with_column(self, field: str, column: int | None) -> Matching:
        """The matching after a person has chosen: a field takes its column from another, None frees it."""
        columns = {name: index for name, index in self.columns.items() if name != field and index != column}
        if column is not None:
            columns[field] = column
        used = set(columns.values())
        unused = (set(self.unused) | set(self.columns.values())) - used - set(self.personal)
        return replace(
            self,
            columns=columns,
            personal=tuple(index for index in self.personal if index not in used),
            unused=tuple(sorted(unused)),
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """Required fields without a column."""
        return tuple(field for field in REQUIRED if field not in self.columns)

    def require(self, table: Table) -> None:
        """Raise Refused where a required field has no column."""
        for field in self.missing:
            found = ", ".join(heading for heading in table.headings if heading)[:300]
            raise Refused(Problem("import_column_missing", data={"field": FIELDS[field], "found": found}))


def suggest(table: Table) -> Matching:
    """Match columns by their headings; the first column that means a field has it. Personal columns match nothing."""
    columns: dict[str, int] = {}
    personal: list[int] = []
    unused: list[int] = []
    for index, heading in enumerate(table.headings):
        if not heading:
            continue
        field = field_of(heading)
        if looks_personal(table, index):
            personal.append(index)
        elif field is not None and field not in columns:
            columns[field] = index
        else:
            unused.append(index)
    return Matching(columns, tuple(personal), tuple(unused))


def looks_personal(table: Table, index: int) -> bool:
    """True where the heading, or more than half of the first values, speak of a person.

    Of a field that is needed, values that merely differ from row to row are not suspected: they may be all there is.
    """
    heading = table.headings[index]
    values = [row.cells[index] for row in table.rows[:_SAMPLE] if index < len(row.cells)]
    return personal_heading(heading) or personal_values(values, by_row=field_of(heading) not in REQUIRED)
