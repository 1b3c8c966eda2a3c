"""Packs made from a workspace: what they say, what they keep back, and that nothing leaves unnoted."""

from __future__ import annotations

import errno
import os
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest

from negotiator.domain.costing.case import CostingCase
from negotiator.domain.costing.engine import cost
from negotiator.domain.establishment import StaffLine
from negotiator.domain.markings import Audience, Marking
from negotiator.domain.packs import SECTIONS, ExportEntry, PackPlan
from negotiator.domain.partnership import Meeting
from negotiator.domain.problems import Refused
from negotiator.domain.proposals import Mandate, Measure, Option, Proposal, Terms
from negotiator.domain.workspace import KINDS, Record, Settings
from negotiator.reference import rates_for
from negotiator.services import packs
from negotiator.services.sample import sample_records
from negotiator.services.session import Session
from negotiator.wording.figures import amount, money
from tests.reporting.pdf_reading import every_byte, failures, text_of
from tests.services.planted import (
    STRUCTURE,
    Planted,
    children_of_the_team,
    planted,
    scoped_to_withheld_lines,
    text_fields,
)

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
MakeSession = Callable[[Iterable[Record]], Session]


@cache
def sample_pack(audience: Audience, data_folder: str = "") -> packs.Pack:
    """The sample's pack, made once for all the tests that read it."""
    return packs.make_pack(frozen_sample(), audience, AT)


@cache
def frozen_sample() -> packs.FrozenWorkspace:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        session = Session.create(sample_records(), Path(folder))
        frozen = packs.freeze(session)
        session.close()
    return frozen


def test_a_word_is_planted_in_every_text_of_every_kind() -> None:
    made = planted()
    for kind, field in text_fields():
        if field == "id" or field.endswith("_id") or field in STRUCTURE.get(kind, ()):
            continue
        values = {str(getattr(record, field)) for record in made.records if isinstance(record, KINDS[kind])}
        assert values & made.words.keys(), (kind, field)


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("format", packs.FORMATS)
def test_no_byte_of_an_export_holds_a_word_that_its_audience_may_not_see(
    audience: Audience, format: str, make_session: MakeSession
) -> None:
    made = planted()
    plan = PackPlan("", "", audience, SECTIONS)
    data = packs.make_pack(packs.freeze(make_session(made.records)), plan, AT, format).data
    said = exported(data, format)
    leaked = [
        (word, kind, marking.value)
        for word, (kind, marking) in made.words.items()
        if not audience.may_see(marking) and word.encode() in said
    ]
    assert leaked == []
    shown = {
        kind for word, (kind, marking) in made.words.items() if audience.may_see(marking) and word.encode() in said
    }
    assert {"proposal", "option", "measure"} <= shown
    if format == "xlsx":  # the workings are there only for whom every staff line may be seen
        assert ("staff_line" in shown) == (audience is Audience.PRIVATE)


