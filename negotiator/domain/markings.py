"""Who may see a record.

Every record that a person writes carries a marking. An audience sees its own level and everything more open.
"""

from __future__ import annotations

from enum import StrEnum


class Marking(StrEnum):
    """A level of confidentiality, most private first."""

    PRIVATE = "private"
    TEAM = "team"
    MANAGEMENT = "management"
    JOINT = "joint"
    OPEN = "open"

    @property
    def openness(self) -> int:
        """0 for the most private level, 4 for the most open."""
        return tuple(Marking).index(self)


class Audience(StrEnum):
    """For whom something is printed or copied. Each audience stands at the level of the same name."""

    PRIVATE = "private"
    TEAM = "team"
    MANAGEMENT = "management"
    JOINT = "joint"
    OPEN = "open"

    @property
    def level(self) -> Marking:
        return Marking(self.value)

    def may_see(self, marking: Marking) -> bool:
        """True where a record with this marking may reach this audience."""
        return marking.openness >= self.level.openness
