"""Sample, templates, recents, and what a check finds."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from negotiator.domain.comparators import ChosenMetric, PeerGroup
from negotiator.domain.costing.engine import cost
from negotiator.domain.costing.terms import check_terms
from negotiator.domain.establishment import StaffLine
from negotiator.domain.markings import Marking
from negotiator.domain.problems import Refused
from negotiator.domain.proposals import Mandate, Measure, Option, Scope
from negotiator.domain.stakeholders import Note, Stakeholder
from negotiator.domain.workspace import Settings
from negotiator.reference import rates_for
from negotiator.services import recents as known
from negotiator.services.checking import attention, check_file
from negotiator.services.costing import case_for
from negotiator.services.headless import opened, write_new
from negotiator.services.recents import Recent, clear, forget, recents, remember
from negotiator.services.sample import sample_records
from negotiator.services.session import Session
from negotiator.services.templates import TEMPLATES, template_records
from negotiator.storage.owner import note_path
from negotiator.wording.sentences import sentence
from negotiator.wording.templates import TEMPLATES as TEMPLATE_WORDS

BEFORE_THE_MEETING = datetime(2026, 11, 23, 14, 32, tzinfo=UTC)


def test_the_sample_is_a_fictional_trust_with_486_people_in_five_departments() -> None:
    records = sample_records()
    settings = next(record for record in records if isinstance(record, Settings))
    lines = [record for record in records if isinstance(record, StaffLine)]
    assert settings.fictional
    assert settings.organisation_name == "Calder Vale NHS Foundation Trust"
    assert sum(line.headcount for line in lines) == 486
    assert sum(line.wte for line in lines) == Decimal("412.6")
    assert {line.group for line in lines} == {"Theatres", "Radiology", "Pathology", "Estates", "Pharmacy"}


def test_two_options_of_the_sample_lie_inside_the_envelope_and_one_above(data_folder: Path) -> None:
    session = Session.create(sample_records(), data_folder)
    (mandate,) = session.all(Mandate)
    assert mandate.envelope == 850_000
    case = case_for(session, mandate.proposal_id)
    costs = {option.name[0]: option.full_year_effect.total for option in cost(case, rates_for("England")).options}
    assert costs["A"] < costs["B"] < mandate.envelope < costs["C"]
    session.close()


def test_the_sample_has_fourteen_people_six_bodies_and_notes_of_each_marking() -> None:
    records = sample_records()
    people = Counter(record.is_body for record in records if isinstance(record, Stakeholder))
    assert people == {False: 14, True: 6}
    notes = {record.marking for record in records if isinstance(record, Note)}
    assert notes == {Marking.PRIVATE, Marking.TEAM, Marking.MANAGEMENT, Marking.JOINT}


def test_every_measure_of_the_sample_is_complete(make_session: object) -> None:
    for record in sample_records():
        if isinstance(record, Measure):
            check_terms(record.terms, record.terms.label)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_opens_without_a_problem_and_invents_no_figure(name: str, data_folder: Path) -> None:
    session = Session.create(template_records(name), data_folder)
    assert list(attention(session)) == []
    assert not session.is_modified, "an untouched template need not be saved"
    for measure in session.all(Measure):
        assert not measure.enabled, "a measure without figures costs nothing until it is filled in"
        assert not any(
            isinstance(value, Decimal) and value != Decimal("0.5") for value in measure.terms.values.values()
        )
    assert session.all(Mandate) == ()
    session.close()


def test_every_template_has_words_and_an_unknown_one_is_refused() -> None:
    assert tuple(TEMPLATE_WORDS) == TEMPLATES
    with pytest.raises(Refused) as refused:
        template_records("../sample/matter")
    assert sentence(refused.value.problems[0])


def test_reading_a_file_headless_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "x.negotiation"
    write_new(sample_records(), path)
    before = path.read_bytes()
    with opened(path) as session:
        assert len(session.all(Option)) == 3
        assert not note_path(path).exists()
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["x.negotiation"]
    with pytest.raises(Refused):
        write_new(sample_records(), path)


def test_a_sound_file_needs_no_attention(tmp_path: Path) -> None:
    path = tmp_path / "x.negotiation"
    write_new(sample_records(), path)
    report = check_file(path)
    assert (report.version, report.title, report.counts["staff_line"]) == (1, "On-call and unsocial hours 2027", 44)
    assert report.problems == ()


def test_a_check_finds_what_costing_and_comparing_would_stumble_over(tmp_path: Path) -> None:
    path = tmp_path / "x.negotiation"
    records = []
    for record in sample_records():
        if isinstance(record, StaffLine) and record.name == "theatres-b2-top":
            records.append(replace(record, band="5a"))
        elif isinstance(record, StaffLine) and record.name == "theatres-b3-top":
            records.append(replace(record, name="theatres-b5-top"))
        elif isinstance(record, Measure) and record.terms.label == "Rest after a call-out, covered":
            records.append(
                replace(record, terms=replace(record.terms, scope=Scope(lines=("nobody",), groups=("Wards",))))
            )
        elif isinstance(record, Measure) and record.terms.label == "One-off change payment" and record.position == 6:
            records.append(replace(record, terms=replace(record.terms, values={})))
        elif isinstance(record, PeerGroup):
            records.append(replace(record, codes=("RA2", "ZZZ")))
        elif isinstance(record, ChosenMetric) and record.position == 0:
            records.append(replace(record, metric_id="nothing"))
        elif isinstance(record, Settings):
            records.append(replace(record, organisation_code="QQQ"))
        else:
            records.append(record)
    write_new(records, path)
    codes = Counter(problem.code for problem in check_file(path).problems)
    assert codes["unknown_band"] == codes["name_taken"] == codes["metric_not_in_edition"] == 1
    assert codes["scope_names_nobody"] == codes["code_not_in_edition"] == 2
    assert sum(codes.values()) > 7, "the measures without figures are told too"
    assert all(sentence(problem) and problem.place for problem in check_file(path).problems)


def test_an_edition_that_is_not_there_is_told(data_folder: Path) -> None:
    session = Session.create((Settings(edition="1999-01"),), data_folder)
    assert [problem.code for problem in attention(session)] == ["edition_not_here"]
    session.close()


def test_opening_and_saving_put_a_workspace_on_top_of_the_recents(data_folder: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.negotiation", tmp_path / "b.negotiation"
    session = Session.create(sample_records(), data_folder, now=lambda: BEFORE_THE_MEETING)
    session.save_as(first)
    session.save_as(second)
    session.close()
    assert [recent.path for recent in recents(data_folder)] == [str(second), str(first)]
    assert recents(data_folder)[0] == Recent(
        str(second),
        "On-call and unsocial hours 2027",
        BEFORE_THE_MEETING.isoformat(),
        "2026-12-03",
        "JNCC",
        "team",
    )
    Session.open(first, data_folder).close()
    assert [recent.path for recent in recents(data_folder)] == [str(first), str(second)]


def test_the_list_of_recents_is_short_and_can_be_cleared(data_folder: Path) -> None:
    for number in range(known.MOST + 5):
        remember(data_folder, Recent(f"/x/{number}", "x"))
    assert len(recents(data_folder)) == known.MOST
    forget(data_folder, "/x/34")
    assert recents(data_folder)[0].path == "/x/33"
    assert not recents(data_folder)[0].is_there
    clear(data_folder)
    assert recents(data_folder) == ()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"recents": 5}', b'{"recents": [{"more": 1}]}', b"\xff"])
def test_a_damaged_list_of_recents_is_an_empty_one(data_folder: Path, content: bytes) -> None:
    data_folder.mkdir()
    (data_folder / "recents.json").write_bytes(content)
    assert recents(data_folder) == ()


def test_a_colleague_who_has_the_file_open_is_told_to_the_window(data_folder: Path, tmp_path: Path) -> None:
    first = Session.create(sample_records(), data_folder)
    first.save_as(tmp_path / "a.negotiation")
    second = Session.open(tmp_path / "a.negotiation", data_folder)
    assert first.in_use_by is None
    assert second.in_use_by is not None and second.in_use_by.since
    second.close()
    first.close()
