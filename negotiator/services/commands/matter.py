"""What is done to the matter itself: its settings, its mandate, and who may see what."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace

from negotiator.domain.markings import Marking
from negotiator.domain.problems import Problem, Refused
from negotiator.domain.proposals import Mandate, Proposal
from negotiator.domain.workspace import SETTINGS_ID, Settings
from negotiator.services.commands.base import Command, Work, new_id
from negotiator.wording.commands import kind_word


@dataclass(frozen=True, slots=True)
class ChangeSettings(Command):
    """Give the matter new settings. ``field`` names what was typed into, so that keystrokes merge."""

    settings: Settings
    field: str = ""

    @property
    def label(self) -> str:
        return "change_settings"

    @property
    def merge_key(self) -> Hashable | None:
        return ("settings", self.field) if self.field else None


@dataclass(frozen=True, slots=True)
class Recost(Command):
    """Use another rates edition from now on, named; the costs follow."""

    edition: str

    @property
    def label(self) -> str:
        return f"recost:{self.edition}"


@dataclass(frozen=True, slots=True)
class SetMandate(Command):
    """Say what the team may agree for a proposal; it has one mandate, which keeps its id."""

    mandate: Mandate
    deliberately: bool = False

    @property
    def label(self) -> str:
        return "set_mandate"


@dataclass(frozen=True, slots=True)
class ClearMandate(Command):
    """Take the mandate of a proposal away."""

    proposal_id: str

    @property
    def label(self) -> str:
        return "clear_mandate"


@dataclass(frozen=True, slots=True)
class MarkRecords(Command):
    """Say who may see records. Kinds that are kept within the team by default need ``deliberately`` to leave it."""

    kind: str
    ids: tuple[str, ...]
    marking: Marking
    deliberately: bool = False

    @property
    def label(self) -> str:
        return f"mark_{self.marking.value}"


def change_settings(command: ChangeSettings, work: Work) -> None:
    work.put(replace(command.settings, id=SETTINGS_ID, position=0))


def recost(command: Recost, work: Work) -> None:
    work.put(replace(work.get(Settings, SETTINGS_ID), edition=command.edition))


def set_mandate(command: SetMandate, work: Work) -> None:
    work.get(Proposal, command.mandate.proposal_id)
    existing = work.children(Mandate, command.mandate.proposal_id)
    key = existing[0].id if existing else command.mandate.id or new_id()
    work.put(replace(command.mandate, id=key, position=0))


def clear_mandate(command: ClearMandate, work: Work) -> None:
    for mandate in work.children(Mandate, command.proposal_id):
        work.remove("mandate", mandate.id)


def mark(command: MarkRecords, work: Work) -> None:
    for key in command.ids:
        record = work.find(command.kind, key)
        if record is None:
            raise Refused(Problem("record_gone", data={"kind": kind_word(command.kind)}))
        work.put(replace(record, marking=command.marking))
