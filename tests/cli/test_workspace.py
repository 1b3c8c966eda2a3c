"""``negotiator new | check | export | import``: status 0, or 2 with one line, and nothing overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from negotiator.cli import main


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_the_sample_is_made_checked_exported_and_imported_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "a.negotiation", tmp_path / "b.negotiation"
    assert run(capsys, "new", first, "--sample")[0] == 0
    status, out, err = run(capsys, "check", first, "--json")
    report = json.loads(out)
    assert (status, err) == (0, "")
    assert (report["readable"], report["version"], report["records"]["staff_line"]) == (True, 1, 44)
    assert report["problems"] == []
    assert run(capsys, "export", first, "--out", tmp_path / "a.json")[0] == 0
    assert run(capsys, "import", tmp_path / "a.json", "--out", second)[0] == 0
    assert run(capsys, "export", second, "--out", tmp_path / "b.json")[0] == 0
    assert (tmp_path / "a.json").read_text("utf-8") == (tmp_path / "b.json").read_text("utf-8")


def test_a_template_is_made_by_name_and_an_empty_workspace_without(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "new", tmp_path / "a.negotiation", "--template", "regrading")[0] == 0
    assert run(capsys, "new", tmp_path / "b.negotiation")[0] == 0
    assert "Regrading a staff group: 10 records" in run(capsys, "check", tmp_path / "a.negotiation")[1]
    assert "1 records" in run(capsys, "check", tmp_path / "b.negotiation")[1]


def test_nothing_that_exists_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = tmp_path / "a.negotiation"
    run(capsys, "new", made, "--sample")
    run(capsys, "export", made, "--out", tmp_path / "a.json")
    precious = tmp_path / "precious"
    precious.write_text("precious")
    for arguments in (
        ("new", precious),
        ("export", made, "--out", precious),
        ("import", tmp_path / "a.json", "--out", precious),
    ):
        status, out, err = run(capsys, *arguments)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert "already" in err
    assert precious.read_text() == "precious"


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "missing.negotiation"),
        ("check", "junk"),
        ("check", "."),
        ("export", "junk", "--out", "x.json"),
        ("import", "junk", "--out", "x.negotiation"),
        ("import", "missing.json", "--out", "x.negotiation"),
        ("new", "x.negotiation", "--template", "nothing"),
        ("new", "missing/x.negotiation"),
    ],
)
def test_bad_input_ends_with_status_two_and_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("junk").write_bytes(b"\xff\x00junk")
    status, out, err = run(capsys, *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert not Path("x.negotiation").exists() and not Path("x.json").exists()


def test_a_file_that_cannot_be_opened_is_told_in_json_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "junk").write_bytes(b"junk")
    status, out, err = run(capsys, "check", tmp_path / "junk", "--json")
    assert status == 2 and err
    report = json.loads(out)
    assert (report["readable"], report["problems"][0]["code"]) == (False, "not_ours")
