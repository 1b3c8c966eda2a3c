"""The measure kinds and their parameters (costing method, section 4): one table that reading, checking and forms share.

Words for kinds and parameters are in `negotiator.wording.measures`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class FieldType(StrEnum):
    """How a parameter is read, checked and typed into a form."""

    MONEY = "money"
    SHARE = "share"
    NUMBER = "number"
    WHOLE = "whole"
    FLAG = "flag"
    CHOICE = "choice"
    BAND = "band"
    STEP = "step"
    ZONE = "zone"
    TEXT = "text"
    DAY = "day"
    UNSOCIAL_TABLE = "unsocial_table"
    PEOPLE_TABLE = "people_table"
    SHARES_BY_YEAR = "shares_by_year"
    ALLOWANCES = "allowances"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One parameter of a kind. ``uncertain``: may carry a low and a high. Bounds are inclusive unless said."""

    name: str
    type: FieldType
    required: bool = False
    default: object = None
    least: Decimal | None = None
    most: Decimal | None = None
    choices: tuple[str, ...] = ()
    uncertain: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class MeasureKind:
    """A kind of measure. ``scoped``: takes a scope. ``always_once``: counts as non-recurrent whatever its dates.

    ``one_of`` lists groups of parameters of which exactly one must be given (``amount`` or ``percent``).
    """

    name: str
    fields: tuple[FieldSpec, ...]
    scoped: bool = True
    always_once: bool = False
    one_of: tuple[tuple[str, ...], ...] = ()

    def field(self, name: str) -> FieldSpec:
        """The parameter of this name; KeyError where the kind has none."""
        for spec in self.fields:
            if spec.name == name:
                return spec
        raise KeyError(name)


KINDS: Mapping[str, MeasureKind] = {}
