"""Each command does what its verb says, refuses what must not be, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from negotiator.domain.comparators import Initiative
from negotiator.domain.establishment import StaffLine
from negotiator.domain.facts import Fact
from negotiator.domain.markings import Marking
from negotiator.domain.partnership import Action
from negotiator.domain.problems import Refused
from negotiator.domain.proposals import Mandate, Measure, MeasureTemplate, Option, Proposal
from negotiator.domain.stakeholders import Interest, Note, Stakeholder
from negotiator.domain.workspace import Settings
from negotiator.services.changes import may_merge
from negotiator.services.commands import (
    AddRecord,
    AddRecords,
    ChangeRecord,
    ChangeSettings,
    ChangeStaffField,
    ClearMandate,
    Command,
    CopyMeasures,
    DuplicateOption,
    ImportStaffLines,
    KeepTemplate,
    MarkRecords,
    MoveMeasure,
    MoveRecord,
    Placing,
    PreferOption,
    Recost,
    RemoveRecords,
    RenameStaffLine,
    SetMandate,
    Several,
    SwitchMeasures,
    UseTemplate,
)
from negotiator.services.sample import sample_records
from negotiator.services.seeds import seed_id
from negotiator.services.session import Session
from negotiator.wording.commands import command_label
from negotiator.wording.sentences import sentence

A, B, C = (seed_id("option", key) for key in "abc")
PROPOSAL = seed_id("proposal", "oncall")
DAWN = seed_id("stakeholder", "okafor")


@pytest.fixture
def session(make_session: Callable[..., Session]) -> Session:
    return make_session(sample_records())


def everything(session: Session) -> set[Any]:
    return {repr(record) for record in session.records()}


def refusal(session: Session, command: Command) -> str:
    """The code with which a command is refused; it must have words and change nothing."""
    before = everything(session)
    with pytest.raises(Refused) as refused:
        session.execute(command)
    assert sentence(refused.value.problems[0])
    assert everything(session) == before
    assert not session.is_modified
    return refused.value.problems[0].code


def measure(key: str) -> str:
    return seed_id("measure", key)


def line(name: str) -> str:
    return seed_id("staff_line", name)


def labels(session: Session, option: str) -> list[str]:
    return [found.terms.label for found in session.children(Measure, option)]


EVERY_COMMAND: list[Command] = [
    AddRecord(Fact("", "New")),
    AddRecord(Fact("", "First"), at=0),
    AddRecords((Proposal("p2", "Second"), Option("o2", "p2", "A"))),
    ChangeRecord(Fact(seed_id("fact", "leavers"), "Changed"), field="statement"),
    RemoveRecords("option", (A, B)),
    RemoveRecords("stakeholder", (DAWN,)),
    RemoveRecords("fact", (seed_id("fact", "rota-audit"),)),
    RemoveRecords("proposal", (PROPOSAL,)),
    MoveRecord("action", seed_id("action", "logs"), 4),
    MoveRecord("staff_line", line("theatres-b2-top"), 43),
    RenameStaffLine(line("theatres-b2-top"), "Theatres, support"),
    ChangeStaffField((line("theatres-b2-top"), line("theatres-b3-top")), "wte", Decimal("9.5")),
    ImportStaffLines((StaffLine("new", "Wards", "5", "top", 3, Decimal("2.5")),)),
    ImportStaffLines((StaffLine("theatres-b2-top", "Wards", "5", "top", 3, Decimal("2.5")),), Placing.REPLACE),
    DuplicateOption(B),
    PreferOption(A),
    PreferOption(B, preferred=False),
    CopyMeasures((measure("c-rest"), measure("c-sunday")), A),
    MoveMeasure(measure("b-rest"), B, 0),
    MoveMeasure(measure("b-rest"), A, 2),
    SwitchMeasures((measure("b-rest"),), on=False),
    KeepTemplate(measure("b-rest"), "Rest"),
    ChangeSettings(Settings(title="Other", years=5)),
    Recost("2031-04"),
    SetMandate(Mandate("", PROPOSAL, Decimal(1))),
    ClearMandate(PROPOSAL),
    MarkRecords("fact", (seed_id("fact", "leavers"),), Marking.PRIVATE),
    MarkRecords("note", (seed_id("note", "okafor-rota"),), Marking.JOINT, deliberately=True),
    Several((PreferOption(A), DuplicateOption(A)), "duplicate_option"),
]


@pytest.mark.parametrize("command", EVERY_COMMAND, ids=lambda command: command.label)
def test_a_command_changes_something_and_undo_and_redo_are_exact(session: Session, command: Command) -> None:
    start = everything(session)
    done = session.execute(command)
    end = everything(session)
    assert end != start
    assert done.changes
    assert command_label(done.label) != done.label, "the undo menu has words"
    undone = session.execute(done.inverse)
    assert everything(session) == start
    assert undone.label == done.label
    session.execute(undone.inverse)
    assert everything(session) == end


def test_undo_names_the_edition_that_a_workspace_was_re_costed_with(session: Session) -> None:
    outcome = session.execute(Recost("2031-04"))
    assert session.settings.edition == "2031-04"
    assert command_label(outcome.label) == "Re-cost with edition 2031-04"


def test_lists_are_laid_out_anew_only_when_records_come_go_or_move(session: Session) -> None:
    assert not session.execute(ChangeStaffField((line("theatres-b2-top"),), "role", "x")).changes.structure
    assert session.execute(MoveMeasure(measure("b-rest"), A, 2)).changes.structure
    assert session.execute(MoveRecord("action", seed_id("action", "logs"), 4)).changes.structure
    assert session.execute(RemoveRecords("action", (seed_id("action", "logs"),))).changes.structure


def test_a_command_that_changes_nothing_commits_nothing(session: Session) -> None:
    outcome = session.execute(ChangeRecord(session.get(Fact, seed_id("fact", "leavers"))))
    assert not outcome.changes
    assert not session.is_modified


def test_scopes_follow_a_renamed_line_in_every_option(session: Session) -> None:
    target = session.get(Measure, measure("b-rest"))
    scope = replace(target.terms.scope, lines=("theatres-b2-top", "theatres-b3-top"))
    session.execute(ChangeRecord(replace(target, terms=replace(target.terms, scope=scope))))
    session.execute(RenameStaffLine(line("theatres-b2-top"), "support"))
    assert session.get(Measure, measure("b-rest")).terms.scope.lines == ("support", "theatres-b3-top")


def test_a_line_that_a_scope_names_cannot_go(make_session: Callable[..., Session]) -> None:
    records = [
        replace(r, terms=replace(r.terms, scope=replace(r.terms.scope, lines=("theatres-b2-top",))))
        if isinstance(r, Measure) and r.id == measure("b-rest")
        else r
        for r in sample_records()
    ]
    session = make_session(records)
    assert refusal(session, RemoveRecords("staff_line", (line("theatres-b2-top"),))) == "line_in_use"
    lines = (StaffLine("other", "Wards", "5", "top", 3, Decimal("2.5")),)
    assert refusal(session, ImportStaffLines(lines, Placing.REPLACE)) == "line_in_use"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", "theatres-b3-top", "name_taken"),
        ("name", " ", "empty_name"),
        ("group", "", "empty_name"),
        ("band", "5a", "unknown_band"),
        ("step", "third", "unknown_step"),
        ("hcas", "north", "unknown_zone"),
        ("headcount", -1, "below_least"),
        ("headcount", Decimal("1.5"), "value_not_whole"),
        ("headcount", True, "value_not_whole"),
        ("wte", Decimal("16.81"), "wte_above_heads"),
        ("wte", 0.5, "value_not_amount"),
        ("wte", Decimal("NaN"), "value_not_amount"),
        ("pension_share", Decimal("1.1"), "above_most"),
        ("saturday_night_hours", Decimal(-1), "below_least"),
        ("role", "x" * 100_001, "value_too_long"),
        ("role", None, "value_not_text"),
        ("colour", "red", "field_unknown"),
        ("id", "x", "field_unknown"),
    ],
)
def test_a_cell_that_cannot_be_is_refused(session: Session, field: str, value: object, code: str) -> None:
    assert refusal(session, ChangeStaffField((line("theatres-b2-top"),), field, value)) == code


def test_overtime_in_a_senior_band_is_refused(session: Session) -> None:
    assert refusal(session, ChangeStaffField((line("theatres-b8a-top"),), "overtime_hours", Decimal(1)))


def test_the_import_of_a_name_that_is_there_is_refused(session: Session) -> None:
    lines = (StaffLine("theatres-b2-top", "Wards", "5", "top", 3, Decimal("2.5")),)
    assert refusal(session, ImportStaffLines(lines)) == "name_taken"


def test_replacing_all_lines_keeps_the_id_of_a_name_that_comes_again(session: Session) -> None:
    old = session.get(StaffLine, line("theatres-b2-top"))
    lines = (StaffLine("new", "Wards", "5", "top", 1, Decimal(1)), replace(old, id="", headcount=15))
    session.execute(ImportStaffLines(lines, Placing.REPLACE))
    assert [(found.name, found.headcount) for found in session.all(StaffLine)] == [("new", 1), ("theatres-b2-top", 15)]
    assert session.all(StaffLine)[1].id == old.id


def test_an_option_is_duplicated_right_after_it_with_its_measures(session: Session) -> None:
    outcome = session.execute(DuplicateOption(B))
    options = session.children(Option, PROPOSAL)
    assert [option.name for option in options] == [
        "A · Flat rate by band",
        "B · One rate, rest covered",
        "B · One rate, rest covered (copy)",
        "C · One rate, wider rest",
    ]
    copied = options[2]
    assert copied.id in outcome.added
    assert not copied.preferred
    assert labels(session, copied.id) == labels(session, B)
    session.execute(DuplicateOption(B))
    assert session.children(Option, PROPOSAL)[2].name == "B · One rate, rest covered (copy 2)"


def test_two_options_of_a_proposal_cannot_have_one_name(session: Session) -> None:
    assert refusal(session, DuplicateOption(B, name="A · Flat rate by band")) == "name_taken"
    assert refusal(session, ChangeRecord(replace(session.get(Option, B), name=""))) == "name_missing"


def test_one_option_is_preferred_at_most(session: Session) -> None:
    session.execute(PreferOption(A))
    assert [o.id for o in session.children(Option, PROPOSAL) if o.preferred] == [A]
    session.execute(ChangeRecord(replace(session.get(Option, C), preferred=True)))
    assert [o.id for o in session.children(Option, PROPOSAL) if o.preferred] == [C]


def test_measures_keep_their_order_when_one_moves(session: Session) -> None:
    before = labels(session, B)
    session.execute(MoveMeasure(measure("b-rest"), B, 0))
    assert labels(session, B) == [before[3], *before[:3], *before[4:]]
    session.execute(MoveMeasure(measure("b-rest"), A, 1))
    assert labels(session, A)[1] == before[3]
    assert labels(session, B) == [*before[:3], *before[4:]]


def test_a_template_is_kept_and_used(session: Session) -> None:
    session.execute(KeepTemplate(measure("b-rest"), "Rest"))
    (kept,) = session.all(MeasureTemplate)
    session.execute(UseTemplate(kept.id, A))
    assert session.children(Measure, A)[-1].terms == session.get(Measure, measure("b-rest")).terms


def test_references_to_what_is_removed_go_with_it(session: Session) -> None:
    session.execute(RemoveRecords("option", (B,)))
    assert all(B not in initiative.option_ids for initiative in session.all(Initiative))
    assert session.get(Interest, seed_id("interest", "okafor-rest")).served_by == (measure("c-rest"),)
    session.execute(RemoveRecords("fact", (seed_id("fact", "rota-audit"),)))
    assert all(seed_id("fact", "rota-audit") not in m.terms.evidence for m in session.all(Measure))


@pytest.mark.parametrize("marking", [Marking.JOINT, Marking.OPEN])
def test_what_is_kept_within_the_team_is_shared_by_a_deliberate_act_only(session: Session, marking: Marking) -> None:
    mandate = session.all(Mandate)[0]
    note = session.get(Note, seed_id("note", "okafor-rota"))
    for command in (
        SetMandate(replace(mandate, marking=marking)),
        ChangeRecord(replace(mandate, marking=marking)),
        ChangeRecord(replace(note, marking=marking)),
        AddRecord(replace(note, id="", marking=marking)),
        AddRecord(Stakeholder("", "Somebody", marking=marking)),
        MarkRecords("interest", (seed_id("interest", "okafor-rest"),), marking),
        Several((MarkRecords("note", (note.id,), marking),), "change_note"),
    ):
        assert refusal(session, command) == "needs_deliberate_act"
    session.execute(SetMandate(replace(mandate, marking=marking), deliberately=True))
    assert session.all(Mandate)[0].marking is marking
    session.execute(SetMandate(replace(session.all(Mandate)[0], authority="Board")))
    assert session.all(Mandate)[0].marking is marking, "what is shared already stays so when it is edited"


def test_a_proposal_has_one_mandate_that_keeps_its_id(session: Session) -> None:
    old = session.all(Mandate)[0]
    session.execute(SetMandate(Mandate("other", PROPOSAL, Decimal(5))))
    assert [(m.id, m.envelope) for m in session.all(Mandate)] == [(old.id, Decimal(5))]
    session.execute(ClearMandate(PROPOSAL))
    assert session.all(Mandate) == ()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (Settings(jurisdiction="France"), "value_not_one_of"),
        (Settings(basis="both"), "value_not_one_of"),
        (Settings(years=0), "value_not_between"),
        (Settings(years=11), "value_not_between"),
        (Settings(first_year="2026"), "value_not_year"),
        (Settings(awards={"2026/28": Decimal("0.02")}), "value_not_year"),
    ],
)
def test_settings_that_cannot_be_are_refused(session: Session, changed: Settings, code: str) -> None:
    assert refusal(session, ChangeSettings(changed)) == code


def test_commands_on_records_that_are_gone_are_refused(session: Session) -> None:
    for command in (
        ChangeRecord(Fact("gone", "x")),
        RemoveRecords("fact", ("gone",)),
        MoveRecord("fact", "gone", 0),
        PreferOption("gone"),
        DuplicateOption("gone"),
        CopyMeasures(("gone",), A),
        CopyMeasures((measure("b-rest"),), "gone"),
        MoveMeasure(measure("b-rest"), "gone", 0),
        SwitchMeasures(("gone",), True),
        UseTemplate("gone", A),
        MarkRecords("fact", ("gone",), Marking.OPEN),
        AddRecord(Option("", "gone", "x")),
        SetMandate(Mandate("", "gone")),
    ):
        assert refusal(session, command) == "record_gone"


def test_an_id_cannot_be_added_twice(session: Session) -> None:
    assert refusal(session, AddRecord(Fact(seed_id("fact", "leavers"), "x"))) == "record_exists"


def test_of_several_commands_none_is_done_if_one_is_refused(session: Session) -> None:
    assert refusal(session, Several((PreferOption(A), PreferOption("gone")), "prefer_option")) == "record_gone"


def test_typing_in_one_field_is_one_step(session: Session) -> None:
    first = ChangeStaffField((line("theatres-b2-top"),), "role", "P")
    second = ChangeStaffField((line("theatres-b2-top"),), "role", "Po")
    elsewhere = ChangeStaffField((line("theatres-b2-top"),), "group", "Po")
    assert may_merge(first, second) and not may_merge(first, elsewhere)
    assert not may_merge(PreferOption(A), PreferOption(A))
    start = everything(session)
    both = session.execute(first).followed_by(session.execute(second))
    session.execute(both.inverse)
    assert everything(session) == start


def test_adding_at_a_place_moves_the_rest_down(session: Session) -> None:
    session.execute(AddRecord(Action("new", "New"), at=1))
    assert [action.id for action in session.all(Action)][:3] == [
        seed_id("action", "logs"),
        "new",
        seed_id("action", "audit"),
    ]
