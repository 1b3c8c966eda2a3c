"""Sharing is a deliberate act: only what a joint paper is made of is offered, and one undo takes it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from negotiator.domain.markings import Audience, Marking
from negotiator.domain.proposals import Mandate, Measure, Option, Proposal, Terms
from negotiator.domain.stakeholders import Note, Stakeholder
from negotiator.domain.workspace import Record, Settings
from negotiator.services.packs import values_of
from negotiator.services.sample import sample_records
from negotiator.services.sharing import OFFERED, share, withholding
from tests.services.conftest import MakeSession

RECORDS: tuple[Record, ...] = (
    Settings(title="On-call"),
    Proposal("p", "On-call"),
    Option("o", "p", "A"),
    Option("q", "p", "B", marking=Marking.TEAM),
    Measure("m", "o", Terms("pay_uplift")),
    Measure("n", "q", Terms("pay_uplift")),
    Mandate("d", "p", red_lines=("none",)),
)


def test_a_proposal_is_offered_with_what_comes_along_and_an_option_of_the_team_names_it(
    make_session: MakeSession,
) -> None:
    found = withholding(values_of(make_session(RECORDS)), Audience.JOINT)
    by_id = {one.record_id: one for one in found.offered}
    assert set(by_id) == {"p", "q"}
    assert by_id["p"].brings == {"option": 1, "measure": 1} and by_id["p"].parent_id == ""
    assert by_id["q"].brings == {"measure": 1} and by_id["q"].parent_id == "p"
    assert found.reasons["marking"] == {"proposal": 1, "option": 1, "mandate": 1}
    assert found.reasons["parent"] == {"option": 1, "measure": 2}


@pytest.mark.parametrize("audience", [Audience.JOINT, Audience.OPEN])
def test_neither_the_mandate_nor_people_notes_or_staff_lines_are_ever_offered(
    make_session: MakeSession, audience: Audience
) -> None:
    kinds = {one.kind for one in withholding(values_of(make_session(sample_records())), audience).offered}
    assert kinds <= set(OFFERED)
    assert not kinds & {"mandate", "stakeholder", "interest", "note", "staff_line", "snapshot", "pack_plan"}


def test_sharing_marks_what_was_chosen_and_nothing_else_and_one_undo_takes_it_back(make_session: MakeSession) -> None:
    person = (Stakeholder("s", "Dawn"), Note("t", "s", date(2026, 11, 18), "Heard."))
    session = make_session((*RECORDS, *person))
    chosen = withholding(values_of(session), Audience.JOINT).offered
    outcome = session.execute(share(chosen, Audience.JOINT))
    assert session.get(Proposal, "p") == replace(RECORDS[1], marking=Marking.JOINT)
    assert session.get(Option, "q").marking is Marking.JOINT
    assert {session.get(cls, key).marking for cls, key in ((Mandate, "d"), (Stakeholder, "s"), (Note, "t"))} == {
        Marking.TEAM
    }
    assert withholding(values_of(session), Audience.JOINT).offered == ()
    session.execute(outcome.inverse)
    assert session.get(Proposal, "p").marking is Marking.TEAM and session.get(Option, "q").marking is Marking.TEAM
