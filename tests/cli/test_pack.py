"""``negotiator pack``: exit status, one clear line for bad input, and the file that comes out."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from negotiator.cli import main
from negotiator.domain.packs import ExportEntry
from negotiator.services.headless import opened, write_new
from negotiator.services.sample import sample_records
from tests.reporting.formula_reading import Recalculated
from tests.reporting.pdf_reading import text_of


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a workspace file holding the sample."""
    path = tmp_path_factory.mktemp("sample") / "sample.negotiation"
    write_new(sample_records(), path)
    return path.read_bytes()


@pytest.fixture
def file(made: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "sample.negotiation"
    path.write_bytes(made)
    return path


def refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """The one line that a refusal gives."""
    assert main([str(argument) for argument in arguments]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    return lines[0]


def test_a_pack_is_written_and_told(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "joint.pdf"
    assert main(["pack", str(file), "--audience", "joint", "--format", "pdf", "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert told["noted_in_export_log"] is True
    assert told["withheld"]["note"] == 10
    text = text_of(out.read_bytes())
    assert "The options compared" in text and "JOINT" in text
    with opened(file) as session:
        (entry,) = session.all(ExportEntry)
    assert (entry.sha256, entry.file_name) == (told["sha256"], "joint.pdf")


def test_the_answer_in_words_says_what_is_withheld(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pack", str(file), "--audience", "joint", "--out", str(tmp_path / "joint.pdf")]) == 0
    said = capsys.readouterr().out
    assert "Withheld:" in said and "10 notes" in said and "1 mandate" in said


def test_a_preview_writes_nothing(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = file.read_bytes()
    assert main(["pack", str(file), "--audience", "joint", "--preview", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["withheld"]["mandate"] == 1
    assert [path.name for path in tmp_path.iterdir()] == [file.name]
    assert file.read_bytes() == before


def test_the_workspace_itself_is_never_written_over(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = file.read_bytes()
    line = refused(capsys, "pack", file, "--audience", "joint", "--out", file)
    assert "sample.negotiation is the workspace itself" in line
    assert file.read_bytes() == before


def test_an_unknown_audience_is_named(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = refused(capsys, "pack", file, "--audience", "everyone", "--out", tmp_path / "x.pdf")
    assert "everyone" in line and "joint" in line


def test_an_unknown_format_is_named(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = refused(capsys, "pack", file, "--audience", "joint", "--format", "odt", "--out", tmp_path / "x.odt")
    assert "odt" in line and "pdf" in line


def test_a_folder_that_is_not_there_is_named(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = refused(capsys, "pack", file, "--audience", "joint", "--out", tmp_path / "gone" / "x.pdf")
    assert "gone" in line and "folder" in line


def test_a_place_is_needed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "--out" in refused(capsys, "pack", file, "--audience", "joint")


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = refused(capsys, "pack", tmp_path / "gone.negotiation", "--audience", "joint", "--out", tmp_path / "x.pdf")
    assert "gone.negotiation" in line


def test_a_file_that_is_not_ours_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "junk.negotiation").write_text("not a workspace")
    line = refused(capsys, "pack", tmp_path / "junk.negotiation", "--audience", "joint", "--out", tmp_path / "x.pdf")
    assert "junk.negotiation" in line
    assert not (tmp_path / "x.pdf").exists()


def test_an_existing_pack_is_replaced(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "joint.pdf"
    out.write_bytes(b"old")
    assert main(["pack", str(file), "--audience", "joint", "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"%PDF-1.7")


def test_a_workbook_is_written(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "team.xlsx"
    assert main(["pack", str(file), "--audience", "team", "--format", "xlsx", "--out", str(out)]) == 0
    book = Recalculated(out.read_bytes())
    assert "Option C full year" in book.sheets
    difference = book.find("Results", "Difference from it")
    assert [book.value("Results", column, difference) for column in "BCDEF"] == [0, 0, 0, 0, 0]
