"""Which column is which field. Columns that look like personal data are left out, and listed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from negotiator.domain.problems import Problem, Refused
from negotiator.services.imports.tables import Table
from negotiator.wording.imports import FIELDS, field_of, plain_heading

REQUIRED = ("group", "band", "wte")
"""Fields without which no row can become a line; a missing step is asked for by the row where its band has several."""

_SAMPLE = 200

_WHOLE_HEADINGS = frozenset(
    [
        "name",
        "names",
        "employee",
        "person",
        "forename",
        "forenames",
        "surname",
        "initials",
        "title",
        "known",
        "as",
        "manager",
        "supervisor",
        "ni",
        "nino",
        "nhs",
        "gmc",
        "nmc",
        "hcpc",
        "passport",
        "account",
    ]
)
"""Headings that are personal where they are the whole heading."""

_PERSONAL_PHRASES = re.compile(
    r"\b("
    r"(first|last|full|family|given|middle|preferred|maiden|known as|employee|person|staff|manager) names?"
    r"|known as|forenames?|surname|next of kin"
    r"|(employee|assignment|payroll|person|staff|esr|position) (no|number|id|code|ref|reference)"
    r"|national insurance|(ni|nhs|passport|gmc|nmc|hcpc|registration|account) (no|number|code|pin)|sort code"
    r"|date of birth|birth\w*|dob|age|gender|sex|ethnic\w*|religio\w*|disab\w*|nationality|marital\w*|sexual\w*"
    r"|address|post ?code|e ?mail|phone|telephone|mobile"
    r")\b"
)
_PERSONAL_VALUES = (
    re.compile(r"[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]", re.I),  # National Insurance
    re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}"),  # e-mail
    re.compile(r"(\+44|0)\s?7\d{3}\s?\d{3}\s?\d{3}"),  # mobile telephone
    re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.I),  # postcode
)


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
    """True where the heading, or half of the first values, speak of a person."""
    heading = plain_heading(table.headings[index])
    if field_of(heading) is None and (heading in _WHOLE_HEADINGS or _PERSONAL_PHRASES.search(heading)):
        return True
    texts = [
        row.cells[index].strip()
        for row in table.rows[:_SAMPLE]
        if index < len(row.cells) and isinstance(row.cells[index], str) and row.cells[index].strip()
    ]
    return any(2 * sum(bool(form.fullmatch(text)) for text in texts) > len(texts) for form in _PERSONAL_VALUES)
