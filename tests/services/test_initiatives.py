"""The register of initiatives: on our scale with the edition's awards, out to CSV and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from negotiator.domain.comparators import Initiative
from negotiator.domain.establishment import StaffLine
from negotiator.domain.markings import Audience, Marking
from negotiator.domain.problems import Refused
from negotiator.domain.proposals import Option, Proposal
from negotiator.domain.workspace import Settings
from negotiator.services.initiatives import (
    as_csv,
    awards_of,
    bringing_in,
    read_register,
    register_for,
    scaled_for,
)
from negotiator.services.sample import sample_records
from negotiator.wording.initiatives import how_scaled
from negotiator.wording.sentences import sentence
from tests.services.conftest import MakeSession

D = Decimal
AT = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
FULL = Initiative(
    id="i1",
    employer="Marl Bridge, a trust",
    title="One “rate”",
    what="Two lines\nof words",
    started_on=date(2025, 4, 1),
    staff_covered="Radiology",
    wte_covered=D("188.0"),
    yearly_cost=D("-214000.50"),
    price_year="2025/26",
    outcome="=SUM(A1)",
    contact="+44 20",
    source="A letter",
    strength=3,
    comparable=4,
    option_ids=("o2", "o1"),
    fictional=True,
    marking=Marking.TEAM,
)
OPTIONS = (Option("o1", "p", "A · Flat"), Option("o2", "p", "B · Covered", position=1))
NAMES = {option.id: option.name for option in OPTIONS}


def write(folder: Path, content: str) -> Path:
    path = folder / "register.csv"
    path.write_bytes(content.encode("utf-8-sig"))
    return path


def test_awards_are_the_edition_s_and_beyond_it_the_matter_s_own_assumptions() -> None:
    settings = Settings(jurisdiction="England", awards={"2027/28": D("0.025"), "2026/27": D("0.09")})
    found = awards_of(settings)
    assert (found["2026/27"].share, found["2026/27"].assumed) == (D("0.033"), False)
    assert (found["2027/28"].share, found["2027/28"].assumed) == (D("0.025"), True)
    assert "2022/23" not in found  # a flat sum, no percentage
    assert awards_of(replace(settings, jurisdiction="Scotland"))["2026/27"].share == D("0.0375")


def test_an_assumed_award_is_said_to_be_assumed() -> None:
    settings = Settings(jurisdiction="England", first_year="2027/28", awards={"2027/28": D("0.025")})
    scaled = scaled_for([FULL], [], settings)["i1"]
    assert how_scaled(scaled) == (
        "Moved to 2027/28 prices by pay awards alone: 3.3% in 2026/27 and 2.5% in 2027/28 (assumed). "
        "There are no staff in scope yet to scale it to."
    )


def test_every_initiative_of_the_sample_is_brought_to_our_scale() -> None:
    records = sample_records()
    initiatives = [record for record in records if isinstance(record, Initiative)]
    staff = [record for record in records if isinstance(record, StaffLine)]
    (settings,) = (record for record in records if isinstance(record, Settings))
    found = scaled_for(initiatives, staff, settings)
    assert len(initiatives) == 4 and all(each.fictional for each in initiatives)
    assert all(scaled.ours is not None and scaled.lacking == "" for scaled in found.values())


def test_the_register_comes_back_from_csv_as_it_went(tmp_path: Path) -> None:
    found = read_register(write(tmp_path, as_csv((FULL,), NAMES)), OPTIONS)
    assert found.initiatives == (replace(FULL, id=""),)
    assert found.unlinked == 0


def test_no_cell_of_the_file_is_run_by_a_spreadsheet() -> None:
    text = as_csv((FULL,), NAMES)
    assert "'=SUM(A1)" in text and "'+44 20" in text and "'-214000.50" in text


def test_a_link_to_an_option_that_is_not_here_is_left_out_and_counted(tmp_path: Path) -> None:
    found = read_register(write(tmp_path, as_csv((FULL,), NAMES)), OPTIONS[:1])
    assert (found.initiatives[0].option_ids, found.unlinked) == (("o1",), 1)


def test_two_columns_are_enough_and_levels_may_be_figures(tmp_path: Path) -> None:
    path = write(tmp_path, "employer,WHAT WAS DONE,Strength of evidence\nHarwick,A rest day,2\n")
    (one,) = read_register(path, ()).initiatives
    assert (one.employer, one.title, one.strength, one.marking) == ("Harwick", "A rest day", 2, Marking.JOINT)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Employer,Title\nA,B\n", "has no column “What was done”"),
        ("Employer,What was done\n,B\n", "row 2: Employer is empty"),
        ("Employer,What was done,Started on\nA,B,soon\n", "row 2: “soon” in Started on is not a day"),
        ("Employer,What was done,WTE covered\nA,B,many\n", "row 2: “many” in WTE covered is not a number"),
        ("Employer,What was done,WTE covered\nA,B,-3\n", "row 2: WTE covered is -3"),
        ("Employer,What was done,How comparable\nA,B,7\n", "row 2: “7” cannot stand in How comparable"),
        ("Employer,What was done,Marking\nA,B,secret\n", "write one of: private, team, management, joint, open"),
    ],
)
def test_a_wrong_file_is_refused_by_row_and_column(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(Refused) as caught:
        read_register(write(tmp_path, content), ())
    assert said in sentence(caught.value.problems[0])


def test_the_same_employer_and_title_again_is_brought_up_to_date_and_the_rest_added(make_session: MakeSession) -> None:
    proposal = Proposal("p", "On-call")
    session = make_session((proposal, *OPTIONS, FULL))
    again = replace(FULL, id="", outcome="Better still", option_ids=())
    command = bringing_in((again, Initiative("", "Harwick", "A rest day")), session.all(Initiative))
    assert command is not None
    session.execute(command)
    first, second = session.all(Initiative)
    assert (first.id, first.outcome, first.option_ids) == ("i1", "Better still", ("o2", "o1"))
    assert second.employer == "Harwick" and second.id
    assert bringing_in((replace(second, id=""),), session.all(Initiative)) is None


def test_an_export_holds_only_what_its_audience_may_see_and_says_how_much_is_withheld() -> None:
    shared = replace(FULL, id="i2", title="Shared thing", marking=Marking.JOINT)
    proposal = Proposal("p", "On-call", marking=Marking.JOINT)
    hidden = replace(OPTIONS[0], marking=Marking.TEAM)
    seen = replace(OPTIONS[1], marking=Marking.JOINT)
    joint = register_for(Audience.JOINT, AT, Settings(), (FULL, shared), (proposal,), (hidden, seen))
    text = joint.data.decode("utf-8-sig")
    assert "Shared thing" in text and "One “rate”" not in text and "B · Covered" in text and "A · Flat" not in text
    assert joint.withheld == {"initiative": 1}
    team = register_for(Audience.TEAM, AT, Settings(), (FULL, shared), (proposal,), (hidden, seen))
    assert "One “rate”" in team.data.decode("utf-8-sig") and team.withheld == {}
