"""The Insert menu: an empty record of a kind, and the page where it is filled in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from negotiator.domain.workspace import Record


INSERTS = ("proposal", "person", "fact", "assumption", "meeting", "action")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insert", text)


def new_record(name: str, today: date) -> tuple[str, str, Record]:
    """Page, kind and record for an entry of the menu; the services give it its id. KeyError for another name."""
    from negotiator.domain.facts import Assumption, Fact
    from negotiator.domain.partnership import Action, Meeting
    from negotiator.domain.proposals import Proposal
    from negotiator.domain.stakeholders import Stakeholder

    made: dict[str, tuple[str, str, Record]] = {
        "proposal": ("proposals", "proposal", Proposal("", _tr("New proposal"))),
        "person": ("people", "stakeholder", Stakeholder("", _tr("New person"))),
        "fact": ("evidence", "fact", Fact("", _tr("New fact"), day=today)),
        "assumption": ("evidence", "assumption", Assumption("", _tr("New assumption"))),
        "meeting": ("overview", "meeting", Meeting("", _tr("New meeting"), today + timedelta(days=14))),
        "action": ("overview", "action", Action("", _tr("New action"), due=today + timedelta(days=7))),
    }
    return made[name]
