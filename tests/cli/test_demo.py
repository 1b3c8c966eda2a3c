"""The main job without a window, from nothing to two packs."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from negotiator.cli import main
from negotiator.domain.proposals import Proposal
from negotiator.domain.stakeholders import Note
from negotiator.services.costing import case_for, cost_case
from negotiator.services.sample import sample_records
from negotiator.services.session import Session
from negotiator.wording.figures import money

MADE = {
    "sample.negotiation",
    "benchmark.pdf",
    "benchmark.svg",
    "benchmark.png",
    "pack-board.pdf",
    "pack-joint.pdf",
}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "out"
    assert main(["demo", "--out", str(folder)]) == 0
    return folder


def words_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(path.read_bytes())).pages)


def test_the_demo_makes_a_workspace_a_picture_in_three_forms_and_two_packs(out: Path) -> None:
    assert {path.name for path in out.iterdir()} == MADE
    assert Image.open(out / "benchmark.png").width == 1800


def test_the_workspace_opens_and_lists_both_packs_in_its_export_log(out: Path, tmp_path: Path) -> None:
    from negotiator.domain.packs import ExportEntry

    session = Session.open(out / "sample.negotiation", tmp_path)
    try:
        assert [entry.file_name for entry in session.all(ExportEntry)] == ["pack-board.pdf", "pack-joint.pdf"]
    finally:
        session.close()


def test_the_board_pack_holds_the_figures_of_the_model(out: Path, tmp_path: Path) -> None:
    session = Session.create(sample_records(), tmp_path)
    try:
        (proposal,) = session.all(Proposal)
        result = cost_case(case_for(session, proposal.id), session.settings.edition)
    finally:
        session.close()
    text = words_of(out / "pack-board.pdf")
    assert [option.name for option in result.options if money(option.full_year_effect.total) not in text] == []


def test_the_joint_pack_holds_neither_the_envelope_nor_any_note(out: Path) -> None:
    text = " ".join(words_of(out / "pack-joint.pdf").split())
    assert money(Decimal(850_000)) not in text
    notes = [" ".join(record.text.split()) for record in sample_records() if isinstance(record, Note)]
    assert notes and [note for note in notes if note[:60] in text] == []


def test_the_summary_tells_the_figures_and_where_things_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "twice"
    assert main(["demo", "--out", str(folder)]) == 0
    assert main(["demo", "--out", str(folder)]) == 0, "a second run replaces what the first made"
    told = capsys.readouterr()
    assert "the envelope" in told.out and "Sickness absence rate, 12 months: 5.62%" in told.out
    assert all(str(folder / name) in told.out for name in MADE)
    assert told.err.splitlines()[0].startswith("1 of 4")


def test_a_place_that_is_a_file_is_refused_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "taken"
    place.write_text("mine")
    assert main(["demo", "--out", str(place)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert place.read_text() == "mine"
