"""What an executed command tells: which records changed, and the command that takes it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from negotiator.services.commands.base import Command
    from negotiator.services.commands.records import RestoreRecords

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Ids of changed records by kind name (`domain.workspace.KINDS`).

    ``structure``: records were added, removed or moved, so a list must be laid out anew. ``all``: anything may have
    changed, as after opening a workspace; then ``ids`` says nothing.
    """

    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    structure: bool = False
    all: bool = False

    @classmethod
    def everything(cls) -> ChangeSet:
        return cls(structure=True, all=True)

    def touches(self, *kinds: str) -> bool:
        """True where a record of one of these kinds changed."""
        return self.all or any(self.ids.get(kind) for kind in kinds)

    def of(self, kind: str) -> frozenset[str]:
        """The ids of a kind that changed; read ``all`` first."""
        return self.ids.get(kind, NOTHING)

    def __or__(self, other: ChangeSet) -> ChangeSet:
        kinds = self.ids.keys() | other.ids.keys()
        return ChangeSet(
            {kind: self.of(kind) | other.of(kind) for kind in kinds},
            self.structure or other.structure,
            self.all or other.all,
        )

    def __bool__(self) -> bool:
        return self.all or bool(self.ids)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command did: its label code, what changed, what takes it back, and the ids of the records it added."""

    label: str
    changes: ChangeSet
    inverse: RestoreRecords
    added: tuple[str, ...] = ()

    def followed_by(self, later: Outcome) -> Outcome:
        """Both as one step of undo: the label of the first, and an inverse that goes back before both."""
        return Outcome(
            self.label, self.changes | later.changes, self.inverse.before_also(later.inverse), self.added + later.added
        )


def may_merge(first: Command, second: Command) -> bool:
    """True where the second only carries on what the first began, such as typing in one field."""
    return first.merge_key is not None and first.merge_key == second.merge_key
