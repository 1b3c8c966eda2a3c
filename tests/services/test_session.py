"""The session: commands, undo, and the workspace file behind it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from negotiator.domain.establishment import StaffLine
from negotiator.domain.proposals import Measure, Option, Proposal, Scope, Terms
from negotiator.services.commands import AddRecord, ChangeStaffField, RemoveRecords
from negotiator.services.session import Session


def matter() -> tuple[Proposal, Option, Measure, StaffLine]:
    return (
        Proposal("p", "On-call"),
        Option("o", "p", "A"),
        Measure("m", "o", Terms("pay_uplift", scope=Scope(lines=("ward",)), values={"percent": Decimal("0.02")})),
        StaffLine("ward", "Nursing", "5", "top", 10, Decimal("8.5"), id="s"),
    )


def test_a_saved_workspace_opens_with_the_same_records(data_folder: Path, tmp_path: Path) -> None:
    session = Session.create(matter(), data_folder)
    session.save_as(tmp_path / "a.negotiation")
    session.close()
    opened = Session.open(tmp_path / "a.negotiation", data_folder)
    assert (opened.all(Proposal), opened.all(Option), opened.all(Measure), opened.all(StaffLine)) == tuple(
        (record,) for record in matter()
    )
    assert not opened.is_modified
    opened.close()


def test_undo_of_a_removal_restores_the_children(make_session: object) -> None:
    session = _made(make_session, matter())
    removed = session.execute(RemoveRecords("proposal", ("p",)))
    assert session.all(Measure) == ()
    assert removed.changes.structure and removed.changes.of("measure") == {"m"}
    session.execute(removed.inverse)
    assert session.children(Measure, "o") == (matter()[2],)


def test_scopes_follow_a_renamed_line(make_session: object) -> None:
    session = _made(make_session, matter())
    renamed = session.execute(ChangeStaffField(("s",), "name", "ward 7"))
    assert session.get(Measure, "m").terms.scope.lines == ("ward 7",)
    session.execute(renamed.inverse)
    assert session.get(Measure, "m") == matter()[2]


def test_a_missing_record_is_a_key_error(make_session: object) -> None:
    session = _made(make_session, ())
    with pytest.raises(KeyError):
        session.get(StaffLine, "nobody")


def test_an_added_record_without_id_is_given_one(make_session: object) -> None:
    session = _made(make_session, ())
    outcome = session.execute(AddRecord(StaffLine("ward", "Nursing", "5", "top", 1, Decimal(1))))
    assert session.get(StaffLine, outcome.added[0]).name == "ward"


def _made(make_session: object, records: Iterable[object]) -> Session:
    return make_session(records)  # type: ignore[operator,no-any-return]
