"""Laws of undo, with random runs of commands: undo all = the start, redo all = the end, and the file agrees."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator.domain.establishment import StaffLine
from negotiator.domain.facts import Fact
from negotiator.domain.markings import Marking
from negotiator.domain.problems import Refused
from negotiator.domain.proposals import Measure, Option, Proposal
from negotiator.services.commands import (
    AddRecord,
    ChangeRecord,
    ChangeStaffField,
    Command,
    CopyMeasures,
    DuplicateOption,
    ImportStaffLines,
    MarkRecords,
    MoveMeasure,
    MoveRecord,
    Placing,
    PreferOption,
    RemoveRecords,
    RenameStaffLine,
    SwitchMeasures,
)
from negotiator.services.exchange import from_json, to_json
from negotiator.services.sample import sample_records
from negotiator.services.session import Session

Step = tuple[str, int, int, str]
VERBS = (
    "add fact",
    "change fact",
    "remove",
    "move",
    "rename",
    "type",
    "import",
    "replace",
    "duplicate",
    "prefer",
    "copy",
    "shift",
    "switch",
    "mark",
)
steps = st.tuples(st.sampled_from(VERBS), st.integers(0, 60), st.integers(0, 60), st.text(max_size=8))


def command_of(session: Session, step: Step) -> Command | None:
    """A command on whatever is there now; None where there is nothing for it."""
    verb, first, second, text = step

    def pick(record_type: type, number: int) -> str:
        found = session.all(record_type)
        return found[number % len(found)].id if found else "nobody"

    lines = session.all(StaffLine)
    match verb:
        case "add fact":
            return AddRecord(Fact("", text), at=second if first % 2 else None)
        case "change fact":
            facts = session.all(Fact)
            return ChangeRecord(replace(facts[first % len(facts)], statement=text)) if facts else None
        case "remove":
            kinds = {"fact": Fact, "option": Option, "measure": Measure, "staff_line": StaffLine, "proposal": Proposal}
            kind = sorted(kinds)[second % len(kinds)]
            return RemoveRecords(kind, (pick(kinds[kind], first),))
        case "move":
            return MoveRecord("staff_line", pick(StaffLine, first), second)
        case "rename":
            return RenameStaffLine(pick(StaffLine, first), text)
        case "type":
            return ChangeStaffField((pick(StaffLine, first),), "headcount", second)
        case "import" | "replace":
            name = text or "line"
            new = StaffLine(name, "Wards", "5", "top", first, Decimal(first))
            kept = tuple(replace(line, id="") for line in lines[: second % 4]) if verb == "replace" else ()
            return ImportStaffLines((new, *kept), Placing.REPLACE if kept else Placing.APPEND)
        case "duplicate":
            return DuplicateOption(pick(Option, first))
        case "prefer":
            return PreferOption(pick(Option, first), preferred=bool(second % 3))
        case "copy":
            return CopyMeasures((pick(Measure, first),), pick(Option, second))
        case "shift":
            return MoveMeasure(pick(Measure, first), pick(Option, second), first)
        case "switch":
            return SwitchMeasures((pick(Measure, first), pick(Measure, second)), on=bool(first % 2))
        case _:
            return MarkRecords("fact", (pick(Fact, first),), tuple(Marking)[second % 5])


def everything(session: Session) -> list[str]:
    return [repr(record) for record in session.records()]


@settings(max_examples=25, deadline=None)
@given(st.lists(steps, max_size=15))
def test_undo_all_is_the_start_and_redo_all_is_the_end(run: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data_folder, path = Path(folder) / "data", Path(folder) / "x.negotiation"
        session = Session.create(sample_records(), data_folder)
        states = [everything(session)]
        inverses = []
        for step in run:
            command = command_of(session, step)
            try:
                if command is not None:
                    inverses.append(session.execute(command).inverse)
            except Refused:
                assert everything(session) == states[-1], "a refusal changes nothing"
                continue
            if command is not None:
                states.append(everything(session))
        again = []
        for state, inverse in zip(reversed(states[:-1]), reversed(inverses), strict=True):
            again.append(session.execute(inverse).inverse)
            assert everything(session) == state
        for state, inverse in zip(states[1:], reversed(again), strict=True):
            session.execute(inverse)
            assert everything(session) == state
        session.save_as(path)
        session.close()
        opened = Session.open(path, data_folder)
        assert everything(opened) == states[-1]
        assert sorted(map(repr, from_json(to_json(opened.records())))) == sorted(states[-1])
        opened.close()
