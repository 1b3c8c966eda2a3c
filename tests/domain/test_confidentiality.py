"""What an audience may see of a workspace."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, cast

import pytest

from negotiator.domain.confidentiality import (
    LEAST_PEOPLE,
    WITHHELD_LINE,
    PeopleGroup,
    WorkspaceValues,
    merge_small_groups,
    redact,
    ruled_fields,
)
from negotiator.domain.establishment import Snapshot, StaffLine
from negotiator.domain.facts import Fact
from negotiator.domain.markings import Audience, Marking
from negotiator.domain.proposals import Mandate, Measure, Option, Proposal, Scope, Terms
from negotiator.domain.stakeholders import Interest, Note, Stakeholder
from negotiator.domain.workspace import KINDS

JOINT, TEAM, MANAGEMENT = Marking.JOINT, Marking.TEAM, Marking.MANAGEMENT


def workspace(**records: tuple[Any, ...]) -> WorkspaceValues:
    return WorkspaceValues(records)


def line(name: str, heads: int = 20, marking: Marking = JOINT) -> StaffLine:
    return StaffLine(name, "Nursing", "5", "top", heads, Decimal(heads), id=name, marking=marking)


@pytest.mark.parametrize("marking", Marking)
@pytest.mark.parametrize("audience", Audience)
def test_an_audience_sees_its_own_level_and_everything_more_open(marking: Marking, audience: Audience) -> None:
    order = list(Marking)
    seen = redact(workspace(fact=(Fact("f", "x", marking=marking),)), audience).visible.all(Fact)
    assert bool(seen) == (order.index(marking) >= order.index(Marking(audience.value)))


def test_every_field_of_every_kind_was_thought_of() -> None:
    for kind, cls in KINDS.items():
        assert ruled_fields(kind) == {field.name for field in fields(cls)}, kind


def test_a_kind_without_a_rule_is_withheld_whole() -> None:
    @dataclass(frozen=True)
    class Batna:
        id: str
        text: str
        marking: Marking = Marking.OPEN

    redaction = redact(workspace(batna=(Batna("b", "walk away"),)), Audience.OPEN)
    assert redaction.visible.records.get("batna", ()) == ()
    assert redaction.counts == {"batna": 1}


def test_a_field_without_a_rule_takes_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    from negotiator.domain import confidentiality as module

    rules = dict(module._RULES)
    rules["fact"] = module._Rule(("id", "position", "marking", "statement"))
    monkeypatch.setattr(module, "_RULES", rules)
    seen = redact(workspace(fact=(Fact("f", "x", source="secret"),)), Audience.JOINT).visible.all(Fact)
    assert seen == (Fact("f", "x"),)


def test_a_joint_note_on_a_person_of_the_team_is_withheld_with_the_person() -> None:
    redaction = redact(
        workspace(
            stakeholder=(Stakeholder("s", "Ada", marking=TEAM),),
            note=(Note("n", "s", date(2026, 1, 1), "x", marking=JOINT),),
            interest=(Interest("i", "s", "x", marking=Marking.OPEN),),
        ),
        Audience.JOINT,
    )
    assert redaction.visible.all(Note) == () and redaction.visible.all(Interest) == ()
    assert redaction.counts == {"stakeholder": 1, "interest": 1, "note": 1}
    assert {item.kind: item.because for item in redaction.withheld} == {
        "stakeholder": "marking",
        "note": "parent",
        "interest": "parent",
    }


def test_grandchildren_of_a_withheld_proposal_are_withheld() -> None:
    redaction = redact(
        workspace(
            proposal=(Proposal("p", "x", marking=TEAM),),
            option=(Option("o", "p", "x"),),
            measure=(Measure("m", "o", Terms("non_pay")),),
        ),
        Audience.JOINT,
    )
    assert redaction.counts == {"proposal": 1, "option": 1, "measure": 1}


def test_the_order_of_kinds_in_the_workspace_does_not_matter() -> None:
    kinds = {
        "measure": (Measure("m", "o", Terms("non_pay", evidence=("f",))),),
        "option": (Option("o", "p", "x"),),
        "proposal": (Proposal("p", "x", marking=JOINT),),
        "fact": (Fact("f", "x"),),
    }
    one = redact(WorkspaceValues(kinds), Audience.JOINT).visible
    other = redact(WorkspaceValues(dict(reversed(kinds.items()))), Audience.JOINT).visible
    assert dict(one.records) == dict(other.records)
    assert one.all(Measure)[0].terms.evidence == ("f",)


def test_mandate_and_notes_reach_the_joint_forum_only_when_marked_so() -> None:
    proposal = Proposal("p", "x", marking=JOINT)
    mandate = Mandate("x", "p", Decimal(1))
    person = Stakeholder("s", "Ada", marking=JOINT)
    note = Note("n", "s", date(2026, 1, 1), "x")
    values = workspace(proposal=(proposal,), mandate=(mandate,), stakeholder=(person,), note=(note,))
    assert redact(values, Audience.JOINT).visible.all(Mandate) == ()
    assert redact(values, Audience.JOINT).visible.all(Note) == ()
    shared = workspace(
        proposal=(proposal,),
        mandate=(replace(mandate, marking=JOINT),),
        stakeholder=(person,),
        note=(replace(note, marking=JOINT),),
    )
    assert len(redact(shared, Audience.JOINT).visible.all(Mandate)) == 1
    assert len(redact(shared, Audience.JOINT).visible.all(Note)) == 1


@pytest.mark.parametrize("audience", [Audience.JOINT, Audience.OPEN])
def test_the_preference_never_crosses_the_table_though_the_option_does(audience: Audience) -> None:
    values = workspace(
        proposal=(Proposal("p", "x", marking=Marking.OPEN),),
        option=(
            Option("o", "p", "x", preferred=True, marking=Marking.OPEN),
            Option("q", "p", "y", marking=Marking.OPEN),
        ),
    )
    redaction = redact(values, audience)
    assert [option.preferred for option in redaction.visible.all(Option)] == [False, False]
    assert redaction.counts == {"preference": 1}
    assert redact(values, Audience.MANAGEMENT).visible.all(Option)[0].preferred


def test_the_reading_of_a_person_stays_on_our_side_whatever_the_marking() -> None:
    person = Stakeholder(
        "s",
        "Ada",
        "Steward",
        influence=90,
        interest=10,
        stance="against",
        link_owner="Bob",
        answers_to="Cy",
        marking=JOINT,
    )
    seen = redact(workspace(stakeholder=(person,)), Audience.JOINT).visible.all(Stakeholder)
    assert seen == (Stakeholder("s", "Ada", "Steward", marking=JOINT),)
    assert redact(workspace(stakeholder=(person,)), Audience.TEAM).visible.all(Stakeholder) == (person,)


def test_a_withheld_person_is_not_named_in_another_card() -> None:
    hidden = Stakeholder("h", "Hidden Name", marking=TEAM)
    by_name = Stakeholder("a", "A", answers_to="Hidden Name", link_owner="h", marking=MANAGEMENT)
    seen = redact(workspace(stakeholder=(hidden, by_name)), Audience.MANAGEMENT).visible.all(Stakeholder)
    assert (seen[0].answers_to, seen[0].link_owner) == ("", "")


def test_links_to_what_is_withheld_go_too() -> None:
    values = workspace(
        fact=(Fact("shown", "x"), Fact("hidden", "x", marking=TEAM)),
        proposal=(Proposal("p", "x", marking=JOINT),),
        option=(Option("o", "p", "x"),),
        measure=(
            Measure("m", "o", Terms("non_pay", evidence=("shown", "hidden", "gone"))),
            Measure("h", "o", Terms("non_pay"), marking=TEAM),
        ),
        stakeholder=(Stakeholder("s", "Ada", marking=JOINT),),
        interest=(Interest("i", "s", "x", served_by=("m", "h"), marking=JOINT),),
    )
    visible = redact(values, Audience.JOINT).visible
    assert visible.all(Measure)[0].terms.evidence == ("shown",)
    assert visible.all(Interest)[0].served_by == ("m",)


def test_a_scope_does_not_widen_when_its_staff_lines_are_withheld() -> None:
    terms = Terms("allowance", scope=Scope(lines=("seen", "unseen")))
    values = workspace(
        staff_line=(line("seen"), line("unseen", marking=TEAM)),
        proposal=(Proposal("p", "x", marking=JOINT),),
        option=(Option("o", "p", "x"),),
        measure=(Measure("m", "o", terms),),
    )
    assert redact(values, Audience.JOINT).visible.all(Measure)[0].terms.scope.lines == ("seen", WITHHELD_LINE)


def test_a_list_of_people_to_be_made_redundant_does_not_leave_the_team() -> None:
    terms = Terms("redundancy", values={"people": ({"band": "5", "service_years": 30},), "label": "x"})
    values = workspace(
        proposal=(Proposal("p", "x", marking=JOINT),),
        option=(Option("o", "p", "x"),),
        measure=(Measure("m", "o", terms),),
    )
    redaction = redact(values, Audience.MANAGEMENT)
    assert "people" not in redaction.visible.all(Measure)[0].terms.values
    assert redaction.counts == {"people_table": 1}
    assert redact(values, Audience.TEAM).visible.all(Measure)[0].terms == terms


@pytest.mark.parametrize("audience", [Audience.MANAGEMENT, Audience.JOINT, Audience.OPEN])
def test_lines_of_fewer_than_ten_people_stay_with_the_team(audience: Audience) -> None:
    few, enough = line("few", LEAST_PEOPLE - 1, Marking.OPEN), line("enough", LEAST_PEOPLE, Marking.OPEN)
    values = workspace(
        staff_line=(few, enough),
        snapshot=(Snapshot("s", "x", date(2026, 1, 1), "", (few, enough), marking=Marking.OPEN),),
    )
    redaction = redact(values, audience)
    assert redaction.visible.all(StaffLine) == (enough,)
    assert redaction.visible.all(Snapshot)[0].lines == (enough,)
    assert redaction.counts == {"staff_line": 2}
    assert redact(values, Audience.TEAM).visible.all(StaffLine) == (few, enough)


def test_redaction_leaves_the_workspace_as_it_was() -> None:
    option = Option("o", "p", "x", preferred=True)
    values = workspace(proposal=(Proposal("p", "x", marking=JOINT),), option=(option,))
    redact(values, Audience.JOINT)
    assert values.all(Option) == (option,)
    with pytest.raises(TypeError):
        cast(Any, values.records)["option"] = ()


def test_settings_of_an_audience_that_may_not_see_them_are_the_defaults() -> None:
    from negotiator.domain.workspace import Settings

    values = workspace(settings=(Settings(title="secret", marking=TEAM),))
    assert redact(values, Audience.JOINT).visible.settings == Settings()
    assert redact(values, Audience.TEAM).visible.settings.title == "secret"


def group(name: str, heads: int) -> PeopleGroup:
    return PeopleGroup(name, heads, Decimal(heads))


def test_small_groups_are_put_together() -> None:
    merged = merge_small_groups((group("A", 40), group("B", 6), group("C", 7)), Audience.JOINT)
    assert merged == (group("A", 40), PeopleGroup("", 13, Decimal(13), merged=2))


def test_a_small_rest_takes_the_smallest_group_with_it_or_the_total_would_tell() -> None:
    merged = merge_small_groups((group("A", 40), group("B", 6), group("C", 12)), Audience.JOINT)
    assert merged == (group("A", 40), PeopleGroup("", 18, Decimal(18), merged=2))


def test_fewer_than_ten_people_in_all_are_not_shown() -> None:
    assert merge_small_groups((group("A", 4), group("B", 5)), Audience.MANAGEMENT) == ()


def test_the_team_sees_groups_as_they_are() -> None:
    groups = (group("A", 4), group("B", 5))
    assert merge_small_groups(groups, Audience.TEAM) == groups