def exported(data: bytes, format: str) -> bytes:
    """Everything in an export, decompressed."""
    if format == "pdf":
        return every_byte(data)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return b"\n".join(name.encode() + archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("audience", Audience)
def test_the_figures_of_a_mandate_reach_only_those_for_whom_it_is_marked(
    audience: Audience, make_session: MakeSession
) -> None:
    made = [r for r in planted().records if not isinstance(r, Mandate) or r.marking is Marking.TEAM]
    said = every_byte(packs.make_pack(packs.freeze(make_session(made)), audience, AT).data)
    for figure in (b"424,242", b"313,131", b"515,151"):
        assert (figure in said) == audience.may_see(Marking.TEAM)


@pytest.mark.parametrize("format", packs.FORMATS)
def test_children_of_what_is_withheld_do_not_leave_whatever_their_marking(
    format: str, make_session: MakeSession
) -> None:
    made: Planted = children_of_the_team()
    for audience in (Audience.MANAGEMENT, Audience.JOINT, Audience.OPEN):
        frozen = packs.freeze(make_session(made.records))
        said = exported(packs.make_pack(frozen, PackPlan("", "", audience), AT, format).data, format)
        assert [word for word in made.words if word.encode() in said] == []


@pytest.mark.parametrize("format", packs.FORMATS)
def test_the_name_of_a_withheld_line_does_not_leave_in_a_scope(format: str, make_session: MakeSession) -> None:
    frozen = packs.freeze(make_session(scoped_to_withheld_lines()))
    said = exported(packs.make_pack(frozen, Audience.JOINT, AT, format).data, format)
    assert b"Zq9999x" not in said and b"Zq9998x" not in said


def test_the_preference_and_the_mandate_of_the_sample_stay_out_of_its_joint_pack() -> None:
    joint = every_byte(sample_pack(Audience.JOINT).data).lower()
    for word in (b"prefers", b"envelope", b"850,000", b"red line"):
        assert word not in joint
    board = text_of(sample_pack(Audience.MANAGEMENT).data)
    assert "£850,000" in board and "prefers" in board


@pytest.mark.parametrize("audience", [Audience.JOINT, Audience.MANAGEMENT, Audience.TEAM])
@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_packs_of_the_sample_keep_their_standards(audience: Audience, profile: str) -> None:
    assert failures(sample_pack(audience).data, profile) == []


def test_every_figure_of_the_options_is_a_figure_of_the_costing() -> None:
    frozen = frozen_sample()
    (case,) = frozen.cases.values()
    result = cost(case, rates_for(case.jurisdiction))
    text = " ".join(text_of(sample_pack(Audience.JOINT).data).split())
    for option in result.options:
        assert money(option.full_year_effect.total) in text
        assert money(option.net_present_cost, 2) in text
        for costs in (*option.years.values(), option.full_year_effect):
            assert amount(costs.total, 2) in text
            for value in costs.components.values():
                assert amount(value, 2) in text
        for measure in option.measures:
            for value in measure.years.values():
                assert amount(value, 2) in text


def test_the_benchmarks_of_the_sample_are_printed_with_their_peers_and_sources() -> None:
    text = " ".join(text_of(sample_pack(Audience.JOINT).data).split())
    assert "20 trusts chosen by hand" in text
    assert "of 21" in text
    assert "Open Government Licence" in text


def test_an_option_is_costed_without_the_measures_that_the_audience_does_not_see(make_session: MakeSession) -> None:
    frozen = packs.freeze(make_session(matter(hidden=Marking.TEAM)))
    joint = packs.content_of(frozen, PackPlan("", "", Audience.JOINT), AT)
    team = packs.content_of(frozen, PackPlan("", "", Audience.TEAM), AT)
    assert joint.proposals[0].options[0].costs["trust"].full_year_effect.total == Decimal("1000.00")
    assert team.proposals[0].options[0].costs["trust"].full_year_effect.total == Decimal("8000.00")
    assert (joint.measures_left_out, team.measures_left_out) == (1, 0)
    assert joint.withheld["measure"] == 1


def matter(hidden: Marking = Marking.JOINT) -> tuple[Record, ...]:
    return (
        Settings(title="Matter", years=2),
        StaffLine("ward", "Nursing", "5", "top", 20, Decimal(18), id="l"),
        Proposal("p", "Proposal", marking=Marking.JOINT),
        Option("o", "p", "One"),
        Measure("m", "o", Terms("non_pay", "Seen", values={"amount": Decimal(1000)})),
        Measure("n", "o", Terms("non_pay", "Unseen", values={"amount": Decimal(7000)}), position=1, marking=hidden),
    )


def test_both_bases_are_costed_and_a_set_pension_rate_holds_on_its_own_basis_alone(make_session: MakeSession) -> None:
    records = [
        replace(record, pension_rates={"2027/28": Decimal("0.2")}, years=2) if isinstance(record, Settings) else record
        for record in matter()
    ]
    records[4] = Measure("m", "o", Terms("pay_uplift", values={"percent": Decimal("0.02")}))
    frozen = packs.freeze(make_session(records))
    costs = packs.content_of(frozen, PackPlan("", "", Audience.TEAM), AT).proposals[0].options[0].costs
    case: CostingCase = frozen.cases["p"]
    rates = rates_for("England")
    assert costs["trust"] == cost(case, rates).options[0]
    assert costs["whole-nhs"] == cost(replace(case, basis="whole-nhs", pension_rates={}), rates).options[0]


def test_the_next_meeting_is_on_the_cover(make_session: MakeSession) -> None:
    meetings = (
        Meeting("a", "JNCC", date(2026, 10, 1)),
        Meeting("b", "JNCC", date(2027, 2, 1)),
        Meeting("c", "JNCC", date(2026, 12, 3), marking=Marking.TEAM),
    )
    frozen = packs.freeze(make_session((*matter(), *meetings)))
    assert packs.content_of(frozen, PackPlan("", "", Audience.JOINT), AT).meeting == meetings[1]
    assert packs.content_of(frozen, PackPlan("", "", Audience.TEAM), AT).meeting == meetings[2]


def test_the_same_values_at_the_same_moment_give_the_same_bytes(make_session: MakeSession) -> None:
    frozen = packs.freeze(make_session(matter()))
    first = packs.make_pack(frozen, Audience.JOINT, AT)
    assert first.sha256 == packs.make_pack(frozen, Audience.JOINT, AT).sha256
    assert len(first.sha256) == 64


def test_an_empty_workspace_prints(make_session: MakeSession) -> None:
    frozen = packs.freeze(make_session((Settings(),)))
    assert "Nothing has been put yet" in text_of(packs.make_pack(frozen, Audience.JOINT, AT).data)


def test_who_sees_no_option_learns_nothing_of_the_terms_of_the_costing(make_session: MakeSession) -> None:
    settings = Settings(awards={"2027/28": Decimal("0.0275")}, marking=Marking.JOINT)
    records = (settings, *(record for record in matter() if not isinstance(record, Settings)))
    content = packs.content_of(packs.freeze(make_session(records)), PackPlan("", "", Audience.OPEN), AT)
    assert not content.is_costed and content.settings == Settings() and not content.rates and not content.attributions
    text = text_of(packs.make_pack(packs.freeze(make_session(records)), Audience.OPEN, AT).data)
    assert "2.75%" not in text and "Rates" not in text and "trust basis" not in text


def test_an_unknown_format_is_refused(make_session: MakeSession) -> None:
    with pytest.raises(Refused) as refusal:
        packs.make_pack(packs.freeze(make_session(matter())), Audience.JOINT, AT, "odt")
    assert refusal.value.problems[0].code == "unknown_pack_format"


def test_the_preview_tells_what_would_be_withheld_and_why(make_session: MakeSession) -> None:
    frozen = packs.freeze(make_session(matter(hidden=Marking.TEAM)))
    preview = packs.preview_withheld(frozen.values, Audience.JOINT)
    assert preview.counts == packs.make_pack(frozen, Audience.JOINT, AT).withheld == {"staff_line": 1, "measure": 1}
    assert {(item.kind, item.record_id, item.because) for item in preview.withheld} == {
        ("staff_line", "l", "marking"),
        ("measure", "n", "marking"),
    }


def test_what_leaves_is_noted_in_the_export_log(make_session: MakeSession, tmp_path: Path) -> None:
    session = make_session(matter(hidden=Marking.TEAM))
    pack = packs.make_pack(packs.freeze(session), Audience.JOINT, AT)
    packs.write_pack(session, pack, tmp_path / "joint.pdf")
    assert (tmp_path / "joint.pdf").read_bytes() == pack.data
    (entry,) = session.all(ExportEntry)
    assert (entry.at, entry.audience, entry.format, entry.file_name, entry.sha256, entry.withheld) == (
        AT,
        Audience.JOINT,
        "pdf",
        "joint.pdf",
        pack.sha256,
        (("staff_line", 1), ("measure", 1)),
    )


def test_a_pack_never_takes_the_place_of_its_workspace(make_session: MakeSession, tmp_path: Path) -> None:
    session = make_session(matter())
    session.save_as(tmp_path / "a.negotiation")
    before = (tmp_path / "a.negotiation").read_bytes()
    pack = packs.make_pack(packs.freeze(session), Audience.JOINT, AT)
    (tmp_path / "other.pdf").symlink_to(tmp_path / "a.negotiation")
    os.link(tmp_path / "a.negotiation", tmp_path / "hard.pdf")
    for place in ("a.negotiation", "other.pdf", "hard.pdf", "./x/../a.negotiation"):
        with pytest.raises(Refused) as refusal:
            packs.write_pack(session, pack, tmp_path / place)
        assert refusal.value.problems[0].code == "pack_over_workspace"
    assert (tmp_path / "a.negotiation").read_bytes() == before
    assert session.all(ExportEntry) == ()


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk_full"), (errno.EROFS, "folder_read_only"), (errno.EACCES, "no_permission")],
)
def test_a_place_that_cannot_be_written_is_told_in_words_and_nothing_is_left_or_noted(
    number: int, code: str, make_session: MakeSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = make_session(matter())
    pack = packs.make_pack(packs.freeze(session), Audience.JOINT, AT)
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "joint.pdf").write_bytes(b"the old one")

    def full(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(packs.os, "fsync", full)
    with pytest.raises(Refused) as refusal:
        packs.write_pack(session, pack, folder / "joint.pdf")
    monkeypatch.undo()
    assert refusal.value.problems[0].code == code
    assert [path.name for path in folder.iterdir()] == ["joint.pdf"]
    assert (folder / "joint.pdf").read_bytes() == b"the old one"
    assert session.all(ExportEntry) == ()


def test_a_folder_in_the_place_of_the_pack_is_refused(make_session: MakeSession, tmp_path: Path) -> None:
    session = make_session(matter())
    with pytest.raises(Refused) as refusal:
        packs.write_pack(session, packs.make_pack(packs.freeze(session), Audience.JOINT, AT), tmp_path)
    assert refusal.value.problems[0].code == "pack_place_is_folder"


def test_a_pack_can_be_stopped_while_it_is_made(make_session: MakeSession) -> None:
    class Stopped(Exception):
        pass

    told: list[float] = []

    def stop(share: float) -> None:
        told.append(share)
        if share > 0.5:
            raise Stopped

    with pytest.raises(Stopped):
        packs.make_pack(packs.freeze(make_session(matter())), Audience.JOINT, AT, progress=stop)
    assert told == sorted(told)


def test_a_saved_pack_for_the_audience_is_taken_before_the_usual_one(make_session: MakeSession) -> None:
    plan = PackPlan("k", "Mine", Audience.JOINT, ("summary",))
    frozen = packs.freeze(make_session((*matter(), plan)))
    assert packs.plan_for(frozen.values, Audience.JOINT) == plan
    assert packs.plan_for(frozen.values, Audience.TEAM).sections == SECTIONS


@pytest.mark.parametrize(("n", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ")])
def test_options_are_lettered_as_columns_are(n: int, name: str) -> None:
    assert packs.letter(n) == name


def test_a_workbook_has_formulas_for_whom_every_staff_line_may_be_seen(make_session: MakeSession) -> None:
    frozen = packs.freeze(make_session(matter()))
    team = exported(packs.make_pack(frozen, Audience.TEAM, AT, "xlsx").data, "xlsx")
    joint = exported(packs.make_pack(frozen, Audience.JOINT, AT, "xlsx").data, "xlsx")
    assert b'name="Option A full year"' in team and b"ward" in team
    assert b'name="Option A' not in joint and b">ward<" not in joint
    assert b"8000" in joint


def test_a_workbook_holds_no_list_of_leavers_beyond_the_team(make_session: MakeSession) -> None:
    line = StaffLine("ward", "Nursing", "5", "top", 20, Decimal(18), id="l", marking=Marking.JOINT)
    people = ({"band": "5", "step": "top", "service_years": Decimal("17.25")},)
    leave = Measure("m", "o", Terms("redundancy", values={"people": people}))
    records = (Settings(years=1), line, Proposal("p", "x", marking=Marking.JOINT), Option("o", "p", "One"), leave)
    frozen = packs.freeze(make_session(records))
    assert b"17.25" in exported(packs.make_pack(frozen, Audience.TEAM, AT, "xlsx").data, "xlsx")
    assert b"17.25" not in exported(packs.make_pack(frozen, Audience.JOINT, AT, "xlsx").data, "xlsx")


def test_the_annex_takes_each_option_back_to_its_measures_and_rates() -> None:
    text = " ".join(text_of(sample_pack(Audience.JOINT).data).split())
    for words in ("Option C: how its cost in 2028/29 was made", "Sessions a week", "Rounded once, to the penny"):
        assert words in text
    assert "Option A: net present cost" in text


def test_the_annex_names_no_band_and_step_on_which_few_people_may_stand() -> None:
    (case,) = frozen_sample().cases.values()
    content = packs.content_of(frozen_sample(), PackPlan("", "", Audience.TEAM), AT)
    steps = {step.label for working in content.workings for step in working.steps}
    assert not {f"Band {line.band} {line.step}" for line in case.staff} & steps
