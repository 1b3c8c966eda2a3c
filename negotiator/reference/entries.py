"""Reading the TOML files of an edition: every field checked, every refusal with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from negotiator.domain.periods import FinancialYear
from negotiator.domain.problems import Refused
from negotiator.domain.rates import Provenance
from negotiator.reference.files import unfit
from negotiator.reference.tables import NUMBER, Source, provenance_of

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_LONGEST_TEXT = 1000


class Entry:
    """One table of a TOML file, read field by field; a field that is not as it should be is Refused with its place."""

    def __init__(self, file: str, key: str, entry: object) -> None:
        self._place = f"{file}: {key[:80]}"
        if not isinstance(entry, dict) or not _ID.fullmatch(key):
            raise unfit(self._place, key)
        self._entry: dict[str, Any] = entry

    def refused(self, field: str, value: object) -> Refused:
        return unfit(f"{self._place}.{field}", value)

    def text(self, field: str, *, required: bool = True) -> str:
        value = self._entry.get(field, "")
        if not isinstance(value, str) or len(value) > _LONGEST_TEXT or (required and not value.strip()):
            raise self.refused(field, value)
        return value

    def choice(self, field: str, choices: tuple[str, ...]) -> str:
        value = self.text(field)
        if value not in choices:
            raise self.refused(field, value)
        return value

    def link(self, field: str) -> str:
        value = self.text(field)
        if not re.fullmatch(r"https://[^\s<>\"']+", value):
            raise self.refused(field, value)
        return value

    def texts(self, field: str, *, required: bool = True) -> tuple[str, ...]:
        value = self._entry.get(field, [])
        if (
            not isinstance(value, list)
            or (required and not value)
            or not all(isinstance(v, str) and 0 < len(v) <= 80 for v in value)
        ):
            raise self.refused(field, value)
        if len(set(value)) != len(value):
            raise self.refused(field, value)
        return tuple(value)

    def flag(self, field: str) -> bool:
        value = self._entry.get(field)
        if not isinstance(value, bool):
            raise self.refused(field, value)
        return value

    def whole(self, field: str, most: int) -> int:
        value = self._entry.get(field)
        if type(value) is not int or not 0 <= value <= most:
            raise self.refused(field, value)
        return value

    def number(self, field: str) -> Decimal | None:
        """A number written as text, so that it is exact; None where it is not given."""
        value = self.text(field, required=False)
        if value and not NUMBER.fullmatch(value):
            raise self.refused(field, value)
        return Decimal(value) if value else None

    def year(self, field: str) -> str:
        """A financial year by label; empty where it is not given."""
        value = self.text(field, required=False)
        try:
            return FinancialYear.parse(value).label if value else ""
        except ValueError:
            raise self.refused(field, value) from None

    def provenance(self, sources: Mapping[str, Source]) -> Provenance:
        """The fields ``sources``, ``verified`` and ``doubt`` together."""
        doubt = self.text("doubt", required=False)
        return provenance_of(self.texts("sources"), self.flag("verified"), doubt, sources, f"{self._place}.sources")
